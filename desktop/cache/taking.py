"""One page of the gateway's changes, applied inside one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.sync.journal import PendingAction, PendingState, target_id
from core.sync.wire import ChangesPage, Delete, Purge, Put, encode
from desktop.cache.references import blobs_of
from desktop.cache.rows import decode_action, pending_of, pending_rows, sync_state_row
from desktop.cache.tables import (
    BlobReferenceRow,
    BlobRow,
    ConfirmedRecordRow,
    PendingActionRow,
    PurgeToAcknowledgeRow,
    ReadingStateRow,
)
from desktop.cache.values import Held, Taken


class PageTaker:
    """Applies one page inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._state = sync_state_row(session)
        self._put: dict[str, Held] = {}
        self._gone: set[str] = set()
        self._parked: dict[str, PendingAction] = {}

    def take(self, page: ChangesPage) -> Taken:
        for change in page.changes:
            match change:
                case Put():
                    self._upsert(change)
                case Delete():
                    self._erase([change.id])
                case Purge():
                    self._purge(change)
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

    def _upsert(self, change: Put) -> None:
        record = change.record
        values = {
            "version": change.version,
            "body": encode(record),
            "generation": self._state.generation,
        }
        self._session.execute(
            insert(ConfirmedRecordRow)
            .values(id=record.id, **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )
        self._session.execute(delete(BlobReferenceRow).where(BlobReferenceRow.record_id == record.id))
        for address in blobs_of(record):
            self._session.execute(insert(BlobReferenceRow).values(record_id=record.id, address=address))
        self._put[record.id] = Held(change.version, record)
        self._gone.discard(record.id)

    def _purge(self, change: Purge) -> None:
        self._erase([change.id])
        self._park(change.id)
        self._session.merge(PurgeToAcknowledgeRow(id=change.id))

    def _erase(self, record_ids: Collection[str]) -> None:
        self._session.execute(delete(ConfirmedRecordRow).where(ConfirmedRecordRow.id.in_(record_ids)))
        self._session.execute(delete(ReadingStateRow).where(ReadingStateRow.document_id.in_(record_ids)))
        self._gone.update(record_ids)
        for record_id in record_ids:
            self._put.pop(record_id, None)

    def _park(self, record_id: str) -> None:
        """Acts on what was taken back are kept for the person to see, with the reason."""
        for row in pending_rows(self._session):
            action = decode_action(row.body)
            if target_id(action.act) == record_id and row.state == PendingState.WAITING:
                row.state, row.reason, row.confirmed_version = PendingState.REFUSED, "purged", None
                self._parked[row.id] = pending_of(row)

    def _finish(self) -> None:
        """The end of the log: when starting over, what has not been told again is gone."""
        if self._state.starting_over:
            older = ConfirmedRecordRow.generation < self._state.generation
            self._erase(list(self._session.scalars(select(ConfirmedRecordRow.id).where(older))))
            self._state.starting_over = False

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
