"""Pictures of a document, decoded: by their first bytes, within a bound on pixels, by whoever can.

Qt takes PNG, GIF, BMP and plain JPEG, which is nearly all there is. The rest is for
`desktop.reading.rarecodecs` and `jbig2_pdfium`, whose code is loaded when it is first needed.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from desktop.reading.jbig2 import FILE_MAGIC
from desktop.reading.pixelbound import check_pixels

_JPEG_MAGIC = b"\xff\xd8\xff"
_QT_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (_JPEG_MAGIC, b"jpeg"),
    (b"GIF8", b"gif"),
    (b"BM", b"bmp"),
)
_SVG_HEAD = 4_096
_ARGB = QImage.Format.Format_ARGB32_Premultiplied


def decode(content: bytes) -> QImage:
    """The picture as premultiplied ARGB. Raises `Undecodable`."""
    jbig2 = content.startswith(FILE_MAGIC) or _looks_like_jbig2_segments(content)
    image = None if jbig2 else _by_qt(content)
    if image is not None:
        return image
    if jbig2:
        from desktop.reading.jbig2_pdfium import by_pdfium  # noqa: PLC0415  see above

        return by_pdfium(content)
    from desktop.reading.rarecodecs import by_pillow, decode_svg  # noqa: PLC0415  see above

    return decode_svg(content) if b"<svg" in content[:_SVG_HEAD] else by_pillow(content)


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
    check_pixels(size.width(), size.height())
    if reader.imageFormat() == QImage.Format.Format_CMYK8888:
        return None
    if wanted is not None:
        reader.setScaledSize(wanted)
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(_ARGB)


def _looks_like_jbig2_segments(content: bytes) -> bool:
    """Bare segments: number 0 or 1, a page information or dictionary segment first."""
    return len(content) > 22 and content[:3] == b"\0\0\0" and content[3] < 2 and content[4] & 0x3F in (0, 48)
