"""Transactions on the encrypted database, and what its failures mean."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from core.errors import AppError
from desktop.cache.errors import CacheClosed, CacheDamaged
from desktop.vault import DiskRefused

DAMAGE_NOTE = "cache.damaged"
"""A file that says, at the next opening, that the database is to be begun anew."""
_DISK_FAULTS = {
    "SQLITE_FULL": "ENOSPC",
    "SQLITE_IOERR": "EIO",
    "SQLITE_READONLY": "EROFS",
    "SQLITE_CANTOPEN": "EACCES",
    "SQLITE_BUSY": "EBUSY",
}


class Transactions:
    """One database, one transaction at a time, from any thread."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._folder = folder
        self._engine: Engine | None = engine
        self._lock = threading.RLock()

    def _truncate_log(self) -> None:
        """Leave no erased row in the write-ahead log."""
        with self._lock, self._failures():
            connection = self._live().raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with self._lock, self._failures(), Session(self._live()) as session, session.begin():
            yield session

    def _live(self) -> Engine:
        if self._engine is None:
            raise CacheClosed
        return self._engine

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # ours to mend, not the disk's
        except DBAPIError as error:
            raise self._named(error) from error

    def _named(self, error: DBAPIError) -> AppError:
        """A full or failing disk is no damage; everything else the file cannot do is."""
        name: str = getattr(error.orig, "sqlite_errorname", "") or type(error.orig).__name__
        for start, fault in _DISK_FAULTS.items():
            if name.startswith(start):
                return DiskRefused(fault)
        (self._folder / DAMAGE_NOTE).touch()
        return CacheDamaged(name)
