"""Text and places of a PDF's pages in millimetres from the top left of the page as it is shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from core.ofd import TextRun
from core.ofd.display import Box
from core.ofd.text import readable
from desktop.reading.wire import PageSize

CHARACTERS_MAX = 200_000
_GRID_PER_MM = 100


class Grid:
    """From user space, whatever crop box and rotation, to mm from the top left of the page as shown."""

    def __init__(self, page: pypdfium2.PdfPage, size: PageSize) -> None:
        self._page = page
        self._width, self._height = (round(side * _GRID_PER_MM) for side in (size.width_mm, size.height_mm))
        self._x, self._y = ctypes.c_int(), ctypes.c_int()

    def point(self, x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, self._x, self._y)
        return self._x.value / _GRID_PER_MM, self._y.value / _GRID_PER_MM

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x1, y1), (x2, y2) = self.point(left, top), self.point(right, bottom)
        return Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def text_runs(textpage: pypdfium2.PdfTextPage, grid: Grid) -> tuple[TextRun, ...]:
    """A run per line, as PDFium breaks and orders them; lines of a turned page come in its own order."""
    runs = list(_lines(textpage, grid))
    if runs and all(run.vertical for run in runs):
        down = sum(run.char_boxes[-1].y > run.char_boxes[0].y for run in runs) * 2 >= len(runs)
        runs.sort(key=lambda run: -run.box.x if down else run.box.x)
        runs = [msgspec.structs.replace(run, line=number) for number, run in enumerate(runs)]
    return tuple(runs)


def _lines(textpage: pypdfium2.PdfTextPage, grid: Grid) -> Iterator[TextRun]:
    characters: list[str] = []
    boxes: list[Box] = []
    area, line, high = pdfium.FS_RECTF(), 0, 0
    for index in range(min(textpage.count_chars(), CHARACTERS_MAX)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00 and not high:
            high = code  # a character above U+FFFF comes in two halves
            continue
        if high:
            code, high = _whole(high, code), 0
        if code in (10, 13):
            yield from _run(characters, boxes, line)
            line += bool(characters)
            characters, boxes = [], []
        elif code and pdfium.FPDFText_GetLooseCharBox(textpage, index, area):
            characters.append(_character(code))
            boxes.append(grid.box(area.left, area.bottom, area.right, area.top))
    yield from _run(characters, boxes, line)


def _whole(high: int, low: int) -> int:
    """The character that two surrogates make up; the second, where it is none."""
    return 0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00 if 0xDC00 <= low < 0xE000 else low


def _character(code: int) -> str:
    """A character as it can be copied, one for one."""
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return readable(chr(code)) or " "


def _run(characters: list[str], boxes: list[Box], line: int) -> Iterator[TextRun]:
    if not characters:
        return
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    box = Box(left, top, right - left, bottom - top)
    vertical = len(boxes) > 1 and abs(boxes[-1].y - boxes[0].y) > abs(boxes[-1].x - boxes[0].x)
    yield TextRun(
        text="".join(characters),
        box=box,
        char_boxes=tuple(boxes),
        line=line,
        size=box.width if vertical else box.height,
        vertical=vertical,
    )
