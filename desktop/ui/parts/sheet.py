"""A dialog that stands out by itself: framed, over a window that is dimmed, whatever manages windows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from desktop.ui.theme import colour

_EDGE_PX = 32
_DIM = colour("dim", 96)


class Veil(QWidget):
    """Dims a window as long as something stands over it; it takes no mouse and no keys."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), _DIM)
        finally:
            painter.end()


class Dimming:
    """Has a veil lie over the window of `dialog` while that is shown."""

    def __init__(self, dialog: QDialog) -> None:
        self._dialog = dialog
        self._veil: Veil | None = None

    def begin(self) -> None:
        parent = self._dialog.parentWidget()
        if parent is not None and self._veil is None:
            self._veil = Veil(parent.window())
            self._dialog.destroyed.connect(self._veil.deleteLater)

    def end(self) -> None:
        if self._veil is not None:
            self._dialog.destroyed.disconnect(self._veil.deleteLater)
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None


class Sheet(QDialog):
    """What every dialog of ours is. Some desktops draw no frames around windows: this one is its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self._dimming = Dimming(self)
        self._put_at: QPoint | None = None

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return handled

    def _grow(self) -> None:
        """As high as its parts need: Qt leaves that alone once a least width has been set."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        least = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            least = max(least, layout.totalMinimumHeightForWidth(self.width()))
        if least > self.height():
            self.resize(self.width(), least)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()
        self._stand_in_the_middle()
        self._dimming.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pos() == self._put_at:  # nobody has moved it
            self._stand_in_the_middle()

    def within_window(self, width: int, height: int) -> QSize:
        """That size, or as much of it as leaves an edge of the window to be seen."""
        parent = self.parentWidget()
        wanted = QSize(width, height)
        return (
            wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(_EDGE_PX, _EDGE_PX))
        )

    def _stand_in_the_middle(self) -> None:
        """Over the middle of its window, whole on the screen: Qt reckons with a frame that is not there."""
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        middle = window.mapToGlobal(window.rect().center())
        screen = window.screen().availableGeometry()
        if window.width() > screen.width():  # where nobody looks, screens are small
            screen = window.frameGeometry()
        size = self.frameGeometry().size()
        left = min(middle.x() - size.width() // 2, screen.right() + 1 - size.width())
        top = min(middle.y() - size.height() // 2, screen.bottom() + 1 - size.height())
        self.move(max(left, screen.left()), max(top, screen.top()))
        self._put_at = self.pos()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._dimming.end()


def answers(*buttons: QPushButton) -> QHBoxLayout:
    """The foot of a sheet: at the right, what does it last."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
