"""Keeps the meetings and one agenda; every change shows at once and goes to the gateway as one act."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import AgendaItem, MeetingPaper
from core.sync.journal import target_id
from desktop.tasks import Tasks, Ticket
from desktop.ui.meetings.state import (
    AgendaRow,
    MeetingRow,
    MeetingsState,
    agenda_rows,
    moved,
    neighbours,
    with_duration,
)
from desktop.workspace import Workspace


class MeetingsPresenter(QObject):
    """`paper_opened` carries the item and the paper to read; `failed` what an act met."""

    changed = Signal(MeetingsState)
    paper_opened = Signal(object, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._state = MeetingsState(demonstration=workspace.demonstration)
        self._loading: Ticket | None = None
        self._agenda: Ticket | None = None
        self._acts_under_way = 0

    @property
    def state(self) -> MeetingsState:
        return self._state

    @Slot()
    def reload(self) -> None:
        """Read meetings and the chosen agenda again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._rows, owner=self, done=self._loaded, failed=self._not_loaded)
        self._reload_agenda()

    @Slot(str)
    def select(self, meeting_id: str) -> None:
        if meeting_id == self._state.selected:
            return
        self._become(replace(self._state, selected=meeting_id, agenda=()))
        self._reload_agenda()

    def move(self, source: int, target: int) -> None:
        """Put the item at `source` where `target` stands: times change now, the gateway confirms later."""
        rows = self._state.agenda
        if not self._state.may_edit or source == target or not 0 <= source < len(rows):
            return
        if rows[source].item is None:
            return
        target = max(0, min(target, len(rows) - 1))
        reordered = moved(rows, source, target)
        item_id = reordered[target].id
        above, below = neighbours(reordered, target)
        shown = tuple(replace(row, pending=True) if row.id == item_id else row for row in reordered)
        self._become(replace(self._state, agenda=shown))
        self._act(partial(self._workspace.move_agenda_item, item_id, above, below))

    def set_duration(self, item_id: str, minutes: int) -> None:
        """Give an item another length, 1–480 minutes."""
        row = next((row for row in self._state.agenda if row.id == item_id), None)
        if row is None or row.item is None or not self._state.may_edit or row.item.duration_min == minutes:
            return
        self._become(replace(self._state, agenda=with_duration(self._state.agenda, item_id, minutes)))
        self._act(partial(self._workspace.set_agenda_duration, item_id, minutes))

    @Slot(str)
    def keep_theirs(self, action_id: str) -> None:
        """Settle a conflict with the gateway's value."""
        self._act(partial(self._workspace.dismiss, action_id))

    @Slot(str)
    def send_mine(self, action_id: str) -> None:
        """Settle a conflict with this person's value: it goes up once more."""
        self._act(partial(self._workspace.resend, action_id))

    def open_paper(self, item: AgendaItem, paper: MeetingPaper) -> None:
        """Have a paper read; one without a file stays closed."""
        if paper.blob is not None:
            self.paper_opened.emit(item, paper)

    def _act(self, work: partial[None]) -> None:
        if self._agenda is not None:
            self._agenda.cancel()  # what is on its way was read before this act
        self._acts_under_way += 1
        self._tasks.run(work, owner=self, done=lambda _: self._acted(), failed=self._not_acted)

    def _acted(self) -> None:
        self._acts_under_way -= 1
        self._reload_agenda()

    def _not_acted(self, error: AppError) -> None:
        self._acts_under_way -= 1
        self.failed.emit(error)
        self._reload_agenda()

    def _reload_agenda(self) -> None:
        if self._state.selected is None or self._acts_under_way:
            return
        if self._agenda is not None:
            self._agenda.cancel()
        meeting_id = self._state.selected
        self._agenda = self._tasks.run(
            partial(self._slots, meeting_id),
            owner=self,
            done=partial(self._agenda_loaded, meeting_id),
            failed=self._not_loaded,
        )

    def _rows(self) -> tuple[MeetingRow, ...]:
        """On a lane's thread."""
        me, name = self._workspace.person.id, self._workspace.name_of
        rows = [
            MeetingRow(
                meeting=meeting,
                chair=name(meeting.chair_id),
                secretaries="、".join(name(each) for each in meeting.secretary_ids),
                secretary=me in meeting.secretary_ids,
            )
            for meeting in self._workspace.meetings()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.meeting.opens_at.timestamp(), row.id)))

    def _slots(self, meeting_id: str) -> tuple[AgendaRow, ...]:
        """On a lane's thread."""
        name = self._workspace.name_of
        refused = {target_id(each.action.act) for each in self._workspace.needs_attention()}
        conflicts = self._workspace.agenda_conflicts()
        return tuple(
            replace(
                row,
                reporting_org=name(row.item.reporting_org_id or "") if row.item else "",
                reporter=name(row.item.reporter_id or "") if row.item else "",
                pending=self._workspace.is_pending(row.id),
                conflict=row.id in refused,
                conflicts=tuple(each for each in conflicts if each.item_id == row.id),
            )
            for row in agenda_rows(self._workspace.agenda(meeting_id))
        )

    def _loaded(self, rows: tuple[MeetingRow, ...]) -> None:
        demonstration = self._workspace.demonstration
        self._become(replace(self._state, rows=rows, loading=False, error=None, demonstration=demonstration))
        if self._state.row is None and rows:
            self.select(rows[0].id)

    def _agenda_loaded(self, meeting_id: str, agenda: tuple[AgendaRow, ...]) -> None:
        if meeting_id == self._state.selected and not self._acts_under_way:
            self._become(replace(self._state, agenda=agenda, error=None))

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    def _become(self, state: MeetingsState) -> None:
        self._state = state
        self.changed.emit(state)
