"""What a seal covers: 上不压正文 (GB/T 9704 7.3.5.1). Lengths are mm from the page's top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from core.ofd import TextRun
from core.ofd.display import Box
from core.seal.dates import date_in

LINE_PITCH_MM = 10.45
"""22 lines fill the type area of 225 mm (GB/T 9704 5.2.2)."""
_BODY_MARKS = frozenset("。；：，、！？.;:,!?")
_TOUCHED = 0.12
"""A seal's rim may graze a character's box: of its height and width this much is empty."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines, apart into those a seal may press (names and date) and those it may not."""

    body: tuple[tuple[TextRun, ...], ...]
    closing: tuple[tuple[TextRun, ...], ...]

    @classmethod
    def of(cls, runs: Sequence[TextRun]) -> Self:
        """The closing lines are the last date that ends a line and the names right above it."""
        lines = [tuple(line) for _, line in groupby(runs, lambda run: run.line)]
        dated = [at for at, line in enumerate(lines) if date_in(line) is not None]
        if not dated:
            return cls(tuple(lines), ())
        last = first = dated[-1]
        while first > 0 and _is_name(lines[first - 1]):
            first -= 1
        return cls((*lines[:first], *lines[last + 1 :]), tuple(lines[first : last + 1]))

    def covered(self, seal: Box, *, rounded: bool = True) -> tuple[Box, ...]:
        """The characters of other text than names and date that lie under the seal, round or not."""
        return tuple(
            box
            for line in self.body
            for run in line
            if _meets(run.box, seal, rounded=False)
            for char, box in zip(run.text, run.char_boxes, strict=False)
            if not char.isspace() and _meets(_core_of(box), seal, rounded=rounded)
        )

    def lines_above(self, seal: Box) -> float | None:
        """How many lines are free between the seal's top and the text above it; below 0 it reaches into it.

        None when no text stands above. By the standard no more than one.
        """
        middle = seal.y + seal.height / 2
        bottoms = [
            run.box.y + run.box.height
            for line in self.body
            for run in line
            if run.text.strip() and run.box.y + run.box.height / 2 < middle
        ]
        return (seal.y - max(bottoms)) / LINE_PITCH_MM if bottoms else None


def _is_name(line: Sequence[TextRun]) -> bool:
    """Whether a line can be organs' names that sign: no sentence, no attachment note, no number."""
    text = "".join("".join(run.text.split()) for run in line)
    return (
        bool(text) and not text.startswith("附件") and not text[0].isdigit() and not set(text) & _BODY_MARKS
    )


def _core_of(box: Box) -> Box:
    return Box(
        box.x + box.width * _TOUCHED,
        box.y + box.height * _TOUCHED,
        box.width * (1 - 2 * _TOUCHED),
        box.height * (1 - 2 * _TOUCHED),
    )


def _meets(box: Box, seal: Box, *, rounded: bool) -> bool:
    if not (box.x < seal.x + seal.width and seal.x < box.x + box.width):
        return False
    if not (box.y < seal.y + seal.height and seal.y < box.y + box.height):
        return False
    if not rounded:
        return True
    radius_x, radius_y = seal.width / 2, seal.height / 2
    centre_x, centre_y = seal.x + radius_x, seal.y + radius_y
    near_x = min(max(centre_x, box.x), box.x + box.width)
    near_y = min(max(centre_y, box.y), box.y + box.height)
    return ((near_x - centre_x) / radius_x) ** 2 + ((near_y - centre_y) / radius_y) ** 2 < 1.0
