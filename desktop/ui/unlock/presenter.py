"""Unlocking: one password at a time, slower after each wrong one."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import AppError
from desktop.tasks import Lane, Tasks
from desktop.vault.errors import UnlockTooSoon, WrongPassword
from desktop.workspace import Workspace

_TICK_MS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockState:
    """`wait_s` seconds must pass before another password is looked at."""

    busy: bool = False
    wait_s: int = 0
    error: AppError | None = None

    @property
    def may_try(self) -> bool:
        return not self.busy and self.wait_s == 0


class UnlockPresenter(QObject):
    """Tries passwords; `unlocked` carries the workspace that one of them opened."""

    changed = Signal(UnlockState)
    unlocked = Signal(object)

    def __init__(
        self, unlock: Callable[[str], Workspace], tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._unlock = unlock
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
        self._become(UnlockState(busy=True))
        self._tasks.run(
            lambda: self._unlock(password),
            owner=self,
            done=self._opened,
            failed=self._refused,
            slow=True,
            lane=Lane.VAULT,
        )

    def _opened(self, workspace: Workspace) -> None:
        self._become(UnlockState())
        self.unlocked.emit(workspace)

    def _refused(self, error: AppError) -> None:
        wait_s = error.delay_s if isinstance(error, WrongPassword | UnlockTooSoon) else 0.0
        self._left_ms = math.ceil(wait_s * 1000)
        self._become(UnlockState(error=error, wait_s=math.ceil(wait_s)))
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
