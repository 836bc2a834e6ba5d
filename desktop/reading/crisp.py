"""Thin rules on whole pixels: the lines of a table look alike, wherever they fall, and none fades away."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from desktop.reading.shapes import as_rectangle, scale_of

THIN_PX = 2.5
_POINTS_MAX = 16
_RULE_RATIO = 4
_LEVEL_PX = 0.02


def crisp_rectangle(path: QPainterPath, to_device: QTransform, *, opaque: bool) -> QRectF | None:
    """A thin rule drawn as a filled rectangle, in whole device pixels and at least one wide; else None.

    Edges are rounded, not widths, so that stripes side by side leave no gap. What is thinner than a pixel is
    a rule whatever its outline is; but transparent stripes of that kind may make a picture: left alone.
    """
    if path.elementCount() > _POINTS_MAX or not _is_upright(to_device):
        return None
    area = to_device.mapRect(path.controlPointRect())
    thin, long = sorted((area.width(), area.height()))
    if thin >= THIN_PX or long < _RULE_RATIO:
        return None
    if (thin < 1 and not opaque) or (thin >= 1 and as_rectangle(path) is None):
        return None
    left, right = _edges(area.left(), area.right())
    top, bottom = _edges(area.top(), area.bottom())
    return QRectF(left, top, right - left, bottom - top)


def crisp_line(path: QPainterPath, width: float, to_device: QTransform) -> tuple[QPainterPath, int] | None:
    """Level and plumb lines, thin on the device, moved onto its pixels, and their width in px; else None."""
    width_px = width * scale_of(to_device)
    if width_px >= THIN_PX or not 2 <= path.elementCount() <= _POINTS_MAX or not _is_upright(to_device):
        return None
    whole = max(1, round(width_px))
    shift = 0.5 if whole % 2 else 0.0
    moved = QPainterPath()
    before: QPointF | None = None
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        point: QPointF = to_device.map(QPointF(element))  # type: ignore[assignment,call-overload]
        snapped = QPointF(_onto(point.x(), shift), _onto(point.y(), shift))
        if element.isMoveTo():
            moved.moveTo(snapped)
        elif element.isLineTo() and before is not None and _is_level(before, point):
            moved.lineTo(snapped)
        else:
            return None
        before = point
    return moved, whole


def _onto(at: float, shift: float) -> float:
    return math.floor(at + 0.5 - shift) + shift


def _is_upright(to_device: QTransform) -> bool:
    return abs(to_device.m12()) < 1e-9 and abs(to_device.m21()) < 1e-9


def _is_level(one: QPointF, other: QPointF) -> bool:
    return abs(one.x() - other.x()) < _LEVEL_PX or abs(one.y() - other.y()) < _LEVEL_PX


def _edges(low: float, high: float) -> tuple[int, int]:
    first, last = math.floor(low + 0.5), math.floor(high + 0.5)
    return (first, last) if last > first else (math.floor((low + high) / 2), math.floor((low + high) / 2) + 1)
