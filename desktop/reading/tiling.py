"""Patterns: one cell, repeated both ways without end (GB/T 33190 8.3.3).

Cells of ordinary size become a texture: laid side by side as drawings, their antialiased edges would show the
page between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QTransform

from core.ofd.display import Reflect, TilingPaint
from desktop.reading.canvas import Canvas
from desktop.reading.shapes import transform

DEPTH_MAX = 8
_TEXTURE_SIDE_PX_MAX = 1_024
_OVERSAMPLING = 2
_TILES_MAX = 4_096


def fill_tiles(
    canvas: Canvas, shape: QPainterPath, paint: TilingPaint, space: QTransform, alpha: int
) -> None:
    """Fill a shape in device pixels with a pattern."""
    if paint.on_page and canvas.page_space is not None:
        space = canvas.page_space
    to_device = transform(paint.matrix) * space
    area = shape.controlPointRect().intersected(QRectF(canvas.visible))
    back, inverted = to_device.inverted()
    if area.isEmpty() or not inverted or canvas.depth >= DEPTH_MAX or paint.x_step <= 0 or paint.y_step <= 0:
        return
    across = paint.x_step * math.hypot(to_device.m11(), to_device.m12())
    down = paint.y_step * math.hypot(to_device.m21(), to_device.m22())
    painter = canvas.painter
    painter.save()
    canvas.depth += 1
    try:
        painter.setOpacity(painter.opacity() * alpha / 255)
        if max(across, down) <= _TEXTURE_SIDE_PX_MAX:
            painter.fillPath(shape, _texture(canvas, paint, to_device, (across, down)))
        else:
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            places = list(_places(back.mapRect(area), paint))
            if not places:
                canvas.warn("pattern.too_fine")
            for place in places:
                _draw_cell(canvas, paint, _mirrored(paint, *place) * to_device)
    finally:
        canvas.depth -= 1
        painter.restore()


def _texture(
    canvas: Canvas, paint: TilingPaint, to_device: QTransform, size_px: tuple[float, float]
) -> QBrush:
    """A brush of one cell with its gap, or of the two or four cells after which a mirrored plane repeats."""
    columns = 2 if paint.reflect in (Reflect.COLUMN, Reflect.ROW_AND_COLUMN) else 1
    rows = 2 if paint.reflect in (Reflect.ROW, Reflect.ROW_AND_COLUMN) else 1
    width, height = (max(1, math.ceil(side * _OVERSAMPLING)) for side in size_px)
    to_image = QTransform.fromScale(width / paint.x_step, height / paint.y_step)
    cell = _cell_picture(canvas, paint, to_image, QRect(0, 0, width, height))
    image = cell
    if columns * rows > 1:
        image = _blank(width * columns, height * rows)
        back, _ = to_image.inverted()
        painter = QPainter(image)
        for place in product(range(columns), range(rows)):
            painter.setWorldTransform(back * _mirrored(paint, *place) * to_image)
            painter.drawImage(0, 0, cell)
        painter.end()
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(paint.x_step / width, paint.y_step / height) * to_device)
    return brush


def _cell_picture(canvas: Canvas, paint: TilingPaint, to_image: QTransform, area: QRect) -> QImage:
    """The cell drawn once, however often it shows: patterns may stand within each other."""
    image = _blank(area.width(), area.height())
    outer, visible = canvas.painter, canvas.visible
    canvas.painter, canvas.visible = QPainter(image), area
    try:
        canvas.painter.setRenderHints(outer.renderHints())
        _draw_cell(canvas, paint, to_image)
    finally:
        canvas.painter.end()
        canvas.painter, canvas.visible = outer, visible
    return image


def _blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise MemoryError
    image.fill(0)
    return image


def _places(area: QRectF, paint: TilingPaint) -> Iterator[tuple[int, int]]:
    """Column and row of every cell that meets `area` of the cells' plane; none when there are too many."""
    columns = range(
        math.floor((area.left() - paint.width) / paint.x_step), math.ceil(area.right() / paint.x_step) + 1
    )
    rows = range(
        math.floor((area.top() - paint.height) / paint.y_step), math.ceil(area.bottom() / paint.y_step) + 1
    )
    if len(columns) * len(rows) <= _TILES_MAX:
        yield from ((column, row) for row in rows for column in columns)


def _mirrored(paint: TilingPaint, column: int, row: int) -> QTransform:
    """Cell space to the cells' plane, for one cell: mirrored in every second row or column."""
    by_column = paint.reflect in (Reflect.COLUMN, Reflect.ROW_AND_COLUMN) and column % 2 != 0
    by_row = paint.reflect in (Reflect.ROW, Reflect.ROW_AND_COLUMN) and row % 2 != 0
    return QTransform(
        -1 if by_column else 1,
        0,
        0,
        -1 if by_row else 1,
        column * paint.x_step + (paint.width if by_column else 0),
        row * paint.y_step + (paint.height if by_row else 0),
    )


def _draw_cell(canvas: Canvas, paint: TilingPaint, to_device: QTransform) -> None:
    painter = canvas.painter
    painter.save()
    try:
        painter.setWorldTransform(to_device)
        painter.setClipRect(QRectF(0, 0, paint.width, paint.height), Qt.ClipOperation.IntersectClip)
        canvas.draw_items(canvas, paint.cell, to_device)
    finally:
        painter.restore()
