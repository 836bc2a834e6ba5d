"""Rows on the grid, and how they flow over pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from core.redhead.grid import LINES
from core.redhead.pages import Spot, TypesetRule, TypesetText

_ON_GRID = 0.01
_BODY_KEPT = 2
"""Lines of body text that move with a signature: a page never says 此页无正文 (GB/T 9704 7.3.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`span` grid lines that stay on one page; lengths from the type area's left and the row's top.

    `body` rows count as body text. A `blank` row vanishes at the top of a page. `keep_next` keeps a
    heading with its text, `continues` marks the later lines of a paragraph. `closing` rows take body
    rows with them to a new page. `free` rows (of a table) need not start on the grid, and their `header`
    comes again above them at the top of a page. `reach_mm` is how far down the row presses (a seal is
    taller than the lines that it covers).
    """

    texts: tuple[TypesetText, ...] = ()
    rules: tuple[TypesetRule, ...] = ()
    spots: tuple[Spot, ...] = ()
    span: float = 1
    body: bool = False
    blank: bool = False
    keep_next: bool = False
    continues: bool = False
    closing: bool = False
    free: bool = False
    header: Row | None = None
    reach_mm: float = 0.0


BLANK = Row(blank=True)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row at a grid line of its page, counted from 0; free rows may stand between the lines."""

    line: float
    row: Row


def flow(rows: Iterable[Row], *, first_line: int) -> tuple[tuple[Placed, ...], ...]:
    """Rows on pages: the first page starts at `first_line`, the others at their top.

    Headings stay with the line after them; a closing that no longer fits takes at least two body
    lines with it, but leaves page 1 some body text when the document has it.
    """
    setting = _Setting(first_line)
    for row in rows:
        if row.blank and not setting.page and len(setting.pages) > 1:
            continue
        if not row.free:
            setting.line = ceil(setting.line - _ON_GRID)
        if setting.page and setting.line + row.span > LINES + _ON_GRID:
            setting.turn(row)
            if row.blank and not setting.page:
                continue
            if row.header is not None and not setting.page:
                setting.put(row.header)
        elif row.closing and not row.blank and len(setting.pages) > 1:
            setting.fetch_body(row)
        setting.put(row)
    return tuple(tuple(page) for page in setting.pages)


class _Setting:
    """Pages while rows are set on them; the next row stands at `line` of the last page."""

    def __init__(self, first_line: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self.line = first_line

    @property
    def page(self) -> list[Placed]:
        return self.pages[-1]

    def put(self, row: Row) -> None:
        self.page.append(Placed(self.line, row))
        self.line += row.span

    def turn(self, row: Row) -> None:
        """Begin a page, with the rows of the full one that go over together with `row`."""
        carried = _carried(self.page, row, first=len(self.pages) == 1)
        self.pages[-1] = self.page[: len(self.page) - len(carried)]
        self.pages.append([])
        self._fill(_without_leading_blanks(carried))

    def fetch_body(self, closing: Row) -> None:
        """Bring body lines over from the page before, so that a closing on this page has two."""
        missing = _BODY_KEPT - sum(placed.row.body for placed in self.page)
        before = [placed.row for placed in self.pages[-2]]
        start = _start_with_body(before, missing) if missing > 0 else len(before)
        while 0 < start < len(before) and before[start - 1].keep_next:
            start -= 1
        spare = any(row.body for row in before[:start])
        if start == len(before) or not spare:
            return
        rows = [*_without_leading_blanks(before[start:]), *(placed.row for placed in self.page)]
        if sum(row.span for row in (*rows, closing)) <= LINES:
            self.pages[-2:] = [self.pages[-2][:start], []]
            self._fill(rows)

    def _fill(self, rows: Iterable[Row]) -> None:
        self.line = 0
        for row in rows:
            self.put(row)


def _carried(page: Sequence[Placed], row: Row, *, first: bool) -> list[Row]:
    """The rows at the end of a full page that go over to the next with `row`."""
    rows = [placed.row for placed in page]
    start = len(rows)
    if row.closing:
        start = _start_with_body(rows, _BODY_KEPT)
    while start > 0 and rows[start - 1].keep_next:
        start -= 1
    if first and start < len(rows) and not any(kept.body for kept in rows[:start]):
        return _leaving_some_body(rows)
    return [] if start == 0 else rows[start:]


def _start_with_body(rows: Sequence[Row], missing: int) -> int:
    """Where the last lines of body text start; the last line of a paragraph does not go alone."""
    start = len(rows)
    for i in range(len(rows) - 1, -1, -1):
        if rows[i].body:
            start, missing = i, missing - 1
        if missing <= 0:
            break
    lonely = start + 1 < len(rows) and rows[start].continues and not rows[start + 1].continues
    return start - 1 if lonely else start


def _leaving_some_body(rows: Sequence[Row]) -> list[Row]:
    """All but the first body line, or nothing when there is only one."""
    first_body = next((i for i, row in enumerate(rows) if row.body), len(rows))
    return list(rows[first_body + 1 :])


def _without_leading_blanks(rows: Sequence[Row]) -> Sequence[Row]:
    start = next((i for i, row in enumerate(rows) if not row.blank), len(rows))
    return rows[start:]
