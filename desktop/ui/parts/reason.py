"""Asks for a reason before something is refused or stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label

REASON_LONGEST = 500
"""Characters; what the gateway takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAsked:
    """The words of the question. `phrases` are stock phrases that fill the field at a press."""

    title: str
    sentence: str
    button: str
    phrases: Sequence[str] = ()
    required: bool = True


class ReasonDialog(Sheet):
    """`given` carries the reason, trimmed."""

    given = Signal(str)

    def __init__(self, asked: ReasonAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self.setObjectName("reasonDialog")
        self.setWindowTitle(asked.title)
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        heading, sentence = label("title", wrap=True), label("muted", wrap=True)
        heading.setText(asked.title)
        sentence.setText(asked.sentence)
        sentence.setVisible(bool(asked.sentence))
        column.addWidget(heading)
        column.addWidget(sentence)
        self._text = QPlainTextEdit()
        self._text.setObjectName("reasonText")
        self._text.setAccessibleName(self.tr("Reason"))
        self._text.setPlaceholderText(self.tr("Reason"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(96)
        column.addWidget(self._text)
        if asked.phrases:
            column.addLayout(self._phrases())
        column.addLayout(self._buttons())
        self._text.textChanged.connect(self._judge)
        self._judge()
        self._text.setFocus()

    def _phrases(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for phrase in self._asked.phrases:
            button = QPushButton(phrase)
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, phrase=phrase: self._text.setPlainText(phrase))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self._go = QPushButton(self._asked.button)
        self._go.setObjectName("reasonGiven")
        self._go.setProperty("role", "primary")
        self._go.clicked.connect(self._give)
        return answers(back, self._go)

    def _reason(self) -> str:
        return self._text.toPlainText().strip()

    def _judge(self) -> None:
        long = len(self._reason()) > REASON_LONGEST
        self._go.setEnabled(not long and (bool(self._reason()) or not self._asked.required))

    def _give(self) -> None:
        self.given.emit(self._reason())
        self.accept()
