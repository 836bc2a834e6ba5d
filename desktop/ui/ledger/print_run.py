"""Bringing the ledger's sheets to a printer or into a PDF file, on a lane's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from core.errors import AppError
from core.office import LedgerEntry
from desktop.errors import PrinterRefused
from desktop.tasks import Ticket
from desktop.ui.ledger.columns import lines_of
from desktop.ui.ledger.sheets import Heading, Sheets
from desktop.ui.ledger.state import Names

_DPI = 300
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class PrintTarget:
    """A `printer` by name, or else a PDF file at `path`."""

    printer: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPrint:
    """One print of these entries, in their order; called with its ticket."""

    heading: Heading
    entries: Sequence[LedgerEntry]
    names: Names
    target: PrintTarget

    def __call__(self, ticket: Ticket) -> int:
        """How many sheets were printed; fewer when it was cancelled. Raises `PrinterRefused`."""
        sheets = Sheets(self.heading, lines_of(self.entries, self.names))
        printer = self._printer()
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterRefused
        printed = 0
        try:
            for sheet in range(sheets.count):
                if ticket.cancelled:
                    printer.abort()
                    break
                if sheet and not printer.newPage():
                    raise PrinterRefused
                sheets.paint(painter, sheet, printer.resolution() / _MM_PER_INCH)
                printed += 1
                ticket.report(printed / sheets.count)
        except AppError:
            printer.abort()
            raise
        finally:
            painter.end()
        return printed

    def _printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self.target.path:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self.target.path)
        else:
            printer.setPrinterName(self.target.printer)
        printer.setResolution(_DPI)
        printer.setFullPage(True)
        printer.setDocName("Sealdesk")
        landscape = QPageLayout.Orientation.Landscape
        paper = QPageSize(QPageSize.PageSizeId.A4)
        printer.setPageLayout(QPageLayout(paper, landscape, QMarginsF(0, 0, 0, 0)))
        return printer
