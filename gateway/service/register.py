"""Writing records so that who sees them follows by itself."""

from __future__ import annotations

from functools import cached_property

from core.office import AgendaItem, ESeal, LedgerEntry, Meeting, Organisation, Person, SealRequest, WorkItem
from core.sync.wire import Record
from gateway.policy import Office, audience
from gateway.store import StoredRecord, Transaction

_UNAFFECTED_FIELDS = frozenset({"position", "duration_min", "done_at"})


class Register:
    """The way into the store for every record, inside one writing transaction.

    A record's audience may hang on another record: people and their clearance on everything, a
    meeting on its items and they on it, a seal's keepers on its applications and ledger entries.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._records = transaction.records

    def put(self, record: Record) -> StoredRecord:
        """Write a record, work out anew who sees it and what hangs on it."""
        before = self._records.find(record.id)
        stored = self._records.put(record)
        if before is not None and _differing(before.record, record) <= _UNAFFECTED_FIELDS:
            return stored
        self.__dict__.pop("_office", None)
        for each in self._affected(record):
            self._records.set_audience(each.id, audience(each, self._office))
        return stored

    def put_all(self, records: list[Record]) -> None:
        """Write many records and work out the audiences once, at the end."""
        for record in records:
            self._records.put(record)
        self.__dict__.pop("_office", None)
        for record in records:
            self._records.set_audience(record.id, audience(record, self._office))

    @cached_property
    def _office(self) -> Office:
        found = self._records
        handlers: dict[str, frozenset[str]] = {}
        for item in found.of_type(WorkItem):
            handlers[item.document_id] = handlers.get(item.document_id, frozenset()) | {item.person_id}
        return Office(
            people={one.id: one for one in found.of_type(Person)},
            organisations={one.id: one for one in found.of_type(Organisation)},
            meetings={one.id: one for one in found.of_type(Meeting)},
            items=tuple(found.of_type(AgendaItem)),
            seals={one.id: one for one in found.of_type(ESeal)},
            handlers=handlers,
        )

    def _affected(self, record: Record) -> list[Record]:
        match record:
            case Person() | Organisation():
                return list(self._records.all())
            case Meeting():
                return [record, *self._records.of_type(AgendaItem, parent_id=record.id)]
            case WorkItem():
                document = self._records.find(record.document_id)
                return [record] if document is None else [record, document.record]
            case AgendaItem():
                meeting = self._office.meetings.get(record.meeting_id)
                return [record] if meeting is None else [record, meeting]
            case ESeal():
                requests = self._records.of_type(SealRequest)
                return [
                    record,
                    *(request for request in requests if record.id in request.seal_ids),
                    *self._records.of_type(LedgerEntry, parent_id=record.id),
                ]
            case _:
                return [record]


def _differing(before: Record, after: Record) -> frozenset[str]:
    names = after.__struct_fields__
    return frozenset(name for name in names if getattr(before, name, None) != getattr(after, name, None))
