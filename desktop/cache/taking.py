"""One page of the gateway's changes, applied inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.orm import Session

from core.sync.journal import PendingAction, PendingState, target_id
from core.sync.wire import Change, ChangesPage, Purge, Put, encode
from desktop.cache.references import blobs_of
from desktop.cache.rows import decode_action, pending_of, pending_rows, sync_state_row
from desktop.cache.tables import (
    AnnotationLayerRow,
    BlobReferenceRow,
    BlobRow,
    ConfirmedRecordRow,
    PendingActionRow,
    PurgeToAcknowledgeRow,
    ReadingStateRow,
)
from desktop.cache.values import Held, Taken


class PageTaker:
    """Applies one page inside one transaction; `erased_layers` then tells whose files must go with it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._state = sync_state_row(session)
        self._put: dict[str, Held] = {}
        self._gone: set[str] = set()
        self._parked: dict[str, PendingAction] = {}
        self.erased_layers: list[tuple[str, str]] = []

    def take(self, page: ChangesPage) -> Taken:
        last = {_id_of(change): change for change in page.changes}
        purged = [change.id for change in page.changes if isinstance(change, Purge)]
        self._erase([record_id for record_id, change in last.items() if not isinstance(change, Put)])
        self._upsert([change for change in last.values() if isinstance(change, Put)])
        for record_id in purged:
            self._park(record_id)
            self._session.merge(PurgeToAcknowledgeRow(id=record_id))
        self._state.cursor, self._state.epoch = page.cursor, page.epoch
        behind = not page.more and not self._state.starting_over and self._is_behind()
        if not page.more and not behind:
            self._finish()
        return Taken(
            behind=behind,
            put=self._put,
            gone=frozenset(self._gone),
            settled=frozenset(self._settle(complete=not page.more and not behind)),
            parked=tuple(self._parked.values()),
            orphaned_files=tuple(self._erase_orphans()),
        )

    def _upsert(self, puts: Sequence[Put]) -> None:
        records = [
            {
                "id": put.record.id,
                "version": put.version,
                "body": encode(put.record),
                "generation": self._state.generation,
            }
            for put in puts
        ]
        references = [
            {"record_id": put.record.id, "address": address}
            for put in puts
            for address in blobs_of(put.record)
        ]
        upsert = insert(ConfirmedRecordRow)
        told = {name: upsert.excluded[name] for name in ("version", "body", "generation")}
        self._many(upsert.on_conflict_do_update(index_elements=["id"], set_=told), records)
        for some in _chunks([put.record.id for put in puts]):
            self._session.execute(delete(BlobReferenceRow).where(BlobReferenceRow.record_id.in_(some)))
        self._many(insert(BlobReferenceRow), references)
        self._put = {put.record.id: Held(put.version, put.record) for put in puts}

    def _many(self, statement: Insert, rows: Sequence[Mapping[str, object]]) -> None:
        # Through the connection: the session would hold an object for each row of a first sync.
        if rows:
            self._session.connection().execute(statement, rows)

    def _erase(self, record_ids: Sequence[str]) -> None:
        for some in _chunks(record_ids):
            self._session.execute(delete(ConfirmedRecordRow).where(ConfirmedRecordRow.id.in_(some)))
            self._session.execute(delete(ReadingStateRow).where(ReadingStateRow.document_id.in_(some)))
            self._erase_layers(AnnotationLayerRow.record_id.in_(some))
        self._gone.update(record_ids)

    def _erase_layers(self, chosen: ColumnElement[bool]) -> None:
        layer = AnnotationLayerRow
        places = self._session.execute(select(layer.record_id, layer.address).where(chosen))
        self.erased_layers += [(record_id, address) for record_id, address in places]
        self._session.execute(delete(layer).where(chosen))

    def _park(self, record_id: str) -> None:
        """Acts on what was taken back are kept for the person to see, with the reason."""
        for row in pending_rows(self._session):
            action = decode_action(row.body)
            if target_id(action.act) == record_id and row.state == PendingState.WAITING:
                row.state, row.reason, row.confirmed_version = PendingState.REFUSED, "purged", None
                self._parked[row.id] = pending_of(row)

    def _finish(self) -> None:
        """The end of the log: when starting over, what has not been told again is gone.

        So are layers of records that never came back after the database was begun anew.
        """
        if self._state.starting_over:
            older = ConfirmedRecordRow.generation < self._state.generation
            self._erase(list(self._session.scalars(select(ConfirmedRecordRow.id).where(older))))
            self._state.starting_over = False
        held = select(ConfirmedRecordRow.id)
        self._erase_layers(AnnotationLayerRow.record_id.not_in(held))

    def _is_behind(self) -> bool:
        """Whether a record we hold at the log's end is older than the version our act was confirmed with."""
        return any(
            (held := self._session.get(ConfirmedRecordRow, target_id(decode_action(row.body).act)))
            is not None
            and held.version < (row.confirmed_version or 0)
            for row in pending_rows(self._session)
        )

    def _settle(self, *, complete: bool) -> Iterable[str]:
        """Confirmed acts whose outcome has come down: that version of the target, or the log's end."""
        rows = self._session.scalars(
            select(PendingActionRow).where(PendingActionRow.confirmed_version.is_not(None))
        ).all()
        for row in rows:
            held = self._put.get(target_id(decode_action(row.body).act))
            if complete or (held is not None and held.version >= (row.confirmed_version or 0)):
                self._session.delete(row)
                yield row.id

    def _erase_orphans(self) -> list[str]:
        orphaned = BlobRow.address.not_in(select(BlobReferenceRow.address))
        names = list(self._session.scalars(select(BlobRow.name).where(orphaned)))
        self._session.execute(delete(BlobRow).where(orphaned))
        return names


def _id_of(change: Change) -> str:
    return change.record.id if isinstance(change, Put) else change.id


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """SQLite takes a bounded number of parameters in one statement."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
