"""Titles in lines by sense, as a trapezoid or a diamond (GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from core.redhead.breaking import NO_END, NO_START
from core.redhead.grid import cells
from core.redhead.lexicon import cut

_KEPT_WHOLE = re.compile(r"[0-9A-Za-z]+(?:[.:\-][0-9A-Za-z]+)*[年月日号期次届个件项]?(?:\d+月份?)?(?:\d+日)?")
_FORBIDDEN = 10_000
_WITHIN_WORD, _UNKNOWN = 60, 12
_LINE_COST = 25
_MOST_PLACES = 14


def title_lines(title: str, *, width: float) -> tuple[str, ...]:
    """The lines of a title at most `width` cells wide; breaks that its writer set are kept.

    A space between joint organs ends where a line ends. Raises nothing: a title that cannot be
    broken by sense is broken where it fits.
    """
    return tuple(line for part in title.split("\n") if part for line in _balanced(part.strip(), width))


def _balanced(title: str, width: float) -> tuple[str, ...]:
    if cells(title) <= width:
        return (title,)
    fewest = int(-(-cells(title) // width))
    penalties = _penalties(title)
    places = sorted(sorted(penalties, key=lambda i: penalties[i])[: _MOST_PLACES * 2])
    best: tuple[float, tuple[str, ...]] | None = None
    for count in (fewest, fewest + 1):
        for breaks in combinations(_likely(places, penalties, count), count - 1):
            lines = _split(title, breaks)
            if max(map(cells, lines)) > width:
                continue
            cost = sum(penalties[i] for i in breaks) + _shape(lines) + _LINE_COST * count
            if best is None or cost < best[0]:
                best = (cost, lines)
    return best[1] if best else _by_width(title, width)


def _likely(places: Sequence[int], penalties: dict[int, float], count: int) -> list[int]:
    """Fewer candidates for many lines, so that a long title stays cheap."""
    most = len(places) if count <= 3 else _MOST_PLACES
    return sorted(sorted(places, key=lambda i: penalties[i])[:most])


def _split(title: str, breaks: Sequence[int]) -> tuple[str, ...]:
    edges = (0, *breaks, len(title))
    return tuple(title[a:b].strip() for a, b in pairwise(edges))


def _by_width(title: str, width: float) -> tuple[str, ...]:
    lines = [""]
    for character in title:
        if cells(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return tuple(lines)


def _penalties(title: str) -> dict[int, float]:
    """How unwelcome a break before each character is; forbidden places are left out."""
    costs: dict[int, float] = {}
    place = 0
    known_before = False
    for word, known in _words(title):
        for offset in range(len(word)):
            i = place + offset
            if i == 0:
                continue
            if offset:
                costs[i] = _FORBIDDEN if word[0].isdigit() else _WITHIN_WORD
            else:
                unknown = (not known) + (not known_before)
                costs[i] = unknown * _UNKNOWN / 2
            costs[i] += _manners(title, i)
        place += len(word)
        known_before = known
    return {i: cost for i, cost in costs.items() if cost < _FORBIDDEN}


def _words(title: str) -> Iterator[tuple[str, bool]]:
    place = 0
    for match in _KEPT_WHOLE.finditer(title):
        yield from cut(title[place : match.start()])
        yield match.group(), True
        place = match.end()
    yield from cut(title[place:])


def _manners(title: str, i: int) -> float:
    """Good and bad neighbours of a break: 关于 opens a line, 的 closes one, brackets stay whole."""
    before, after = title[:i], title[i:]
    if after[0] in NO_START or before[-1] in NO_END:
        return _FORBIDDEN
    cost = 0.0
    if after.startswith("关于"):
        cost -= 30
    if after[0] in "的和及与、等" or before[-1] in "和及与关":
        cost += 30 if after[0] in "的、等" else 8
    if before.endswith(("的", "、", " ")):
        cost -= 12
    if after.startswith(" "):
        cost += _FORBIDDEN
    for left, right in ("（）", "《》", "“”"):
        if before.count(left) > before.count(right):
            cost += 25
    return cost


def _shape(lines: Sequence[str]) -> float:
    """Unbalanced, rectangular and hourglass shapes cost; so does a last line of a few characters."""
    widths = [cells(line) for line in lines]
    longest, shortest = max(widths), min(widths)
    cost = (longest - shortest) * 1.5
    if longest == shortest and len(lines) > 1:
        cost += 8
    if longest > 2.2 * shortest:
        cost += 25
    if shortest < 4:
        cost += 60
    if any(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        cost += 30
    return cost
