"""How much waits on each list: the numbers on the navigation rail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from core.office import Queue, RequestState, SealRequest
from desktop.tasks import Tasks, Ticket
from desktop.ui.entitlement import Room, SealTab, rooms_of, tabs_of
from desktop.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What waits for this person, 待办 and 待阅 apart, and which rooms and parts of 用印 they are shown."""

    todo: int = 0
    to_read: int = 0
    to_seal: int = 0
    to_decide: int = 0
    to_witness: int = 0
    alarms: int = 0
    rooms: frozenset[Room] = frozenset(Room)
    tabs: tuple[SealTab, ...] = tuple(SealTab)

    @property
    def seals(self) -> int:
        """Everything of 用印 that waits, alarms included."""
        return self.to_seal + self.to_decide + self.to_witness + self.alarms

    @property
    def by_tab(self) -> Mapping[SealTab, int]:
        return {
            SealTab.SEALING: self.to_seal,
            SealTab.REQUESTS: self.to_decide,
            SealTab.WITNESS: self.to_witness,
        }


class CountsPresenter(QObject):
    changed = Signal(Counts)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._state = Counts()
        self._loading: Ticket | None = None

    @property
    def state(self) -> Counts:
        return self._state

    @Slot()
    def reload(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._count, owner=self, done=self._become, failed=lambda _: None)

    def _count(self) -> Counts:
        """On a lane's thread."""
        workspace, me = self._workspace, self._workspace.person
        seals = workspace.seals()
        requests = workspace.seal_requests()
        kept = {seal.id for seal in seals if seal.custodian_id == me.id}
        witnessed = {seal.id for seal in seals if seal.witness_id == me.id}
        approved = [each for each in requests if each.state is RequestState.APPROVED]
        return Counts(
            todo=self._waiting(Queue.TODO),
            to_read=self._waiting(Queue.TO_READ),
            to_seal=sum(each.awaits(kept) for each in requests),
            to_decide=sum(
                each.state is RequestState.PENDING and each.approver_id == me.id for each in requests
            ),
            to_witness=sum(_awaits_witness(each, witnessed) for each in approved),
            alarms=sum(alarm.acknowledged_at is None for alarm in workspace.alarms()),
            rooms=rooms_of(me),
            tabs=tabs_of(me, seals),
        )

    def _waiting(self, queue: Queue) -> int:
        return sum(row.item.done_at is None for row in self._workspace.work_items(queue))

    def _become(self, state: Counts) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _awaits_witness(request: SealRequest, witnessed: set[str]) -> bool:
    """Whether a seal of the application is among those, and not confirmed yet."""
    return any(
        seal_id in witnessed and request.confirmation_of(seal_id) is None for seal_id in request.seal_ids
    )
