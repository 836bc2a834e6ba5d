"""One font program, embedded or installed, opened by FreeType: glyph ids, advances, outlines, coverage.

FreeType alone opens what documents really embed: TrueType without cmap, name or OS/2, OpenType with CFF
outlines, bare CFF. The same engine draws everywhere, so a page looks the same on every system.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

import freetype
import freetype.raw as ft
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

_OUTLINE_EM = 1024
"""Pixels of the em at which outlines are taken: their coordinates are then exact to 1/65536 em."""
_OUTLINE_UNITS = _OUTLINE_EM * 64
_FLAGS = freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP
_GLYPH_POINTS_MAX = 20_000
_OUTLINES_MAX = 4_000
_BITMAP_SIDE_MAX = 512


class Linear(NamedTuple):
    """Em units (y down) to device pixels, without the translation: x' = a·x + c·y, y' = b·x + d·y."""

    a: float
    b: float
    c: float
    d: float


class Coverage(NamedTuple):
    """A glyph's shape as 8-bit coverage; `left`, `top` from its origin, px, y down. Width 0: nothing."""

    width: int
    height: int
    stride: int
    left: int
    top: int
    rows: bytes


_NOTHING = Coverage(0, 0, 0, 0, 0, b"")


@dataclass(slots=True, eq=False)
class Typeface:
    """A font program that FreeType could open."""

    name: str
    _face: freetype.Face
    symbolic: bool = False
    _outlines: dict[tuple[int, int], QPainterPath] = field(default_factory=dict)
    _advances: dict[int, float] = field(default_factory=dict)
    _glyphs: dict[str, int] = field(default_factory=dict)
    _em_px: float = 0.0

    @property
    def glyph_count(self) -> int:
        return int(self._face.num_glyphs)

    def glyph_for(self, character: str) -> int:
        """The glyph id of a character, 0 when the program has none."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            code = ord(character[0])
            glyph = ft.FT_Get_Char_Index(self._face._FT_Face, code)
            if not glyph and self.symbolic and code < 0x100:
                glyph = ft.FT_Get_Char_Index(self._face._FT_Face, 0xF000 + code)
            self._glyphs[character] = glyph
        return glyph

    def advance(self, glyph: int) -> float:
        """The glyph's width in em."""
        advance = self._advances.get(glyph)
        if advance is None:
            self._size(_OUTLINE_EM)
            loaded = ft.FT_Load_Glyph(self._face._FT_Face, glyph, _FLAGS) == 0
            advance = self._slot().linearHoriAdvance / 65536 / _OUTLINE_EM if loaded else 0.5
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
        em_px = math.sqrt(abs(linear.a * linear.d - linear.b * linear.c))
        if not 0.5 <= em_px <= _BITMAP_SIDE_MAX:
            return _NOTHING
        self._size(em_px)
        face = self._face._FT_Face
        unit = 65536 / em_px
        matrix = ft.FT_Matrix(
            round(linear.a * unit), round(-linear.c * unit), round(-linear.b * unit), round(linear.d * unit)
        )
        shift = ft.FT_Vector(round(x_shift * 64), round(-y_shift * 64))
        if ft.FT_Load_Glyph(face, glyph, _FLAGS) != 0:
            return _NOTHING
        slot = self._slot()
        outline = ctypes.byref(slot.outline)
        if slot.outline.n_points > _GLYPH_POINTS_MAX:
            return _NOTHING
        if embolden:
            ft.FT_Outline_Embolden(outline, round(embolden * em_px * 64))
        ft.FT_Outline_Transform(outline, ctypes.byref(matrix))
        ft.FT_Outline_Translate(outline, shift.x, shift.y)
        if not _is_small(slot.outline) or ft.FT_Render_Glyph(face.contents.glyph, 0) != 0:
            return _NOTHING
        bitmap = slot.bitmap
        if not bitmap.rows or not bitmap.width:
            return _NOTHING
        rows = ctypes.string_at(bitmap.buffer, bitmap.rows * abs(bitmap.pitch))
        return Coverage(bitmap.width, bitmap.rows, bitmap.pitch, slot.bitmap_left, -slot.bitmap_top, rows)

    def _slot(self) -> ft.FT_GlyphSlotRec:
        return self._face._FT_Face.contents.glyph.contents

    def _size(self, em_px: float) -> None:
        if em_px != self._em_px:
            ft.FT_Set_Char_Size(self._face._FT_Face, 0, max(1, round(em_px * 64)), 72, 72)
            self._em_px = em_px

    def _traced(self, glyph: int, embolden: float) -> QPainterPath:
        self._size(_OUTLINE_EM)
        if ft.FT_Load_Glyph(self._face._FT_Face, glyph, _FLAGS) != 0:
            return QPainterPath()
        outline = self._slot().outline
        if outline.n_points > _GLYPH_POINTS_MAX:
            return QPainterPath()
        if embolden:
            ft.FT_Outline_Embolden(ctypes.byref(outline), round(embolden * _OUTLINE_UNITS))
        return _path(outline)


def _is_small(outline: ft.FT_Outline) -> bool:
    """Whether the bitmap stays small: a hostile glyph may reach thousands of em past its own box."""
    box = ft.FT_BBox()
    ft.FT_Outline_Get_CBox(ctypes.byref(outline), ctypes.byref(box))
    side = max(box.xMax - box.xMin, box.yMax - box.yMin) >> 6
    return bool(side <= 4 * _BITMAP_SIDE_MAX)


def _path(outline: ft.FT_Outline) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    start = 0
    for contour in range(outline.n_contours):
        end = ft_value(outline.contours[contour])
        points = [
            (outline.points[i].x / _OUTLINE_UNITS, -outline.points[i].y / _OUTLINE_UNITS)
            for i in range(start, end + 1)
        ]
        kinds = [ft_value(outline.tags[i]) & 3 for i in range(start, end + 1)]
        if points:
            _trace(path, points, kinds)
        start = end + 1
    return path


def ft_value(item: int | bytes) -> int:
    """A small number out of an array of C chars or shorts."""
    return item if isinstance(item, int) else item[0]


_Point = tuple[float, float]


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
        face = freetype.Face(BytesIO(source) if isinstance(source, bytes) else source, index=index)
    except freetype.FT_Exception:
        return None
    if not face.is_scalable or not face.num_glyphs:
        return None
    symbolic = _choose_charmap(face)
    family = face.family_name.decode("utf-8", "replace") if face.family_name else ""
    return Typeface(name or family, face, symbolic)


def _choose_charmap(face: freetype.Face) -> bool:
    """Unicode as FreeType found it, else the symbol map, else any; answers whether it is a symbol map."""
    current = face._FT_Face.contents.charmap  # null in a subset without cmap
    if current and current.contents.encoding == freetype.FT_ENCODING_UNICODE:
        return False
    for charmap in face.charmaps:
        if charmap.encoding == freetype.FT_ENCODING_MS_SYMBOL:
            face.set_charmap(charmap)
            return True
    if face.charmaps:
        face.set_charmap(face.charmaps[0])
    return False
