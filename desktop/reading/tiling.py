"""Patterns: one cell, repeated both ways without end (GB/T 33190 8.3.3)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from core.ofd.display import Reflect, TilingPaint
from desktop.reading.canvas import Canvas
from desktop.reading.shapes import scale_of, transform

VECTOR_TILES_MAX = 64
TILES_MAX = 20_000
_CELL_SIDE_PX_MAX = 2_048
DEPTH_MAX = 8


def fill_tiles(
    canvas: Canvas, shape: QPainterPath, paint: TilingPaint, space: QTransform, alpha: int
) -> None:
    """Fill a shape in device pixels with a pattern: few cells as they are, many from one picture."""
    to_device = transform(paint.matrix) * space
    area = shape.controlPointRect().intersected(QRectF(canvas.visible))
    back, inverted = to_device.inverted()
    if area.isEmpty() or not inverted or canvas.depth >= DEPTH_MAX or paint.x_step <= 0 or paint.y_step <= 0:
        return
    tiles = list(_tiles(back.mapRect(area), paint))
    if not tiles:
        if not area.isEmpty():
            canvas.warn("pattern.too_fine")
        return
    painter = canvas.painter
    painter.save()
    canvas.depth += 1
    try:
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(painter.opacity() * alpha / 255)
        if len(tiles) <= VECTOR_TILES_MAX and alpha == 255:
            for tile in tiles:
                _draw_cell(canvas, paint, tile * to_device)
        else:
            _draw_pictures(canvas, paint, tiles, to_device)
    finally:
        canvas.depth -= 1
        painter.restore()


def _tiles(area: QRectF, paint: TilingPaint) -> Iterator[QTransform]:
    """Cell space to the cells' plane, for every cell that meets `area`; none when there are too many."""
    first_column = math.floor((area.left() - paint.width) / paint.x_step)
    last_column = math.ceil(area.right() / paint.x_step)
    first_row = math.floor((area.top() - paint.height) / paint.y_step)
    last_row = math.ceil(area.bottom() / paint.y_step)
    if (last_column - first_column + 1) * (last_row - first_row + 1) > TILES_MAX:
        return
    by_column = paint.reflect in (Reflect.COLUMN, Reflect.ROW_AND_COLUMN)
    by_row = paint.reflect in (Reflect.ROW, Reflect.ROW_AND_COLUMN)
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            mirror_x = by_column and column % 2 != 0
            mirror_y = by_row and row % 2 != 0
            yield QTransform(
                -1 if mirror_x else 1,
                0,
                0,
                -1 if mirror_y else 1,
                column * paint.x_step + (paint.width if mirror_x else 0),
                row * paint.y_step + (paint.height if mirror_y else 0),
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


def _draw_pictures(
    canvas: Canvas, paint: TilingPaint, tiles: list[QTransform], to_device: QTransform
) -> None:
    """Draw the cell once at device resolution, then lay it down at every place."""
    scale = min(scale_of(to_device), _CELL_SIDE_PX_MAX / max(paint.width, paint.height))
    width, height = max(1, math.ceil(paint.width * scale)), max(1, math.ceil(paint.height * scale))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    cell = QTransform.fromScale(width / paint.width, height / paint.height)
    outer, visible = canvas.painter, canvas.visible
    canvas.painter, canvas.visible = QPainter(image), QRect(0, 0, width, height)
    try:
        canvas.painter.setRenderHints(outer.renderHints())
        canvas.draw_items(canvas, paint.cell, cell)
    finally:
        canvas.painter.end()
        canvas.painter, canvas.visible = outer, visible
    back, _ = cell.inverted()
    outer.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for tile in tiles:
        outer.setWorldTransform(back * tile * to_device)
        outer.drawImage(QPointF(0, 0), image)
