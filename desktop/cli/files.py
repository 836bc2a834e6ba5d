"""The answer that the command line gives, and files that it cannot write."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

import msgspec

from core.errors import AppError
from desktop.inputs import fault_of


class OutputUnwritable(AppError):
    """A file or folder cannot be written; `fault` is the system's name for why."""

    code: ClassVar[str] = "output.unwritable"
    fault: str

    @classmethod
    def of(cls, error: OSError) -> OutputUnwritable:
        return cls(fault=fault_of(error))


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
