"""FreeType itself: the few functions and records of it that a reader needs.

The library is the one that the package freetype-py brings, or else the system's. That package's own modules
describe all of FreeType, which takes longer to load than a page takes to draw.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_long,
    c_short,
    c_ubyte,
    c_uint,
    c_ushort,
    c_void_p,
)

import msgspec

_NO_HINTING, _NO_BITMAP = 1 << 1, 1 << 3
_AS_DRAWN = _NO_HINTING | _NO_BITMAP
UNICODE, MS_SYMBOL = (int.from_bytes(tag, "big") for tag in (b"unic", b"symb"))
_CODECS = {
    int.from_bytes(tag, "big"): codec
    for tag, codec in (
        *((b"gb  ", "gb18030"), (b"big5", "big5"), (b"sjis", "shift_jis")),
        *((b"wans", "cp949"), (b"joha", "johab"), (b"armn", "mac_roman")),
    )
}
"""The maps of older fonts, and how their codes are made of a character."""
_SCALABLE = 1
_ITALIC, _BOLD = 1, 2
_NAMES_MAX = 2_000
_CHARMAPS_MAX = 100


class Vector(Structure):
    _fields_ = (("x", c_long), ("y", c_long))


class Matrix(Structure):
    _fields_ = (("xx", c_long), ("xy", c_long), ("yx", c_long), ("yy", c_long))


class Box(Structure):
    _fields_ = (("xMin", c_long), ("yMin", c_long), ("xMax", c_long), ("yMax", c_long))


class Outline(Structure):
    _fields_ = (
        ("n_contours", c_ushort),  # signed before FreeType 2.13.3, and never negative
        ("n_points", c_ushort),
        ("points", c_void_p),
        ("tags", c_void_p),
        ("contours", c_void_p),
        ("flags", c_int),
    )


class Bitmap(Structure):
    _fields_ = (
        ("rows", c_uint),
        ("width", c_uint),
        ("pitch", c_int),
        ("buffer", c_void_p),
        ("num_grays", c_ushort),
        ("pixel_mode", c_ubyte),
        ("palette_mode", c_ubyte),
        ("palette", c_void_p),
    )


class _Generic(Structure):
    _fields_ = (("data", c_void_p), ("finalizer", c_void_p))


class GlyphSlot(Structure):
    """As far as its outline; FreeType makes it and keeps what follows."""

    _fields_ = (
        ("library", c_void_p),
        ("face", c_void_p),
        ("next", c_void_p),
        ("glyph_index", c_uint),
        ("generic", _Generic),
        ("metrics", c_long * 8),
        ("linearHoriAdvance", c_long),
        ("linearVertAdvance", c_long),
        ("advance", Vector),
        ("format", c_int),
        ("bitmap", Bitmap),
        ("bitmap_left", c_int),
        ("bitmap_top", c_int),
        ("outline", Outline),
    )


class _CharMap(Structure):
    """As far as its encoding."""

    _fields_ = (("face", c_void_p), ("encoding", c_uint))


class _FaceRecord(Structure):
    """As far as its chosen charmap."""

    _fields_ = (
        ("num_faces", c_long),
        ("face_index", c_long),
        ("face_flags", c_long),
        ("style_flags", c_long),
        ("num_glyphs", c_long),
        ("family_name", c_char_p),
        ("style_name", c_char_p),
        ("num_fixed_sizes", c_int),
        ("available_sizes", c_void_p),
        ("num_charmaps", c_int),
        ("charmaps", POINTER(POINTER(_CharMap))),
        ("generic", _Generic),
        ("bbox", Box),
        ("units_per_EM", c_ushort),
        ("ascender", c_short),
        ("descender", c_short),
        ("height", c_short),
        ("max_advance_width", c_short),
        ("max_advance_height", c_short),
        ("underline_position", c_short),
        ("underline_thickness", c_short),
        ("glyph", POINTER(GlyphSlot)),
        ("size", c_void_p),
        ("charmap", POINTER(_CharMap)),
    )


class _SfntName(Structure):
    _fields_ = (
        ("platform_id", c_ushort),
        ("encoding_id", c_ushort),
        ("language_id", c_ushort),
        ("name_id", c_ushort),
        ("string", c_void_p),
        ("string_len", c_uint),
    )


class Name(msgspec.Struct, frozen=True):
    """An entry of a font's name table."""

    platform: int
    name_id: int
    text: bytes


_FacePointer = POINTER(_FaceRecord)
_ARGUMENTS = {
    "FT_Init_FreeType": (c_void_p,),
    "FT_New_Face": (c_void_p, c_char_p, c_long, c_void_p),
    "FT_New_Memory_Face": (c_void_p, c_char_p, c_long, c_long, c_void_p),
    "FT_Done_Face": (_FacePointer,),
    "FT_Get_Char_Index": (_FacePointer, c_long),
    "FT_Load_Glyph": (_FacePointer, c_uint, c_int),
    "FT_Set_Char_Size": (_FacePointer, c_long, c_long, c_uint, c_uint),
    "FT_Set_Charmap": (_FacePointer, POINTER(_CharMap)),
    "FT_Render_Glyph": (POINTER(GlyphSlot), c_int),
    "FT_Outline_Embolden": (POINTER(Outline), c_long),
    "FT_Outline_Transform": (POINTER(Outline), POINTER(Matrix)),
    "FT_Outline_Translate": (POINTER(Outline), c_long, c_long),
    "FT_Outline_Get_CBox": (POINTER(Outline), POINTER(Box)),
    "FT_Get_Sfnt_Name_Count": (_FacePointer,),
    "FT_Get_Sfnt_Name": (_FacePointer, c_uint, POINTER(_SfntName)),
}


def _library() -> tuple[ctypes.PyDLL, ctypes.CDLL, c_void_p]:
    name = {"win32": "libfreetype.dll", "darwin": "libfreetype.dylib"}.get(sys.platform, "libfreetype.so")
    packaged = (os.path.join(folder, "freetype", name) for folder in sys.path)
    system = "libfreetype.so.6" if sys.platform == "linux" else name
    path = next(filter(os.path.exists, packaged), system)
    # Called with the interpreter held: nobody else waits for it, and to let it go costs as much as a call.
    library = ctypes.PyDLL(path)
    # Not for files, which may be slow to come, where a window without fontconfig lists its fonts.
    opening = ctypes.CDLL(path)
    opening.FT_New_Face.argtypes = _ARGUMENTS["FT_New_Face"]
    for function, arguments in _ARGUMENTS.items():
        getattr(library, function).argtypes = arguments
    library.FT_Get_Char_Index.restype = library.FT_Get_Sfnt_Name_Count.restype = c_uint
    handle = c_void_p()
    if library.FT_Init_FreeType(byref(handle)) != 0:
        raise MemoryError
    return library, opening, handle


_FT, _OPENING, _HANDLE = _library()
_done_face = _FT.FT_Done_Face
_load_glyph, _render_glyph = _FT.FT_Load_Glyph, _FT.FT_Render_Glyph
_transform, _translate, _control_box = (
    _FT.FT_Outline_Transform,
    _FT.FT_Outline_Translate,
    _FT.FT_Outline_Get_CBox,
)
_BOX = Box()


class Face:
    """One face of a font program.

    `slot` is FreeType's own record of the glyph that was loaded last; `outline` and `bitmap` are its parts.
    All are alive as long as this.
    """

    __slots__ = ("_content", "_done", "_record", "bitmap", "outline", "pointer", "slot")

    def __init__(self, source: bytes | str, *, index: int = 0) -> None:
        """Open a program from its bytes or its path. Raises ValueError when FreeType cannot use it."""
        self.pointer, self._done = _FacePointer(), _done_face
        self._content = source  # FreeType reads it as long as the face lives
        if isinstance(source, bytes):
            failed = _FT.FT_New_Memory_Face(_HANDLE, source, len(source), index, byref(self.pointer))
        else:
            failed = _OPENING.FT_New_Face(_HANDLE, os.fsencode(source), index, byref(self.pointer))
        if failed:
            self.pointer = _FacePointer()
            raise ValueError("not a font program")
        self._record = self.pointer.contents
        if not self._record.glyph:
            raise ValueError("no room for glyphs")
        self.slot: GlyphSlot = self._record.glyph.contents
        self.outline: Outline = self.slot.outline
        self.bitmap: Bitmap = self.slot.bitmap

    def __del__(self) -> None:
        if self.pointer:
            self._done(self.pointer)

    @property
    def face_count(self) -> int:
        return int(self._record.num_faces)

    @property
    def glyph_count(self) -> int:
        return int(self._record.num_glyphs)

    @property
    def is_scalable(self) -> bool:
        return bool(self._record.face_flags & _SCALABLE)

    @property
    def is_bold(self) -> bool:
        return bool(self._record.style_flags & _BOLD)

    @property
    def is_italic(self) -> bool:
        return bool(self._record.style_flags & _ITALIC)

    @property
    def family_name(self) -> str:
        return (self._record.family_name or b"").decode("utf-8", "replace")

    def names(self) -> Iterator[Name]:
        """The entries of the name table, in its order."""
        entry = _SfntName()
        for position in range(min(_FT.FT_Get_Sfnt_Name_Count(self.pointer), _NAMES_MAX)):
            if _FT.FT_Get_Sfnt_Name(self.pointer, position, byref(entry)) == 0:
                text = ctypes.string_at(entry.string, entry.string_len) if entry.string else b""
                yield Name(entry.platform_id, entry.name_id, text)

    def choose_charmap(self) -> tuple[bool, str]:
        """Unicode as FreeType found it, else the symbol map, else any.

        Answers whether it is a symbol map, and the codec of its codes where they are not Unicode's.
        """
        record = self._record
        if record.charmap and record.charmap.contents.encoding == UNICODE:  # null in a subset without cmap
            return False, ""
        maps = [record.charmaps[position] for position in range(min(record.num_charmaps, _CHARMAPS_MAX))]
        symbols = next((found for found in maps if found.contents.encoding == MS_SYMBOL), None)
        if symbols is not None:
            _FT.FT_Set_Charmap(self.pointer, symbols)
            return True, ""
        if not maps:
            return False, ""
        known = next((found for found in maps if found.contents.encoding in _CODECS), maps[0])
        _FT.FT_Set_Charmap(self.pointer, known)
        return False, _CODECS.get(known.contents.encoding, "")

    def glyph_of(self, code: int) -> int:
        """The glyph id of a character in the chosen map, 0 when there is none."""
        return int(_FT.FT_Get_Char_Index(self.pointer, code))

    def set_size(self, em_px: float) -> None:
        _FT.FT_Set_Char_Size(self.pointer, 0, max(1, round(em_px * 64)), 72, 72)

    def load(self, glyph: int) -> bool:
        """Take the glyph's outline as drawn, unhinted, at the size that is set; whether there is one."""
        return not _load_glyph(self.pointer, glyph, _AS_DRAWN)

    def render(self) -> bool:
        """Turn the loaded outline into the slot's bitmap of 8 bits a pixel."""
        return not _render_glyph(self.slot, 0)


def embolden(outline: Outline, strength: int) -> None:
    """Widen it by so many 1/64 px."""
    _FT.FT_Outline_Embolden(byref(outline), strength)


def transform(outline: Outline, matrix: Matrix, right: int, up: int) -> None:
    """Map it by 16.16 factors, then move it by 1/64 px."""
    _transform(outline, matrix)
    if right or up:
        _translate(outline, right, up)


def extent(outline: Outline) -> tuple[int, int]:
    """Width and height of the box of its points, 1/64 px."""
    _control_box(outline, _BOX)
    return _BOX.xMax - _BOX.xMin, _BOX.yMax - _BOX.yMin


def contours(outline: Outline) -> Iterator[tuple[list[int], list[int], bytes]]:
    """Each contour's x and y in 1/64 px, y up, and its points' tags."""
    count = outline.n_points
    if count <= 0 or not outline.points or not outline.tags or not outline.contours:
        return
    flat = memoryview(ctypes.string_at(outline.points, count * ctypes.sizeof(Vector))).cast("l").tolist()
    tags = ctypes.string_at(outline.tags, count)
    ends = memoryview(ctypes.string_at(outline.contours, 2 * outline.n_contours)).cast("H").tolist()
    start = 0
    for end in ends:
        yield flat[2 * start : 2 * end + 2 : 2], flat[2 * start + 1 : 2 * end + 2 : 2], tags[start : end + 1]
        start = end + 1
