"""Reads the kit, then makes the vault with the password that was typed twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.sync.wire import EnrolmentKit, decode_kit
from desktop.errors import EnrolmentUnusable, KitLeft
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
    """`enrolled` carries the workspace of the fresh vault; `kit_left` may follow it."""

    changed = Signal(EnrolState)
    enrolled = Signal(object)
    kit_left = Signal(object)

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
        self._kit_file: Path | None = None
        self._state = EnrolState(error=because)

    @property
    def state(self) -> EnrolState:
        return self._state

    @Slot(str)
    def take_kit(self, path: str) -> None:
        """Read the kit file that was chosen."""
        self._become(EnrolState(busy=True))
        self._kit_file = Path(path)
        self._tasks.run(
            partial(read_kit, Path(path)), owner=self, done=self._kit_read, failed=self._failed, slow=True
        )

    def enrol(self, password: str, *, erase_kit: bool) -> None:
        """Make the vault; `password` is all that opens it from now on. Then the kit file may go."""
        kit = self._state.kit
        if kit is None or self._state.busy:
            return
        self._become(replace(self._state, busy=True, error=None))
        self._tasks.run(
            partial(self._made, password, kit, self._kit_file if erase_kit else None),
            owner=self,
            done=self._done,
            failed=self._failed,
            slow=True,
            lane=Lane.VAULT,
        )

    def _made(
        self, password: str, kit: EnrolmentKit, kit_file: Path | None
    ) -> tuple[Workspace, KitLeft | None]:
        """On a lane's thread: first the vault, then the kit, so that a failure leaves the kit."""
        workspace = self._create(password, kit)
        return workspace, None if kit_file is None or erase(kit_file) else KitLeft()

    def _done(self, outcome: tuple[Workspace, KitLeft | None]) -> None:
        workspace, left = outcome
        self.enrolled.emit(workspace)
        if left is not None:
            self.kit_left.emit(left)

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


def erase(path: Path) -> bool:
    """Overwrite a file and remove it; whether that worked.

    Media that move what they write may keep a copy all the same.
    """
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError:
        return False
    else:
        return True
