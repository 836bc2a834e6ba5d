"""A seal file before it is brought in: its picture at true size, who made it, what speaks against it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.office.custody_rules import may_witness
from desktop.ui import verdicts, words
from desktop.ui.cabinet.pane import TrueSize
from desktop.ui.cabinet.state import CabinetState, IncomingSeal
from desktop.ui.messages import refusal
from desktop.ui.parts.facts import FactList
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import Glyph, label
from desktop.ui.parts.tones import Tone

_PICTURE_PX = 240


class ImportSeal(Sheet):
    """`registered` carries the owner's and the witness's id; `renewed` that one is replaced."""

    registered = Signal(str, object)
    renewed = Signal()

    def __init__(
        self, incoming: IncomingSeal, state: CabinetState, me: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._incoming = incoming
        self.setObjectName("importSeal")
        renewing = incoming.renews is not None
        self.setWindowTitle(self.tr("Renew the seal") if renewing else self.tr("Import a seal"))
        self.setMinimumWidth(640)
        picture = TrueSize()
        picture.setFixedWidth(_PICTURE_PX)
        picture.show_seal(incoming.picture, incoming.width_mm, incoming.height_mm, faint=False)
        picture.setAccessibleName(self.tr("The seal's picture"))
        left = QVBoxLayout()
        caption = label("small")
        caption.setText(self.tr("True size"))
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(picture)
        left.addWidget(caption)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        heading = label("title", wrap=True)
        heading.setText(incoming.name)
        facts = FactList(caption_px=96)
        facts.show_facts(self._facts())
        right.addWidget(heading)
        right.addWidget(facts)
        right.addLayout(self._judged())
        if not renewing:
            right.addLayout(self._choices(state, me))
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addLayout(both)
        column.addLayout(self._buttons())

    def _facts(self) -> list[tuple[str, str]]:
        incoming = self._incoming
        first = words.day(incoming.valid_from.date()) if incoming.valid_from else "—"
        last = words.day(incoming.valid_until.date()) if incoming.valid_until else "—"
        return [
            (self.tr("Size"), f"{incoming.width_mm} × {incoming.height_mm} mm"),
            (self.tr("Valid"), f"{first} – {last}"),
            (self.tr("Format"), f"SES v{incoming.version}"),
            (self.tr("Seal maker"), incoming.maker or "—"),
        ]

    def _judged(self) -> QVBoxLayout:
        """One line a finding; none means that the maker is trusted and everything agrees."""
        lines = QVBoxLayout()
        lines.setSpacing(6)
        said = [(Tone.DANGER, refusal(code)) for code in self._incoming.faults]
        said = said or [
            (
                Tone.GOOD,
                self.tr(
                    "The maker is trusted, the maker's signature is right, and the seal is within its period."
                ),
            )
        ]
        said += [(Tone.CAUTION, verdicts.reason(code)) for code in self._incoming.cautions]
        for tone, sentence in said:
            line = QHBoxLayout()
            line.setSpacing(8)
            text = label("muted", wrap=True)
            text.setObjectName("importFinding")
            text.setText(sentence)
            text.setStyleSheet(f"color: {tone.ink};")
            line.addWidget(Glyph(tone.icon, 16, tone.ink), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            lines.addLayout(line)
        return lines

    def _choices(self, state: CabinetState, me: str) -> QFormLayout:
        self._owner, self._witness = QComboBox(), QComboBox()
        self._owner.setObjectName("importOwner")
        self._witness.setObjectName("importWitness")
        for organisation in state.owners:
            self._owner.addItem(organisation.name, organisation.id)
        named = self._incoming.name.removesuffix("（演示）")
        same = next((each.id for each in state.owners if each.name == named), None)
        self._owner.setPlaceholderText(self.tr("Choose the owner"))
        # Whose seal it is stays in the register: where its name does not tell, nobody is proposed.
        self._owner.setCurrentIndex(-1 if same is None else self._owner.findData(same))
        self._owner.currentIndexChanged.connect(self._follow)
        # Nobody would be asked to confirm a use of a seal without a witness, so it could never be used.
        self._witness.setPlaceholderText(self.tr("Choose the witness"))
        self._witness.setCurrentIndex(-1)
        self._witness.currentIndexChanged.connect(self._follow)
        for person in state.people:
            if may_witness(person, me):
                self._witness.addItem(f"{person.name}  {person.position}", person.id)
        form = QFormLayout()
        form.addRow(self.tr("Owner"), self._owner)
        form.addRow(self.tr("Witness"), self._witness)
        return form

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        renewing = self._incoming.renews is not None
        self._button = QPushButton(self.tr("Renew") if renewing else self.tr("Import"))
        self._button.setObjectName("importSealNow")
        self._button.setProperty("role", "primary")
        self._button.clicked.connect(self._go)
        self._follow()
        return answers(back, self._button)

    def _follow(self) -> None:
        renewing = self._incoming.renews is not None
        told = renewing or min(self._owner.currentIndex(), self._witness.currentIndex()) >= 0
        self._button.setEnabled(told and not self._incoming.faults)

    def _go(self) -> None:
        if self._incoming.renews is not None:
            self.renewed.emit()
        else:
            self.registered.emit(str(self._owner.currentData()), self._witness.currentData())
        self.accept()
