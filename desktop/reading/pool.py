"""The confined workers behind one door: who is idle, who holds which document, who has died."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.reading import wire
from desktop.reading.errors import ReadingError
from desktop.reading.process import WorkerProcess
from desktop.reading.starting import start_worker

if TYPE_CHECKING:
    from desktop.reading.starting import StartedWorker

DOCUMENTS_PER_PROCESS = 8
RESIDENT_BYTES_MAX = 256 << 20
"""What a worker may still hold after its work: all ninety-six of the corpus leave it at 204 MiB."""
REQUESTS_BETWEEN = 50
"""A document that needs more than that shall not cost a new worker for every page."""


class WorkerPool:
    """Up to `processes` workers that take turns; safe to use from several threads.

    `seconds` is how long a worker may take to close a document; `command` and `started` are those of
    `ReadingWorker`. One that holds more than `resident_bytes_max` when it rests gives way to a new one.
    """

    def __init__(
        self,
        *,
        processes: int,
        seconds: float,
        command: Sequence[str],
        started: StartedWorker | None,
        resident_bytes_max: int,
    ) -> None:
        self._seconds = seconds
        self._resident_bytes_max = resident_bytes_max
        self._command = command
        self._free = threading.Condition()
        self._idle: list[WorkerProcess | None] = [None] * processes
        if started is not None:
            self._idle[-1] = WorkerProcess(started)
        self._busy: set[WorkerProcess] = set()
        self._closed: set[int] = set()
        self._stopped = False

    @contextlib.contextmanager
    def worker(self, document: int) -> Iterator[WorkerProcess]:
        """A worker for this block alone, best one in which `document` is open.

        Waits while all are busy. Raises RuntimeError once stopped.
        """
        process = self._take(document)
        try:
            yield process
        finally:
            self._give_back(process)

    def close(self, document: int) -> None:
        """Forget the document: at once in idle workers, in a busy one when its request is done."""
        self._closed.add(document)
        with self._free:
            holders = [process for process in self._idle if process and document in process.documents]
            for process in holders:
                self._idle.remove(process)
        for process in holders:
            self._give_back(process)

    def stop(self) -> None:
        """End every process; what is under way in one raises `WorkerDied`. Safe to repeat."""
        with self._free:
            self._stopped = True
            idle, self._idle = self._idle, []
            busy = list(self._busy)
            self._free.notify_all()
        for process in busy:
            process.end()
        for rested in idle:
            if rested is not None:
                rested.kill()

    def process_ids(self) -> tuple[int, ...]:
        """The system's ids of the workers that run now."""
        with self._free:
            processes = [*self._busy, *(process for process in self._idle if process is not None)]
            return tuple(process.pid for process in processes if process.alive)

    def _take(self, document: int) -> WorkerProcess:
        """An idle worker, best one that holds the document, else a running one, else a new one."""
        with self._free:
            self._free.wait_for(lambda: self._idle or self._stopped)
            if self._stopped:
                raise RuntimeError("the reading worker was stopped")
            running = [process for process in self._idle if process is not None and process.alive]
            holding = [process for process in running if document in process.documents]
            chosen = next(iter(holding or running), None)
            if chosen is not None:
                self._idle.remove(chosen)
                self._busy.add(chosen)
                return chosen
            gone = self._idle.pop()
        if gone is not None:
            gone.kill()
        try:
            process = WorkerProcess(start_worker(self._command))
        except BaseException:
            with self._free:
                self._idle.append(None)
                self._free.notify()
            raise
        with self._free:
            self._busy.add(process)
        return process

    def _give_back(self, process: WorkerProcess) -> None:
        if process.alive:
            self._forget(process)
            if self._has_outgrown(process):
                process.kill()
        with self._free:
            self._busy.discard(process)
            if not self._stopped:
                rested = process if process.alive else None
                self._idle.append(rested)
                self._free.notify()
                if rested is not None:
                    return
        process.kill()  # also one that died by itself: its pipes and its memory are ours

    def _has_outgrown(self, process: WorkerProcess) -> bool:
        """Whether to end it: allocators keep what one large document took. Whoever reads on opens it anew."""
        rests = not process.documents or process.requests >= REQUESTS_BETWEEN
        return rests and process.resident_bytes() > self._resident_bytes_max

    def _forget(self, process: WorkerProcess) -> None:
        """Close what nobody reads any more, and the oldest of too many."""
        closed = [document for document in process.documents if document in self._closed]
        surplus = list(process.documents)[: max(0, len(process.documents) - DOCUMENTS_PER_PROCESS)]
        for document in {*closed, *surplus}:
            with contextlib.suppress(ReadingError):
                process.ask(wire.Close(process.next_serial(), document), seconds=self._seconds)
            process.documents.pop(document, None)
