"""How much waits on each list: the numbers on the navigation rail."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from core.office import Queue, RequestState
from desktop.tasks import Tasks, Ticket
from desktop.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What waits for this person; 待办 and 待阅 are counted apart."""

    todo: int = 0
    to_read: int = 0
    to_seal: int = 0


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
        mine = {seal.id for seal in self._workspace.seals() if seal.custodian_id == self._workspace.person.id}
        return Counts(
            todo=self._waiting(Queue.TODO),
            to_read=self._waiting(Queue.TO_READ),
            to_seal=sum(
                request.state is RequestState.APPROVED and bool(mine & set(request.seal_ids))
                for request in self._workspace.seal_requests()
            ),
        )

    def _waiting(self, queue: Queue) -> int:
        return sum(row.item.done_at is None for row in self._workspace.work_items(queue))

    def _become(self, state: Counts) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
