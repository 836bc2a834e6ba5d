"""The bar over the ledger: number, seal, person, period and outcome."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QHBoxLayout, QPushButton, QWidget

from core.office import UseOutcome
from desktop.ui import seal_words
from desktop.ui.icons import icon
from desktop.ui.ledger.state import LedgerQuery, LedgerState, Period, Span
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.states import label
from desktop.ui.view import View

_COMBO_PX = 132


class LedgerFilters(View):
    """Reports another `LedgerQuery`; draws the one that holds."""

    wanted = Signal(LedgerQuery)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = LedgerState()
        self.search = SearchField()
        self.search.setObjectName("ledgerSearch")
        self._seal, self._person = self._combo("ledgerSeal"), self._combo("ledgerPerson")
        self._period, self._outcome = self._combo("ledgerPeriod"), self._combo("ledgerOutcome")
        self._first, self._last = self._day("ledgerFirstDay"), self._day("ledgerLastDay")
        self._dash = label("muted")
        self._dash.setText("–")
        self._clear = QPushButton(icon("close"), "")
        self._clear.setObjectName("ledgerClear")
        self._clear.setProperty("role", "quiet")
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for widget in (
            self._seal,
            self._person,
            self._period,
            self._first,
            self._dash,
            self._last,
            self._outcome,
            self._clear,
        ):
            row.addWidget(widget)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(bar)
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search a number"))
        self.search.setAccessibleName(self.tr("Search a number"))
        self.search.setToolTip(self.tr("The number of an entry or of a document (Ctrl+F)"))
        for field, name in (
            (self._seal, self.tr("Seal")),
            (self._person, self.tr("Person")),
            (self._period, self.tr("Period")),
            (self._outcome, self.tr("Outcome")),
            (self._first, self.tr("First day")),
            (self._last, self.tr("Last day")),
            (self._clear, self.tr("Show everything")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        self.show_state(self._state)

    def show_state(self, state: LedgerState) -> None:
        self._state = state
        wanted = state.wanted
        _fill(
            self._seal,
            [(self.tr("All seals"), None), *((seal.name, seal.id) for seal in state.seals)],
            wanted.seal_id,
        )
        _fill(
            self._person,
            [(self.tr("Everybody"), None), *((person.name, person.id) for person in state.people)],
            wanted.person_id,
        )
        _fill(self._period, [(self._period_name(each), each) for each in Period], wanted.period)
        outcomes = [(seal_words.use_outcome(each), each) for each in UseOutcome]
        _fill(self._outcome, [(self.tr("All outcomes"), None), *outcomes], wanted.outcome)
        chosen = wanted.period is Period.CHOSEN
        for widget in (self._first, self._dash, self._last):
            widget.setVisible(chosen)
        if chosen:
            for field, day in ((self._first, wanted.chosen.first), (self._last, wanted.chosen.last)):
                if day is not None:
                    with QSignalBlocker(field):
                        field.setDate(QDate(day.year, day.month, day.day))
        if self.search.text() != wanted.search:
            with QSignalBlocker(self.search):
                self.search.setText(wanted.search)
        self._clear.setVisible(wanted.narrow)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setMinimumWidth(_COMBO_PX)
        combo.setMaximumWidth(_COMBO_PX + 40)
        return combo

    def _day(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setObjectName(name)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setKeyboardTracking(False)
        return field

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda text: self._tell(search=text))
        self._seal.activated.connect(lambda: self._tell(seal_id=self._seal.currentData()))
        self._person.activated.connect(lambda: self._tell(person_id=self._person.currentData()))
        self._outcome.activated.connect(lambda: self._tell(outcome=self._outcome.currentData()))
        self._period.activated.connect(self._period_chosen)
        for field in (self._first, self._last):
            field.dateChanged.connect(self._days_chosen)
        self._clear.clicked.connect(lambda: self.wanted.emit(LedgerQuery()))

    def _tell(self, **changed: object) -> None:
        self.wanted.emit(replace(self._state.wanted, **changed))  # type: ignore[arg-type]

    def _period_chosen(self) -> None:
        period = self._period.currentData()
        chosen = self._state.wanted.chosen
        if period is Period.CHOSEN and chosen == Span() and self._state.today is not None:
            chosen = Span(self._state.today.replace(day=1), self._state.today)
        self._tell(period=period, chosen=chosen)

    def _days_chosen(self) -> None:
        first, last = self._first.date().toPython(), self._last.date().toPython()
        self._tell(chosen=Span(first, last))  # type: ignore[arg-type]

    def _period_name(self, period: Period) -> str:
        match period:
            case Period.ALL:
                return self.tr("Any time")
            case Period.THIS_MONTH:
                return self.tr("This month")
            case Period.LAST_MONTH:
                return self.tr("Last month")
            case Period.THIS_YEAR:
                return self.tr("This year")
            case Period.CHOSEN:
                return self.tr("From – to…")


def _fill(combo: QComboBox, choices: list[tuple[str, object]], chosen: object) -> None:
    """Offer these and choose one of them, as far as that is another picture than before."""
    offered = [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())]
    with QSignalBlocker(combo):
        if offered != choices:
            combo.clear()
            for text, value in choices:
                combo.addItem(text, value)
        place = next((row for row, (_, value) in enumerate(choices) if value == chosen), 0)
        combo.setCurrentIndex(place)
