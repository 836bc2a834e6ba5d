"""Files that the command line reads and writes."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from core.errors import AppError


@dataclass(eq=False)
class InputUnreadable(AppError):
    """The file cannot be read; `fault` is the system's name for why (ENOENT, EACCES, EISDIR …)."""

    code: ClassVar[str] = "input.unreadable"
    fault: str


@dataclass(eq=False)
class OutputUnwritable(AppError):
    """A file or folder cannot be written; `fault` as above."""

    code: ClassVar[str] = "output.unwritable"
    fault: str

    @classmethod
    def of(cls, error: OSError) -> OutputUnwritable:
        return cls(fault=_fault(error))


def read_input(path: Path) -> bytes:
    """The file's bytes. Raises `InputUnreadable`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputUnreadable(fault=_fault(error)) from error


def _fault(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
