"""Scans too large to be held whole (A3 at 600 dpi, A0 at 300): averaged down in bands as they come."""

from __future__ import annotations

import PIL.Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desktop.reading.pixelbound import Undecodable

_COLOURED_PIXELS_MAX = 80_000_000
"""Of what takes four bytes a pixel while it is decoded."""
_BAND_ROWS = 64
_ARGB = QImage.Format.Format_ARGB32_Premultiplied


def divided(image: QImage, by: int) -> QImage:
    """The picture with its sides divided, as premultiplied ARGB; `image` may be of a bit or byte a pixel."""
    width, height = max(1, image.width() // by), max(1, image.height() // by)
    smaller = QImage(width, height, _ARGB)
    painter = QPainter(smaller)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    try:
        for top in range(0, height, _BAND_ROWS):
            rows = min(_BAND_ROWS, height - top)
            band = image.copy(0, top * by, width * by, rows * by).convertToFormat(_ARGB)
            ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            painter.drawImage(0, top, band.scaled(width, rows, *ways))
    finally:
        painter.end()
    return smaller


def divided_by_pillow(opened: PIL.Image.Image, by: int) -> PIL.Image.Image:
    """The same of a picture that Pillow opened and has not yet decoded. Raises `Undecodable`."""
    grey = opened.mode in ("1", "L")
    if not grey and opened.width * opened.height > _COLOURED_PIXELS_MAX:
        raise Undecodable
    if opened.mode not in ("L", "RGB", "RGBA", "CMYK"):
        return opened.convert("L" if grey else "RGBA").reduce(by)
    return opened.reduce(by)
