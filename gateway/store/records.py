"""Records, who sees them, and the log of their changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

import msgspec
from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from core.office import (
    AgendaGap,
    AgendaItem,
    ESeal,
    LedgerEntry,
    OfficialDocument,
    PrintCount,
    SealAlarm,
    WorkItem,
)
from core.sync.wire import Record, decode_record, encode
from gateway.store.tables import (
    ChangeRow,
    DeviceRow,
    LedgerRow,
    PurgeOrderRow,
    RecordBlobRow,
    RecordRow,
    StateRow,
    VisibilityRow,
)

EVERYBODY = ""
RecordT = TypeVar("RecordT")
Found = TypeVar("Found")
_FORGET_CHANGE = delete(ChangeRow).where(
    ChangeRow.record_id == bindparam("told"), ChangeRow.person_id == bindparam("whom")
)
_decode_field_versions = msgspec.json.Decoder(dict[str, int]).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    record: Record
    version: int
    field_versions: Mapping[str, int]

    def changed_since(self, version: int, field: str) -> bool:
        """Whether `field` has changed since the record stood at `version`."""
        return self.field_versions.get(field, 1) > version


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """What became of a record for one person; `body` is its JSON while the person sees it."""

    record_id: str
    type: str
    version: int
    body: bytes | None
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRun:
    """An ordered run of changes that ends at `last_seq`; `more` when the log goes on behind it."""

    changes: Sequence[LoggedChange]
    last_seq: int
    more: bool


def record_type(record: Record) -> str:
    """The tag under which a record travels."""
    return str(record.__struct_config__.tag)


def _type_tag(kind: type[RecordT]) -> str:
    return str(kind.__struct_config__.tag)  # type: ignore[attr-defined]


def blobs_of(record: Record) -> frozenset[str]:
    """The blobs that whoever sees the record may fetch; a mere mention gives no access."""
    match record:
        case OfficialDocument():
            files = {attachment.blob for attachment in record.attachments}
            return frozenset({version.blob for version in record.versions} | {blob for blob in files if blob})
        case AgendaItem():
            return frozenset(paper.blob for paper in record.papers if paper.blob)
        case ESeal():
            return frozenset({record.blob, *filter(None, (record.renewed_from,))})
        case _:
            return frozenset()


def parent_of(record: Record) -> str | None:
    """The record that this one belongs to."""
    match record:
        case AgendaItem():
            return record.meeting_id
        case WorkItem() | PrintCount():
            return record.document_id
        case LedgerEntry() | SealAlarm():
            return record.seal_id
        case _:
            return None


class Records:
    """Reads and writes records inside one transaction.

    Nothing is numbered before `log_changes`, which the transaction calls as its last act: the order
    of numbers is then the order of commits, whatever else runs at the same time.
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._events: dict[tuple[str, str], None] = {}
        self._held: dict[object, object] = {}
        self._read: dict[str, tuple[bytes, StoredRecord]] = {}
        self._new: set[str] = set()
        self._ledger_end: tuple[int, str] | None = None
        self._worked_out: dict[type, object] = {}

    # --- reading -----------------------------------------------------------------------------

    def find(self, record_id: str) -> StoredRecord | None:
        row = self._row(record_id)
        return None if row is None or row.deleted else self._stored(row)

    def of_type(self, kind: type[RecordT], *, parent_id: str | None = None) -> Iterator[RecordT]:
        """Every record of a type, or those of them that belong to one parent."""
        query = select(RecordRow).where(RecordRow.type == _type_tag(kind), RecordRow.deleted.is_(False))
        if parent_id is not None:
            query = query.where(RecordRow.parent_id == parent_id)
        for row in self._session.scalars(query):
            record = decode_record(row.body)
            assert isinstance(record, kind)
            yield record

    def all(self) -> Iterator[Record]:
        for body in self._session.scalars(select(RecordRow.body).where(RecordRow.deleted.is_(False))):
            yield decode_record(body)

    def parent(self, record_id: str) -> str | None:
        """The id of the record that this one was put under."""
        row = self._row(record_id)
        return None if row is None else row.parent_id

    def sees(self, person_id: str, record_id: str) -> bool:
        row = self._session.get(VisibilityRow, (person_id, record_id))
        self._held[person_id, record_id] = row
        return row is not None

    def worked_out(self, kind: type[RecordT], work_out: Callable[[Iterator[RecordT]], Found]) -> Found:
        """What follows from all records of a type, worked out once until one of them is written."""
        if kind not in self._worked_out:
            self._worked_out[kind] = work_out(self.of_type(kind))
        return cast("Found", self._worked_out[kind])

    def audience(self, record_id: str) -> frozenset[str]:
        query = select(VisibilityRow.person_id).where(VisibilityRow.record_id == record_id)
        return frozenset(self._session.scalars(query))

    def speaking_of(self, person_id: str, sha256: str) -> Iterator[Record]:
        """The records this person sees that name the blob."""
        query = (
            select(RecordRow.body)
            .join(RecordBlobRow, RecordBlobRow.record_id == RecordRow.id)
            .where(RecordBlobRow.sha256 == sha256, _visible_to(person_id, RecordBlobRow.record_id))
        )
        for body in self._session.scalars(query):
            yield decode_record(body)

    def was_ever(self, record_id: str) -> bool:
        """Whether there is, or has been, a record with this id."""
        return self._row(record_id) is not None

    def names_blob(self, sha256: str) -> bool:
        return self._session.scalar(select(exists().where(RecordBlobRow.sha256 == sha256))) is True

    def named_blobs(self) -> frozenset[str]:
        return frozenset(self._session.scalars(select(RecordBlobRow.sha256)))

    def last_seq(self) -> int:
        return self._session.scalars(select(StateRow.last_seq)).one()

    def changes(self, person_id: str, *, after: int, floor: int, limit: int) -> ChangeRun:
        """What changed for this person behind `after`, as it stands now.

        A record out of sight comes as a change without a body; up to `floor`, where this device
        began with nothing, such changes are left out.
        """
        rows = self._session.execute(
            select(ChangeRow.seq, RecordRow, VisibilityRow.person_id)
            .join(RecordRow, RecordRow.id == ChangeRow.record_id)
            .outerjoin(
                VisibilityRow,
                (VisibilityRow.record_id == ChangeRow.record_id) & (VisibilityRow.person_id == person_id),
            )
            .where(
                ChangeRow.seq > after,
                or_(ChangeRow.person_id == person_id, ChangeRow.person_id == EVERYBODY),
                or_(
                    VisibilityRow.person_id.is_not(None),
                    (ChangeRow.person_id == person_id) & (ChangeRow.seq > floor),
                ),
            )
            .order_by(ChangeRow.seq)
            .limit(limit + 1)
        ).all()
        head = self.last_seq()
        more = len(rows) > limit
        page = rows[:limit]
        latest = {row.id: _logged(row, sees is not None) for _, row, sees in page}
        return ChangeRun(
            changes=tuple(latest.values()), last_seq=page[-1][0] if more else max(head, after), more=more
        )

    # --- writing -----------------------------------------------------------------------------

    def put(self, record: Record, *, parent_id: str | None = None) -> StoredRecord:
        """Write a record as its next version; a field that is the same keeps its own version.

        `parent_id` is for records that do not themselves say where they belong.
        """
        row = self._row(record.id)
        named: frozenset[str] = frozenset()
        field_versions: dict[str, int] = {}
        if row is None:
            row = RecordRow(id=record.id, type=record_type(record), version=1, body=b"", field_versions=b"{}")
            self._session.add(row)
            self._new.add(record.id)
        else:
            before = None if row.deleted else self._stored(row).record
            row.version += 1
            row.deleted = False
            named = frozenset() if before is None else blobs_of(before)
            changed = dict.fromkeys(_differing(before, record), row.version)
            field_versions = _decode_field_versions(row.field_versions) | changed
        row.parent_id = parent_id or parent_of(record)
        row.body = encode(record)
        row.field_versions = encode(field_versions)
        if record.id in self._new:
            self._session.flush()  # others refer to it; what changed goes with the next question
        self._held[record.id] = row
        self._name_blobs(record, named)
        self._events[record.id, EVERYBODY] = None
        self._worked_out.pop(type(record), None)
        stored = StoredRecord(record=record, version=row.version, field_versions=field_versions)
        self._read[record.id] = (row.body, stored)
        return stored

    def set_audience(self, record_id: str, persons: Collection[str]) -> None:
        """From now on exactly these people see the record; who loses it is told to erase it."""
        is_new = record_id in self._new
        self._new.discard(record_id)
        before = frozenset() if is_new else self.audience(record_id)
        after = frozenset(persons)
        if lost := before - after:
            self._session.execute(
                delete(VisibilityRow).where(
                    VisibilityRow.record_id == record_id, VisibilityRow.person_id.in_(sorted(lost))
                )
            )
            self._order_purges(record_id, lost)
        if gained := after - before:
            rows = [{"person_id": person, "record_id": record_id} for person in sorted(gained)]
            self._session.execute(insert(VisibilityRow), rows)
            if not is_new:
                self._withdraw_purges(record_id, gained)
        told_anyway = after if (record_id, EVERYBODY) in self._events else frozenset()
        for person in sorted((before ^ after) - told_anyway):
            self._events[record_id, person] = None

    def remove(self, record_id: str) -> None:
        """Delete a record for everybody who sees it; its text goes, its id and version stay.

        The gap in which an agenda item stood closes with it.
        """
        for gap in list(self.of_type(AgendaGap, parent_id=record_id)):
            self.remove(gap.id)
        self.set_audience(record_id, ())
        self._session.execute(
            update(RecordRow)
            .where(RecordRow.id == record_id)
            .values(deleted=True, version=RecordRow.version + 1, body=b"{}")
        )
        self._session.execute(delete(RecordBlobRow).where(RecordBlobRow.record_id == record_id))
        self._read.pop(record_id, None)
        self._worked_out.clear()
        self._events.pop((record_id, EVERYBODY), None)

    def append_to_ledger(self, entry: LedgerEntry, digest: str) -> None:
        self._session.add(LedgerRow(sequence_no=entry.sequence_no, record_id=entry.id, digest=digest))
        self._session.flush()
        self._ledger_end = (entry.sequence_no, digest)

    def ledger_end(self) -> tuple[int, str] | None:
        """Number and digest of the newest ledger entry."""
        if self._ledger_end is not None:
            return self._ledger_end
        row = self._session.scalars(select(LedgerRow).order_by(LedgerRow.sequence_no.desc()).limit(1)).first()
        return None if row is None else (row.sequence_no, row.digest)

    def log_changes(self) -> int:
        """Number what this transaction changed; how many changes that were. Its last act."""
        if not self._events:
            return 0
        events = list(self._events)
        last = self._session.scalars(
            update(StateRow)
            .values(last_seq=StateRow.last_seq + len(events))
            .returning(StateRow.last_seq)
            .execution_options(synchronize_session=False)
        ).one()
        first = last - len(events) + 1
        rows = [
            {"seq": number, "record_id": record_id, "person_id": person_id}
            for number, (record_id, person_id) in enumerate(events, start=first)
        ]
        connection = self._session.connection()
        told = [{"told": record_id, "whom": person_id} for record_id, person_id in events]
        connection.execute(_FORGET_CHANGE, told)
        connection.execute(insert(ChangeRow), rows)
        self._events.clear()
        return len(events)

    def _row(self, record_id: str) -> RecordRow | None:
        """The row, held until the transaction ends: the session forgets rows that nobody holds."""
        row = self._session.get(RecordRow, record_id)
        self._held[record_id] = row
        return row

    def _stored(self, row: RecordRow) -> StoredRecord:
        """The row's record, decoded once for as long as the row stays as it is."""
        body, stored = self._read.get(row.id, (None, None))
        if stored is None or body is not row.body or stored.version != row.version:
            stored = _stored(row)
            self._read[row.id] = (row.body, stored)
        return stored

    def _name_blobs(self, record: Record, before: frozenset[str]) -> None:
        named = blobs_of(record)
        if lost := before - named:
            self._session.execute(
                delete(RecordBlobRow).where(
                    RecordBlobRow.record_id == record.id, RecordBlobRow.sha256.in_(sorted(lost))
                )
            )
        if gained := named - before:
            rows = [{"record_id": record.id, "sha256": sha256} for sha256 in sorted(gained)]
            self._session.execute(insert(RecordBlobRow), rows)

    def _order_purges(self, record_id: str, persons: Iterable[str]) -> None:
        devices = self._session.scalars(
            select(DeviceRow.id).where(
                DeviceRow.person_id.in_(sorted(persons)), DeviceRow.revoked_at.is_(None)
            )
        )
        for device in devices:
            self._session.merge(PurgeOrderRow(device_id=device, record_id=record_id, ordered_at=self._now))

    def _withdraw_purges(self, record_id: str, persons: Iterable[str]) -> None:
        devices = select(DeviceRow.id).where(DeviceRow.person_id.in_(sorted(persons)))
        self._session.execute(
            delete(PurgeOrderRow)
            .where(PurgeOrderRow.record_id == record_id, PurgeOrderRow.device_id.in_(devices))
            .execution_options(synchronize_session=False)
        )


def _visible_to(person_id: str, record_id: ColumnElement[str] | object) -> ColumnElement[bool]:
    return exists().where(VisibilityRow.record_id == record_id, VisibilityRow.person_id == person_id)


def _stored(row: RecordRow) -> StoredRecord:
    return StoredRecord(
        record=decode_record(row.body),
        version=row.version,
        field_versions=_decode_field_versions(row.field_versions),
    )


def _differing(before: Record | None, after: Record) -> Iterator[str]:
    """The fields of `after` that `before` does not have like that."""
    same = type(before) is type(after)
    for name in after.__struct_fields__:
        if not same or getattr(before, name) != getattr(after, name):
            yield name


def _logged(row: RecordRow, visible: bool) -> LoggedChange:
    return LoggedChange(
        record_id=row.id,
        type=row.type,
        version=row.version,
        body=row.body if visible and not row.deleted else None,
        deleted=row.deleted,
    )
