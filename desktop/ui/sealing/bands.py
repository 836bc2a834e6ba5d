"""The edges of all pages as pictures: what a straddle seal is looked at against."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import AppError
from core.seal import Edge
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.wire import PageSize, Purpose, RectPx
from desktop.tasks import Lane, Tasks, Ticket

BAND_MM = 26.0
PX_PER_MM = 2.0
BUDGET_BYTES = 48 << 20
_AT_ONCE = 2


class EdgeBands(QObject):
    """Draws the strip of every page along one edge, those in sight first; `arrived` names the page.

    A page that cannot be drawn stays empty here: the large page beside it says why.
    """

    arrived = Signal(int)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._tasks = reading, tasks
        self._handle: Handle | None = None
        self._edge = Edge.RIGHT
        self._scale = PX_PER_MM
        self._purpose: Purpose = "screen"
        self._kept: dict[int, QImage] = {}
        self._wanted: list[int] = []
        self._under_way: dict[int, Ticket] = {}
        self._bytes = 0

    @property
    def pages(self) -> tuple[PageSize, ...]:
        return () if self._handle is None else self._handle.summary.pages

    @property
    def complete(self) -> bool:
        return self._handle is not None and not self._wanted and not self._under_way

    def begin(self, handle: Handle, edge: Edge, *, ratio: float = 1.0, weakened: bool = False) -> None:
        """Draw the bands of a document along `edge`, for a screen of this pixel ratio.

        `weakened`: seals that are there already are shown faint, as on the pages.
        """
        wanted: tuple[Edge, float, Purpose] = (edge, ratio * PX_PER_MM, "weakened" if weakened else "screen")
        if handle is self._handle and wanted == (self._edge, self._scale, self._purpose):
            return
        self.end()
        self._handle = handle
        self._edge, self._scale, self._purpose = wanted
        self._wanted = list(range(len(handle.summary.pages)))
        self._ask()

    def end(self) -> None:
        for ticket in self._under_way.values():
            ticket.cancel()
        self._handle = None
        self._under_way.clear()
        self._kept.clear()
        self._wanted.clear()
        self._bytes = 0

    def band(self, page: int) -> QImage | None:
        """The picture of the page's edge, `BAND_MM` deep and as long as the page."""
        return self._kept.get(page)

    def hurry(self, pages: range) -> None:
        """These are in sight: draw them before the others."""
        first = [page for page in pages if page in self._wanted]
        if first:
            self._wanted = [*first, *(page for page in self._wanted if page not in pages)]

    def _ask(self) -> None:
        while self._handle is not None and self._wanted and len(self._under_way) < _AT_ONCE:
            handle, page = self._handle, self._wanted.pop(0)
            self._under_way[page] = self._tasks.follow(
                partial(self._draw, handle, page, self._edge, self._scale, self._purpose),
                owner=self,
                done=partial(self._keep, handle, page),
                failed=partial(self._refused, handle, page),
                lane=Lane.PAGES,
            )

    def _draw(  # noqa: PLR0917  bound once, above
        self, handle: Handle, page: int, edge: Edge, scale: float, purpose: Purpose, ticket: Ticket
    ) -> QImage:
        """On a lane's thread."""
        drawn = self._reading.page_picture(
            handle,
            page,
            px_per_mm=scale,
            clip=band_of(handle.summary.pages[page], edge, scale),
            purpose=purpose,
            cancelled=lambda: ticket.cancelled,
        )
        image = QImage(
            drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_ARGB32_Premultiplied
        )
        return image.copy()

    def _keep(self, handle: Handle, page: int, image: QImage) -> None:
        if handle is not self._handle or page not in self._under_way:
            return
        del self._under_way[page]
        self._bytes += image.sizeInBytes()
        if self._bytes <= BUDGET_BYTES:
            self._kept[page] = image
        self.arrived.emit(page)
        self._ask()

    def _refused(self, handle: Handle, page: int, _error: AppError) -> None:
        if handle is self._handle:
            self._under_way.pop(page, None)
            self.arrived.emit(page)
            self._ask()


def band_of(size: PageSize, edge: Edge, scale: float) -> RectPx:
    """The pixels of a page's picture that lie within `BAND_MM` of an edge."""
    width, height = max(1, round(size.width_mm * scale)), max(1, round(size.height_mm * scale))
    deep = round(BAND_MM * scale)
    match edge:
        case Edge.RIGHT:
            return RectPx(max(0, width - deep), 0, min(deep, width), height)
        case Edge.LEFT:
            return RectPx(0, 0, min(deep, width), height)
        case Edge.TOP:
            return RectPx(0, 0, width, min(deep, height))
        case Edge.BOTTOM:
            return RectPx(0, max(0, height - deep), width, min(deep, height))
