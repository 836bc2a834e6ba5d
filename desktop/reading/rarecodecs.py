"""Decoders for what few documents hold: TIFF, JPEG of CMYK, JPEG 2000, WebP, what Qt refuses; SVG."""

from __future__ import annotations

import warnings
from functools import cache
from io import BytesIO

import PIL.Image
from PIL.TiffImagePlugin import TiffImageFile
from PySide6.QtCore import QByteArray, QCoreApplication, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from desktop.reading.pixelbound import Undecodable, reduction

_SVG_SIDE_MAX = 4_096
_SVG_SIDE = 1_600
_PILLOW_FORMATS = ("PNG", "JPEG", "GIF", "BMP", TiffImageFile.format or "TIFF")
_NEVER_PRELOADED = ("JPEG2000", "WEBP")
"""Not among the standard's kinds and hardly met."""
_PILLOW_ERRORS = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError)
"""What Pillow's decoders raise on bad bytes."""
_ARGB = QImage.Format.Format_ARGB32_Premultiplied


def load() -> None:
    """Load what Pillow itself loads with the first picture of each kind."""
    for kind in _PILLOW_FORMATS:
        image, buffer = PIL.Image.new("RGB", (2, 2)), BytesIO()
        image.save(buffer, kind)
        by_pillow(buffer.getvalue())


def by_pillow(content: bytes) -> QImage:
    """Raises `Undecodable`."""
    PIL.Image.MAX_IMAGE_PIXELS = None  # the bound is ours and is an error instead of a warning
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            PIL.Image.open(BytesIO(content), formats=_PILLOW_FORMATS + _NEVER_PRELOADED) as opened,
        ):
            by = reduction(*opened.size)
            image = opened.convert("RGBA") if by == 1 else _divided(opened, by)
    except _PILLOW_ERRORS as error:
        raise Undecodable from error
    pixels = image.tobytes()
    borrowed = QImage(pixels, image.width, image.height, image.width * 4, QImage.Format.Format_RGBA8888)
    return borrowed.convertToFormat(_ARGB)


def _divided(opened: PIL.Image.Image, by: int) -> PIL.Image.Image:
    """A JPEG decodes straight to a smaller size."""
    from desktop.reading.largepictures import divided_by_pillow  # noqa: PLC0415  hardly ever

    opened.draft(opened.mode, (opened.width // by, opened.height // by))
    by = reduction(*opened.size)
    return (opened if by == 1 else divided_by_pillow(opened, by)).convert("RGBA")


@cache
def _application() -> QCoreApplication | None:
    """Only an SVG's text needs one, for Qt's own fonts: 40 ms that no other document waits for."""
    return QCoreApplication.instance() or QGuiApplication(["reading-worker", "-platform", "offscreen"])


def decode_svg(content: bytes, *, width: int = 0, height: int = 0) -> QImage:
    """An SVG drawn on nothing, in pixels; without a size in its own proportions. Raises `Undecodable`."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  only for SVG

    _application()
    renderer = QSvgRenderer(QByteArray(content))
    if not width and renderer.isValid():
        natural = renderer.defaultSize().scaled(_SVG_SIDE, _SVG_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        width, height = natural.width(), natural.height()
    if not renderer.isValid() or not (0 < width <= _SVG_SIDE_MAX and 0 < height <= _SVG_SIDE_MAX):
        raise Undecodable
    image = QImage(width, height, _ARGB)
    image.fill(0)
    painter = QPainter(image)
    try:
        renderer.render(painter, QRectF(0, 0, width, height))
    finally:
        painter.end()
    return image
