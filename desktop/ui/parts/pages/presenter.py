"""What the pages part shows: nothing, a document being opened, its pages, or why it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.errors import WorkerDied
from desktop.reading.wire import DocumentSummary
from desktop.tasks import Lane, Tasks, Ticket
from desktop.ui.parts.pages.finding import FindPresenter
from desktop.ui.parts.pages.layout import Outlook
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.pages.texts import PageTexts


class Part(NamedTuple):
    """Which document of a package with several, and which of its versions; empty for the current one."""

    body: int = 0
    version: str = ""


WHOLE = Part()


class Phase(Enum):
    EMPTY = "empty"
    LOADING = "loading"
    SHOWN = "shown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesState:
    """`outlook` is where and how to begin. `fetched` is 0–1 while a file comes down.

    Where `may_weaken`, a person may have seals shown faint or not; `weakened` says which it is now.
    """

    phase: Phase = Phase.EMPTY
    summary: DocumentSummary | None = None
    outlook: Outlook = field(default_factory=Outlook)
    error: AppError | None = None
    fetched: float | None = None
    may_weaken: bool = False
    weakened: bool = False

    @property
    def page_count(self) -> int:
        return len(self.summary.pages) if self.summary else 0


Fetch = Callable[[Callable[[int, int], None]], bytes]
"""Gets a file's bytes, on a lane's thread; told how many of how many bytes it has."""


class PagesPresenter(QObject):
    """Opens one document at a time in the reading worker."""

    changed = Signal(PagesState)
    opened = Signal(bytes)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._state = PagesState()
        self._handle: Handle | None = None
        self._ticket: Ticket | None = None
        self._again: Callable[..., None] | None = None
        self._part = Part()
        self._tell_outlook: Callable[[], Outlook] | None = None
        self._weakening: Callable[[], bool] = lambda: False
        self.pictures = PagePictures(reading, tasks, self)
        self.texts = PageTexts(reading, tasks, self)
        self.finding = FindPresenter(reading, tasks, self)

    @property
    def state(self) -> PagesState:
        return self._state

    @property
    def handle(self) -> Handle | None:
        """The open document in the reading worker."""
        return self._handle

    def tell_outlook_with(self, tell: Callable[[], Outlook]) -> None:
        """How to learn where and how the pages are read this moment: whoever draws them knows."""
        self._tell_outlook = tell

    @property
    def outlook(self) -> Outlook | None:
        """Where and how the pages are read; None while there are none, or nobody draws them."""
        if self._state.phase is not Phase.SHOWN or self._tell_outlook is None:
            return None
        return self._tell_outlook()

    @property
    def part(self) -> Part:
        """What of the package is open."""
        return self._part

    def weaken_where(self, policy: Callable[[], bool]) -> None:
        """Show seals faint (脱密展示) where the office's policy says so when a document is opened.

        It is asked on a lane's thread, and may fail: a desk may be locked while a file is on its way.
        """
        self._weakening = policy

    @Slot(bool)
    def weaken(self, weakened: bool) -> None:
        """Show the seals of this document faint or as they are, where the policy leaves the choice."""
        if self._state.may_weaken and weakened != self._state.weakened:
            self.pictures.weaken_seals(weakened)
            self._become(replace(self._state, weakened=weakened))

    def open(
        self, fetch: Fetch, *, outlook: Outlook | None = None, password: str = "", part: Part = WHOLE
    ) -> None:
        """Fetch a file and show it from there on; what was shown before goes away."""
        self.close()
        self._part = part
        self._again = partial(self.open, fetch, outlook=outlook, part=part)
        self._become(PagesState(phase=Phase.LOADING, outlook=outlook or Outlook()))
        self._ticket = self._tasks.follow(
            lambda ticket: self._fetch_and_open(fetch, ticket, password, part, outlook or Outlook()),
            owner=self,
            done=self._show,
            failed=self._fail,
            progressed=self._progress,
            slow=True,
        )

    @Slot()
    def try_again(self) -> None:
        """Open once more what could not be opened."""
        if self._again is not None:
            self._again()

    def try_password(self, password: str) -> None:
        """Open with a password what asked for one; it is handed to the reading worker only."""
        if self._again is not None:
            self._again(password=password)

    def choose(self, part: Part) -> None:
        """Open another document of the same package, or another version, from its first page."""
        if self._again is not None and part != self._part:
            self._again(part=part, outlook=Outlook(pane=self._state.outlook.pane))

    def close(self) -> None:
        """Show nothing; the worker forgets the document."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        self.pictures.end()
        self.texts.end()
        self.finding.end()
        self._part = Part()
        if self._handle is not None:
            handle, self._handle = self._handle, None
            self._tasks.run(
                lambda: self._reading.close(handle),
                owner=self,
                done=lambda _: None,
                failed=lambda _: None,
                lane=Lane.PAGES,
            )
        if self._state.phase is not Phase.EMPTY:
            self._become(PagesState())

    def _fetch_and_open(
        self, fetch: Fetch, ticket: Ticket, password: str, part: Part, outlook: Outlook
    ) -> tuple[Handle, bool]:
        """On a lane's thread: the open document, and whether its seals are to be shown faint."""

        def told(done: int, total: int) -> None:
            ticket.report(done / total if total else 0.0)

        content, weakened = fetch(told), self._weakening()
        handle = self._reading.open(
            content,
            body=part.body,
            version=part.version,
            password=password,
            around=outlook.page,
            cancelled=lambda: ticket.cancelled,
        )
        return handle, weakened

    def _progress(self, fraction: float) -> None:
        if self._state.phase is Phase.LOADING:
            self._become(replace(self._state, fetched=fraction))

    def _show(self, opened: tuple[Handle, bool]) -> None:
        self._ticket = None
        handle, weakened = opened
        self._handle = handle
        self.pictures.weaken_seals(weakened)
        self.pictures.begin(handle)
        self.texts.begin(handle)
        self.finding.begin(handle)
        shown = replace(self._state, phase=Phase.SHOWN, summary=handle.summary, fetched=None)
        self._become(replace(shown, may_weaken=weakened, weakened=weakened))
        if not handle.summary.estimated:
            self.opened.emit(handle.document)
            return
        self._ask_for_sizes(handle, failed=partial(self._ask_once_more, handle))

    def _ask_for_sizes(self, handle: Handle, *, failed: Callable[[AppError], object]) -> None:
        self._ticket = self._tasks.follow(
            lambda ticket: self._reading.complete(handle, cancelled=lambda: ticket.cancelled),
            owner=self,
            done=self._complete,
            failed=failed,
            lane=Lane.PAGES,
        )

    def _ask_once_more(self, handle: Handle, error: AppError) -> None:
        """A process may die of another document: what is shown does not go away for it."""
        if isinstance(error, WorkerDied):
            self._ask_for_sizes(handle, failed=self._fail)
        else:
            self._fail(error)

    def _complete(self, handle: Handle) -> None:
        """All sizes are known. Only now is the document `opened`: what is placed on it must be certain."""
        self._ticket = None
        self._become(replace(self._state, summary=handle.summary))
        self.opened.emit(handle.document)

    def _fail(self, error: AppError) -> None:
        self._ticket = None
        self._become(replace(self._state, phase=Phase.FAILED, error=error, fetched=None))

    def _become(self, state: PagesState) -> None:
        self._state = state
        self.changed.emit(state)
