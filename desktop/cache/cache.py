"""The encrypted store of one profile: the gateway's truth, this person's pending acts, small states."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec
from msgspec import structs
from sqlalchemy import Engine, delete, select, update

from core.errors import AppError
from core.sync.journal import PendingAction, PendingState, field_of
from core.sync.wire import Action, ChangesPage, Purge, decode_record, encode
from desktop.cache.blob_rows import BlobRows
from desktop.cache.engine import open_engine
from desktop.cache.errors import CacheDamaged
from desktop.cache.journal import Journal, reconciled
from desktop.cache.layers import LAYER_FOLDER, LayerFiles
from desktop.cache.migrate import bring_up_to_date
from desktop.cache.rows import (
    decode_action,
    pending_of,
    pending_rows,
    store_pending,
    sync_state_row,
)
from desktop.cache.states import KeptStates
from desktop.cache.tables import (
    ConfirmedRecordRow,
    PendingActionRow,
    PurgeToAcknowledgeRow,
    SyncStateRow,
)
from desktop.cache.taking import PageTaker
from desktop.cache.transactions import DAMAGE_NOTE
from desktop.cache.values import Held, SyncState, Taken
from desktop.vault import UnlockedVault

_DATABASE = "cache.db"
_DATABASE_FILES = (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm")
_JOURNAL = "journal"
BLOB_FOLDER = "blobs"


class Cache(KeptStates, BlobRows):
    """All rows of a profile. Every method is one transaction and may be called from any thread.

    Every method raises `CacheClosed` after `close`, `CacheDamaged` when the file turns out to be
    damaged (the next `open` builds a new one and keeps the unsettled acts), `DiskRefused`.
    """

    def __init__(
        self, folder: Path, engine: Engine, journal: Journal, layers: LayerFiles, *, rebuilt: bool
    ) -> None:
        super().__init__(folder, engine, layers)
        self._journal = journal
        self._own_versions: dict[tuple[str, ...], int] = {}
        self.rebuilt = rebuilt

    @classmethod
    def open(cls, vault: UnlockedVault) -> Self:
        """The vault's cache; one that is missing, damaged or of a newer program is begun anew, empty."""
        folder = vault.folder
        journal = Journal(folder / _JOURNAL, vault.key("journal"))
        rebuilt = (folder / DAMAGE_NOTE).exists()
        if rebuilt:
            _erase_database(folder)
        try:
            try:
                return cls._opened(vault, journal, rebuilt=rebuilt)
            except CacheDamaged:
                _erase_database(folder)
                return cls._opened(vault, journal, rebuilt=True)
        except AppError:
            journal.close()
            raise

    @classmethod
    def _opened(cls, vault: UnlockedVault, journal: Journal, *, rebuilt: bool) -> Self:
        engine = open_engine(vault.folder / _DATABASE, vault.key("database"))
        layers = LayerFiles(vault.folder / LAYER_FOLDER, key=vault.key("layers"), name_key=vault.key("names"))
        cache = cls(vault.folder, engine, journal, layers, rebuilt=rebuilt)
        try:
            with cache._failures():
                bring_up_to_date(engine)
            cache._begin()
            cache._reconcile()
            cache._reconcile_layers()
            cache.records()
        except AppError:
            engine.dispose()
            raise
        return cache

    def close(self) -> None:
        """Wait for what is under way, then close; again is harmless."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
                self._journal.close()

    # --- the gateway's truth ----------------------------------------------------------------

    def records(self) -> dict[str, Held]:
        """Every confirmed record. Rows that this program cannot read are left out and asked for again."""
        held: dict[str, Held] = {}
        unreadable = False
        with self._transaction() as session:
            for row in session.scalars(select(ConfirmedRecordRow)):
                try:
                    held[row.id] = Held(row.version, decode_record(row.body))
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    unreadable = True
        if unreadable:
            self.start_over()
        return held

    def sync_state(self) -> SyncState:
        with self._transaction() as session:
            row = sync_state_row(session)
            contact = None if row.last_contact is None else datetime.fromtimestamp(row.last_contact, UTC)
            return SyncState(
                cursor=row.cursor,
                epoch=row.epoch,
                starting_over=row.starting_over,
                last_contact=contact,
                demonstration=row.demonstration,
            )

    def note_contact(self, at: datetime, *, demonstration: bool | None = None) -> None:
        with self._transaction() as session:
            row = sync_state_row(session)
            row.last_contact = at.timestamp()
            if demonstration is not None:
                row.demonstration = demonstration

    def start_over(self, *, resend: bool = True) -> None:
        """Ask for everything again. What is then not told again goes; pending acts never do.

        With `resend`, acts the gateway had confirmed count as unsent: one that went back in time has
        lost them.
        """
        with self._transaction() as session:
            row = sync_state_row(session)
            row.cursor, row.starting_over = "", True
            row.generation += 1
            self._own_versions.clear()
            if resend:
                session.execute(update(PendingActionRow).values(confirmed_version=None))

    def take(self, page: ChangesPage) -> Taken:
        """Apply a page and its cursor in one transaction; settle what it confirms."""
        with self._transaction() as session:
            taker = PageTaker(session)
            taken = taker.take(page)
            # Before the commit: after a crash here the page comes again; a layer would come back for good.
            self._layers.erase(taker.erased_layers)
        with self._lock:
            self._journal.settle(taken.settled)
            self._journal.made(*taken.parked)
        if any(isinstance(change, Purge) for change in page.changes):
            self._truncate_log()
        return taken

    def purges_to_acknowledge(self) -> list[str]:
        with self._transaction() as session:
            return list(session.scalars(select(PurgeToAcknowledgeRow.id).limit(1000)))

    def purges_acknowledged(self, record_ids: Collection[str]) -> None:
        with self._transaction() as session:
            session.execute(delete(PurgeToAcknowledgeRow).where(PurgeToAcknowledgeRow.id.in_(record_ids)))

    # --- the person's acts -----------------------------------------------------------------------

    def pending(self) -> list[PendingAction]:
        """Every unsettled act, oldest first."""
        with self._transaction() as session:
            return [pending_of(row) for row in pending_rows(session)]

    def unsent_pending(self) -> list[PendingAction]:
        """Waiting acts that the gateway has not confirmed, oldest first."""
        with self._transaction() as session:
            unsent = [pending_of(row) for row in pending_rows(session) if row.confirmed_version is None]
        return [each for each in unsent if each.state is PendingState.WAITING]

    def unsent(self) -> list[Action]:
        """The waiting acts that the gateway has not confirmed yet, oldest first."""
        with self._transaction() as session:
            return [
                decode_action(row.body)
                for row in pending_rows(session)
                if row.state == PendingState.WAITING and row.confirmed_version is None
            ]

    def make(self, *actions: Action) -> list[PendingAction]:
        """Keep new acts; on the disk when this returns, all or none of them. Gives them as they were kept.

        Their base is the version the person saw, or the one in which the gateway has just confirmed an
        earlier act of theirs on the same field: the two may cross with a round that is under way.
        """
        with self._lock:
            made = [PendingAction(action=self._rebased(action)) for action in actions]
            self.keep(*made)
            return made

    def _rebased(self, action: Action) -> Action:
        base = max(action.base_version, self._own_versions.get(field_of(action.act), 0))
        return structs.replace(action, base_version=base)

    def keep(self, *acts: PendingAction) -> None:
        """Keep acts' new states: journal first, so that they are on the disk when this returns."""
        with self._transaction() as session:
            self._journal.made(*acts)
            for pending in acts:
                store_pending(session, pending)

    def confirmed(self, versions: Mapping[str, int]) -> None:
        """The gateway said yes (act's id → version); an act goes once that version has come down.

        The next act on the same field was made on top of it: it is now based on that version.
        """
        with self._transaction() as session:
            rows = pending_rows(session)
            acts = {row.id: pending_of(row) for row in rows}
            rebased: list[PendingAction] = []
            for place, row in enumerate(rows):
                version = versions.get(row.id)
                if version is None:
                    continue
                row.confirmed_version = version
                field = field_of(acts[row.id].action.act)
                self._own_versions[field] = version
                rebased += self._rebase_next(rows[place + 1 :], acts, field, versions)
            if rebased:
                self._journal.made(*rebased)

    def _rebase_next(
        self,
        later: Sequence[PendingActionRow],
        acts: Mapping[str, PendingAction],
        field: tuple[str, ...],
        versions: Mapping[str, int],
    ) -> Iterator[PendingAction]:
        for row in later:
            pending = acts[row.id]
            unsent = pending.state is PendingState.WAITING and row.confirmed_version is None
            if not unsent or row.id in versions or field_of(pending.action.act) != field:
                continue
            action = self._rebased(pending.action)
            if action != pending.action:
                row.body = encode(action)
                yield replace(pending, action=action)
            return

    def dismiss(self, action_id: str) -> None:
        with self._transaction() as session:
            self._journal.settle([action_id])
            session.execute(delete(PendingActionRow).where(PendingActionRow.id == action_id))

    # --- inside ------------------------------------------------------------------------------------

    def _reconcile(self) -> None:
        stored = self.pending()
        whole = reconciled(self._journal, stored)
        with self._transaction() as session:
            session.execute(
                delete(PendingActionRow).where(PendingActionRow.id.not_in([each.id for each in whole]))
            )
            for pending in whole:
                store_pending(session, pending)
            for row in pending_rows(session):
                if row.confirmed_version is not None:
                    self._own_versions[field_of(decode_action(row.body).act)] = row.confirmed_version
        self._journal.forget_settled()
        for pending in whole:
            if pending.id not in self._journal.unsettled:
                self._journal.made(pending)

    def _begin(self) -> None:
        with self._transaction() as session:
            if session.get(SyncStateRow, 1) is None:
                session.add(
                    SyncStateRow(
                        id=1, cursor="", epoch="", generation=1, starting_over=False, demonstration=False
                    )
                )


def cache_files(folder: Path) -> list[Path]:
    """Every file that a cache keeps in a profile's folder."""
    names = (*_DATABASE_FILES, _JOURNAL, f"{_JOURNAL}.tmp", DAMAGE_NOTE)
    folders = (folder / BLOB_FOLDER, folder / LAYER_FOLDER)
    return [*(folder / name for name in names), *(path for each in folders for path in each.glob("*"))]


def _erase_database(folder: Path) -> None:
    """A damaged cache is of no use to anybody: everything in it comes from the gateway again."""
    for name in (*_DATABASE_FILES, DAMAGE_NOTE):
        (folder / name).unlink(missing_ok=True)
