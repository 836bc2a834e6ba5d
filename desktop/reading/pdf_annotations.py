"""The annotations of a PDF's pages as a list (ISO 32000-1 12.5): who, when, what; not how they look."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from desktop.reading.facts import box_mm, line
from desktop.reading.pdf_text import Grid
from desktop.reading.wire import AnnotationMark

PAGE_ANNOTATIONS_MAX = 1_000
_WORDS_BYTES_MAX = 1 << 20
_KINDS = {
    pdfium.FPDF_ANNOT_TEXT: "note",
    pdfium.FPDF_ANNOT_FREETEXT: "text",
    pdfium.FPDF_ANNOT_LINE: "drawing",
    pdfium.FPDF_ANNOT_SQUARE: "drawing",
    pdfium.FPDF_ANNOT_CIRCLE: "drawing",
    pdfium.FPDF_ANNOT_POLYGON: "drawing",
    pdfium.FPDF_ANNOT_POLYLINE: "drawing",
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium.FPDF_ANNOT_SQUIGGLY: "underline",
    pdfium.FPDF_ANNOT_STRIKEOUT: "strikeout",
    pdfium.FPDF_ANNOT_STAMP: "stamp",
    pdfium.FPDF_ANNOT_CARET: "note",
    pdfium.FPDF_ANNOT_INK: "ink",
    pdfium.FPDF_ANNOT_FILEATTACHMENT: "file",
    pdfium.FPDF_ANNOT_WATERMARK: "watermark",
}
# Links are followed, fields are filled in, and a popup only repeats what its annotation says.
_NONE = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP)
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?")


def page_annotations(page: pypdfium2.PdfPage, number: int, grid: Grid) -> tuple[AnnotationMark, ...]:
    """Those of one page, in the file's order."""
    return tuple(_marks(page, number, grid))


def _marks(page: pypdfium2.PdfPage, number: int, grid: Grid) -> Iterator[AnnotationMark]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), PAGE_ANNOTATIONS_MAX)):
        annot = pdfium.FPDFPage_GetAnnot(page, index)
        if not annot:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annot) not in _NONE:
                yield _mark(annot, number, grid)
        finally:
            pdfium.FPDFPage_CloseAnnot(annot)


@contextlib.contextmanager
def held_at_true_size(page: pypdfium2.PdfPage, zoom: float) -> Iterator[None]:
    """Let annotations that say NoZoom (12.5.3) keep their true size, about their top left corner, while the
    page is drawn `zoom` times enlarged: PDFium fits appearances into their rectangles."""
    held = list(_shrunk(page, zoom)) if zoom != 1.0 else []
    try:
        yield
    finally:
        for annot, area in held:
            pdfium.FPDFAnnot_SetRect(annot, area)
            pdfium.FPDFPage_CloseAnnot(annot)


def _shrunk(page: pypdfium2.PdfPage, zoom: float) -> Iterator[tuple[object, pdfium.FS_RECTF]]:
    """Shrink them; each with its own rectangle, to be given back."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), PAGE_ANNOTATIONS_MAX)):
        annot, area = pdfium.FPDFPage_GetAnnot(page, index), pdfium.FS_RECTF()
        flags = pdfium.FPDFAnnot_GetFlags(annot) if annot else 0
        if not flags & pdfium.FPDF_ANNOT_FLAG_NOZOOM or not pdfium.FPDFAnnot_GetRect(annot, area):
            pdfium.FPDFPage_CloseAnnot(annot)
            continue
        left, top = min(area.left, area.right), max(area.top, area.bottom)
        width, height = abs(area.right - area.left) / zoom, abs(area.top - area.bottom) / zoom
        pdfium.FPDFAnnot_SetRect(annot, pdfium.FS_RECTF(left, top, left + width, top - height))
        yield annot, area


def _mark(annot: object, number: int, grid: Grid) -> AnnotationMark:
    flags, area = pdfium.FPDFAnnot_GetFlags(annot), pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annot, area)
    hidden = bool(flags & pdfium.FPDF_ANNOT_FLAG_HIDDEN)
    return AnnotationMark(
        page=number,
        box_mm=box_mm(grid.box(area.left, area.bottom, area.right, area.top)),
        kind=_KINDS.get(pdfium.FPDFAnnot_GetSubtype(annot), "other"),
        author=annotation_text(annot, b"T"),
        changed=_moment(annotation_text(annot, b"M")),
        words=annotation_text(annot, b"Contents"),
        shown=not hidden and not flags & pdfium.FPDF_ANNOT_FLAG_NOVIEW,
        prints=not hidden and bool(flags & pdfium.FPDF_ANNOT_FLAG_PRINT),
    )


def annotation_text(annot: object, key: bytes) -> str:
    """A string that an annotation says of itself, empty when it has none."""
    length = pdfium.FPDFAnnot_GetStringValue(annot, key, None, 0)
    if not 2 < length <= _WORDS_BYTES_MAX:
        return ""
    buffer = ctypes.create_string_buffer(length)
    units = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annot, key, units, length)
    return line(buffer.raw[: length - 2].decode("utf-16-le", "replace"))


def _moment(date: str) -> str:
    """A PDF date (7.9.4) as people write it; anything else as it stands."""
    found = _DATE.match(date)
    if found is None:
        return date
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}" if hour else "")
