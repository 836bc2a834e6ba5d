"""Files that the command line reads and writes, and the answer that it gives."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import ClassVar

import msgspec

from core.errors import AppError

INPUT_BYTES_MAX = 512 << 20


class InputUnreadable(AppError):
    """The file cannot be read; `fault` is the system's name for why (ENOENT, EACCES, EISDIR …).

    ESPIPE stands for a device or a pipe, EFBIG for more than `INPUT_BYTES_MAX`.
    """

    code: ClassVar[str] = "input.unreadable"
    fault: str


class OutputUnwritable(AppError):
    """A file or folder cannot be written; `fault` as above."""

    code: ClassVar[str] = "output.unwritable"
    fault: str

    @classmethod
    def of(cls, error: OSError) -> OutputUnwritable:
        return cls(fault=_fault(error))


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
        raise InputUnreadable(fault=_fault(error)) from error
    if content is None or len(content) > INPUT_BYTES_MAX:
        raise InputUnreadable(fault="EFBIG")
    return content


def name_of(path: Path) -> str:
    """The path as it can stand in an answer: bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def write_answer(line: object) -> None:
    """One line of JSON on stdout, at once. Raises `OutputUnwritable`, and BrokenPipeError as `main` wants."""
    if sys.stdout is None:
        raise OutputUnwritable(fault="EBADF")
    try:
        sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputUnwritable.of(error) from error


def _fault(error: OSError | ValueError) -> str:
    """A path that holds a NUL is no name of a file at all."""
    if isinstance(error, ValueError):
        return "ENOENT"
    return errno.errorcode.get(error.errno or 0, "EIO")
