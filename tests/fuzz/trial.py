"""One input through the whole worker, by way of its client, and what counts as a finding."""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

import msgspec

from core.errors import AppError
from desktop.reading import Handle, ReadingWorker
from desktop.reading.wire import PageView
from tests.fuzz.seeds import Inputs

SECONDS = 10.0
_STUCK_SECONDS = 60.0
_LISTED_PAGES = 64
_SMALL_AND_TURNED = PageView(0.25, 1)
_DPIS = (12.0, 24.0, 36.0, 72.0)
# A worker's death is no danger, the client goes on; it is a finding all the same, as our own mistakes are.
FINDINGS = frozenset({"reading.worker_died", "reading.timed_out", "reading.bad_answer", "reading.fault"})
MEMORY_LIMIT = "memory_limit"
"""The code of a death that our own limit on memory caused: with more the worker lives."""
_ROOM_BYTES = 12 * 2**30
_ROOMY_WORKER = (
    sys.executable,
    "-c",
    f"import sys, desktop.reading.confine as walls; walls.MEMORY_BYTES = {_ROOM_BYTES}; "
    "from desktop.reading.__main__ import main; sys.exit(main())",
)
_DIED = "reading.worker_died"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = frozenset(
    {
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "socket.connect",
    }
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`code` and `facts` of the error; `number` makes the input again. `parent` is a crash of our side."""

    number: int
    step: str
    code: str
    facts: str


@dataclass(slots=True)
class Trials:
    """Runs inputs through one worker, counting how each ended."""

    inputs: Inputs
    worker: ReadingWorker
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    roomy: tuple[str, ...] = _ROOMY_WORKER

    def run(self, number: int) -> Iterator[Finding]:
        """What is wrong with an input; a death is followed by a second trial with more memory."""
        findings = list(self._timed(number))
        if any(found.code == _DIED for found in findings) and self._lives_with_room(number):
            findings = [
                msgspec.structs.replace(found, code=MEMORY_LIMIT) if found.code == _DIED else found
                for found in findings
            ]
        yield from findings

    def _lives_with_room(self, number: int) -> bool:
        """PDFium ends its process when it gets no more memory, which looks like any other death."""
        again = Trials(self.inputs, ReadingWorker(seconds=SECONDS, command=self.roomy))
        try:
            return not any(found.code == _DIED for found in again._timed(number))
        finally:
            again.worker.stop()

    def _timed(self, number: int) -> Iterator[Finding]:
        document = self.inputs.document(number)
        random = Random(number)
        faulthandler.dump_traceback_later(_STUCK_SECONDS, exit=True)
        began = time.monotonic()
        try:
            yield from self._read(number, document, random)
        finally:
            faulthandler.cancel_dump_traceback_later()
            self.slowest = max(self.slowest, time.monotonic() - began)

    def _read(self, number: int, document: bytes, random: Random) -> Iterator[Finding]:
        handle: Handle | None = None

        def opened() -> None:
            nonlocal handle
            handle = self.worker.open(document)

        yield from self._step(number, "open", opened)
        if handle is None:
            return
        held = handle
        pages = range(len(held.summary.pages))
        for page in {0, random.choice(pages)}:
            dpi = random.choice(_DPIS)
            yield from self._step(number, "draw", lambda: self._draw(held, page, dpi))  # noqa: B023
            yield from self._step(number, "text", lambda: self.worker.page_text(held, page))  # noqa: B023
            yield from self._step(number, "search", lambda: self.worker.search(held, page, "的"))  # noqa: B023
            yield from self._step(number, "marks", lambda: self.worker.page_marks(held, page))  # noqa: B023
        if len(pages) <= _LISTED_PAGES:
            yield from self._step(number, "annotations", lambda: self.worker.annotations(held))
        yield from self._step(number, "details", lambda: self.worker.details(held))
        if held.summary.attachments:
            yield from self._step(number, "attachment", lambda: self.worker.attachment(held, 0))
        self.worker.close(held)

    def _draw(self, handle: Handle, page: int, dpi: float) -> None:
        """Pages that claim metres are drawn as a thumbnail: pixels are not what is tried here."""
        size = handle.summary.pages[page]
        if max(size.width_mm, size.height_mm) * dpi / 25.4 > 1000:
            self.worker.thumbnail(handle, page, longest_px=300)
        else:
            self.worker.page_png(handle, page, dpi=dpi)
            self.worker.page_picture(handle, page, dpi=_DPIS[0], view=_SMALL_AND_TURNED)

    def _step(self, number: int, step: str, work: object) -> Iterator[Finding]:
        try:
            work()  # type: ignore[operator]
        except AppError as error:
            self.outcomes[f"{step} {error.code}"] += 1
            if error.code in FINDINGS:
                facts = " ".join(f"{name}={fact}" for name, fact in error.facts().items())
                yield Finding(number=number, step=step, code=error.code, facts=facts)
        except Exception as error:  # noqa: BLE001  whatever else the client lets through is what we look for
            self.outcomes[f"{step} parent"] += 1
            yield Finding(
                number=number, step=step, code="parent", facts=f"{type(error).__name__}: {error}"[:300]
            )
        else:
            self.outcomes[f"{step} done"] += 1


class Watch:
    """Notes every change to the file system and every connection that this process tries."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._active = False
        sys.addaudithook(self._hear)

    @contextmanager
    def watching(self) -> Iterator[None]:
        self._active = True
        try:
            yield
        finally:
            self._active = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._active:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = isinstance(flags, int) and flags & _WRITING
            if writes and path != os.devnull and not isinstance(path, int):
                self.seen.append(f"open {path!r} {mode!r}")
        elif event in _CHANGES and not isinstance(arguments[0], int):
            self.seen.append(f"{event} {arguments!r}"[:200])
