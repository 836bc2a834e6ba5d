"""What the lists show, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from core.errors import AppError
from core.office import OfficialDocument, Urgency, WorkItem
from core.office.calendar import OfficeCalendar
from desktop.ui.words import searchable


class Shelf(Enum):
    """Which list; 待办 and 待阅 are two queues, never one."""

    TODO = "todo"
    TO_READ = "to_read"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """A work item with its document, or a document alone; `issuer` is already a name.

    `days_left` counts working days to the deadline, negative once it has passed.
    """

    id: str
    document: OfficialDocument | None
    item: WorkItem | None = None
    issuer: str = ""
    days_left: int | None = None
    pending: bool = False
    demonstration: bool = False

    @property
    def title(self) -> str:
        return self.document.title if self.document else ""

    @property
    def urgency(self) -> Urgency:
        return self.document.urgency if self.document else Urgency.NONE

    @property
    def marking(self) -> str:
        if self.document is None:
            return ""
        return self.document.classification.marking(demonstration=self.demonstration)

    @property
    def circulated(self) -> bool:
        return self.item is not None and self.item.circulated

    @property
    def searched(self) -> str:
        document = self.document
        facts = (document.title, document.doc_number or "", document.register_no or "") if document else ()
        return searchable(" ".join((*facts, self.issuer)))


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxState:
    """`rows` are all rows of the shelf in order; `shown` those the search leaves."""

    shelf: Shelf = Shelf.TODO
    rows: tuple[InboxRow, ...] = ()
    search: str = ""
    selected: str | None = None
    loading: bool = True
    error: AppError | None = None
    shown: tuple[InboxRow, ...] = field(default=())

    @property
    def selected_row(self) -> InboxRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)


def found(rows: Iterable[InboxRow], search: str) -> tuple[InboxRow, ...]:
    """The rows that hold every word of `search`, brackets of any kind being alike."""
    words = [searchable(word) for word in search.split()]
    return tuple(row for row in rows if all(word in row.searched for word in words))


def in_order_of_need(rows: Iterable[InboxRow]) -> tuple[InboxRow, ...]:
    """特急 first, then the nearest deadline, then the latest arrival."""

    def need(row: InboxRow) -> tuple[int, float, float, str]:
        left = float("inf") if row.days_left is None else float(row.days_left)
        arrived = -row.item.arrived_at.timestamp() if row.item else 0.0
        return row.urgency.rank, left, arrived, row.id

    return tuple(sorted(rows, key=need))


def newest_first(rows: Iterable[InboxRow]) -> tuple[InboxRow, ...]:
    """By date of receipt or of the document itself; what has neither is a draft and comes first."""

    def age(row: InboxRow) -> tuple[int, str]:
        document = row.document
        if document is None:
            return 0, row.id
        if document.received_at is not None:
            return -document.received_at.date().toordinal(), row.id
        if document.doc_date is not None:
            return -document.doc_date.toordinal(), row.id
        return -date.max.toordinal(), row.id

    return tuple(sorted(rows, key=age))


def days_left(item: WorkItem, calendar: OfficeCalendar, today: date) -> int | None:
    return None if item.deadline is None else calendar.working_days_until(item.deadline, today)
