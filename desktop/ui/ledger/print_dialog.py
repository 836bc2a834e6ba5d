"""Asks where the ledger is printed to; at the month's end it also shows which seals end soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.ledger.print_run import PrintTarget
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label

_MOST_NOTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOffer:
    """What is about to be printed, in words. `notes` are the seals that end soon."""

    title: str
    facts: str
    entries: int
    sheets: int
    notes_title: str = ""
    notes: tuple[str, ...] = ()


class PrintLedgerDialog(Sheet):
    """`ordered` carries a `PrintTarget`. A file is offered only `with_file`."""

    ordered = Signal(PrintTarget)

    def __init__(
        self, offer: PrintOffer, printers: Sequence[str], *, with_file: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printLedger")
        self.setWindowTitle(self.tr("Print the ledger"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        title = label("title", wrap=True)
        title.setText(offer.title)
        facts = label("muted", wrap=True)
        facts.setText(offer.facts)
        extent = label("muted", wrap=True)
        counted = self.tr("%n entry(ies)", "", offer.entries)
        paper = self.tr("%n sheet(s), A4 landscape", "", offer.sheets)
        extent.setText(f"{counted} · {paper}")
        for widget in (title, facts, extent):
            column.addWidget(widget)
        if offer.notes_title:
            column.addWidget(self._notes(offer))
        self._where = QComboBox()
        self._where.setObjectName("ledgerPrinter")
        for name in printers:
            self._where.addItem(name, name)
        if with_file:
            self._where.addItem(self.tr("PDF file…"), "")
        form = QFormLayout()
        form.addRow(self.tr("Where"), self._where)
        column.addLayout(form)
        none = label("caution", wrap=True)
        none.setText(self.tr("This computer has no printer, and the office's policy allows no file."))
        none.setVisible(not self._where.count())
        column.addWidget(none)
        column.addLayout(self._buttons())

    def _notes(self, offer: PrintOffer) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(16, 12, 16, 12)
        lines.setSpacing(4)
        heading = label("heading", wrap=True)
        heading.setText(offer.notes_title)
        lines.addWidget(heading)
        for note in offer.notes[:_MOST_NOTES] or (self.tr("None."),):
            said = label("muted", wrap=True)
            said.setText(note)
            lines.addWidget(said)
        return card

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        go = QPushButton(self.tr("Print"))
        go.setObjectName("printLedgerNow")
        go.setProperty("role", "primary")
        go.setEnabled(self._where.count() > 0)
        go.setDefault(True)
        go.clicked.connect(self._order)
        return answers(back, go)

    def _order(self) -> None:
        if self._where.currentData():
            self._tell(PrintTarget(printer=str(self._where.currentData())))
            return
        file = FileDialog.to_save(self.tr("Print into a file"), self, suffix="pdf")
        file.setObjectName("ledgerPdf")
        file.fileSelected.connect(lambda path: self._tell(PrintTarget(path=path)))
        file.open()

    def _tell(self, target: PrintTarget) -> None:
        self.ordered.emit(target)
        self.accept()
