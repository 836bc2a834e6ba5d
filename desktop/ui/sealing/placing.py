"""Placing a seal before it is pressed: where it lies, and the way back. Lengths are mm on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from core.ofd import OfdError, TextRun, open_ofd, page_text
from core.ofd.display import Box
from core.seal import Placement, Size, TextNotFound, place_on_date

NUDGE_MM, FINE_NUDGE_MM = 1.0, 0.1
SNAP_MM = 1.5
_RIGHT_MM, _BOTTOM_MM = 26.0 + 12.0, 35.0 + 20.0
"""Where a seal starts when no date is found: inside the type area's lower right (GB/T 9704 5.2.1)."""


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The seal's top left corner on a page (mm); pages count from 0."""

    page: int
    x_mm: float
    y_mm: float

    def moved(self, dx_mm: float, dy_mm: float) -> Self:
        return replace(self, x_mm=self.x_mm + dx_mm, y_mm=self.y_mm + dy_mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A seal of `size` being placed on `pages`; `past` and `future` are what undo and redo go through."""

    size: Size
    pages: tuple[Size, ...]
    place: SealPlace
    suggested: SealPlace | None = None
    past: tuple[SealPlace, ...] = ()
    future: tuple[SealPlace, ...] = ()

    def put(self, place: SealPlace) -> Self:
        """Put the seal there, as near as the page allows, as one step that can be undone."""
        held = self.within(place)
        if held == self.place:
            return self
        return replace(self, place=held, past=(*self.past, self.place), future=())

    def undone(self) -> Self:
        if not self.past:
            return self
        return replace(self, place=self.past[-1], past=self.past[:-1], future=(self.place, *self.future))

    def redone(self) -> Self:
        if not self.future:
            return self
        return replace(self, place=self.future[0], past=(*self.past, self.place), future=self.future[1:])

    def within(self, place: SealPlace) -> SealPlace:
        """`place` moved no further than it takes to lie on its page as a whole, to a hundredth of a mm."""
        page = max(0, min(place.page, len(self.pages) - 1))
        sheet = self.pages[page]
        x_mm = max(0.0, min(place.x_mm, sheet.width - self.size.width))
        y_mm = max(0.0, min(place.y_mm, sheet.height - self.size.height))
        return SealPlace(page, round(x_mm, 2), round(y_mm, 2))

    def snapped(self, place: SealPlace) -> SealPlace:
        """`place`, drawn onto the suggested one on either axis when it is within `SNAP_MM`."""
        near = self.suggested
        if near is None or near.page != place.page:
            return place
        x_mm = near.x_mm if abs(place.x_mm - near.x_mm) <= SNAP_MM else place.x_mm
        y_mm = near.y_mm if abs(place.y_mm - near.y_mm) <= SNAP_MM else place.y_mm
        return SealPlace(place.page, x_mm, y_mm)

    def resized(self, size: Size) -> Self:
        """Another seal at the same centre; the way back starts anew."""
        centre_x = self.place.x_mm + self.size.width / 2
        centre_y = self.place.y_mm + self.size.height / 2
        fresh = replace(self, size=size, past=(), future=(), suggested=None)
        moved = SealPlace(self.place.page, centre_x - size.width / 2, centre_y - size.height / 2)
        return replace(fresh, place=fresh.within(moved))

    @property
    def placement(self) -> Placement:
        return Placement(
            self.place.page, Box(self.place.x_mm, self.place.y_mm, self.size.width, self.size.height)
        )


def first_placing(size: Size, pages: Sequence[Size], suggested: SealPlace | None) -> Placing:
    """On the date of signing if it was found, else in the lower right of the last page."""
    last = len(pages) - 1
    sheet = pages[last]
    fallback = SealPlace(last, sheet.width - _RIGHT_MM - size.width, sheet.height - _BOTTOM_MM - size.height)
    bare = Placing(size=size, pages=tuple(pages), place=fallback, suggested=suggested)
    return replace(bare, place=bare.within(suggested or fallback))


def suggest_on_date(document: bytes, size: Size) -> SealPlace | None:
    """Where 骑年盖月 asks for the seal; None when the text shows no date. Slow: not for the GUI thread."""
    try:
        opened = open_ofd(document)
        sheets = [Size(*opened.page_size(page)) for page in range(opened.page_count)]
        texts: list[tuple[TextRun, ...]] = [()] * opened.page_count
        for page in reversed(range(opened.page_count)):
            texts[page] = page_text(opened.display(page))
            try:
                box = place_on_date(texts, size, sheets).boundary
            except TextNotFound:
                continue
            return SealPlace(page, round(box.x, 2), round(box.y, 2))
    except OfdError:
        return None
    return None
