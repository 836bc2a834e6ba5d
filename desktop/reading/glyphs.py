"""Glyph pictures: coverage of FreeType, coloured once, blitted often."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QImage

from core.ofd.display import Rgba
from desktop.reading.typeface import Linear, Typeface

BYTES_MAX = 48 * 2**20
_COLOURS_MAX = 512
_STEPS_PER_PX = 4
_PRECISION = 64
_CONTRAST = 0.80
"""Dark text is laid on a little heavier than its coverage, as every text renderer does on white."""
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied

Levels = tuple[tuple[int, bytes], ...]
"""Which bytes of a pixel, as it lies in memory, have ink, and what 256 levels of coverage become in each."""


class GlyphPicture(msgspec.Struct, frozen=True):
    """A coloured glyph and its place from the whole pixel its origin lies in."""

    image: QImage
    left: int
    top: int


_UNMADE = GlyphPicture(QImage(), 0, 0)


class GlyphKey(msgspec.Struct, frozen=True):
    """A glyph as it is drawn; steps are quarters of a pixel, 0–3, `linear` is `settled`, `embolden` in em."""

    typeface: Typeface
    glyph: int
    linear: Linear
    x_step: int
    y_step: int
    embolden: float
    rgba: Rgba


class GlyphPictures(msgspec.Struct):
    """A bounded cache; it starts afresh when full, which costs one page's glyphs."""

    _pictures: dict[GlyphKey, GlyphPicture | None] = msgspec.field(default_factory=dict)
    _colours: dict[Rgba, Levels] = msgspec.field(default_factory=dict)
    _bytes: int = 0

    def picture(self, key: GlyphKey) -> GlyphPicture | None:
        """None when the glyph has no ink."""
        picture = self._pictures.get(key, _UNMADE)
        if picture is _UNMADE:
            picture = self._pictures[key] = self._made(key)
        return picture

    def _made(self, key: GlyphKey) -> GlyphPicture | None:
        coverage = key.typeface.coverage(
            key.glyph,
            key.linear,
            x_shift=key.x_step / _STEPS_PER_PX,
            y_shift=key.y_step / _STEPS_PER_PX,
            embolden=key.embolden,
        )
        if not coverage.width:
            return None
        self._bytes += coverage.width * coverage.height * 4
        if self._bytes > BYTES_MAX:
            self._pictures.clear()
            self._bytes = 0
        # Byte by byte in bulk: a colour table for every glyph takes longer than FreeType does.
        rows = coverage.rows
        pixels = bytearray(4 * len(rows))
        for channel, levels in self._levels(key.rgba):
            pixels[channel::4] = rows.translate(levels)
        image = QImage(pixels, coverage.width, coverage.height, 4 * coverage.stride, _PREMULTIPLIED).copy()
        return GlyphPicture(image, coverage.left, coverage.top)

    def _levels(self, rgba: Rgba) -> Levels:
        if rgba not in self._colours:
            if len(self._colours) >= _COLOURS_MAX:
                self._colours.clear()
            self._colours[rgba] = _levels(rgba)
        return self._colours[rgba]


def _levels(rgba: Rgba) -> Levels:
    luminance = (2 * rgba.red + 5 * rgba.green + rgba.blue) / (8 * 255)
    power = _CONTRAST + (1 - _CONTRAST) * luminance
    base = rgba.red << 16 | rgba.green << 8 | rgba.blue
    table = QImage(bytes(range(256)), 256, 1, 256, QImage.Format.Format_Indexed8)
    table.setColorTable([round(rgba.alpha * (level / 255) ** power) << 24 | base for level in range(256)])
    converted = table.convertToFormat(_PREMULTIPLIED)  # named, because its memory goes with it
    colours = bytes(converted.constBits())
    channels = ((channel, colours[channel::4]) for channel in range(4))
    return tuple((channel, levels) for channel, levels in channels if any(levels))


def settled(linear: Linear) -> Linear:
    """A linear map rounded so that equal text has equal keys."""
    a, b, c, d = (
        round(value * _PRECISION) / _PRECISION for value in (linear.a, linear.b, linear.c, linear.d)
    )
    return Linear(a, b, c, d)
