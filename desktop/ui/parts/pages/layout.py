"""Where pages lie on the canvas, and what of them is worth drawing: geometry without Qt.

Canvas lengths are logical px from the top left of the scrolled content; page lengths are mm from the page's
top left (GB/T 33190 8.1). Pages count from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from desktop.reading.wire import TRUE_SIZE, PageView

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


class Arrangement(StrEnum):
    """How pages stand: one column, one at a time, facing as in a volume, or in pairs from the first."""

    CONTINUOUS = "continuous"
    SINGLE = "single"
    FACING = "facing"
    PAIRS = "pairs"

    def abreast(self, count: int) -> int:
        """How many of `count` pages stand side by side."""
        return 2 if self in (Arrangement.FACING, Arrangement.PAIRS) and count > 1 else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where and how pages are read.

    `down` is how far the top of the view is below the page's, in parts of a page; None brings the page to the
    top. A `zoom` of None fits the width, or where `whole` the page; `turn` counts quarters clockwise, `pane`
    names the pane beside them.
    """

    page: int = 0
    zoom: float | None = None
    arrangement: Arrangement = Arrangement.CONTINUOUS
    turn: int = 0
    pane: str = ""
    down: float | None = None
    whole: bool = False

    @property
    def fit(self) -> Fit:
        if self.zoom is not None:
            return Fit.FREE
        return Fit.PAGE if self.whole else Fit.WIDTH


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
    view: PageView = TRUE_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesLayout:
    """Rows of pages one below the other, centred in the room there is.

    `sizes` are those of the paper; `turn` counts quarter turns clockwise of the view. `rows` are the pages
    that show, from the top; `cells` is how many pages stand side by side.
    """

    sizes: tuple[SizeMm, ...]
    px_per_mm: float
    rows: tuple[range, ...]
    tops: tuple[float, ...]
    cells: int
    turn: int
    width: float
    height: float

    def shows(self, page: int) -> bool:
        """Whether the page lies on the canvas at all: of single pages only one does."""
        return bool(self.rows) and self.rows[0].start <= page < self.rows[-1].stop

    def row_of(self, page: int) -> int:
        return max(0, bisect_right(self.rows, page, key=lambda row: row.start) - 1)

    def span(self, page: int) -> Span:
        """Where the page lies; one that does not show would lie where the shown one does."""
        row = self.row_of(page)
        size = turned(self.sizes[page], self.turn)
        width, height = size.width * self.px_per_mm, size.height * self.px_per_mm
        left = (self.width - width) / 2
        if self.cells == 2:
            cover = self.rows[row] == range(1)  # alone, on the right
            on_the_right = page > self.rows[row].start or cover
            left = self.width / 2 + (GAP_PX / 4 if on_the_right else -GAP_PX / 4 - width)
        return Span(left, self.tops[row], width, height)

    def top(self, page: int) -> float:
        return self.tops[self.row_of(page)]

    def page_at(self, y: float) -> int:
        """The first page of the row at the canvas height `y`; a gap belongs to the row above it."""
        return self.rows[self._row_at(y)].start

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two canvas heights."""
        return range(self.rows[self._row_at(top)].start, self.rows[self._row_at(bottom)].stop)

    def to_page(self, x: float, y: float) -> Place:
        """The point of the nearest page under a canvas point; it may lie outside the paper."""
        row = self.rows[self._row_at(y)]
        page = row.start
        if len(row) == 2 and x >= self.width / 2:
            page = row.start + 1
        span = self.span(page)
        across, down = (x - span.left) / self.px_per_mm, (y - span.top) / self.px_per_mm
        return Place(page, *self._untwisted(self.sizes[page], across, down))

    def to_canvas(self, place: Place) -> tuple[float, float]:
        span = self.span(place.page)
        across, down = self._twisted(self.sizes[place.page], place.x_mm, place.y_mm)
        return span.left + across * self.px_per_mm, span.top + down * self.px_per_mm

    def box(self, page: int, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> Span:
        """A rectangle of a page, on the canvas."""
        x1, y1 = self.to_canvas(Place(page, x_mm, y_mm))
        x2, y2 = self.to_canvas(Place(page, x_mm + width_mm, y_mm + height_mm))
        return Span(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    def part_in_sight(self, page: int, sight: Span) -> Span:
        """What of the unturned page shows in the canvas rectangle `sight`; px from the page's top left."""
        span = self.span(page)
        left, top = max(sight.left, span.left), max(sight.top, span.top)
        right, bottom = min(sight.right, span.right), min(sight.bottom, span.bottom)
        if right <= left or bottom <= top:
            return Span(0, 0, 0, 0)
        scale = self.px_per_mm
        corners = [
            self._untwisted(self.sizes[page], (x - span.left) / scale, (y - span.top) / scale)
            for x, y in ((left, top), (right, bottom))
        ]
        xs, ys = (
            sorted(corner[0] * scale for corner in corners),
            sorted(corner[1] * scale for corner in corners),
        )
        return Span(xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0])

    def _row_at(self, y: float) -> int:
        return max(0, bisect_right(self.tops, y) - 1)

    def _twisted(self, size: SizeMm, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 1:
                return size.height - y, x
            case 2:
                return size.width - x, size.height - y
            case 3:
                return y, size.width - x
            case _:
                return x, y

    def _untwisted(self, size: SizeMm, across: float, down: float) -> tuple[float, float]:
        match self.turn:
            case 1:
                return down, size.height - across
            case 2:
                return size.width - across, size.height - down
            case 3:
                return size.width - down, across
            case _:
                return across, down


def turned(size: SizeMm, turn: int) -> SizeMm:
    """A page's size after `turn` quarter turns."""
    return SizeMm(size.height, size.width) if turn % 2 else size


def lay_out(
    sizes: Sequence[SizeMm],
    px_per_mm: float,
    room_width: float,
    *,
    arrangement: Arrangement = Arrangement.CONTINUOUS,
    page: int = 0,
    turn: int = 0,
) -> PagesLayout:
    """Lay `sizes` out at this scale in a viewport `room_width` px wide; `page` is the single one to show.

    Facing pages follow printed volumes: the first page stands alone, on the right. Pairs begin with it: most
    official documents are two pages, which are best seen at once.
    """
    count = len(sizes)
    cells = arrangement.abreast(count)
    rows: tuple[range, ...]
    match arrangement:
        case Arrangement.SINGLE:
            rows = (range(page, page + 1),) if count else ()
        case Arrangement.FACING if cells == 2:
            rows = (range(1), *_in_twos(1, count))
        case Arrangement.PAIRS:
            rows = tuple(_in_twos(0, count))
        case _:
            rows = tuple(range(each, each + 1) for each in range(count))
    shown = [turned(size, turn) for size in sizes]
    tops, y = [], float(MARGIN_PX)
    for row in rows:
        tops.append(y)
        y += max(shown[each].height for each in row) * px_per_mm + GAP_PX
    among = [shown[page]] if arrangement is Arrangement.SINGLE and count else shown
    widest = max((size.width for size in among), default=0.0) * px_per_mm * cells + (cells - 1) * GAP_PX / 2
    return PagesLayout(
        sizes=tuple(sizes),
        px_per_mm=px_per_mm,
        rows=rows,
        tops=tuple(tops),
        cells=cells,
        turn=turn,
        width=max(room_width, widest + 2 * MARGIN_PX),
        height=y - GAP_PX + MARGIN_PX if rows else 0.0,
    )


def _in_twos(first: int, count: int) -> Iterator[range]:
    return (range(each, min(each + 2, count)) for each in range(first, count, 2))


def fitted(fit: Fit, size: SizeMm, room: tuple[float, float], px_per_mm: float, *, cells: int = 1) -> float:
    """The zoom at which `cells` pages of `size`, as turned, fill `room` (px); `px_per_mm`: at zoom 1."""
    free = room[0] - 2 * MARGIN_PX - (cells - 1) * GAP_PX / 2
    by_width = free / (size.width * cells * px_per_mm)
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


def tiles(
    page: int,
    size: SizeMm,
    scale: float,
    part: Span,
    view: PageView = TRUE_SIZE,
) -> Iterator[Tile]:
    """The tiles of `page` at `scale` (device px per mm) that meet `part` of its picture (device px)."""
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    if width * height <= WHOLE_PAGE_PIXELS:
        yield Tile(page, scale, -1, -1, 0, 0, width, height, view)
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
                page,
                scale,
                column,
                row,
                left,
                top,
                min(TILE_PX, width - left),
                min(TILE_PX, height - top),
                view,
            )
