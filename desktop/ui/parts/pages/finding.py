"""Searching the open document page by page beside the window, from the page that is read on."""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from core.errors import AppError, DocumentError
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.errors import Cancelled
from desktop.reading.wire import BoxMm
from desktop.tasks import Lane, Tasks, Ticket

HITS_MAX = 10_000
_SLICE_SECONDS = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One occurrence: a box (mm) for each line it lies on, and the line it begins on, to show in a list."""

    page: int
    number: int
    boxes: tuple[BoxMm, ...]
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindState:
    """`searched` of `pages` pages have been looked at; `current` is an index of `hits`, -1 for none."""

    wanted: str = ""
    hits: tuple[Hit, ...] = ()
    current: int = -1
    searched: int = 0
    pages: int = 0
    unread: int = 0

    @property
    def running(self) -> bool:
        return bool(self.wanted) and self.searched < self.pages

    @property
    def hit(self) -> Hit | None:
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None


class FindPresenter(QObject):
    """One search at a time; `went` asks to show a hit."""

    changed = Signal(FindState)
    went = Signal(Hit)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._handle: Handle | None = None
        self._first = 0
        self._ticket: Ticket | None = None
        self._state = FindState()

    @property
    def state(self) -> FindState:
        return self._state

    def begin(self, handle: Handle) -> None:
        self.end()
        self._handle = handle

    def end(self) -> None:
        self.cancel()
        self._handle = None
        self._become(FindState())

    def cancel(self) -> None:
        """Look at no more pages; what was found stays."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        if self._state.running:
            self._become(replace(self._state, pages=self._state.searched))

    def find(self, wanted: str, first: int) -> None:
        """Search for `wanted` from page `first` on and around; nothing wanted ends the search."""
        if self._handle is None or wanted == self._state.wanted:
            return
        self.cancel()
        self._first = first
        if not wanted.strip():
            self._become(FindState())
            return
        self._become(FindState(wanted=wanted, pages=len(self._handle.summary.pages)))
        self._ask()

    def step(self, by: int) -> None:
        """To the next (+1) or previous (-1) hit, from the last to the first and back."""
        if self._state.hits:
            self.go_to((self._state.current + by) % len(self._state.hits))

    def go_to(self, number: int) -> None:
        self._become(replace(self._state, current=number))
        hit = self._state.hit
        if hit is not None:
            self.went.emit(hit)

    def _ask(self) -> None:
        handle = self._handle
        if handle is None or not self._state.running:
            return
        count = self._state.pages
        order = [(self._first + step) % count for step in range(self._state.searched, count)]
        wanted = self._state.wanted
        self._ticket = self._tasks.follow(
            lambda ticket: self._search(handle, wanted, order, ticket),
            owner=self,
            done=self._found,
            failed=self._failed,
            lane=Lane.PAGES,
        )

    def _search(
        self, handle: Handle, wanted: str, pages: list[int], ticket: Ticket
    ) -> tuple[int, int, list[Hit]]:
        """On a lane's thread: as many pages as fit into a slice of time, at least one."""
        until = time.monotonic() + _SLICE_SECONDS
        found: list[Hit] = []
        searched = unread = 0
        for page in pages:
            try:
                hits = self._reading.search(handle, page, wanted, cancelled=lambda: ticket.cancelled)
            except Cancelled:
                raise
            except DocumentError:
                unread += 1
            else:
                found += (
                    Hit(page=page, number=number, boxes=each.boxes_mm, context=each.context)
                    for number, each in enumerate(hits)
                )
            searched += 1
            if time.monotonic() >= until or page + 1 == len(handle.summary.pages):
                break  # a slice never goes round the end
        return searched, unread, found

    def _found(self, answer: tuple[int, int, list[Hit]]) -> None:
        searched, unread, found = answer
        known = self._state.hits
        found = found[: HITS_MAX - len(known)]
        # What is found lies together: it goes in as one piece, behind the pages before it.
        at = bisect_left(known, found[0].page, key=lambda hit: hit.page) if found else 0
        current = self._state.current + (len(found) if self._state.current >= at else 0)
        hits = (*known[:at], *found, *known[at:])
        done = self._state.searched + searched
        self._become(
            replace(
                self._state,
                hits=hits,
                current=current if self._state.current >= 0 else -1,
                searched=done,
                pages=done if len(hits) >= HITS_MAX else self._state.pages,
                unread=self._state.unread + unread,
            )
        )
        if current < 0 and hits:
            self.go_to(next((n for n, hit in enumerate(hits) if hit.page >= self._first), 0))
        self._ask()

    def _failed(self, _error: AppError) -> None:
        self.cancel()

    def _become(self, state: FindState) -> None:
        self._state = state
        self.changed.emit(state)
