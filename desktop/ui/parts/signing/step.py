"""The last step of a form that is signed: the key, its PIN, and whether the form may be pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.parts.signing.panel import SigningPanel
from desktop.ui.parts.signing.presenter import SigningPhase, SigningPresenter, SigningState
from desktop.workspace import PERSONAL


class SigningStep(QWidget):
    """Looks for this person's own key.

    `ready_changed` says whether `press` would do something, `unlocked` that the key signs now.
    """

    ready_changed = Signal(bool)
    unlocked = Signal()

    def __init__(self, signing: SigningPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing = signing
        self._allowed = True
        self.panel = SigningPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.chosen.connect(signing.choose)
        self.panel.look_asked.connect(signing.look)
        self.panel.pin_given.connect(signing.unlock)
        self.panel.pin_typed.connect(lambda: self._show(signing.state))
        self.panel.entered.connect(self.press)
        signing.changed.connect(self._show)
        signing.unlocked.connect(self.unlocked)

    def begin(self) -> None:
        """Ask for the key; a person has come to the form."""
        self._signing.show_seal(PERSONAL)
        self._signing.look()

    def allow(self, allowed: bool) -> None:
        """Whether anything else speaks against signing."""
        self._allowed = allowed
        self._show(self._signing.state)

    def press(self) -> None:
        """Give the PIN if one is wanted; a key that needs none signs at once."""
        if not self._allowed:
            return
        if self._signing.state.needs_pin:
            self.panel.give_pin()
        elif self._signing.state.ready:
            self.unlocked.emit()

    def _show(self, state: SigningState) -> None:
        self.panel.show_state(state)
        found = state.phase is SigningPhase.FOUND
        self.ready_changed.emit(
            self._allowed and found and (not state.needs_pin or bool(self.panel.pin.text()))
        )
