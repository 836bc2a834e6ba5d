"""Applications on the left, the document in the middle, what is asked for on the right."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.office import RequestState
from desktop.ui import seal_words, words
from desktop.ui.parts.cards import Card, CardDelegate, Chip, Index
from desktop.ui.parts.chosen import ChosenRow
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.pages import PagesView, Watermark
from desktop.ui.parts.panes import Panes
from desktop.ui.parts.reason import ReasonAsked, ReasonDialog
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.segment import Segment
from desktop.ui.parts.states import Placeholder, label
from desktop.ui.parts.tones import Pill, Tone
from desktop.ui.requests.confirm import ConfirmWitness
from desktop.ui.requests.panel import RequestPanel
from desktop.ui.requests.presenter import RequestsPresenter
from desktop.ui.requests.state import Desk, RequestRow, RequestsState, Shelf
from desktop.ui.view import View


class RequestsView(View):
    """Draws a `RequestsPresenter`, for applicants and approvers or for the witness."""

    def __init__(self, presenter: RequestsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._desk = presenter.state.desk
        self._heading = label("title")
        self._shelves = {shelf: Segment() for shelf in Shelf}
        self._model: RowsModel[RequestRow] = RowsModel(lambda row: row.id, self._say_row, self)
        self.rows = ListView()
        self._empty = Placeholder()
        self.pages = PagesView(presenter.pages)
        self.panel = RequestPanel(self._desk)
        self._title = label("title", wrap=True)
        self._pill = Pill()
        self._marking = label("marking")
        self._facts = label("muted", wrap=True)
        self._build()
        self._wire()
        self.retranslate()

    @property
    def presenter(self) -> RequestsPresenter:
        return self._presenter

    def retranslate(self) -> None:
        witness = self._desk is Desk.WITNESS
        self._heading.setText(self.tr("Witnessing") if witness else self.tr("Applications"))
        self.rows.setAccessibleName(self._heading.text())
        self._render(self._presenter.state)

    def _build(self) -> None:
        self.rows.setObjectName("witnessList" if self._desk is Desk.WITNESS else "requestList")
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(RequestDelegate(self._desk, self.rows))
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setMouseTracking(True)
        self.rows.setUniformItemSizes(True)
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QFrame()
        bar.setProperty("role", "bar")
        head = QVBoxLayout(bar)
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addLayout(self._shelf_row())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(self._desk.value, left, self._right()))

    def _shelf_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        for shelf, button in self._shelves.items():
            button.setObjectName(f"{self._desk.value}-{shelf.value}")
            button.clicked.connect(lambda _on=False, shelf=shelf: self._presenter.show_shelf(shelf))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _right(self) -> QWidget:
        right = QWidget()
        self._head = QFrame()
        self._head.setProperty("role", "bar")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self._marking)
        facts.addWidget(self._facts, 1)
        head.addLayout(top)
        head.addLayout(facts)
        self.pages.add_beside(self.panel)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.pages, 1)
        return right

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        self._chosen_row = ChosenRow(self.rows, self._model, lambda row: self._presenter.select(row.id))
        self.panel.file_chosen.connect(presenter.open_file)
        self.panel.approve_asked.connect(presenter.approve)
        self.panel.reject_asked.connect(self._ask_why)
        self.panel.withdraw_asked.connect(presenter.withdraw)
        self.panel.confirm_asked.connect(self._ask_witness)
        self._empty.pressed.connect(presenter.reload)

    def _ask_why(self) -> None:
        asked = ReasonAsked(
            title=self.tr("Reject the application"),
            sentence=self.tr("The applicant reads the reason."),
            button=self.tr("Reject"),
            phrases=(
                self.tr("Text needs checking"),
                self.tr("Wrong seal"),
                self.tr("Too many copies"),
            ),
        )
        dialog = ReasonDialog(asked, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self._presenter.reject)
        dialog.open()

    def _ask_witness(self) -> None:
        state = self._presenter.state
        if state.row is None:
            return
        dialog = ConfirmWitness(state.row, state, self._presenter.signing, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._presenter.confirm)
        dialog.open()

    # Drawing ---------------------------------------------------------------------------------------

    def _render(self, state: RequestsState) -> None:
        for shelf, button in self._shelves.items():
            text = self._shelf_name(shelf)
            waiting = state.waiting if shelf is Shelf.WAITING else 0
            button.setText(f"{text} {waiting}" if waiting else text)
            button.setChecked(shelf is state.shelf)
        shown = state.shown
        self._chosen_row.show(shown, state.selected)
        self._stack.setCurrentIndex(0 if shown else 1)
        if shown:
            self._empty.say_nothing()
        else:
            self._explain_nothing(state)
        self._show_head(state)
        self.panel.show_state(state)
        self.pages.canvas.set_watermark(Watermark(("【演示】",)) if state.demonstration else None)

    def _show_head(self, state: RequestsState) -> None:
        row = state.row
        self._head.setVisible(row is not None)
        if row is None:
            self.pages.say_when_empty("documents", *self._nothing_open())
            return
        document = state.file.document if state.file else None
        self._title.setText(document.title if document else row.request.subject)
        text, tone = request_tone(row, self._desk)
        self._pill.say(text, tone)
        marking = document.classification.marking(demonstration=state.demonstration) if document else ""
        self._marking.setText(marking)
        self._marking.setVisible(bool(marking))
        self._facts.setText("  ·  ".join(self._said_of(row)))
        if not row.request.items:
            self.pages.say_when_empty(
                "file", self.tr("No document"), self.tr("The application names no document to be sealed.")
            )
        elif document is None:
            self.pages.say_when_empty(
                "lock",
                self.tr("Not for your eyes"),
                self.tr("The document is outside your need-to-know; its digest stands beside."),
            )
        else:
            self.pages.say_when_empty("documents", self.tr("Opening the document…"), "")

    def _said_of(self, row: RequestRow) -> list[str]:
        number = words.and_so_on(row.numbers)
        if len(row.request.items) > max(1, len(row.numbers)):
            number = self.tr("{numbers} and others, %n document(s)", "", len(row.request.items)).format(
                numbers=number
            )
        said = [number, words.and_so_on(row.seal_names), row.applicant]
        return [part for part in said if part]

    def _nothing_open(self) -> tuple[str, str]:
        if self._desk is Desk.WITNESS:
            return (
                self.tr("Nothing chosen"),
                self.tr(
                    "Choose an application to see what will be sealed, and confirm it with your own key."
                ),
            )
        return (
            self.tr("No application chosen"),
            self.tr("Choose one to read its document and see what is asked for."),
        )

    def _shelf_name(self, shelf: Shelf) -> str:
        witness = self._desk is Desk.WITNESS
        match shelf:
            case Shelf.WAITING:
                return self.tr("To confirm") if witness else self.tr("To decide")
            case Shelf.MINE:
                return self.tr("Confirmed") if witness else self.tr("Mine")
            case Shelf.ALL:
                return self.tr("All")
            case _:
                assert_never(shelf)

    def _explain_nothing(self, state: RequestsState) -> None:
        if state.error is not None:
            self._empty.show_failure(state.error)
        elif state.loading:
            self._empty.show_loading()
        elif state.shelf is Shelf.WAITING and self._desk is Desk.WITNESS:
            self._empty.show_words(
                "check-circle",
                self.tr("Nothing to confirm"),
                self.tr("Approved applications for seals that you witness appear here."),
            )
        elif state.shelf is Shelf.WAITING:
            self._empty.show_words(
                "check-circle",
                self.tr("Nothing to decide"),
                self.tr("Applications that name you as approver appear here."),
            )
        else:
            self._empty.show_words(
                "check-circle",
                self.tr("No applications"),
                self.tr("Apply for a seal from the list of documents."),
            )

    def _say_row(self, row: RequestRow) -> str:
        text, _tone = request_tone(row, self._desk)
        parts = (text, row.request.subject, words.and_so_on(row.numbers), row.applicant)
        return "，".join(part for part in parts if part)


class RequestDelegate(CardDelegate):
    """An application: its subject, the seals, who asks, how it stands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def card(self, index: Index) -> Card:
        row: RequestRow = index.data(RowRole)
        text, tone = request_tone(row, self._desk)
        number = words.and_so_on(row.numbers[:1])
        facts = (number, row.applicant, words.use_kinds(row.request.kinds))
        return Card(
            title=row.request.subject,
            facts="  ".join(part for part in facts if part),
            notes=(Chip(text, tone.ink, tone.ground),),
            icons=("upload",) if row.pending else (),
            strong=row.waits(self._desk),
        )


_TONES = {
    RequestState.PENDING: Tone.QUIET,
    RequestState.APPROVED: Tone.ACTIVE,
    RequestState.SEALED: Tone.GOOD,
    RequestState.REJECTED: Tone.DANGER,
    RequestState.WITHDRAWN: Tone.QUIET,
}


def request_tone(row: RequestRow, desk: Desk) -> tuple[str, Tone]:
    """How the application stands, as seen from a desk."""
    state = row.request.state
    if desk is Desk.WITNESS and state is RequestState.APPROVED:
        if row.to_confirm:
            return seal_words.to_confirm(), Tone.ACTIVE
        if row.confirmed:
            return seal_words.confirmed(), Tone.GOOD
    return words.request_state(state), Tone.ACTIVE if row.to_decide else _TONES[state]
