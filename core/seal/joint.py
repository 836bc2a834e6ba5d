"""Joint seals (联合行文): one for each signature, in rows that never touch (GB/T 9704 7.3.5.1).

Lengths are mm from the page's top left; pages count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.ofd import TextRun, find_text
from core.ofd.display import Box
from core.seal.placement import Placement, Size, place_on_date

MOST_A_ROW = 3
GAP_MM = 1.0
"""What stays free between two seals: they never touch or cross."""
_LEFT_MM, _RIGHT_MM = 28.0, 26.0
_ONE_LINE_MM = 5.6


@dataclass(frozen=True, slots=True)
class JointSeal:
    """A seal to be pressed with others; `name` is its organ's as it signs."""

    name: str
    size: Size


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where the middle of a seal belongs."""

    seal: JointSeal
    x: float
    y: float


def place_jointly(
    seals: Sequence[JointSeal], texts: Sequence[Sequence[TextRun]], pages: Sequence[Size]
) -> tuple[Placement, ...]:
    """The places of `seals`, which come in order of precedence: theirs is the order of the answer.

    The last one presses its name and the date. The others stand on their names where the text shows all of
    them above the date, else in rows to its left and above, at most three a row. None touches another, and
    as far as the seals' sizes allow none leaves the type area's sides. Raises `TextNotFound` without a date.
    """
    if not seals:
        return ()
    last = place_on_date(texts, seals[-1].size, pages)
    sheet = pages[last.page]
    anchor = (last.boundary.x + seals[-1].size.width / 2, last.boundary.y + seals[-1].size.height / 2)
    rows = _rows_by_name(seals, texts[last.page], last.boundary, anchor) or _rows_by_count(
        seals, sheet, anchor
    )
    placed = [box for row in _apart(rows) for box in _in_row(row, sheet)]
    return tuple(Placement(last.page, box) for box in placed)


def touching(box: Box, others: Sequence[Box]) -> bool:
    """Whether a seal overlaps any of `others`, all taken as the rectangles they fill."""
    return any(
        box.x < other.x + other.width
        and other.x < box.x + box.width
        and box.y < other.y + other.height
        and other.y < box.y + box.height
        for other in others
    )


def _rows_by_name(
    seals: Sequence[JointSeal], runs: Sequence[TextRun], last: Box, anchor: tuple[float, float]
) -> list[list[_Wish]]:
    """Rows as the names are typeset; none when a name is missing or they do not stand in order."""
    below = anchor[1] + last.height
    found: list[_Wish] = []
    for seal in seals[:-1]:
        boxes = [box for box in find_text(runs, seal.name) if box.y < below]
        if not boxes:
            return []
        found.append(_Wish(seal, boxes[-1].x + boxes[-1].width / 2, boxes[-1].y + boxes[-1].height / 2))
    found.append(_Wish(seals[-1], *anchor))
    rows: list[list[_Wish]] = []
    for wish in found:
        same_row = rows and abs(wish.y - rows[-1][0].y) <= max(_ONE_LINE_MM, wish.seal.size.height / 3)
        if same_row and wish.x > rows[-1][-1].x and len(rows[-1]) < MOST_A_ROW:
            rows[-1].append(wish)
        elif not rows or wish.y > rows[-1][0].y + _ONE_LINE_MM:
            rows.append([wish])
        else:
            return []
    return rows


def _rows_by_count(seals: Sequence[JointSeal], sheet: Size, anchor: tuple[float, float]) -> list[list[_Wish]]:
    """Full rows, the last one ending over the date; those above stand in the same columns."""
    widest = max(seal.size.width for seal in seals) + GAP_MM
    room = sheet.width - _LEFT_MM - _RIGHT_MM + GAP_MM
    most = max(1, min(MOST_A_ROW, int(room / widest)))
    chunks = [list(seals[start : start + most]) for start in range(0, len(seals), most)]
    rows = []
    for number, chunk in enumerate(chunks):
        y = anchor[1] - (len(chunks) - 1 - number) * (max(seal.size.height for seal in seals) + GAP_MM)
        first = anchor[0] - (len(chunk) - 1) * widest
        rows.append([_Wish(seal, first + at * widest, y) for at, seal in enumerate(chunk)])
    return rows


def _apart(rows: list[list[_Wish]]) -> list[list[_Wish]]:
    """The rows with one height each, moved up until none touches the row below it."""
    level: list[list[_Wish]] = []
    floor = float("inf")
    for row in reversed(rows):
        half = max(wish.seal.size.height for wish in row) / 2
        y = row[-1].y if not level else min(row[-1].y, floor - half - GAP_MM)
        floor = y - half
        level.insert(0, [_Wish(wish.seal, wish.x, y) for wish in row])
    return level


def _in_row(row: Sequence[_Wish], sheet: Size) -> Iterator[Box]:
    """The seals of a row as near to where they belong as the type area and their neighbours let them."""
    steps = [
        0.0,
        *((a.seal.size.width + b.seal.size.width) / 2 + GAP_MM for a, b in pairwise(row)),
    ]
    left = _LEFT_MM + row[0].seal.size.width / 2
    right = sheet.width - _RIGHT_MM - row[-1].seal.size.width / 2
    # From the right, because the last seal of the last row has the date to press.
    xs = [wish.x for wish in row]
    xs[-1] = min(xs[-1], right)
    for at in range(len(row) - 2, -1, -1):
        xs[at] = min(xs[at], xs[at + 1] - steps[at + 1])
    xs[0] = max(xs[0], left)
    for at in range(1, len(row)):
        xs[at] = max(xs[at], xs[at - 1] + steps[at])
    for wish, x in zip(row, xs, strict=True):
        size = wish.seal.size
        left_mm = min(max(x - size.width / 2, 0.0), max(sheet.width - size.width, 0.0))
        top_mm = min(max(wish.y - size.height / 2, 0.0), max(sheet.height - size.height, 0.0))
        yield Box(left_mm, top_mm, size.width, size.height)
