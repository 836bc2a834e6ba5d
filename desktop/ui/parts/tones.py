"""Pills: a word on a tinted ground that says at a glance how something stands."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.parts.cards import Chip
from desktop.ui.theme import COLOURS


class Tone(Enum):
    """How a word is meant; the value is its ink, its ground and its icon."""

    GOOD = (COLOURS.good, COLOURS.good_wash, "check-circle")
    DANGER = (COLOURS.danger, COLOURS.danger_wash, "error")
    CAUTION = (COLOURS.caution, COLOURS.caution_wash, "alert")
    ACTIVE = (COLOURS.accent, COLOURS.accent_wash, "info")
    QUIET = (COLOURS.ink_soft, COLOURS.line, "info")

    @property
    def ink(self) -> str:
        return self.value[0]

    @property
    def ground(self) -> str:
        return self.value[1]

    @property
    def icon(self) -> str:
        return self.value[2]

    def chip(self, text: str) -> Chip:
        """The same on a painted row."""
        return Chip(text, self.ink, self.ground)


class Pill(QLabel):
    """A word in its tone; hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str, tone: Tone) -> None:
        self.setText(text)
        self.setVisible(bool(text))
        self.setStyleSheet(
            f"QLabel {{ background: {tone.ground}; color: {tone.ink}; border-radius: 10px;"
            " padding: 2px 10px; font-size: 12px; font-weight: 600; }"
        )
