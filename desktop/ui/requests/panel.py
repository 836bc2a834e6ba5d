"""Beside the page: what is asked for, by whom, on which file, and the buttons to decide with."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.office import ESeal, RequestState
from desktop.ui import words
from desktop.ui.messages import refusal
from desktop.ui.parts.cards import Card, CardDelegate, Chip, Index
from desktop.ui.parts.facts import FactList
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.section import SIDE_WIDTH, Section, SideWithFoot
from desktop.ui.parts.states import label
from desktop.ui.requests.state import Desk, RequestedFile, RequestRow, RequestsState
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_LIST_PX = 190


class RequestPanel(View):
    """Draws the selected application and reports what the person decides."""

    file_chosen = Signal(str)
    approve_asked = Signal()
    reject_asked = Signal()
    withdraw_asked = Signal()
    confirm_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rendering = False
        self._state = RequestsState(desk=desk)
        self.setFixedWidth(SIDE_WIDTH)
        self._files: RowsModel[RequestedFile] = RowsModel(lambda each: each.id, _say_file, self)
        self._list = ListView()
        self._list.setObjectName("requestFiles")
        self._list.setModel(self._files)
        self._list.setItemDelegate(FileDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setFixedHeight(_LIST_PX)
        self._asked, self._people = FactList(), FactList()
        self._digest = label("mono", wrap=True)
        self._note = label("caution", wrap=True)
        self._note.setObjectName("requestNote")
        self._pending = label("small", wrap=True)
        self._approve = _button("approveRequest", "primary")
        self._reject = _button("rejectRequest", "")
        self._withdraw = _button("withdrawRequest", "")
        self._confirm = _button("confirmAsWitness", "seal")
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._file_section.heading.setText(self.tr("Documents"))
        self._list.setAccessibleName(self.tr("Documents of the application"))
        self._asked_section.heading.setText(self.tr("Asked for"))
        self._people_section.heading.setText(self.tr("People"))
        self._digest_section.heading.setText(self.tr("SHA-256 of the file"))
        self._approve.setText(self.tr("Approve"))
        self._reject.setText(self.tr("Reject…"))
        self._withdraw.setText(self.tr("Withdraw"))
        self._confirm.setText(self.tr("Confirm as witness…"))
        self.show_state(self._state)

    def _build(self) -> None:
        self._file_section = Section(self._list)
        self._asked_section = Section(self._asked)
        self._people_section = Section(self._people)
        self._digest_section = Section(self._digest)
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self._reject, 1)
        both.addWidget(self._approve, 2)
        foot = QVBoxLayout()
        foot.addWidget(self._note)
        foot.addWidget(self._pending)
        foot.addLayout(both)
        foot.addWidget(self._confirm)
        foot.addWidget(self._withdraw)
        side = SideWithFoot(foot)
        for section in (
            self._file_section,
            self._asked_section,
            self._people_section,
            self._digest_section,
        ):
            side.column.addWidget(section)
        side.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(side)

    def _wire(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._chosen)
        self._approve.clicked.connect(self.approve_asked)
        self._reject.clicked.connect(self.reject_asked)
        self._withdraw.clicked.connect(self.withdraw_asked)
        self._confirm.clicked.connect(self.confirm_asked)

    def _chosen(self, current: QModelIndex) -> None:
        file = current.data(RowRole)
        if isinstance(file, RequestedFile) and not self._rendering:
            self.file_chosen.emit(file.id)

    def show_state(self, state: RequestsState) -> None:
        self._state = state
        row = state.row
        self.setVisible(row is not None)
        if row is None:
            return
        self._rendering = True
        self._files.show_rows(state.files)
        place = self._files.row_of(state.open_file) if state.open_file else -1
        if place >= 0 and place != self._list.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._list.selectionModel().setCurrentIndex(self._files.index(place), flags)
        self._rendering = False
        self._file_section.setVisible(len(state.files) > 1)
        self._asked.show_facts(self._facts(row))
        self._people.show_facts(self._who(row, state))
        file = state.file
        self._digest_section.setVisible(file is not None)
        digest = file.item.approved_blob if file else ""
        self._digest.setText(words.digest(digest))
        note = self._said_of(row)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._pending.setText(self.tr("Your decision is on its way to the gateway."))
        self._pending.setVisible(row.pending)
        self._show_buttons(row, state)

    def _show_buttons(self, row: RequestRow, state: RequestsState) -> None:
        deciding = state.desk is Desk.APPLICATIONS and row.to_decide
        for button in (self._approve, self._reject):
            button.setVisible(deciding)
        self._withdraw.setVisible(state.desk is Desk.APPLICATIONS and row.may_withdraw)
        self._confirm.setVisible(state.desk is Desk.WITNESS and bool(row.to_confirm))
        idle = not state.acting and not row.pending
        for button in (self._approve, self._reject, self._withdraw, self._confirm):
            button.setEnabled(idle)
        self._approve.setEnabled(idle and row.may_approve)

    def _facts(self, row: RequestRow) -> list[tuple[str, str]]:
        request = row.request
        pages = sum(item.pages for item in request.items)
        facts = [(self.tr("Seal"), "\n".join(self._seals(row)))]
        facts.append((self.tr("Kind of use"), words.use_kinds(request.kinds)))
        facts.append((self.tr("Copies"), str(request.copies)))
        if len(request.items) > 1:
            facts.append((self.tr("Documents"), str(len(request.items))))
        if pages:
            facts.append((self.tr("Pages"), str(pages)))
        file = self._state.file
        if file is not None and file.number:
            facts.append((self.tr("Number"), file.number))
        return facts

    def _seals(self, row: RequestRow) -> list[str]:
        sizes = {seal.id: _size(seal) for seal in row.seals}
        pairs = zip(row.request.seal_ids, row.seal_names, strict=True)
        return [f"{name}  {sizes[seal_id]}" if seal_id in sizes else name for seal_id, name in pairs]

    def _who(self, row: RequestRow, state: RequestsState) -> list[tuple[str, str]]:
        request = row.request
        who = [(self.tr("Applicant"), f"{row.applicant}  {words.day_and_time(request.applied_at)}")]
        approver = row.approver
        if request.approved_at is not None:
            approver = f"{approver}  {words.day_and_time(request.approved_at)}"
        who.append((self.tr("Approver"), approver))
        custodians = dict.fromkeys(state.names.get(seal.custodian_id, "") for seal in row.seals)
        witnesses = dict.fromkeys(state.names.get(seal.witness_id or "", "") for seal in row.seals)
        who.append((self.tr("Custodian"), words.and_so_on(name for name in custodians if name)))
        who.append((self.tr("Witness"), words.and_so_on(name for name in witnesses if name)))
        for each in request.confirmations:
            confirmed = f"{state.names.get(each.witness_id, '')}  {words.day_and_time(each.confirmed_at)}"
            who.append((self.tr("Confirmed"), confirmed))
        return [(caption, value) for caption, value in who if value]

    def _said_of(self, row: RequestRow) -> str:
        request = row.request
        if request.state is RequestState.REJECTED:
            return self.tr("Rejected: {reason}").format(
                reason=request.reason or _in_words(request.blocked_reason or "")
            )
        if row.blocked:
            return _in_words(row.blocked)
        return ""


class FileDelegate(CardDelegate):
    """A document of an application: number and title, and whether it is sealed."""

    def card(self, index: Index) -> Card:
        file: RequestedFile = index.data(RowRole)
        notes = (Chip(words.request_state(RequestState.SEALED), COLOURS.good),) if file.item.done else ()
        return Card(title=file.title or file.item.approved_blob[:16], facts=file.number, notes=notes)


def _button(name: str, role: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    if role:
        button.setProperty("role", role)
    button.setMinimumHeight(34)
    return button


def _size(seal: ESeal) -> str:
    if seal.width_mm == seal.height_mm:
        return f"{seal.width_mm} mm"
    return f"{seal.width_mm} × {seal.height_mm} mm"


def _in_words(reason: str) -> str:
    """A code in words; an older record's own words as they are."""
    return refusal(reason) if reason.replace("_", "").isascii() and reason else reason


def _say_file(file: RequestedFile) -> str:
    return "，".join(part for part in (file.number, file.title) if part)
