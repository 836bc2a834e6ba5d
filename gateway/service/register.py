"""Writing records so that who sees them follows by itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from core.office import (
    AgendaGap,
    AgendaItem,
    ESeal,
    LedgerEntry,
    Meeting,
    OfficialDocument,
    Person,
    PrintCount,
    SealAlarm,
    SealRequest,
    WorkItem,
)
from core.sync.wire import Record
from gateway.policy import People, audience
from gateway.store import Records, StoredRecord, Transaction

_UNAFFECTED_FIELDS: Mapping[type, frozenset[str]] = {
    AgendaItem: frozenset({"position", "duration_min"}),
    WorkItem: frozenset({"done_at"}),
    OfficialDocument: frozenset({"versions", "state"}),
    SealRequest: frozenset({"items", "state", "confirmations", "approved_at", "blocked_reason", "reason"}),
}
"""Fields on which no audience hangs. An application's documents stay the same; what they come to changes."""


class Register:
    """The way into the store for every record, inside one writing transaction.

    A record's audience may hang on another record: people and their clearance on everything, a
    meeting on its items and they on it, a seal's keepers on its applications and ledger entries, a
    document's classification on the applications to seal it.

    Beside every agenda item stands a gap of the same length, for those who do not see the item.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._records = transaction.records

    def put(self, record: Record) -> StoredRecord:
        """Write a record, work out anew who sees it and what hangs on it."""
        before = self._records.find(record.id)
        stored = self._records.put(record)
        self._keep_gap(record)
        unaffected = _UNAFFECTED_FIELDS.get(type(record), frozenset())
        if before is None or not _differing(before.record, record) <= unaffected:
            self._set_audiences(self._affected(record))
        return stored

    def put_all(self, records: Sequence[Record]) -> None:
        """Write many records, then work out who sees them and what hangs on them."""
        for record in records:
            self._records.put(record)
            self._keep_gap(record)
        if any(isinstance(record, Person) for record in records):
            self._set_audiences(self._records.all())
        else:
            self._set_audiences(each for record in records for each in self._affected(record))

    def _keep_gap(self, record: Record) -> None:
        """Let the gap of an agenda item say where it stands and how long it takes, and tell of nothing else.

        Its id is drawn at random: neither the item nor the time at which it was made can be read from it.
        """
        if not isinstance(record, AgendaItem):
            return
        before = next(self._records.of_type(AgendaGap, parent_id=record.id), None)
        gap = AgendaGap(
            id=str(uuid.uuid4()) if before is None else before.id,
            meeting_id=record.meeting_id,
            position=record.position,
            duration_min=record.duration_min,
        )
        if gap != before:
            self._records.put(gap, parent_id=record.id)

    def _set_audiences(self, records: Iterable[Record]) -> None:
        office = _StoredOffice(self._records)
        for each in {record.id: record for record in records}.values():
            self._records.set_audience(each.id, audience(each, office))

    def _affected(self, record: Record) -> Iterator[Record]:
        """The record and those whose audience hangs on it."""
        if isinstance(record, Person):
            yield from self._records.all()
            return
        yield record
        match record:
            case Meeting():
                yield from self._agenda_of(record.id)
            case AgendaItem():
                yield from self._found(record.meeting_id)
                yield from self._agenda_of(record.meeting_id)
            case WorkItem():
                yield from self._found(record.document_id)
            case OfficialDocument():
                requests = self._records.of_type(SealRequest)
                yield from (request for request in requests if request.item_of(record.id) is not None)
                yield from self._records.of_type(PrintCount, parent_id=record.id)
            case ESeal():
                requests = self._records.of_type(SealRequest)
                yield from (request for request in requests if record.id in request.seal_ids)
                yield from self._records.of_type(LedgerEntry, parent_id=record.id)
                yield from self._records.of_type(SealAlarm, parent_id=record.id)

    def _agenda_of(self, meeting_id: str) -> Iterator[Record]:
        for item in self._records.of_type(AgendaItem, parent_id=meeting_id):
            yield item
            yield from self._records.of_type(AgendaGap, parent_id=item.id)

    def _found(self, record_id: str) -> Iterator[Record]:
        stored = self._records.find(record_id)
        if stored is not None:
            yield stored.record


class _StoredOffice:
    """The office as the transaction sees it, looked up as the rules ask."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @cached_property
    def people(self) -> People:
        return self._records.worked_out(Person, People)

    def meeting(self, meeting_id: str) -> Meeting | None:
        stored = self._records.find(meeting_id)
        return stored.record if stored is not None and isinstance(stored.record, Meeting) else None

    def items_of(self, meeting_id: str) -> Iterator[AgendaItem]:
        return self._records.of_type(AgendaItem, parent_id=meeting_id)

    def item_behind(self, gap_id: str) -> AgendaItem | None:
        item_id = self._records.parent(gap_id)
        stored = None if item_id is None else self._records.find(item_id)
        return stored.record if stored is not None and isinstance(stored.record, AgendaItem) else None

    def seal(self, seal_id: str) -> ESeal | None:
        stored = self._records.find(seal_id)
        return stored.record if stored is not None and isinstance(stored.record, ESeal) else None

    def document(self, document_id: str) -> OfficialDocument | None:
        stored = self._records.find(document_id)
        return stored.record if stored is not None and isinstance(stored.record, OfficialDocument) else None

    def handlers_of(self, document_id: str) -> Iterator[str]:
        return (item.person_id for item in self._records.of_type(WorkItem, parent_id=document_id))


def _differing(before: Record, after: Record) -> frozenset[str]:
    names = after.__struct_fields__
    return frozenset(name for name in names if getattr(before, name, None) != getattr(after, name, None))
