"""SQLCipher under SQLAlchemy (SYNC.md 1.2): raw key, fixed pool, transactions begun by us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

_PRAGMAS = (
    "cipher_log_level=NONE",
    "cipher_memory_security=OFF",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "wal_autocheckpoint=8000",
)


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine over the encrypted file; `key` is 32 raw bytes, so that no derivation runs per connection.

    The pool is named because SQLAlchemy's own choice closes connections that another thread still
    uses. The first connection with another key, or to a damaged file, raises a `DatabaseError`.
    """

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(
            str(path), check_same_thread=False, timeout=30, isolation_level=None
        )
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=0,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver would begin by itself at the first write only, and never around DDL.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
