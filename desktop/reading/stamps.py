"""The pictures of seals: taken from the signed value, decoded by their first bytes, kept for a size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from core.ofd import OfdDocument, OfdError, open_ofd
from core.ofd.display import Stamp
from desktop.reading.canvas import Resources
from desktop.reading.fontstack import Typefaces
from desktop.reading.paint import paint_transparent
from desktop.reading.pixelbound import Undecodable

if TYPE_CHECKING:
    from core.seal.ses import SealPicture

_SIDE_PX_MAX = 4_096
_KEPT_MAX = 64
_WHITENED = 190
"""How much white lies over a weakened seal, of 255."""


class StampPictures(msgspec.Struct):
    """The seals of one document; a seal that is itself an OFD shows its first page, but no seals in that."""

    document: OfdDocument
    typefaces: Typefaces
    _data: dict[str, bytes] = msgspec.field(default_factory=dict)
    _alike: dict[bytes, bytes] = msgspec.field(default_factory=dict)
    _pictures: dict[tuple[bytes, int, int], QImage | None] = msgspec.field(default_factory=dict)

    def picture(self, stamp: Stamp, width: int, height: int) -> QImage | None:
        """The seal on nothing, for a place of this many pixels; None when there is none to be had."""
        width, height = (max(1, min(side, _SIDE_PX_MAX)) for side in (width, height))
        # By the picture itself: a hundred signatures may bear the same seal.
        key = (self._bytes_of(stamp.signature_id), width, height)
        if key not in self._pictures:
            if len(self._pictures) >= _KEPT_MAX:
                self._pictures.clear()
            self._pictures[key] = self._drawn(*key)
        return self._pictures[key]

    def weakened(self, stamp: Stamp, width: int, height: int) -> QImage | None:
        """The seal for a screen where it may be recognised but not copied (脱密展示): grey and faint."""
        picture = self.picture(stamp, width, height)
        return None if picture is None else _faint(picture)

    def _bytes_of(self, signature_id: str) -> bytes:
        if signature_id not in self._data:
            data = self._found(signature_id)
            self._data[signature_id] = self._alike.setdefault(data, data)
        return self._data[signature_id]

    def _found(self, signature_id: str) -> bytes:
        """The picture in the signed value; where that holds no seal, the one of the seal file beside it."""
        from core.seal.ses import picture_of_seal, seal_picture  # noqa: PLC0415  most documents have no seal

        document = self.document
        found = _unless_absent(lambda: seal_picture(document.signed_value(signature_id)))
        if found is None:
            found = _unless_absent(lambda: picture_of_seal(document.seal_file(signature_id)))
            if found is not None:
                document.note("stamp.picture_of_seal_file", signature_id)
        return b"" if found is None else found.data

    def _drawn(self, data: bytes, width: int, height: int) -> QImage | None:
        if not data:
            return None
        try:
            if data.startswith(b"PK"):
                return self._nested(data, width, height)
            if b"<svg" in data[:4096]:
                from desktop.reading.rarecodecs import decode_svg  # noqa: PLC0415  seals are seldom SVG

                return decode_svg(data, width=width, height=height)
            from desktop.reading.imagecodecs import decode  # noqa: PLC0415  not every document is sealed

            return _fitted(decode(data), width, height)
        except (Undecodable, OfdError):
            return None

    def _nested(self, data: bytes, width: int, height: int) -> QImage:
        document = open_ofd(data)
        resources = Resources(document.font, document.image, self.typefaces)
        return paint_transparent(document.display(0), resources=resources, width=width, height=height)


def _unless_absent(read: Callable[[], SealPicture | None]) -> SealPicture | None:
    try:
        return read()
    except OfdError:
        return None


def _faint(picture: QImage) -> QImage:
    """The picture in light grey on white: stamps are multiplied, so white leaves the page as it is."""
    flat = QImage(picture.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    _over(flat, lambda painter: painter.drawImage(0, 0, picture))
    grey = flat.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_RGB32)
    _over(grey, lambda painter: painter.fillRect(grey.rect(), QColor(255, 255, 255, _WHITENED)))
    return grey


def _over(image: QImage, draw: Callable[[QPainter], None]) -> None:
    painter = QPainter(image)
    try:
        draw(painter)
    finally:
        painter.end()


def _fitted(image: QImage, width: int, height: int) -> QImage:
    """Averaged down to its place, so that thin strokes survive; never blown up here."""
    if image.width() <= width or image.height() <= height:
        return image
    return image.scaled(
        QSize(width, height), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
