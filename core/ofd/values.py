"""The standard's simple types, read from text nobody has checked (GB/T 33190 7.3).

A malformed value is None: the caller knows the default. NaN, infinities and absurd magnitudes count as
malformed, so no later arithmetic can overflow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from zlib import crc32

from core.ofd.display import Box, Matrix

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_SEPARATORS = re.compile(r"[\s,;]+")
_HUGE = 1e9
_FINEST_DASH = 0.01
NAMED = 1 << 60
"""More than any number that counts as an identifier."""
A4 = Box(0.0, 0.0, 210.0, 297.0)


def number(text: str | None) -> float | None:
    """One number; a unit or other tail after it is ignored."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        found = _NUMBER.match(text.strip())
        if found is None:
            return None
        value = float(found.group())
    return value if -_HUGE < value < _HUGE else None


def integer(text: str | None) -> int | None:
    value = number(text)
    return None if value is None else int(value)


def numbers(text: str | None) -> list[float] | None:
    """A list of numbers; commas count as blanks. None when one of them is no number."""
    if text is None:
        return None
    try:
        values = [float(word) for word in text.split()]
    except ValueError:
        try:
            values = [float(word) for word in _SEPARATORS.split(text.strip(" \t\r\n,;"))]
        except ValueError:
            return None
    return values if all(map(_usable, values)) else None


def _usable(value: float) -> bool:
    return isfinite(value) and -_HUGE < value < _HUGE


def salvaged(text: str) -> list[float]:
    """Every number that can be found in `text`, in order."""
    return [value for value in map(float, _NUMBER.findall(text)) if _usable(value)]


def truth(text: str | None, default: bool) -> bool:
    if text is None:
        return default
    word = text.strip().casefold()
    if word in ("true", "1", "yes"):
        return True
    if word in ("false", "0", "no"):
        return False
    return default


def identifier(text: str | None) -> int:
    """An id or a reference; 0, which is no object's, when absent or malformed (GB/T 33190 7.3)."""
    if text is None:
        return 0
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def page_key(text: str | None) -> int | str:
    """A page's identifier, or the word that a file has in its place: two words are not the same page."""
    return identifier(text) or (text or "").strip()


def resource_id(text: str | None) -> int:
    """An identifier of a resource; where a file calls it by a word, a number that stands for that word."""
    number = identifier(text)
    if number or text is None or not text.strip(" 0"):
        return number
    return NAMED | crc32(text.strip().encode("utf-8", "replace"))


def position(text: str | None) -> tuple[float, float] | None:
    values = numbers(text)
    return (values[0], values[1]) if values is not None and len(values) >= 2 else None


def box(text: str | None) -> Box | None:
    """A box as written, without units: its size may be zero or negative, which is the caller's to judge."""
    values = numbers(text)
    if values is None and text is not None:
        values = salvaged(text)
    return Box(*values[:4]) if values is not None and len(values) >= 4 else None


def upright(area: Box) -> Box:
    """The same rectangle with its corner at the top left, whatever the signs of its size."""
    x, y, width, height = area
    if width >= 0 and height >= 0:
        return area
    return Box(min(x, x + width), min(y, y + height), abs(width), abs(height))


def matrix(text: str | None) -> Matrix | None:
    values = numbers(text)
    return Matrix(*values[:6]) if values is not None and len(values) >= 6 else None


def alpha(text: str | None) -> int:
    """An opacity 0–255; 255 when absent, as the schema says (its table says 0, which no producer means)."""
    value = number(text)
    if text is None or value is None:
        return 255
    if value <= 1 and "." in text:
        value *= 255  # a share instead of a level: the standard knows whole numbers only
    return min(255, max(0, round(value)))


def dash(values: Sequence[float] | None) -> tuple[float, ...]:
    """A dash pattern that can be drawn, mm; solid when a length is negative or one period cannot be seen.

    A period of nearly nothing would make a painter draw millions of dashes.
    """
    if not values or any(value < 0 for value in values) or sum(values) < _FINEST_DASH:
        return ()
    return tuple(values)
