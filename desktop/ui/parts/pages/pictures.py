"""The pictures of an open document's pages: asked for in order of need, kept within a budget."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import AppError
from desktop.reading.client import Handle, Picture, ReadingWorker
from desktop.reading.wire import Purpose, RectPx
from desktop.tasks import Lane, Tasks, Ticket
from desktop.ui.parts.pages.layout import SizeMm, Tile

BUDGET_BYTES = 8 << 20
"""What is kept of a document's pictures, or all that is looked at, when that is more."""
SMALL_BUDGET_BYTES = 4 << 20
ASIDE_BUDGET_BYTES = 12 << 20
THUMBNAIL_PX = 176
_AT_ONCE = 2


class PagePictures(QObject):
    """Fetches tiles, those that are visible first; a page that cannot be drawn says why.

    `want` replaces what the same viewer wanted before: what scrolled past and has not begun is never drawn,
    and what has begun is broken off. Small pictures of whole pages are kept apart, so that large tiles never
    push out what stands in for them. `forgotten`: every picture has to be asked for again.
    """

    arrived = Signal(int)
    refused = Signal(int, object)
    forgotten = Signal()

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._handle: Handle | None = None
        self._purpose: Purpose = "screen"
        self._kept: OrderedDict[Tile, QImage] = OrderedDict()
        self._bytes = 0
        self._small: OrderedDict[Tile, QImage] = OrderedDict()
        self._small_bytes = 0
        self._whole: dict[int, Tile] = {}
        self._looked_at: dict[object, tuple[Tile, ...]] = {}
        self._wanted: list[Tile] = []
        self._thumbnails: list[Tile] = []
        self._under_way: dict[Tile, Ticket] = {}
        self._errors: dict[int, AppError] = {}

    def begin(self, handle: Handle) -> None:
        """Show the pages of `handle` from now on."""
        self.end()
        self._handle = handle

    def end(self) -> None:
        """Forget every picture; answers still on their way are dropped."""
        self._handle = None
        self._kept.clear()
        self._small.clear()
        self._whole.clear()
        self._errors.clear()
        self._looked_at.clear()
        self._wanted, self._thumbnails = [], []
        self._bytes = self._small_bytes = 0
        for ticket in self._under_way.values():
            ticket.cancel()
        self._under_way = {}

    def weaken_seals(self, weakened: bool) -> None:
        """Draw seals faint from now on, or as they are; what was drawn the other way is forgotten."""
        purpose: Purpose = "weakened" if weakened else "screen"
        if purpose == self._purpose:
            return
        self._purpose = purpose
        handle = self._handle
        if handle is not None:
            self.begin(handle)
            self.forgotten.emit()

    @property
    def handle(self) -> Handle | None:
        return self._handle

    def tile(self, tile: Tile) -> QImage | None:
        shelf = self._shelf(tile)
        found = shelf.get(tile)
        if found is not None:
            shelf.move_to_end(tile)
        return found

    def stand_in(self, page: int) -> QImage | None:
        """The sharpest picture of the whole page that there is, at whatever scale."""
        whole = self._whole.get(page)
        sharp = self._kept.get(whole) if whole else None
        return sharp or (self._small.get(self.thumbnail_tile(page)) if self._handle else None)

    def _shelf(self, tile: Tile) -> OrderedDict[Tile, QImage]:
        small = tile.column < 0 and max(tile.width, tile.height) <= THUMBNAIL_PX
        return self._small if small else self._kept

    def error(self, page: int) -> AppError | None:
        return self._errors.get(page)

    def thumbnail(self, page: int) -> QImage | None:
        """The page at `THUMBNAIL_PX` on its longer side, or whatever whole picture there is; asks if none."""
        if self._handle is None:
            return None
        tile = self.thumbnail_tile(page)
        found = self.tile(tile)
        if found is None and tile not in self._thumbnails and page not in self._errors:
            self._thumbnails.append(tile)
            self._ask()
        return found or self.stand_in(page)

    def thumbnail_tile(self, page: int) -> Tile:
        assert self._handle is not None
        size = self._handle.summary.pages[page]
        scale = THUMBNAIL_PX / max(size.width_mm, size.height_mm)
        width, height = round(size.width_mm * scale), round(size.height_mm * scale)
        return Tile(page, scale, -1, -1, 0, 0, max(1, width), max(1, height))

    def sizes(self) -> tuple[SizeMm, ...]:
        if self._handle is None:
            return ()
        return tuple(SizeMm(page.width_mm, page.height_mm) for page in self._handle.summary.pages)

    def want(self, tiles: Iterable[Tile], viewer: object = None) -> None:
        """Draw these, in this order, and neither begin nor end what else `viewer` wanted.

        What others look at, such as a presentation of the same document, follows after them.
        """
        self._looked_at.pop(viewer, None)
        self._looked_at = {viewer: tuple(tiles), **self._looked_at}
        self._draw_wanted()

    def leave(self, viewer: object) -> None:
        """Forget what `viewer` wanted: it looks no more."""
        if self._looked_at.pop(viewer, None) is not None:
            self._draw_wanted()

    def _draw_wanted(self) -> None:
        wanted = dict.fromkeys(tile for tiles in self._looked_at.values() for tile in tiles)
        for tile in [
            each for each in self._under_way if each not in wanted and self._shelf(each) is self._kept
        ]:
            self._under_way.pop(tile).cancel()
        self._wanted = [
            tile for tile in wanted if tile not in self._shelf(tile) and tile not in self._under_way
        ]
        self._ask()

    def set_aside(self) -> None:
        """Nobody looks at the moment: draw nothing more, and keep what was in sight last."""
        self._looked_at.clear()
        self._draw_wanted()
        self._thumbnails = []
        self._trim(ASIDE_BUDGET_BYTES)

    def try_again(self, page: int) -> None:
        """Forget why a page could not be drawn."""
        if self._errors.pop(page, None) is not None:
            self.arrived.emit(page)

    def _ask(self) -> None:
        while self._handle is not None and len(self._under_way) < _AT_ONCE:
            tile = self._next()
            if tile is None:
                return
            handle = self._handle
            self._under_way[tile] = self._tasks.follow(
                partial(self._draw, handle, tile, self._purpose),
                owner=self,
                done=partial(self._keep, handle, tile),
                failed=partial(self.refuse, handle, tile),
                lane=Lane.PAGES,
            )

    def _next(self) -> Tile | None:
        for queue in (self._wanted, self._thumbnails):
            while queue:
                tile = queue.pop(0)
                if (
                    tile not in self._shelf(tile)
                    and tile not in self._under_way
                    and tile.page not in self._errors
                ):
                    return tile
        return None

    def _draw(self, handle: Handle, tile: Tile, purpose: Purpose, ticket: Ticket) -> QImage:
        """On a lane's thread."""
        picture: Picture = self._reading.page_picture(
            handle,
            tile.page,
            px_per_mm=tile.px_per_mm,
            clip=RectPx(tile.left, tile.top, tile.width, tile.height),
            purpose=purpose,
            view=tile.view,
            cancelled=lambda: ticket.cancelled,
        )
        image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        # A page without colour, as most are, takes a quarter of the memory so.
        return image.convertToFormat(QImage.Format.Format_Grayscale8) if image.allGray() else image.copy()

    def _keep(self, handle: Handle, tile: Tile, image: QImage) -> None:
        if handle is not self._handle:
            return
        self._under_way.pop(tile, None)
        shelf = self._shelf(tile)
        shelf[tile] = image
        if shelf is self._small:
            self._small_bytes += image.sizeInBytes()
        else:
            self._bytes += image.sizeInBytes()
        if tile.column < 0 and shelf is self._kept:
            best = self._whole.get(tile.page)
            if best is None or best not in self._kept or best.px_per_mm <= tile.px_per_mm:
                self._whole[tile.page] = tile
        self._trim()
        self.arrived.emit(tile.page)
        self._ask()

    def refuse(self, handle: Handle, tile: Tile, error: AppError) -> None:
        """A tile of `handle` cannot be drawn: its page says why until `try_again`."""
        if handle is not self._handle:
            return
        self._under_way.pop(tile, None)
        self._errors[tile.page] = error
        self.refused.emit(tile.page, error)
        self.arrived.emit(tile.page)
        self._ask()

    def _trim(self, budget_bytes: int = BUDGET_BYTES) -> None:
        in_sight = {tile for tiles in self._looked_at.values() for tile in tiles}
        for tile in [each for each in self._kept if each not in in_sight]:
            if self._bytes <= budget_bytes:
                break
            self._bytes -= self._kept.pop(tile).sizeInBytes()
        while self._small_bytes > SMALL_BUDGET_BYTES and len(self._small) > 1:
            _tile, image = self._small.popitem(last=False)
            self._small_bytes -= image.sizeInBytes()
