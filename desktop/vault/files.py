"""Files that survive a crash, and the lock that keeps a second process out of a profile."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import IO

from desktop.vault.errors import DiskRefused, VaultInUse


@contextmanager
def disk_failures() -> Iterator[None]:
    """Turn the system's refusals (disk full, read-only, no right) into `DiskRefused`."""
    try:
        yield
    except OSError as error:
        raise DiskRefused(errno.errorcode.get(error.errno or 0, "EIO")) from error


def write_durably(path: Path, pieces: Iterable[bytes]) -> None:
    """Replace `path` as a whole or not at all: tmp, fsync, rename, fsync of the folder.

    Raises `DiskRefused`; the old file then still stands.
    """
    write_all_durably({path: pieces})


def write_all_durably(files: Mapping[Path, Iterable[bytes]]) -> None:
    """`write_durably` for several: written one by one, synced together, then each takes its place.

    Raises `DiskRefused`; each old file then still stands, or is replaced as a whole.
    """
    unfinished = {path: path.with_name(path.name + ".tmp") for path in files}
    with disk_failures():
        for path, pieces in files.items():
            with open_private(unfinished[path], os.O_TRUNC | os.O_WRONLY) as file:
                for piece in pieces:
                    file.write(piece)
        for written in unfinished.values():
            sync_file(written)
        for path, written in unfinished.items():
            os.replace(written, path)
        for folder in {path.parent for path in files}:
            sync_folder(folder)


def sync_file(path: Path) -> None:
    """What was written to the file is on the disk when this returns."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_private(path: Path, flags: int) -> IO[bytes]:
    """Open, creating for this user only; not through a symbolic link where the system can refuse one."""
    guarded = flags | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    mode = "r+b" if flags & os.O_RDWR else "wb"
    return os.fdopen(os.open(path, guarded, 0o600), mode)


def open_unbuffered(path: Path) -> FileIO:
    """Open for appending, so that a write that failed does not come back with the next one."""
    flags = os.O_APPEND | os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    with disk_failures():
        return FileIO(os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600), "ab")


def sync_folder(folder: Path) -> None:
    """Make renames and new names in `folder` durable; a no-op where folders cannot be opened."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_at_most(path: Path, limit: int) -> bytes | None:
    """The file's bytes, cut at `limit`; None when there is no such file. Raises `DiskRefused`."""
    try:
        with disk_failures(), path.open("rb") as file:
            return file.read(limit)
    except DiskRefused as refused:
        if refused.fault == "ENOENT":
            return None
        raise


class FolderLock:
    """One process at a time in a folder; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises `VaultInUse`."""
        with disk_failures():
            self._file = open_private(folder / "lock", os.O_RDWR)
        try:
            _lock(self._file.fileno())
        except OSError:
            self._file.close()
            raise VaultInUse from None

    def release(self) -> None:
        """Let go; again is harmless."""
        self._file.close()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
