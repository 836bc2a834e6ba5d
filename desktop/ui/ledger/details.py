"""Below the table: the chosen entry's digests. Above it: what verification found."""

from __future__ import annotations

from msgspec import UNSET
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.office import LedgerEntry, UseOutcome
from core.seal.ledger import LedgerReport, entry_digest
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.ledger.state import Names
from desktop.ui.messages import refusal
from desktop.ui.parts.states import Glyph, label
from desktop.ui.parts.tones import Pill, Tone
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_MOST_NUMBERS = 12


class EntryDetails(View):
    """The digests of one entry in full, to be compared by eye; hidden when none is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: LedgerEntry | None = None
        self._names = Names()
        self._title = label("heading")
        self._facts = label("muted", wrap=True)
        self._captions = [label("small") for _ in range(4)]
        self._digests = [_digest() for _ in range(4)]
        frame = QFrame()
        frame.setProperty("role", "foot")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._facts, 1)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for number, (caption, digest) in enumerate(zip(self._captions, self._digests, strict=True)):
            row, side = divmod(number, 2)
            grid.addWidget(caption, row, side * 2)
            grid.addWidget(digest, row, side * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.setObjectName("entryDetails")
        self.retranslate()

    def show_entry(self, entry: LedgerEntry | None, names: Names) -> None:
        self._entry, self._names = entry, names
        self.retranslate()

    def retranslate(self) -> None:
        for caption, text in zip(
            self._captions,
            (
                self.tr("File before"),
                self.tr("File after"),
                self.tr("Entry before"),
                self.tr("This entry"),
            ),
            strict=True,
        ):
            caption.setText(text)
        entry = self._entry
        if entry is None:
            self.hide()
            return
        self._title.setText(self.tr("No. {number}").format(number=entry.sequence_no))
        self._facts.setText(" · ".join(self._said_of(entry)))
        values = (entry.original_blob, entry.sealed_blob, entry.previous, entry_digest(entry))
        for digest, value in zip(self._digests, values, strict=True):
            digest.setText(words.digest(value or "—"))
        self.show()  # with its words in place: shown before, it was laid out for empty labels

    def _said_of(self, entry: LedgerEntry) -> list[str]:
        copies = self.tr("%n copy(ies)", "", entry.copies)
        said = [words.day_and_time(entry.used_at), copies]
        if entry.witness_id is not None:
            witness = self._names.people.get(entry.witness_id, entry.witness_id)
            said.append(self.tr("Witness {person}").format(person=witness))
        if entry.outcome is UseOutcome.REFUSED:
            said.append(refusal(entry.reason))
        if entry.witness_digest:
            said.append(self.tr("Witness confirmed: {digest}…").format(digest=entry.witness_digest[:8]))
        elif entry.outcome is UseOutcome.SEALED:
            said.append(self.tr("No witness's signature"))
        if entry.permit is not UNSET:
            when = words.day_and_time(entry.permit.granted_at)
            said.append(self.tr("Permitted by the gateway {time}").format(time=when))
        elif entry.offline:
            said.append(self.tr("Off line, without asking the gateway"))
        if entry.operator_signature:
            said.append(self.tr("Signed by the custodian"))
        if entry.gateway_signature:
            said.append(self.tr("Signed by the gateway"))
        return said


class ReportStrip(View):
    """A pill, a sentence and the numbers in question; hidden until somebody has asked."""

    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: LedgerReport | None = None
        self._verifying, self._verified = False, 0.0
        self._glyph = Glyph("shield", 20)
        self._pill = Pill()
        self._pill.setObjectName("ledgerVerdict")
        self._sentence = label("heading", wrap=True)
        self._sentence.setObjectName("ledgerReport")
        self._more = label("muted", wrap=True)
        self._close = QPushButton(icon("close"), "")
        self._close.setObjectName("ledgerReportClose")
        self._close.setProperty("role", "quiet")
        self._close.clicked.connect(self.put_away)
        frame = QFrame()
        frame.setProperty("role", "bar")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 10, 8, 10)
        row.setSpacing(12)
        words_column = QVBoxLayout()
        words_column.setSpacing(2)
        words_column.addWidget(self._sentence)
        words_column.addWidget(self._more)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_column, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.retranslate()

    def show_report(self, report: LedgerReport | None, *, verifying: bool, verified: float = 0.0) -> None:
        """Show what was found, or that it is being looked for: `verified` is 0–1."""
        self._report, self._verifying, self._verified = report, verifying, verified
        self.retranslate()

    def retranslate(self) -> None:
        report = self._report
        closing = self.tr("Stop") if self._verifying else self.tr("Close")
        self._close.setAccessibleName(closing)
        self._close.setToolTip(closing)
        self.setVisible(self._verifying or report is not None)
        if self._verifying:
            self._glyph.show_icon("clock", COLOURS.ink_soft)
            self._pill.say("", Tone.QUIET)
            self._sentence.setText(self.tr("Checking the chain, the numbers and the signatures…"))
            self._more.setText(f"{round(self._verified * 100)} %")
        elif report is not None:
            tone = Tone.GOOD if report.unbroken else Tone.DANGER
            self._glyph.show_icon(tone.icon, tone.ink)
            self._pill.say(self.tr("Complete") if report.unbroken else self.tr("Not complete"), tone)
            self._sentence.setText(self._verdict(report))
            self._more.setText(self._particulars(report))
        self._more.setVisible(bool(self._more.text()))

    def _verdict(self, report: LedgerReport) -> str:
        if report.unbroken and report.partial:
            return self.tr(
                "%n entry(ies): the links between neighbours hold, every signature is right.",
                "",
                report.entries,
            )
        if report.unbroken:
            return self.tr(
                "%n entry(ies): no number is missing, the chain holds, every signature is right.",
                "",
                report.entries,
            )
        return self.tr("The ledger is not as it was written. Tell the auditor before anything else is done.")

    def _particulars(self, report: LedgerReport) -> str:
        parts = []
        if report.gaps:
            parts.append(self.tr("Numbers missing: {numbers}").format(numbers=_numbers(report.gaps)))
        if report.broken_links:
            parts.append(self.tr("Chain broken at: {numbers}").format(numbers=_numbers(report.broken_links)))
        if report.bad_signatures:
            numbers = _numbers(report.bad_signatures)
            parts.append(self.tr("Wrong signature at: {numbers}").format(numbers=numbers))
        if report.partial:
            parts.append(self.tr("Only the entries you may see were checked; the auditor checks them all."))
        parts.append(self.tr("Checked {time}").format(time=words.day_and_time(report.checked_at)))
        return " · ".join(parts)


def _numbers(found: tuple[int, ...]) -> str:
    shown = words.and_so_on(str(number) for number in found[:_MOST_NUMBERS])
    return f"{shown} … ({len(found)})" if len(found) > _MOST_NUMBERS else shown


def _digest() -> QLabel:
    made = label("mono", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(120)
    return made
