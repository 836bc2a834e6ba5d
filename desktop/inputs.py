"""Files of this computer that a person names: read whole, or a reason why not."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import ClassVar

from core.errors import AppError

INPUT_BYTES_MAX = 512 << 20


class InputUnreadable(AppError):
    """The file cannot be read; `fault` is the system's name for why (ENOENT, EACCES, EISDIR …).

    ESPIPE stands for a device or a pipe, EFBIG for more than `INPUT_BYTES_MAX`.
    """

    code: ClassVar[str] = "input.unreadable"
    fault: str


def read_input(path: Path) -> bytes:
    """The file's bytes. Raises `InputUnreadable`, also for what would never end: a device, a pipe."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputUnreadable(fault="EISDIR")
        if not stat.S_ISREG(found.st_mode):
            raise InputUnreadable(fault="ESPIPE")
        with path.open("rb") as file:
            # A system's own file may tell no size, or a wrong one.
            content = file.read(INPUT_BYTES_MAX + 1) if found.st_size <= INPUT_BYTES_MAX else None
    except (OSError, ValueError) as error:
        raise InputUnreadable(fault=fault_of(error)) from error
    if content is None or len(content) > INPUT_BYTES_MAX:
        raise InputUnreadable(fault="EFBIG")
    return content


def fault_of(error: OSError | ValueError) -> str:
    """The system's name for what went wrong; a path that holds a NUL is no name of a file at all."""
    if isinstance(error, ValueError):
        return "ENOENT"
    return errno.errorcode.get(error.errno or 0, "EIO")
