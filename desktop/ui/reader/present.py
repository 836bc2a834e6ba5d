"""One page on a black screen, for a meeting room: keys turn it, a red point shows where to look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui.parts.pages import (
    Arrangement,
    Fit,
    Outlook,
    Overlay,
    PagesCanvas,
    PagesLayout,
    PagesPresenter,
    Place,
    Watermark,
)
from desktop.ui.reader.annotations import AnnotationsPresenter, Tool
from desktop.ui.reader.ink import AnnotationOverlay
from desktop.ui.reader.palette import TINTS
from desktop.ui.theme import colour
from desktop.ui.view import View

_STILL_MS = 2500
_KEYS_SHOWN_MS = 5000
_PAGE_SHOWN_MS = 1500
_CAPTION_UP_PX = 32
_POINT_PX = 9
_ON = (
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up)
_TINT_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
_LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F11)


class PointerOverlay(Overlay):
    """A red point under the mouse, on and off with L."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = False
        self._at: Place | None = None

    def switch(self) -> None:
        self.on = not self.on
        self.repaint.emit()

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        self._at = place
        if not self.on:
            return None
        self.repaint.emit()
        return Qt.CursorShape.BlankCursor

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        if not self.on or self._at is None or not layout.shows(self._at.page):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        centre = QPointF(*layout.to_canvas(self._at))
        for radius, alpha in ((_POINT_PX * 2, 60), (_POINT_PX, 220)):
            painter.setBrush(colour("pointer", alpha))
            painter.drawEllipse(centre, radius, radius)


class Caption(QLabel):
    """A few words at the foot of the screen, for a moment."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.setObjectName("presentCaption")
        self.setStyleSheet(
            "background: rgba(20, 26, 30, 210); color: white; border-radius: 8px; padding: 8px 16px;"
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._moment = QTimer(self, singleShot=True)
        self._moment.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str, ms: int) -> None:
        self.setText(words)
        self.place()
        self.show()
        self.raise_()
        self._moment.start(ms)

    def place(self) -> None:
        """In the middle of the foot of what it lies on."""
        self.adjustSize()
        room = self._screen.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _CAPTION_UP_PX)


class PresentWindow(View):
    """Over the whole screen until Esc; `left` says at which page.

    Annotations show, can be hidden with A, and are written by hand after I, in the colours 1 to 4.
    """

    left = Signal(int)

    def __init__(
        self,
        presenter: PagesPresenter,
        annotations: AnnotationsPresenter,
        page: int,
        watermark: Watermark | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setObjectName("presentWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet("background: black;")
        self.canvas = PagesCanvas(presenter.pictures, self)
        self.canvas.setObjectName("presentCanvas")
        self.canvas.set_ground(colour("curtain"))
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for policy in (self.canvas.setVerticalScrollBarPolicy, self.canvas.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.canvas.set_watermark(watermark)
        self._annotations = annotations
        annotations.choose("")
        self.ink = AnnotationOverlay(annotations, self)
        self.pointer = PointerOverlay(self)
        for overlay in (self.ink, self.pointer):
            self.canvas.add_overlay(overlay)
        self._black = False
        self._still = QTimer(self, singleShot=True, interval=_STILL_MS)
        self._still.timeout.connect(lambda: self.canvas.viewport().setCursor(Qt.CursorShape.BlankCursor))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.canvas.begin(Outlook(page=page, arrangement=Arrangement.SINGLE))
        self.canvas.set_fit(Fit.PAGE)
        self._caption = Caption(self)
        self.canvas.page_changed.connect(self._say_page)
        self._presenter, self._shown = presenter, presenter.handle
        presenter.changed.connect(self._document_changed)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Presentation"))
        self.setAccessibleName(self.tr("Presentation"))
        keys = self.tr("Space: next page   L: pointer   I: write   B: black   Esc: leave")
        self._caption.say(keys, _KEYS_SHOWN_MS)

    def _say_page(self, page: int) -> None:
        self._caption.say(f"{page + 1} / {len(self.canvas.pages_layout.sizes)}", _PAGE_SHOWN_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._caption.place()

    def _document_changed(self) -> None:
        """Another document, or none, ends it; sizes that have become certain do not."""
        if self._presenter.handle is self._shown:
            self.canvas.resized()
        else:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _LEAVE:
            self.close()
        elif key in _ON:
            self.canvas.turn_page(+1)
        elif key in _BACK:
            self.canvas.turn_page(-1)
        elif key == Qt.Key.Key_Home:
            self.canvas.go_to(0)
        elif key == Qt.Key.Key_End:
            self.canvas.go_to(len(self.canvas.pages_layout.sizes) - 1)
        elif key == Qt.Key.Key_L:
            self.pointer.switch()
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):
            self._black = not self._black
            self.canvas.setVisible(not self._black)
        elif not self._annotate(event):
            super().keyPressEvent(event)

    def _annotate(self, event: QKeyEvent) -> bool:
        """The keys of annotations."""
        key, annotations = event.key(), self._annotations
        if key == Qt.Key.Key_I:
            writing = annotations.state.tool is Tool.INK
            self.ink.hide_marks(False)
            annotations.choose_tool(None if writing else Tool.INK)
        elif key == Qt.Key.Key_A:
            self.ink.hide_marks(not self.ink.hidden)
        elif key in _TINT_KEYS:
            annotations.choose("")
            annotations.choose_tint(TINTS[_TINT_KEYS.index(Qt.Key(key))])
        elif event.matches(QKeySequence.StandardKey.Undo):
            annotations.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            annotations.redo()
        else:
            return self.ink.key_pressed(event)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._still.start()
        super().mouseMoveEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._annotations.choose_tool(None)
        self._presenter.pictures.leave(self.canvas)
        self.left.emit(self.canvas.page)
        super().closeEvent(event)
