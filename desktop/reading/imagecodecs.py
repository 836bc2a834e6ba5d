"""Pictures of a document, decoded: by their first bytes, within a bound on pixels, by whoever can.

Qt takes PNG, GIF, BMP and plain JPEG, which is nearly all there is; the rest is for `jbig2_pdfium` and
`rarecodecs`. What takes more than a small PNG (`qtcodecs`, those two) is loaded when it is first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from desktop.reading.jbig2 import FILE_MAGIC
from desktop.reading.pixelbound import reduction

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

_JPEG_MAGIC = b"\xff\xd8\xff"
_QT_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (_JPEG_MAGIC, "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
)
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_OF_A_BYTE = (b"\0", b"\3")
"""The colour types of PNG that take a byte a pixel at most: grey and by a palette."""
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
    from desktop.reading.qtcodecs import size_in  # noqa: PLC0415  see above

    return size_in(content, "jpeg")


def decode_smaller(content: bytes, size: QSize) -> QImage | None:
    """A JPEG decoded straight to a smaller size; None when that cannot be done: `decode` it whole."""
    if not content.startswith(_JPEG_MAGIC):
        return None
    from desktop.reading.qtcodecs import read  # noqa: PLC0415  see above

    return read(content, "jpeg", size)


def _by_qt(content: bytes) -> QImage | None:
    kind = next((kind for magic, kind in _QT_FORMATS if content.startswith(magic)), None)
    if kind is None:
        return None
    if kind == "png":
        content = _without_texts(content)
    if kind == "png" and content[12:16] == b"IHDR":
        by = reduction(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
        if by > 1 and content[25:26] not in _OF_A_BYTE:
            return None
        image = QImage.fromData(content, "png")  # type: ignore[arg-type]  # it takes a str and nothing else
        if by > 1 and not image.isNull():
            from desktop.reading.largepictures import divided  # noqa: PLC0415  hardly ever

            return divided(image, by)
        return None if image.isNull() else image.convertToFormat(_ARGB)
    from desktop.reading.qtcodecs import read  # noqa: PLC0415  see above

    return read(content, kind)


def _without_texts(png: bytes) -> bytes:
    """A PNG without its texts (ISO/IEC 15948 11.3.4): Qt unpacks up to a thousand of 8 MB each, to no use."""
    if not any(kind in png for kind in _PNG_TEXTS):
        return png
    kept, at = [png[:8]], 8
    while at < len(png):
        end = at + 12 + int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] not in _PNG_TEXTS:
            kept.append(png[at:end])
        at = end
    return b"".join(kept)


def _looks_like_jbig2_segments(content: bytes) -> bool:
    """Bare segments: number 0 or 1, a page information or dictionary segment first."""
    return len(content) > 22 and content[:3] == b"\0\0\0" and content[3] < 2 and content[4] & 0x3F in (0, 48)
