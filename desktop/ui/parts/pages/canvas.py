"""The canvas on which an open document's pages lie: continuous, zoomable, visible parts first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.errors import AppError
from desktop.ui.parts.pages.layout import (
    Fit,
    PagesLayout,
    Place,
    Span,
    Tile,
    bounded,
    fitted,
    lay_out,
    stepped,
    tiles,
)
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.pages.watermark import Watermark
from desktop.ui.theme import colour, sized

MM_PER_INCH = 25.4
_SETTLE_MS = 50
_LARGEST_AT_FIRST = 1.25


class PagesCanvas(QAbstractScrollArea):
    """Shows `PagePictures`; knows where the reader is and how near.

    `page_changed` names the page that is read, `zoom_changed` the zoom, 1.0 = true size.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._page = 0
        self._layout = lay_out((), 1.0, 0.0)
        self._overlay: Overlay | None = None
        self._watermark: Watermark | None = None
        self._explain: Callable[[AppError], tuple[str, str]] = lambda error: (error.code, "")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self._panning: QPointF | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        pictures.arrived.connect(self._arrived)

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

    def explain_with(self, explain: Callable[[AppError], tuple[str, str]]) -> None:
        """How to say, on the paper, why a page cannot be shown: a title and a sentence."""
        self._explain = explain

    def set_overlay(self, overlay: Overlay | None) -> None:
        if self._overlay is not None:
            self._overlay.repaint.disconnect(self.viewport().update)
        self._overlay = overlay
        if overlay is not None:
            overlay.repaint.connect(self.viewport().update)
        self.viewport().update()

    def set_watermark(self, watermark: Watermark | None) -> None:
        self._watermark = watermark
        self.viewport().update()

    def begin(self, page: int, zoom: float | None) -> None:
        """A document has been opened: go to `page` at `zoom`; None fits the width, up to 125 %."""
        self._page = 0
        self._fit = Fit.WIDTH if zoom is None else Fit.FREE
        if zoom is not None:
            self._zoom = bounded(zoom)
        self._arrange()
        if zoom is None and self._zoom > _LARGEST_AT_FIRST:
            self._fit, self._zoom = Fit.FREE, _LARGEST_AT_FIRST
            self._arrange()
        self.go_to(page)
        self.zoom_changed.emit(self._zoom)
        self.page_changed.emit(self._page)

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
        self.verticalScrollBar().setValue(round(self._layout.tops[page]) - 8)
        self._notice_page(page)

    def show_place(self, place: Place) -> None:
        """Bring a point of a page near the middle of the view."""
        x, y = self._layout.to_canvas(place)
        self.verticalScrollBar().setValue(round(y - self.viewport().height() / 2))
        self.horizontalScrollBar().setValue(round(x - self.viewport().width() / 2))

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        page = self._page
        self._arrange()
        self.go_to(page)
        self.zoom_changed.emit(self._zoom)

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

    def zoom_by(self, steps: int, about: QPointF | None = None) -> None:
        self.set_zoom(stepped(self._zoom, steps), about)

    # Qt asks ------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._settle.start()
        if self._layout.sizes:
            self._notice_page(self._layout.page_at(self._top() + self.viewport().height() / 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._layout.sizes:
            page, offset = self._page, self._top() - self._layout.tops[self._page]
            scale = self._layout.px_per_mm
            self._arrange()
            self.verticalScrollBar().setValue(
                round(self._layout.tops[page] + offset * self._layout.px_per_mm / scale)
            )
            if self._fit is not Fit.FREE:
                self.zoom_changed.emit(self._zoom)
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            if self._overlay is not None and self._overlay.pressed(place):
                return
            self._panning = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            moved = event.position() - self._panning
            self._panning = event.position()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(moved.x()))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(moved.y()))
            return
        place = self._place(event)
        if place is None or self._overlay is None:
            return
        self._overlay.moved(place)
        shape = self._overlay.cursor_over(place)
        self.viewport().setCursor(shape if shape is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.viewport().unsetCursor()
            return
        place = self._place(event)
        if place is not None and self._overlay is not None:
            self._overlay.released(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._overlay is not None and self._overlay.key_pressed(event):
            return
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._layout.sizes) - 1)
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-1 if back else 1) * round(bar.pageStep() * 0.9))
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), colour("canvas"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(-self._left(), -self._top())
            for page in self._visible():
                self._paint_page(painter, page)
            if self._overlay is not None:
                painter.save()
                self._overlay.paint(painter, self._layout)
                painter.restore()
            if self.hasFocus():
                painter.resetTransform()
                painter.setPen(QPen(colour("accent"), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    # Painting -------------------------------------------------------------------------------------

    def _paint_page(self, painter: QPainter, page: int) -> None:
        span = self._layout.span(page)
        paper = QRectF(*span)
        for spread, alpha in ((3, 8), (2, 14), (1, 22)):
            painter.fillRect(
                paper.adjusted(-spread, -spread + 1, spread, spread + 1), QColor(20, 40, 52, alpha)
            )
        painter.fillRect(paper, Qt.GlobalColor.white)
        error = self._pictures.error(page)
        if error is not None:
            self._paint_error(painter, paper, error)
            return
        wanted = list(self._tiles(page))
        if not all(self._pictures.tile(tile) is not None for tile in wanted):
            stand_in = self._pictures.stand_in(page)
            if stand_in is not None:
                painter.drawImage(paper, stand_in)
        for tile in wanted:
            picture = self._pictures.tile(tile)
            if picture is not None:
                painter.drawImage(self._tile_rect(span, tile), picture)
        if self._watermark is not None:
            self._watermark.paint(painter, paper, self._layout.px_per_mm)

    def _paint_error(self, painter: QPainter, paper: QRectF, error: AppError) -> None:
        title, sentence = self._explain(error)
        inner = paper.adjusted(32, 0, -32, 0)
        middle = paper.top() + min(paper.height() / 2, 320)
        painter.setPen(colour("ink"))
        painter.setFont(sized(self.font(), 16, weight=QFont.Weight.DemiBold))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            QRectF(inner.left(), middle - 48, inner.width(), 40),
            centred | Qt.AlignmentFlag.AlignBottom,
            title,
        )
        painter.setPen(colour("ink_soft"))
        painter.setFont(sized(self.font(), 14))
        painter.drawText(QRectF(inner.left(), middle, inner.width(), 96), centred, sentence)

    def _tile_rect(self, span: Span, tile: Tile) -> QRectF:
        ratio = self.devicePixelRatioF()
        if tile.column < 0:
            return QRectF(*span)
        corner = QPointF(span.left + tile.left / ratio, span.top + tile.top / ratio)
        return QRectF(corner, QSizeF(tile.width / ratio, tile.height / ratio))

    # What to fetch ----------------------------------------------------------------------------------

    def _visible(self) -> range:
        if not self._layout.sizes:
            return range(0)
        return self._layout.visible(self._top(), self._top() + self.viewport().height())

    def _tiles(self, page: int, *, whole: bool = False) -> Iterator[Tile]:
        ratio = self.devicePixelRatioF()
        span = self._layout.span(page)
        top = 0.0 if whole else self._top() - span.top
        left = 0.0 if whole else self._left() - span.left
        part = Span(
            max(0.0, left) * ratio,
            max(0.0, top) * ratio,
            (self.viewport().width() + min(0.0, left)) * ratio,
            (self.viewport().height() + min(0.0, top)) * ratio,
        )
        yield from tiles(page, self._layout.sizes[page], self._layout.px_per_mm * ratio, part)

    def _want(self) -> None:
        visible = self._visible()
        wanted = [
            self._pictures.thumbnail_tile(page) for page in visible if self._pictures.stand_in(page) is None
        ]
        wanted += [tile for page in visible for tile in self._tiles(page)]
        if len(visible):
            count = len(self._layout.sizes)
            neighbours = [page for page in (visible[-1] + 1, visible[0] - 1) if 0 <= page < count]
            wanted += [tile for page in neighbours for tile in self._tiles(page, whole=False)]
        self._pictures.want(wanted)

    def _arrived(self, page: int) -> None:
        if page in self._visible():
            self.viewport().update()

    # Arranging ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        sizes = self._pictures.sizes()
        room = (float(self.viewport().width()), float(self.viewport().height()))
        if sizes and self._fit is not Fit.FREE:
            page = min(self._page, len(sizes) - 1)
            self._zoom = fitted(self._fit, sizes[page], room, self.screen_px_per_mm)
        self._layout = lay_out(sizes, self.screen_px_per_mm * self._zoom, room[0])
        self._adapt_scroll_bars()
        self.viewport().update()
        self._settle.start()

    def _adapt_scroll_bars(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height - height)))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width - width)))
        self.horizontalScrollBar().setPageStep(width)
        self.horizontalScrollBar().setSingleStep(48)

    def _notice_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _top(self) -> float:
        return float(self.verticalScrollBar().value())

    def _left(self) -> float:
        return float(self.horizontalScrollBar().value())

    def _place(self, event: QMouseEvent) -> Place | None:
        if not self._layout.sizes:
            return None
        position = event.position()
        return self._layout.to_page(position.x() + self._left(), position.y() + self._top())
