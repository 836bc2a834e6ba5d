"""Display-list geometry as Qt's: matrices, outlines, pens."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPainterPathStroker, QPen, QTransform

from core.ofd.display import Box, Cap, Join, Matrix, Path, Pen, Rgba, Rule

_CAPS = {
    Cap.BUTT: Qt.PenCapStyle.FlatCap,
    Cap.ROUND: Qt.PenCapStyle.RoundCap,
    Cap.SQUARE: Qt.PenCapStyle.SquareCap,
}
_JOINS = {
    Join.MITER: Qt.PenJoinStyle.SvgMiterJoin,
    Join.ROUND: Qt.PenJoinStyle.RoundJoin,
    Join.BEVEL: Qt.PenJoinStyle.BevelJoin,
}
_DASHES_MAX = 64
_DASH_REPEATS_MAX = 20_000
_DOT = 1e-3
HAIRLINE_PX = 1.0

_Made = TypeVar("_Made")


def transform(matrix: Matrix) -> QTransform:
    return QTransform(*matrix)


def rectangle(box: Box) -> QRectF:
    return QRectF(*box)


def color(rgba: Rgba, alpha: int = 255) -> QColor:
    """A colour under an object's alpha, 0–255 (GB/T 33190 8.3.2: the two multiply)."""
    return QColor(rgba.red, rgba.green, rgba.blue, rgba.alpha * alpha // 255)


def scale_of(matrix: QTransform) -> float:
    """Device pixels per unit, the mean of both directions."""
    return math.sqrt(abs(matrix.m11() * matrix.m22() - matrix.m12() * matrix.m21()))


class Outlines(msgspec.Struct):
    """What drawing makes of a page's values, kept as long as the page: made once, however often drawn."""

    _paths: dict[int, tuple[Path, QPainterPath]] = msgspec.field(default_factory=dict)
    _made: dict[int, tuple[object, Any]] = msgspec.field(default_factory=dict)

    def once(self, source: object, make: Callable[[], _Made]) -> _Made:
        """What `make` made of this very `source`; values that do not change can be told by identity."""
        known = self._made.get(id(source))
        if known is None:
            known = self._made[id(source)] = (source, make())
        made: _Made = known[1]
        return made

    def path(self, source: Path, rule: Rule) -> QPainterPath:
        known = self._paths.get(id(source))
        if known is None:
            known = self._paths[id(source)] = (source, painter_path(source))
        path = known[1]
        path.setFillRule(Qt.FillRule.OddEvenFill if rule is Rule.EVEN_ODD else Qt.FillRule.WindingFill)
        return path


def painter_path(source: Path) -> QPainterPath:
    path = QPainterPath()
    coords, at = source.coords, 0
    for op in source.ops:
        if op == "L":
            path.lineTo(coords[at], coords[at + 1])
            at += 2
        elif op == "M":
            path.moveTo(coords[at], coords[at + 1])
            at += 2
        elif op == "B":
            path.cubicTo(*coords[at : at + 6])
            at += 6
        elif op == "Q":
            path.quadTo(*coords[at : at + 4])
            at += 4
        else:
            path.closeSubpath()
    return path


def pen_of(pen: Pen, brush: QBrush | QColor, matrix: QTransform, length: float) -> QPen:
    """A pen for drawing under `matrix`; a line thinner than a device pixel becomes one pixel wide.

    `length` is the outline's, in its own space: a dash too fine for it is drawn as a solid line.
    """
    scale = scale_of(matrix)
    hairline = pen.width * scale < HAIRLINE_PX
    width = HAIRLINE_PX if hairline else pen.width
    made = QPen(QBrush(brush), width, Qt.PenStyle.SolidLine, _CAPS[pen.cap], _JOINS[pen.join])
    made.setCosmetic(hairline)
    made.setMiterLimit(max(1.0, pen.miter_limit))
    unit = (scale if hairline else 1.0) / width
    dashes = _dashes(pen, unit)
    if sum(pen.dash) > 0 and length <= _DASH_REPEATS_MAX * sum(pen.dash):
        made.setDashPattern(dashes)
        made.setDashOffset(pen.dash_offset * unit)
    return made


def stroked(path: QPainterPath, pen: Pen, matrix: QTransform) -> QPainterPath:
    """The area that stroking covers, in the path's own space."""
    stroker = QPainterPathStroker()
    scale = scale_of(matrix) or 1.0
    width = max(pen.width, HAIRLINE_PX / scale)
    stroker.setWidth(width)
    stroker.setCapStyle(_CAPS[pen.cap])
    stroker.setJoinStyle(_JOINS[pen.join])
    stroker.setMiterLimit(max(1.0, pen.miter_limit))
    stroker.setCurveThreshold(0.25 / scale)
    dashes = _dashes(pen, 1 / width)
    if sum(pen.dash) > 0 and reach(path) <= _DASH_REPEATS_MAX * sum(pen.dash):
        stroker.setDashPattern(dashes)
        stroker.setDashOffset(pen.dash_offset / width)
    area = stroker.createStroke(path)
    area.setFillRule(Qt.FillRule.WindingFill)
    return area


def reach(path: QPainterPath) -> float:
    """A cheap bound on an outline's length: enough to tell a dash pattern from a bomb."""
    bounds = path.controlPointRect()
    return (bounds.width() + bounds.height()) * max(1, path.elementCount())


def as_rectangle(path: QPainterPath) -> QRectF | None:
    """The upright rectangle that a path is, if it is one."""
    count = path.elementCount()
    if count not in (4, 5):
        return None
    points = [QPointF(path.elementAt(i)) for i in range(count)]  # type: ignore[call-overload]
    curved = any(path.elementAt(i).isCurveTo() for i in range(count))
    if curved or (count == 5 and not _near(points[0], points[4])):
        return None
    bounds = path.controlPointRect()
    corners = (bounds.topLeft(), bounds.topRight(), bounds.bottomRight(), bounds.bottomLeft())
    if not all(any(_near(corner, point) for point in points[:4]) for corner in corners):
        return None
    opposite = _near(points[0] + points[2], points[1] + points[3])
    return bounds if opposite else None


def _near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() < 1e-4


def _dashes(pen: Pen, unit: float) -> list[float]:
    """The pattern in pen widths. A dash of no length is a dot of its caps, which Qt would leave out."""
    lengths = [max(0.0, dash) * unit for dash in _even(pen.dash[:_DASHES_MAX])]
    return [max(length, _DOT) if at % 2 == 0 else length for at, length in enumerate(lengths)]


def _even(dash: tuple[float, ...]) -> tuple[float, ...]:
    return dash * 2 if len(dash) % 2 else dash
