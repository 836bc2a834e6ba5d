"""Annotations of a PDF that come without an appearance (ISO 32000-1 12.5.5), and which PDFium leaves out.

Lines, polygons and free text are drawn by what they say of themselves, with what draws an OFD's pages.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QTransform

from core.ofd.display import Box, FontSource, GlyphRun, Item, Path, PathItem, Pen, Rgba, Rule, SolidPaint
from core.ofd.geometry import IDENTITY
from core.ofd.glyphs import estimated_advance
from desktop.reading.canvas import Canvas, Resources
from desktop.reading.fontfiles import FontFiles
from desktop.reading.fontstack import Typefaces
from desktop.reading.paint import draw_items
from desktop.reading.pdf_annotations import PAGE_ANNOTATIONS_MAX, annotation_text
from desktop.reading.pdf_text import Grid
from desktop.reading.shapes import Outlines

_LINE, _POLYGON, _POLYLINE = (
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_POLYLINE,
)
_FREETEXT = pdfium.FPDF_ANNOT_FREETEXT
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN
_NOTHING = (pdfium.FPDF_OBJECT_UNKNOWN, pdfium.FPDF_OBJECT_NULLOBJ)
_POINTS_MAX = 10_000
_LINES_MAX = 500
_PAGE_DRAWN_MAX = 100_000
"""Points and letters of one page: about a second of painting."""
_SIZE = re.compile(r"([\d.]{1,8})\s*(?:pt\b|Tf\b)")
_GREY_OR_RGB = re.compile(r"([\d.]+(?:\s+[\d.]+\s+[\d.]+)?)\s+(?:rg|g)\b")
_WEB_COLOUR = re.compile(r"color:\s*#([0-9A-Fa-f]{6})")
_USUAL_PT, _MOST_PT = 12.0, 300.0
_INSET_PT, _ASCENT, _LEADING = 2.0, 0.9, 1.2
_BLACK = Rgba(0, 0, 0)


class Bare(msgspec.Struct, frozen=True):
    """What one annotation draws, mm on the page as shown; whether the screen shows it, and paper."""

    items: tuple[Item, ...]
    shown: bool
    prints: bool


def bare_annotations(page: pypdfium2.PdfPage, grid: Grid) -> tuple[Bare, ...]:
    """Those of a page, before it is drawn for the first time: PDFium makes some appearances while drawing."""
    return tuple(_found(page, grid))


def draw_bare(picture: QImage, bare: Sequence[Bare], files: FontFiles, space: QTransform) -> None:
    """Lay them over the page; `space` maps its mm to the picture's pixels."""
    resources = Resources(lambda key: FontSource(key=key, name="Helvetica"), lambda _: None, Typefaces(files))
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = QRect(0, 0, picture.width(), picture.height())
        canvas = Canvas(painter, resources, Outlines(), visible, draw_items)
        for one in bare:
            draw_items(canvas, one.items, space)
    finally:
        painter.end()


def _found(page: pypdfium2.PdfPage, grid: Grid) -> Iterator[Bare]:
    drawn = 0
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), PAGE_ANNOTATIONS_MAX)):
        if drawn > _PAGE_DRAWN_MAX:
            return
        annot = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            flags = pdfium.FPDFAnnot_GetFlags(annot) if annot else _HIDDEN
            if flags & _HIDDEN or pdfium.FPDFAnnot_GetValueType(annot, b"AP") not in _NOTHING:
                continue
            items = tuple(_items(annot, grid))
            drawn += sum(len(item.text if isinstance(item, GlyphRun) else item.path.ops) for item in items)
            if items:
                shown = not flags & pdfium.FPDF_ANNOT_FLAG_NOVIEW
                yield Bare(items, shown, bool(flags & pdfium.FPDF_ANNOT_FLAG_PRINT))
        finally:
            pdfium.FPDFPage_CloseAnnot(annot)


def _items(annot: object, grid: Grid) -> Iterator[GlyphRun | PathItem]:
    kind = pdfium.FPDFAnnot_GetSubtype(annot)
    if kind == _FREETEXT:
        yield from _text(annot, grid)
        return
    points = _points(annot, kind)
    if len(points) < 2:
        return
    places = [grid.point(x, y) for x, y in points]
    ops = "M" + "L" * (len(places) - 1) + ("C" if kind == _POLYGON else "")
    path = Path(ops, tuple(number for place in places for number in place))
    inside = None
    if kind == _POLYGON and pdfium.FPDFAnnot_GetValueType(annot, b"IC") not in _NOTHING:
        inside = _colour(annot, pdfium.FPDFANNOT_COLORTYPE_InteriorColor)
    width = _border(annot)
    yield PathItem(
        object_id=0,
        boundary=Box(0.0, 0.0, 0.0, 0.0),
        matrix=IDENTITY,
        clips=(),
        path=path,
        rule=Rule.NON_ZERO,
        fill=None if inside is None else SolidPaint(inside),
        stroke=SolidPaint(_colour(annot, pdfium.FPDFANNOT_COLORTYPE_Color) or _BLACK) if width else None,
        pen=Pen(width=width * _mm_per_unit(grid)),
        alpha=_opacity(annot),
    )


def _points(annot: object, kind: int) -> list[tuple[float, float]]:
    if kind == _LINE:
        start, end = pdfium.FS_POINTF(), pdfium.FS_POINTF()
        found = pdfium.FPDFAnnot_GetLine(annot, start, end)
        return [(start.x, start.y), (end.x, end.y)] if found else []
    if kind not in (_POLYGON, _POLYLINE):
        return []
    count = pdfium.FPDFAnnot_GetVertices(annot, None, 0)
    if not 2 <= count <= _POINTS_MAX:
        return []
    vertices = (pdfium.FS_POINTF * count)()
    pdfium.FPDFAnnot_GetVertices(annot, vertices, count)
    return [(vertex.x, vertex.y) for vertex in vertices]


def _text(annot: object, grid: Grid) -> Iterator[GlyphRun]:
    """The words of a free text, broken at its width; PDFium itself fills its rectangle."""
    area = pdfium.FS_RECTF()
    words = annotation_text(annot, b"Contents")
    if not words or not pdfium.FPDFAnnot_GetRect(annot, area):
        return
    box = grid.box(area.left, area.bottom, area.right, area.top)
    looks = annotation_text(annot, b"DS") or annotation_text(annot, b"DA")
    named = _SIZE.search(looks)
    points = float(named[1]) if named and named[1].count(".") < 2 and named[1] != "." else _USUAL_PT
    unit = _mm_per_unit(grid)
    size = (points if 0 < points <= _MOST_PT else _USUAL_PT) * unit
    inset = _INSET_PT * unit
    y = box.y + inset + size * _ASCENT
    for line in _broken(words, (box.width - 2 * inset) / size)[:_LINES_MAX]:
        if line:
            yield GlyphRun(
                object_id=0,
                boundary=box,
                matrix=IDENTITY,
                clips=(),
                font=0,
                size=size,
                text=line,
                chars=tuple(line),
                glyph_ids=(),
                xs=(box.x + inset,) * len(line),
                ys=(y,) * len(line),
                placed=1,
                weight=700 if "bold" in looks.lower() else 400,
                italic="italic" in looks.lower(),
                fill=SolidPaint(_text_colour(looks)),
                alpha=_opacity(annot),
            )
        y += size * _LEADING


def _broken(words: str, width: float) -> list[str]:
    """Lines of at most `width` em, broken at blanks where there are any."""
    lines = []
    for paragraph in words.splitlines():
        line, reach = "", 0.0
        for char in paragraph:
            reach += estimated_advance(char)
            if reach > width and line:
                head, blank, tail = line.rpartition(" ")
                lines.append(head if blank else line)
                line = tail if blank else ""
                reach = sum(map(estimated_advance, line + char))
            line += char
        lines.append(line)
    return lines


def _text_colour(looks: str) -> Rgba:
    web = _WEB_COLOUR.search(looks)
    if web is not None:
        return Rgba(*bytes.fromhex(web[1]))
    found = _GREY_OR_RGB.search(looks)
    try:
        shares = [float(word) for word in found[1].split()] if found else []
    except ValueError:
        return _BLACK
    levels = [round(255 * min(1.0, share)) for share in shares]
    return Rgba(*(levels if len(levels) == 3 else levels * 3)) if levels else _BLACK


def _colour(annot: object, kind: int) -> Rgba | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFAnnot_GetColor(annot, kind, *parts):
        return None
    red, green, blue, _ = (part.value & 0xFF for part in parts)
    return Rgba(red, green, blue)


def _opacity(annot: object) -> int:
    share = ctypes.c_float(1.0)
    pdfium.FPDFAnnot_GetNumberValue(annot, b"CA", share)
    return round(255 * share.value) if 0 <= share.value <= 1 else 255


def _border(annot: object) -> float:
    radius, other, width = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(1.0)
    if not pdfium.FPDFAnnot_HasKey(annot, b"Border"):
        return 1.0
    pdfium.FPDFAnnot_GetBorder(annot, radius, other, width)
    return min(max(0.0, width.value), 100.0)


def _mm_per_unit(grid: Grid) -> float:
    (x0, y0), (x1, y1) = grid.point(0, 0), grid.point(1_000, 0)
    return float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5) / 1_000
