"""Handing a seal over: the one who keeps it offers it, the other takes it over, each with their own key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.office import Person
from desktop.ui.cabinet.state import SealRow
from desktop.ui.parts.sheet import Sheet
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
        taking = receivers is None
        title = self.tr("Take over the seal") if taking else self.tr("Hand the seal over")
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        heading, name, sentence = label("title"), label("heading", wrap=True), label("muted", wrap=True)
        heading.setText(title)
        name.setText(row.seal.name)
        sentence.setText(
            self.tr(
                "From now on you answer for every use of this seal. Your own key signs that you take it over."
            )
            if taking
            else self.tr(
                "Your own key signs the offer. You keep the seal and answer for it until the other person "
                "has taken over with theirs."
            )
        )
        for part in (heading, name, sentence):
            column.addWidget(part)
        self._to = QComboBox()
        self._to.setObjectName("handOverTo")
        for person in receivers or ():
            self._to.addItem(f"{person.name}  {person.position}", person.id)
        if not taking:
            form = QFormLayout()
            form.addRow(self.tr("To"), self._to)
            column.addLayout(form)
            nobody = label("caution", wrap=True)
            nobody.setText(
                self.tr("Nobody else may keep it: another custodian is needed, who is not its witness.")
            )
            nobody.setVisible(not self._to.count())
            column.addWidget(nobody)
        step = SigningStep(signing)
        column.addWidget(step)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.setSpacing(8)
        row_of_buttons.addStretch(1)
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        go = QPushButton(self.tr("Sign and take over") if taking else self.tr("Sign the offer"))
        go.setObjectName("handOverNow")
        go.setProperty("role", "primary")
        go.setEnabled(False)
        go.clicked.connect(step.press)
        step.ready_changed.connect(go.setEnabled)
        step.allow(taking or self._to.count() > 0)
        step.unlocked.connect(self._go)
        row_of_buttons.addWidget(back)
        row_of_buttons.addWidget(go)
        column.addLayout(row_of_buttons)
        step.begin()

    def _go(self) -> None:
        self.offered.emit(str(self._to.currentData() or ""))
        self.accept()
