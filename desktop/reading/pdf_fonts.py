"""Typefaces that a PDF names without embedding them: what stands in is what stands in for an OFD's.

PDFium by itself draws every Chinese typeface as one 宋体, and Korean as nothing where that one lacks it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import msgspec
import pypdfium2.raw as pdfium

from desktop.reading.fontfiles import BOLD_FROM, FontFile, FontFiles
from desktop.reading.substitutes import CJK_CLASSES, FontClass, WantedFont, wanted_font

_CHINESE = (134, 136)
_ELSEWHERE = {
    128: ("Noto Serif CJK JP", "Noto Sans CJK JP"),
    129: ("Noto Serif CJK KR", "Noto Sans CJK KR"),
}
"""Windows character sets, as PDFium tells them: GB 2312, Big5; Japanese, Korean."""
_STYLES = ("", " Regular", " Book", " Medium", " Light")
_HEAVY_STYLES = (" Bold", " Black", "")


class StandIns(msgspec.Struct):
    """What PDFium asks us through, held as long as its library is in use."""

    info: object
    answering: object


def answer_for_fonts(files: FontFiles) -> StandIns | None:
    """Let PDFium ask which of `files` stands in for a typeface; None where it lists no typefaces at all."""
    info = pdfium.FPDF_GetDefaultSystemFontInfo()
    if not info:
        return None
    theirs = info.contents
    # Read as addresses: a field of a structure would change with the structure.
    ask = type(theirs.MapFont)(ctypes.cast(theirs.MapFont, ctypes.c_void_p).value)
    find = type(theirs.GetFont)(ctypes.cast(theirs.GetFont, ctypes.c_void_p).value)

    def answer(*asked: Any) -> int | None:
        _, weight, italic, charset, _, face, _ = asked
        name = _text(ctypes.string_at(face)) if face else ""
        for known_as in stand_in_names(files, name, charset, heavy=weight >= BOLD_FROM, italic=bool(italic)):
            found: int | None = find(info, known_as.encode())
            if found:
                return found
        left_to_them: int | None = ask(*asked)
        return left_to_them

    answering = type(theirs.MapFont)(answer)
    theirs.MapFont = answering
    pdfium.FPDF_SetSystemFontInfo(info)
    return StandIns(info, answering)


def _text(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def stand_in_names(files: FontFiles, name: str, charset: int, *, heavy: bool, italic: bool) -> Iterator[str]:
    """What PDFium may know the typeface as that should stand in; nothing where its own choice is as good."""
    wanted = wanted_font(name, bold=heavy, italic=italic)
    if charset in _ELSEWHERE:
        for family in _ELSEWHERE[charset]:
            yield from (family + style for style in (_HEAVY_STYLES if heavy else _STYLES))
        return
    if charset not in _CHINESE and not _is_chinese(name, wanted):
        return
    file = files.standing_in(wanted)
    if file is not None:
        yield from _known_as(file)


def _is_chinese(name: str, wanted: WantedFont) -> bool:
    """Whether the name itself betrays a Chinese typeface: one that says nothing would be taken for 宋体."""
    unless_named = wanted_font(name, fixed_width=True).font_class
    return wanted.font_class in CJK_CLASSES and unless_named is not FontClass.MONO


def _known_as(file: FontFile) -> Iterator[str]:
    """PDFium names a face by its family and its style, but for Regular."""
    for family in file.families:
        yield from (family + style for style in (_HEAVY_STYLES if file.weight >= BOLD_FROM else _STYLES))
