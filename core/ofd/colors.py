"""Colour values to RGBA: grey, RGB, CMYK, palettes, any depth, `#hex` (GB/T 33190 8.3.1, 8.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from core.ofd.display import Rgba
from core.ofd.resources import DOCUMENT_SCOPE, Definition, Resources, Scope
from core.ofd.values import alpha, integer, number, resource_id
from core.ofd.xml import Element, child, children, text_of

_CHANNELS = {"GRAY": 1, "RGB": 3, "CMYK": 4}
_KIND_OF = {1: "GRAY", 3: "RGB", 4: "CMYK"}
_BYTE = 255.0
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
BLACK = Rgba(0, 0, 0, 255)


Converter: TypeAlias = Callable[[Sequence[float]], tuple[int, int, int]]
"""Channels 0–1 of a colour space to red, green and blue 0–255."""

Profiles: TypeAlias = Callable[[bytes, str], Converter | None]
"""What an ICC profile makes of a GRAY, RGB or CMYK space; None when it is not for that, or is no profile."""


class ColorSpace(msgspec.Struct, frozen=True):
    kind: str = "RGB"
    bits: int = 8
    palette: tuple[str, ...] = ()
    convert: Converter | None = None


class Colors:
    """Reads colour elements by the document's colour spaces, each equal one once."""

    def __init__(self, resources: Resources, default_space: int, profiles: Profiles | None = None) -> None:
        self._resources = resources
        self._default = default_space
        self._profiles = profiles
        self._spaces: dict[int, ColorSpace] = {}
        self._colors: dict[tuple[str | None, str | None, int, str | None], Rgba] = {}

    def read(self, element: Element, scope: Scope = DOCUMENT_SCOPE) -> Rgba:
        """The colour of an element with Value or Index; neither means all channels 0, as does a bad value."""
        space_id = resource_id(element.get("ColorSpace"))
        space_id = scope.key("ColorSpace", space_id) if space_id else self._default
        value = element.get("Value")
        if value is None and element.text:
            value = element.text.strip() or None  # a Value without its attribute
        known = (value, element.get("Index"), space_id, element.get("Alpha"))
        color = self._colors.get(known)
        if color is None:
            color = self._colors[known] = self._read(*known)
        return color

    def _read(self, value: str | None, index: str | None, space_id: int, opacity: str | None) -> Rgba:
        space = self.space(space_id)
        if value is None and index is not None:
            at = integer(index)
            if at is not None and 0 <= at < len(space.palette):
                value = space.palette[at]
            else:
                self._resources.findings.note("color.index_unknown", detail=space_id)
        return rgba(value, space)._replace(alpha=alpha(opacity))

    def space(self, key: int) -> ColorSpace:
        """The colour space of that key; RGB when there is none."""
        if key not in self._spaces:
            self._spaces[key] = self._load(key)
        return self._spaces[key]

    def _load(self, key: int) -> ColorSpace:
        definition = self._resources.find("ColorSpace", key) if key else None
        if definition is None:
            if key:
                self._resources.findings.note("color.space_unknown", detail=key)
            return ColorSpace()
        element = definition.element
        kind = (element.get("Type") or "RGB").strip().upper()
        if kind not in _CHANNELS:
            self._resources.findings.note("color.space_unknown", definition.part, kind)
            kind = "RGB"
        convert = self._by_profile(definition, kind)
        if convert is None and element.get("Profile"):
            self._resources.findings.note("color.profile_ignored", definition.part, key)
        bits = integer(element.get("BitsPerComponent"))
        values = tuple(text_of(line) for line in children(child(element, "Palette"), "CV"))
        return ColorSpace(kind, bits if bits in (1, 2, 4, 8, 16) else 8, values, convert)

    def _by_profile(self, definition: Definition, kind: str) -> Converter | None:
        loc = definition.element.get("Profile")
        if not loc or self._profiles is None:
            return None
        profile = self._resources.data(definition, loc, "color.profile_missing")
        return self._profiles(profile, kind) if profile else None


def rgba(value: str | None, space: ColorSpace) -> Rgba:
    """The colour of a Value by its space; the number of channels decides when it contradicts the space."""
    top = float(2**space.bits - 1)
    if value is None or not value.strip():
        return _BLACK_OF[space.kind]
    words = value.replace(",", " ").split()
    if len(words) == 1 and _is_whole_hex(words[0]) and top == _BYTE:
        words = ["#" + words[0][at : at + 2] for at in (1, 3, 5)]
    kind = space.kind if len(words) == _CHANNELS[space.kind] else _KIND_OF.get(len(words))
    if kind is None:
        return BLACK
    levels = [_channel(word) for word in words]
    if any(level is None or not 0 <= level <= top for level in levels):
        return _BLACK_OF[kind]
    shares = [level / top for level in levels if level is not None]
    if space.convert is not None and kind == space.kind:
        return Rgba(*space.convert(shares))
    return _converted(kind, shares)


def _is_whole_hex(word: str) -> bool:
    return len(word) == 7 and word[0] == "#" and _HEX_DIGITS.issuperset(word[1:])


def _channel(word: str) -> float | None:
    if word.startswith("#"):
        try:
            return float(int(word[1:], 16)) if len(word) <= 5 else None
        except ValueError:
            return None
    return number(word)


def _converted(kind: str, shares: list[float]) -> Rgba:
    if kind == "GRAY":
        level = round(shares[0] * 255)
        return Rgba(level, level, level)
    if kind == "CMYK":
        cyan, magenta, yellow, black = shares
        return Rgba(*(round(255 * (1 - ink) * (1 - black)) for ink in (cyan, magenta, yellow)))
    red, green, blue = shares
    return Rgba(round(red * 255), round(green * 255), round(blue * 255))


# All channels 0: no light in grey and RGB, no ink in CMYK.
_BLACK_OF = {"GRAY": BLACK, "RGB": BLACK, "CMYK": Rgba(255, 255, 255, 255)}
