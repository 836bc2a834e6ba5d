"""The key that signs: which one, whether it is there, its PIN and how many tries that has left."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from desktop.ui.messages import explain
from desktop.ui.messages.keys import tries_left
from desktop.ui.parts.fields import PinField
from desktop.ui.parts.signing.presenter import SigningPhase, SigningState
from desktop.ui.parts.states import Glyph, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View
from desktop.workspace import SignerChoice

_LONGEST_PIN = 64


class SigningPanel(View):
    """Draws a `SigningState`. `pin_given` carries what was typed, which is forgotten here at once.

    `entered`: Enter was pressed in the PIN's field, which means the form's button that signs.
    """

    chosen = Signal(str)
    look_asked = Signal()
    pin_given = Signal(str)
    pin_typed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SigningState()
        self._key_caption, self._pin_caption = label("muted"), label("muted")
        self._choice = QComboBox()
        self._choice.setObjectName("signerChoice")
        self._glyph = Glyph("info", 16)
        self._said = label("small", wrap=True)
        self._said.setObjectName("signerState")
        self._again = QPushButton()
        self._again.setObjectName("lookForSigner")
        self._again.setProperty("role", "quiet")
        self.pin = PinField()
        self.pin.setObjectName("signerPin")
        self.pin.setMaxLength(_LONGEST_PIN)
        self._tries = label("small", wrap=True)
        self._tries.setObjectName("signerTries")
        self._build()
        self._choice.activated.connect(lambda: self.chosen.emit(self._choice.currentData()))
        self._again.clicked.connect(self.look_asked)
        self.pin.textChanged.connect(lambda _: self.pin_typed.emit())
        self.pin.entered.connect(self.entered)
        self.retranslate()

    def retranslate(self) -> None:
        self._key_caption.setText(self.tr("Signing key"))
        self._choice.setAccessibleName(self.tr("Signing key"))
        self._pin_caption.setText(self.tr("PIN of the key"))
        self.pin.setAccessibleName(self.tr("PIN of the key"))
        self._again.setText(self.tr("Look again"))
        self.show_state(self._state)

    def give_pin(self) -> None:
        """Hand over what was typed and forget it."""
        pin = self.pin.text()
        self.pin.clear()
        if pin:
            self.pin_given.emit(pin)

    def show_state(self, state: SigningState) -> None:
        asked_before = self._state.needs_pin
        self._state = state
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for choice in state.choices:
                self._choice.addItem(self._name(choice), choice.id)
            self._choice.setCurrentIndex(self._choice.findData(state.chosen))
        self._choice.setEnabled(bool(state.choices) and state.phase is not SigningPhase.ASKING)
        self._show_how_it_is(state)
        wanted = state.needs_pin
        for widget in (self._pin_caption, self.pin, self._tries):
            widget.setVisible(wanted)
        self.pin.setEnabled(state.phase is SigningPhase.FOUND)
        self._tries.setText(tries_left(state.found.tries_left) if state.found else "")
        last = state.found is not None and state.found.tries_left == 1
        self._tries.setProperty("role", "caution" if last else "small")
        self._tries.style().polish(self._tries)
        if wanted and state.phase is SigningPhase.FOUND and (not asked_before or state.error is not None):
            self.pin.setFocus()

    def _show_how_it_is(self, state: SigningState) -> None:
        self._again.setVisible(state.phase is SigningPhase.MISSING and state.error is not None)
        if state.error is not None:
            said = explain(state.error)
            self._glyph.show_icon("alert", COLOURS.danger)
            self._said.setText(f"{said.title}\n{said.remedy}")
        elif state.phase is SigningPhase.ASKING:
            self._glyph.show_icon("info", COLOURS.ink_faint)
            self._said.setText(self.tr("Asking the key…"))
        elif state.found is not None:
            self._glyph.show_icon("check-circle", COLOURS.good)
            self._said.setText(self.tr("{signer}: the key is there").format(signer=state.found.signer))
        else:
            self._glyph.show_icon("alert", COLOURS.caution)
            self._said.setText(self.tr("There is no key for this seal here."))

    def _name(self, choice: SignerChoice) -> str:
        return (
            self.tr("Software key of this enrolment (test seals only)")
            if choice.kind == "software"
            else choice.id
        )

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._key_caption, 0, 0)
        grid.addWidget(self._choice, 0, 1)
        how = QHBoxLayout()
        how.setSpacing(8)
        how.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        how.addWidget(self._said, 1)
        how.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(how, 1, 1)
        grid.addWidget(self._pin_caption, 2, 0)
        grid.addWidget(self.pin, 2, 1)
        grid.addWidget(self._tries, 3, 1)
