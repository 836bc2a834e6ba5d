"""What the ledger shows: which entries, under which names, and whether its chain has been verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from core.errors import AppError
from core.office import ESeal, LedgerEntry, Person, UseOutcome
from core.office.calendar import office_day
from core.seal.ledger import LedgerReport
from desktop.ui.words import searchable

MONTH_END_GRACE_DAYS = 10
"""So long into a month, the month that is closed is the one before."""
_DIGEST_LEAST = 4
"""Characters of a digest from which it is searched by."""


class Period(Enum):
    """Spans of days that are chosen by name; CHOSEN has its own first and last day."""

    ALL = "all"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def span_of(period: Period, today: date, chosen: Span = Span()) -> Span:
    """The days that a period means on `today`."""
    match period:
        case Period.ALL:
            return Span()
        case Period.THIS_MONTH:
            return Span(today.replace(day=1), today)
        case Period.LAST_MONTH:
            last = today.replace(day=1) - timedelta(days=1)
            return Span(last.replace(day=1), last)
        case Period.THIS_YEAR:
            return Span(today.replace(month=1, day=1), today)
        case Period.CHOSEN:
            return chosen


def month_to_close(today: date) -> Period:
    """Which month a custodian closes now: shortly after its end it is still the one before."""
    return Period.LAST_MONTH if today.day <= MONTH_END_GRACE_DAYS else Period.THIS_MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuery:
    """Which entries are wanted; None is any. `search` looks at the number of the entry and the document."""

    search: str = ""
    seal_id: str | None = None
    person_id: str | None = None
    period: Period = Period.ALL
    chosen: Span = field(default_factory=Span)
    outcome: UseOutcome | None = None

    @property
    def narrow(self) -> bool:
        return self != LedgerQuery()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids in entries are called. A document that this person may not see has no number here."""

    seals: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    documents: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def matching(
    entries: Iterable[LedgerEntry], wanted: LedgerQuery, names: Names, today: date
) -> tuple[LedgerEntry, ...]:
    """The entries that a filter leaves, in their order."""
    span = span_of(wanted.period, today, wanted.chosen)
    text = searchable(wanted.search)
    people = None if wanted.person_id is None else {wanted.person_id}

    def admitted(entry: LedgerEntry) -> bool:
        return (
            wanted.seal_id in (None, entry.seal_id)
            and wanted.outcome in (None, entry.outcome)
            and (people is None or not people.isdisjoint((entry.operator_id, entry.witness_id)))
            and (span == Span() or span.holds(office_day(entry.used_at)))
            and (not text or _is_numbered(entry, text, names))
        )

    return tuple(filter(admitted, entries))


def _is_numbered(entry: LedgerEntry, text: str, names: Names) -> bool:
    """Whether `text` is the entry's number, part of its document's, or the beginning of the file's digest."""
    if text.isdecimal() and str(entry.sequence_no) == text.lstrip("0"):
        return True
    if text in searchable(names.documents.get(entry.document_id or "", "")):
        return True
    return len(text) >= _DIGEST_LEAST and (entry.original_blob or "").startswith(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """`shown` are the entries that the filter leaves of `total`, the latest first.

    `seals` and `people` may be chosen to filter by; `month` are the entries of the month that is being
    closed, `expiring` the seals whose end is near. `verified` is 0–1 while it is being verified,
    `progress` while it is being printed.
    """

    shown: tuple[LedgerEntry, ...] = ()
    total: int = 0
    names: Names = field(default_factory=Names)
    seals: tuple[ESeal, ...] = ()
    people: tuple[Person, ...] = ()
    expiring: tuple[ESeal, ...] = ()
    month: tuple[LedgerEntry, ...] = ()
    wanted: LedgerQuery = field(default_factory=LedgerQuery)
    selected: str | None = None
    loading: bool = True
    error: AppError | None = None
    verifying: bool = False
    verified: float = 0.0
    report: LedgerReport | None = None
    progress: float | None = None
    may_export: bool = False
    today: date | None = None
    demonstration: bool = False

    @property
    def entry(self) -> LedgerEntry | None:
        return next((entry for entry in self.shown if entry.id == self.selected), None)


def people_in(entries: Sequence[LedgerEntry], people: Iterable[Person]) -> tuple[Person, ...]:
    """Those who occur in the ledger, in the order of `people`."""
    found = {entry.operator_id for entry in entries} | {entry.witness_id for entry in entries}
    return tuple(person for person in people if person.id in found)
