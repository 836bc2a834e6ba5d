"""The type area and its grid of 22 lines by 28 characters (GB/T 9704-2012 5.2, 6.1).

Glyphs stand on the grid, not on the font's own advance: 28 characters of 16 pt would be 158.0 mm,
wider than the type area. Margins are measured to the glyph, so the first line's glyphs touch 37 mm.
"""

from __future__ import annotations

from core.ofd.written import BLACK, Color
from core.redhead.pages import Element, TypesetText

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
COLUMNS, LINES = 28, 22

_POINT = 25.4 / 72
SIZE_2 = 22 * _POINT
SIZE_3 = 15.75 * _POINT
SIZE_4 = 14 * _POINT

CELL = WIDTH / COLUMNS
PITCH = (HEIGHT - SIZE_3) / (LINES - 1)

FANGSONG, KAI, HEI = "仿宋_GB2312", "楷体_GB2312", "黑体"
XIAOBIAOSONG, SONG = "方正小标宋简体", "宋体"
RED: Color = (230, 33, 23)
"""The screen's counterpart of the printers' red, Y80 M80 (GB/T 9704 6.3)."""

ASCENT = 0.88
"""Baseline below the top of the em box of a Han glyph, in em."""


def line_top(line: float) -> float:
    """Top edge of the glyphs of a grid line, counted from 0, in mm from the page's top."""
    return TOP + line * PITCH


def baseline(top_mm: float, size_mm: float, row_size_mm: float = SIZE_3) -> float:
    """Baseline of glyphs that stand centred in a row whose glyph box is `row_size_mm` high."""
    return top_mm + row_size_mm / 2 + (ASCENT - 0.5) * size_mm


def cells(text: str) -> float:
    """Width in cells: half for what has a half-width form, else one."""
    return sum(cell_of(character) for character in text)


def cell_of(character: str) -> float:
    """Half a cell for digits and Latin, more for the letters that no substitute font fits into it."""
    if character >= "\u0100" or character in "·×÷±§°":
        return 1.0
    return _WIDE.get(character, 0.7 if character.isupper() else 0.5)


_WIDE = {"%": 0.9, "@": 0.9, "&": 0.8, "M": 0.85, "W": 0.9, "m": 0.8, "w": 0.7, "+": 0.6, "=": 0.6}


def run(
    text: str,
    *,
    font: str,
    element: Element,
    x: float,
    top: float,
    size: float = SIZE_3,
    cell: float = CELL,
    row_size: float = SIZE_3,
    color: Color = BLACK,
    h_scale: float = 1.0,
) -> TypesetText:
    """A run set at `cell` mm a character from `x`, centred in the row whose glyphs start at `top`."""
    return TypesetText(
        text=text,
        font=font,
        size_mm=size,
        x_mm=x,
        baseline_mm=baseline(top, size, row_size),
        advances_mm=tuple(cell * cell_of(character) for character in text),
        element=element,
        color=color,
        h_scale=h_scale,
    )
