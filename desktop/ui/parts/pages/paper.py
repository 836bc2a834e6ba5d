"""One page as it is painted on the canvas: its paper and picture, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter

from core.errors import AppError
from desktop.ui.parts.pages.layout import PagesLayout, Tile
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.pages.watermark import Watermark
from desktop.ui.theme import colour, sized

_SHADOW = ((3, 8), (2, 14), (1, 22))
"""How far each layer of a paper's shadow spreads, in px, and its alpha."""


class PaperPainter:
    """Paints pages of `PagePictures`; the painter comes with the canvas's coordinates and font."""

    def __init__(self, pictures: PagePictures) -> None:
        self._pictures = pictures
        self.watermark: Watermark | None = None
        self.soft = False
        """Whether paper is shown in the green that is said to spare the eyes."""
        self.explain: Callable[[AppError], tuple[str, str]] = lambda error: (error.code, "")

    def paint(self, painter: QPainter, layout: PagesLayout, page: int, tiles: Sequence[Tile]) -> None:
        """Paint what there is of `tiles`, over a coarse picture of the whole page while one is missing."""
        span = layout.span(page)
        paper = QRectF(*span)
        for spread, alpha in _SHADOW:
            painter.fillRect(
                paper.adjusted(-spread, -spread + 1, spread, spread + 1), colour("shadow", alpha)
            )
        painter.fillRect(paper, Qt.GlobalColor.white)
        error = self._pictures.error(page)
        painter.save()
        try:
            if error is not None:
                self._paint_error(painter, paper, error)
                return
            painter.translate(span.left, span.top)
            flat = _untwist(painter, layout, page)
            self._paint_picture(painter, flat, page, tiles)
            if self.soft:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(flat, colour("paper_soft"))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if self.watermark is not None:
                self.watermark.paint(painter, flat, layout.px_per_mm)
        finally:
            painter.restore()

    def _paint_picture(self, painter: QPainter, flat: QRectF, page: int, tiles: Sequence[Tile]) -> None:
        pictures = [(tile, self._pictures.tile(tile)) for tile in tiles]
        if any(picture is None for _, picture in pictures):
            stand_in = self._pictures.stand_in(page)
            if stand_in is not None:
                painter.drawImage(flat, stand_in)
        ratio = painter.device().devicePixelRatioF()
        for tile, picture in pictures:
            if picture is not None:
                painter.drawImage(_tile_rect(flat, tile, ratio), picture)

    def _paint_error(self, painter: QPainter, paper: QRectF, error: AppError) -> None:
        title, sentence = self.explain(error)
        font = painter.font()
        inner = paper.adjusted(32, 0, -32, 0)
        middle = paper.top() + min(paper.height() / 2, 320)
        painter.setPen(colour("ink"))
        painter.setFont(sized(font, 16, weight=QFont.Weight.DemiBold))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            QRectF(inner.left(), middle - 48, inner.width(), 40),
            centred | Qt.AlignmentFlag.AlignBottom,
            title,
        )
        painter.setPen(colour("ink_soft"))
        painter.setFont(sized(font, 14))
        painter.drawText(QRectF(inner.left(), middle, inner.width(), 96), centred, sentence)


def _untwist(painter: QPainter, layout: PagesLayout, page: int) -> QRectF:
    """Let the painter, which stands at the page's corner, paint it unturned; where the paper then is."""
    size, scale = layout.sizes[page], layout.px_per_mm
    width, height = size.width * scale, size.height * scale
    match layout.turn:
        case 1:
            painter.translate(height, 0)
        case 2:
            painter.translate(width, height)
        case 3:
            painter.translate(0, width)
    painter.rotate(90 * layout.turn)
    return QRectF(0, 0, width, height)


def _tile_rect(paper: QRectF, tile: Tile, ratio: float) -> QRectF:
    """Where a tile lies on the flat paper, in logical px; a tile of the whole page lies everywhere."""
    if tile.column < 0:
        return paper
    corner = QPointF(tile.left / ratio, tile.top / ratio)
    return QRectF(corner, QSizeF(tile.width / ratio, tile.height / ratio))
