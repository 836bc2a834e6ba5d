"""Lists applications, shows the document of one beside it, and carries a person's decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import ESeal, OfficialDocument, RequestState, SealRequest
from core.office.custody_rules import document_fault
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks, Ticket
from desktop.ui.parts.pages import PagesPresenter
from desktop.ui.parts.signing import SigningPresenter
from desktop.ui.requests.state import (
    Desk,
    RequestedFile,
    RequestRow,
    RequestsState,
    Shelf,
    in_order,
)
from desktop.workspace import Workspace

_MOST_NUMBERS = 3


class RequestsPresenter(QObject):
    """`decided` says that something was done with an application; `failed` carries what an act met."""

    changed = Signal(RequestsState)
    decided = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        reading: ReadingWorker,
        tasks: Tasks,
        *,
        desk: Desk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._state = RequestsState(desk=desk, demonstration=workspace.demonstration)
        self._loading: Ticket | None = None
        self._shelf_chosen = False
        self.pages = PagesPresenter(reading, tasks, self)
        self.pages.weaken_where(lambda: workspace.office_policy().weakened_display)
        self.signing = SigningPresenter(workspace, tasks, self)

    @property
    def state(self) -> RequestsState:
        return self._state

    # The list --------------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._rows, owner=self, done=self._loaded, failed=self._not_loaded)

    def show_shelf(self, shelf: Shelf) -> None:
        self._shelf_chosen = True
        if shelf is not self._state.shelf:
            self._become(replace(self._state, shelf=shelf))

    @Slot(str)
    def select(self, request_id: str) -> None:
        """Show an application, and its first document beside it."""
        if request_id == self._state.selected:
            return
        self.pages.close()
        self._become(replace(self._state, selected=request_id, files=(), open_file=None, error=None))
        row = self._state.row
        if row is not None:
            self._show_files(row)

    @Slot()
    def put_away(self) -> None:
        self.pages.close()
        self._become(replace(self._state, selected=None, files=(), open_file=None))

    @Slot(str)
    def open_file(self, document_id: str) -> None:
        """Show another document of the application."""
        file = next((each for each in self._state.files if each.id == document_id), None)
        if file is None or document_id == self._state.open_file:
            return
        self._become(replace(self._state, open_file=document_id))
        if file.document is None:
            self.pages.close()
            return
        blob = file.item.blob
        self.pages.open(lambda told: self._workspace.file(blob, progress=told))

    def _show_files(self, row: RequestRow) -> None:
        files = tuple(RequestedFile(item, self._document(item.document_id)) for item in row.request.items)
        self._become(replace(self._state, files=files))
        if files:
            self.open_file(files[0].id)

    def _document(self, document_id: str) -> OfficialDocument | None:
        try:
            return self._workspace.document(document_id)
        except AppError:
            return None  # outside this person's need-to-know, while the application is not

    def _rows(self) -> tuple[tuple[RequestRow, ...], dict[str, str]]:
        """On a lane's thread."""
        seals = {seal.id: seal for seal in self._workspace.seals()}
        names = {person.id: person.name for person in self._workspace.people()}
        rows = (self._row(request, seals, names) for request in self._workspace.seal_requests())
        return in_order(rows, self._state.desk), names

    def _row(self, request: SealRequest, seals: dict[str, ESeal], names: dict[str, str]) -> RequestRow:
        me = self._workspace.person.id
        mine = [
            seal_id for seal_id in request.seal_ids if seal_id in seals and seals[seal_id].witness_id == me
        ]
        confirmed = {each.seal_id for each in request.confirmations if each.witness_id == me}
        return RequestRow(
            request=request,
            numbers=self._numbers(request),
            applicant=names.get(request.applicant_id, ""),
            approver=names.get(request.approver_id or "", ""),
            seals=tuple(seals[each] for each in request.seal_ids if each in seals),
            seal_names=tuple(self._workspace.name_of(each) or each for each in request.seal_ids),
            to_decide=request.state is RequestState.PENDING and request.approver_id == me,
            own=request.applicant_id == me,
            to_confirm=tuple(
                each for each in mine if request.state is RequestState.APPROVED and each not in confirmed
            ),
            confirmed=tuple(each for each in request.seal_ids if each in confirmed),
            blocked=self._blocked(request),
            pending=self._workspace.is_pending(request.id),
        )

    def _blocked(self, request: SealRequest) -> str:
        """What stands in the way of approving, as a code; the gateway's word where a document is not seen."""
        if request.state is not RequestState.PENDING:
            return ""
        documents = [self._document(item.document_id) for item in request.items]
        if not documents or None in documents:
            return request.blocked_reason or ""
        pairs = zip(documents, request.items, strict=True)
        faults = (document_fault(one, item.blob, item.pages) for one, item in pairs if one is not None)
        return next((fault for fault in faults if fault is not None), "")

    def _numbers(self, request: SealRequest) -> tuple[str, ...]:
        found = (self._document(item.document_id) for item in request.items[:_MOST_NUMBERS])
        return tuple(each.doc_number for each in found if each is not None and each.doc_number)

    def _loaded(self, answer: tuple[tuple[RequestRow, ...], dict[str, str]]) -> None:
        rows, names = answer
        gone = self._state.selected not in {row.id for row in rows}
        self._become(
            replace(
                self._state,
                rows=rows,
                names=names,
                loading=False,
                error=None,
                demonstration=self._workspace.demonstration,
            )
        )
        if not self._shelf_chosen:
            self._become(replace(self._state, shelf=self._state.first_shelf))
        if gone and self._state.selected is not None:
            self.put_away()

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    # Deciding --------------------------------------------------------------------------------------

    @Slot()
    def approve(self) -> None:
        row = self._state.row
        if row is not None and row.may_approve:
            self._act(partial(self._workspace.decide_seal_request, row.id, True))

    @Slot(str)
    def reject(self, reason: str) -> None:
        """Say no, with a reason that the applicant reads."""
        row = self._state.row
        if row is not None and row.to_decide and reason.strip():
            self._act(partial(self._workspace.decide_seal_request, row.id, False, reason.strip()))

    @Slot()
    def withdraw(self) -> None:
        row = self._state.row
        if row is not None and row.may_withdraw:
            self._act(partial(self._workspace.withdraw_seal_request, row.id))

    @Slot()
    def confirm(self) -> None:
        """监印: sign what is going to be sealed with the key that was unlocked, for each seal that waits."""
        row = self._state.row
        if row is None or not row.to_confirm:
            return
        self._act(partial(self._confirm_all, row.id, row.to_confirm, self.signing.state.chosen))

    def _confirm_all(self, request_id: str, seal_ids: tuple[str, ...], signer: str) -> None:
        """On a lane's thread."""
        for seal_id in seal_ids:
            self._workspace.confirm_as_witness(request_id, seal_id, signer)

    def _act(self, act: Callable[[], object]) -> None:
        if self._state.acting:
            return
        self._become(replace(self._state, acting=True))
        self._tasks.run(act, owner=self, done=self._done, failed=self._not_done, slow=True)

    def _done(self, _answer: object) -> None:
        self.signing.release()
        self._become(replace(self._state, acting=False))
        self.decided.emit()
        self.reload()

    def _not_done(self, error: AppError) -> None:
        self.signing.release()
        self._become(replace(self._state, acting=False))
        self.failed.emit(error)
        self.reload()

    def _become(self, state: RequestsState) -> None:
        self._state = state
        self.changed.emit(state)
