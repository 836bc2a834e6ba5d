"""What the pane of annotations lists: the person's own marks, and those inside the file, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.ofd import Mark
from core.ofd.display import Box
from core.ofd.marks import box_of
from desktop.reading.wire import AnnotationMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row: `box` is where it lies, mm on `page`. One inside the file can only be looked at."""

    key: str
    page: int
    box: Box
    item: Mark | AnnotationMark

    @property
    def own(self) -> bool:
        return not isinstance(self.item, AnnotationMark)


class AnnotationList:
    """Keeps the rows in order; works out only where what has changed lies."""

    def __init__(self) -> None:
        self._own: dict[str, Listed] = {}
        self._found: tuple[Listed, ...] = ()

    def show_found(self, found: Sequence[AnnotationMark]) -> None:
        self._found = tuple(
            Listed(key=f"file-{number}", page=each.page, box=Box(*each.box_mm), item=each)
            for number, each in enumerate(found)
        )

    def rows(self, layer: Iterable[Mark]) -> list[Listed]:
        known, self._own = self._own, {}
        for mark in layer:
            row = known.get(mark.mark_id)
            if row is None or row.item is not mark:
                row = Listed(key=mark.mark_id, page=mark.page, box=box_of(mark), item=mark)
            self._own[mark.mark_id] = row
        return sorted((*self._own.values(), *self._found), key=lambda row: (row.page, row.box.y, row.box.x))
