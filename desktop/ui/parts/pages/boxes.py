"""The boxes of the bar: which page is read, and how near."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.ui.parts.pages.layout import Fit, bounded

PRESETS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 8.0)
_BOX_PX = 48
_ZOOM_PX = 92


def _is_escape(event: QEvent) -> bool:
    """Esc would else leave the document that is read."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )


class PageBox(QLineEdit):
    """`wanted` is the page typed, from 0, the last one for what is past it; `left` gives the keys back."""

    wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = 0
        self._count = 1
        self.setFixedWidth(_BOX_PX)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,7}"), self))
        self.editingFinished.connect(self._told)

    def show_page(self, page: int, count: int) -> None:
        self._page, self._count = page, count
        self.setText(str(page + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        if _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(str(self._page + 1))
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

    def _told(self) -> None:
        typed = int(self.text() or 0)
        page = max(1, min(typed, self._count)) - 1 if typed else self._page
        self.setText(str(page + 1))
        if page != self._page:
            self.wanted.emit(page)


class ZoomBox(QComboBox):
    """The zoom, to be chosen or typed as percent: `zoom_wanted` (1.0 = true size), `fit_wanted`, `left`."""

    zoom_wanted = Signal(float)
    fit_wanted = Signal(Fit)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFixedWidth(_ZOOM_PX)
        self.setMaxVisibleItems(len(PRESETS) + 3)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        typed = QRegularExpression("\\s*[0-9]{1,4}([.][0-9]?)?\\s*[%％]?\\s*")
        line = QLineEdit()
        line.setValidator(QRegularExpressionValidator(typed, self))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.editingFinished.connect(self._typed)
        self.setLineEdit(line)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.activated.connect(self._chosen)

    def name(self, words: str, width: str, page: str) -> None:
        """How the box and the fits are called in the language of now."""
        self.setAccessibleName(words)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(words)
        self.blockSignals(True)
        self.clear()
        self.addItem(width, Fit.WIDTH)
        self.addItem(page, Fit.PAGE)
        self.insertSeparator(2)
        for zoom in PRESETS:
            self.addItem(f"{zoom:.0%}", zoom)
        self.blockSignals(False)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        self.show_zoom(self._zoom)

    def show_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.setCurrentIndex(-1)
        self.setEditText(f"{zoom:.0%}")

    def event(self, event: QEvent) -> bool:
        if _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_zoom(self._zoom)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel over the box would jump through the list."""
        event.ignore()

    def _chosen(self, index: int) -> None:
        wanted = self.itemData(index)
        if isinstance(wanted, Fit):
            self.fit_wanted.emit(wanted)
        elif isinstance(wanted, float):
            self.zoom_wanted.emit(wanted)
        self.show_zoom(self._zoom)
        self.left.emit()

    def _typed(self) -> None:
        percent = self.currentText().strip().rstrip("%％").strip()
        zoom = bounded(float(percent) / 100) if percent else self._zoom
        if round(zoom * 100) != round(self._zoom * 100):
            self.zoom_wanted.emit(zoom)
        self.show_zoom(self._zoom)
