"""What a PDF says about itself, as answers of the worker."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from desktop.reading.pdf_signatures import signature_marks
from desktop.reading.pdf_text import Grid
from desktop.reading.wire import (
    OUTLINE_MAX,
    Attachment,
    Bookmark,
    BoxMm,
    DocumentSummary,
    OutlineEntry,
    PageSize,
    Rights,
    Warned,
)

MM_PER_POINT = 25.4 / 72
ATTACHMENTS_MAX = 1_000
BOOKMARKS_MAX = 2_000
_NAME_BYTES = 1_024
_URI_BYTES = 4_096
_A4 = PageSize(210.0, 297.0)
_ABOUT = {
    "title": "Title",
    "author": "Author",
    "subject": "Subject",
    "creator": "Creator",
    "producer": "Producer",
    "keywords": "Keywords",
    "created": "CreationDate",
    "modified": "ModDate",
}
# ISO 32000-1 table 22: bits 3, 4, 5 and 6 from 1.
_PRINT, _MODIFY, _COPY, _ANNOTATE = 1 << 2, 1 << 3, 1 << 4, 1 << 5


def pdf_summary(document: pypdfium2.PdfDocument) -> DocumentSummary:
    warnings: list[Warned] = []
    if pdfium.FPDF_GetFormType(document) == pdfium.FORMTYPE_XFA_FULL:
        warnings.append(Warned("pdf.xfa_form"))  # its pages hold no more than a request to wait
    pages = tuple(_page_size(document, page, warnings) for page in range(len(document)))
    facts = {name: decoded(document.get_metadata_value, key) for name, key in _ABOUT.items()}
    rights = _rights(document)

    def place(page: pypdfium2.PdfPage, number: int, edges: tuple[float, float, float, float]) -> BoxMm:
        return BoxMm(*Grid(page, pages[number]).box(*edges))

    return DocumentSummary(
        format="pdf",
        pages=pages,
        about={name: fact for name, fact in facts.items() if fact},
        outline=tuple(_outline(document, pages)),
        bookmarks=tuple(_bookmarks(document, pages)),
        attachments=tuple(_attachments(document)),
        permissions={
            "edit": rights.edit,
            "annotate": rights.annotate,
            "export": rights.export,
            "print": rights.printable,
        },
        rights=rights,
        signatures=tuple(signature_marks(document, place)),
        warnings=tuple(warnings),
    )


def _page_size(document: pypdfium2.PdfDocument, page: int, warnings: list[Warned]) -> PageSize:
    try:
        width, height = document.get_page_size(page)
    except pypdfium2.PdfiumError:
        width = height = 0.0
    if not (width > 0 and height > 0) and _uncropped(document, page):
        warnings.append(Warned("pdf.crop_outside", page=page))
        width, height = document.get_page_size(page)
    if not (0 < width < 250_000 and 0 < height < 250_000):
        warnings.append(Warned("pdf.page_size", page=page))
        return _A4
    return PageSize(width * MM_PER_POINT, height * MM_PER_POINT)


def _uncropped(document: pypdfium2.PdfDocument, page: int) -> bool:
    """Show a page whose CropBox leaves nothing of it whole, which other readers do; whether that helps."""
    try:
        loaded = document.get_page(page)
        area = loaded.get_mediabox(fallback_ok=False)
        if area is not None:
            loaded.set_cropbox(*area)
        loaded.close()
        return area is not None and min(document.get_page_size(page)) > 0
    except pypdfium2.PdfiumError:
        return False


def _outline(document: pypdfium2.PdfDocument, pages: tuple[PageSize, ...]) -> Iterator[OutlineEntry]:
    for _, bookmark in zip(range(OUTLINE_MAX), document.get_toc(), strict=False):
        destination = bookmark.get_dest()
        place = None if destination is None else dest_place(destination.raw, document, pages)
        uri = action_uri(document, pdfium.FPDFBookmark_GetAction(bookmark.raw)) if place is None else None
        yield OutlineEntry(
            decoded(bookmark.get_title),
            min(bookmark.level, 64),
            page=place.page if place else None,
            top_mm=place.top_mm if place else None,
            left_mm=place.left_mm if place else None,
            uri=uri,
            expanded=bookmark.get_count() >= 0,
        )


def dest_place(
    destination: object, document: pypdfium2.PdfDocument, pages: tuple[PageSize, ...]
) -> Bookmark | None:
    """Where a destination leads; its place is that of a page that is neither turned nor cropped."""
    page = pdfium.FPDFDest_GetDestPageIndex(document, destination)
    if not 0 <= page < len(pages):
        return None
    known = [ctypes.c_int() for _ in range(3)]
    x, y, zoom = (pdfium.FS_FLOAT() for _ in range(3))
    found = pdfium.FPDFDest_GetLocationInPage(destination, *known, x, y, zoom)
    size = pages[page]
    top = size.height_mm - y.value * MM_PER_POINT
    return Bookmark(
        "",
        page,
        top_mm=min(max(0.0, top), size.height_mm) if found and known[1].value else None,
        left_mm=min(max(0.0, x.value * MM_PER_POINT), size.width_mm) if found and known[0].value else None,
    )


def action_uri(document: pypdfium2.PdfDocument, action: object) -> str | None:
    """The address an action opens; None for every other kind: those are never run."""
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    buffer = ctypes.create_string_buffer(_URI_BYTES)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def _bookmarks(document: pypdfium2.PdfDocument, pages: tuple[PageSize, ...]) -> Iterator[Bookmark]:
    for index in range(min(pdfium.FPDF_CountNamedDests(document), BOOKMARKS_MAX)):
        buffer, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_long(_NAME_BYTES)
        destination = pdfium.FPDF_GetNamedDest(document, index, buffer, length)
        place = dest_place(destination, document, pages) if destination and length.value > 0 else None
        if place is not None:
            name = buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")
            yield msgspec.structs.replace(place, name=name)


def _rights(document: pypdfium2.PdfDocument) -> Rights:
    """The user's rights of an encrypted PDF (ISO 32000-1 7.6.3.2); all without encryption."""
    bits = pdfium.FPDF_GetDocUserPermissions(document)
    return Rights(
        edit=bool(bits & _MODIFY),
        annotate=bool(bits & _ANNOTATE),
        export=bool(bits & _COPY),
        printable=bool(bits & _PRINT),
    )


def _attachments(document: pypdfium2.PdfDocument) -> Iterator[Attachment]:
    for index in range(min(document.count_attachments(), ATTACHMENTS_MAX)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            yield Attachment(index, decoded(document.get_attachment(index).get_name))


def decoded(read: Callable[..., str], *arguments: str) -> str:
    """What PDFium says in UTF-16, which a damaged file cuts off in the middle of a character."""
    try:
        return read(*arguments).encode("utf-8", "replace").decode("utf-8")[:4096]
    except UnicodeDecodeError:
        return "\ufffd"
