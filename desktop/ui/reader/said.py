"""One sentence under the pages about what was just asked; it goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.parts.states import label

_SHOWN_MS = 8000


class SaidBar(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerSaid")
        self.setProperty("role", "notice")
        self.words = label("muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.words)
        self._gone = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence` for a while."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._gone.start()
