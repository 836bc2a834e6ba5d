"""Placing seals before they are pressed: where they lie, and the way back. Lengths are mm on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from core.ofd.display import Box
from core.office import UseKind
from core.seal import Edge, Placement, Size, StampOutsidePage, middle_offset, straddle, straddle_groups

NUDGE_MM, FINE_NUDGE_MM = 1.0, 0.1
SNAP_MM = 1.5
_RIGHT_MM, _BOTTOM_MM = 26.0 + 12.0, 35.0 + 20.0
"""Where a seal starts when no date is found: inside the type area's lower right (GB/T 9704 5.2.1)."""
_BESIDE_MM = 5.0


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The seal's top left corner on a page (mm), and as what it stands there; pages count from 0."""

    page: int
    x_mm: float
    y_mm: float
    kind: UseKind = UseKind.CLOSING

    def moved(self, dx_mm: float, dy_mm: float) -> Self:
        return replace(self, x_mm=self.x_mm + dx_mm, y_mm=self.y_mm + dy_mm)


@dataclass(frozen=True, slots=True)
class Straddling:
    """骑缝章 over this edge of all sheets; without an offset in the middle of the smallest."""

    edge: Edge = Edge.RIGHT
    offset_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """All that one signature presses: whole seals, of which one is `held`, and perhaps a straddle seal."""

    places: tuple[SealPlace, ...] = ()
    held: int = 0
    straddling: Straddling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A seal of `size` being placed on `pages`; `past` and `future` are what undo and redo go through.

    `inked` is what of the seal's picture is not white margin, from its top left; None while it is unknown.
    """

    size: Size
    pages: tuple[Size, ...]
    pressing: Pressing
    suggested: SealPlace | None = None
    inked: Box | None = None
    past: tuple[Pressing, ...] = field(default=(), repr=False)
    future: tuple[Pressing, ...] = field(default=(), repr=False)

    @property
    def place(self) -> SealPlace | None:
        """Where the held seal lies; None while none is placed by itself."""
        places = self.pressing.places
        return places[self.pressing.held] if places else None

    @property
    def straddling(self) -> Straddling | None:
        return self.pressing.straddling

    # Whole seals ------------------------------------------------------------------------------------

    def put(self, place: SealPlace, kind: UseKind | None = None) -> Self:
        """Put the held seal there, as near as the page allows, as one step that can be undone.

        It stays what it was, a closing seal, one by keyword or one of many, unless `kind` says otherwise.
        """
        held, places = self.pressing.held, self.pressing.places
        if not places:
            return self
        moved = replace(self.within(place), kind=kind or places[held].kind)
        changed = (*places[:held], moved, *places[held + 1 :])
        return self._stepped(replace(self.pressing, places=changed))

    def hold(self, number: int) -> Self:
        """Take another of the placed seals in hand: nothing moves, so there is nothing to undo."""
        if not 0 <= number < len(self.pressing.places):
            return self
        return replace(self, pressing=replace(self.pressing, held=number))

    def with_another(self, place: SealPlace | None = None) -> Self:
        """The seal once more: there, or beside the held one. The new one is held."""
        return self._stepped(self._joined([place or self._beside()]))

    def with_all(self, places: Iterable[SealPlace]) -> Self:
        """The seal at each of these places instead of where it was, as one step."""
        bare = replace(self, pressing=replace(self.pressing, places=(), held=0))
        joined = bare._joined(places)
        return self._stepped(joined) if joined.places else self

    def spread(self, pages: Iterable[int]) -> Self:
        """The held seal's place on these pages too; where a seal lies there already none is added."""
        here = self.place
        if here is None:
            return self
        taken = {(each.page, each.x_mm, each.y_mm) for each in self.pressing.places}
        wanted = [
            replace(here, page=page, kind=UseKind.EVERY_PAGE)
            for page in sorted({*pages})
            if 0 <= page < len(self.pages) and (page, here.x_mm, here.y_mm) not in taken
        ]
        spread = self._joined(wanted)
        return self._stepped(replace(spread, held=self.pressing.held))

    def without_held(self) -> Self:
        """Take the held seal away, unless nothing would be left to press."""
        held, places = self.pressing.held, self.pressing.places
        if not places or (len(places) == 1 and self.pressing.straddling is None):
            return self
        left = (*places[:held], *places[held + 1 :])
        return self._stepped(replace(self.pressing, places=left, held=max(0, min(held, len(left) - 1))))

    def _joined(self, more: Iterable[SealPlace]) -> Pressing:
        places = tuple(dict.fromkeys((*self.pressing.places, *map(self.within, more))))
        return replace(self.pressing, places=places, held=max(0, len(places) - 1))

    def _beside(self) -> SealPlace:
        here = self.place
        if here is None:
            return self.suggested or _lower_right(self.size, self.pages)
        away = self.size.width + _BESIDE_MM
        return here.moved(-away if here.x_mm >= away else away, 0.0)

    # The straddle seal ------------------------------------------------------------------------------

    @property
    def can_straddle(self) -> bool:
        """One page has no other to be held against."""
        return len(self.pages) > 1

    def straddled(self, straddling: Straddling | None) -> Self:
        """With this straddle seal, or without; the offset is kept on every page."""
        if straddling is None:
            if not self.pressing.places:
                return self
            return self._stepped(replace(self.pressing, straddling=None))
        if not self.can_straddle:
            return self
        offset = straddling.offset_mm
        if offset is not None:
            offset = round(max(0.0, min(offset, self.offset_max(straddling.edge))), 2)
        return self._stepped(replace(self.pressing, straddling=replace(straddling, offset_mm=offset)))

    def slid(self, by_mm: float) -> Self:
        """The straddle seal moved along its edge."""
        now = self.straddling
        if now is None:
            return self
        return self.straddled(replace(now, offset_mm=self.offset_mm + by_mm))

    @property
    def offset_mm(self) -> float:
        """Where along its edge the straddle seal stands, from the top or left."""
        now = self.straddling
        if now is None:
            return 0.0
        return middle_offset(self.size, self.pages, now.edge) if now.offset_mm is None else now.offset_mm

    def offset_max(self, edge: Edge) -> float:
        sideways = edge in (Edge.LEFT, Edge.RIGHT)
        room = (
            min(sheet.height for sheet in self.pages) - self.size.height
            if sideways
            else min(sheet.width for sheet in self.pages) - self.size.width
        )
        return max(0.0, room)

    @property
    def groups(self) -> tuple[int, ...]:
        """How many pages share one whole straddle seal."""
        now = self.straddling
        if now is None:
            return ()
        return straddle_groups(self.size, len(self.pages), now.edge, inked=self.inked)

    @property
    def slices(self) -> tuple[Placement, ...]:
        """One slice a page; nothing without a straddle seal, or when a page is smaller than the seal."""
        now = self.straddling
        if now is None or not self.can_straddle:
            return ()
        try:
            return straddle(self.size, self.pages, now.edge, self.offset_mm, inked=self.inked)
        except StampOutsidePage:
            return ()

    @property
    def leaving(self) -> tuple[int, ...]:
        """The pages, of those that are to bear the seal, on which it does not fit."""
        bearing = {place.page for place in self.pressing.places}
        if self.straddling is not None:
            bearing |= set(range(len(self.pages)))
        return tuple(
            page
            for page in sorted(bearing)
            if self.pages[page].width < self.size.width or self.pages[page].height < self.size.height
        )

    @property
    def placements(self) -> tuple[Placement, ...]:
        """What is signed: every whole seal, then the slices."""
        size = self.size
        whole = (
            Placement(place.page, Box(place.x_mm, place.y_mm, size.width, size.height))
            for place in self.pressing.places
        )
        return (*whole, *self.slices)

    @property
    def kinds(self) -> tuple[UseKind, ...]:
        """What kinds of use this is, to be held against what was approved."""
        found = {place.kind for place in self.pressing.places}
        if self.straddling is not None:
            found.add(UseKind.STRADDLE)
        return tuple(kind for kind in UseKind if kind in found)

    # The way back -----------------------------------------------------------------------------------

    def _stepped(self, pressing: Pressing) -> Self:
        if pressing == self.pressing:
            return self
        return replace(self, pressing=pressing, past=(*self.past, self.pressing), future=())

    def undone(self) -> Self:
        if not self.past:
            return self
        future = (self.pressing, *self.future)
        return replace(self, pressing=self.past[-1], past=self.past[:-1], future=future)

    def redone(self) -> Self:
        if not self.future:
            return self
        past = (*self.past, self.pressing)
        return replace(self, pressing=self.future[0], past=past, future=self.future[1:])

    # Bounds -----------------------------------------------------------------------------------------

    def within(self, place: SealPlace) -> SealPlace:
        """`place` moved no further than it takes to lie on its page as a whole, to a hundredth of a mm."""
        page = max(0, min(place.page, len(self.pages) - 1))
        sheet = self.pages[page]
        x_mm = max(0.0, min(place.x_mm, sheet.width - self.size.width))
        y_mm = max(0.0, min(place.y_mm, sheet.height - self.size.height))
        return SealPlace(page, round(x_mm, 2), round(y_mm, 2), place.kind)

    def snapped(self, place: SealPlace) -> SealPlace:
        """`place`, drawn onto the suggested one on either axis when it is within `SNAP_MM`."""
        near = self.suggested
        if near is None or near.page != place.page:
            return place
        x_mm = near.x_mm if abs(place.x_mm - near.x_mm) <= SNAP_MM else place.x_mm
        y_mm = near.y_mm if abs(place.y_mm - near.y_mm) <= SNAP_MM else place.y_mm
        return replace(place, x_mm=x_mm, y_mm=y_mm)

    def box(self, place: SealPlace) -> Box:
        return Box(place.x_mm, place.y_mm, self.size.width, self.size.height)

    def resized(self, size: Size) -> Self:
        """Another seal at the same centres; the way back starts anew."""
        dx, dy = (self.size.width - size.width) / 2, (self.size.height - size.height) / 2
        fresh = replace(self, size=size, past=(), future=(), suggested=None, inked=None)
        places = tuple(fresh.within(place.moved(dx, dy)) for place in self.pressing.places)
        return replace(fresh, pressing=replace(self.pressing, places=places))


def first_placing(
    size: Size,
    pages: Sequence[Size],
    suggested: SealPlace | None,
    kinds: Sequence[UseKind] = (UseKind.CLOSING,),
) -> Placing:
    """What an application for these `kinds` begins with.

    The whole seal stands on the date of signing if it was found, else in the lower right of the last page; a
    straddle seal over the right edges. Where only a straddle seal was applied for there is no whole one.
    """
    bare = Placing(size=size, pages=tuple(pages), pressing=Pressing(), suggested=suggested)
    whole = next((kind for kind in kinds if kind is not UseKind.STRADDLE), None)
    along = Straddling() if UseKind.STRADDLE in kinds and bare.can_straddle else None
    if whole is None and along is not None:
        return replace(bare, pressing=Pressing(straddling=along))
    place = bare.within(suggested or _lower_right(size, pages))
    place = replace(place, kind=whole or UseKind.CLOSING)
    return replace(bare, pressing=Pressing(places=(place,), straddling=along))


def _lower_right(size: Size, pages: Sequence[Size]) -> SealPlace:
    last = len(pages) - 1
    sheet = pages[last]
    return SealPlace(last, sheet.width - _RIGHT_MM - size.width, sheet.height - _BOTTOM_MM - size.height)


def page_ranges(text: str, count: int) -> tuple[int, ...] | None:
    """The pages (from 0) that "1-3，5，8-" names of `count`; None when it is no such list.

    An open end means the first or the last page; what lies beyond the last page is left out.
    """
    pages: set[int] = set()
    for part in text.translate(_COMMAS).split(","):
        first, dash, last = part.strip().partition("-")
        if not (first.strip() + last.strip()).isascii() or not (first or last):
            return None
        ends = (first.strip() or "1", (last.strip() or str(count)) if dash else first.strip())
        if not all(end.isdigit() and len(end) <= _DIGITS_MAX for end in ends):
            return None
        start, end = map(int, ends)
        if start < 1 or end < start:
            return None
        pages.update(range(start - 1, min(end, count)))
    return tuple(sorted(pages))


_COMMAS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ",", "–": "-", "—": "-", "～": "-", "~": "-"})
_DIGITS_MAX = 6
