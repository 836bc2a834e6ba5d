"""Where things are kept: the encrypted cache, the keyring, the disk; and the clock they are dated by."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import platformdirs

from desktop.checkup.finding import Finding, State

_SPACE_NEEDED = 200 << 20
_SPACE_ADVISED = 2 << 30
_MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
"""No release is older: a clock before it is wrong, and every signature time with it."""
_LIFE = timedelta(days=20 * 365)


def cache() -> Iterator[Finding]:
    """SQLCipher is there, keeps its key's promise, and refuses another key."""
    try:
        # Named, not imported: a missing package is an answer here.
        sqlcipher = importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        yield Finding(
            check="cache", state=State.LACKING, found=str(error), remedy="install the program again"
        )
        return
    with tempfile.TemporaryDirectory(prefix="sealdesk-doctor-") as folder:
        path = Path(folder) / "probe.db"
        version = _write(sqlcipher, path, key="11" * 32)
        readable = path.read_bytes().startswith(b"SQLite format 3")
        if version is None or readable or _opens(sqlcipher, path, key="22" * 32):
            yield Finding(
                check="cache",
                state=State.LACKING,
                found="the database library does not encrypt",
                remedy="install the program again: another sqlcipher3 has taken its place",
            )
            return
    yield Finding(check="cache", state=State.OK, found=f"SQLCipher {version}")


def _write(sqlcipher: Any, path: Path, *, key: str) -> str | None:
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
        row = connection.execute("PRAGMA cipher_version").fetchone()
        connection.execute("CREATE TABLE probe (id INTEGER)")
        connection.commit()
        return None if row is None else str(row[0])
    finally:
        connection.close()


def _opens(sqlcipher: Any, path: Path, *, key: str) -> bool:
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlcipher.DatabaseError:
        return False
    else:
        return True
    finally:
        connection.close()


def keyring() -> Iterator[Finding]:
    """The keyring is a convenience: without it the password is asked for each time."""
    advice = "nothing is lost: unlock with the password. For unlocking without it, start a secret service"
    service = importlib.import_module("keyring")
    errors = importlib.import_module("keyring.errors")
    try:
        service.get_password("sealdesk doctor", "probe")
    except (errors.KeyringError, OSError) as error:
        found = f"not usable ({type(error).__name__})"
        yield Finding(check="keyring", state=State.ADVICE, found=found, remedy=advice)
        return
    backend = type(service.get_keyring())
    found = backend.__module__.rpartition(".")[2]
    state = State.ADVICE if found in ("fail", "null") else State.OK
    yield Finding(check="keyring", state=state, found=found, remedy=advice if state is not State.OK else "")


def disk() -> Iterator[Finding]:
    folder = platformdirs.user_data_path("sealdesk")
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    state = State.LACKING if free < _SPACE_NEEDED else State.ADVICE if free < _SPACE_ADVISED else State.OK
    remedy = "" if state is State.OK else "make room on the disk that holds your home folder (2 GiB is easy)"
    yield Finding(check="disk", state=state, found=f"{free / (1 << 30):.1f} GiB free", remedy=remedy)


def clock() -> Iterator[Finding]:
    yield judge_clock(datetime.now(UTC))


def judge_clock(now: datetime) -> Finding:
    """A clock before the program was made, or twenty years after, is a wrong clock."""
    sane = _MADE_AT <= now <= _MADE_AT + _LIFE
    return Finding(
        check="clock",
        state=State.OK if sane else State.LACKING,
        found=f"{now:%Y-%m-%d %H:%M} UTC",
        remedy="" if sane else "set the clock: certificates and deadlines are judged by it",
    )
