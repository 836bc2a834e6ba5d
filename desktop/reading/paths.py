"""Outlines on a canvas: filled and stroked with any paint."""

from __future__ import annotations

from typing import assert_never

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QTransform

from core.ofd.display import AxialPaint, MeshPaint, Paint, PathItem, Pen, RadialPaint, SolidPaint, TilingPaint
from desktop.reading.canvas import Canvas
from desktop.reading.crisp import crisp_line, crisp_rectangle
from desktop.reading.shapes import color, pen_of, reach, stroked, transform
from desktop.reading.tiling import fill_tiles


def draw_path(canvas: Canvas, item: PathItem, space: QTransform) -> None:
    """Fill, then stroke."""
    path = canvas.outlines.path(item.path, item.rule)
    to_list = transform(item.matrix)
    if item.fill is not None and item.alpha:
        if isinstance(item.fill, SolidPaint):
            _fill_solid(canvas, path, color(item.fill.color, item.alpha), to_list * space)
        else:
            fill_shape(canvas, (to_list * space).map(path), item.fill, space, item.alpha)
    if item.stroke is not None and item.alpha:
        stroke_path(
            canvas, path, pen=item.pen, paint=item.stroke, to_list=to_list, space=space, alpha=item.alpha
        )


def _fill_solid(canvas: Canvas, path: QPainterPath, ink: QColor, to_device: QTransform) -> None:
    """Fill an outline; a rule drawn as a flat rectangle keeps a pixel's width, as a stroked one does."""
    rule = crisp_rectangle(path, to_device, opaque=ink.alpha() == 255)
    if rule is not None:
        canvas.painter.resetTransform()
        canvas.painter.fillRect(rule, ink)
        return
    canvas.painter.setWorldTransform(to_device)
    canvas.painter.fillPath(path, ink)


def stroke_path(
    canvas: Canvas,
    path: QPainterPath,
    *,
    pen: Pen,
    paint: Paint,
    to_list: QTransform,
    space: QTransform,
    alpha: int,
) -> None:
    """Stroke `path`; its pen is measured in its own space, which `to_list` maps to the list's."""
    if isinstance(paint, SolidPaint):
        _stroke_solid(canvas, path, pen, color(paint.color, alpha), to_list * space)
        return
    area = stroked(path, pen, to_list * space)
    fill_shape(canvas, (to_list * space).map(area), paint, space, alpha)


def _stroke_solid(canvas: Canvas, path: QPainterPath, pen: Pen, paint: QColor, to_device: QTransform) -> None:
    painter = canvas.painter
    crisp = None if pen.dash else crisp_line(path, pen.width, to_device)
    if crisp is not None:
        lines, width = crisp
        painter.resetTransform()
        painter.strokePath(lines, pen_of(msgspec.structs.replace(pen, width=width), paint, QTransform(), 0.0))
        return
    painter.setWorldTransform(to_device)
    painter.strokePath(path, pen_of(pen, paint, to_device, reach(path) if pen.dash else 0.0))


def fill_shape(canvas: Canvas, shape: QPainterPath, paint: Paint, space: QTransform, alpha: int) -> None:
    """Fill a shape that is already in device pixels; `space` maps the list's space to them."""
    painter = canvas.painter
    painter.resetTransform()
    match paint:
        case SolidPaint():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillPath(shape, color(paint.color, alpha))
        case AxialPaint() | RadialPaint() | MeshPaint():
            from desktop.reading.shading import fill_shading  # noqa: PLC0415  few pages have one

            fill_shading(painter, shape, paint, space, alpha)
        case TilingPaint():
            fill_tiles(canvas, shape, paint, space, alpha)
        case _:
            assert_never(paint)
