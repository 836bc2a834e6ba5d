"""The particulars beside the page: which seal, where exactly, before whose eyes, and the button."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.seals import SealsPane
from desktop.ui.parts.section import SIDE_WIDTH, Section
from desktop.ui.parts.states import label
from desktop.ui.sealing.placing import FINE_NUDGE_MM, Placing, SealPlace
from desktop.ui.sealing.state import Obstacle, SealingPhase, SealingState
from desktop.ui.view import View


class SealingPanel(View):
    """Reports what the person chooses; draws a `SealingState`."""

    seal_chosen = Signal(str)
    witness_chosen = Signal(object)
    placed = Signal(object)
    snap_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    sign_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIDE_WIDTH)
        self._state = SealingState()
        self._seal = QComboBox()
        self._seal.setObjectName("sealChoice")
        self._size = label("small")
        self._page = QSpinBox()
        self._page.setObjectName("sealPage")
        self._x, self._y = self._length("sealX"), self._length("sealY")
        self._captions = [QLabel(), QLabel(), QLabel()]
        self._snap = QPushButton(icon("crosshair"), "")
        self._snap.setObjectName("snapToDate")
        self._undo = self._tool("undoPlacement", "undo")
        self._redo = self._tool("redoPlacement", "redo")
        self._witness = QComboBox()
        self._witness.setObjectName("witnessChoice")
        self._witness_note = label("small", wrap=True)
        self._hash = label("mono", wrap=True)
        self._why = label("caution", wrap=True)
        self._why.setObjectName("sealObstacle")
        self._problem = label("problem", wrap=True)
        self._sign = QPushButton()
        self.seals = SealsPane()
        self._sign.setObjectName("applySealButton")
        self._sign.setProperty("role", "seal")
        self._sign.setMinimumHeight(36)
        self._done = label("muted", wrap=True)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._verdict_section.heading.setText(self.tr("Seals"))
        self._seal_section.heading.setText(self.tr("Seal"))
        self._place_section.heading.setText(self.tr("Place on the page"))
        self._witness_section.heading.setText(self.tr("Witness"))
        self._file_section.heading.setText(self.tr("SHA-256 of the file"))
        for caption, text, field in zip(
            self._captions,
            (self.tr("Page"), self.tr("From the left"), self.tr("From the top")),
            (self._page, self._x, self._y),
            strict=True,
        ):
            caption.setText(text)
            caption.setBuddy(field)
            field.setAccessibleName(text)
        self._seal.setAccessibleName(self.tr("Seal"))
        self._witness.setAccessibleName(self.tr("Witness"))
        self._snap.setText(self.tr("Onto the date"))
        self._snap.setToolTip(self.tr("Centre the seal over the date and the organ's name"))
        for button, text, keys in (
            (self._undo, self.tr("Undo"), "Ctrl+Z"),
            (self._redo, self.tr("Redo"), "Ctrl+Shift+Z"),
        ):
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
        self._sign.setText(self.tr("Apply the seal…"))
        self.show_state(self._state)

    def _length(self, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setObjectName(name)
        field.setDecimals(1)
        field.setSingleStep(FINE_NUDGE_MM)
        field.setSuffix(" mm")
        field.setKeyboardTracking(False)
        return field

    def _tool(self, name: str, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        self._page.setKeyboardTracking(False)
        seal = QWidget()
        lines = QVBoxLayout(seal)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._seal)
        lines.addWidget(self._size)
        witness = QWidget()
        lines = QVBoxLayout(witness)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._witness)
        lines.addWidget(self._witness_note)
        self._verdict_section = Section(self.seals)
        self._seal_section = Section(seal)
        self._place_section = Section(self._place_fields())
        self._witness_section = Section(witness)
        self._file_section = Section(self._hash)
        frame = QFrame()
        frame.setProperty("role", "side")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._particulars(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        for widget in (self._done, self._problem, self._why, self._sign):
            foot.addWidget(widget)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _particulars(self) -> QScrollArea:
        """What scrolls on a low screen; the button below never does."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(4)
        for section in (
            self._verdict_section,
            self._seal_section,
            self._place_section,
            self._witness_section,
            self._file_section,
        ):
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        return area

    def _place_fields(self) -> QWidget:
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (caption, field) in enumerate(
            zip(self._captions, (self._page, self._x, self._y), strict=True)
        ):
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self._snap, 1)
        tools.addWidget(self._undo)
        tools.addWidget(self._redo)
        grid.addLayout(tools, 3, 0, 1, 2)
        return fields

    def _wire(self) -> None:
        self._seal.activated.connect(lambda: self.seal_chosen.emit(self._seal.currentData()))
        self._witness.activated.connect(lambda: self.witness_chosen.emit(self._witness.currentData()))
        for field in (self._page, self._x, self._y):
            field.valueChanged.connect(self._typed)
        self._snap.clicked.connect(self.snap_asked)
        self._undo.clicked.connect(self.undo_asked)
        self._redo.clicked.connect(self.redo_asked)
        self._sign.clicked.connect(self.sign_asked)

    def _typed(self) -> None:
        self.placed.emit(SealPlace(self._page.value() - 1, self._x.value(), self._y.value()))

    def show_state(self, state: SealingState) -> None:
        self._state = state
        placing = state.placing
        active = state.phase is SealingPhase.PLACING
        sealed = state.phase is SealingPhase.SEALED
        self._verdict_section.setVisible(sealed)
        for section in (self._seal_section, self._place_section, self._witness_section, self._file_section):
            section.setVisible(not sealed)
        self.seals.show_report(state.report, busy=sealed and state.report is None)
        self.setVisible(state.phase in {SealingPhase.PLACING, SealingPhase.SIGNING, SealingPhase.SEALED})
        self._show_seals(state)
        self._show_witnesses(state)
        if placing is not None:
            self._show_place(placing)
        for widget in (self._seal, self._page, self._x, self._y, self._witness):
            widget.setEnabled(active)
        self._snap.setEnabled(active and placing is not None and placing.suggested is not None)
        self._undo.setEnabled(active and placing is not None and bool(placing.past))
        self._redo.setEnabled(active and placing is not None and bool(placing.future))
        self._hash.setText("\u200b".join(state.document_hash[at : at + 8] for at in range(0, 64, 8)))
        obstacle = state.obstacle if active else None
        self._why.setText(self._obstacle_words(obstacle) if obstacle else "")
        self._why.setVisible(obstacle is not None)
        self._sign.setEnabled(active and obstacle is None)
        self._sign.setVisible(not sealed)
        signing = state.phase is SealingPhase.SIGNING
        self._sign.setText(self.tr("Sealing…") if signing else self.tr("Apply the seal…"))
        self._problem.setVisible(active and state.error is not None)
        if state.error is not None:
            said = explain(state.error)
            self._problem.setText(f"{said.title}\n{said.sentence}")
        self._done.setVisible(sealed)
        self._done.setText(
            self.tr("Sealed. The gateway's answer is still out; it is asked again by itself.")
            if state.waiting_for_gateway
            else self.tr("Sealed and entered in the ledger. The original stays among the versions.")
        )

    def _show_seals(self, state: SealingState) -> None:
        with QSignalBlocker(self._seal):
            self._seal.clear()
            for seal in state.seals:
                self._seal.addItem(seal.name, seal.id)
            if state.seal is not None:
                self._seal.setCurrentIndex(self._seal.findData(state.seal.id))
        if state.seal is not None:
            self._size.setText(
                self.tr("{width} × {height} mm, shown at true size").format(
                    width=state.seal.width_mm, height=state.seal.height_mm
                )
            )

    def _show_witnesses(self, state: SealingState) -> None:
        appointed = state.seal.witness_id if state.seal else None
        people = [one for one in state.witnesses if appointed is None or one.id == appointed]
        with QSignalBlocker(self._witness):
            self._witness.clear()
            if appointed is None:
                self._witness.addItem(self.tr("No witness"), None)
            for person in people:
                self._witness.addItem(f"{person.name}  {person.position}", person.id)
            self._witness.setCurrentIndex(max(0, self._witness.findData(state.witness_id)))
        self._witness_note.setText(
            self.tr("Appointed for this seal; never the custodian.")
            if appointed is not None
            else self.tr("Somebody else than the custodian.")
        )

    def _show_place(self, placing: Placing) -> None:
        sheet = placing.pages[placing.place.page]
        fields = (self._page, self._x, self._y)
        blockers = [QSignalBlocker(field) for field in fields]
        self._page.setRange(1, len(placing.pages))
        self._x.setRange(0.0, max(0.0, sheet.width - placing.size.width))
        self._y.setRange(0.0, max(0.0, sheet.height - placing.size.height))
        self._page.setValue(placing.place.page + 1)
        self._x.setValue(placing.place.x_mm)
        self._y.setValue(placing.place.y_mm)
        del blockers

    def _obstacle_words(self, obstacle: Obstacle) -> str:
        match obstacle:
            case Obstacle.OFFLINE:
                return self.tr("Offline: a seal can only be applied while the gateway can be reached.")
            case Obstacle.NOT_APPROVED:
                return self.tr("The application has not been approved.")
            case Obstacle.NO_SEAL_IN_CUSTODY:
                return self.tr("None of the seals asked for is in your custody.")
            case Obstacle.NO_WITNESS:
                return self.tr("Choose the witness first.")
            case Obstacle.NO_PLACE:
                return self.tr("Place the seal first.")
            case _:
                assert_never(obstacle)
