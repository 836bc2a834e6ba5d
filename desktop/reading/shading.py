"""Axial, radial and Gouraud shadings as Qt paints them (GB/T 33190 8.3.4)."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from core.ofd.display import AxialPaint, MapType, MeshPaint, RadialPaint, Rgba, Stop, Vertex
from desktop.reading.shapes import color, scale_of, transform

_SPREADS = {
    MapType.DIRECT: QGradient.Spread.PadSpread,
    MapType.REPEAT: QGradient.Spread.RepeatSpread,
    MapType.REFLECT: QGradient.Spread.ReflectSpread,
}
_EXTEND_START, _EXTEND_END = 1, 2
_FLAT_PX = 2.0
_CRESCENTS_MAX = 1_000


def fill_shading(
    painter: QPainter,
    shape: QPainterPath,
    paint: AxialPaint | RadialPaint | MeshPaint,
    space: QTransform,
    alpha: int,
) -> None:
    """Fill a shape in device pixels; `space` maps the paint's space to them."""
    match paint:
        case AxialPaint():
            fill_axial(painter, shape, paint, space, alpha)
        case RadialPaint():
            fill_radial(painter, shape, paint, space, alpha)
        case MeshPaint():
            fill_mesh(painter, shape, paint, space, alpha)


def fill_axial(
    painter: QPainter, shape: QPainterPath, paint: AxialPaint, space: QTransform, alpha: int
) -> None:
    """Fill a shape in device pixels; `space` maps the list's space to them."""
    (x0, y0), (x1, y1) = paint.start, paint.end
    length = math.hypot(x1 - x0, y1 - y0)
    if not length:
        return
    run = length if paint.map_type is MapType.DIRECT else (paint.unit or length)
    gradient = QLinearGradient(x0, y0, x0 + (x1 - x0) * run / length, y0 + (y1 - y0) * run / length)
    _colour(gradient, paint.stops, paint.map_type, alpha)
    to_device = transform(paint.matrix) * space
    band = None
    if paint.extend & 3 != 3:
        band = to_device.map(_band(paint, length, _far(shape, to_device, x0, y0)))
    _fill_within(painter, shape, band, _brush(gradient, to_device))


def _fill_within(painter: QPainter, shape: QPainterPath, limit: QPainterPath | None, brush: QBrush) -> None:
    """Fill what of a shape lies within `limit`.

    By a clip: Qt's own intersection of outlines goes wrong where their edges coincide, as here they often do.
    """
    if limit is None:
        painter.fillPath(shape, brush)
        return
    painter.save()
    try:
        painter.setClipPath(limit, Qt.ClipOperation.IntersectClip)
        painter.fillPath(shape, brush)
    finally:
        painter.restore()


def _band(paint: AxialPaint, length: float, far: float) -> QPainterPath:
    """The stripe between the lines through start and end, open where the shading extends."""
    before = -far if paint.extend & _EXTEND_START else 0.0
    after = length + far if paint.extend & _EXTEND_END else length
    path = QPainterPath()
    path.addRect(QRectF(before, -far, after - before, 2 * far))
    (x0, y0), (x1, y1) = paint.start, paint.end
    turn = QTransform(x1 - x0, y1 - y0, y0 - y1, x1 - x0, 0, 0) * QTransform.fromScale(1 / length, 1 / length)
    return (turn * QTransform.fromTranslate(x0, y0)).map(path)


def fill_radial(
    painter: QPainter, shape: QPainterPath, paint: RadialPaint, space: QTransform, alpha: int
) -> None:
    """Fill a shape in device pixels between two circles, squeezed and turned about the start."""
    flat = math.sqrt(max(0.0, 1 - paint.eccentricity**2)) or 1e-3
    (x0, y0), (x1, y1) = paint.start, paint.end
    ellipse = QTransform.fromTranslate(-x0, -y0)
    ellipse *= QTransform().rotate(-paint.angle)
    circle = ellipse * QTransform.fromScale(1, 1 / flat)
    back, inverted = circle.inverted()
    if not inverted:
        return
    end = circle.map(QPointF(x1, y1))
    to_device = back * transform(paint.matrix) * space
    if _is_swept(paint, end):
        _fill_swept(painter, shape, paint, end, to_device=to_device, alpha=alpha)
        return
    gradient = _two_circles(paint, end)
    _colour(gradient, paint.stops, paint.map_type, alpha)
    area = _between(paint, end, _far(shape, to_device, 0, 0))
    _fill_within(painter, shape, to_device.map(area) if area else None, _brush(gradient, to_device))


def _two_circles(paint: RadialPaint, end: QPointF) -> QRadialGradient:
    """From the start circle at the origin to the end circle; a run of a repeating one is `unit` long."""
    growth = paint.end_radius - paint.start_radius
    distance = math.hypot(end.x(), end.y()) or abs(growth)
    share = 1.0
    if paint.map_type is not MapType.DIRECT and paint.unit and distance:
        share = paint.unit / distance
    radius = max(1e-6, paint.start_radius + growth * share)
    return QRadialGradient(end * share, radius, QPointF(0, 0), max(0.0, paint.start_radius))


def _between(paint: RadialPaint, end: QPointF, far: float) -> QPainterPath | None:
    """What lies between the circles, without the sides that are not extended; None leaves all."""
    if paint.extend & 3 == 3:
        return None
    area = QPainterPath()
    area.setFillRule(Qt.FillRule.OddEvenFill)
    if paint.extend & _EXTEND_END:
        area.addRect(QRectF(-far, -far, 2 * far, 2 * far))
    else:
        area.addEllipse(end, paint.end_radius, paint.end_radius)
    if not paint.extend & _EXTEND_START:
        area.addEllipse(QPointF(0, 0), paint.start_radius, paint.start_radius)
    return area


def _is_swept(paint: RadialPaint, end: QPointF) -> bool:
    """Whether Qt's gradient cannot show it: that knows the way outwards, and cones that go on both ways."""
    if math.hypot(end.x(), end.y()) > abs(paint.end_radius - paint.start_radius) + 1e-6:
        return paint.extend & 3 != 3
    return paint.end_radius < paint.start_radius


def _fill_swept(
    painter: QPainter,
    shape: QPainterPath,
    paint: RadialPaint,
    end: QPointF,
    *,
    to_device: QTransform,
    alpha: int,
) -> None:
    """Draw the crescents that the circle sweeps on its way, one over the other: the last one shows."""
    growth = paint.end_radius - paint.start_radius
    stride = math.hypot(end.x(), end.y())
    first, last = _way(paint, growth, stride, reach=_far(shape, to_device, 0, 0))
    stride = stride or abs(growth)
    run = stride if paint.map_type is MapType.DIRECT else (paint.unit or stride)
    steps = math.ceil((last - first) * max(stride, abs(growth)) * scale_of(to_device))
    steps = max(1, min(steps, _CRESCENTS_MAX))

    def circle(at: float) -> QPainterPath:
        path = QPainterPath()
        radius = max(0.0, paint.start_radius + growth * at)
        path.addEllipse(end * at, radius, radius)
        return to_device.map(path)

    painter.save()
    try:
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        before = circle(first)
        for step in range(steps):
            after = circle(first + (last - first) * (step + 1) / steps)
            crescent = QPainterPath(before)
            crescent.addPath(after)
            crescent.setFillRule(Qt.FillRule.OddEvenFill)
            at = (first + (last - first) * (step + 0.5) / steps) * stride / run
            painter.fillPath(crescent, color(_shade(paint, at), alpha))
            before = after
    finally:
        painter.restore()


def _way(paint: RadialPaint, growth: float, stride: float, *, reach: float) -> tuple[float, float]:
    """From where to where the circle goes, 0 and 1 being its two places: farther where it is extended.

    There it goes on until it has shrunk to a point, or has left what is within `reach`.
    """
    first, last = 0.0, 1.0
    pace = max(abs(abs(growth) - stride), 1e-3 * (stride + abs(growth)))
    endless = (reach + paint.start_radius + paint.end_radius) / pace
    tip = -paint.start_radius / growth if growth else math.inf
    if paint.extend & _EXTEND_START:
        first = max(-endless, tip) if growth > 0 else -endless
    if paint.extend & _EXTEND_END:
        last = min(endless, tip) if growth < 0 else endless
    return first, last


def _shade(paint: RadialPaint, at: float) -> Rgba:
    """The colour `at` runs from the start: before the first stop its colour, after the last one its."""
    match paint.map_type:
        case MapType.REPEAT:
            at %= 1.0
        case MapType.REFLECT:
            at = 1.0 - abs(at % 2.0 - 1.0)
        case MapType.DIRECT:
            at = min(1.0, max(0.0, at))
    before = paint.stops[0]
    for stop in paint.stops:
        if stop.position >= at:
            span = stop.position - before.position
            share = (at - before.position) / span if span > 0 else 1.0
            mixed = zip(before.color, stop.color, strict=True)
            return Rgba(*(round(one + (other - one) * min(1.0, max(0.0, share))) for one, other in mixed))
        before = stop
    return before.color


def _far(shape: QPainterPath, to_device: QTransform, x: float, y: float) -> float:
    """A length, in the shading's space, that reaches past the whole shape from (x, y)."""
    back, inverted = to_device.inverted()
    if not inverted:
        return 1.0
    bounds = back.mapRect(shape.controlPointRect())
    corners = (bounds.topLeft(), bounds.topRight(), bounds.bottomLeft(), bounds.bottomRight())
    return 1.0 + max(math.hypot(corner.x() - x, corner.y() - y) for corner in corners)


def _colour(gradient: QGradient, stops: tuple[Stop, ...], map_type: MapType, alpha: int) -> None:
    gradient.setSpread(_SPREADS[map_type])
    last = -1.0
    for stop in stops:
        at = min(1.0, max(stop.position, last + 1e-6, 0.0))
        gradient.setColorAt(at, color(stop.color, alpha))
        last = at


def _brush(gradient: QGradient, to_device: QTransform) -> QBrush:
    brush = QBrush(gradient)
    brush.setTransform(to_device)
    return brush


def fill_mesh(
    painter: QPainter, shape: QPainterPath, paint: MeshPaint, space: QTransform, alpha: int
) -> None:
    """Fill a shape in device pixels with triangles whose colours run from corner to corner."""
    to_device = transform(paint.matrix) * space
    device = painter.device()
    area = shape.boundingRect().toAlignedRect() & QRect(0, 0, device.width(), device.height())
    if area.isEmpty():
        return
    layer = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    if layer.isNull():
        raise MemoryError
    layer.fill(color(paint.back) if paint.back else 0)
    mesh = QPainter(layer)
    try:
        mesh.translate(-area.topLeft())
        mesh.setPen(Qt.PenStyle.NoPen)
        for triangle in paint.triangles:
            _draw_triangle(mesh, triangle, [to_device.map(QPointF(at.x, at.y)) for at in triangle])
    finally:
        mesh.end()
    painter.save()
    try:
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(painter.opacity() * alpha / 255)
        painter.drawImage(area.topLeft(), layer)
    finally:
        painter.restore()


def _draw_triangle(mesh: QPainter, triangle: tuple[Vertex, Vertex, Vertex], corners: list[QPointF]) -> None:
    """Add up what each corner gives: its colour there, nothing on the side opposite.

    Without antialiasing neighbours share no pixel and leave none out.
    """
    outline = QPolygonF(corners)
    bounds = outline.boundingRect()
    opaque = all(vertex.color.alpha == 255 for vertex in triangle)
    mode = QPainter.CompositionMode
    mesh.setCompositionMode(mode.CompositionMode_Source)
    if max(bounds.width(), bounds.height()) < _FLAT_PX:
        mixed = zip(*(vertex.color for vertex in triangle), strict=True)
        mesh.setBrush(color(Rgba(*(sum(channel) // 3 for channel in mixed))))
        mesh.drawPolygon(outline)
        return
    mesh.setBrush(QColor(0, 0, 0, 255 if opaque else 0))
    mesh.drawPolygon(outline)
    mesh.setCompositionMode(mode.CompositionMode_Plus)
    for at in range(3):
        foot = _foot(corners[at], corners[at - 1], corners[at - 2])
        if foot is None:
            return
        gradient = QLinearGradient(corners[at], foot)
        gradient.setColorAt(0.0, color(triangle[at].color))
        gradient.setColorAt(1.0, color(triangle[at].color._replace(alpha=0)))
        mesh.setBrush(QBrush(gradient))
        mesh.drawPolygon(outline)


def _foot(point: QPointF, start: QPointF, end: QPointF) -> QPointF | None:
    """The nearest point to `point` on the line through two others; None when they fall together with it."""
    along = end - start
    length = QPointF.dotProduct(along, along)
    if not length:
        return None
    foot = start + along * (QPointF.dotProduct(point - start, along) / length)
    return foot if (foot - point).manhattanLength() > 1e-6 else None
