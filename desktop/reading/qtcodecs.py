"""What Qt reads through a device in memory; such devices take longer to load than a small picture to read."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from desktop.reading.pixelbound import reduction

_ARGB = QImage.Format.Format_ARGB32_Premultiplied


def size_in(content: bytes, kind: str) -> QSize | None:
    """What the header says; None when it says nothing."""
    buffer = _buffer(content)
    try:
        size = QImageReader(buffer, kind.encode()).size()
    finally:
        buffer.close()
    return size if size.isValid() else None


def read(content: bytes, kind: str, wanted: QSize | None = None) -> QImage | None:
    """The picture as premultiplied ARGB, None when Qt cannot read it so. Raises `Undecodable`."""
    buffer = _buffer(content)
    try:
        return _read(QImageReader(buffer, kind.encode()), wanted)
    finally:
        buffer.close()


def _buffer(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _read(reader: QImageReader, wanted: QSize | None) -> QImage | None:
    """In a function of its own: a reader that outlives its device crashes."""
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid():
        return None
    by = reduction(size.width(), size.height())
    if by > 1 and bytes(reader.format().data()) != b"jpeg":
        return None
    if reader.imageFormat() == QImage.Format.Format_CMYK8888:
        return None
    if by > 1 and wanted is None:
        wanted = QSize(size.width() // by, size.height() // by)
    if wanted is not None:
        reader.setScaledSize(wanted)
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(_ARGB)
