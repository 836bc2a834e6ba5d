"""Where an open document's pages lie, and where its reader is: continuous, zoomable, visible parts first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.errors import AppError
from desktop.reading.wire import PageView
from desktop.ui.parts.pages.layout import (
    GAP_PX,
    Arrangement,
    Fit,
    Outlook,
    PagesLayout,
    Place,
    Span,
    Tile,
    bounded,
    fitted,
    lay_out,
    stepped,
    tiles,
    turned,
)
from desktop.ui.parts.pages.marks import MarkedScrollBar
from desktop.ui.parts.pages.overlay import Overlay, OverlayStack
from desktop.ui.parts.pages.paper import PaperPainter
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.pages.watermark import Watermark
from desktop.ui.theme import colour

MM_PER_INCH = 25.4
_SETTLE_MS = 30
_AROUND = 6
_LARGEST_AT_FIRST = 1.25
_MARGIN_PART = 0.05
_REVEALED_PX = 40


class PagesArea(QAbstractScrollArea):
    """Shows `PagePictures`; knows where the reader is and how near.

    `page_changed` names the page that is read, `zoom_changed` the zoom, 1.0 = true size; `moved` says that
    something else of the pages is in sight, `leaping` that the reader goes far away now, `leapt` that he has.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    arrangement_changed = Signal()
    moved = Signal()
    leaping = Signal()
    leapt = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._fit = Fit.WIDTH
        self._unasked = False
        self._covered: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self._zoom = 1.0
        self._page = 0
        self._arrangement = Arrangement.CONTINUOUS
        self._turn = 0
        self._layout = lay_out((), 1.0, 0.0)
        self._overlays = OverlayStack()
        self._paper = PaperPainter(pictures)
        self._ground = colour("canvas")
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._want)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.marks = MarkedScrollBar()
        self.setVerticalScrollBar(self.marks)
        self.marks.sliderMoved.connect(self._say_page)
        pictures.arrived.connect(self._arrived)
        pictures.forgotten.connect(self._draw_again)

    # What is shown ----------------------------------------------------------------------------

    @property
    def page(self) -> int:
        return self._page

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def pages_layout(self) -> PagesLayout:
        return self._layout

    @property
    def screen_px_per_mm(self) -> float:
        """Logical px per mm at zoom 1."""
        return self.logicalDpiX() / MM_PER_INCH

    @property
    def complete(self) -> bool:
        """Whether every page that can be seen is drawn as sharp as it will be, or says why it cannot."""
        return bool(self._layout.sizes) and all(
            self._pictures.error(page) is not None
            or all(self._pictures.tile(tile) is not None for tile in self._tiles(page))
            for page in self._visible()
        )

    def shows_something_of(self, page: int) -> bool:
        """Whether the page is drawn, however coarsely, or says why it cannot be."""
        return (
            self._pictures.error(page) is not None
            or self._pictures.stand_in(page) is not None
            or all(self._pictures.tile(tile) is not None for tile in self._tiles(page))
        )

    def explain_with(self, explain: Callable[[AppError], tuple[str, str]]) -> None:
        """How to say, on the paper, why a page cannot be shown: a title and a sentence."""
        self._paper.explain = explain

    def add_overlay(self, overlay: Overlay) -> None:
        """Lay `overlay` above those there are: it paints last, and is asked first."""
        self._overlays.add(overlay)
        overlay.repaint.connect(self.viewport().update)
        self.viewport().update()

    def set_ground(self, ground: QColor) -> None:
        """The colour around the pages."""
        self._ground = ground
        self.viewport().update()

    def soften(self, soft: bool) -> None:
        """Show paper in a soft green, on the screen only, or white as it is."""
        self._paper.soft = soft
        self.viewport().update()

    def set_watermark(self, watermark: Watermark | None) -> None:
        self._paper.watermark = watermark
        self.viewport().update()

    def begin(self, outlook: Outlook) -> None:
        """A document has been opened: show it so; a width that nobody asked to fit ends at 125 %."""
        zoom = outlook.zoom
        self._page = 0
        self._arrangement, self._turn = outlook.arrangement, outlook.turn
        self._fit, self._unasked = outlook.fit, outlook.fit is Fit.WIDTH
        if zoom is not None:
            self._zoom = bounded(zoom)
        self._arrange()
        self.go_to(outlook.page)
        if outlook.down is not None:
            self.go_whereabouts(outlook.page + outlook.down)
        self._settle.start(0)  # once it stands where it shall, there is nothing to wait for
        self.zoom_changed.emit(self._zoom)
        self.arrangement_changed.emit()
        self.page_changed.emit(self._page)

    def resized(self) -> None:
        """Sizes of pages have become certain: what is at the top of the view stays there."""
        if not self._layout.sizes or self._layout.sizes == self._pictures.sizes():
            return
        place = self._layout.to_page(self._left() + self.viewport().width() / 2, self._top())
        zoom = self._zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(self._layout.to_canvas(place)[1]))
        if self._zoom != zoom:
            self.zoom_changed.emit(self._zoom)

    def end(self) -> None:
        self._layout = lay_out((), 1.0, 0.0)
        self._adapt_scroll_bars()
        self.viewport().update()

    # Where the reader is ----------------------------------------------------------------------

    def go_to(self, page: int) -> None:
        """Bring the top of `page` to the top of the view."""
        if not self._layout.sizes:
            return
        page = max(0, min(page, len(self._layout.sizes) - 1))
        if not self._layout.shows(page):
            self._page = page
            self._arrange()
            self.page_changed.emit(page)
        self.verticalScrollBar().setValue(round(self._layout.top(page)) - 8)
        self._notice_page(page)

    def leap(self, page: int) -> None:
        """To a page anywhere, from where one may want to come back."""
        self.leaping.emit()
        self.go_to(page)
        self.leapt.emit()

    @property
    def document(self) -> object:
        """Which open document is shown: another object for another one; None for none."""
        return self._pictures.handle

    @property
    def whereabouts(self) -> float:
        """How far down the top of the view is, in pages and parts of one; 0.0 is the first page's top."""
        if not self._layout.rows:
            return 0.0
        row = self._layout.rows[self._layout.row_of(self._layout.page_at(self._top()))]
        top, height = self._row_extent(row)
        return row.start + len(row) * (self._top() - top) / height

    def go_whereabouts(self, pages: float) -> None:
        """Scroll so that `whereabouts` is this, as far as there are pages."""
        if not self._layout.sizes:
            return
        # The margin above a page belongs to it, though it lies a little before it.
        page = max(0, min(int(pages + _MARGIN_PART), len(self._layout.sizes) - 1))
        if not self._layout.shows(page):
            self.go_to(page)
        row = self._layout.rows[self._layout.row_of(page)]
        top, height = self._row_extent(row)
        self.verticalScrollBar().setValue(round(top + height * (pages - row.start) / len(row)))

    def _row_extent(self, row: range) -> tuple[float, float]:
        """Where a row begins, and how far it is to the next one, in px."""
        return self._layout.top(row.start), max(self._layout.span(each).height for each in row) + GAP_PX

    def middle(self) -> Place:
        """The point of a page that is in the middle of the view; there must be pages."""
        width, height = self.viewport().width(), self.viewport().height()
        return self._layout.to_page(self._left() + width / 2, self._top() + height / 2)

    def show_place(self, place: Place) -> None:
        """Bring a point of a page near the middle of what of the view is not covered."""
        if not self._layout.shows(place.page):
            self.go_to(place.page)
        x, y = self._layout.to_canvas(place)
        self.verticalScrollBar().setValue(round(y - self.viewport().height() / 2))
        left, right = self._covered()
        self.horizontalScrollBar().setValue(round(x - (self.viewport().width() + left - right) / 2))

    def reveal(self, place: Place) -> None:
        """Bring a point of a page into sight, by no more than that needs."""
        if not self._layout.rows:
            return
        if not self._layout.shows(place.page):
            self.go_to(place.page)
        x, y = self._layout.to_canvas(place)
        height, (left, right) = self.viewport().height(), self._covered()
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setValue(round(max(min(bar.value(), y - _REVEALED_PX), y + _REVEALED_PX - height)))
        wide = self.viewport().width() - right
        across.setValue(round(max(min(across.value(), x - left - _REVEALED_PX), x + _REVEALED_PX - wide)))

    def tops_in_sight(self) -> tuple[Place, ...]:
        """The top left of what is in sight of each page that is."""
        spans = (self._layout.span(page) for page in self._visible())
        return tuple(self._layout.to_page(span.left, max(span.top, self._top())) for span in spans)

    def cover_with(self, covered: Callable[[], tuple[int, int]]) -> None:
        """How to learn how much of the view, in px from the left and the right, lies under something."""
        self._covered = covered

    def set_fit(self, fit: Fit) -> None:
        """Let the room decide the zoom: a page comes whole in sight, of a width the same part stays there."""
        self._fit, self._unasked = fit, False
        page, below = self._page, self._below_top()
        self._arrange()
        self._return_to(page, 0.0 if fit is Fit.PAGE else below)
        self.zoom_changed.emit(self._zoom)

    def _below_top(self) -> float:
        """How far the top of the view is below that of the page that is read, mm; negative above it."""
        if not self._layout.sizes:
            return 0.0
        return (self._top() - self._layout.top(self._page)) / self._layout.px_per_mm

    def _return_to(self, page: int, below_mm: float) -> None:
        """To where that page is read, after it was laid out anew."""
        self.go_to(page)
        if below_mm > 0:
            past = below_mm * self._layout.px_per_mm
            self.verticalScrollBar().setValue(round(self._layout.top(page) + past))

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom to `zoom`, keeping the point `about` of the viewport (its middle when None) where it is."""
        if not self._layout.sizes:
            return
        about = about or QPointF(self.viewport().width() / 2, self.viewport().height() / 3)
        place = self._layout.to_page(about.x() + self._left(), about.y() + self._top())
        self._fit = Fit.FREE
        self._zoom = bounded(zoom)
        self._arrange()
        x, y = self._layout.to_canvas(place)
        self.horizontalScrollBar().setValue(round(x - about.x()))
        self.verticalScrollBar().setValue(round(y - about.y()))
        self.zoom_changed.emit(self._zoom)

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @property
    def turn(self) -> int:
        """Quarter turns clockwise of the view."""
        return self._turn

    def arrange(self, arrangement: Arrangement, turn: int | None = None) -> None:
        """Let pages stand this way, turned by so many quarters; what is read stays in sight."""
        page, below = self._page, self._below_top()
        turns = turn is not None and turn % 4 != self._turn
        seen = self.middle() if turns and self._layout.sizes else None
        self._arrangement = arrangement
        self._turn = self._turn if turn is None else turn % 4
        self._arrange()
        self._return_to(page, 0.0 if turns or self._fit is Fit.PAGE else below)
        if seen is not None and below > 0 and self._fit is not Fit.PAGE:
            self.show_place(seen)
        self.zoom_changed.emit(self._zoom)
        self.arrangement_changed.emit()

    def turn_page(self, step: int) -> None:
        """To the next (+1) or previous (-1) page, or pair of facing pages."""
        if not self._layout.rows:
            return
        if self._arrangement is Arrangement.SINGLE:
            self.go_to(self._page + step)
            return
        row = self._layout.row_of(self._page) + step
        self.go_to(self._layout.rows[max(0, min(row, len(self._layout.rows) - 1))].start)

    def zoom_by(self, steps: int, about: QPointF | None = None) -> None:
        self.set_zoom(stepped(self._zoom, steps), about)

    # Qt asks ------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._want_soon()
        if self._layout.sizes:
            seen = self._layout.page_at(self._top() + self.viewport().height() / 3)
            if self._layout.row_of(seen) != self._layout.row_of(self._page):
                self._notice_page(seen)
            self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._layout.sizes and not self._pictures.sizes():
            self.end()  # closed beneath us, and not told yet
        elif self._layout.sizes:
            page, offset = self._page, self._top() - self._layout.top(self._page)
            scale = self._layout.px_per_mm
            self._arrange()
            self.verticalScrollBar().setValue(
                round(self._layout.top(page) + offset * self._layout.px_per_mm / scale)
            )
            if self._fit is not Fit.FREE:
                self.zoom_changed.emit(self._zoom)
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), self._ground)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(-self._left(), -self._top())
            for page in self._visible():
                self._paper.paint(painter, self._layout, page, list(self._tiles(page)))
            self._overlays.paint(painter, self._layout)
            if self.hasFocus():
                painter.resetTransform()
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    # What to fetch ----------------------------------------------------------------------------------

    def visible_pages(self) -> range:
        """The pages that are in sight now."""
        return self._visible()

    def _visible(self) -> range:
        if not self._layout.rows:
            return range(0)
        return self._layout.visible(self._top(), self._top() + self.viewport().height())

    def _tiles(self, page: int) -> Iterator[Tile]:
        """What of a page is in sight, or, of one that is not, what will be when it scrolls in."""
        ratio = self.devicePixelRatioF()
        left, top = self._left(), self._top()
        span = self._layout.span(page)
        height = self.viewport().height()
        if span.top >= top + height or span.bottom <= top:
            top = span.top if span.top > top else max(span.top, span.bottom - height)
        part = self._layout.part_in_sight(page, Span(left, top, self.viewport().width(), height))
        device = Span(*(each * ratio for each in part))
        view = PageView(self._zoom, self._turn)
        yield from tiles(page, self._layout.sizes[page], self._layout.px_per_mm * ratio, device, view)

    def _want_soon(self) -> None:
        """Soon, and no later for more scrolling: a page never waits for the hand to rest."""
        if not self._settle.isActive():
            self._settle.start(_SETTLE_MS)

    def _want(self) -> None:
        visible, count = self._visible(), len(self._layout.sizes)
        wanted = [
            self._pictures.thumbnail_tile(page) for page in visible if self._pictures.stand_in(page) is None
        ]
        wanted += [tile for page in visible for tile in self._tiles(page)]
        if len(visible):
            around = [
                page
                for step in range(1, _AROUND + 1)
                for page in (visible[-1] + step, visible[0] - step)
                if 0 <= page < count
            ]
            wanted += [tile for page in around[:2] for tile in self._tiles(page)]
            wanted += [
                self._pictures.thumbnail_tile(page)
                for page in around
                if self._pictures.stand_in(page) is None
            ]
        self._pictures.want(wanted, viewer=self)

    def _draw_again(self) -> None:
        self._want_soon()
        self.viewport().update()

    def _arrived(self, page: int) -> None:
        if page in self._visible():
            self.viewport().update()

    # Arranging ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        sizes = self._pictures.sizes()
        room = (float(self.viewport().width()), float(self.viewport().height()))
        page = max(0, min(self._page, len(sizes) - 1))
        cells = self._arrangement.abreast(len(sizes))
        if sizes and self._fit is not Fit.FREE:
            size = turned(sizes[page], self._turn)
            zoom = fitted(self._fit, size, room, self.screen_px_per_mm, cells=cells)
            self._zoom = min(zoom, _LARGEST_AT_FIRST) if self._unasked else zoom
        self._layout = lay_out(
            sizes,
            self.screen_px_per_mm * self._zoom,
            room[0],
            arrangement=self._arrangement,
            page=page,
            turn=self._turn,
        )
        self._adapt_scroll_bars()
        self.viewport().update()
        self._want_soon()
        self.moved.emit()

    def _adapt_scroll_bars(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height - height)))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width - width)))
        self.horizontalScrollBar().setPageStep(width)
        self.horizontalScrollBar().setSingleStep(48)

    def _say_page(self) -> None:
        """Beside the slider that a hand drags: which page it has come to."""
        count = len(self._layout.sizes)
        if self._layout.rows and self._arrangement is not Arrangement.SINGLE:
            at = self._layout.page_at(self._top() + self.viewport().height() / 3)
            self.marks.say_beside(f"{at + 1} / {count}")

    def _notice_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _top(self) -> float:
        return float(self.verticalScrollBar().value())

    def _left(self) -> float:
        return float(self.horizontalScrollBar().value())

    def _place_at(self, position: QPointF) -> Place | None:
        if not self._layout.rows:
            return None
        return self._layout.to_page(position.x() + self._left(), position.y() + self._top())
