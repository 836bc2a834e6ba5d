"""Unlocking: one password at a time, slower after each wrong one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import AppError
from desktop.tasks import Lane, Tasks
from desktop.vault.errors import NotRemembered, SecretStoreUnavailable, UnlockTooSoon, WrongPassword

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_TICK_MS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockState:
    """`wait_s` seconds must pass before another password is looked at.

    `remembered`: the system keeps a key that opens the vault as well.
    """

    busy: bool = False
    wait_s: int = 0
    error: AppError | None = None
    remembered: bool = False

    @property
    def may_try(self) -> bool:
        return not self.busy and self.wait_s == 0


@dataclass(frozen=True, slots=True)
class RememberedKey:
    """What the system remembers: whether there is such a key, and the opening with it; both block."""

    is_there: Callable[[], bool]
    unlock: Callable[[], Workspace]


class UnlockPresenter(QObject):
    """Tries passwords; `unlocked` carries the workspace that one of them opened."""

    changed = Signal(UnlockState)
    unlocked = Signal(object)

    def __init__(
        self,
        unlock: Callable[[str], Workspace],
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        remembered: RememberedKey | None = None,
    ) -> None:
        super().__init__(parent)
        self._unlock = unlock
        self._remembered = remembered
        self._tasks = tasks
        self._state = UnlockState()
        self._left_ms = 0
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)

    @property
    def state(self) -> UnlockState:
        return self._state

    @Slot(str)
    def try_password(self, password: str) -> None:
        """Try it, unless a try is under way or the wait is not over."""
        if not self._state.may_try:
            return
        self._try(lambda: self._unlock(password))

    @Slot()
    def try_remembered(self) -> None:
        """Open with the key that the system remembers; the password goes on working."""
        if self._remembered is not None and self._state.remembered and not self._state.busy:
            self._try(self._remembered.unlock)

    @Slot()
    def look(self) -> None:
        """Find out whether the system remembers a key."""
        if self._remembered is not None:
            self._tasks.run(
                self._remembered.is_there,
                owner=self,
                done=lambda found: self._become(replace(self._state, remembered=found)),
                failed=lambda _: None,
                lane=Lane.VAULT,
            )

    def _try(self, unlock: Callable[[], Workspace]) -> None:
        self._become(replace(self._state, busy=True, wait_s=0, error=None))
        self._tasks.run(
            unlock,
            owner=self,
            done=self._opened,
            failed=self._refused,
            slow=True,
            lane=Lane.VAULT,
        )

    def _opened(self, workspace: Workspace) -> None:
        self._become(replace(self._state, busy=False))
        self.unlocked.emit(workspace)

    def _refused(self, error: AppError) -> None:
        wait_s = error.delay_s if isinstance(error, WrongPassword | UnlockTooSoon) else 0.0
        self._left_ms = math.ceil(wait_s * 1000)
        lost = isinstance(error, NotRemembered | SecretStoreUnavailable)
        self._become(
            UnlockState(error=error, wait_s=math.ceil(wait_s), remembered=self._state.remembered and not lost)
        )
        if self._left_ms:
            self._tick.start()

    def _count_down(self) -> None:
        self._left_ms = max(0, self._left_ms - _TICK_MS)
        if not self._left_ms:
            self._tick.stop()
        self._become(replace(self._state, wait_s=math.ceil(self._left_ms / 1000)))

    def _become(self, state: UnlockState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
