"""The edge of a pane, to be dragged."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import colour

_WIDE_PX = 5


class Grip(QWidget):
    """A line, a little wider for the hand. `dragged`: so many px to the right; `reset`: a double click."""

    dragged = Signal(int)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held_at: float | None = None
        self.setFixedWidth(_WIDE_PX)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held_at = event.globalPosition().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is not None:
            at = event.globalPosition().x()
            far = round(at - self._held_at)
            if far:
                self._held_at += far
                self.dragged.emit(far)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            ink = colour("accent" if self._held_at is not None else "line")
            painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), ink)
        finally:
            painter.end()
