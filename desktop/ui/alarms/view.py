"""The banner over 用印: calm, one alarm at a time, and the rest behind a button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.office import AlarmKind
from desktop.ui import words
from desktop.ui.alarms.presenter import AlarmRow, AlarmsPresenter, AlarmsState
from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.states import Glyph, label
from desktop.ui.parts.tones import Pill, Tone
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

translate = QCoreApplication.translate


class AlarmBanner(View):
    """Shows the latest alarm that is open; hidden while there is none."""

    def __init__(self, presenter: AlarmsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._what = label("heading")
        self._facts = label("muted", wrap=True)
        self._all = QPushButton()
        self._all.setObjectName("allAlarms")
        self._all.setProperty("role", "quiet")
        self._acknowledge = QPushButton()
        self._acknowledge.setObjectName("acknowledgeAlarm")
        self._others = label("muted")
        frame = QFrame()
        frame.setObjectName("alarmBanner")
        frame.setProperty("role", "notice")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(Glyph("alert", 20, COLOURS.caution))
        row.addWidget(self._what)
        row.addWidget(self._facts, 1)
        row.addWidget(self._all)
        row.addWidget(self._others)
        row.addWidget(self._acknowledge)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        presenter.changed.connect(self._render)
        self._all.clicked.connect(self.show_all)
        self._acknowledge.clicked.connect(self._acknowledge_shown)
        self.retranslate()

    def retranslate(self) -> None:
        self._acknowledge.setText(self.tr("Acknowledge"))
        self._others.setText(self.tr("For others to note"))
        self._acknowledge.setToolTip(self.tr("Your name goes on record with it"))
        self._all.setAccessibleName(self.tr("All alarms"))
        self._render(self._presenter.state)

    def _render(self, state: AlarmsState) -> None:
        self.setVisible(bool(state.open))
        if not state.open:
            return
        row = state.open[0]
        self._what.setText(words.alarm_kind(row.alarm.kind))
        self._facts.setText(_facts(row))
        self._all.setText(self.tr("%n alarm(s)…", "", len(state.open)))
        self._acknowledge.setVisible(not row.own)
        self._acknowledge.setEnabled(row.id not in state.acting)
        self._others.setVisible(row.own)

    def _acknowledge_shown(self) -> None:
        if self._presenter.state.open:
            self._presenter.acknowledge(self._presenter.state.open[0].id)

    def show_all(self) -> None:
        """Every alarm, with who has taken note of it."""
        dialog = AllAlarms(self._presenter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class AllAlarms(Sheet):
    """The alarms one below the other; open ones can be acknowledged here too."""

    def __init__(self, presenter: AlarmsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setObjectName("allAlarmsDialog")
        self.setWindowTitle(self.tr("Seal alarms"))
        self.resize(640, 300)
        heading = label("title")
        heading.setText(self.tr("Seal alarms"))
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addLayout(self._body)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        presenter.changed.connect(self._render)
        self._render(presenter.state)

    def _render(self, state: AlarmsState) -> None:
        while self._body.count():
            widget = self._body.takeAt(0).widget()
            widget.hide()
            widget.setParent(None)  # gone at once, not with the next turn of events
            widget.deleteLater()
        for row in state.rows:
            self._body.addWidget(self._card(row, acting=row.id in state.acting))

    def _card(self, row: AlarmRow, *, acting: bool) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        line = QHBoxLayout(card)
        line.setContentsMargins(16, 12, 12, 12)
        line.setSpacing(12)
        texts = QVBoxLayout()
        what, facts = label("heading", wrap=True), label("small", wrap=True)
        what.setText(words.alarm_kind(row.alarm.kind))
        facts.setText(_facts(row))
        texts.addWidget(what)
        texts.addWidget(facts)
        line.addLayout(texts, 1)
        if row.open and row.own:
            pill = Pill(card)
            pill.say(self.tr("For others to note"), Tone.QUIET)
            line.addWidget(pill)
        elif row.open:
            button = QPushButton(self.tr("Acknowledge"))
            button.setObjectName(f"acknowledge-{row.id}")
            button.setEnabled(not acting)
            button.clicked.connect(lambda: self._presenter.acknowledge(row.id))
            line.addWidget(button)
        else:
            pill = Pill(card)
            pill.say(self.tr("Noted by {person}").format(person=row.acknowledged_by or "—"), Tone.QUIET)
            line.addWidget(pill)
        return card


def _facts(row: AlarmRow) -> str:
    seal, operator = row.seal, row.operator
    if row.alarm.kind is AlarmKind.RULES_CHANGED:
        seal = seal or translate("alarms", "Every seal of the office")
        operator = operator or translate("alarms", "At the gateway")
    parts = (seal, operator, words.day_and_time(row.alarm.raised_at))
    return " · ".join(part for part in parts if part)
