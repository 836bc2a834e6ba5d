"""The sync state in the status bar, and what needs attention behind it."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.sync.journal import PendingState
from core.sync.wire import (
    AcknowledgeAlarm,
    Act,
    ApplyForSeal,
    ChangeSealState,
    ConfirmAsWitness,
    DecideSealRequest,
    MarkDone,
    MoveAgendaItem,
    OfferSeal,
    RecordPrint,
    RecordSealing,
    RefuseSealing,
    RegisterSeal,
    RenewSeal,
    SetAgendaDuration,
    SetOfficePolicy,
    SetSealRules,
    TakeOverSeal,
    WithdrawSealRequest,
)
from desktop.ui import words
from desktop.ui.activity.presenter import ActivityPresenter, ActivityState, Attention, Link
from desktop.ui.icons import icon
from desktop.ui.messages import explain, refusal
from desktop.ui.parts.conflict import ConflictChoice
from desktop.ui.parts.states import Glyph, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View


class ActivityView(View):
    """One line for the status bar; pressing it opens the list of what needs attention."""

    def __init__(self, presenter: ActivityPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._link = self._button("syncState")
        self._pending = self._button("pendingActs")
        self._attention = self._button("attentionButton")
        self._clock = self._button("clockNotice")
        self._popover = AttentionPopover(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for button in (self._link, self._pending, self._attention, self._clock):
            row.addWidget(button)
        presenter.changed.connect(self._render)
        self._link.clicked.connect(presenter.sync_now)
        self._pending.clicked.connect(presenter.sync_now)
        self._clock.clicked.connect(presenter.sync_now)
        self._attention.clicked.connect(self._open)
        self._popover.dismissed.connect(presenter.dismiss)
        self._popover.resent.connect(presenter.resend)
        self.retranslate()

    def retranslate(self) -> None:
        self._attention.setToolTip(self.tr("What the gateway did not accept"))
        self._render(self._presenter.state)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIconSize(QSize(18, 18))
        return button

    def _render(self, state: ActivityState) -> None:
        name, text, ink = self._link_words(state.link)
        self._link.setIcon(icon(name, ink))
        self._link.setText(text)
        self._link.setToolTip(self._link_detail(state))
        self._pending.setVisible(state.pending > 0)
        self._pending.setIcon(icon("upload", COLOURS.ink_soft))
        self._pending.setText(self.tr("%n to send", "", state.pending))
        self._pending.setToolTip(self.tr("Kept on this device until the gateway confirms them."))
        self._attention.setVisible(bool(state.attention))
        self._attention.setIcon(icon("alert", COLOURS.caution))
        self._attention.setText(self.tr("%n need(s) attention", "", len(state.attention)))
        self._popover.show_rows(state.attention)
        self._show_clock(state.clock_ahead_min)

    def _show_clock(self, ahead_min: int) -> None:
        self._clock.setVisible(ahead_min != 0)
        self._clock.setIcon(icon("clock", COLOURS.caution))
        if ahead_min > 0:
            self._clock.setText(self.tr("Clock %n minute(s) fast", "", ahead_min))
        else:
            self._clock.setText(self.tr("Clock %n minute(s) slow", "", -ahead_min))
        self._clock.setToolTip(
            self.tr(
                "This computer's clock differs from the gateway's. Set the date and time: "
                "seals and deadlines go by it. Press to compare again."
            )
        )

    def _link_words(self, link: Link) -> tuple[str, str, str]:
        match link:
            case Link.STARTING | Link.SYNCING:
                return "sync", self.tr("Synchronising"), COLOURS.accent
            case Link.ONLINE:
                return "online", self.tr("Online"), COLOURS.good
            case Link.OFFLINE:
                return "offline", self.tr("Offline"), COLOURS.caution
            case _:
                assert_never(link)

    def _link_detail(self, state: ActivityState) -> str:
        if state.error is not None:
            said = explain(state.error)
            return f"{said.sentence}\n{said.remedy}"
        if state.last_contact is None:
            return self.tr("Synchronise now")
        moment = words.day_and_time(state.last_contact)
        return self.tr("Last contact: {moment}. Press to synchronise now.").format(moment=moment)

    def _open(self) -> None:
        self._popover.adjustSize()
        corner = self._attention.mapToGlobal(QPoint(0, 0))
        self._popover.move(corner - QPoint(0, self._popover.height() + 8))
        self._popover.show()
        self._popover.setFocus()


class AttentionPopover(QFrame):
    """Every act that was answered with no, with its reason, until the person has seen or settled it."""

    dismissed = Signal(str)
    resent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("attentionList")
        self.setProperty("role", "card")
        self.setFixedWidth(440)
        self._heading = label("heading")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self._heading)
        self._rows: list[QWidget] = []

    def show_rows(self, refused: tuple[Attention, ...]) -> None:
        self._heading.setText(self.tr("Needs attention"))
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(each) for each in refused]
        for row in self._rows:
            self._column.addWidget(row)
        if not refused:
            self.hide()
        self.adjustSize()

    def _row(self, attention: Attention) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(12)
        line.addWidget(Glyph("alert", 20, COLOURS.caution), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        what = label("heading", wrap=True)
        what.setText(self._what(attention.action.action.act, attention.subject))
        why = label("muted", wrap=True)
        why.setText(self._why(attention))
        texts.addWidget(what)
        texts.addWidget(why)
        line.addLayout(texts, 1)
        if attention.conflict is not None:
            choice = ConflictChoice()
            choice.show_conflict(attention.conflict)
            choice.kept.connect(self.dismissed)
            choice.resent.connect(self.resent)
            texts.addSpacing(4)
            texts.addWidget(choice)
            return row
        seen = QPushButton(self.tr("Dismiss"))
        seen.setObjectName(f"dismiss-{attention.action.id}")
        seen.clicked.connect(lambda: self.dismissed.emit(attention.action.id))
        line.addWidget(seen, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _what(self, act: Act, subject: str) -> str:
        match act:
            case MarkDone():
                said = self.tr("Mark as read: {subject}")
            case MoveAgendaItem():
                said = self.tr("Order of the agenda: {subject}")
            case SetAgendaDuration():
                said = self.tr("Time of the agenda item: {subject}")
            case RecordSealing():
                said = self.tr("Sealing: {subject}")
            case ApplyForSeal() | DecideSealRequest() | WithdrawSealRequest():
                said = self.tr("Application for a seal: {subject}")
            case ConfirmAsWitness():
                said = self.tr("Witnessing: {subject}")
            case RefuseSealing():
                said = self.tr("Refusal to seal: {subject}")
            case SetSealRules() | SetOfficePolicy():
                said = self.tr("Rules of use: {subject}")
            case RegisterSeal() | RenewSeal() | ChangeSealState() | OfferSeal() | TakeOverSeal():
                said = self.tr("Seal cabinet: {subject}")
            case AcknowledgeAlarm():
                said = self.tr("Alarm noted: {subject}")
            case RecordPrint():
                said = self.tr("Copies printed: {subject}")
            case _:
                assert_never(act)
        return said.format(subject=subject)

    def _why(self, attention: Attention) -> str:
        if attention.action.state is PendingState.CONFLICT:
            return refusal("conflict")
        return refusal(attention.action.reason or "")
