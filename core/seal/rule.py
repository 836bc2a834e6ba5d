"""A place told once for many documents: on the date, on a keyword, at one spot, over the edges.

Lengths are mm from the page's top left; pages count from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.ofd import OfdDocument, TextRun, open_ofd, page_text
from core.ofd.display import Box
from core.seal.errors import TextNotFound
from core.seal.joint import JointSeal, place_jointly
from core.seal.placement import Edge, Placement, Size, place_at, place_on_keyword, straddle


class Anchor(StrEnum):
    """What a whole seal goes by in every document. NOTHING: only the straddle seal is pressed."""

    DATE = "date"
    KEYWORD = "keyword"
    SPOT = "spot"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRule:
    """One rule for all documents of an application.

    `keyword` is for that anchor, the last occurrence counts; `page`, `x_mm`, `y_mm` for a spot, where -1 is
    the last page. `edge` adds a straddle seal at `offset_mm`, in the middle when that is None.
    """

    anchor: Anchor
    keyword: str = ""
    page: int = -1
    x_mm: float = 0.0
    y_mm: float = 0.0
    edge: Edge | None = None
    offset_mm: float | None = None


def places_by(
    rule: PlacementRule,
    document: bytes,
    seal: Size,
    *,
    inked: Box | None = None,
    together: Sequence[JointSeal] = (),
    own: int = 0,
) -> tuple[Placement, ...]:
    """Where the rule puts the seal in a document (OFD).

    On the date, number `own` of the seals that are pressed `together` takes its place in their rows.
    Raises `OfdError`, `TextNotFound`, `PageMissing`, `StampOutsidePage`, and `NothingToStraddle` when only
    a straddle seal is asked for and there is one page; with a whole seal a single page has no slices.
    """
    opened = open_ofd(document)
    sheets = [Size(*opened.page_size(page)) for page in range(opened.page_count)]
    seals = together if len(together) > 1 else (JointSeal("", seal),)
    number = own if len(together) > 1 else 0
    whole = () if rule.anchor is Anchor.NOTHING else (_whole(rule, opened, seals, number, sheets),)
    if rule.edge is None or (whole and len(sheets) == 1):
        return whole
    return (*whole, *straddle(seal, sheets, rule.edge, rule.offset_mm, inked=inked))


def _whole(
    rule: PlacementRule, opened: OfdDocument, seals: Sequence[JointSeal], own: int, sheets: Sequence[Size]
) -> Placement:
    size = seals[own].size
    if rule.anchor is Anchor.SPOT:
        page = rule.page if rule.page >= 0 else len(sheets) + rule.page
        return place_at(page, rule.x_mm, rule.y_mm, size, sheets)
    # From the end, because that is where documents are signed: most need one page read.
    texts: list[tuple[TextRun, ...]] = [()] * len(sheets)
    for page in reversed(range(len(sheets))):
        texts[page] = page_text(opened.display(page))
        try:
            if rule.anchor is Anchor.KEYWORD:
                return place_on_keyword(rule.keyword, texts, size, sheets)
            return place_jointly(seals, texts, sheets)[own]
        except TextNotFound:
            texts[page] = ()
    raise TextNotFound(rule.keyword or "年月日")
