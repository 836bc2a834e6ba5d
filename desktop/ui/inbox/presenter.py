"""Keeps one of the lists loaded, searched and selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import OfficialDocument, Queue
from core.office.calendar import OfficeCalendar
from desktop.tasks import Tasks, Ticket
from desktop.ui.inbox.state import (
    InboxRow,
    InboxState,
    Shelf,
    days_left,
    found,
    in_order_of_need,
    newest_first,
)
from desktop.workspace import Workspace

_QUEUES = {Shelf.TODO: Queue.TODO, Shelf.TO_READ: Queue.TO_READ}


class InboxPresenter(QObject):
    """`chosen` carries the row whose document a person looks at, `opened` the one to be kept open, `returned`
    the one that was chosen when its list was left; `failed` what an act met."""

    changed = Signal(InboxState)
    chosen = Signal(InboxRow)
    opened = Signal(InboxRow)
    returned = Signal(InboxRow)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        *,
        calendar: OfficeCalendar,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._calendar = calendar
        self._today = today
        self._state = InboxState()
        self._remembered: dict[Shelf, str | None] = {}
        self._loading: Ticket | None = None

    @property
    def state(self) -> InboxState:
        return self._state

    def show_shelf(self, shelf: Shelf) -> None:
        """Change to another list; each remembers what was selected in it."""
        if shelf is self._state.shelf and not self._state.loading:
            self.reload()
            return
        self._remembered[self._state.shelf] = self._state.selected
        self._become(InboxState(shelf=shelf, selected=self._remembered.get(shelf)))
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the list again; selection and search stay."""
        if self._loading is not None:
            self._loading.cancel()
        shelf = self._state.shelf
        self._loading = self._tasks.run(
            partial(self._rows, shelf), owner=self, done=partial(self._loaded, shelf), failed=self._not_loaded
        )

    @Slot(str)
    def search(self, text: str) -> None:
        self._become(replace(self._state, search=text, shown=found(self._state.rows, text)))

    @Slot(str)
    def select(self, row_id: str) -> None:
        """Select a row and have its document shown."""
        if row_id == self._state.selected:
            return
        self._become(replace(self._state, selected=row_id))
        self._tell_chosen()

    @Slot(str)
    def open(self, row_id: str) -> None:
        """Select a row and have its document kept open."""
        self.select(row_id)
        row = self._state.selected_row
        if row is not None and row.document is not None:
            self.opened.emit(row)

    @Slot(str)
    def keep_open(self, row_id: str) -> None:
        """Have the document of a row kept open, and leave what is selected as it is."""
        row = next((each for each in self._state.shown if each.id == row_id), None)
        if row is not None and row.document is not None:
            self.opened.emit(row)

    @Slot(str)
    def look_again(self, row_id: str) -> None:
        """Have the document of a row shown, also when the row has been selected all the while."""
        if row_id == self._state.selected:
            self._tell_chosen()
        else:
            self.select(row_id)

    def follow(self, document_id: str) -> None:
        """Select what is read, if it is in this list, so that acts on the list mean what is in sight."""
        row = self._state.selected_row
        if row is not None and row.document is not None and row.document.id == document_id:
            return
        found = next(
            (each.id for each in self._state.shown if each.document and each.document.id == document_id), None
        )
        if found is not None:
            self._become(replace(self._state, selected=found))

    def _tell_chosen(self) -> None:
        row = self._state.selected_row
        if row is not None and row.document is not None:
            self.chosen.emit(row)

    @Slot(str)
    def mark_read(self, row_id: str) -> None:
        """已阅: done with an entry of 待阅; the next one is selected."""
        row = next((row for row in self._state.rows if row.id == row_id), None)
        if row is None or row.item is None:
            return
        shown = self._state.shown
        place = next((place for place, each in enumerate(shown) if each.id == row_id), -1)
        neighbour = next((each.id for each in (*shown[place + 1 :], *reversed(shown[:place]))), None)
        item_id = row.item.id

        def done(_: None) -> None:
            left = tuple(each for each in self._state.rows if each.id != row_id)
            self._become(
                replace(self._state, rows=left, shown=found(left, self._state.search), selected=neighbour)
            )
            self._tell_chosen()
            self.reload()

        self._tasks.run(
            lambda: self._workspace.mark_done(item_id), owner=self, done=done, failed=self.failed.emit
        )

    def _rows(self, shelf: Shelf) -> tuple[InboxRow, ...]:
        """On a lane's thread."""
        queue = _QUEUES.get(shelf)
        if queue is None:
            return newest_first(self._row(document.id, document) for document in self._workspace.documents())
        today = self._today()
        rows = []
        for work in self._workspace.work_items(queue):
            if work.item.done_at is not None:
                continue
            row = self._row(work.item.id, work.document)
            rows.append(replace(row, item=work.item, days_left=days_left(work.item, self._calendar, today)))
        return in_order_of_need(rows)

    def _row(self, row_id: str, document: OfficialDocument | None) -> InboxRow:
        issuers = document.issuer_ids if document else ()
        return InboxRow(
            id=row_id,
            document=document,
            issuer="、".join(self._workspace.name_of(each) for each in issuers),
            pending=self._workspace.is_pending(row_id),
            demonstration=self._workspace.demonstration,
        )

    def _loaded(self, shelf: Shelf, rows: tuple[InboxRow, ...]) -> None:
        if shelf is not self._state.shelf:
            return
        before = self._state.selected_row
        self._become(
            replace(self._state, rows=rows, shown=found(rows, self._state.search), loading=False, error=None)
        )
        now = self._state.selected_row
        if before is None and now is not None and now.document is not None:
            self.returned.emit(now)

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    def _become(self, state: InboxState) -> None:
        self._state = state
        self.changed.emit(state)
