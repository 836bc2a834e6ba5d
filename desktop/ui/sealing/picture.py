"""A seal's own picture, and what of it is not white."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from core.ofd.display import Box
from core.seal import SealPicture, SealUnreadable, Size
from desktop.reading.client import ReadingWorker

_PICTURE_PX_PER_MM = 12.0
_RASTER_FORMATS = frozenset({"png", "jpg", "jpeg", "bmp", "gif"})
_WHITE = 245
_LOOKED_AT_PX = 400


def seal_image(picture: SealPicture, reading: ReadingWorker) -> QImage:
    """The seal's own picture at true proportions. Raises `SealUnreadable` and `DocumentError`.

    Vector pictures are OFD: they are drawn by the reading worker, as every document is.
    """
    kind = picture.format.strip().lower()
    if picture.data.startswith(b"PK"):
        handle = reading.open(picture.data)
        try:
            drawn = reading.page_picture(handle, 0, px_per_mm=_PICTURE_PX_PER_MM)
        finally:
            reading.close(handle)
        return QImage(
            drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_ARGB32_Premultiplied
        ).copy()
    if kind not in _RASTER_FORMATS:
        raise SealUnreadable("picture")
    image = QImage.fromData(picture.data)
    if image.isNull():
        raise SealUnreadable("picture")
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def inked_part(picture: QImage, size: Size) -> Box:
    """The part (mm) of a seal of `size` that shows anything; all of it for an empty picture."""
    whole = Box(0, 0, size.width, size.height)
    if picture.isNull():
        return whole
    small = picture if max(picture.width(), picture.height()) <= _LOOKED_AT_PX else _shrunk(picture)
    ink = _ink(small)
    if ink.isEmpty():
        return whole
    across, down = size.width / small.width(), size.height / small.height()
    return Box(ink.x() * across, ink.y() * down, ink.width() * across, ink.height() * down)


def _shrunk(picture: QImage) -> QImage:
    factor = _LOOKED_AT_PX / max(picture.width(), picture.height())
    return picture.scaled(round(picture.width() * factor), round(picture.height() * factor))


def _ink(picture: QImage) -> QRect:
    """The rectangle around the pixels that are not white once laid on paper."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    try:
        painter.drawImage(0, 0, picture)
    finally:
        painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    width, stride, pixels = grey.width(), grey.bytesPerLine(), bytes(grey.constBits())
    rows = [
        pixels[row * stride : row * stride + width].translate(_INK_OR_BLANK) for row in range(grey.height())
    ]
    inked = [number for number, row in enumerate(rows) if row.strip()]
    if not inked:
        return QRect()
    left = min(width - len(rows[number].lstrip()) for number in inked)
    right = max(len(rows[number].rstrip()) for number in inked)
    return QRect(left, inked[0], right - left, inked[-1] + 1 - inked[0])


_INK_OR_BLANK = bytes(ord("#") if level < _WHITE else ord(" ") for level in range(256))
