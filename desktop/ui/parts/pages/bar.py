"""The bar above the pages: where its tools have not enough room, those go that keys stand in for."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

_LEAST_PX = 400
_SPACING_PX = 4


class ToolBar(QFrame):
    """Tools in a row. Those added with `spared` go when the row gets too wide, the highest number first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setMinimumWidth(_LEAST_PX)
        self._tools: list[QWidget] = []
        self._spared: dict[QWidget, int] = {}
        self._gaps_px = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(_SPACING_PX)

    def add(self, widget: QWidget, *, spared: int = 0) -> None:
        self._row.addWidget(widget)
        self._tools.append(widget)
        if spared:
            self._spared[widget] = spared

    def add_gap(self, width_px: int) -> None:
        self._row.addSpacing(width_px)
        self._gaps_px += width_px + _SPACING_PX

    def add_stretch(self) -> None:
        self._row.addStretch(1)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Which tools show depends on the room alone, not on which showed before."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self._needed()
        for widget in sorted(self._spared, key=self._spared.__getitem__, reverse=True):
            there = needed <= room
            if not there:
                needed -= _width(widget) + _SPACING_PX
            if widget.isHidden() is there:
                widget.setVisible(there)

    def _needed(self) -> int:
        """How wide the row is, in px, with everything in it that its owners show."""
        tools = (tool for tool in self._tools if tool in self._spared or not tool.isHidden())
        return sum(_width(tool) + _SPACING_PX for tool in tools) + self._gaps_px


def _width(widget: QWidget) -> int:
    """What the layout gives it at least; a widget that was never shown has not got its theme yet."""
    widget.ensurePolished()
    return max(widget.minimumWidth(), min(widget.sizeHint().width(), widget.maximumWidth()))
