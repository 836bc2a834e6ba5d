"""Which pages go on which sheets of paper, and where on them: geometry in mm, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from desktop.reading.wire import BoxMm, PageSize

A4 = PageSize(210.0, 297.0)
_SLACK_MM = 1.0


class Sides(StrEnum):
    """Which sides of the paper are printed on; ODD and EVEN are the two runs of turning it by hand."""

    ONE = "one"
    LONG_EDGE = "long"
    SHORT_EDGE = "short"
    ODD = "odd"
    EVEN = "even"

    @property
    def both(self) -> bool:
        return self in (Sides.LONG_EDGE, Sides.SHORT_EDGE)

    def of(self, pages: Sequence[int]) -> tuple[int, ...]:
        """Those of `pages` (from 0) that this run prints: every second one, beginning with the first."""
        if self is Sides.ODD:
            return tuple(pages[::2])
        return tuple(pages[1::2]) if self is Sides.EVEN else tuple(pages)


def larger_than(pages: Sequence[PageSize], paper: PageSize) -> bool:
    """Whether one of `pages` does not fit `paper`, however it is turned."""
    short, long = sorted((paper.width_mm, paper.height_mm))
    return any(
        min(page.width_mm, page.height_mm) > short + _SLACK_MM
        or max(page.width_mm, page.height_mm) > long + _SLACK_MM
        for page in pages
    )


def placed(page: PageSize, paper: PageSize | None) -> tuple[PageSize, BoxMm]:
    """The sheet that a page comes on, and where on it: at true size, or made smaller to fit `paper`.

    Paper is turned as the page lies; what is smaller than it is not enlarged, and stands in the middle.
    """
    if paper is None:
        return page, BoxMm(0, 0, page.width_mm, page.height_mm)
    lies = page.width_mm > page.height_mm
    short, long = sorted((paper.width_mm, paper.height_mm))
    sheet = PageSize(long, short) if lies else PageSize(short, long)
    scale = min(1.0, sheet.width_mm / page.width_mm, sheet.height_mm / page.height_mm)
    width, height = page.width_mm * scale, page.height_mm * scale
    return sheet, BoxMm((sheet.width_mm - width) / 2, (sheet.height_mm - height) / 2, width, height)


def papers_needed(pages: int, copies: int, sides: Sides) -> int:
    """How many sheets of paper an order takes; every copy begins on a sheet of its own."""
    return copies * (-(-pages // 2) if sides.both else pages)
