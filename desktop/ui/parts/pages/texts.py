"""The text of pages: read when it is wanted, kept for the pages around, flattened for pointing at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import AppError, DocumentError
from core.ofd.marks import Area
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.wire import BoxMm, Link, PageText
from desktop.tasks import Lane, Tasks, Ticket

T = TypeVar("T")
Rectangle: TypeAlias = BoxMm | Area
_PAGES_KEPT = 64
_NEAR_MM = 2.0
_NEAR_EM = 0.55
"""Half of the usual space between lines, and a little: a press between two lines is on text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatText:
    """A page's characters in reading order with the box and the line of each; mm.

    `upright` says of each whether it stands in a column that is read downward.
    """

    text: str
    chars: tuple[str, ...]
    boxes: tuple[BoxMm, ...]
    lines: tuple[int, ...]
    upright: tuple[bool, ...]
    links: tuple[Link, ...]

    def nearest(self, x_mm: float, y_mm: float) -> int:
        """The character nearest to a point, one of the same line first; -1 on a page without text."""
        best, at = float("inf"), -1
        for number, (box, upright) in enumerate(zip(self.boxes, self.upright, strict=True)):
            down = max(box.y - y_mm, y_mm - box.y - box.height, 0.0)
            across = max(box.x - x_mm, x_mm - box.x - box.width, 0.0)
            away = across * 8 + down if upright else down * 8 + across
            if away < best:
                best, at = away, number
        return at

    def over(self, x_mm: float, y_mm: float) -> bool:
        """Whether a point is on text or next to it, also between two lines of it."""
        for box in self.boxes:
            near = max(box.width, box.height) * _NEAR_EM
            across, down = max(near, _NEAR_MM), max(near, _NEAR_MM / 2)
            if (
                box.x - across <= x_mm <= box.x + box.width + across
                and box.y - down <= y_mm <= box.y + box.height + down
            ):
                return True
        return False

    def caret(self, x_mm: float, y_mm: float) -> int:
        """Before which character a point lies, the hand's way: past the middle of one is before the next."""
        number = self.nearest(x_mm, y_mm)
        if number < 0:
            return 0
        box = self.boxes[number]
        past = y_mm > box.y + box.height / 2 if self.upright[number] else x_mm > box.x + box.width / 2
        return number + past

    def part(self, first: int, last: int) -> str:
        """The characters from `first` to `last`, both included, with the ends of lines between them."""
        numbers = range(max(0, first), min(last + 1, len(self.chars)))
        pieces = (
            "".join(self.chars[n] for n in line) for _, line in groupby(numbers, lambda n: self.lines[n])
        )
        return "\n".join(pieces)

    def line_boxes(self, first: int, last: int) -> tuple[BoxMm, ...]:
        """One box for each line that the characters from `first` to `last` stand on."""
        numbers = range(max(0, first), min(last + 1, len(self.boxes)))
        return tuple(
            united([self.boxes[n] for n in line]) for _, line in groupby(numbers, lambda n: self.lines[n])
        )

    def within(self, boxes: Sequence[Rectangle]) -> list[int]:
        """The characters whose middles lie in `boxes` (mm)."""
        found = []
        for number, box in enumerate(self.boxes):
            x, y = box.x + box.width / 2, box.y + box.height / 2
            if any(e.x <= x <= e.x + e.width and e.y <= y <= e.y + e.height for e in boxes):
                found.append(number)
        return found

    def line_around(self, number: int) -> tuple[int, int]:
        """The first and the last character of the line that `number` stands on."""
        first = last = number
        while first > 0 and self.lines[first - 1] == self.lines[number]:
            first -= 1
        while last + 1 < len(self.lines) and self.lines[last + 1] == self.lines[number]:
            last += 1
        return first, last

    def link_at(self, x_mm: float, y_mm: float) -> Link | None:
        for link in self.links:
            box = link.box_mm
            if box.x <= x_mm <= box.x + box.width and box.y <= y_mm <= box.y + box.height:
                return link
        return None


_NO_TEXT = FlatText(text="", chars=(), boxes=(), lines=(), upright=(), links=())


def flattened(page: PageText) -> FlatText:
    chars: list[str] = []
    boxes: list[BoxMm] = []
    lines: list[int] = []
    upright: list[bool] = []
    for run in page.runs:
        for char, box in zip(run.text, run.char_boxes_mm, strict=False):
            chars.append(char)
            boxes.append(box)
            lines.append(run.line)
            upright.append(run.vertical)
    return FlatText(
        text=page.text,
        chars=tuple(chars),
        boxes=tuple(boxes),
        lines=tuple(lines),
        upright=tuple(upright),
        links=page.links,
    )


def united(boxes: list[BoxMm]) -> BoxMm:
    """The smallest rectangle that holds `boxes`, of which there is at least one."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    return BoxMm(left, top, right - left, max(box.y + box.height for box in boxes) - top)


class PageTexts(QObject):
    """Reads the text of pages as they come in sight; `arrived` names the page."""

    arrived = Signal(int)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._handle: Handle | None = None
        self._kept: OrderedDict[int, FlatText] = OrderedDict()
        self._asked: set[int] = set()
        self._gathering: Ticket | None = None

    def begin(self, handle: Handle) -> None:
        self.end()
        self._handle = handle

    def end(self) -> None:
        """Forget every text; answers still on their way are dropped."""
        self._handle = None
        self._kept.clear()
        self._asked.clear()
        self._gather_no_more()

    @property
    def page_count(self) -> int:
        return len(self._handle.summary.pages) if self._handle is not None else 0

    def gather(
        self, pages: range, take: Callable[[int, FlatText], T], done: Callable[[Mapping[int, T]], object]
    ) -> None:
        """Bring what `take` makes of the text of each of these pages, however many.

        `take` works on a lane's thread, page by page, so that of thousands only what it makes is held; pages
        whose texts are all at hand are told of at once. Nothing is told when the document goes away or others
        are gathered.
        """
        self._gather_no_more()
        handle, kept = self._handle, dict(self._kept)
        if handle is None:
            return
        if all(page in kept for page in pages):
            done({page: take(page, kept[page]) for page in pages})
            return

        def work(ticket: Ticket) -> dict[int, T]:
            found: dict[int, T] = {}
            for page in pages:
                text = kept.get(page) or self._read(handle, page, ticket)
                if ticket.cancelled:
                    break
                found[page] = take(page, text)
            return found

        self._gathering = self._tasks.follow(
            work, owner=self, done=done, failed=lambda _: None, slow=True, lane=Lane.PAGES
        )

    def _gather_no_more(self) -> None:
        if self._gathering is not None:
            self._gathering.cancel()
            self._gathering = None

    def _read(self, handle: Handle, page: int, ticket: Ticket) -> FlatText:
        """On a lane's thread; a page that cannot be read has no text."""
        if ticket.cancelled:
            return _NO_TEXT
        try:
            return flattened(self._reading.page_text(handle, page, cancelled=lambda: ticket.cancelled))
        except DocumentError:
            return _NO_TEXT

    def text(self, page: int) -> FlatText | None:
        """The page's text if it is here; does not ask for it."""
        return self._kept.get(page)

    def want(self, page: int) -> FlatText | None:
        """The page's text; when it is not here yet it is asked for and `arrived` tells of it."""
        found = self._kept.get(page)
        if found is not None:
            self._kept.move_to_end(page)
        elif self._handle is not None and page not in self._asked:
            self._asked.add(page)
            handle = self._handle
            self._tasks.run(
                lambda: flattened(self._reading.page_text(handle, page)),
                owner=self,
                done=partial(self._keep, handle, page),
                failed=partial(self._refused, handle, page),
                lane=Lane.PAGES,
            )
        return found

    def _keep(self, handle: Handle, page: int, text: FlatText) -> None:
        if handle is not self._handle:
            return
        self._asked.discard(page)
        self._kept[page] = text
        while len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(page)

    def _refused(self, handle: Handle, page: int, _error: AppError) -> None:
        """A page whose text cannot be read has none; its picture says what is wrong with it."""
        if handle is self._handle:
            self._keep(handle, page, _NO_TEXT)
