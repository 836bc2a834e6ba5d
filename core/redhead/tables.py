"""Ruled tables on the grid: a row of a table takes whole grid lines and stays on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from core.redhead.breaking import BrokenLine, break_lines
from core.redhead.flow import Row
from core.redhead.grid import FANGSONG, HEI, PITCH, SIZE_3, WIDTH, baseline
from core.redhead.pages import Element, TypesetRule, TypesetText
from core.redhead.values import Table

_SIZE = 4.6
_LINE = 6.4
_PADDING = 1.6
_RULE = 0.25


def table_rows(table: Table) -> Iterator[Row]:
    """The header in 黑体, then the rows; every grid line of a row is ruled all round."""
    edges = _edges(table.weights)
    for number, cells in enumerate((table.header, *table.rows)):
        yield _table_row(cells, edges, header=number == 0)


def _edges(weights: Sequence[float]) -> tuple[float, ...]:
    total = sum(weights)
    return tuple(WIDTH * sum(weights[:i]) / total for i in range(len(weights) + 1))


def _table_row(cells: Sequence[str], edges: Sequence[float], *, header: bool) -> Row:
    broken = [
        break_lines(cell, first=_room(left, right), rest=_room(left, right))
        for cell, left, right in zip(cells, edges, edges[1:], strict=False)
    ]
    lines = max((len(cell) for cell in broken), default=1) or 1
    span = max(1, ceil((lines * _LINE + 1.5) / PITCH))
    top = (SIZE_3 - PITCH) / 2
    height = span * PITCH
    return Row(
        texts=tuple(
            text
            for cell, left, right in zip(broken, edges, edges[1:], strict=False)
            for text in _cell_texts(cell, left, right, top + height / 2, header=header)
        ),
        rules=tuple(_rules(edges, top, height)),
        span=span,
        body=True,
        keep_next=header,
        reach_mm=top + height,
    )


def _room(left: float, right: float) -> float:
    return max(1.0, (right - left - 2 * _PADDING) / _SIZE)


def _cell_texts(
    lines: Sequence[BrokenLine], left: float, right: float, middle: float, *, header: bool
) -> Iterator[TypesetText]:
    """Short cells stand centred, long ones flush left."""
    top = middle - (_LINE * (len(lines) - 1) + _SIZE) / 2
    for number, line in enumerate(lines):
        width = sum(line.advances) * _SIZE
        centred = len(lines) == 1 and (header or len(line.text) <= 8)
        yield TypesetText(
            text=line.text,
            font=HEI if header else FANGSONG,
            size_mm=_SIZE,
            x_mm=(left + right - width) / 2 if centred else left + _PADDING,
            baseline_mm=baseline(top + number * _LINE, _SIZE, _SIZE),
            advances_mm=tuple(advance * _SIZE for advance in line.advances),
            element=Element.ANNEX,
        )


def _rules(edges: Sequence[float], top: float, height: float) -> Iterator[TypesetRule]:
    for y in (top, top + height):
        yield TypesetRule(x1=0, y1=y, x2=WIDTH, y2=y, width_mm=_RULE)
    for x in edges:
        yield TypesetRule(x1=x, y1=top, x2=x, y2=top + height, width_mm=_RULE)
