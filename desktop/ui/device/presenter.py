"""The ways into the vault: another password, and a key that the system's secret store keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from desktop.tasks import Lane, Tasks
from desktop.vault import SecretStore
from desktop.workspace import Workspace

_PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """`store_works`: the system's secret store answers. `error` is why the password was not changed."""

    store_works: bool = False
    remembered: bool = False
    busy: bool = False
    error: AppError | None = None


class DevicePresenter(QObject):
    """`password_changed` and `failed` tell how an act ended; the password goes on working in any case."""

    changed = Signal(DeviceState)
    password_changed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, store: SecretStore | None, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._store = store
        self._tasks = tasks
        self._state = DeviceState(remembered=workspace.remembered_on_device)

    @property
    def state(self) -> DeviceState:
        return self._state

    @Slot()
    def look(self) -> None:
        """Ask whether there is a secret store that answers; without one nothing is offered."""
        if self._store is not None:
            store = self._store
            self._tasks.run(
                partial(store.get, _PROBE),
                owner=self,
                done=lambda _: self._become(replace(self._state, store_works=True)),
                failed=lambda _: self._become(replace(self._state, store_works=False)),
                lane=Lane.VAULT,
            )

    def change_password(self, old: str, new: str) -> None:
        if self._state.busy:
            return
        self._become(replace(self._state, busy=True, error=None))
        self._tasks.run(
            partial(self._workspace.change_password, old, new),
            owner=self,
            done=lambda _: self._password_changed(),
            failed=self._password_refused,
            slow=True,
            lane=Lane.VAULT,
        )

    @Slot()
    def begin_again(self) -> None:
        """Forget what went wrong last."""
        self._become(replace(self._state, error=None))

    @Slot(bool)
    def remember(self, wished: bool) -> None:
        """Have the system remember a key for this vault, or forget it."""
        if self._store is None:
            return
        act: Callable[[SecretStore], None] = self._workspace.forget_on_device
        if wished:
            act = self._workspace.remember_on_device
        self._tasks.run(
            partial(act, self._store),
            owner=self,
            done=lambda _: self._look_again(),
            failed=self._not_remembered,
            slow=True,
            lane=Lane.VAULT,
        )

    def _password_changed(self) -> None:
        self._become(replace(self._state, busy=False))
        self.password_changed.emit()

    def _password_refused(self, error: AppError) -> None:
        self._become(replace(self._state, busy=False, error=error))

    def _not_remembered(self, error: AppError) -> None:
        self._look_again()
        self.failed.emit(error)

    def _look_again(self) -> None:
        self._become(replace(self._state, remembered=self._workspace.remembered_on_device))

    def _become(self, state: DeviceState) -> None:
        self._state = state
        self.changed.emit(state)
