"""Marks painted from the shapes that core gives them: on screen, on paper and over a presentation alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from core.ofd import Highlight, Ink, Mark, Note
from core.ofd.display import Path
from core.ofd.marks import NOTE_SIDE_MM, Shape, box_of, shapes_of
from desktop.ui.parts.pages import PagesLayout, Place

LEAST_NOTE_PX = 20.0
_PICTURE_PX_MAX = 2_000_000
_PICTURE_BYTES_MAX = 48 << 20


class _Stroke(NamedTuple):
    """A shape as Qt paints it, mm on the page; a `width` of 0 fills."""

    path: QPainterPath
    width: float
    colour: QColor


class _Picture(NamedTuple):
    """Handwriting as pixels for one scale and turn; `corner` is its place, device px from the page's."""

    scale: tuple[float, ...]
    image: QImage
    corner: QPoint


@dataclass(slots=True)
class _Drawing:
    mark: Mark
    strokes: tuple[_Stroke, ...]
    box: QRectF
    picture: _Picture | None = None


class MarkPainter:
    """Paints marks; keeps the outlines of those that it painted last.

    With `keep_pictures`, for a screen on which they are painted again and again, handwriting is kept as a
    picture too: a page full of it costs a tenth of a second to stroke.
    """

    def __init__(self, *, keep_pictures: bool = False) -> None:
        self._drawings: dict[str, _Drawing] = {}
        self._keep_pictures = keep_pictures
        self._picture_bytes = 0

    def keep_only(self, marks: Iterable[Mark]) -> None:
        """Forget the outlines of all others."""
        kept = {mark.mark_id for mark in marks}
        self._drawings = {name: made for name, made in self._drawings.items() if name in kept}

    def box(self, mark: Mark) -> QRectF:
        """What the mark covers, mm on its page."""
        return self._drawing(mark).box

    def paint(
        self,
        painter: QPainter,
        mark: Mark,
        to_px: QTransform,
        px_per_mm: float,
        *,
        least_note_px: float = LEAST_NOTE_PX,
    ) -> None:
        """Paint a mark; `to_px` maps the mm of its page to what the painter paints on.

        On paper everything has its true size: `least_note_px` is 0 there.
        """
        drawing = self._drawing(mark)
        place = to_px
        if isinstance(mark, Note):
            px_per_mm = max(px_per_mm, least_note_px / NOTE_SIDE_MM)
            place = _upright(mark, to_px, px_per_mm)
        if not _in_sight(painter).intersects(place.mapRect(drawing.box)):
            return
        if self._keep_pictures and isinstance(mark, Ink) and self._blit(painter, drawing, place, px_per_mm):
            return
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(mark, Highlight):
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setTransform(place, combine=True)
            for stroke in drawing.strokes:
                _paint(painter, stroke, px_per_mm)
        finally:
            painter.restore()

    def _blit(self, painter: QPainter, drawing: _Drawing, place: QTransform, px_per_mm: float) -> bool:
        """Paint handwriting from its picture, made anew for another scale or turn; not if it is too large."""
        ratio = painter.device().devicePixelRatio()
        scale = (place.m11(), place.m12(), place.m21(), place.m22(), ratio)
        picture = drawing.picture
        if picture is None or picture.scale != scale:
            picture = _pictured(drawing, scale, px_per_mm)
            if picture is None:
                return False
            self._make_room(picture)
            drawing.picture = picture
        x = round(place.dx() * ratio) + picture.corner.x()
        y = round(place.dy() * ratio) + picture.corner.y()
        painter.drawImage(QPointF(x / ratio, y / ratio), picture.image)
        return True

    def _make_room(self, picture: _Picture) -> None:
        self._picture_bytes += picture.image.sizeInBytes()
        if self._picture_bytes > _PICTURE_BYTES_MAX:
            for drawing in self._drawings.values():
                drawing.picture = None
            self._picture_bytes = picture.image.sizeInBytes()

    def _drawing(self, mark: Mark) -> _Drawing:
        known = self._drawings.get(mark.mark_id)
        if known is None or known.mark is not mark:
            strokes = tuple(map(_stroke, shapes_of(mark)))
            known = self._drawings[mark.mark_id] = _Drawing(mark, strokes, QRectF(*box_of(mark)))
        return known


def page_transform(layout: PagesLayout, page: int) -> QTransform:
    """From the mm of a page to the canvas on which it lies, turned or not."""
    x0, y0 = layout.to_canvas(Place(page, 0.0, 0.0))
    x1, y1 = layout.to_canvas(Place(page, 1.0, 0.0))
    x2, y2 = layout.to_canvas(Place(page, 0.0, 1.0))
    return QTransform(x1 - x0, y1 - y0, x2 - x0, y2 - y0, x0, y0)


def note_side_px(px_per_mm: float) -> float:
    """How large a note stands on screen: never too small to be hit."""
    return max(LEAST_NOTE_PX, NOTE_SIDE_MM * px_per_mm)


def _upright(note: Note, to_px: QTransform, scale: float) -> QTransform:
    """A note hangs from its corner, upright however the page is turned."""
    corner = to_px.map(QPointF(note.x, note.y))
    return QTransform(scale, 0, 0, scale, corner.x() - note.x * scale, corner.y() - note.y * scale)


def _in_sight(painter: QPainter) -> QRectF:
    """What of the painter's world can be seen."""
    sight = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
    return sight.intersected(painter.clipBoundingRect()) if painter.hasClipping() else sight


def _pictured(drawing: _Drawing, scale: tuple[float, ...], px_per_mm: float) -> _Picture | None:
    m11, m12, m21, m22, ratio = scale
    to_device = QTransform(m11, m12, m21, m22, 0, 0) * QTransform.fromScale(ratio, ratio)
    area = to_device.mapRect(drawing.box).toAlignedRect().adjusted(-1, -1, 1, 1)
    if area.width() * area.height() > _PICTURE_PX_MAX:
        return None
    image = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(to_device * QTransform.fromTranslate(-area.x(), -area.y()))
        for stroke in drawing.strokes:
            _paint(painter, stroke, px_per_mm)
    finally:
        painter.end()
    image.setDevicePixelRatio(ratio)
    return _Picture(scale, image, area.topLeft())


def _stroke(shape: Shape) -> _Stroke:
    return _Stroke(_path(shape.path), shape.width, QColor(*shape.tint, shape.alpha))


def _path(path: Path) -> QPainterPath:
    made, at = QPainterPath(), 0
    for operator in path.ops:
        if operator == "C":
            made.closeSubpath()
            continue
        point = QPointF(*path.coords[at : at + 2])
        at += 2
        if operator == "M":
            made.moveTo(point)
        else:
            made.lineTo(point)
    return made


def _paint(painter: QPainter, stroke: _Stroke, px_per_mm: float) -> None:
    if not stroke.width:
        painter.fillPath(stroke.path, stroke.colour)
        return
    pen = QPen(stroke.colour, max(stroke.width, 1.0 / px_per_mm))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(stroke.path, pen)
