"""Captions and values, one pair a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.parts.states import label

_CAPTION_PX = 76


class FactList(QWidget):
    """Draws pairs anew when they differ, with the labels there are; long values wrap."""

    def __init__(
        self, caption_px: int = _CAPTION_PX, parent: QWidget | None = None, *, selectable: bool = True
    ) -> None:
        super().__init__(parent)
        self._selectable = selectable
        self._caption_px = caption_px
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if tuple(facts) == self._shown:
            return
        self._shown = tuple(facts)
        while len(self._lines) < len(self._shown):
            self._add_line()
        for row, (name, said) in enumerate(self._lines):
            there = row < len(self._shown)
            caption, value = self._shown[row] if there else ("", "")
            name.setText(caption)
            said.setText(value)
            name.setVisible(there)
            said.setVisible(there)
        self._ask_for_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_for_height()

    def _ask_for_height(self) -> None:
        """A form reckons with lines that do not wrap; what is wrapped asks for its height, or it is cut."""
        width = self.width() - self._caption_px - self._grid.horizontalSpacing()
        for _name, said in self._lines[: len(self._shown)]:
            said.ensurePolished()  # in the theme's type, not in the one it was born with
            said.setMinimumHeight(max(0, said.heightForWidth(width)) if width > 0 else 0)

    def _add_line(self) -> None:
        name, said = label("small", wrap=True), label("value", wrap=True)
        name.setFixedWidth(self._caption_px)
        if self._selectable:  # what can be selected can be copied
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._lines)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.append((name, said))
