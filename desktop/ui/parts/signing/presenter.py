"""Looks for the key that signs, and gives it its PIN: once, when a person has typed one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from desktop.devices import PinWrong
from desktop.tasks import Tasks, Ticket
from desktop.workspace import SOFTWARE_KEY, SignerChoice, SignerState, Workspace


class SigningPhase(Enum):
    """ASKING: the key is looked for or is looking at its PIN. FOUND and MISSING: it answered, or did not."""

    ASKING = "asking"
    FOUND = "found"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningState:
    """`choices` may sign for `seal_id`, `chosen` is asked; `error` is what it last said no with."""

    seal_id: str = ""
    choices: tuple[SignerChoice, ...] = ()
    chosen: str = SOFTWARE_KEY
    phase: SigningPhase = SigningPhase.MISSING
    found: SignerState | None = None
    error: AppError | None = None

    @property
    def needs_pin(self) -> bool:
        return self.phase is not SigningPhase.MISSING and self.found is not None and self.found.needs_pin

    @property
    def ready(self) -> bool:
        """It would sign now."""
        return self.phase is SigningPhase.FOUND and self.found is not None and not self.found.needs_pin


class SigningPresenter(QObject):
    """`unlocked`: the key has taken its PIN and will sign. Asking a token may take as long as its driver."""

    changed = Signal(SigningState)
    unlocked = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = workspace.signing_keys
        self._tasks = tasks
        self._state = SigningState()
        self._asking: Ticket | None = None

    @property
    def state(self) -> SigningState:
        return self._state

    @Slot(str)
    def show_seal(self, seal_id: str) -> None:
        """Offer the keys that may sign for this seal; the one chosen before stays, if it may."""
        choices = self._keys.choices(seal_id)
        ids = [choice.id for choice in choices]
        chosen = self._state.chosen
        if chosen not in ids or seal_id != self._state.seal_id:
            chosen = ids[0] if ids else SOFTWARE_KEY
        self._become(SigningState(seal_id=seal_id, choices=choices, chosen=chosen))

    @Slot(str)
    def choose(self, choice: str) -> None:
        if choice != self._state.chosen:
            self._become(replace(self._state, chosen=choice, found=None, error=None))
            self.look()

    @Slot()
    def look(self) -> None:
        """Ask the chosen key how it is; no PIN is tried."""
        state = self._state
        if self._asking is not None:
            self._asking.cancel()
        self._become(replace(state, phase=SigningPhase.ASKING, error=None))
        self._asking = self._tasks.run(
            partial(self._keys.look, state.seal_id, state.chosen),
            owner=self,
            done=self._answered,
            failed=self._refused,
        )

    @Slot(str)
    def unlock(self, pin: str) -> None:
        """Give the PIN to the chosen key. It is not kept here, and not given a second time."""
        state = self._state
        if state.phase is SigningPhase.ASKING or not pin:
            return
        self._become(replace(state, phase=SigningPhase.ASKING, error=None))
        self._asking = self._tasks.run(
            partial(self._keys.unlock, state.seal_id, state.chosen, pin),
            owner=self,
            done=self._opened,
            failed=self._not_opened,
            slow=True,
        )

    @Slot()
    def release(self) -> None:
        """Log out of the tokens: a PIN holds for one act."""
        self._become(replace(self._state, found=None, phase=SigningPhase.MISSING, error=None))
        self._tasks.run(self._keys.close, owner=self, done=lambda _: None, failed=lambda _: None)

    def _answered(self, found: SignerState) -> None:
        self._asking = None
        self._become(replace(self._state, phase=SigningPhase.FOUND, found=found))

    def _refused(self, error: AppError) -> None:
        self._asking = None
        self._become(replace(self._state, phase=SigningPhase.MISSING, found=None, error=error))

    def _opened(self, found: SignerState) -> None:
        self._answered(found)
        self.unlocked.emit()

    def _not_opened(self, error: AppError) -> None:
        """A wrong PIN leaves the key where it is, with fewer tries; anything else is looked at anew."""
        self._asking = None
        found = self._state.found
        if isinstance(error, PinWrong) and found is not None:
            left = replace(found, tries_left=error.tries_left)
            self._become(replace(self._state, phase=SigningPhase.FOUND, found=left, error=error))
        else:
            self._refused(error)

    def _become(self, state: SigningState) -> None:
        self._state = state
        self.changed.emit(state)
