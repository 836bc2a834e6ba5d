"""A batch in the side pane: the rule, the documents with what was found, the pass that is under way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.seal import Anchor
from desktop.ui.messages import explain
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.states import label
from desktop.ui.sealing.batch_state import BatchPhase, BatchRow, BatchState, Fate
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_LIST_PX = 196
_ORDER = (
    Fate.NO_PLACE,
    Fate.FAILED,
    Fate.UNSEEN,
    Fate.LEFT_OUT,
    Fate.BY_HAND,
    Fate.READY,
    Fate.WAITING,
    Fate.SEALED,
    Fate.BEFORE,
)
"""What needs a person first."""


class BatchFields(View):
    """Reports what the person chooses; draws a `BatchState`."""

    anchor_chosen = Signal(object)
    look_asked = Signal()
    cancel_asked = Signal()
    opened = Signal(str)
    leave_asked = Signal(str, bool)
    hand_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: BatchState | None = None
        self._shown = ""
        self._facts = label("muted", wrap=True)
        self._facts.setObjectName("batchFacts")
        self._anchor = QComboBox()
        self._anchor.setObjectName("batchRule")
        self._look = QPushButton()
        self._look.setObjectName("batchLook")
        self._cancel = QPushButton()
        self._cancel.setObjectName("batchCancel")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._model: RowsModel[BatchRow] = RowsModel(
            lambda row: row.document_id, lambda row: f"{row.title}，{fate_words(row.fate)}", self
        )
        self.rows = ListView()
        self.rows.setObjectName("batchRows")
        self._why = label("small", wrap=True)
        self._leave = QPushButton()
        self._leave.setObjectName("batchLeaveOut")
        self._hand = QPushButton()
        self._hand.setObjectName("batchByHand")
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(BatchDelegate(self.rows))
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setFixedHeight(_LIST_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        look = QHBoxLayout()
        look.setSpacing(8)
        look.addWidget(self._look, 1)
        look.addWidget(self._cancel, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._hand, 1)
        acts.addWidget(self._leave, 1)
        column.addWidget(self._facts)
        column.addWidget(self._anchor)
        column.addLayout(look)
        column.addWidget(self._bar)
        column.addWidget(self.rows)
        column.addWidget(self._why)
        column.addLayout(acts)

    def _wire(self) -> None:
        self._anchor.activated.connect(lambda: self.anchor_chosen.emit(Anchor(self._anchor.currentData())))
        self._look.clicked.connect(self.look_asked)
        self._cancel.clicked.connect(self.cancel_asked)
        self.rows.clicked.connect(self._open)
        self.rows.activated.connect(self._open)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self._leave.clicked.connect(self._ask_leave)
        self._hand.clicked.connect(self.hand_asked)

    def retranslate(self) -> None:
        with QSignalBlocker(self._anchor):
            self._anchor.clear()
            for anchor, text in (
                (Anchor.DATE, self.tr("On the date of each")),
                (Anchor.KEYWORD, self.tr("On the keyword below")),
                (Anchor.SPOT, self.tr("At the same place")),
                (Anchor.NOTHING, self.tr("Straddle seal only")),
            ):
                self._anchor.addItem(text, anchor.value)
        self._anchor.setAccessibleName(self.tr("Rule for the place"))
        self._look.setText(self.tr("Look through"))
        self._look.setToolTip(self.tr("Find the place in every document before anything is sealed"))
        self._cancel.setText(self.tr("Cancel"))
        self.rows.setAccessibleName(self.tr("Documents of the application"))
        self._leave.setText(self.tr("Leave out"))
        self._hand.setText(self.tr("Use this place"))
        self._hand.setToolTip(self.tr("For the document that is shown, where the seal lies now"))
        self.show_batch(self._state, self._shown)

    def _open(self, index: Index) -> None:
        row = index.data(RowRole)
        if isinstance(row, BatchRow):
            self.opened.emit(row.document_id)

    def _ask_leave(self) -> None:
        row = self._current()
        if row is not None:
            self.leave_asked.emit(row.document_id, row.fate is not Fate.LEFT_OUT)

    def _current(self) -> BatchRow | None:
        row = self.rows.currentIndex().data(RowRole)
        return row if isinstance(row, BatchRow) else None

    def show_batch(self, state: BatchState | None, shown: str) -> None:
        """`shown` is the document that stands on the page."""
        self._state, self._shown = state, shown
        if state is None:
            return
        rows = sorted(state.rows, key=lambda row: _ORDER.index(row.fate))
        self._model.show_rows(rows)
        with QSignalBlocker(self._anchor):
            self._anchor.setCurrentIndex(self._anchor.findData(state.rule.anchor.value))
        under_way = state.phase in (BatchPhase.LOOKING, BatchPhase.SEALING)
        self._anchor.setEnabled(not under_way and state.phase is not BatchPhase.OVER)
        self._look.setVisible(not under_way)
        self._look.setEnabled(bool(state.count(Fate.UNSEEN, Fate.NO_PLACE)))
        self._cancel.setVisible(under_way)
        self._bar.setVisible(under_way)
        self._bar.setRange(0, max(1, state.total))
        self._bar.setValue(state.done)
        self._facts.setText(self._said(state))
        self._show_acts()

    def _show_acts(self) -> None:
        state, row = self._state, self._current()
        at_rest = state is not None and state.phase not in (BatchPhase.LOOKING, BatchPhase.SEALING)
        open_row = row is not None and row.fate not in (Fate.SEALED, Fate.WAITING, Fate.BEFORE)
        error = row.error if row is not None else None
        said = explain(error) if error is not None else None
        self._why.setVisible(said is not None)
        self._why.setText(f"{said.title} {said.sentence}" if said is not None else "")
        self._leave.setEnabled(at_rest and open_row)
        left_out = row is not None and row.fate is Fate.LEFT_OUT
        self._leave.setText(self.tr("Take in again") if left_out else self.tr("Leave out"))
        self._hand.setEnabled(at_rest and open_row and row is not None and row.document_id == self._shown)

    def _said(self, state: BatchState) -> str:
        if state.phase is BatchPhase.LOOKING:
            return self.tr("Looking: {done} of {total}").format(done=state.done, total=state.total)
        if state.phase is BatchPhase.SEALING:
            return self.tr("Sealing: {done} of {total}").format(done=state.done, total=state.total)
        said = [self.tr("%n documents", "", len(state.rows))]
        for count, text in (
            (state.count(Fate.SEALED, Fate.BEFORE), self.tr("sealed: {count}")),
            (state.count(Fate.WAITING), self.tr("waiting for the gateway: {count}")),
            (state.count(Fate.FAILED), self.tr("failed: {count}")),
            (state.count(Fate.READY, Fate.BY_HAND), self.tr("ready: {count}")),
            (state.count(Fate.NO_PLACE), self.tr("no place found: {count}")),
            (state.count(Fate.LEFT_OUT), self.tr("left out: {count}")),
        ):
            if count:
                said.append(text.format(count=count))
        facts = "  ·  ".join(said)
        if state.stopped is not None:
            why = explain(state.stopped)
            facts += "\n" + self.tr("Ended early. {why}").format(why=f"{why.title} {why.sentence}")
        return facts


class BatchDelegate(CardDelegate):
    """A document: its title, its number, what became of it."""

    def card(self, index: Index) -> Card:
        row: BatchRow = index.data(RowRole)
        return Card(
            title=row.title, facts=row.number, notes=(_chip(row.fate),), strong=row.fate is Fate.NO_PLACE
        )


def _chip(fate: Fate) -> Chip:
    match fate:
        case Fate.NO_PLACE:
            return Chip(fate_words(fate), COLOURS.caution, COLOURS.caution_wash)
        case Fate.FAILED:
            return Chip(fate_words(fate), COLOURS.danger, COLOURS.danger_wash)
        case Fate.SEALED | Fate.BEFORE:
            return Chip(fate_words(fate), COLOURS.good, COLOURS.good_wash)
        case Fate.READY | Fate.BY_HAND:
            return Chip(fate_words(fate), COLOURS.accent, COLOURS.accent_wash)
        case _:
            return Chip(fate_words(fate), COLOURS.ink_soft, COLOURS.line)


def fate_words(fate: Fate) -> str:
    said = {
        Fate.UNSEEN: translate("BatchFields", "Not looked at"),
        Fate.READY: translate("BatchFields", "Ready"),
        Fate.BY_HAND: translate("BatchFields", "By hand"),
        Fate.NO_PLACE: translate("BatchFields", "No place"),
        Fate.LEFT_OUT: translate("BatchFields", "Left out"),
        Fate.SEALED: translate("BatchFields", "Sealed"),
        Fate.WAITING: translate("BatchFields", "Waiting"),
        Fate.FAILED: translate("BatchFields", "Failed"),
        Fate.BEFORE: translate("BatchFields", "Sealed before"),
    }
    return said[fate]
