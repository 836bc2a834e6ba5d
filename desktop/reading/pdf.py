"""PDF behind the reader's port, by PDFium: never with JavaScript, never with the network."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO
from PySide6.QtGui import QImage, QTransform

from core.ofd import TextRun
from core.ofd.display import Box
from desktop.reading import wire
from desktop.reading.errors import (
    NoSuchAttachment,
    PdfDamaged,
    PdfPageDamaged,
    PdfPasswordNeeded,
    PdfProtectionUnknown,
    PdfTooManyPages,
)
from desktop.reading.facts import box_mm
from desktop.reading.fontfiles import FontFiles
from desktop.reading.pdf_annotations import held_at_true_size, page_annotations
from desktop.reading.pdf_likeness import seal_like_pictures
from desktop.reading.pdf_repair import mended
from desktop.reading.pdf_summary import action_uri, dest_place, pdf_summary
from desktop.reading.pdf_text import Grid, text_runs
from desktop.reading.wire import (
    TRUE_SIZE,
    AnnotationMark,
    Bookmark,
    Details,
    DocumentSummary,
    Link,
    OutlineEntry,
    PageMarks,
    PageSize,
    PageView,
    Purpose,
    RectPx,
    Warned,
)

if TYPE_CHECKING:
    from desktop.reading.pdf_bare import Bare

LINKS_MAX = 2_000
_COLLECTION = b"/Collection"
WITHOUT_JAVASCRIPT = "V8" not in PDFIUM_INFO.flags
"""Whether this PDFium was built without a JavaScript engine; one that has it gets no forms."""


def open_pdf_document(content: bytes, password: str = "", fonts: FontFiles | None = None) -> PdfReadable:
    """A PDF; `fonts` stand in where we draw text ourselves.

    Raises `PdfDamaged`, `PdfPasswordNeeded`, `PdfProtectionUnknown`, `PdfTooManyPages`."""
    repaired = False
    try:
        document = pypdfium2.PdfDocument(content, password=password or None)
    except pypdfium2.PdfiumError as error:
        _require_damage(content, error.err_code, password)
        document = _mended(content)
        repaired = True
    if not 0 < len(document) <= wire.PAGES_MAX:
        count = len(document)
        document.close()
        if count:
            raise PdfTooManyPages(page_count=count, limit=wire.PAGES_MAX)
        raise PdfDamaged
    if WITHOUT_JAVASCRIPT:
        with contextlib.suppress(pypdfium2.PdfiumError):
            document.init_forms()  # so that filled-in fields are drawn
    summary = pdf_summary(document)
    told = [Warned("pdf.repaired")] if repaired else []
    if summary.attachments and _is_portfolio(content):
        told.append(Warned("pdf.portfolio"))
    if told:
        summary = msgspec.structs.replace(summary, warnings=(*told, *summary.warnings))
    return PdfReadable(document, summary, fonts or FontFiles(()))


def _is_portfolio(content: bytes) -> bool:
    """Whether the files inside are what the PDF is about (ISO 32000-1 12.3.5), as far as that stands open."""
    at = content.find(_COLLECTION)
    return at >= 0 and not content[at + len(_COLLECTION) :][:1].isalpha()


def _mended(content: bytes) -> pypdfium2.PdfDocument:
    for tried in mended(content):
        with contextlib.suppress(pypdfium2.PdfiumError):
            document = pypdfium2.PdfDocument(tried)
            if len(document):
                return document
            document.close()
    raise PdfDamaged


def _require_damage(content: bytes, fault: int, password: str) -> None:
    """Refuse what is not damaged but closed to us.

    PDFium keeps the last error of another file where it tells of none itself, so that a file that is not
    encrypted would be asked for its password: only what has the dictionary of an encrypted file is one.
    """
    if b"/Encrypt" in content:
        if fault == pdfium.FPDF_ERR_PASSWORD:
            raise PdfPasswordNeeded(wrong=bool(password))
        if fault == pdfium.FPDF_ERR_SECURITY:
            raise PdfProtectionUnknown


class PdfReadable(msgspec.Struct):
    """An open PDF (a `ReadableDocument`)."""

    _document: pypdfium2.PdfDocument
    _summary: DocumentSummary
    _fonts: FontFiles
    _pages: dict[int, pypdfium2.PdfPage] = msgspec.field(default_factory=dict)
    _bare: dict[int, tuple[Bare, ...]] = msgspec.field(default_factory=dict)

    def summary(self, around: int = -1) -> DocumentSummary:
        """PDFium knows all sizes at once, whatever is asked for."""
        return self._summary

    def outline(self) -> tuple[tuple[OutlineEntry, ...], tuple[Bookmark, ...]]:
        return self._summary.outline, self._summary.bookmarks

    def sizes(self, pages: range) -> tuple[PageSize, ...]:
        return self._summary.pages[pages.start : pages.stop]

    def details(self) -> Details:
        return Details()

    def marks(self, page: int) -> PageMarks:
        """Raises `PdfPageDamaged`."""
        loaded = self._page(page)
        stamps = [
            Box(*place.box_mm)
            for signature in self._summary.signatures
            for place in signature.stamps
            if place.page == page
        ]
        grid = Grid(loaded, self._summary.pages[page])
        return PageMarks(tuple(seal_like_pictures(loaded, grid, stamps)))

    def draw(
        self,
        page: int,
        *,
        px_per_mm: float,
        rect: RectPx,
        purpose: Purpose = "screen",
        view: PageView = TRUE_SIZE,
    ) -> tuple[QImage, tuple[Warned, ...]]:
        """Raises `PdfPageDamaged`."""
        flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_PRINTING if purpose == "print" else 0)
        size = self._summary.pages[page]
        picture = QImage(rect.width, rect.height, QImage.Format.Format_RGB32)
        if picture.isNull():
            raise MemoryError
        picture.fill(0xFFFFFFFF)
        pixels = (ctypes.c_char * picture.sizeInBytes()).from_buffer(picture.bits())
        bitmap = pdfium.FPDFBitmap_CreateEx(
            rect.width, rect.height, pdfium.FPDFBitmap_BGRx, ctypes.addressof(pixels), picture.bytesPerLine()
        )
        try:
            place = (
                -rect.left,
                -rect.top,
                max(1, round(size.width_mm * px_per_mm)),
                max(1, round(size.height_mm * px_per_mm)),
            )
            loaded = self._page(page)
            with held_at_true_size(loaded, view.zoom):
                pdfium.FPDF_RenderPageBitmap(bitmap, loaded, *place, 0, flags)
            if loaded.formenv is not None:
                pdfium.FPDF_FFLDraw(loaded.formenv, bitmap, loaded, *place, 0, flags)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        bare = [one for one in self._bare[page] if (one.prints if purpose == "print" else one.shown)]
        if bare:
            from desktop.reading.pdf_bare import draw_bare  # noqa: PLC0415  few annotations lack an appearance

            space = QTransform.fromScale(px_per_mm, px_per_mm)
            draw_bare(picture, bare, self._fonts, space * QTransform.fromTranslate(-rect.left, -rect.top))
        return picture, ()

    def runs(self, page: int) -> tuple[TextRun, ...]:
        """Raises `PdfPageDamaged`."""
        loaded = self._page(page)
        grid = Grid(loaded, self._summary.pages[page])
        textpage = loaded.get_textpage()
        try:
            runs = text_runs(textpage, grid)
        finally:
            textpage.close()
        if loaded.formenv is None or not pdfium.FPDFPage_GetAnnotCount(loaded):
            return runs
        from desktop.reading.pdf_fields import with_fields  # noqa: PLC0415  few pages have forms

        return with_fields(runs, loaded, grid)

    def annotated(self, page: int) -> str:
        """Nothing: PDFium reads what a page holds, and `annotations` what they say."""
        return ""

    def characters(self, page: int) -> str:
        """Raises `PdfPageDamaged`."""
        return "".join(run.text for run in self.runs(page))

    def links(self, page: int) -> tuple[Link, ...]:
        """Raises `PdfPageDamaged`."""
        loaded = self._page(page)
        return tuple(self._links(loaded, Grid(loaded, self._summary.pages[page])))

    def annotations(self, page: int) -> tuple[AnnotationMark, ...]:
        """Raises `PdfPageDamaged`."""
        loaded = self._page(page)
        return page_annotations(loaded, page, Grid(loaded, self._summary.pages[page]))

    def attachment(self, index: int) -> bytes:
        try:
            return bytes(self._document.get_attachment(index).get_data())
        except pypdfium2.PdfiumError as error:
            raise NoSuchAttachment(index=index) from error

    def close(self) -> None:
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._document.close()

    def _page(self, page: int) -> pypdfium2.PdfPage:
        if page not in self._pages:
            try:
                loaded = self._document.get_page(page)
            except pypdfium2.PdfiumError as error:
                raise PdfPageDamaged(page=page) from error
            if len(self._pages) >= 16:
                self._pages.pop(next(iter(self._pages))).close()
            self._pages[page] = loaded
            if page not in self._bare:
                self._bare[page] = self._bare_of(loaded, page)
        return self._pages[page]

    def _bare_of(self, loaded: pypdfium2.PdfPage, page: int) -> tuple[Bare, ...]:
        if not pdfium.FPDFPage_GetAnnotCount(loaded):
            return ()
        from desktop.reading.pdf_bare import bare_annotations  # noqa: PLC0415  few pages have annotations

        return bare_annotations(loaded, Grid(loaded, self._summary.pages[page]))

    def _links(self, page: pypdfium2.PdfPage, grid: Grid) -> Iterator[Link]:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        for _ in range(LINKS_MAX):
            if not pdfium.FPDFLink_Enumerate(page, position, link):
                return
            area = pdfium.FS_RECTF()
            if not pdfium.FPDFLink_GetAnnotRect(link, area):
                continue
            box = box_mm(grid.box(area.left, area.bottom, area.right, area.top))
            destination = pdfium.FPDFLink_GetDest(self._document, link)
            place = dest_place(destination, self._document, self._summary.pages) if destination else None
            uri = action_uri(self._document, pdfium.FPDFLink_GetAction(link)) if place is None else None
            if place is not None:
                yield Link(box, page=place.page, left_mm=place.left_mm, top_mm=place.top_mm)
            elif uri is not None:
                yield Link(box, uri=uri)
