"""Breaking Chinese text into lines: what may not start or end one, and how it is filled.

Closing marks never start a line and opening marks never end one; numbers, Latin words and the
two-cell dash and ellipsis stay whole. A line that ends early is stretched, one that runs over by
a mark is squeezed at its marks, so that every line but the last reaches the right edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.redhead.grid import cell_of, cells

NO_START = frozenset("、。，．；：？！”’）〕］｝》〉」』】…—～％‰℃·々!),.:;?]}%")
NO_END = frozenset("“‘（〔［｛《〈「『【￥([{")
_SQUEEZABLE = frozenset("、。，．；：！？”’）〕》】")
_UNIT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/%+\-]*|—+|…+|.", re.DOTALL)
_SQUEEZE, _STRETCH = 0.4, 0.35


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Characters from `start` of the text, and the step of each in cells."""

    start: int
    text: str
    advances: tuple[float, ...]


def break_lines(text: str, *, first: float, rest: float) -> tuple[BrokenLine, ...]:
    """Lines of `first` cells, then `rest` cells; no character is lost or added.

    A unit wider than a line is cut where the line ends: paper has a right edge.
    """
    lines: list[BrokenLine] = []
    units = list(_units(text, min(first, rest)))
    start = 0
    while units:
        width = first if not lines else rest
        count = _fitting(units, width)
        taken = "".join(units[:count])
        units = units[count:]
        lines.append(BrokenLine(start, taken, _advances(taken, width, last=not units)))
        start += len(taken)
    return tuple(lines)


def _units(text: str, width: float) -> Iterator[str]:
    for match in _UNIT.finditer(text):
        unit = match.group()
        size = max(1, int(width))
        yield from (unit[i : i + size] for i in range(0, len(unit), size))


def _fitting(units: Sequence[str], width: float) -> int:
    """How many units make the next line: the last allowed break that fits, squeezed if need be."""
    best = fitting = 0
    used = 0.0
    for count, unit in enumerate(units, 1):
        used += cells(unit)
        line = units[:count]
        if used > width + 2:
            break
        if used <= width:
            fitting = count
        breakable = count == len(units) or _may_break(unit, units[count])
        if breakable and used - _slack("".join(line)) <= width:
            best = count
    return best or fitting or 1


def _may_break(before: str, after: str) -> bool:
    return after[0] not in NO_START and before[-1] not in NO_END


def _slack(line: str) -> float:
    """Cells that squeezing can save: half of a final mark, a part of each mark within."""
    inner = sum(_SQUEEZE for character in line[:-1] if character in _SQUEEZABLE)
    final = 0.5 if line[-1:] in _SQUEEZABLE else 0.0
    return min(inner, 0.6) + final


def _advances(line: str, width: float, *, last: bool) -> tuple[float, ...]:
    natural = [cell_of(character) for character in line]
    over = sum(natural) - width
    if over > 0:
        if line[-1] in _SQUEEZABLE:
            saved = min(0.5, over)
            natural[-1] -= saved
            over -= saved
        marks = [i for i, character in enumerate(line[:-1]) if character in _SQUEEZABLE]
        for i in marks:
            natural[i] -= min(_SQUEEZE, over / len(marks))
    elif over < 0 and not last:
        gaps = [i for i, character in enumerate(line[:-1]) if cell_of(character) == 1.0]
        if gaps and -over / len(gaps) <= _STRETCH:
            for i in gaps:
                natural[i] += -over / len(gaps)
    return tuple(natural)
