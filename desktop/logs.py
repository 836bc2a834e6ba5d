"""The desktop's log: events and identifiers, never contents (STYLE.md 13).

Two guards beside the rule that nobody logs a title: what is not ASCII does not reach the file, and
of an exception only its type and the lines of code it passed are written, never its text.
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from desktop.vault.errors import DiskRefused
from desktop.vault.files import disk_failures

_FILE_BYTES, _FILES = 1 << 20, 4
_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ReticentFormatter(logging.Formatter):
    """Keeps texts of documents and of exceptions out of the log."""

    def __init__(self) -> None:
        super().__init__(_LINE)

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own, talkative, text of the exception on the record.
        talkative, record.exc_text = record.exc_text, None
        try:
            return super().format(record).encode("ascii", "replace").decode()
        finally:
            record.exc_text = talkative

    def formatException(self, ei: _ExceptionInfo) -> str:
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join([kind.__name__ if kind else "no exception", *lines])


def start_logging(profile: Path, level: int = logging.INFO) -> logging.Handler:
    """Write this process's log to `log/sealdesk.log` below the profile, four files of 1 MiB in turn.

    Raises `DiskRefused`. The handler is returned so that a test can take it off again.
    """
    folder = profile / "log"
    with disk_failures():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "sealdesk.log",
            maxBytes=_FILE_BYTES,
            backupCount=_FILES - 1,
            encoding="ascii",
            errors="replace",
        )
        os.chmod(folder / "sealdesk.log", 0o600)
    handler.setFormatter(ReticentFormatter())
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(root.level or level, level))
    for chatty in ("urllib3", "alembic", "sqlalchemy", "keyring"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return handler


@contextmanager
def logging_to(profile: Path) -> Iterator[None]:
    """Log to the profile until the block ends; a disk that takes no log does not stop the program."""
    try:
        handler: logging.Handler | None = start_logging(profile)
    except DiskRefused:
        handler = None
    try:
        yield
    finally:
        if handler is not None:
            logging.getLogger().removeHandler(handler)
            handler.close()
