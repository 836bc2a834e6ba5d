"""In which order a page's runs are read: lines from top to bottom, columns of prose one after the other.

A page is cut into columns only where prose stands on both sides of a blank strip; cells beside each other in
a table are read row by row. What a person would call a line is found by position, never by the file's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from core.ofd.text import TextRun

_SAME_LINE = 0.5
_JOINED_EM = 1.2
_GUTTER_EM = 0.8
_MIDDLE = (0.25, 0.75)
_STRIPS = 240
_FEWEST_LINES = 4
_FEWEST_CHARACTERS = 8
_FULL_LINE = 0.6
_MOST_RULES = 1
_LABELS_APART_EM = 3.0
_MOST_LABEL_COLUMNS = 2
_MOST_CUTS = 6
_MOST_TRIES = 24


class Rule(msgspec.Struct, frozen=True):
    """A horizontal line drawn on the page, mm: many of them across a gap make it a table."""

    left: float
    right: float
    y: float


class _Piece(msgspec.Struct, frozen=True):
    """Runs that touch each other on one line."""

    runs: tuple[TextRun, ...]
    left: float
    right: float
    top: float
    bottom: float
    characters: int


class _Parts(msgspec.Struct, frozen=True):
    """What lies above two columns, in the left one, in the right one, and below them."""

    above: list[_Piece]
    left: list[_Piece]
    right: list[_Piece]
    below: list[_Piece]


def reading_lines(runs: Sequence[TextRun], rules: Sequence[Rule] = ()) -> list[list[TextRun]]:
    """The runs as lines in reading order, each line in its own order; lines of blanks alone are left out."""
    across = [run for run in runs if not run.vertical]
    lines = list(_in_columns(_pieces(across), rules, _MOST_CUTS))
    for block in _upright_blocks([run for run in runs if run.vertical]):
        top = min(run.box.y for run in block)
        before = sum(_middle(line) < top for line in lines)
        lines[before:before] = [[run] for run in block]
    return [trimmed for line in lines if (trimmed := _trimmed(line))]


def _middle(line: Sequence[TextRun]) -> float:
    """The height of a line's middle: a label that begins above it stands beside the line, and comes first."""
    top = min(run.box.y for run in line)
    return (top + max(run.box.y + run.box.height for run in line)) / 2


def _upright_blocks(runs: Sequence[TextRun]) -> list[list[TextRun]]:
    """Columns of vertical text gathered where they stand beside each other, each block in its order."""
    blocks: list[list[TextRun]] = []
    bottom = 0.0
    for run in sorted(runs, key=lambda run: run.box.y):
        if blocks and run.box.y < bottom:
            blocks[-1].append(run)
        else:
            blocks.append([run])
            bottom = run.box.y
        bottom = max(bottom, run.box.y + run.box.height)
    return [_from_the_right(block) for block in blocks]


def _from_the_right(block: Sequence[TextRun]) -> list[TextRun]:
    """Columns of text from the right; labels that stand far apart in a form from the left."""
    groups: list[list[TextRun]] = []
    for run in sorted(block, key=lambda run: -run.box.x):
        if groups and _gap(run, groups[-1][-1]) <= _LABELS_APART_EM * run.size:
            groups[-1].append(run)
        else:
            groups.append([run])
    if all(len(group) <= _MOST_LABEL_COLUMNS for group in groups):
        groups.reverse()
    return [run for group in groups for run in group]


def _rows(runs: Sequence[TextRun]) -> list[list[TextRun]]:
    """Runs gathered by their overlap in height, from the top; each row from left to right."""
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: run.box.y + run.box.height / 2):
        # The row's first run decides: else one row leads to the next where columns are set unevenly.
        if rows and _same_line(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.box.x)
    rows.sort(key=lambda row: min(run.box.y for run in row))
    return rows


def _pieces(runs: Sequence[TextRun]) -> list[_Piece]:
    pieces = []
    for row in _rows(runs):
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or _gap(row[at - 1], row[at]) > _JOINED_EM * row[at].size:
                pieces.append(_piece(row[start:at]))
                start = at
    return pieces


def _gap(before: TextRun, run: TextRun) -> float:
    return run.box.x - (before.box.x + before.box.width)


def _piece(runs: Sequence[TextRun]) -> _Piece:
    boxes = [run.box for run in runs]
    return _Piece(
        tuple(runs),
        min(box.x for box in boxes),
        max(box.x + box.width for box in boxes),
        min(box.y for box in boxes),
        max(box.y + box.height for box in boxes),
        sum(len(run.text) for run in runs),
    )


def _in_columns(pieces: Sequence[_Piece], rules: Sequence[Rule], cuts: int) -> Iterator[list[TextRun]]:
    """The lines of `pieces`: above, left column, right column, below; or row by row without columns."""
    parts = _gutter(pieces, rules, cuts)
    if parts is None:
        yield from _rows([run for piece in pieces for run in piece.runs])
        return
    for part in (parts.above, parts.left, parts.right, parts.below):
        yield from _in_columns(part, rules, cuts - 1)


def _gutter(pieces: Sequence[_Piece], rules: Sequence[Rule], cuts: int) -> _Parts | None:
    """The parts that two columns of prose cut `pieces` into; None when there are none."""
    if not cuts or len(pieces) < 2 * _FEWEST_LINES:
        return None
    for x in _candidates(pieces):
        for band in _bands(pieces, x):
            left = [piece for piece in band if piece.right <= x]
            right = [piece for piece in band if piece.left >= x]
            apart = left and right and _apart(left, right) and not _ruled(band, rules, x)
            if apart and all(_prose(side) or _gutter(side, rules, cuts // 2) for side in (left, right)):
                return _parts(pieces, band, left, right)
    return None


def _parts(
    pieces: Sequence[_Piece], band: Sequence[_Piece], left: list[_Piece], right: list[_Piece]
) -> _Parts:
    top = band[0].top
    inside = set(map(id, band))
    rest = [piece for piece in pieces if id(piece) not in inside]
    above = [piece for piece in rest if piece.top < top]
    return _Parts(above, left, right, [piece for piece in rest if piece.top >= top])


def _candidates(pieces: Sequence[_Piece]) -> list[float]:
    """Places of a vertical strip that the fewest pieces cross, the middle of the page first."""
    low, high = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if high - low < 1:
        return []
    scale = _STRIPS / (high - low)
    changes = [0] * (_STRIPS + 2)
    for piece in pieces:
        changes[int((piece.left - low) * scale)] += 1
        changes[min(_STRIPS, int((piece.right - low) * scale)) + 1] -= 1
    crossed = list(accumulate(changes))[: _STRIPS + 1]
    first, last = (int(_STRIPS * share) for share in _MIDDLE)
    centre = _STRIPS / 2
    order = sorted(range(first, last), key=lambda strip: (crossed[strip], abs(strip - centre)))
    return [low + (strip + 0.5) / scale for strip in order[:_MOST_TRIES]]


def _bands(pieces: Sequence[_Piece], x: float) -> list[list[_Piece]]:
    """The pieces between those that cross `x`, the longest stretch first."""
    bands: list[list[_Piece]] = [[]]
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if piece.left < x < piece.right:
            bands.append([])
        else:
            bands[-1].append(piece)
    return sorted(filter(None, bands), key=len, reverse=True)


def _prose(column: Sequence[_Piece]) -> bool:
    """Whether these look like lines of running text: several, long, most of them filling the column."""
    if len(column) < _FEWEST_LINES:
        return False
    width = max(piece.right for piece in column) - min(piece.left for piece in column)
    typical = _median(piece.right - piece.left for piece in column)
    return (
        typical >= _FULL_LINE * width and _median(piece.characters for piece in column) >= _FEWEST_CHARACTERS
    )


def _ruled(band: Sequence[_Piece], rules: Sequence[Rule], x: float) -> bool:
    """Whether lines are drawn across the gap between the rows: then it is a table."""
    top, bottom = min(piece.top for piece in band), max(piece.bottom for piece in band)
    across = {round(rule.y) for rule in rules if rule.left < x < rule.right and top < rule.y < bottom}
    return len(across) > _MOST_RULES


def _apart(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    gap = min(piece.left for piece in right) - max(piece.right for piece in left)
    return gap >= _GUTTER_EM * _median(piece.runs[0].size for piece in (*left, *right))


def _trimmed(line: list[TextRun]) -> list[TextRun]:
    """The line without the blank runs at its ends."""
    inked = [at for at, run in enumerate(line) if not run.text.isspace()]
    return line[inked[0] : inked[-1] + 1] if inked else []


def _same_line(first: TextRun, second: TextRun) -> bool:
    top = max(first.box.y, second.box.y)
    bottom = min(first.box.y + first.box.height, second.box.y + second.box.height)
    return bottom - top > _SAME_LINE * min(first.box.height, second.box.height)


def _median(numbers: Iterable[float]) -> float:
    """As `statistics.median`; that module is long to load for three uses."""
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2.0
