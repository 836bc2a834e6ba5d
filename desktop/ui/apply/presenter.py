"""Fills in an application: looks at the documents, keeps the choices, sends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import ESeal, Organisation, Person, UseKind
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks, Ticket
from desktop.ui.apply.state import ApplyRow, ApplyState, approvers_for, proposed, usable, waiting_for
from desktop.workspace import Workspace

_TOLD_TIMES = 50
"""So often the form is told how many of many files have been looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    rows: tuple[ApplyRow, ...]
    seals: tuple[ESeal, ...]
    owners: tuple[Organisation, ...]
    approvers: tuple[Person, ...]
    approver_id: str | None


class ApplyPresenter(QObject):
    """`sent` carries the application's id once it has been made; `failed` what an act met."""

    changed = Signal(ApplyState)
    sent = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        reading: ReadingWorker,
        tasks: Tasks,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading = reading
        self._tasks = tasks
        self._today = today
        self._state = ApplyState()
        self._work: Ticket | None = None

    @property
    def state(self) -> ApplyState:
        return self._state

    def begin(self, document_ids: Sequence[str]) -> None:
        """Start an application for these documents."""
        self.end()
        self._state = ApplyState(today=self._today(), demonstration=self._workspace.demonstration)
        self.changed.emit(self._state)
        self._work = self._tasks.run(
            partial(self._read, tuple(dict.fromkeys(document_ids))),
            owner=self,
            done=self._was_read,
            failed=self._not_read,
        )

    @Slot()
    def end(self) -> None:
        """The form was closed; what is under way for it stops."""
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def take_out(self, document_id: str) -> None:
        """Leave a document out of the application."""
        rows = tuple(row for row in self._state.rows if row.id != document_id)
        self._become(replace(self._state, rows=rows))

    def take_out_faulty(self) -> None:
        """Leave out every document that cannot be sealed as the form stands."""
        rows = tuple(row for row in self._state.rows if not self._state.is_faulty(row))
        self._become(replace(self._state, rows=rows))

    def choose_seal(self, seal_id: str, *, wanted: bool) -> None:
        chosen = self._state.chosen | {seal_id} if wanted else self._state.chosen - {seal_id}
        self._become(replace(self._state, chosen=chosen))

    def choose_kind(self, kind: UseKind, *, wanted: bool) -> None:
        chosen = {*self._state.kinds, kind} if wanted else {*self._state.kinds} - {kind}
        self._become(replace(self._state, kinds=tuple(each for each in UseKind if each in chosen)))

    def choose_copies(self, copies: int) -> None:
        self._become(replace(self._state, copies=copies))

    def choose_approver(self, person_id: str | None) -> None:
        self._become(replace(self._state, approver_id=person_id))

    # Reading ---------------------------------------------------------------------------------------

    def _read(self, document_ids: tuple[str, ...]) -> _Read:
        """On a lane's thread."""
        workspace, me = self._workspace, self._workspace.person
        owners = tuple(workspace.organisations())
        approvers = approvers_for(workspace.people(), me.id)
        known = {person.id for person in approvers}
        requests = workspace.seal_requests()
        asked = waiting_for(requests)
        before = (each.approver_id for each in requests if each.applicant_id == me.id)
        return _Read(
            rows=tuple(
                ApplyRow(document=workspace.document(each), asked=asked.get(each, frozenset()))
                for each in document_ids
            ),
            seals=usable(workspace.seals(), owners, self._today()),
            owners=owners,
            approvers=approvers,
            approver_id=next((each for each in before if each in known), None),
        )

    def _was_read(self, read: _Read) -> None:
        chosen = proposed(read.rows, read.seals)
        self._become(
            replace(
                self._state,
                rows=read.rows,
                seals=read.seals,
                owners=tuple((owner.id, owner.name) for owner in read.owners),
                approvers=read.approvers,
                approver_id=read.approver_id,
                chosen=chosen,
                loading=False,
                checked=0.0,
            )
        )
        self._work = self._tasks.follow(
            partial(self._look_at, read.rows),
            owner=self,
            done=self._were_looked_at,
            failed=self._not_read,
            progressed=lambda fraction: self._become(replace(self._state, checked=fraction)),
            slow=True,
        )

    def _look_at(self, rows: tuple[ApplyRow, ...], ticket: Ticket) -> dict[str, ApplyRow]:
        """On a lane's thread: how many pages each document has."""
        found: dict[str, ApplyRow] = {}
        step = max(1, len(rows) // _TOLD_TIMES)
        for number, row in enumerate(rows, start=1):
            if ticket.cancelled:
                break
            found[row.id] = self._counted(row)
            if number % step == 0:
                ticket.report(number / len(rows))
        return found

    def _counted(self, row: ApplyRow) -> ApplyRow:
        if not row.blob:
            return replace(row, pages=0)
        try:
            handle = self._reading.open(self._workspace.file(row.blob))
        except AppError as error:
            return replace(row, pages=0, error=error)
        pages = len(handle.summary.pages)
        self._reading.close(handle)
        return replace(row, pages=pages)

    def _were_looked_at(self, found: dict[str, ApplyRow]) -> None:
        self._work = None
        rows = tuple(found.get(row.id, row) for row in self._state.rows)
        self._become(replace(self._state, rows=rows, checked=None))

    def _not_read(self, error: AppError) -> None:
        self._work = None
        self._become(replace(self._state, loading=False, checked=None, error=error))

    # Sending ---------------------------------------------------------------------------------------

    @Slot()
    def send(self) -> None:
        """Make the application; it goes up with the next contact."""
        state = self._state
        if not state.ready:
            return
        self._become(replace(state, sending=True, error=None))
        self._work = self._tasks.run(
            partial(self._apply, state), owner=self, done=self._was_sent, failed=self._not_sent, slow=True
        )

    def _apply(self, state: ApplyState) -> str:
        """On a lane's thread."""
        assert state.approver_id is not None
        draft = self._workspace.draft_application(
            [row.id for row in state.rows],
            seal_ids=state.seal_ids,
            kinds=state.kinds,
            copies=state.copies,
            approver_id=state.approver_id,
        )
        return self._workspace.apply_for_seal(draft)

    def _was_sent(self, request_id: str) -> None:
        self._work = None
        self._become(replace(self._state, sending=False))
        self.sent.emit(request_id)

    def _not_sent(self, error: AppError) -> None:
        self._work = None
        self._become(replace(self._state, sending=False, error=error))
        self.failed.emit(error)

    def _become(self, state: ApplyState) -> None:
        self._state = state
        self.changed.emit(state)
