"""Finding a record of a certain type, for rules that look at several."""

from __future__ import annotations

from typing import TypeVar

from core.sync.wire import Record
from gateway.store import Transaction

RecordT = TypeVar("RecordT", bound=Record)


def found(transaction: Transaction, kind: type[RecordT], record_id: str | None) -> RecordT | None:
    """The record with this id when it is one of this type."""
    stored = None if record_id is None else transaction.records.find(record_id)
    return stored.record if stored is not None and isinstance(stored.record, kind) else None


def seen(
    transaction: Transaction, kind: type[RecordT], person_id: str, record_id: str | None
) -> RecordT | None:
    """The same, if this person sees it: what is out of sight and what is not there look alike."""
    if record_id is None or not transaction.records.sees(person_id, record_id):
        return None
    return found(transaction, kind, record_id)
