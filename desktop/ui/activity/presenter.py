"""The sync loop as the window sees it: contact, waiting acts, and what needs the person's attention."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.errors import AppError
from core.sync.journal import PendingAction, target_id
from desktop.errors import DeviceRevoked, WorkspaceLocked
from desktop.tasks import Lane, Tasks
from desktop.workspace import AgendaConflict, SyncStatus, Workspace

log = logging.getLogger(__name__)
WAIT_SECONDS = 25.0
CLOCK_MAY_DIFFER_S = 300


class Link(Enum):
    STARTING = "starting"
    SYNCING = "syncing"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Attention:
    """An act that was answered with no, and the name of what it was about.

    `conflict` holds both values where the person can choose between them.
    """

    action: PendingAction
    subject: str
    conflict: AgendaConflict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityState:
    """`error` says why the last round failed, while the link is offline.

    `clock_ahead_min`: by how many minutes this computer's clock is ahead of the gateway's (negative:
    behind); 0 within the five minutes that do no harm.
    """

    link: Link = Link.STARTING
    pending: int = 0
    attention: tuple[Attention, ...] = ()
    last_contact: datetime | None = None
    error: AppError | None = None
    clock_ahead_min: int = 0

    @property
    def online(self) -> bool:
        return self.link in {Link.ONLINE, Link.SYNCING}


class ActivityPresenter(QObject):
    """Runs rounds of sync while the vault is open.

    `records_changed` says that lists are to be read again: a round brought something, or an act was made.
    `failed` carries why an answer to what needs attention could not be kept;
    `revoked` that the gateway no longer admits this device, and no more rounds are begun.
    """

    changed = Signal(ActivityState)
    records_changed = Signal()
    failed = Signal(object)
    revoked = Signal()
    _noticed = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._state = ActivityState()
        self._running = False
        self._again = False
        self._waiting = False
        self._stopped = True
        self._unsubscribe: Callable[[], None] = lambda: None
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.sync_now)
        # The workspace tells of changes on whatever thread made them.
        self._noticed.connect(self._take_notice, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> ActivityState:
        return self._state

    def start(self) -> None:
        self._stopped = False
        self._unsubscribe = self._workspace.on_change(self._noticed.emit)
        self._look()
        self.sync_now()

    def stop(self) -> None:
        """Begin no more rounds; the vault is about to be locked."""
        self._stopped = True
        self._retry.stop()
        self._unsubscribe()

    @Slot()
    def sync_now(self) -> None:
        """Go up and down once, now; a round that is under way is followed by another."""
        if self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._retry.stop()
        self._running, self._again = True, False
        if self._state.link is not Link.OFFLINE:
            self._become(replace(self._state, link=Link.SYNCING))
        self._tasks.run(
            self._workspace.sync, owner=self, done=self._synced, failed=self._not_synced, lane=Lane.SYNC
        )

    @Slot(str)
    def dismiss(self, action_id: str) -> None:
        """The person has seen that this act was refused, or keeps the gateway's value."""
        self._answer(partial(self._workspace.dismiss, action_id))

    @Slot(str)
    def resend(self, action_id: str) -> None:
        """The person wants their own value in spite of the conflict."""
        self._answer(partial(self._workspace.resend, action_id))

    def _answer(self, work: partial[None]) -> None:
        self._tasks.run(work, owner=self, done=lambda _: self._look(), failed=self._not_answered)

    def _not_answered(self, error: AppError) -> None:
        self._look()
        self.failed.emit(error)

    def _synced(self, _outcome: object) -> None:
        self._running = False
        self._become(replace(self._state, link=Link.ONLINE, error=None))
        self._look()
        if self._again:
            self.sync_now()
        else:
            self._wait()

    def _not_synced(self, error: AppError) -> None:
        self._running = False
        if isinstance(error, WorkspaceLocked):
            return
        log.info("sync failed code=%s", error.code)
        if isinstance(error, DeviceRevoked):
            if not self._stopped:
                self.stop()
                self.revoked.emit()
            return
        self._become(replace(self._state, link=Link.OFFLINE, error=error))
        self._look()
        if not self._stopped:
            self._tasks.run(
                self._workspace.retry_delay, owner=self, done=self._retry_in, failed=lambda _: None
            )

    def _retry_in(self, seconds: float) -> None:
        if not self._stopped:
            self._retry.start(round(seconds * 1000))

    def _wait(self) -> None:
        """Ask the gateway to tell when there is something new."""
        if self._waiting or self._stopped:
            return
        self._waiting = True
        self._tasks.run(
            lambda: self._workspace.wait_for_changes(WAIT_SECONDS),
            owner=self,
            done=self._waited,
            failed=self._not_waited,
            lane=Lane.WAIT,
        )

    def _waited(self, something: bool) -> None:
        self._waiting = False
        if something:
            self.sync_now()
        else:
            self._wait()

    def _not_waited(self, error: AppError) -> None:
        self._waiting = False
        if not self._running:
            self._not_synced(error)

    def _take_notice(self) -> None:
        if self._stopped:
            return
        self.records_changed.emit()
        self._look()

    def _look(self) -> None:
        """Read what waits and what was refused."""
        if not self._stopped:
            self._tasks.run(self._read, owner=self, done=self._looked, failed=lambda _: None)

    def _read(self) -> tuple[SyncStatus, tuple[Attention, ...]]:
        """On a lane's thread."""
        conflicts = {each.action_id: each for each in self._workspace.agenda_conflicts()}
        refused = tuple(
            Attention(each, self._workspace.name_of(target_id(each.action.act)), conflicts.get(each.id))
            for each in self._workspace.needs_attention()
        )
        return self._workspace.sync_status(), refused

    def _looked(self, seen: tuple[SyncStatus, tuple[Attention, ...]]) -> None:
        status, refused = seen
        before = self._state.pending
        self._become(
            replace(
                self._state,
                pending=status.pending,
                attention=refused,
                last_contact=status.last_contact,
                clock_ahead_min=_clock_ahead_min(status.clock_ahead_s),
            )
        )
        if status.pending > before and (self._running or self._state.link is Link.ONLINE):
            self.sync_now()  # a round under way may have gone up before the act was made

    def _become(self, state: ActivityState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _clock_ahead_min(ahead_s: float) -> int:
    return round(ahead_s / 60) if abs(ahead_s) > CLOCK_MAY_DIFFER_S else 0
