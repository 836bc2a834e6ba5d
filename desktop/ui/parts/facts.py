"""Captions and values, one pair a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.parts.states import label
from desktop.ui.theme import COLOURS

_CAPTION_PX = 76


class FactList(QWidget):
    """Draws pairs anew when they differ; long values wrap."""

    def __init__(self, caption_px: int = _CAPTION_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption_px = caption_px
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if tuple(facts) == self._shown:
            return
        self._shown = tuple(facts)
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.setParent(None)  # gone at once, not with the next turn of events
            widget.deleteLater()
        for row, (caption, value) in enumerate(facts):
            name, said = label("small", wrap=True), label("small", wrap=True)
            name.setText(caption)
            name.setFixedWidth(self._caption_px)
            said.setText(value)
            said.setStyleSheet(f"color: {COLOURS.ink};")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
