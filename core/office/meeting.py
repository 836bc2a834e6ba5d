"""Meetings (会议), agenda items (议题) and the timed agenda (议程)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar

import msgspec

from core.office.classification import Classification
from core.office.document import FileFormat

APPOINTMENT = "任免"
_REARRANGEABLE_STATES = frozenset({"议题征集", "议程拟定", "通知已发", "会前准备"})


class Meeting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="meeting"):
    id: str
    name: str
    meeting_kind: str
    session_no: int | None
    opens_at: datetime
    closes_at: datetime
    venue: str
    chair_id: str
    state: str
    classification: Classification
    member_ids: tuple[str, ...] = ()
    standing_observer_ids: tuple[str, ...] = ()
    secretary_ids: tuple[str, ...] = ()

    @property
    def may_be_rearranged(self) -> bool:
        """Whether its agenda may still change: not once it has been held (DOMAIN.md 2.9)."""
        return self.state in _REARRANGEABLE_STATES


class MeetingPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """会议材料: `blob` is None while only the title is known."""

    title: str
    blob: str | None = None
    size: int = 0
    format: FileFormat | None = None


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agenda_item"):
    """议题: its own need-to-know, its own place in the agenda.

    `position` is a fractional index (`core.sync.position`), `duration_min` minutes of talk.
    """

    id: str
    meeting_id: str
    position: str
    title: str
    reporting_org_id: str | None
    reporter_id: str | None
    duration_min: int
    item_kind: str
    classification: Classification
    observer_ids: tuple[str, ...] = ()
    papers: tuple[MeetingPaper, ...] = ()
    members_only: bool = False
    collect_after: bool = False


class AgendaGap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agenda_gap"):
    """Time that an item takes which this person does not see: others wait outside for so long.

    People are called item by item (DOMAIN.md 2.9), so that there is an item and how long it takes is
    known to everybody who is called; nothing else of it is. The id says nothing of the item's.
    """

    id: str
    meeting_id: str
    position: str
    duration_min: int


AgendaEntry: TypeAlias = AgendaItem | AgendaGap
EntryT = TypeVar("EntryT", bound=AgendaEntry)


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry of the agenda with the time at which it is called and the time at which it ends."""

    item: AgendaEntry
    starts_at: datetime
    ends_at: datetime


def in_agenda_order(items: Iterable[EntryT]) -> list[EntryT]:
    """By position, ties by id, so that every client shows the same agenda."""
    return sorted(items, key=lambda item: (item.position, item.id))


def schedule(items: Iterable[AgendaEntry], opens_at: datetime) -> Iterator[Slot]:
    """Lay the entries end to end from `opens_at`, in agenda order."""
    for item in in_agenda_order(items):
        ends_at = opens_at + timedelta(minutes=item.duration_min)
        yield Slot(item=item, starts_at=opens_at, ends_at=ends_at)
        opens_at = ends_at


def keeps_appointments_last(items: Iterable[AgendaItem], moved_id: str) -> bool:
    """Whether `moved_id` stands on its side of the appointments, which come last (DOMAIN.md 2.9)."""
    ordered = in_agenda_order(items)
    place = next(index for index, item in enumerate(ordered) if item.id == moved_id)
    if ordered[place].item_kind == APPOINTMENT:
        return all(item.item_kind == APPOINTMENT for item in ordered[place:])
    return all(item.item_kind != APPOINTMENT for item in ordered[:place])
