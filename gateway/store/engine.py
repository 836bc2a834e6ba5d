"""The embedded database: SQLite in WAL mode, one writer at a time, every commit on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=30000",
)


def open_engine(path: Path, connections: int = 10) -> Engine:
    """An engine over the file at `path`.

    The pool is named because SQLAlchemy's choice for some SQLite addresses closes connections that
    another thread still uses. Transactions are begun by us, since the driver would begin a writing
    one too late: at its first write, after it has read.
    """
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 30},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same pool, its transactions holding the write lock from their first statement on."""
    return engine.execution_options(sealdesk_writes=True)


def copy_to(engine: Engine, path: Path) -> None:
    """A whole and consistent copy of the database in a file of its own, closed to others."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("sealdesk_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
