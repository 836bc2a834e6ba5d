"""The picture that a seal draws, decoded for the screen."""

from __future__ import annotations

from PySide6.QtGui import QImage

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenImage, WrittenPage
from core.seal import SealPicture, SealUnreadable
from desktop.reading.client import ReadingWorker

_PICTURE_PX_PER_MM = 12.0
_WRAPPED_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "bmp": "BMP"}
_LARGEST_MM = 200
_NO_ID = "0" * 32


def drawn_seal(picture: SealPicture, reading: ReadingWorker) -> QImage:
    """A seal's picture that nobody has vouched for, drawn on white by the confined reading worker alone.

    A raster picture is laid on a page of the seal's size, so that it is decoded where documents are.
    Raises `SealUnreadable` and `DocumentError`.
    """
    width, height = picture.width_mm, picture.height_mm
    if not (0 < width <= _LARGEST_MM and 0 < height <= _LARGEST_MM):
        raise SealUnreadable("size in mm")
    page = picture.data
    if not page.startswith(b"PK"):
        kind = _WRAPPED_FORMATS.get(picture.format.strip().lower())
        if kind is None:
            raise SealUnreadable("picture")
        image = WrittenImage(content=page, box=(0.0, 0.0, float(width), float(height)), format=kind)
        sheet = WrittenPage(items=(image,), width_mm=width, height_mm=height)
        page = write_ofd([sheet], DocInfo(doc_id=_NO_ID))
    handle = reading.open(page)
    try:
        drawn = reading.page_picture(handle, 0, px_per_mm=_PICTURE_PX_PER_MM)
    finally:
        reading.close(handle)
    held = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_ARGB32_Premultiplied
    )
    return held.copy()
