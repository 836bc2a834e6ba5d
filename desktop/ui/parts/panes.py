"""A list and what is chosen in it, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_PX, MOST_PX = 264, 368
_SHARE = 0.28


class Panes(QSplitter):
    """Until a person drags the border, the list takes its share of the width there is."""

    def __init__(self, listed: QWidget, chosen: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._dragged = False
        listed.setMinimumWidth(LEAST_PX)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(listed)
        self.addWidget(chosen)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._remember)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._dragged:
            share = max(LEAST_PX, min(MOST_PX, round(self.width() * _SHARE)))
            self.setSizes([share, self.width() - share])
        super().resizeEvent(event)

    def _remember(self) -> None:
        self._dragged = True
