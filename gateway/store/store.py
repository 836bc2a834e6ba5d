"""The store's front door: transactions that hand out records, devices, actions and uploads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from gateway.errors import SchemaMismatch, StoreDamaged
from gateway.store.acts import ConfirmedActions, Uploads
from gateway.store.devices import Devices
from gateway.store.engine import copy_to, for_writing, open_engine
from gateway.store.migrate import head_revision, revision_of, upgrade
from gateway.store.records import Records
from gateway.store.tables import StateRow

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """`epoch` names this history of the store; it changes when a backup is restored."""

    epoch: str
    demonstration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What must have moved when anybody has anything new to be told."""

    last_seq: int
    revocations: int


class Transaction:
    """One consistent look at the store, and, when it writes, one all-or-nothing change of it."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self.now = now
        self.records = Records(session, now)
        self.devices = Devices(session, now)
        self.confirmed = ConfirmedActions(session, now)
        self.uploads = Uploads(session, now)

    def state(self) -> ServerState:
        row = self._session.scalars(select(StateRow)).one()
        return ServerState(epoch=row.epoch, demonstration=row.demonstration)

    def pulse(self) -> Pulse:
        return Pulse(last_seq=self.records.last_seq(), revocations=self.devices.revocations())

    def is_sound(self) -> bool:
        """Whether the database's own check of its pages and references finds nothing."""
        answers = self._session.execute(text("PRAGMA integrity_check")).scalars().all()
        return answers == ["ok"] and not self._session.execute(text("PRAGMA foreign_key_check")).first()


class Store:
    """The embedded store.

    Raises `SchemaMismatch` when the file is of another revision, `StoreDamaged` when it is no store.
    """

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        self._engine = open_engine(path)
        self._writing = for_writing(self._engine)
        self._clock = clock
        try:
            found = revision_of(self._engine)
        except DatabaseError as error:
            self._engine.dispose()
            raise StoreDamaged(str(path)) from error
        if found != head_revision():
            self._engine.dispose()
            raise SchemaMismatch(found or "none", head_revision())

    @classmethod
    def made(cls, path: Path, *, epoch: str, demonstration: bool, clock: Clock = utc_now) -> Store:
        """A new store in a new file."""
        engine = open_engine(path)
        upgrade(engine)
        with Session(for_writing(engine)) as session, session.begin():
            session.add(StateRow(id=1, epoch=epoch, last_seq=0, demonstration=demonstration))
        engine.dispose()
        path.chmod(0o600)
        return cls(path, clock)

    def begin_epoch(self, epoch: str) -> None:
        """After a backup was restored: what devices know of the log counts no more, they ask anew."""
        with Session(self._writing) as session, session.begin():
            session.scalars(select(StateRow)).one().epoch = epoch

    @staticmethod
    def migrated(path: Path) -> tuple[str, str]:
        """Bring a store to this program's revision; the one it had and the one it has.

        A copy of the store as it was stays beside it. Raises `StoreDamaged`.
        """
        engine = open_engine(path)
        try:
            before = revision_of(engine) or "none"
            if before != head_revision():
                copy_to(engine, path.with_name(f"{path.name}.{before}"))
                upgrade(engine)
        except DatabaseError as error:
            raise StoreDamaged(str(path)) from error
        finally:
            engine.dispose()
        return before, head_revision()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with Session(self._engine) as session, session.begin():
            yield Transaction(session, self._clock())

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that is committed at the end of the block, or undone by an error in it."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            transaction = Transaction(session, self._clock())
            yield transaction
            session.flush()
            transaction.records.log_changes()

    def close(self) -> None:
        self._engine.dispose()
