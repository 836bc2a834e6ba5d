"""One font program, embedded or installed, opened by FreeType: glyph ids, advances, outlines, coverage.

FreeType alone opens what documents really embed: TrueType without cmap, name or OS/2, OpenType with CFF
outlines, bare CFF. The same engine draws everywhere, so a page looks the same on every system.
"""

from __future__ import annotations

import ctypes
import math

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from desktop.reading import freetype_face
from desktop.reading.freetype_face import Face

_OUTLINE_EM = 1024
"""Pixels of the em at which outlines are taken: their coordinates are then exact to 1/65536 em."""
_OUTLINE_UNITS = _OUTLINE_EM * 64
_GLYPH_POINTS_MAX = 20_000
_OUTLINES_MAX = 4_000
_BITMAP_SIDE_MAX = 512
_EXTENT_MAX = 4 * _BITMAP_SIDE_MAX * 64


class Linear(msgspec.Struct, frozen=True):
    """Em units (y down) to device pixels, without the translation: x' = a·x + c·y, y' = b·x + d·y."""

    a: float
    b: float
    c: float
    d: float


class Coverage(msgspec.Struct, frozen=True):
    """A glyph's shape as 8-bit coverage; `left`, `top` from its origin, px, y down. Width 0: nothing."""

    width: int
    height: int
    stride: int
    left: int
    top: int
    rows: bytes


_NOTHING = Coverage(0, 0, 0, 0, 0, b"")


class Typeface(msgspec.Struct, eq=False):
    """A font program that FreeType could open."""

    name: str
    _face: Face
    symbolic: bool = False
    codec: str = ""
    _outlines: dict[tuple[int, int], QPainterPath] = msgspec.field(default_factory=dict)
    _advances: dict[int, float] = msgspec.field(default_factory=dict)
    _glyphs: dict[str, int] = msgspec.field(default_factory=dict)
    _em_px: float = 0.0
    _mapped: tuple[Linear, float, freetype_face.Matrix | None] | None = None
    """How the last glyph was drawn: a line of text is drawn alike."""

    @property
    def glyph_count(self) -> int:
        return self._face.glyph_count

    def glyph_for(self, character: str) -> int:
        """The glyph id of a character, 0 when the program has none."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            code = ord(character[0])
            glyph = (
                self._face.glyph_of(int.from_bytes(character[0].encode(self.codec, "ignore")))
                if self.codec
                else 0
            )
            glyph = glyph or self._face.glyph_of(code)
            if not glyph and self.symbolic and code < 0x100:
                glyph = self._face.glyph_of(0xF000 + code)
            self._glyphs[character] = glyph
        return glyph

    def advance(self, glyph: int) -> float:
        """The glyph's width in em."""
        advance = self._advances.get(glyph)
        if advance is None:
            self._size(_OUTLINE_EM)
            loaded = self._face.load(glyph)
            advance = self._face.slot.linearHoriAdvance / 65536 / _OUTLINE_EM if loaded else 0.5
            self._advances[glyph] = advance
        return advance

    def outline(self, glyph: int, *, embolden: float = 0.0) -> QPainterPath:
        """The glyph's outline in em units, y down, origin on the baseline; `embolden` widens it, in em."""
        key = (glyph, round(embolden * 1024))
        path = self._outlines.get(key)
        if path is None:
            if len(self._outlines) >= _OUTLINES_MAX:
                self._outlines.clear()
            path = self._outlines[key] = self._traced(glyph, embolden)
        return path

    def coverage(
        self, glyph: int, linear: Linear, *, x_shift: float, y_shift: float, embolden: float
    ) -> Coverage:
        """The glyph rendered with the linear map; shifts are parts of a pixel, right and down."""
        if self._mapped is None or self._mapped[0] is not linear:
            self._mapped = (linear, *_size_and_matrix(linear))
        _, em_px, matrix = self._mapped
        if matrix is None:
            return _NOTHING
        self._size(em_px)
        face = self._face
        outline = face.outline
        if not face.load(glyph) or outline.n_points > _GLYPH_POINTS_MAX:
            return _NOTHING
        if embolden:
            freetype_face.embolden(outline, round(embolden * em_px * 64))
        freetype_face.transform(outline, matrix, round(x_shift * 64), round(-y_shift * 64))
        # A hostile glyph may reach thousands of em past its own box.
        width, height = freetype_face.extent(outline)
        if width > _EXTENT_MAX or height > _EXTENT_MAX or not face.render():
            return _NOTHING
        slot, bitmap = face.slot, face.bitmap
        width, height, pitch = bitmap.width, bitmap.rows, bitmap.pitch
        if not width or not height:
            return _NOTHING
        rows = ctypes.string_at(bitmap.buffer, height * abs(pitch))
        return Coverage(width, height, pitch, slot.bitmap_left, -slot.bitmap_top, rows)

    def _size(self, em_px: float) -> None:
        if em_px != self._em_px:
            self._face.set_size(em_px)
            self._em_px = em_px

    def _traced(self, glyph: int, embolden: float) -> QPainterPath:
        self._size(_OUTLINE_EM)
        outline = self._face.outline
        if not self._face.load(glyph) or outline.n_points > _GLYPH_POINTS_MAX:
            return QPainterPath()
        if embolden:
            freetype_face.embolden(outline, round(embolden * _OUTLINE_UNITS))
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for xs, ys, tags in freetype_face.contours(outline):
            points = [(x / _OUTLINE_UNITS, -y / _OUTLINE_UNITS) for x, y in zip(xs, ys, strict=True)]
            if points:
                _trace(path, points, [tag & 3 for tag in tags])
        return path


_Point = tuple[float, float]


def _size_and_matrix(linear: Linear) -> tuple[float, freetype_face.Matrix | None]:
    """The em in pixels, and what is left of the map at that size, y up; None when there is nothing to see."""
    em_px = math.sqrt(abs(linear.a * linear.d - linear.b * linear.c))
    if not 0.5 <= em_px <= _BITMAP_SIDE_MAX:
        return em_px, None
    unit = 65536 / em_px
    factors = (linear.a, -linear.c, -linear.b, linear.d)
    return em_px, freetype_face.Matrix(*(round(factor * unit) for factor in factors))


def _trace(path: QPainterPath, points: list[_Point], kinds: list[int]) -> None:
    """One contour: kind 1 lies on the curve, 0 is a quadratic and 2 a cubic control point."""
    if kinds[0] == 1:
        start, points, kinds = points[0], points[1:], kinds[1:]
    elif kinds[-1] == 1:
        start, points, kinds = points[-1], points[:-1], kinds[:-1]
    else:
        start = _middle(points[0], points[-1])
    path.moveTo(*start)
    points, kinds = [*points, start], [*kinds, 1]
    index = 0
    while index < len(points):
        point, kind = points[index], kinds[index]
        if kind == 1:
            path.lineTo(*point)
            index += 1
        elif kind == 2 and index + 1 < len(points):
            following = points[index + 2] if index + 2 < len(points) else start
            path.cubicTo(*point, *points[index + 1], *following)
            index += 3
        else:
            on_curve = kinds[index + 1] == 1
            path.quadTo(*point, *(points[index + 1] if on_curve else _middle(point, points[index + 1])))
            index += 2 if on_curve else 1
    path.closeSubpath()


def _middle(one: _Point, other: _Point) -> _Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def open_typeface(source: bytes | str, *, index: int = 0, name: str = "") -> Typeface | None:
    """Open a font program from its bytes or its path; None when FreeType cannot use it."""
    try:
        face = Face(source, index=index)
    except ValueError:
        return None
    if not face.is_scalable or not face.glyph_count:
        return None
    symbolic, codec = face.choose_charmap()
    return Typeface(name or face.family_name, face, symbolic, codec)
