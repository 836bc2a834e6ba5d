"""Reads what seals could cover: pages with whole seals first, then every page's edges for a straddle seal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.seal import PageLines
from desktop.reading.client import Handle, ReadingWorker
from desktop.tasks import Lane, Tasks, Ticket
from desktop.ui.sealing.checks import near_edges, page_lines

WHOLE_PAGES_MAX = 48
"""Of so many pages the whole text is looked at; a seal at the same place on more is judged by these."""
_WHOLE_KEPT = WHOLE_PAGES_MAX + 16


class PageReader(QObject):
    """One page at a time, beside the window; `arrived` after each. Pages that cannot be read have no text."""

    arrived = Signal()

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._tasks = reading, tasks
        self._handle: Handle | None = None
        self._whole: dict[int, PageLines] = {}
        self._edges: dict[int, PageLines] = {}
        self._wanted: list[tuple[int, bool]] = []
        self._under_way: Ticket | None = None

    def begin(self, handle: Handle) -> None:
        self.end()
        self._handle = handle

    def end(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        self._handle = None
        self._whole.clear()
        self._edges.clear()
        self._wanted.clear()

    @property
    def lines(self) -> dict[int, PageLines]:
        """What is known now; a page's edges only, where no more was wanted."""
        return self._edges | self._whole

    def want(self, pages: Iterable[int], *, edges: bool) -> None:
        """Read these pages, `WHOLE_PAGES_MAX` of them, as a whole; with `edges` the margins of all others."""
        pages = dict.fromkeys(pages)
        if self._handle is None:
            return
        wanted = [(page, True) for page in pages if page not in self._whole]
        for page in pages:
            if page in self._whole:  # to the end: what is wanted is not what goes
                self._whole[page] = self._whole.pop(page)
        if edges:
            known = self._edges.keys() | self._whole.keys()
            wanted += [(page, False) for page in range(len(self._handle.summary.pages)) if page not in known]
        self._wanted = wanted
        self._next()

    def _next(self) -> None:
        handle = self._handle
        if handle is None or self._under_way is not None or not self._wanted:
            return
        page, whole = self._wanted.pop(0)
        self._under_way = self._tasks.follow(
            lambda ticket: self._read(handle, page, ticket, whole=whole),
            owner=self,
            done=partial(self._keep, handle, page, whole),
            failed=partial(self._refused, handle, page, whole),
            lane=Lane.PAGES,
        )

    def _read(self, handle: Handle, page: int, ticket: Ticket, *, whole: bool) -> PageLines:
        """On a lane's thread."""
        text = self._reading.page_text(handle, page, cancelled=lambda: ticket.cancelled)
        lines = page_lines(text)
        size = handle.summary.pages[page]
        return lines if whole else near_edges(lines, size.width_mm, size.height_mm)

    def _keep(self, handle: Handle, page: int, whole: bool, lines: PageLines) -> None:
        if handle is not self._handle:
            return
        self._under_way = None
        if whole:
            self._whole[page] = lines
            while len(self._whole) > _WHOLE_KEPT:
                self._whole.pop(next(iter(self._whole)))
        else:
            self._edges[page] = lines
        self.arrived.emit()
        self._next()

    def _refused(self, handle: Handle, page: int, whole: bool, _error: AppError) -> None:
        self._keep(handle, page, whole, PageLines((), ()))
