"""What the reader does for paper: how much may be printed, printing it, pictures for the preview."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import AppError
from desktop.errors import NotPermitted, RecordAbsent
from desktop.reading.client import ReadingWorker
from desktop.tasks import Lane, Tasks, Ticket
from desktop.ui.parts.pages import PagesPresenter, Watermark
from desktop.ui.reader.annotations import AnnotationsPresenter
from desktop.ui.reader.printing import PrintOrder, PrintRun, picture_on_paper
from desktop.ui.reader.remarks import remarks_of
from desktop.ui.reader.state import ReaderState
from desktop.workspace import Workspace


class PrintOrders(QObject):
    """One order at a time: `printed` tells how many pages were, `failed` why none were.

    `print_progressed` is 0–1 from the beginning of an order, `print_ended` its end, whatever came of it.
    """

    printed = Signal(int)
    print_progressed = Signal(float)
    print_ended = Signal()
    failed = Signal(AppError)

    pages: PagesPresenter
    annotations: AnnotationsPresenter

    def __init__(
        self, workspace: Workspace, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading = reading
        self._tasks = tasks
        self._printing: Ticket | None = None

    @property
    @abstractmethod
    def state(self) -> ReaderState:
        """What is shown."""

    @property
    def copies_left(self) -> int | None:
        """How many copies of this document the person may still print; None without a limit."""
        document = self.state.document
        if document is None:
            return None
        try:
            return self._workspace.print_allowance(document.id)
        except (NotPermitted, RecordAbsent):
            return 0

    def print_pages(self, order: PrintOrder, marked: Callable[[int], Watermark]) -> None:
        """Print, and count the copies of a document; `printed` tells how many sheets, `failed` why not."""
        handle, document = self.pages.handle, self.state.document
        marks = [mark for mark in self.annotations.state.layer if mark.page in order.pages]
        remarks = remarks_of(marks, title=self.state.title, marking=self.state.marking)
        if handle is None or self._printing is not None:
            return
        run = PrintRun(self._reading, handle, order, marked, marks=marks, remarks=remarks)

        def print_and_count(ticket: Ticket) -> int:
            sheets = run(ticket)
            copies = order.copies if not ticket.cancelled else 0 if order.path else run.copies_begun
            if document is not None and copies:
                self._workspace.record_print(document.id, copies)
            return sheets

        self._printing = self._tasks.follow(
            print_and_count,
            owner=self,
            done=self._printed,
            failed=self._not_printed,
            progressed=self.print_progressed.emit,
            slow=True,
        )
        self.print_progressed.emit(0.0)

    @property
    def printing(self) -> bool:
        """Whether an order is being carried out; there is one at a time."""
        return self._printing is not None

    def cancel_print(self) -> None:
        """Print no more; what a printer has taken comes out and is counted, of a file nothing stays."""
        if self._printing is not None:
            self._printing.cancel()
            self._printing = None
            self.print_ended.emit()

    def _printed(self, sheets: int) -> None:
        self._printing = None
        self.print_ended.emit()
        self.printed.emit(sheets)

    def _not_printed(self, error: AppError) -> None:
        self._printing = None
        self.print_ended.emit()
        self.failed.emit(error)

    def draw_sheet(
        self, owner: QObject, page: int, px_per_mm: float, done: Callable[[QImage], object]
    ) -> None:
        """Draw a page as it goes on paper; nothing is told when it cannot be drawn or `owner` is gone."""
        handle = self.pages.handle
        if handle is not None:
            self._tasks.run(
                lambda: picture_on_paper(self._reading, handle, page, px_per_mm),
                owner=owner,
                done=done,
                failed=lambda _: None,
                lane=Lane.PAGES,
            )
