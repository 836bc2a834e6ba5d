"""One of a row of choices: as wide as its word in bold, so that choosing it moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import sized, ui_font

_PADDING_PX = 24
_TEXT_PX = 14


class Segment(QPushButton):
    """Checkable; several of them stand in an exclusive group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setProperty("segment", True)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        font = sized(ui_font(), _TEXT_PX, weight=QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + _PADDING_PX
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
