"""The vendor's library as it was pinned: its file, its digest, its folder; never another."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.devices.helper.token import TokenFault
from desktop.devices.helper.wire import Fault

LIBRARY_BYTES_MAX = 256 << 20
_OTHERS_MAY_WRITE = 0o002


@contextmanager
def pinned(path: Path, sha256: str) -> Iterator[None]:
    """Hold the file open while it is loaded: it must be the pinned one before and still be it after.

    Raises `TokenFault` with LIBRARY and "missing", "unreadable", "digest", "writable" or "changed".
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise TokenFault(Fault.LIBRARY, "missing") from None
    except OSError:
        raise TokenFault(Fault.LIBRARY, "unreadable") from None
    with file:
        before = os.fstat(file.fileno())
        if sys.platform != "win32" and before.st_mode & _OTHERS_MAY_WRITE:
            raise TokenFault(Fault.LIBRARY, "writable")
        content = file.read(LIBRARY_BYTES_MAX)
        if hashlib.sha256(content).hexdigest() != sha256.lower():
            raise TokenFault(Fault.LIBRARY, "digest")
        yield
        after = path.stat()
        if (after.st_dev, after.st_ino, after.st_mtime_ns, after.st_size) != (
            before.st_dev,
            before.st_ino,
            before.st_mtime_ns,
            before.st_size,
        ):
            raise TokenFault(Fault.LIBRARY, "changed")
