"""Where the standard wants the seals of an application: ours, and those of the other organs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.ofd import OfdError, TextRun, open_ofd, page_text
from core.ofd.display import Box
from core.office import ESeal
from core.seal import JointSeal, Size, TextNotFound, place_jointly
from core.seal.size_rules import LARGEST_MM
from desktop.ui.sealing.placing import SealPlace
from desktop.workspace import SealingSubject


@dataclass(frozen=True, slots=True)
class Ghost:
    """The place that another organ's seal will take: its custodian presses it, we only leave it free."""

    page: int
    box: Box
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The seals of an application in order of precedence; ours is number `own`, `pressed` are done."""

    seals: tuple[JointSeal, ...]
    own: int = 0
    pressed: frozenset[int] = field(default=frozenset())


def company_of(subject: SealingSubject, names: Sequence[str], own: ESeal) -> Company:
    """All seals that an application names, in their order, with `names`, among which ours stands.

    A seal whose record is not for this person gets the room of the largest that an organ has by rule.
    """
    known = {each.id: each for each in subject.seals}
    unseen = Size(max(LARGEST_MM, own.width_mm), max(LARGEST_MM, own.height_mm))
    ids = subject.request.seal_ids
    return Company(
        seals=tuple(
            JointSeal(other.name, Size(other.width_mm, other.height_mm))
            if (other := known.get(each)) is not None
            else JointSeal(name, unseen)
            for each, name in zip(ids, names, strict=True)
        ),
        own=ids.index(own.id),
        pressed=frozenset(ids.index(each) for each in subject.item.done if each in ids),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Our seal's place, None when the text shows no date, and those kept free for others."""

    place: SealPlace | None = None
    ghosts: tuple[Ghost, ...] = ()


def suggest(document: bytes, company: Company) -> Suggestion:
    """骑年盖月 for one seal, rows for several (GB/T 9704 7.3.5.1). Slow: not for the GUI thread."""
    try:
        opened = open_ofd(document)
        sheets = [Size(*opened.page_size(page)) for page in range(opened.page_count)]
        texts: list[tuple[TextRun, ...]] = [()] * opened.page_count
        for page in reversed(range(opened.page_count)):
            texts[page] = page_text(opened.display(page))
            try:
                return _read_off(company, texts, sheets)
            except TextNotFound:
                texts[page] = ()
    except OfdError:
        return Suggestion()
    return Suggestion()


def _read_off(company: Company, texts: Sequence[Sequence[TextRun]], sheets: Sequence[Size]) -> Suggestion:
    placed = place_jointly(company.seals, texts, sheets)
    own = placed[company.own]
    ghosts = tuple(
        Ghost(placement.page, placement.boundary, seal.name)
        for number, (placement, seal) in enumerate(zip(placed, company.seals, strict=True))
        if number != company.own and number not in company.pressed
    )
    return Suggestion(SealPlace(own.page, round(own.boundary.x, 2), round(own.boundary.y, 2)), ghosts)
