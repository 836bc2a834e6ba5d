"""The ledger screen: filters, the table, what was verified, and the entry that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.office import LedgerEntry, UseOutcome
from desktop.ui import seal_words, words
from desktop.ui.icons import icon
from desktop.ui.ledger.columns import COLUMNS, GIVING_WAY, OUTCOME, headings, reason
from desktop.ui.ledger.details import EntryDetails, ReportStrip
from desktop.ui.ledger.filters import LedgerFilters
from desktop.ui.ledger.model import LedgerModel
from desktop.ui.ledger.outcomes import OutcomeDelegate
from desktop.ui.ledger.presenter import LedgerPresenter
from desktop.ui.ledger.print_dialog import PrintLedgerDialog, PrintOffer
from desktop.ui.ledger.sheets import Heading, sheets_for
from desktop.ui.ledger.state import LedgerQuery, LedgerState, Span, month_to_close, span_of
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.kept_in import TableView
from desktop.ui.parts.pages import Watermark
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.states import Placeholder, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_ROW_PX = 36
_DOCUMENT_LEAST_PX = 184


class LedgerView(View):
    """Draws a `LedgerPresenter`."""

    def __init__(self, presenter: LedgerPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._rendering = False
        self._heading = label("title")
        self._count = label("muted")
        self._month = QPushButton(icon("calendar"), "")
        self._print = QPushButton(icon("print"), "")
        self._export = QPushButton(icon("documents"), "")
        self._verify = QPushButton(icon("shield", COLOURS.surface), "")
        self.filters = LedgerFilters()
        self.report = ReportStrip()
        self._model = LedgerModel(self)
        self.table = TableView()
        self._empty = Placeholder()
        self._progress = QProgressBar()
        self._stop = QPushButton()
        self.details = EntryDetails()
        self._said = label("small")
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Seal ledger"))
        self.table.setAccessibleName(self.tr("Seal ledger"))
        self._month.setText(self.tr("Month end…"))
        self._month.setToolTip(self.tr("Seals that end soon, and the month's ledger on paper"))
        self._print.setText(self.tr("Print…"))
        self._print.setToolTip(self.tr("Print the entries that are shown (Ctrl+P)"))
        self._export.setText(self.tr("Export…"))
        self._export.setToolTip(self.tr("Write the entries that are shown into a CSV file"))
        self._verify.setText(self.tr("Verify"))
        self._verify.setToolTip(self.tr("Check the chain, the numbers and every signature (F9)"))
        self._stop.setText(self.tr("Stop"))
        self._progress.setAccessibleName(self.tr("Printing…"))
        self._model.retranslate()
        self._render(self._presenter.state)

    def _build(self) -> None:
        for button, name, role in (
            (self._month, "ledgerMonthEnd", "quiet"),
            (self._print, "ledgerPrint", "quiet"),
            (self._export, "ledgerExport", "quiet"),
            (self._verify, "ledgerVerify", "primary"),
            (self._stop, "ledgerStopPrinting", "quiet"),
        ):
            button.setObjectName(name)
            button.setProperty("role", role)
        head = QFrame()
        head.setProperty("role", "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addSpacing(8)
        row.addWidget(self._said, 1)
        for widget in (self._progress, self._stop, self._month, self._print, self._export, self._verify):
            row.addWidget(widget)
        self._build_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self.filters, self.report):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self.details)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _build_table(self) -> None:
        table = self.table
        table.setObjectName("ledgerTable")
        table.setModel(self._model)
        table.setItemDelegateForColumn(OUTCOME, OutcomeDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        across = table.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for number, column in enumerate(COLUMNS):
            if column.width_px:
                table.setColumnWidth(number, column.width_px)
            else:
                across.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.printed.connect(self._was_printed)
        presenter.exported.connect(self._was_exported)
        self.filters.wanted.connect(presenter.want)
        self.filters.search.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.report.put_away.connect(presenter.put_report_away)
        self._verify.clicked.connect(presenter.verify)
        self._print.clicked.connect(self.ask_to_print)
        self._month.clicked.connect(self.close_month)
        self._export.clicked.connect(self._ask_where_to_export)
        self._stop.clicked.connect(presenter.cancel_printing)
        self._empty.pressed.connect(presenter.reload)
        for keys, act in (
            ("Ctrl+F", self._find),
            ("Ctrl+P", self.ask_to_print),
            ("F9", presenter.verify),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the strip below tells too gives way, so that the document's number stays readable."""
        super().resizeEvent(event)
        wanted = sum(column.width_px for column in COLUMNS) + _DOCUMENT_LEAST_PX
        for column in GIVING_WAY:
            self.table.setColumnHidden(column, wanted > self.width())
            wanted -= COLUMNS[column].width_px if wanted > self.width() else 0

    def _find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _chosen(self, current: QModelIndex) -> None:
        entry = current.data(RowRole)
        if isinstance(entry, LedgerEntry) and not self._rendering:
            self._presenter.select(entry.id)

    def _render(self, state: LedgerState) -> None:
        shown, total = len(state.shown), state.total
        self._count.setText(str(total) if shown == total else f"{shown} / {total}")
        self._rendering = True
        self._model.show_entries(state.shown, state.names)
        place = self._model.place_of(state.selected)
        chosen = self.table.selectionModel()
        # A table that gets the focus makes its first row the current one, but does not select it.
        if place >= 0 and not chosen.isRowSelected(place, QModelIndex()):
            flags = QItemSelectionModel.SelectionFlag
            chosen.setCurrentIndex(self._model.index(place, 0), flags.ClearAndSelect | flags.Rows)
        self._rendering = False
        self.filters.show_state(state)
        self.report.show_report(state.report, verifying=state.verifying, verified=state.verified)
        self.details.show_entry(state.entry, state.names)
        self._export.setVisible(state.may_export)
        printing = state.progress is not None
        for widget in (self._progress, self._stop):
            widget.setVisible(printing)
        self._progress.setRange(0, 100)
        self._progress.setValue(round((state.progress or 0.0) * 100))
        self._print.setEnabled(bool(state.shown) and not printing)
        self._export.setEnabled(bool(state.shown))
        self._month.setEnabled(not state.loading and not printing)
        self._verify.setEnabled(not state.verifying and bool(total))
        self._stack.setCurrentIndex(0 if state.shown else 1)
        if state.shown:
            self._empty.say_nothing()
        else:
            self._explain_nothing(state)

    def _explain_nothing(self, state: LedgerState) -> None:
        if state.error is not None:
            self._empty.show_failure(state.error)
        elif state.loading:
            self._empty.show_loading()
        elif state.total:
            self._empty.show_words(
                "search", self.tr("Nothing found"), self.tr("No entry is what the filters ask for.")
            )
        else:
            self._empty.show_words(
                "check-circle",
                self.tr("No entries yet"),
                self.tr("Every use of a seal, and every refusal, is entered here by itself."),
            )

    # Paper and files -------------------------------------------------------------------------------

    def ask_to_print(self) -> None:
        """Ask where the entries that are shown are to be printed."""
        state = self._presenter.state
        if not state.shown or state.progress is not None:
            return
        heading = self._paper(self.tr("Seal ledger"), state.wanted, state, entries=state.shown)
        self._offer(heading, len(state.shown), month=False)

    def close_month(self) -> None:
        """Show which seals end soon and offer the month's ledger on paper."""
        state = self._presenter.state
        wanted = LedgerQuery(period=month_to_close(self._presenter.today))
        ending = self.tr("Seals that end soon or have ended")
        notes = tuple(
            self.tr("{seal}: until {day}").format(seal=seal.name, day=words.day(seal.valid_until))
            for seal in state.expiring
        )
        heading = self._paper(
            self.tr("Seal ledger of the month"),
            wanted,
            state,
            entries=state.month,
            notes_title=ending,
            notes=notes,
        )
        self._offer(heading, len(state.month), month=True, notes_title=ending, notes=notes)

    def _offer(
        self,
        heading: Heading,
        entries: int,
        *,
        month: bool,
        notes_title: str = "",
        notes: tuple[str, ...] = (),
    ) -> None:
        offer = PrintOffer(
            title=heading.title,
            facts=heading.facts,
            entries=entries,
            sheets=sheets_for(entries, len(heading.notes)),
            notes_title=notes_title,
            notes=notes,
        )
        dialog = PrintLedgerDialog(
            offer,
            QPrinterInfo.availablePrinterNames(),
            with_file=self._presenter.state.may_export,
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ordered.connect(lambda target: self._presenter.print_ledger(heading, target, month=month))
        dialog.open()

    def _paper(
        self,
        title: str,
        wanted: LedgerQuery,
        state: LedgerState,
        *,
        entries: Sequence[LedgerEntry],
        notes_title: str = "",
        notes: tuple[str, ...] = (),
    ) -> Heading:
        """The words of a print in the window's language; behind the table, why uses were refused."""
        notes_title, notes = self._behind(notes_title, notes, entries)
        now = words.day_and_time(datetime.now(UTC))
        person = self._presenter.reader.name
        lines = [f"{person}  {self._presenter.device[:8]}", now]
        if state.demonstration:
            lines.insert(0, "【演示】")
        return Heading(
            title=title,
            facts=self._facts(wanted, state),
            columns=headings(),
            foot=self.tr("Printed by {person}, {time}").format(person=person, time=now),
            number=self.tr("Sheet {page} of {pages}"),
            watermark=Watermark(tuple(lines)),
            notes_title=notes_title,
            notes=notes,
            nothing=self.tr("No entries."),
        )

    def _behind(
        self, title: str, notes: tuple[str, ...], entries: Sequence[LedgerEntry]
    ) -> tuple[str, tuple[str, ...]]:
        """What follows the table: these notes, and of every refused use the reason."""
        refused = tuple(
            self.tr("No. {number}: {reason}").format(number=each.sequence_no, reason=reason(each))
            for each in reversed(entries)
            if each.outcome is UseOutcome.REFUSED
        )
        if not refused:
            return title, notes
        why = self.tr("Why uses were refused")
        return (title, (*notes, "", why, *refused)) if notes else (why, refused)

    def _facts(self, wanted: LedgerQuery, state: LedgerState) -> str:
        """What the filter leaves, as one line."""
        span = span_of(wanted.period, self._presenter.today, wanted.chosen)
        parts = [self._span(span)]
        if wanted.seal_id is not None:
            parts.append(state.names.seals.get(wanted.seal_id, wanted.seal_id))
        if wanted.person_id is not None:
            parts.append(state.names.people.get(wanted.person_id, wanted.person_id))
        if wanted.outcome is not None:
            parts.append(seal_words.use_outcome(wanted.outcome))
        if wanted.search:
            parts.append(self.tr("number “{text}”").format(text=wanted.search))
        return " · ".join(parts)

    def _span(self, span: Span) -> str:
        if span == Span():
            return self.tr("All entries")
        first = words.day(span.first) if span.first else "…"
        last = words.day(span.last) if span.last else "…"
        return f"{first} – {last}"

    def _ask_where_to_export(self) -> None:
        file = FileDialog.to_save(self.tr("Export the ledger"), self, suffix="csv")
        file.setObjectName("ledgerCsv")
        file.fileSelected.connect(lambda path: self._presenter.export(path, (*headings(), self.tr("Reason"))))
        file.open()

    def _was_printed(self, sheets: int) -> None:
        self._said.setText(self.tr("%n sheet(s) printed.", "", sheets))

    def _was_exported(self, entries: int) -> None:
        self._said.setText(self.tr("%n entry(ies) exported.", "", entries))
