"""Where pages lie on the canvas, and what of them is worth drawing: geometry without Qt.

Canvas lengths are logical px from the top left of the scrolled content; page lengths are mm from the page's
top left (GB/T 33190 8.1). Pages count from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

GAP_PX = 16
MARGIN_PX = 24
ZOOM_MIN, ZOOM_MAX = 0.1, 8.0
ZOOM_STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
WHOLE_PAGE_PIXELS = 4_000_000
TILE_PX = 1024


class Fit(Enum):
    """What decides the zoom: the person, or the room there is."""

    FREE = "free"
    WIDTH = "width"
    PAGE = "page"


class SizeMm(NamedTuple):
    width: float
    height: float


class Place(NamedTuple):
    """A point of a page."""

    page: int
    x_mm: float
    y_mm: float


class Span(NamedTuple):
    """A rectangle on the canvas, in px."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Tile(NamedTuple):
    """A part of a page's picture: device px at `px_per_mm`. A tile of `column` -1 is the whole page."""

    page: int
    px_per_mm: float
    column: int
    row: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PagesLayout:
    """Pages one below the other, centred in the room there is."""

    sizes: tuple[SizeMm, ...]
    px_per_mm: float
    room_width: float
    tops: tuple[float, ...]
    width: float
    height: float

    def span(self, page: int) -> Span:
        size = self.sizes[page]
        width = size.width * self.px_per_mm
        return Span((self.width - width) / 2, self.tops[page], width, size.height * self.px_per_mm)

    def page_at(self, y: float) -> int:
        """The page at the canvas height `y`; a gap belongs to the page above it."""
        return max(0, bisect_right(self.tops, y) - 1)

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two canvas heights."""
        first = self.page_at(top)
        last = self.page_at(bottom)
        return range(first, min(last, len(self.sizes) - 1) + 1)

    def to_page(self, x: float, y: float) -> Place:
        """The point of the nearest page under a canvas point; it may lie outside the paper."""
        page = self.page_at(y)
        span = self.span(page)
        return Place(page, (x - span.left) / self.px_per_mm, (y - span.top) / self.px_per_mm)

    def to_canvas(self, place: Place) -> tuple[float, float]:
        span = self.span(place.page)
        return span.left + place.x_mm * self.px_per_mm, span.top + place.y_mm * self.px_per_mm


def lay_out(sizes: Sequence[SizeMm], px_per_mm: float, room_width: float) -> PagesLayout:
    """Lay `sizes` out at this scale in a viewport `room_width` px wide."""
    tops, y = [], float(MARGIN_PX)
    widest = max((size.width for size in sizes), default=0.0) * px_per_mm
    for size in sizes:
        tops.append(y)
        y += size.height * px_per_mm + GAP_PX
    height = y - GAP_PX + MARGIN_PX if sizes else 0.0
    return PagesLayout(
        tuple(sizes), px_per_mm, room_width, tuple(tops), max(room_width, widest + 2 * MARGIN_PX), height
    )


def fitted(fit: Fit, size: SizeMm, room: tuple[float, float], px_per_mm: float) -> float:
    """The zoom at which a page of `size` fills `room` (px); `px_per_mm` is the screen's at zoom 1."""
    by_width = (room[0] - 2 * MARGIN_PX) / (size.width * px_per_mm)
    if fit is Fit.WIDTH:
        return bounded(by_width)
    return bounded(min(by_width, (room[1] - 2 * MARGIN_PX) / (size.height * px_per_mm)))


def bounded(zoom: float) -> float:
    return max(ZOOM_MIN, min(zoom, ZOOM_MAX))


def stepped(zoom: float, steps: int) -> float:
    """The next (+1) or previous (-1) of the usual zooms."""
    if steps > 0:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.001), ZOOM_MAX)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.999), ZOOM_MIN)


def tiles(page: int, size: SizeMm, scale: float, part: Span) -> Iterator[Tile]:
    """The tiles of `page` at `scale` (device px per mm) that meet `part` of its picture (device px)."""
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    if width * height <= WHOLE_PAGE_PIXELS:
        yield Tile(page, scale, -1, -1, 0, 0, width, height)
        return
    columns = range(
        max(0, int(part.left // TILE_PX)), min(-(-width // TILE_PX), int(part.right // TILE_PX) + 1)
    )
    rows = range(
        max(0, int(part.top // TILE_PX)), min(-(-height // TILE_PX), int(part.bottom // TILE_PX) + 1)
    )
    for row in rows:
        for column in columns:
            left, top = column * TILE_PX, row * TILE_PX
            yield Tile(
                page, scale, column, row, left, top, min(TILE_PX, width - left), min(TILE_PX, height - top)
            )
