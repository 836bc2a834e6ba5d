"""What every painting function needs: painter, resources, what is visible, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QTransform

from core.ofd.display import FontSource, ImageSource, Item
from desktop.reading.fontstack import FontStack, Typefaces
from desktop.reading.glyphs import GlyphPictures
from desktop.reading.paper import Paper
from desktop.reading.pixelbound import Undecodable
from desktop.reading.shapes import Outlines
from desktop.reading.wire import Warned

IMAGE_CACHE_BYTES_MAX = 160 * 2**20
WARNINGS_MAX = 200


class Resources(msgspec.Struct):
    """A document's fonts and pictures, made ready once; `font`, `image` answer the keys of display lists."""

    font: Callable[[int], FontSource | None]
    image: Callable[[int], ImageSource | None]
    typefaces: Typefaces
    paper: Paper = msgspec.field(default_factory=Paper)
    glyphs: GlyphPictures = msgspec.field(default_factory=GlyphPictures)
    _stacks: dict[int, FontStack] = msgspec.field(default_factory=dict)
    _images: dict[tuple[int, int, int], QImage | None] = msgspec.field(default_factory=dict)
    _sizes: dict[int, QSize | None] = msgspec.field(default_factory=dict)
    _bytes: int = 0

    def stack(self, key: int) -> FontStack:
        """The font of a display list's key; an unknown key is an unnamed 宋体."""
        if key not in self._stacks:
            source = self.font(key) or FontSource(key=key, name="")
            self._stacks[key] = FontStack(source, self.typefaces)
        return self._stacks[key]

    def picture(self, key: int) -> QImage | None:
        """A decoded picture, None when nobody can decode it."""
        return self._remembered((key, 0, 0), lambda: self._decoded(key))

    def size(self, key: int) -> QSize | None:
        """A JPEG's size, known without decoding it; None for other kinds."""
        if key not in self._sizes:
            from desktop.reading.imagecodecs import picture_size  # noqa: PLC0415  not every page has pictures

            source = self.image(key)
            self._sizes[key] = picture_size(source.data) if source else None
        return self._sizes[key]

    def smaller(self, key: int, size: QSize) -> QImage | None:
        """A JPEG decoded to a smaller size; None when that cannot be done."""
        source = self.image(key)
        if source is None:
            return None
        return self.scaled(key, size.width(), size.height(), lambda: _smaller(source.data, size))

    def scaled(self, key: int, width: int, height: int, make: Callable[[], QImage | None]) -> QImage | None:
        """A picture's version for one size in pixels."""
        return self._remembered((key, width, height), make)

    def _decoded(self, key: int) -> QImage | None:
        source = self.image(key)
        if source is None:
            return None
        from desktop.reading.imagecodecs import decode  # noqa: PLC0415  not every page has pictures

        try:
            return decode(source.data)
        except Undecodable:
            return None

    def _remembered(self, key: tuple[int, int, int], make: Callable[[], QImage | None]) -> QImage | None:
        if key not in self._images:
            image = make()
            self._bytes += image.sizeInBytes() if image else 0
            if self._bytes > IMAGE_CACHE_BYTES_MAX:
                self._images.clear()
                self._bytes = image.sizeInBytes() if image else 0
            self._images[key] = image
        return self._images[key]


def _smaller(content: bytes, size: QSize) -> QImage | None:
    from desktop.reading.imagecodecs import decode_smaller  # noqa: PLC0415  not every page has pictures

    try:
        return decode_smaller(content, size)
    except Undecodable:
        return None


class Canvas(msgspec.Struct):
    """One picture in the making. `visible` is the part of the device that is drawn, in device pixels.

    `draw_items` paints a list in a space: patterns and clips reach it through here. `page_space` maps the
    page to the device, for what belongs to the page wherever it stands.
    """

    painter: QPainter
    resources: Resources
    outlines: Outlines
    visible: QRect
    draw_items: Callable[[Canvas, Sequence[Item], QTransform], None]
    page_space: QTransform | None = None
    depth: int = 0
    pictured_px: float = 0.0
    warnings: dict[Warned, None] = msgspec.field(default_factory=dict)

    def warn(self, code: str, detail: str = "") -> None:
        """Note, once, that something was replaced or left out; `detail` is never content."""
        if len(self.warnings) < WARNINGS_MAX:
            self.warnings[Warned(code, detail=detail)] = None
