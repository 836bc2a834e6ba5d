"""Glyph pictures: coverage of FreeType, coloured once, blitted often."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from PySide6.QtGui import QImage

from core.ofd.display import Rgba
from desktop.reading.typeface import Linear, Typeface

BYTES_MAX = 48 * 2**20
_PALETTES_MAX = 512
_STEPS_PER_PX = 4
_PRECISION = 64
_CONTRAST = 0.80
"""Dark text is laid on a little heavier than its coverage, as every text renderer does on white."""
_BLACK = Rgba(0, 0, 0, 255)
_BLACK_LEVELS = bytes(round(255 * (level / 255) ** _CONTRAST) for level in range(256))


class GlyphPicture(msgspec.Struct, frozen=True):
    """A coloured glyph and its place from the whole pixel its origin lies in."""

    image: QImage
    left: int
    top: int


class GlyphKey(NamedTuple):
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
    _palettes: dict[Rgba, list[int]] = msgspec.field(default_factory=dict)
    _bytes: int = 0

    def picture(self, key: GlyphKey) -> GlyphPicture | None:
        """None when the glyph has no ink."""
        try:
            return self._pictures[key]
        except KeyError:
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
        black = key.rgba == _BLACK
        rows = coverage.rows.translate(_BLACK_LEVELS) if black else coverage.rows
        form = QImage.Format.Format_Alpha8 if black else QImage.Format.Format_Indexed8
        plain = QImage(rows, coverage.width, coverage.height, coverage.stride, form)
        if not black:
            plain.setColorTable(self._palette(key.rgba))
        image = plain.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        return GlyphPicture(image, coverage.left, coverage.top)

    def _palette(self, rgba: Rgba) -> list[int]:
        if rgba not in self._palettes:
            if len(self._palettes) >= _PALETTES_MAX:
                self._palettes.clear()
            luminance = (2 * rgba.red + 5 * rgba.green + rgba.blue) / (8 * 255)
            power = _CONTRAST + (1 - _CONTRAST) * luminance
            base = rgba.red << 16 | rgba.green << 8 | rgba.blue
            self._palettes[rgba] = [
                round(rgba.alpha * (level / 255) ** power) << 24 | base for level in range(256)
            ]
        return self._palettes[rgba]


def settled(linear: Linear) -> Linear:
    """A linear map rounded so that equal text has equal keys."""
    return Linear(*(round(value * _PRECISION) / _PRECISION for value in linear))
