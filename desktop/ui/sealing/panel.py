"""The particulars beside the page: which seal, where exactly, before whose eyes, and the button."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import words
from desktop.ui.messages import explain
from desktop.ui.parts.pages.finding import FindState
from desktop.ui.parts.seals import SealsPane
from desktop.ui.parts.section import SIDE_WIDTH, Section
from desktop.ui.parts.states import label
from desktop.ui.sealing.batch_fields import BatchFields
from desktop.ui.sealing.batch_state import Fate
from desktop.ui.sealing.caution_notice import CautionNotice
from desktop.ui.sealing.grace import grace_words
from desktop.ui.sealing.keyword_fields import KeywordFields
from desktop.ui.sealing.place_fields import PlaceFields
from desktop.ui.sealing.state import Obstacle, SealingPhase, SealingState
from desktop.ui.sealing.straddle_fields import StraddleFields
from desktop.ui.sealing.turns import comes_next
from desktop.ui.view import View


class SealingPanel(View):
    """Reports what the person chooses; draws a `SealingState`."""

    seal_chosen = Signal(str)
    sign_asked = Signal()
    refuse_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIDE_WIDTH)
        self._state = SealingState()
        self._seal = QComboBox()
        self._seal.setObjectName("sealChoice")
        self._size = label("small")
        self._upright = label("small", wrap=True)
        self.batch = BatchFields()
        self.place = PlaceFields()
        self.straddle = StraddleFields()
        self.keyword = KeywordFields()
        self.cautions = CautionNotice()
        self._witness = label("heading", wrap=True)
        self._witness.setObjectName("witnessName")
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
        self._refuse = QPushButton()
        self._refuse.setObjectName("refuseSealButton")
        self._refuse.setMinimumHeight(36)
        self._done = label("muted", wrap=True)
        self._done.setObjectName("sealingDone")
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._verdict_section.heading.setText(self.tr("Seals"))
        self._seal_section.heading.setText(self.tr("Seal"))
        self._place_section.heading.setText(self.tr("Place on the page"))
        self._batch_section.heading.setText(self.tr("Documents to be sealed together"))
        self._straddle_section.heading.setText(self.tr("Straddle seal"))
        self._keyword_section.heading.setText(self.tr("By keyword"))
        self._witness_section.heading.setText(self.tr("Witness"))
        self._file_section.heading.setText(self.tr("SHA-256 of the file"))
        self._upright.setText(
            self.tr("Pressed upright and at its own size (GB/T 9704): it cannot be turned or scaled.")
        )
        self._seal.setAccessibleName(self.tr("Seal"))
        self._refuse.setText(self.tr("Refuse…"))
        self.show_state(self._state)

    def _build(self) -> None:
        seal = QWidget()
        lines = QVBoxLayout(seal)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._seal)
        lines.addWidget(self._size)
        lines.addWidget(self._upright)
        witness = QWidget()
        lines = QVBoxLayout(witness)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._witness)
        lines.addWidget(self._witness_note)
        self._verdict_section = Section(self.seals)
        self._seal_section = Section(seal)
        self._batch_section = Section(self.batch)
        self._place_section = Section(self.place)
        self._straddle_section = Section(self.straddle)
        self._keyword_section = Section(self.keyword)
        self._witness_section = Section(witness)
        self._file_section = Section(self._hash)
        frame = QFrame()
        frame.setProperty("role", "side")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = self._particulars()
        column.addWidget(self._area, 1)
        below = QWidget()
        below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        foot = QVBoxLayout(below)
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        for widget in (self._done, self.cautions, self._problem, self._why):
            foot.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._refuse)
        buttons.addWidget(self._sign, 1)
        foot.addLayout(buttons)
        column.addWidget(below)
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
            self._batch_section,
            self._seal_section,
            self._place_section,
            self._straddle_section,
            self._keyword_section,
            self._witness_section,
            self._file_section,
        ):
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("sealingParticulars")
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        return area

    def _wire(self) -> None:
        self._seal.activated.connect(lambda: self.seal_chosen.emit(self._seal.currentData()))
        self._sign.clicked.connect(self.sign_asked)
        self._refuse.clicked.connect(self.refuse_asked)

    def show_found(self, state: FindState) -> None:
        self.keyword.show_found(state)

    def show_state(self, state: SealingState) -> None:
        if state.phase is not self._state.phase:
            # What a batch is doing, and what became of it, stands at the top.
            self._area.verticalScrollBar().setValue(0)
        self._state = state
        self.setVisible(state.phase in {SealingPhase.PLACING, SealingPhase.SIGNING, SealingPhase.SEALED})
        self._show_sections(state)
        self._show_obstacle(state)
        self._show_answers(state)

    def _show_sections(self, state: SealingState) -> None:
        active = state.phase is SealingPhase.PLACING
        sealed = state.phase is SealingPhase.SEALED
        self._verdict_section.setVisible(sealed)
        for section in (
            self._seal_section,
            self._place_section,
            self._straddle_section,
            self._keyword_section,
            self._witness_section,
            self._file_section,
        ):
            section.setVisible(not sealed)
        self.seals.show_report(state.report, busy=sealed and state.report is None)
        self._show_seals(state)
        self._show_witness(state)
        self.place.show_placing(state.placing, active=active)
        self.straddle.show_placing(state.placing, active=active)
        self.keyword.set_active(active)
        self.cautions.show_cautions(state.cautions if active else ())
        self._batch_section.setVisible(state.batch is not None and not sealed)
        self.batch.show_batch(state.batch, state.document.id if state.document else "")
        self._seal.setEnabled(active)
        self._hash.setText("\u200b".join(state.document_hash[at : at + 8] for at in range(0, 64, 8)))

    def _show_obstacle(self, state: SealingState) -> None:
        """Why this cannot be pressed, on what terms off line, and what went wrong with the last try."""
        active = state.phase is SealingPhase.PLACING
        in_grace = grace_words(state.grace) if active and state.is_in_grace and state.grace else ""
        told = state.told_obstacle if active else None
        self._why.setText(self._obstacle_words(told) if told else in_grace)
        self._why.setVisible(bool(self._why.text()))
        self._problem.setVisible(active and state.error is not None)
        if state.error is not None:
            said = explain(state.error)
            self._problem.setText(f"{said.title}\n{said.sentence}")

    def _show_answers(self, state: SealingState) -> None:
        active = state.phase is SealingPhase.PLACING
        sealed = state.phase is SealingPhase.SEALED
        self._sign.setEnabled(active and state.obstacle is None)
        self._sign.setVisible(not sealed)
        self._sign.setText(self._sign_words(signing=state.phase is SealingPhase.SIGNING))
        self._refuse.setVisible(not sealed)
        self._refuse.setEnabled(active and state.row is not None and state.row.can_be_sealed)
        self._done.setVisible(sealed)
        self._done.setText(self._done_words(state))

    def _done_words(self, state: SealingState) -> str:
        if state.waiting_for_gateway and not state.online:
            return self.tr("Sealed off line. It is kept here, and entered in the ledger at the next contact.")
        if state.waiting_for_gateway:
            return self.tr("Sealed. The gateway's answer is still out; it is asked again by itself.")
        said = self.tr("Sealed and entered in the ledger. The original stays among the versions.")
        row = state.row
        if row is None or not row.is_others_turn:
            return said
        return f"{said}\n{comes_next(row)}"

    def _sign_words(self, *, signing: bool) -> str:
        if signing:
            return self.tr("Sealing…")
        batch = self._state.batch
        if batch is not None and batch.ready:
            return self.tr("Seal %n documents…", "", len(batch.ready))
        return self.tr("Apply the seal…")

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

    def _show_witness(self, state: SealingState) -> None:
        witness = state.witness
        self._witness.setText(f"{witness.name}  {witness.position}" if witness else self.tr("Nobody yet"))
        confirmation = state.confirmation
        self._witness_note.setText(
            self.tr("Confirmed with their own key, {when}.").format(
                when=words.day_and_time(confirmation.confirmed_at)
            )
            if confirmation is not None
            else self.tr("The witness confirms this application with their own key, on their own desk.")
        )

    def _obstacle_words(self, obstacle: Obstacle) -> str:
        said = {
            Obstacle.OFFLINE: self._offline(),
            Obstacle.CLOSED: self._closed(),
            Obstacle.NOT_APPROVED: self.tr("The application has not been approved."),
            Obstacle.NO_SEAL_IN_CUSTODY: self.tr("None of the seals asked for is in your custody."),
            Obstacle.NO_WITNESS: self.tr("The witness has not confirmed yet."),
            Obstacle.NO_PLACE: self.tr("Place the seal first."),
            Obstacle.LEAVES_PAGE: self.tr("The seal does not fit on every page that is to bear it."),
            Obstacle.KIND_NOT_APPLIED_FOR: self._not_applied_for(),
            Obstacle.BATCH_NOT_READY: self._batch_not_ready(),
            Obstacle.EARLIER_SEAL_MISSING: self._earlier_missing(),
        }
        return said[obstacle]

    def _earlier_missing(self) -> str:
        organ = self._state.row.next_seal if self._state.row is not None else ""
        if not organ:
            return self.tr("The seal of an organ that stands before yours comes first.")
        return self.tr("The seal of {organ} comes first.").format(organ=organ)

    def _closed(self) -> str:
        row = self._state.row
        if row is None:
            return self.tr("The application is no longer here.")
        return self.tr("The application is closed: {state}.").format(
            state=words.request_state(row.request.state)
        )

    def _offline(self) -> str:
        grace = self._state.grace
        if grace is not None and grace.fault is not None:
            return grace_words(grace)
        return self.tr("Offline: a seal can only be applied while the gateway can be reached.")

    def _not_applied_for(self) -> str:
        placed, row = self._state.kinds, self._state.row
        applied = row.request.kinds if row is not None else ()
        return self.tr("The application does not ask for: {kinds}.").format(
            kinds=words.use_kinds(kind for kind in placed if kind not in applied)
        )

    def _batch_not_ready(self) -> str:
        batch = self._state.batch
        if batch is None or batch.count(Fate.UNSEEN):
            return self.tr("Look through the documents first.")
        if batch.count(Fate.NO_PLACE):
            return self.tr("Some documents have no place: place them by hand or leave them out.")
        return self.tr("There is nothing left to seal.")
