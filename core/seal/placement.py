"""Where a seal is pressed. Lengths are mm from the page's top left; pages count from 0 (GB/T 33190 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from core.ofd import TextRun, find_text
from core.ofd.display import Box
from core.seal.covering import LINE_PITCH_MM, PageLines
from core.seal.dates import date_in
from core.seal.errors import NothingToStraddle, PageMissing, StampOutsidePage, TextNotFound

MAX_STRADDLE_PAGES = 20
"""More pages than this are sealed in groups: a slice would be too thin to see."""
MIN_SLICE_MM = 2.0
_ABOVE_TEXT_MM = 2.0
"""Organ's name and date stand in the seal's centre, slightly low (GB/T 9704 7.3.5.1)."""
_WITHIN_LINES = 0.94
"""So far below the text a seal is moved up that would stand lower: within one line of it (7.3.5.1)."""
_UP_MM_MAX = 4.0
"""Further up name and date would no longer stand in the seal's middle."""
_NAME_ABOVE_DATE_MM = 20.0
_POST_ABOVE_DATE_MM = 45.0
"""As far above the date as a signer's post is looked for: half a stamp, a blank line and room to spare."""
_STAMP_ABOVE_DATE_MM = 10.45
"""A blank line stands between a name stamp and the date (GB/T 9704 7.3.5.3)."""
_POST_CHARACTERS_MAX = 12
_WIDER_THAN_HIGH = 1.2
_SLACK_MM = 0.01


class Edge(StrEnum):
    """The edge of the sheets over which a straddle seal is cut."""

    RIGHT = "right"
    LEFT = "left"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in mm."""

    width: float
    height: float

    @property
    def is_name_stamp(self) -> bool:
        """签名章 is a name, wider than high; organs' seals are round (国发〔1999〕25号)."""
        return self.width > self.height * _WIDER_THAN_HIGH


@dataclass(frozen=True, slots=True)
class Placement:
    """One StampAnnot to be: the whole picture fills `boundary`; `clip`, relative to it, shows a part only."""

    page: int
    boundary: Box
    clip: Box | None = None


def place_at(page: int, x: float, y: float, seal: Size, pages: Sequence[Size]) -> Placement:
    """The seal with its top left corner at x, y. Raises `PageMissing` or `StampOutsidePage`."""
    if not 0 <= page < len(pages):
        raise PageMissing(page + 1, len(pages))
    size = pages[page]
    inside_x = -_SLACK_MM <= x <= size.width - seal.width + _SLACK_MM
    inside_y = -_SLACK_MM <= y <= size.height - seal.height + _SLACK_MM
    if not (inside_x and inside_y):
        raise StampOutsidePage(page + 1)
    return Placement(page, Box(x, y, seal.width, seal.height))


def place_on_keyword(
    keyword: str, texts: Sequence[Sequence[TextRun]], seal: Size, pages: Sequence[Size]
) -> Placement:
    """The seal centred on the last occurrence of `keyword`, moved no further than to stay on the page.

    The last one, because an organ's name stands in the heading before it stands where it signs.
    `texts` are the runs of each page. Raises `TextNotFound`.
    """
    for page in range(len(texts) - 1, -1, -1):
        places = find_text(texts[page], keyword)
        if places:
            last = places[-1]
            return _centred(page, last.x + last.width / 2, last.y + last.height / 2, seal, pages)
    raise TextNotFound(keyword)


def place_on_date(texts: Sequence[Sequence[TextRun]], seal: Size, pages: Sequence[Size]) -> Placement:
    """The seal over the date of signing and the organ's name above it, both slightly below its centre.

    A name stamp stands beside its signer's post above the date instead. The date is the last one that ends
    a line. Raises `TextNotFound`.
    """
    for page in range(len(texts) - 1, -1, -1):
        dates = [date for line in _lines(texts[page]) if (date := date_in(line)) is not None]
        if dates:
            place = _beside_post if seal.is_name_stamp else _over_date
            return place(page, dates[-1], texts[page], seal, pages)
    raise TextNotFound("年月日")


def straddle(
    seal: Size,
    pages: Sequence[Size],
    edge: Edge,
    offset_mm: float | None = None,
    *,
    inked: Box | None = None,
) -> tuple[Placement, ...]:
    """The seal cut over the edges of all pages, so that the slices join when the sheets are fanned.

    `offset_mm` is from the sheets' top (left, for top and bottom) to the seal; without it the seal
    stands in the middle of the smallest page. `inked` is what of the seal, from its top left, is not white:
    only that is cut, so that the first and the last slice are not margin. Over 20 pages, or slices below
    2 mm, the pages are cut into groups of about equal size, each with a whole seal. Raises
    `NothingToStraddle` for fewer than two pages and `StampOutsidePage` when the offset leaves a page.
    """
    if len(pages) < 2:
        raise NothingToStraddle(len(pages))
    placements: list[Placement] = []
    shown = inked or Box(0, 0, seal.width, seal.height)
    for count in straddle_groups(seal, len(pages), edge, inked=inked):
        start = len(placements)
        group = pages[start : start + count]
        along = middle_offset(seal, group, edge) if offset_mm is None else offset_mm
        cut = _Cut(seal, shown, edge, along, count)
        placements += [cut.slice(start + number, number, size) for number, size in enumerate(group)]
    return tuple(placements)


def straddle_groups(seal: Size, pages: int, edge: Edge, *, inked: Box | None = None) -> tuple[int, ...]:
    """How many pages share one whole seal, group by group; nothing for a single page."""
    shown = inked or Box(0, 0, seal.width, seal.height)
    extent = shown.width if edge in (Edge.LEFT, Edge.RIGHT) else shown.height
    return tuple(_group_sizes(pages, extent)) if pages > 1 else ()


def _group_sizes(count: int, extent: float) -> Iterator[int]:
    most = max(2, min(MAX_STRADDLE_PAGES, int(extent / MIN_SLICE_MM)))
    groups = max(1, min(ceil(count / most), count // 2))
    for group in range(groups):
        yield count * (group + 1) // groups - count * group // groups


def middle_offset(seal: Size, group: Sequence[Size], edge: Edge) -> float:
    """The offset (mm) along `edge` at which the seal stands in the middle of the smallest page."""
    if edge in (Edge.LEFT, Edge.RIGHT):
        return (min(size.height for size in group) - seal.height) / 2
    return (min(size.width for size in group) - seal.width) / 2


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is inked of one seal, cut into `count` slices, `along` mm down (or along) an edge."""

    seal: Size
    inked: Box
    edge: Edge
    along: float
    count: int

    def slice(self, page: int, number: int, size: Size) -> Placement:
        """Sheets fanned to the right or downwards show the first page's slice first, otherwise last."""
        sideways = self.edge in (Edge.LEFT, Edge.RIGHT)
        room = size.height - self.seal.height if sideways else size.width - self.seal.width
        if not -_SLACK_MM <= self.along <= room + _SLACK_MM:
            raise StampOutsidePage(page + 1)
        step = (self.inked.width if sideways else self.inked.height) / self.count
        before = self.inked.x if sideways else self.inked.y
        before += step * (number if self.edge in (Edge.RIGHT, Edge.BOTTOM) else self.count - 1 - number)
        far_edge = (size.width if sideways else size.height) - step
        start = far_edge - before if self.edge in (Edge.RIGHT, Edge.BOTTOM) else -before
        width, height = self.seal.width, self.seal.height
        if sideways:
            return Placement(page, Box(start, self.along, width, height), Box(before, 0, step, height))
        return Placement(page, Box(self.along, start, width, height), Box(0, before, width, step))


def _centred(page: int, x: float, y: float, seal: Size, pages: Sequence[Size]) -> Placement:
    size = pages[page]
    left = min(max(x - seal.width / 2, 0), max(size.width - seal.width, 0))
    top = min(max(y - seal.height / 2, 0), max(size.height - seal.height, 0))
    return place_at(page, left, top, seal, pages)


def _lines(runs: Sequence[TextRun]) -> Iterator[tuple[TextRun, ...]]:
    lines: dict[int, list[TextRun]] = {}
    for run in runs:
        lines.setdefault(run.line, []).append(run)
    return (tuple(line) for _, line in sorted(lines.items()))


def _over_date(page: int, date: Box, runs: Sequence[TextRun], seal: Size, pages: Sequence[Size]) -> Placement:
    centre = date.x + date.width / 2
    top, bottom = date.y, date.y + date.height
    above = [
        run.box
        for run in runs
        if 0 < date.y - run.box.y <= _NAME_ABOVE_DATE_MM
        and run.box.x - date.width <= centre <= run.box.x + run.box.width + date.width
        and run.box.width <= 3 * date.width
    ]
    if above:
        top = max(box.y for box in above)
    over = _centred(page, centre, (top + bottom) / 2 - _ABOVE_TEXT_MM, seal, pages)
    free = PageLines.of(runs).lines_above(over.boundary)
    up = 0.0 if free is None else (free - _WITHIN_LINES) * LINE_PITCH_MM
    if not 0 < up <= _UP_MM_MAX:
        return over
    box = over.boundary
    return place_at(page, box.x, max(box.y - up, 0.0), seal, pages)


def _beside_post(
    page: int, date: Box, runs: Sequence[TextRun], seal: Size, pages: Sequence[Size]
) -> Placement:
    """Two characters right of the signer's post, its middle on the post's (GB/T 9704 7.3.5.3).

    Where no post stands above the date, it ends right where the date ends.
    """
    posts = [
        line
        for line in _lines(runs)
        if 0 < date.y - line[0].box.y <= _POST_ABOVE_DATE_MM and _can_be_post(line)
    ]
    if not posts:
        right, bottom = date.x + date.width, date.y - _STAMP_ABOVE_DATE_MM
        return _centred(page, right - seal.width / 2, bottom - seal.height / 2, seal, pages)
    post = posts[-1][-1].box
    left = post.x + post.width + 2 * post.height
    return _centred(page, left + seal.width / 2, post.y + post.height / 2, seal, pages)


def _can_be_post(line: Sequence[TextRun]) -> bool:
    """Whether a line can say 县长 or 主任: few characters and no sentence."""
    text = "".join("".join(run.text.split()) for run in line)
    return 0 < len(text) <= _POST_CHARACTERS_MAX and text.isalpha()
