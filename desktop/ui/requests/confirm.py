"""The witness's last look: what will be sealed, with which seal, which file, by whom."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui import words
from desktop.ui.parts.facts import FactList
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.signing import SigningPresenter, SigningStep
from desktop.ui.parts.states import label
from desktop.ui.requests.state import RequestedFile, RequestRow, RequestsState

_MOST_FILES = 6
_WHOLE_DIGESTS = 2
"""So many files are shown with all of their digest: it is what the witness's key signs."""


class ConfirmWitness(Sheet):
    """Accepted means: sign the confirmation with the key that is unlocked now."""

    def __init__(
        self,
        row: RequestRow,
        state: RequestsState,
        signing: SigningPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("confirmWitness")
        self.setMinimumWidth(560)
        self.setWindowTitle(self.tr("Confirm as witness"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        heading = label("title")
        heading.setText(self.tr("Confirm as witness?"))
        column.addWidget(heading)
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 16, 12)
        facts = FactList(caption_px=104)
        facts.show_facts(self._facts(row, state))
        inner.addWidget(facts)
        column.addWidget(card)
        caution = label("muted", wrap=True)
        caution.setText(
            self.tr(
                "Your own key signs that these files, and no others, are sealed before your eyes. "
                "The confirmation goes into the ledger."
            )
        )
        column.addWidget(caution)
        step = SigningStep(signing)
        column.addWidget(step)
        column.addLayout(self._buttons(step))
        step.unlocked.connect(self.accept)
        step.begin()

    def _facts(self, row: RequestRow, state: RequestsState) -> list[tuple[str, str]]:
        request = row.request
        seals = [
            name
            for seal_id, name in zip(request.seal_ids, row.seal_names, strict=True)
            if seal_id in row.to_confirm
        ]
        custodians = dict.fromkeys(
            state.names.get(seal.custodian_id, "") for seal in row.seals if seal.id in row.to_confirm
        )
        facts = [
            (self.tr("Application"), request.subject),
            (self.tr("Seal"), words.and_so_on(seals)),
            (self.tr("Kind of use"), words.use_kinds(request.kinds)),
            (self.tr("Copies"), str(request.copies)),
            (self.tr("Custodian"), words.and_so_on(custodians)),
        ]
        whole = len(state.files) <= _WHOLE_DIGESTS
        files = [
            f"{file.number or file.title}{digest_of(file, whole=whole)}" for file in state.files[:_MOST_FILES]
        ]
        if len(state.files) > _MOST_FILES:
            files.append(self.tr("and %n more", "", len(state.files) - _MOST_FILES))
        facts.append((self.tr("Files (SHA-256)"), "\n".join(files)))
        return facts

    def _buttons(self, step: SigningStep) -> QHBoxLayout:
        back = QPushButton(self.tr("Back"))
        back.setObjectName("cancelWitness")
        back.setDefault(True)
        back.clicked.connect(self.reject)
        go = QPushButton(self.tr("Confirm with my key"))
        go.setObjectName("confirmWitnessButton")
        go.setProperty("role", "seal")
        go.setEnabled(False)
        go.clicked.connect(step.press)
        step.ready_changed.connect(go.setEnabled)
        return answers(back, go)


def digest_of(file: RequestedFile, *, whole: bool) -> str:
    """What is signed for the file, in two lines of groups; its beginning when many files share the form."""
    digest = file.item.approved_blob
    if not whole:
        return f"  {words.digest(digest[:16])}…"
    return f"\n{words.digest(digest[:32])}\n{words.digest(digest[32:])}"
