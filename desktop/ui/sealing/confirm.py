"""The last look before the seal is pressed: what, where, which file, by whom, before whose eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.office import Person
from desktop.ui.parts.signing import SigningPanel, SigningPhase, SigningPresenter, SigningState
from desktop.ui.parts.states import label
from desktop.ui.sealing.placing import SealPlace
from desktop.ui.sealing.state import SealingState

_VALUE_PX = 348


class ConfirmSealing(QDialog):
    """Accepted means: press the seal. It is accepted only once the key that signs is there and unlocked."""

    def __init__(
        self,
        state: SealingState,
        operator: Person,
        signing: SigningPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._signing = signing
        self.setObjectName("confirmSealing")
        self.setModal(True)
        self.setMinimumWidth(560)
        self.setWindowTitle(self.tr("Apply the seal"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        heading = label("title")
        heading.setText(self.tr("Apply the seal?"))
        column.addWidget(heading)
        column.addWidget(self._facts(state, operator))
        self.key = SigningPanel()
        column.addWidget(self.key)
        caution = label("muted", wrap=True)
        caution.setText(
            self.tr(
                "The sealed file becomes the current version. The original stays as a version of its own."
            )
        )
        column.addWidget(caution)
        column.addLayout(self._buttons())
        self.key.chosen.connect(signing.choose)
        self.key.look_asked.connect(signing.look)
        self.key.pin_given.connect(signing.unlock)
        self.key.pin_typed.connect(lambda: self._show_key(signing.state))
        signing.changed.connect(self._show_key)
        signing.unlocked.connect(self.accept)
        self._show_key(signing.state)
        signing.look()

    def _show_key(self, state: SigningState) -> None:
        self.key.show_state(state)
        found = state.phase is SigningPhase.FOUND
        self._go.setEnabled(found and (not state.needs_pin or bool(self.key.pin.text())))
        # Enter in the PIN's field shall not mean Back.
        self._go.setDefault(state.needs_pin)
        self._back.setDefault(not state.needs_pin)

    def _press(self) -> None:
        if self._signing.state.needs_pin:
            self.key.give_pin()
        elif self._signing.state.ready:
            self.accept()

    def _facts(self, state: SealingState, operator: Person) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        document, seal, placing = state.document, state.seal, state.placing
        rows = [(self.tr("Document"), document.title if document else "", "")]
        if document is not None and document.doc_number:
            rows.append((self.tr("Number"), document.doc_number, ""))
        rows.append((self.tr("Seal"), seal.name if seal else "", ""))
        if placing is not None:
            rows += [(self.tr("Place"), self._place(place), "") for place in placing.pressing.places]
            if placing.straddling is not None:
                rows.append((self.tr("Straddle seal"), self.tr("%n pages", "", len(placing.slices)), ""))
        rows.append((self.tr("Custodian"), operator.name, ""))
        rows.append((self.tr("Witness"), state.witness.name if state.witness else self.tr("None"), ""))
        digest = state.document_hash
        spaced = "\n".join(
            " ".join(digest[start : start + 8] for start in range(row, row + 32, 8)) for row in (0, 32)
        )
        rows.append((self.tr("SHA-256 of the file"), spaced, "mono"))
        for number, (caption, value, role) in enumerate(rows):
            name, said = label("muted"), label(role or "heading", wrap=not role)
            name.setText(caption)
            said.setText(value)
            said.setFixedWidth(_VALUE_PX)
            if said.wordWrap():
                said.setMinimumHeight(said.heightForWidth(_VALUE_PX))
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, number, 1)
        return card

    def _place(self, place: SealPlace) -> str:
        return self.tr("Page {page}, {x} mm from the left, {y} mm from the top").format(
            page=place.page + 1, x=f"{place.x_mm:.1f}", y=f"{place.y_mm:.1f}"
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self._back = QPushButton(self.tr("Back"))
        self._back.setObjectName("cancelSealing")
        self._back.clicked.connect(self.reject)
        self._go = QPushButton(self.tr("Apply the seal"))
        self._go.setObjectName("confirmSealingButton")
        self._go.setProperty("role", "seal")
        self._go.clicked.connect(self._press)
        row.addWidget(self._back)
        row.addWidget(self._go)
        return row
