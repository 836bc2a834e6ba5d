"""A list and what is chosen in it, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_PX, MOST_PX = 264, 368
_SHARE = 0.28


class Panes(QSplitter):
    """Until a person drags the border, the list takes its share of the width there is.

    `name` is what a dragged width is remembered by.
    """

    def __init__(self, name: str, listed: QWidget, chosen: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self._chosen_px = 0
        listed.setMinimumWidth(LEAST_PX)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(listed)
        self.addWidget(chosen)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._remember)

    @property
    def chosen_px(self) -> int:
        """The width that a person gave the list; 0 when nobody did."""
        return self._chosen_px

    def choose(self, width_px: int) -> None:
        """Give the list this width, as far as there is room; 0 leaves it its share."""
        self._chosen_px = width_px
        self._divide()

    def show_list(self, shown: bool) -> None:
        """Leave all of the width to what is chosen, or give the list its part again."""
        self.widget(0).setVisible(shown)
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._divide()
        super().resizeEvent(event)

    def _divide(self) -> None:
        share = max(LEAST_PX, min(MOST_PX, round(self.width() * _SHARE)))
        listed = self._chosen_px or share
        self.setSizes([listed, max(0, self.width() - listed)])

    def widen(self, by_px: int) -> bool:
        """Give the list so much more, or less; whether it is shown at all."""
        if self.widget(0).isHidden():
            return False
        self.choose(max(LEAST_PX, self.sizes()[0] + by_px))
        self._remember()  # what the other side could not give is not wished for later
        return True

    def _remember(self) -> None:
        self._chosen_px = self.sizes()[0]
