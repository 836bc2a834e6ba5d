"""Handing a seal over: the one who keeps it offers it, the other takes it over, each with their own key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.office import Person
from desktop.ui.cabinet.state import SealRow
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.signing import SigningPresenter, SigningStep
from desktop.ui.parts.states import label


class HandOver(Sheet):
    """`offered` carries whom custody is offered to; empty when this person takes over what was offered."""

    offered = Signal(str)

    def __init__(
        self,
        row: SealRow,
        receivers: Sequence[Person] | None,
        signing: SigningPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("handOver")
        self.setMinimumWidth(480)
        self._taking = receivers is None
        self._to = QComboBox()
        self._to.setObjectName("handOverTo")
        self._step = SigningStep(signing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        for part in self._head(row.seal.name):
            column.addWidget(part)
        if receivers is not None:
            self._ask_for(receivers, column)
        column.addWidget(self._step)
        column.addLayout(self._buttons())
        self._step.allow(self._taking or self._to.count() > 0)
        self._step.unlocked.connect(self._go)
        self._step.begin()

    def _head(self, seal: str) -> tuple[QLabel, ...]:
        title = self.tr("Take over the seal") if self._taking else self.tr("Hand the seal over")
        self.setWindowTitle(title)
        heading, name, sentence = label("title"), label("heading", wrap=True), label("muted", wrap=True)
        heading.setText(title)
        name.setText(seal)
        sentence.setText(
            self.tr(
                "From now on you answer for every use of this seal. Your own key signs that you take it over."
            )
            if self._taking
            else self.tr(
                "Your own key signs the offer. You keep the seal and answer for it until the other person "
                "has taken over with theirs."
            )
        )
        return heading, name, sentence

    def _ask_for(self, receivers: Sequence[Person], column: QVBoxLayout) -> None:
        for person in receivers:
            self._to.addItem(f"{person.name}  {person.position}", person.id)
        form = QFormLayout()
        form.addRow(self.tr("To"), self._to)
        column.addLayout(form)
        nobody = label("caution", wrap=True)
        nobody.setText(
            self.tr("Nobody else may keep it: another custodian is needed, who is not its witness.")
        )
        nobody.setVisible(not receivers)
        column.addWidget(nobody)

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        go = QPushButton(self.tr("Sign and take over") if self._taking else self.tr("Sign the offer"))
        go.setObjectName("handOverNow")
        go.setProperty("role", "primary")
        go.setEnabled(False)
        go.clicked.connect(self._step.press)
        self._step.ready_changed.connect(go.setEnabled)
        return answers(back, go)

    def _go(self) -> None:
        self.offered.emit(str(self._to.currentData() or ""))
        self.accept()
