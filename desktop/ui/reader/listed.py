"""What the pane of annotations lists: the person's own marks, and those inside the file, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.ofd import Mark
from core.ofd.display import Box
from core.ofd.marks import box_of
from desktop.reading.wire import AnnotationMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row: `box` is where it lies, mm on `page`, `over` the words under it. One inside the file can only be
    looked at."""

    key: str
    page: int
    box: Box
    item: Mark | AnnotationMark
    over: str = ""

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

    def rows(self, layer: Iterable[Mark], over: Callable[[Mark], str]) -> list[Listed]:
        """In reading order; `over` tells the words that a mark is laid on."""
        known, self._own = self._own, {}
        for mark in layer:
            row, words = known.get(mark.mark_id), over(mark)
            if row is None or row.item is not mark or row.over != words:
                row = Listed(key=mark.mark_id, page=mark.page, box=box_of(mark), item=mark, over=words)
            self._own[mark.mark_id] = row
        return sorted((*self._own.values(), *self._found), key=lambda row: (row.page, row.box.y, row.box.x))
