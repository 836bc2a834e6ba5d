"""What is filled in on a PDF's forms (ISO 32000-1 12.7), as text between the page's own lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from core.ofd import TextRun
from core.ofd.display import Box
from core.ofd.geometry import united
from core.ofd.glyphs import estimated_advance
from core.ofd.text import readable
from desktop.reading.pdf_annotations import PAGE_ANNOTATIONS_MAX
from desktop.reading.pdf_text import Grid

_WITH_TEXT = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_VALUE_BYTES_MAX = 1 << 16
_LINES_MAX = 200
_PAGE_LINES_MAX = 2_000
"""Each is looked up a place among those before it."""
_LARGEST_MM = 5.0
_SAME_LINE = 0.5


def with_fields(runs: Sequence[TextRun], page: pypdfium2.PdfPage, grid: Grid) -> tuple[TextRun, ...]:
    """`runs` and what the page's fields hold, each field on the line it stands on or between two.

    Passwords and hidden fields are left out, as are marks and buttons.
    """
    fields = tuple(islice(_filled(page, grid), _PAGE_LINES_MAX))
    if not fields:
        return tuple(runs)
    lines: list[list[TextRun]] = []
    for run in runs:
        if lines and lines[-1][0].line == run.line:
            lines[-1].append(run)
        else:
            lines.append([run])
    for field in fields:
        _insert(lines, field)
    return tuple(
        msgspec.structs.replace(run, line=number) for number, line in enumerate(lines) for run in line
    )


def _insert(lines: list[list[TextRun]], field: TextRun) -> None:
    middle = field.box.y + field.box.height / 2
    for number, line in enumerate(lines):
        box = united([run.box for run in line])
        if abs(box.y + box.height / 2 - middle) <= _SAME_LINE * max(box.height, field.box.height):
            line.append(field)
            line.sort(key=lambda run: run.box.x)
            return
        if box.y > middle:
            lines.insert(number, [field])
            return
    lines.append([field])


def _filled(page: pypdfium2.PdfPage, grid: Grid) -> Iterator[TextRun]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), PAGE_ANNOTATIONS_MAX)):
        annot = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            if annot and not pdfium.FPDFAnnot_GetFlags(annot) & _UNSEEN:
                yield from _runs(page, annot, grid)
        finally:
            pdfium.FPDFPage_CloseAnnot(annot)


def _runs(page: pypdfium2.PdfPage, annot: object, grid: Grid) -> Iterator[TextRun]:
    form, area = page.formenv, pdfium.FS_RECTF()
    if pdfium.FPDFAnnot_GetFormFieldType(form, annot) not in _WITH_TEXT:
        return
    if pdfium.FPDFAnnot_GetFormFieldFlags(form, annot) & pdfium.FPDF_FORMFLAG_TEXT_PASSWORD:
        return
    lines = [line for line in _value(form, annot).splitlines()[:_LINES_MAX] if line.strip()]
    if not lines or not pdfium.FPDFAnnot_GetRect(annot, area):
        return
    box = grid.box(area.left, area.bottom, area.right, area.top)
    height = box.height / len(lines)
    for number, line in enumerate(lines):
        yield _run(line, Box(box.x, box.y + number * height, box.width, height))


def _run(line: str, box: Box) -> TextRun:
    """A line of a field; where its characters stand is supposed, from their usual widths."""
    text = "".join(readable(char) or " " for char in line)
    em = min(_LARGEST_MM, box.height * 0.8)
    widths = [em * estimated_advance(char) for char in text]
    share = min(1.0, box.width / (sum(widths) or 1.0))
    boxes, x = [], box.x
    for width in widths:
        boxes.append(Box(x, box.y, width * share, box.height))
        x += width * share
    return TextRun(text=text, box=united(boxes), char_boxes=tuple(boxes), size=em)


def _value(form: object, annot: object) -> str:
    length = pdfium.FPDFAnnot_GetFormFieldValue(form, annot, None, 0)
    if not 2 < length <= _VALUE_BYTES_MAX:
        return ""
    buffer = ctypes.create_string_buffer(length)
    units = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetFormFieldValue(form, annot, units, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
