"""What the meetings screen shows, and an agenda while it is being reordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from msgspec import structs

from core.errors import AppError
from core.office import AgendaEntry, AgendaItem, Meeting, MeetingPaper, Slot
from desktop.workspace import AgendaConflict


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting with the names of what it mentions; `secretary`: this person is one of its secretaries."""

    meeting: Meeting
    chair: str = ""
    secretaries: str = ""
    secretary: bool = False

    @property
    def id(self) -> str:
        return self.meeting.id

    @property
    def may_edit(self) -> bool:
        """Only a secretary, and only until the meeting has been held."""
        return self.secretary and self.meeting.may_be_rearranged


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """An entry at its time; `pending`: our change of it waits for the gateway; `conflict`: it was refused.

    `conflicts` hold both values of each field that somebody else changed first.
    """

    entry: AgendaEntry
    starts_at: datetime
    ends_at: datetime
    reporting_org: str = ""
    reporter: str = ""
    pending: bool = False
    conflict: bool = False
    conflicts: tuple[AgendaConflict, ...] = ()

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def item(self) -> AgendaItem | None:
        """The agenda item; None for one that this person is not called for."""
        return self.entry if isinstance(self.entry, AgendaItem) else None

    @property
    def papers(self) -> tuple[MeetingPaper, ...]:
        return self.item.papers if self.item else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsState:
    rows: tuple[MeetingRow, ...] = ()
    selected: str | None = None
    agenda: tuple[AgendaRow, ...] = ()
    loading: bool = True
    error: AppError | None = None
    demonstration: bool = False

    @property
    def row(self) -> MeetingRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)

    @property
    def may_edit(self) -> bool:
        return self.row is not None and self.row.may_edit

    def conflict_at(self, item_id: str | None) -> AgendaConflict | None:
        """The choice to show: the chosen item's, or else the first on the agenda."""
        open_choices = [each for row in self.agenda for each in row.conflicts]
        own = [each for each in open_choices if each.item_id == item_id]
        return next(iter(own or open_choices), None)

    @property
    def total_min(self) -> int:
        return sum(row.entry.duration_min for row in self.agenda)

    @property
    def over_run_min(self) -> int:
        """By how many minutes the agenda runs past the meeting's end; negative when time is left."""
        if self.row is None or not self.agenda:
            return 0
        return round((self.agenda[-1].ends_at - self.row.meeting.closes_at).total_seconds() / 60)


def agenda_rows(slots: Sequence[Slot]) -> tuple[AgendaRow, ...]:
    return tuple(AgendaRow(entry=slot.item, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots)


def moved(rows: Sequence[AgendaRow], source: int, target: int) -> tuple[AgendaRow, ...]:
    """The rows with the one at `source` standing at `target`, and every time computed anew."""
    reordered = list(rows)
    reordered.insert(target, reordered.pop(source))
    return retimed(reordered, rows[0].starts_at if rows else datetime.min)


def with_duration(rows: Sequence[AgendaRow], item_id: str, minutes: int) -> tuple[AgendaRow, ...]:
    """The rows with one item taking `minutes`, and every time computed anew."""
    changed = [_lasting(row, minutes) if row.id == item_id else row for row in rows]
    return retimed(changed, rows[0].starts_at if rows else datetime.min)


def retimed(rows: Sequence[AgendaRow], opens_at: datetime) -> tuple[AgendaRow, ...]:
    """Lay the rows end to end from `opens_at`, in the order in which they stand."""
    laid = []
    for row in rows:
        ends_at = opens_at + timedelta(minutes=row.entry.duration_min)
        laid.append(replace(row, starts_at=opens_at, ends_at=ends_at))
        opens_at = ends_at
    return tuple(laid)


def neighbours(rows: Sequence[AgendaRow], place: int) -> tuple[str | None, str | None]:
    """The ids of the items above and below the one at `place`."""
    above = rows[place - 1].id if place > 0 else None
    below = rows[place + 1].id if place + 1 < len(rows) else None
    return above, below


def _lasting(row: AgendaRow, minutes: int) -> AgendaRow:
    return replace(row, entry=structs.replace(row.entry, duration_min=minutes), pending=True)
