"""A file that a person asked for, written where they chose: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unfinished:
    """Where to write: a file beside the one that was chosen. `give_up` leaves that one as it was."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.given_up = False

    def give_up(self) -> None:
        self.given_up = True


@contextmanager
def written_beside(path: Path) -> Iterator[Unfinished]:
    """What is written in the block takes the place of `path` at its end, unless an error ends it.

    A device is written to itself: nothing may take its place. Raises OSError.
    """
    if path.exists() and not path.is_file():
        yield Unfinished(path)
        return
    descriptor, name = tempfile.mkstemp(prefix=".sealdesk-", dir=path.parent)
    os.close(descriptor)
    unfinished = Unfinished(Path(name))
    try:
        yield unfinished
        if not unfinished.given_up:
            unfinished.path.chmod(0o644)
            unfinished.path.replace(path)
    finally:
        unfinished.path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` as a whole or not at all: a full disk costs no file that stood there. Raises OSError."""
    with written_beside(path) as unfinished, unfinished.path.open("wb") as out:
        out.write(content)
        out.flush()
        if unfinished.path.is_file():  # devices and pipes have nothing to sync
            os.fsync(out.fileno())
