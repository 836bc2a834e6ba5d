"""Two values for one field: what the gateway has, what this person made, and the choice between them."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts.states import label
from desktop.ui.view import View
from desktop.workspace import AgendaConflict, AgendaPlace, AgendaValue


class ConflictChoice(View):
    """Both values and a button for each; `kept` and `resent` carry the act's id."""

    kept = Signal(str)
    resent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict: AgendaConflict | None = None
        self._captions = (label("small"), label("small"))
        self._values = (label("heading", wrap=True), label("heading", wrap=True))
        self.keep_theirs, self.send_mine = QPushButton(), QPushButton()
        self.keep_theirs.setObjectName("keepTheirs")
        self.send_mine.setObjectName("sendMine")
        self._build()
        self.keep_theirs.clicked.connect(self._keep)
        self.send_mine.clicked.connect(self._resend)
        self.retranslate()

    def show_conflict(self, conflict: AgendaConflict) -> None:
        self._conflict = conflict
        self.retranslate()

    def retranslate(self) -> None:
        for caption, text in zip(
            self._captions, (self.tr("At the gateway now"), self.tr("Mine")), strict=True
        ):
            caption.setText(text)
        self.keep_theirs.setText(self.tr("Keep the gateway's"))
        self.send_mine.setText(self.tr("Send mine again"))
        self.keep_theirs.setToolTip(self.tr("Mine is dropped; nothing changes for anybody else."))
        self.send_mine.setToolTip(self.tr("Mine replaces what the gateway has now."))
        if self._conflict is not None:
            both = (self._conflict.theirs, self._conflict.mine)
            for shown, value in zip(self._values, both, strict=True):
                shown.setText(self._words(value))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (caption, value) in enumerate(zip(self._captions, self._values, strict=True)):
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep_theirs)
        buttons.addWidget(self.send_mine)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(buttons)

    def _keep(self) -> None:
        if self._conflict is not None:
            self.kept.emit(self._conflict.action_id)

    def _resend(self) -> None:
        if self._conflict is not None:
            self.resent.emit(self._conflict.action_id)

    def _words(self, value: AgendaValue) -> str:
        match value:
            case int():
                return self.tr("%n minute(s)", "", value)
            case AgendaPlace(above=None):
                return self.tr("Item 1, at the top")
            case AgendaPlace(number=number, above=""):
                return self.tr("Item {number}").format(number=number)
            case AgendaPlace(number=number, above=above):
                return self.tr("Item {number}, after “{title}”").format(number=number, title=above)
            case _:
                assert_never(value)
