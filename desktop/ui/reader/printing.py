"""Printing through our own pictures of the pages: true size, marked with who, where, when and which copy.

Nothing is spooled by us: the picture of one page at a time goes to the system's printer, or into a PDF file
that the person has chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from os import SEEK_END
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from core.errors import AppError
from core.ofd import Mark
from desktop.errors import PrinterRefused
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.wire import BoxMm, PageSize
from desktop.tasks import Ticket
from desktop.ui.parts.pages import Watermark
from desktop.ui.reader.markpaint import MarkPainter
from desktop.ui.reader.remarks import Remarks, RemarkSheets, paint_number
from desktop.ui.reader.sheets import Sides, placed
from desktop.written import written_beside

PRINT_DPI = 300
COPIES_MAX = 99
_MM_PER_INCH = 25.4
_PDF_END_BYTES = 64
_DUPLEX = {
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """Which pages (from 0) how often on what: a `printer` by name, or a PDF file at `path`.

    `annotated` asks for the person's own annotations on the paper, `grey` for no colour; `paper` is what
    pages are made smaller for, None for their true size.
    """

    pages: tuple[int, ...]
    copies: int = 1
    printer: str = ""
    path: str = ""
    annotated: bool = False
    sides: Sides = Sides.ONE
    paper: PageSize | None = None
    grey: bool = False


def pages_in(typed: str, page_count: int) -> tuple[int, ...]:
    """The pages (from 0) that a range such as "1-3, 7" names, each once and in order; all when it is empty.

    What is no range, or names a page that is not there, gives none.
    """
    if not typed.strip():
        return tuple(range(page_count))
    found: set[int] = set()
    for part in typed.replace("，", ",").replace("、", ",").replace("–", "-").replace("－", "-").split(","):
        first, dash, last = (each.strip() for each in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(first + last) > 12:
            return ()
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= page_count:
            return ()
        found.update(range(begin - 1, end))
    return tuple(sorted(found))


class _Sheet(NamedTuple):
    """One side of copy `copy`, counted from 1, which has `of` of them.

    `draw` draws all but the watermark into the part `at` (mm) of the sheet; without it the side stays empty.
    """

    copy: int
    of: int
    size: PageSize
    at: BoxMm
    draw: Callable[[QPainter, QRectF], None] | None


class PrintRun:
    """One order, carried out on a lane's thread; `marked` makes the watermark of a copy, counted from 1."""

    def __init__(
        self,
        reading: ReadingWorker,
        handle: Handle,
        order: PrintOrder,
        marked: Callable[[int], Watermark],
        *,
        marks: Sequence[Mark] = (),
        remarks: Remarks | None = None,
    ) -> None:
        self._reading = reading
        self._handle = handle
        self._order = order
        self._marked = marked
        self._marks = tuple(marks) if order.annotated else ()
        self._mark_painter = MarkPainter()
        self._remarks = remarks if order.annotated else None
        self.copies_begun = 0
        """How many copies have something on paper; what a printer has taken is not taken back."""

    def __call__(self, ticket: Ticket) -> int:
        """How many sheets were printed; a file stands only when it got whole.

        Raises `PrinterRefused`, and what `page_picture` raises.
        """
        if not self._order.path:
            return self._print(ticket, "")
        try:
            with written_beside(Path(self._order.path)) as unfinished:
                sheets = self._print(ticket, str(unfinished.path))
                if ticket.cancelled:
                    unfinished.give_up()
                elif not _is_whole(unfinished.path):
                    raise PrinterRefused
                return sheets
        except OSError as error:
            raise PrinterRefused from error

    def _print(self, ticket: Ticket, path: str) -> int:
        """On the printer, or into the PDF file at `path`."""
        printer = self._printer(path)
        painter: QPainter | None = None
        sheets = 0
        try:
            for sheet in self._sheets(ticket):
                if ticket.cancelled:
                    printer.abort()
                    break
                _set_paper(printer, sheet.size)
                if painter is None:
                    painter = QPainter()
                    if not painter.begin(printer):
                        raise PrinterRefused
                elif not printer.newPage():
                    raise PrinterRefused
                if sheet.draw is None:
                    continue
                self.copies_begun = sheet.copy
                px_per_mm = printer.resolution() / _MM_PER_INCH
                sheet.draw(painter, QRectF(*(each * px_per_mm for each in sheet.at)))
                paper = QRectF(0, 0, sheet.size.width_mm * px_per_mm, sheet.size.height_mm * px_per_mm)
                self._marked(sheet.copy).paint(painter, paper, px_per_mm)
                sheets += 1
                ticket.report(sheets / (sheet.of * self._order.copies))
        except AppError:
            printer.abort()
            raise
        finally:
            if painter is not None:
                painter.end()
        return sheets

    def _sheets(self, ticket: Ticket) -> Iterator[_Sheet]:
        """Copy by copy the pages, and after them what their annotations say."""
        sizes, pages = self._handle.summary.pages, self._order.pages
        paper, _at = placed(sizes[pages[-1]], self._order.paper)
        said = RemarkSheets(self._remarks, paper, PRINT_DPI / _MM_PER_INCH) if self._remarks else None
        of = len(pages) + (said.count if said else 0)
        for copy in range(1, self._order.copies + 1):
            for page in pages:
                size, at = placed(sizes[page], self._order.paper)
                yield _Sheet(copy, of, size, at, partial(self._draw_page, page, ticket))
            whole = BoxMm(0, 0, paper.width_mm, paper.height_mm)
            if said is not None:
                for number in range(said.count):
                    yield _Sheet(copy, of, paper, whole, partial(said.paint, number=number))
            if self._order.sides.both and of % 2 and copy < self._order.copies:
                yield _Sheet(copy, of, paper, whole, None)  # the next copy begins on a sheet of its own

    def _printer(self, path: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if path:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(path)
        else:
            printer.setPrinterName(self._order.printer)
            printer.setDuplex(_DUPLEX.get(self._order.sides, QPrinter.DuplexMode.DuplexNone))
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        printer.setDocName("Sealdesk")  # a title would lie in the system's list of jobs
        return printer

    def _draw_page(self, page: int, ticket: Ticket, painter: QPainter, paper: QRectF) -> None:
        picture = self._reading.page_picture(
            self._handle, page, dpi=PRINT_DPI, purpose="print", cancelled=lambda: ticket.cancelled
        )
        image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        sheet = image.convertToFormat(QImage.Format.Format_RGB32)
        self._annotate(sheet, page)
        grey = QImage.Format.Format_Grayscale8
        painter.drawImage(paper, sheet.convertToFormat(grey) if self._order.grey else sheet)

    def _annotate(self, sheet: QImage, page: int) -> None:
        """Onto the picture, not onto the paper: printers and PDF files do not multiply colours."""
        marks = [mark for mark in self._marks if mark.page == page]
        if not marks:
            return
        px_per_mm = sheet.width() / self._handle.summary.pages[page].width_mm
        to_px = QTransform.fromScale(px_per_mm, px_per_mm)
        painter = QPainter(sheet)
        try:
            for mark in marks:
                self._mark_painter.paint(painter, mark, to_px, px_per_mm, least_note_px=0.0)
                number = self._remarks.numbers.get(mark.mark_id) if self._remarks else None
                if number is not None:
                    paint_number(painter, mark, number, px_per_mm)
        finally:
            painter.end()


def picture_on_paper(reading: ReadingWorker, handle: Handle, page: int, px_per_mm: float) -> QImage:
    """A page's picture as it is printed. Raises what `page_picture` raises. On a lane's thread."""
    picture = reading.page_picture(handle, page, px_per_mm=px_per_mm, purpose="print")
    drawn = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    return drawn.convertToFormat(QImage.Format.Format_RGB32)


def _is_whole(pdf: Path) -> bool:
    """Whether the file has its end: Qt does not tell when a disk is full."""
    try:
        with pdf.open("rb") as file:
            file.seek(max(0, file.seek(0, SEEK_END) - _PDF_END_BYTES))
            return b"%%EOF" in file.read(_PDF_END_BYTES)
    except OSError:
        return False


def _set_paper(printer: QPrinter, size: PageSize) -> None:
    paper = QPageSize(QSizeF(size.width_mm, size.height_mm), QPageSize.Unit.Millimeter)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, upright, QMarginsF(0, 0, 0, 0)))
