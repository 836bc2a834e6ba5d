"""Ruled tables: a row stays on one page, and the header comes again at the top of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.redhead.breaking import BrokenLine, break_lines
from core.redhead.flow import Row
from core.redhead.grid import FANGSONG, HEI, PITCH, WIDTH, baseline, cell_of, cells
from core.redhead.pages import Element, TypesetRule, TypesetText
from core.redhead.values import Table

_SIZE_MM = 4.6
_LINE_MM = 6.2
_PADDING_MM = 1.4
_ROOM_MM = 3.2
_LEAST_HEIGHT_MM = 9.0
_RULE_MM = 0.25
_SHORT_CHARACTERS = 10
_HEADER_CHARACTERS = 6
"""A header of up to so many characters is not wrapped: its column is made wide enough."""


def table_rows(table: Table) -> Iterator[Row]:
    """The header in 黑体, then the rows; columns of short texts are centred, others flush left."""
    edges = _edges(table)
    centred = [
        all(len(row[i]) <= _SHORT_CHARACTERS for row in table.rows if i < len(row))
        for i in range(len(table.header))
    ]
    header = _table_row(table.header, edges, [True] * len(centred), HEI)
    yield header
    for row in table.rows:
        yield _table_row(row, edges, centred, FANGSONG, header=header)


def _edges(table: Table) -> tuple[float, ...]:
    """Column edges: widths by weight, after each short header has its own width."""
    least = [
        cells(text) * _SIZE_MM + 2 * _PADDING_MM + 0.2 if len(text) <= _HEADER_CHARACTERS else 0.0
        for text in table.header
    ]
    total = sum(table.weights)
    widths = [WIDTH * weight / total for weight in table.weights]
    wide = [max(0.0, width - floor) for width, floor in zip(widths, least, strict=True)]
    missing = sum(max(0.0, floor - width) for width, floor in zip(widths, least, strict=True))
    share = missing / sum(wide) if sum(wide) > missing else 0.0
    widths = [
        floor if width < floor else width - spare * share
        for width, floor, spare in zip(widths, least, wide, strict=True)
    ]
    scale = WIDTH / sum(widths)
    return tuple(scale * sum(widths[:i]) for i in range(len(widths) + 1))


def _table_row(
    texts: Sequence[str],
    edges: Sequence[float],
    centred: Sequence[bool],
    font: str,
    header: Row | None = None,
) -> Row:
    columns = list(pairwise(edges))
    broken = [_broken(text, right - left) for text, (left, right) in zip(texts, columns, strict=False)]
    lines = max((len(cell) for cell in broken), default=1)
    height = max(_LEAST_HEIGHT_MM, lines * _LINE_MM + _ROOM_MM)
    placed = [
        text
        for cell, column, middle in zip(broken, columns, centred, strict=False)
        for text in _cell_texts(cell, column, height / 2, font, centred=middle)
    ]
    return Row(
        texts=tuple(placed),
        rules=tuple(_rules(edges, height)),
        span=height / PITCH,
        body=True,
        keep_next=header is None,
        free=True,
        header=header,
        reach_mm=height,
    )


def _broken(text: str, width: float) -> tuple[BrokenLine, ...]:
    """Lines that keep to the column; they may be squeezed, but narrow columns are not stretched."""
    room = max(1.0, (width - 2 * _PADDING_MM) / _SIZE_MM)
    return tuple(
        replace(line, advances=tuple(map(min, line.advances, map(cell_of, line.text))))
        for line in break_lines(text, first=room, rest=room)
    )


def _cell_texts(
    lines: Sequence[BrokenLine], column: tuple[float, float], middle: float, font: str, *, centred: bool
) -> Iterator[TypesetText]:
    left, right = column
    top = middle - (_LINE_MM * (len(lines) - 1) + _SIZE_MM) / 2
    for number, line in enumerate(lines):
        width = sum(line.advances) * _SIZE_MM
        yield TypesetText(
            text=line.text,
            font=font,
            size_mm=_SIZE_MM,
            x_mm=(left + right - width) / 2 if centred else left + _PADDING_MM,
            baseline_mm=baseline(top + number * _LINE_MM, _SIZE_MM, _SIZE_MM),
            advances_mm=tuple(_SIZE_MM * advance for advance in line.advances),
            element=Element.ANNEX,
        )


def _rules(edges: Sequence[float], height: float) -> Iterator[TypesetRule]:
    for y in (0.0, height):
        yield TypesetRule(x1=0, y1=y, x2=WIDTH, y2=y, width_mm=_RULE_MM)
    for x in edges:
        yield TypesetRule(x1=x, y1=0, x2=x, y2=height, width_mm=_RULE_MM)
