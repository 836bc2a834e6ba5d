"""Pictures on a canvas: the unit square, mapped by the item's matrix (GB/T 33190 10)."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from core.ofd.display import ImageItem, Matrix
from desktop.reading.canvas import Canvas
from desktop.reading.paths import stroke_path
from desktop.reading.shapes import transform

_UNIT = QRectF(0, 0, 1, 1)
_PICTURED_PX_MAX = 1e9
"""Some seconds of painting: five hundred pictures over a whole page."""
_SHRINK_FROM = 1.3
_DECODE_SMALLER_FROM = 1.8
_FRAME = QColor(0xC0, 0xC0, 0xC0)
_ARGB = QImage.Format.Format_ARGB32_Premultiplied


def draw_image(canvas: Canvas, item: ImageItem, space: QTransform) -> None:
    """Draw a picture, its substitution when it cannot be decoded, a light frame when neither can."""
    if not item.alpha:
        return
    to_device = transform(item.matrix) * space
    shown = to_device.mapRect(_UNIT).intersected(QRectF(canvas.visible))
    canvas.pictured_px += shown.width() * shown.height()
    if canvas.pictured_px > _PICTURED_PX_MAX:
        canvas.warn("image.too_many")
        return
    key = item.image
    image = _decoded_smaller(canvas, item, to_device) or canvas.resources.picture(key)
    if image is None and item.substitution is not None:
        key = item.substitution
        image = canvas.resources.picture(key)
    if image is None:
        canvas.warn("image.undecodable", str(item.object_id))
        _draw_frame(canvas.painter, to_device)
    else:
        _draw(canvas, item, key, image, to_device)
    if item.border is not None:
        _draw_border(canvas, item, space)


def _decoded_smaller(canvas: Canvas, item: ImageItem, to_device: QTransform) -> QImage | None:
    """A scanned page, say, decoded straight to the size it has here: half the time, a quarter the memory."""
    whole = canvas.resources.size(item.image) if item.mask is None else None
    size = _target_size(whole, to_device, _DECODE_SMALLER_FROM) if whole is not None else None
    return canvas.resources.smaller(item.image, size) if size is not None else None


def _draw(canvas: Canvas, item: ImageItem, key: int, image: QImage, to_device: QTransform) -> None:
    size = _target_size(image.size(), to_device, _SHRINK_FROM)
    mask, resources = item.mask, canvas.resources
    if mask is not None:
        image = resources.scaled(key, -1, -1 - mask, lambda: _masked(canvas, image, mask)) or image
    elif size is not None:
        image = resources.scaled(key, size.width(), size.height(), lambda: _shrunk(image, size)) or image
    painter = canvas.painter
    painter.setWorldTransform(QTransform.fromScale(1 / image.width(), 1 / image.height()) * to_device)
    painter.setOpacity(item.alpha / 255)
    painter.drawImage(QPointF(0, 0), image)
    painter.setOpacity(1.0)


def _target_size(image: QSize, to_device: QTransform, shrink_from: float) -> QSize | None:
    """The size to average an upright picture down to first, so that thin strokes do not fall out."""
    if abs(to_device.m12()) > 1e-6 or abs(to_device.m21()) > 1e-6:
        return None
    width, height = math.ceil(abs(to_device.m11())), math.ceil(abs(to_device.m22()))
    shrinks = image.width() >= width * shrink_from and image.height() >= height * shrink_from
    if width < 1 or height < 1 or not shrinks:
        return None
    return QSize(width, height)


def _shrunk(image: QImage, size: QSize) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _masked(canvas: Canvas, image: QImage, mask_key: int) -> QImage | None:
    """The picture where the mask is white."""
    mask = canvas.resources.picture(mask_key)
    if mask is None:
        canvas.warn("image.mask_undecodable")
        return None
    grey = mask.scaled(image.size()).convertToFormat(QImage.Format.Format_Grayscale8)
    coverage = QImage(
        grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(), QImage.Format.Format_Alpha8
    )
    shown = image.convertToFormat(_ARGB)
    painter = QPainter(shown)
    try:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(QPointF(0, 0), coverage)
    finally:
        painter.end()
    return shown


def _draw_frame(painter: QPainter, to_device: QTransform) -> None:
    """A line of a pixel within the picture's edge, where no clip can hide it."""
    across, down = math.hypot(to_device.m11(), to_device.m12()), math.hypot(to_device.m21(), to_device.m22())
    x, y = (min(0.5, 0.5 / max(length, 1.0)) for length in (across, down))
    outline = QPainterPath()
    outline.addRect(QRectF(x, y, 1 - 2 * x, 1 - 2 * y))
    painter.resetTransform()
    painter.strokePath(to_device.map(outline), _FRAME)


def _draw_border(canvas: Canvas, item: ImageItem, space: QTransform) -> None:
    """Stroke the outline of the unit square; the pen and the radii are mm on the page."""
    if item.border is None:
        return
    matrix = transform(item.matrix)
    width, height = math.hypot(matrix.m11(), matrix.m12()), math.hypot(matrix.m21(), matrix.m22())
    if not width or not height:
        return
    outline = QPainterPath()
    border = item.border
    if border.x_radius > 0 and border.y_radius > 0:
        outline.addRoundedRect(QRectF(0, 0, width, height), border.x_radius, border.y_radius)
    else:
        outline.addRect(QRectF(0, 0, width, height))
    to_list = QTransform.fromScale(1 / width, 1 / height) * transform(Matrix(*item.matrix))
    stroke_path(
        canvas, outline, pen=border.pen, paint=border.paint, to_list=to_list, space=space, alpha=item.alpha
    )
