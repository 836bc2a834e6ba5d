"""The sealing screen: the queue on the left, the page in the middle, the seal's particulars on the right."""

from __future__ import annotations

import re
from typing import assert_never

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from core.office import RequestState, SealRequest
from core.seal.report import StampPlace
from desktop.ui import words
from desktop.ui.messages import explain, refusal
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.chosen import ChosenRow
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.pages import PagesState, PagesView, Place, Watermark
from desktop.ui.parts.pages.finding import Hit
from desktop.ui.parts.panes import Panes
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.seals import VerdictPill
from desktop.ui.parts.states import Placeholder, label
from desktop.ui.sealing.confirm import ConfirmSealing
from desktop.ui.sealing.overlay import SealOverlay
from desktop.ui.sealing.panel import SealingPanel
from desktop.ui.sealing.presenter import SealingPresenter
from desktop.ui.sealing.refuse import RefuseSealing
from desktop.ui.sealing.state import RequestRow, SealingPhase, SealingState
from desktop.ui.sealing.strip import StraddleStrip
from desktop.ui.sealing.turns import comes_next, state_of
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
_ROOMY_PX = 640
_CODE = re.compile("[a-z_]+")


class SealingView(View):
    """Draws a `SealingPresenter`."""

    def __init__(self, presenter: SealingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._heading = label("title")
        self._count = label("muted")
        self._model: RowsModel[RequestRow] = RowsModel(lambda row: row.id, _say_row, self)
        self.queue = ListView()
        self._empty = Placeholder()
        self.pages = PagesView(presenter.pages)
        self.overlay = SealOverlay()
        self.pages.canvas.add_overlay(self.overlay)
        self.panel = SealingPanel()
        self.strip = StraddleStrip(presenter.bands)
        self._title = label("title", wrap=True)
        self._marking = label("marking")
        self._facts = label("muted", wrap=True)
        self._pill = VerdictPill()
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("To be sealed"))
        self.queue.setAccessibleName(self.tr("Seal applications"))
        self.overlay.say_with(lines=self.tr("{lines} lines from the text"), kept=self.tr("Kept for {organ}"))
        self._render(self._presenter.state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.strip.be_small(event.size().height() < _ROOMY_PX)
        super().resizeEvent(event)

    def _build(self) -> None:
        self.queue.setObjectName("sealQueue")
        self.queue.setModel(self._model)
        self.queue.setItemDelegate(RequestDelegate(self.queue))
        self.queue.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.queue.setMouseTracking(True)
        self._title.setObjectName("sealingTitle")
        self._pill.setObjectName("sealingVerdict")
        self.pages.add_to_bar(self._pill)
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.queue)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes("sealing", left, self._right()))

    def _right(self) -> QWidget:
        right = QWidget()
        self._head = QFrame()
        self._head.setProperty("role", "bar")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(4)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self._marking)
        facts.addWidget(self._facts, 1)
        head.addWidget(self._title)
        head.addLayout(facts)
        self.pages.add_beside(self.panel)
        self.pages.add_below(self.strip)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.pages, 1)
        return right

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.pages.changed.connect(self._pages_changed)
        self._chosen_row = ChosenRow(self.queue, self._model, lambda row: self._presenter.open(row.id))
        placer = presenter.placer
        self.overlay.held.connect(placer.hold)
        self.overlay.dropped.connect(placer.place)
        self.overlay.nudged.connect(placer.nudge)
        self.overlay.slid.connect(placer.slide)
        self.overlay.removed.connect(placer.remove)
        self.overlay.undo_asked.connect(placer.undo)
        self.overlay.redo_asked.connect(placer.redo)
        self._wire_fields()
        self.panel.seal_chosen.connect(presenter.choose_seal)
        self.panel.sign_asked.connect(self._confirm)
        self.panel.refuse_asked.connect(self._refuse)
        self.panel.seals.place_chosen.connect(self._show_stamp)
        self._empty.pressed.connect(presenter.reload)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, placer.undo),
            (QKeySequence.StandardKey.Redo, placer.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _pages_changed(self, _pages: PagesState) -> None:
        self._show_seal(self._presenter.state)

    def _wire_fields(self) -> None:
        placer, finding = self._presenter.placer, self._presenter.pages.finding
        place, straddle, keyword = self.panel.place, self.panel.straddle, self.panel.keyword
        place.placed.connect(placer.place)
        place.held.connect(self._hold)
        place.snap_asked.connect(placer.snap_to_date)
        place.add_asked.connect(placer.add)
        place.remove_asked.connect(placer.remove)
        place.spread_asked.connect(lambda ranges: place.answer_spread(understood=placer.spread(ranges)))
        place.undo_asked.connect(placer.undo)
        place.redo_asked.connect(placer.redo)
        straddle.asked.connect(lambda on: placer.straddle(on=on))
        straddle.edge_chosen.connect(placer.straddle_edge)
        straddle.offset_typed.connect(placer.straddle_offset)
        keyword.wanted.connect(lambda wanted: finding.find(wanted, 0))
        keyword.chosen.connect(self._place_on)
        keyword.all_asked.connect(lambda: placer.place_on_every(finding.state.hits))
        finding.changed.connect(self.panel.show_found)
        self._wire_batch()
        self.strip.page_chosen.connect(self.pages.canvas.go_to)

    def _wire_batch(self) -> None:
        presenter, batch, keyword = self._presenter, self.panel.batch, self.panel.keyword
        batch.anchor_chosen.connect(lambda anchor: presenter.choose_anchor(anchor, keyword.word))
        batch.look_asked.connect(lambda: presenter.look_through(keyword.word))
        batch.cancel_asked.connect(presenter.batch.cancel)
        batch.opened.connect(presenter.open_document)
        batch.leave_asked.connect(lambda document, out: presenter.batch.leave_out(document, out=out))
        batch.hand_asked.connect(presenter.place_by_hand)

    def _hold(self, number: int) -> None:
        self._presenter.placer.hold(number)
        self._bring_into_sight(self._presenter.state)

    def _place_on(self, hit: Hit) -> None:
        self._presenter.placer.place_on(hit)
        self._bring_into_sight(self._presenter.state)

    def _show_stamp(self, stamp: StampPlace) -> None:
        if stamp.page is not None and stamp.box_mm is not None:
            box = stamp.box_mm
            self.pages.canvas.show_place(Place(stamp.page, box.x + box.width / 2, box.y + box.height / 2))

    def _confirm(self) -> None:
        presenter = self._presenter
        dialog = ConfirmSealing(
            presenter.state, presenter.operator, presenter.signing, presenter.pages.pictures, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.changed.connect(dialog.show_state)
        dialog.accepted.connect(presenter.sign)
        dialog.rejected.connect(presenter.signing.release)
        presenter.ask_gateway()
        dialog.open()

    def _refuse(self) -> None:
        row = self._presenter.state.row
        if row is None:
            return
        dialog = RefuseSealing(row.request.subject, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.refuse(dialog.code, dialog.reason))
        dialog.open()

    def _render(self, state: SealingState) -> None:
        ready = sum(row.is_our_turn for row in state.rows)
        self._count.setText(str(ready) if ready else "")
        self._chosen_row.show(state.rows, state.selected)
        self._stack.setCurrentIndex(0 if state.rows else 1)
        if state.rows:
            self._empty.say_nothing()
        else:
            self._explain_nothing(state)
        self._show_head(state)
        self._show_seal(state)
        self.panel.show_state(state)
        self._pill.show_verdict(state.report.verdict if state.report else None)

    def _show_head(self, state: SealingState) -> None:
        row = state.row
        document = state.document
        self._head.setVisible(row is not None)
        if row is None:
            self.pages.say_when_empty(
                "sealing",
                self.tr("No application chosen"),
                self.tr("Choose an approved application to open its document and place the seal."),
            )
            return
        self._title.setText(document.title if document else row.request.subject)
        marking = document.classification.marking(demonstration=state.demonstration) if document else ""
        self._marking.setText(marking)
        self._marking.setVisible(bool(marking))
        self._facts.setText(
            "  ·  ".join(
                part
                for part in (
                    (document.doc_number or "") if document else row.number,
                    words.use_kinds(row.request.kinds),
                    row.applicant,
                )
                if part
            )
        )
        title, sentence = self._refusal(state, row)
        self.pages.say_when_empty("sealing", title, sentence)

    def _refusal(self, state: SealingState, row: RequestRow) -> tuple[str, str]:
        """Why an application is not opened for sealing."""
        if state.error is not None:
            said = explain(state.error)
            return said.title, f"{said.sentence}\n{said.remedy}"
        request = row.request
        match request.state:
            case RequestState.PENDING:
                said_why = request.blocked_reason or self.tr(
                    "A seal is pressed only after the application has been approved."
                )
                return self.tr("Not approved yet"), said_why
            case RequestState.REJECTED:
                return self.tr("Rejected"), _why_rejected(request)
            case RequestState.WITHDRAWN:
                return self.tr("Withdrawn"), self.tr("The applicant has taken it back.")
            case RequestState.SEALED:
                return self.tr("Sealed already"), self.tr("The sealed document stands among the documents.")
            case RequestState.APPROVED:
                return self._not_open(row)
            case _:
                assert_never(request.state)

    def _not_open(self, row: RequestRow) -> tuple[str, str]:
        if row.mine and not row.can_be_sealed:
            return self.tr("Your seal is on it"), comes_next(row)
        if row.mine:
            return self.tr("Opening the document…"), ""
        return self.tr("Not your seal"), self.tr("Only the custodian of a seal may press it.")

    def _show_seal(self, state: SealingState) -> None:
        showing = state.phase in {SealingPhase.PLACING, SealingPhase.SIGNING}
        was_showing = self.overlay.place is not None
        placing = state.placing if showing else None
        self.overlay.show_placing(placing, state.picture, state.around, state.ghosts)
        self.strip.show_placing(placing, state.picture)
        if showing and not was_showing and placing is not None:
            self.pages.canvas.setFocus()
            self._bring_into_sight(state)
        self.pages.canvas.set_watermark(Watermark(("【演示】",)) if state.demonstration else None)

    def _bring_into_sight(self, state: SealingState) -> None:
        placing = state.placing
        middle = placing.place if placing is not None else None
        if placing is not None and middle is not None:
            size = placing.size
            self.pages.canvas.show_place(
                Place(middle.page, middle.x_mm + size.width / 2, middle.y_mm + size.height / 2)
            )

    def _explain_nothing(self, state: SealingState) -> None:
        if state.error is not None:
            self._empty.show_failure(state.error)
        elif state.loading:
            self._empty.show_loading()
        else:
            self._empty.show_words(
                "check-circle",
                self.tr("No applications"),
                self.tr("Applications for seals in your custody appear here."),
            )


class RequestDelegate(CardDelegate):
    """An application: its subject, who asks, what state it is in."""

    def card(self, index: Index) -> Card:
        row: RequestRow = index.data(RowRole)
        chip = request_chip(row)
        return Card(
            title=row.request.subject,
            facts="  ".join(
                part
                for part in (
                    self._extent(row) or row.number,
                    row.applicant,
                    words.use_kinds(row.request.kinds),
                )
                if part
            ),
            notes=(chip,),
            strong=row.is_our_turn,
        )

    def _extent(self, row: RequestRow) -> str:
        """How many documents an application for several is for, and how many are done."""
        if row.count < 2:
            return ""
        if row.sealed:
            return self.tr("{sealed} of {count} documents sealed").format(sealed=row.sealed, count=row.count)
        return self.tr("%n documents", "", row.count)


def _why_rejected(request: SealRequest) -> str:
    """The refuser's own words, and what the code of the refusal means."""
    code = request.blocked_reason or ""
    if not _CODE.fullmatch(code):
        return code or request.reason
    return "\n".join(filter(None, (refusal(code) if code != "other" else "", request.reason)))


def request_chip(row: RequestRow) -> Chip:
    name = state_of(row)
    match row.request.state:
        case RequestState.APPROVED if row.is_our_turn:
            return Chip(name, COLOURS.accent, COLOURS.accent_wash)
        case RequestState.SEALED:
            return Chip(name, COLOURS.good, COLOURS.good_wash)
        case RequestState.REJECTED:
            return Chip(name, COLOURS.danger, COLOURS.danger_wash)
        case _:
            return Chip(name, COLOURS.ink_soft, COLOURS.line)


def _say_row(row: RequestRow) -> str:
    return "，".join(part for part in (state_of(row), row.request.subject, row.number, row.applicant) if part)
