"""Pictures of a document, decoded: by their first bytes, within a bound on pixels, by whoever can.

Qt takes PNG, GIF, BMP and plain JPEG; Pillow takes TIFF, CMYK JPEG and what Qt refuses; PDFium takes JBIG2.
"""

from __future__ import annotations

import warnings
from io import BytesIO

import PIL.Image
import pypdfium2
from PIL.TiffImagePlugin import TiffImageFile
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.reading.jbig2 import FILE_MAGIC, Jbig2Damaged, pdf_of_jbig2

PIXELS_MAX = 64_000_000
_SVG_SIDE_MAX = 4_096
_JPEG_MAGIC = b"\xff\xd8\xff"
_QT_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (_JPEG_MAGIC, b"jpeg"),
    (b"GIF8", b"gif"),
    (b"BM", b"bmp"),
)
_PILLOW_FORMATS = ("PNG", "JPEG", "GIF", "BMP", TiffImageFile.format or "TIFF")
_PILLOW_ERRORS = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError)
"""What Pillow's decoders raise on bad bytes."""
_ARGB = QImage.Format.Format_ARGB32_Premultiplied


class Undecodable(Exception):
    """No decoder takes the picture, or it has more pixels than are ever decoded."""


def load_codecs() -> None:
    """Load every decoder's code now, before the walls go up."""
    PIL.Image.MAX_IMAGE_PIXELS = None  # the bound is ours, below, and is an error instead of a warning
    PIL.Image.preinit()
    for kind in _PILLOW_FORMATS:
        image, buffer = PIL.Image.new("RGB", (2, 2)), BytesIO()
        image.save(buffer, kind)
        decode(buffer.getvalue())


def decode(content: bytes) -> QImage:
    """The picture as premultiplied ARGB. Raises `Undecodable`."""
    if content.startswith(FILE_MAGIC) or _looks_like_jbig2_segments(content):
        return _by_pdfium(content)
    image = _by_qt(content)
    return image if image is not None else _by_pillow(content)


def picture_size(content: bytes) -> QSize | None:
    """What a JPEG's header says, None for other kinds: only JPEG decodes faster when smaller."""
    if not content.startswith(_JPEG_MAGIC):
        return None
    buffer = _buffer(content)
    try:
        size = QImageReader(buffer, b"jpeg").size()
    finally:
        buffer.close()
    return size if size.isValid() else None


def decode_smaller(content: bytes, size: QSize) -> QImage | None:
    """A JPEG decoded straight to a smaller size; None when that cannot be done: `decode` it whole."""
    return _by_qt(content, size) if content.startswith(_JPEG_MAGIC) else None


def _by_qt(content: bytes, wanted: QSize | None = None) -> QImage | None:
    kind = next((kind for magic, kind in _QT_FORMATS if content.startswith(magic)), None)
    if kind is None:
        return None
    buffer = _buffer(content)
    try:
        return _read_by_qt(QImageReader(buffer, kind), wanted)
    finally:
        buffer.close()


def _buffer(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _read_by_qt(reader: QImageReader, wanted: QSize | None) -> QImage | None:
    """In a function of its own: a reader that outlives its device crashes."""
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid():
        return None
    _check(size.width(), size.height())
    if reader.imageFormat() == QImage.Format.Format_CMYK8888:
        return None
    if wanted is not None:
        reader.setScaledSize(wanted)
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(_ARGB)


def _by_pillow(content: bytes) -> QImage:
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            PIL.Image.open(BytesIO(content), formats=_PILLOW_FORMATS) as opened,
        ):
            _check(*opened.size)
            image = opened.convert("RGBA")
    except _PILLOW_ERRORS as error:
        raise Undecodable from error
    pixels = image.tobytes()
    borrowed = QImage(pixels, image.width, image.height, image.width * 4, QImage.Format.Format_RGBA8888)
    return borrowed.convertToFormat(_ARGB)


def _by_pdfium(content: bytes) -> QImage:
    try:
        wrapped, width, height = pdf_of_jbig2(content)
        _check(width, height)
        document = pypdfium2.PdfDocument(wrapped)
    except (Jbig2Damaged, pypdfium2.PdfiumError) as error:
        raise Undecodable from error
    try:
        page = document.get_page(0)
        bitmap = page.render(scale=1, grayscale=True)
        pixels = bytes(bitmap.buffer)
        borrowed = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8)
        return borrowed.convertToFormat(_ARGB)
    except pypdfium2.PdfiumError as error:
        raise Undecodable from error
    finally:
        document.close()


def _looks_like_jbig2_segments(content: bytes) -> bool:
    """Bare segments: number 0 or 1, a page information or dictionary segment first."""
    return len(content) > 22 and content[:3] == b"\0\0\0" and content[3] < 2 and content[4] & 0x3F in (0, 48)


def decode_svg(content: bytes, *, width: int, height: int) -> QImage:
    """An SVG drawn on nothing, in pixels. Raises `Undecodable`."""
    renderer = QSvgRenderer(QByteArray(content))
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


def _check(width: int, height: int) -> None:
    if width < 1 or height < 1 or width * height > PIXELS_MAX:
        raise Undecodable
