"""Reads the kit, then makes the vault with the password that was typed twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.sync.wire import EnrolmentKit, decode_kit
from desktop.errors import EnrolmentUnusable
from desktop.tasks import Lane, Tasks
from desktop.workspace import Workspace

KIT_BYTES_MAX = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolState:
    """`kit` is what the file held; `busy` while it is read or the vault is made.

    `error` is what went wrong last, or why this device has to be enrolled.
    """

    kit: EnrolmentKit | None = None
    busy: bool = False
    error: AppError | None = None


class EnrolPresenter(QObject):
    """`enrolled` carries the workspace of the fresh vault."""

    changed = Signal(EnrolState)
    enrolled = Signal(object)

    def __init__(
        self,
        create: Callable[[str, EnrolmentKit], Workspace],
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        because: AppError | None = None,
    ) -> None:
        super().__init__(parent)
        self._create = create
        self._tasks = tasks
        self._state = EnrolState(error=because)

    @property
    def state(self) -> EnrolState:
        return self._state

    @Slot(str)
    def take_kit(self, path: str) -> None:
        """Read the kit file that was chosen."""
        self._become(EnrolState(busy=True))
        self._tasks.run(
            partial(read_kit, Path(path)), owner=self, done=self._kit_read, failed=self._failed, slow=True
        )

    @Slot(str)
    def enrol(self, password: str) -> None:
        """Make the vault; `password` is all that opens it from now on."""
        kit = self._state.kit
        if kit is None or self._state.busy:
            return
        self._become(replace(self._state, busy=True, error=None))
        self._tasks.run(
            partial(self._create, password, kit),
            owner=self,
            done=self.enrolled.emit,
            failed=self._failed,
            slow=True,
            lane=Lane.VAULT,
        )

    def _kit_read(self, kit: EnrolmentKit) -> None:
        self._become(EnrolState(kit=kit))

    def _failed(self, error: AppError) -> None:
        self._become(replace(self._state, busy=False, error=error))

    def _become(self, state: EnrolState) -> None:
        self._state = state
        self.changed.emit(state)


def read_kit(path: Path) -> EnrolmentKit:
    """The kit in a file. Raises `EnrolmentUnusable`; not for the GUI thread."""
    try:
        with path.open("rb") as file:
            content = file.read(KIT_BYTES_MAX + 1)
    except OSError:
        raise EnrolmentUnusable("file") from None
    if len(content) > KIT_BYTES_MAX:
        raise EnrolmentUnusable("size")
    try:
        return decode_kit(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise EnrolmentUnusable("content") from None
