"""The gateway's log: events and identifiers on stderr, never contents."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnly(logging.Formatter):
    """Writes where an error came from, not what it says: its message may quote a title or a name."""

    def formatException(self, ei: _ExceptionInfo) -> str:
        kind, _, trace = ei
        places = " > ".join(f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-6:])
        return f"{kind.__name__ if kind else 'error'} at {places}"


def start_logging() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
