"""What stands in a list that has no rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import colour

_MARGIN_PX = 16


def paint_nothing(viewport: QWidget, words: str) -> None:
    """Say on an empty list why it is so, where its first row would stand."""
    painter = QPainter(viewport)
    try:
        painter.setPen(colour("ink_soft"))
        room = viewport.rect().adjusted(_MARGIN_PX, 8, -_MARGIN_PX, -8)
        upper_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, upper_left | Qt.TextFlag.TextWordWrap, words)
    finally:
        painter.end()
