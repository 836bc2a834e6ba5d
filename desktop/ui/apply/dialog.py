"""The form of an application: the documents above, what is asked for below, reasons beside the button."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.office import UseKind
from desktop.ui import words
from desktop.ui.apply.choices import SealChoices
from desktop.ui.apply.presenter import ApplyPresenter
from desktop.ui.apply.rows import TITLE, WIDTHS_PX, ApplyRows
from desktop.ui.apply.state import COPIES_MOST, ApplyRow, ApplyState
from desktop.ui.icons import icon
from desktop.ui.messages import explain, refusal
from desktop.ui.parts.kept_in import ListView, TableView
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.states import label

_ROW_PX = 34
_MOST_REASONS = 4
_WIDTH_PX, _SHORT_PX, _TALL_PX = 920, 380, 640
_FEW_ROWS = 6
"""So many documents are all in sight; with more, the table takes what room there is."""
_UNBOUNDED_PX = 16_777_215


class ApplyDialog(Sheet):
    """Draws an `ApplyPresenter`; closes itself when the application has been made."""

    def __init__(self, presenter: ApplyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setObjectName("applyDialog")
        self.setWindowTitle(self.tr("Apply for a seal"))
        self.resize(_WIDTH_PX, _SHORT_PX)
        self._sized = False
        self._heading = label("title")
        self._heading.setText(self.tr("Apply for a seal"))
        self._count = label("muted")
        self._rows = ApplyRows(self)
        self._table = TableView()
        self._out = QPushButton(icon("trash"), self.tr("Leave out"))
        self._out_faulty = QPushButton()
        self._choices = SealChoices(self)
        self._seals = ListView()
        self._kinds = {kind: QCheckBox(words.use_kind(kind)) for kind in UseKind}
        self._copies = QSpinBox()
        self._approver = QComboBox()
        self._why = label("caution", wrap=True)
        self._why.setObjectName("applyFaults")
        self._back = QPushButton(self.tr("Cancel"))
        self._send = QPushButton(self.tr("Apply"))
        self._build()
        self._wire()
        self._render(presenter.state)

    @property
    def presenter(self) -> ApplyPresenter:
        return self._presenter

    def _build(self) -> None:
        table = self._table
        table.setObjectName("applyRows")
        table.setAccessibleName(self.tr("Documents to be sealed"))
        table.setModel(self._rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        across = table.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for number, width in WIDTHS_PX.items():
            table.setColumnWidth(number, width)
        self._seals.setObjectName("applySeals")
        self._seals.setAccessibleName(self.tr("Seals"))
        self._seals.setModel(self._choices)
        self._seals.setUniformItemSizes(True)
        self._copies.setObjectName("applyCopies")
        self._copies.setRange(1, COPIES_MOST)
        self._approver.setObjectName("applyApprover")
        self._out.setObjectName("applyLeaveOut")
        self._out_faulty.setObjectName("applyLeaveOutFaulty")
        for button in (self._out, self._out_faulty):
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
        self._back.setAutoDefault(False)
        self._send.setObjectName("applySend")
        self._send.setProperty("role", "primary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._out_faulty)
        head.addWidget(self._out)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(table, 3)
        column.addLayout(self._asked(), 2)
        column.addLayout(self._foot())

    def _asked(self) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(6)
        caption = label("overline")
        caption.setText(self.tr("Seals, in protocol order"))
        left.addWidget(caption)
        left.addWidget(self._seals, 1)
        right = QVBoxLayout()
        right.setSpacing(6)
        kinds = label("overline")
        kinds.setText(self.tr("Kind of use"))
        right.addWidget(kinds)
        boxes = QHBoxLayout()
        boxes.setSpacing(12)
        for kind, box in self._kinds.items():
            box.setObjectName(f"applyKind-{kind.value}")
            boxes.addWidget(box)
        boxes.addStretch(1)
        right.addLayout(boxes)
        right.addSpacing(8)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Copies"), self._copies)
        form.addRow(self.tr("Approver"), self._approver)
        right.addLayout(form)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        return both

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._why, 1)
        row.addWidget(self._back)
        row.addWidget(self._send)
        return row

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.sent.connect(self.accept)
        self.finished.connect(presenter.end)
        self._choices.ticked.connect(lambda seal_id, wanted: presenter.choose_seal(seal_id, wanted=wanted))
        for kind, box in self._kinds.items():
            box.clicked.connect(lambda wanted, kind=kind: presenter.choose_kind(kind, wanted=wanted))
        self._copies.valueChanged.connect(presenter.choose_copies)
        self._approver.activated.connect(lambda: presenter.choose_approver(self._approver.currentData()))
        self._out.clicked.connect(self._leave_out)
        self._out_faulty.clicked.connect(presenter.take_out_faulty)
        self._table.selectionModel().selectionChanged.connect(self._follow_selection)
        self._rows.modelReset.connect(self._follow_selection)
        self._back.clicked.connect(self.reject)
        self._send.clicked.connect(presenter.send)

    def _leave_out(self) -> None:
        row = self._table.currentIndex().data(RowRole)
        if isinstance(row, ApplyRow):
            self._presenter.take_out(row.id)

    def _follow_selection(self) -> None:
        self._out.setEnabled(self._table.selectionModel().hasSelection())

    def _render(self, state: ApplyState) -> None:
        self._count.setText(self.tr("%n document(s)", "", len(state.rows)) if state.rows else "")
        self._rows.show_rows(state.rows, state.kinds, state.chosen)
        self._out.setVisible(len(state.rows) > 1)
        faulty = sum(map(state.is_faulty, state.rows))
        self._out_faulty.setVisible(0 < faulty < len(state.rows))
        self._out_faulty.setText(self.tr("Leave out %n that cannot be sealed", "", faulty))
        self._follow_selection()
        few = len(state.rows) <= _FEW_ROWS
        height = self._table.horizontalHeader().sizeHint().height() + _ROW_PX * max(1, len(state.rows)) + 8
        self._table.setMaximumHeight(height if few else _UNBOUNDED_PX)
        self._table.setMinimumHeight(height if few else 0)
        if not self._sized and state.rows:
            self._sized = True
            self.resize(self.within_window(_WIDTH_PX, _SHORT_PX + height if few else _TALL_PX))
        self._choices.show_seals(state.seals, state.chosen, dict(state.owners))
        for kind, box in self._kinds.items():
            box.setChecked(kind in state.kinds)
        with QSignalBlocker(self._copies):
            self._copies.setValue(state.copies)
        self._show_approvers(state)
        said = self._said_of(state)
        self._why.setText(said)
        self._send.setEnabled(state.ready)
        self._send.setText(self.tr("Sending…") if state.sending else self.tr("Apply"))

    def _show_approvers(self, state: ApplyState) -> None:
        with QSignalBlocker(self._approver):
            self._approver.clear()
            self._approver.addItem(self.tr("Choose the approver"), None)
            for person in state.approvers:
                self._approver.addItem(f"{person.name}  {person.position}", person.id)
            self._approver.setCurrentIndex(max(0, self._approver.findData(state.approver_id)))

    def _said_of(self, state: ApplyState) -> str:
        """What stands in the way, in words, the gravest first."""
        if state.error is not None:
            said = explain(state.error)
            return f"{said.title}  {said.sentence}"
        if state.loading:
            return self.tr("Loading…")
        reasons = [self._words_for(fault) for fault in state.faults]
        if state.checked is not None and not reasons:
            return self.tr("Looking at the files: {percent} %").format(percent=round(state.checked * 100))
        return "  ".join(reasons[:_MOST_REASONS])

    def _words_for(self, fault: str) -> str:
        own = {
            "no_seal_chosen": self.tr("Choose at least one seal."),
            "no_kind_chosen": self.tr("Choose how it is to be used."),
            "no_approver_chosen": self.tr("Choose who is to approve it."),
        }
        return own.get(fault) or refusal(fault)
