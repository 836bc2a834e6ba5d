"""What may be wrong with where a seal lies, told while it is being placed (GB/T 9704 7.3.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from core.ofd import TextRun
from core.ofd.display import Box
from core.seal import PageLines, SizeRule, touching
from desktop.reading.wire import PageText
from desktop.ui.sealing.placing import Placing

MARGIN_MM = 24.0
"""No slice of a straddle seal reaches further into a page than this."""


class Concern(Enum):
    """COVERS_TEXT: 上不压正文. FAR_FROM_TEXT: more than a line is free above. TOUCHES_SEAL: another seal.

    SLICE_COVERS_TEXT: of a straddle seal. SIZE: not the size its organ is entitled to. LEAVES_PAGE: a page is
    smaller than the seal.
    """

    LEAVES_PAGE = "leaves_page"
    COVERS_TEXT = "covers_text"
    TOUCHES_SEAL = "touches_seal"
    FAR_FROM_TEXT = "far_from_text"
    SLICE_COVERS_TEXT = "slice_covers_text"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Caution:
    """One concern, with the pages (from 0) it is about; `amount` is characters, lines or mm."""

    concern: Concern
    pages: tuple[int, ...] = ()
    amount: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies on the pages: `lines` of those read so far, `taken` by other seals and kept for others."""

    lines: Mapping[int, PageLines] = field(default_factory=dict)
    taken: Mapping[int, tuple[Box, ...]] = field(default_factory=dict)
    rule: SizeRule | None = None

    def covered(self, page: int, box: Box, *, rounded: bool) -> tuple[Box, ...]:
        lines = self.lines.get(page)
        return () if lines is None else lines.covered(box, rounded=rounded)

    def lines_above(self, page: int, box: Box) -> float | None:
        """Free lines above a seal where it closes a document; None elsewhere, where no such rule holds."""
        lines = self.lines.get(page)
        return None if lines is None or not lines.closing else lines.lines_above(box)


def cautions(placing: Placing, around: Surroundings) -> tuple[Caution, ...]:
    """Everything that should be looked at before the seal is pressed, the gravest first."""
    found = [
        *_of_paper(placing),
        *_of_text(placing, around),
        *_of_neighbours(placing, around),
        *_of_distance(placing, around),
        *_of_slices(placing, around),
    ]
    if around.rule is not None and not around.rule.allows(placing.size):
        found.append(Caution(Concern.SIZE, amount=around.rule.diameter_mm))
    order = list(Concern)
    return tuple(sorted(found, key=lambda each: order.index(each.concern)))


def is_round(placing: Placing) -> bool:
    return abs(placing.size.width - placing.size.height) < 1.0


def _of_text(placing: Placing, around: Surroundings) -> Iterable[Caution]:
    covered: dict[int, int] = {}
    for place in placing.pressing.places:
        count = len(around.covered(place.page, placing.box(place), rounded=is_round(placing)))
        if count:
            covered[place.page] = covered.get(place.page, 0) + count
    if covered:
        yield Caution(Concern.COVERS_TEXT, tuple(sorted(covered)), sum(covered.values()))


def _of_neighbours(placing: Placing, around: Surroundings) -> Iterable[Caution]:
    """Page by page: the same seal may stand on every page of a long document."""
    by_page: dict[int, list[Box]] = {}
    for place in placing.pressing.places:
        by_page.setdefault(place.page, []).append(placing.box(place))
    pages = tuple(
        sorted(page for page, boxes in by_page.items() if _crowded(boxes, around.taken.get(page, ())))
    )
    if pages:
        yield Caution(Concern.TOUCHES_SEAL, pages)


def _crowded(own: list[Box], taken: tuple[Box, ...]) -> bool:
    return any(touching(box, [*taken, *own[:number]]) for number, box in enumerate(own))


def _of_paper(placing: Placing) -> Iterable[Caution]:
    if placing.leaving:
        yield Caution(Concern.LEAVES_PAGE, placing.leaving)


def _of_distance(placing: Placing, around: Surroundings) -> Iterable[Caution]:
    place = placing.place
    if place is None or placing.size.is_name_stamp:  # two blank lines are left above one (7.3.5.3)
        return
    free = around.lines_above(place.page, placing.box(place))
    told = None if free is None else round(free, 1)
    if told is not None and told > 1.0:
        yield Caution(Concern.FAR_FROM_TEXT, (place.page,), told)


def _of_slices(placing: Placing, around: Surroundings) -> Iterable[Caution]:
    if placing.straddling is None:
        return
    slices = placing.slices
    pages = tuple(
        each.page
        for each in slices
        if each.clip is not None
        and around.covered(
            each.page,
            Box(
                each.boundary.x + each.clip.x,
                each.boundary.y + each.clip.y,
                each.clip.width,
                each.clip.height,
            ),
            rounded=False,
        )
    )
    if pages:
        yield Caution(Concern.SLICE_COVERS_TEXT, pages)


def page_lines(text: PageText) -> PageLines:
    """The reading worker's text as the core judges it."""
    return PageLines.of(
        [
            TextRun(
                text=run.text,
                box=Box(*run.box_mm),
                char_boxes=tuple(Box(*box) for box in run.char_boxes_mm),
                line=run.line,
                vertical=run.vertical,
            )
            for run in text.runs
        ]
    )


def near_edges(lines: PageLines, width_mm: float, height_mm: float) -> PageLines:
    """What of the lines a slice could reach: little enough to keep for every page of a long document."""

    def near(run: TextRun) -> bool:
        box = run.box
        return (
            box.x < MARGIN_MM
            or box.y < MARGIN_MM
            or box.x + box.width > width_mm - MARGIN_MM
            or box.y + box.height > height_mm - MARGIN_MM
        )

    kept = tuple(tuple(filter(near, line)) for line in (*lines.body, *lines.closing))
    return PageLines(tuple(filter(None, kept)), ())
