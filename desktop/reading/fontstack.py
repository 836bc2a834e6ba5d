"""From a character or glyph id of a document to a glyph of a real typeface: never a box, last a blank."""

from __future__ import annotations

from itertools import islice

import msgspec

from core.ofd.display import FontSource
from desktop.reading.fontfiles import BOLD_FROM, FontFile, FontFiles
from desktop.reading.substitutes import WantedFont, symbol_meaning, wanted_font
from desktop.reading.typeface import Typeface, open_typeface

FALLBACKS_ASKED_MAX = 40
EMBOLDEN_EM_PER_WEIGHT = 1 / 400 / 24
_BLANKS = frozenset("\u0020\u00a0\u3000\u00a4\t\r\n\u200b\ufeff")


class Style(msgspec.Struct, frozen=True):
    """What a text object asks for beyond its font: weight 100–900 (400 regular), slant."""

    weight: int
    italic: bool


class Glyph(msgspec.Struct, frozen=True):
    """A glyph to draw: `embolden` in em, `slanted` when the slant must be made by shearing."""

    typeface: Typeface
    number: int
    embolden: float
    slanted: bool


class _Candidate(msgspec.Struct, frozen=True):
    typeface: Typeface
    embolden: float
    slanted: bool


class Typefaces(msgspec.Struct):
    """The installed typefaces that are open; each file is opened once."""

    files: FontFiles
    _opened: dict[tuple[str, int], Typeface | None] = msgspec.field(default_factory=dict)
    _fallbacks: list[FontFile] | None = None

    def opened(self, file: FontFile) -> Typeface | None:
        key = (file.path, file.index)
        if key not in self._opened:
            self._opened[key] = open_typeface(file.path, index=file.index, name=next(iter(file.families), ""))
        return self._opened[key]

    def fallback_for(self, character: str) -> tuple[Typeface, int] | None:
        """Any installed typeface that has the character."""
        if self._fallbacks is None:
            self._fallbacks = list(islice(self.files.fallbacks(), FALLBACKS_ASKED_MAX))
        for file in self._fallbacks:
            typeface = self.opened(file)
            glyph = typeface.glyph_for(character) if typeface else 0
            if typeface and glyph:
                return typeface, glyph
        return None


class FontStack:
    """A document's font: its embedded program if that is usable, what stands in for it, the rest.

    `missing` collects characters that nothing on this machine can draw.
    """

    def __init__(self, source: FontSource, typefaces: Typefaces) -> None:
        self.source = source
        self.typefaces = typefaces
        self.wanted = wanted_font(
            source.name or source.family,
            family=source.family,
            bold=source.bold,
            italic=source.italic,
            serif=source.serif,
            fixed_width=source.fixed_width,
        )
        self.embedded = open_typeface(source.program, name=source.name) if source.program else None
        self.missing: set[str] = set()
        self._standing_in: dict[Style, _Candidate | None] = {}
        self._glyphs: dict[tuple[str, int, Style], Glyph | None] = {}

    def drawn_with(self) -> str:
        """The typeface that stands in, empty when the embedded program is used."""
        candidate = None if self.embedded else self._substitute(Style(400, False))
        return candidate.typeface.name if candidate else ""

    def glyph(self, character: str, glyph_id: int, style: Style) -> Glyph | None:
        """What to draw at a place of a run, None for a blank. An id < 0, no character: not given."""
        key = (character, glyph_id, style)
        if key not in self._glyphs:
            self._glyphs[key] = self._chosen(character, glyph_id, style)
        return self._glyphs[key]

    def space(self, style: Style) -> float:
        """The width of a blank in em; Chinese typefaces have half an em, whatever stands in for them."""
        candidate = self._substitute(style)
        glyph = candidate.typeface.glyph_for(" ") if candidate else 0
        return candidate.typeface.advance(glyph) if candidate and glyph else 0.5

    def _chosen(self, character: str, glyph_id: int, style: Style) -> Glyph | None:
        if self.embedded is not None:
            embolden = _embolden(style.weight)
            if 0 < glyph_id < self.embedded.glyph_count:
                return Glyph(self.embedded, glyph_id, embolden, style.italic)
            glyph = self.embedded.glyph_for(character) if character else 0
            if glyph:
                return Glyph(self.embedded, glyph, embolden, style.italic)
        if not character or character in _BLANKS:
            return None
        return self._substituted(symbol_meaning(character, self.wanted), style)

    def _substituted(self, character: str, style: Style) -> Glyph | None:
        candidate = self._substitute(style)
        if candidate is not None:
            glyph = candidate.typeface.glyph_for(character)
            if glyph:
                return Glyph(candidate.typeface, glyph, candidate.embolden, candidate.slanted)
        fallback = self.typefaces.fallback_for(character)
        if fallback is None:
            self.missing.add(character)
            return None
        return Glyph(*fallback, _embolden(700 if self._is_bold(style) else 400), self._is_italic(style))

    def _substitute(self, style: Style) -> _Candidate | None:
        if style not in self._standing_in:
            self._standing_in[style] = self._stand_in(style)
        return self._standing_in[style]

    def _stand_in(self, style: Style) -> _Candidate | None:
        bold, italic = self._is_bold(style), self._is_italic(style)
        wanted = WantedFont(
            plain_name=self.wanted.plain_name, font_class=self.wanted.font_class, bold=bold, italic=italic
        )
        file = self.typefaces.files.standing_in(wanted)
        typeface = self.typefaces.opened(file) if file else None
        if file is None or typeface is None:
            return None
        lacks_weight = bold and file.weight < BOLD_FROM
        return _Candidate(
            typeface, _embolden(max(style.weight, 700)) if lacks_weight else 0.0, italic and not file.italic
        )

    def _is_bold(self, style: Style) -> bool:
        return self.wanted.bold or style.weight >= BOLD_FROM

    def _is_italic(self, style: Style) -> bool:
        return self.wanted.italic or style.italic


def _embolden(weight: int) -> float:
    return max(0, min(weight, 1000) - 400) * EMBOLDEN_EM_PER_WEIGHT
