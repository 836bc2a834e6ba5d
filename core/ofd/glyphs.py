"""Text codes become glyphs with places: deltas, glyph transforms, escapes (GB/T 33190 11.3, 11.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from core.ofd.values import integer, number, numbers, salvaged
from core.ofd.xml import Element, child, local, text_of

PLACE_HOLDER = "¤"
# Compiled by `re` when one is met, which few documents have.
_ESCAPE = r"\\([0-9A-Fa-f]{4})"
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)))
_BREAKS = re.compile(r"[\r\n]+")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
_ENTITY = r"&(lt|gt|amp|quot|apos|nbsp);"
_FIRST_WIDE = 0x1100
_LATIN_ADVANCE = 0.5
_LATIN_ADVANCES = {**dict.fromkeys("fijlrtI.,:;'|!()[]{}`\" ", 0.4), **dict.fromkeys("mwMW@%&—", 0.75)}


class Transform(msgspec.Struct, frozen=True):
    """A CGTransform: `code_count` characters from `position` on are drawn as `glyphs`."""

    position: int
    code_count: int
    glyphs: tuple[int, ...]


class Shape(msgspec.Struct, frozen=True):
    """One entry per glyph: its character (empty when it has none of its own) and its id (−1: none named)."""

    chars: tuple[str, ...]
    glyph_ids: tuple[int, ...]


class Places(msgspec.Struct, frozen=True):
    """Baseline origins; those from `placed` on are estimates along the reading direction."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    placed: int


def parse_deltas(text: str | None, at_most: int) -> list[float]:
    """A delta list with every `g n v` written out; no more than `at_most` values. Absent or empty = []."""
    if not text:
        return []
    if "g" not in text and "G" not in text:
        values = numbers(text)
        return (salvaged(text) if values is None else values)[:at_most]
    words = text.replace(",", " ").lower().replace("g", " g ").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < at_most:
        if words[at] == "g":
            count, value = integer(_word(words, at + 1)), number(_word(words, at + 2))
            if count is not None and value is not None and count > 0:
                found += [value] * min(count, at_most - len(found))
            at += 3
        else:
            value = number(words[at])
            if value is not None:
                found.append(value)
            at += 1
    return found


def _word(words: Sequence[str], at: int) -> str | None:
    return words[at] if at < len(words) else None


def parse_transform(element: Element) -> Transform | None:
    """A CGTransform element, or None when it names no glyph: then the characters are drawn."""
    glyphs = numbers(text_of(child(element, "Glyphs")))
    if not glyphs:
        return None
    codes = integer(element.get("CodeCount"))
    if codes is None and integer(element.get("GlyphCount")) is None:
        codes = len(glyphs)  # a glyph for each character, counted by nobody; one by one means the same
    return Transform(
        max(0, integer(element.get("CodePosition")) or 0),
        1 if codes is None or codes < 1 else codes,
        tuple(int(glyph) if 0 <= glyph < 0x10000 else -1 for glyph in glyphs),
    )


class TextCode(msgspec.Struct, frozen=True):
    """A TextCode, its escapes read, with the transforms that stand before it.

    `escaped_twice` says that what XML escapes had been escaped once more.
    """

    text: str
    origin: tuple[float, float]
    dx: str | None
    dy: str | None
    transforms: tuple[Transform, ...]
    escaped_twice: bool = False


def parse_codes(element: Element) -> list[TextCode]:
    """The text codes of a text object; an absent X or Y is that of the code before (first: 0)."""
    found = []
    x = y = 0.0
    pending: list[Transform] = []
    for part in element:
        name = local(part)
        if name == "CGTransform":
            transform = parse_transform(part)
            pending += [] if transform is None else [transform]
        elif name == "TextCode":
            own_x, own_y = number(part.get("X")), number(part.get("Y"))
            x = x if own_x is None else own_x
            y = y if own_y is None else own_y
            text = unescape(unfolded(text_of(part)))
            dx, dy = part.get("DeltaX"), part.get("DeltaY")
            plain = _escaped_once(text, dx, dy) if "&" in text else text
            found.append(TextCode(plain, (x, y), dx, dy, tuple(pending), plain != text))
            pending = []
    if len(found) < 2 and not pending:
        return found
    if pending and found and not found[0].transforms:
        return _behind(found, tuple(pending))
    return _shared(found)


def _behind(codes: Sequence[TextCode], last: tuple[Transform, ...]) -> list[TextCode]:
    """The codes with the transforms that stand behind each of them by mistake."""
    following = [*(code.transforms for code in codes[1:]), last]
    return [msgspec.structs.replace(code, transforms=own) for code, own in zip(codes, following, strict=True)]


def _shared(codes: list[TextCode]) -> list[TextCode]:
    """The codes, where all transforms stand before the first and count through all."""
    first = codes[0].transforms if len(codes) > 1 else ()
    if not first or max(transform.position for transform in first) < len(codes[0].text):
        return codes
    if any(code.transforms for code in codes[1:]):
        return codes
    shared, start = [], 0
    for code in codes:
        end = start + len(code.text)
        own = tuple(
            msgspec.structs.replace(transform, position=transform.position - start)
            for transform in first
            if start <= transform.position < end
        )
        shared.append(msgspec.structs.replace(code, transforms=own))
        start = end
    return shared


def _escaped_once(text: str, dx: str | None, dy: str | None) -> str:
    """The text without a second layer of XML's escapes, where only that has as many characters as steps."""
    plain = re.sub(_ENTITY, lambda found: _ENTITIES[found[1]], text)
    steps = max(len(parse_deltas(deltas, len(text))) for deltas in (dx, dy))
    return plain if steps + 1 == len(plain) else text


def unfolded(text: str) -> str:
    """The text without the line breaks and indents of XML set by hand: inside one blank, at an end nothing.

    Blanks alone are never touched: they count as characters (11.3).
    """
    if "\n" not in text and "\r" not in text:
        return text
    first, *middle, last = _BREAKS.split(text)
    lines = (first.rstrip(), *(line.strip() for line in middle), last.lstrip())
    return " ".join(line for line in lines if line)


def unescape(text: str) -> str:
    """`\\hhhh` read as the character it stands for, but only where XML could not hold that character."""
    return re.sub(_ESCAPE, _unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if code == 0x5C:
        return "\\"
    if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0xFFFE:
        return " " if code < 0x20 else ""
    return found[0]


def shape(text: str, transforms: Sequence[Transform]) -> Shape:
    """The glyphs of `text`: one per character, but where a transform says otherwise.

    Positions count code points; when they only fit UTF-16 units they count those. Of an n:m
    transform the first glyphs take a character each, the last the rest.
    """
    chars = [_drawn(char) for char in text] if _needs_cleaning(text) else list(text)
    if not transforms:
        return Shape(tuple(chars), ())
    at_code_point = _utf16_positions(text, transforms)
    shown: list[str] = []
    ids: list[int] = []
    at = 0
    for transform in sorted(transforms, key=lambda one: (one.position, one.code_count, one.glyphs)):
        start, end = transform.position, transform.position + transform.code_count
        if at_code_point is not None:
            start, end = (at_code_point[min(unit, len(at_code_point) - 1)] for unit in (start, end))
        if start < at or start >= max(1, len(chars)):
            continue
        shown += chars[at:start]
        ids += [-1] * (start - at)
        at = min(end, len(chars))
        codes, glyphs = chars[start:at], transform.glyphs
        split = len(glyphs) - 1
        shown += [*codes[:split], "".join(codes[split:])] if len(codes) > split else codes
        shown += [""] * (len(glyphs) - min(len(codes), len(glyphs)))
        ids += glyphs
    shown += chars[at:]
    ids += [-1] * (len(chars) - at)
    return Shape(tuple(shown), tuple(ids))


def _needs_cleaning(text: str) -> bool:
    return PLACE_HOLDER in text or not text.isprintable()


def _drawn(char: str) -> str:
    if char == PLACE_HOLDER:
        return ""
    return " " if char in _CONTROLS else char


def _utf16_positions(text: str, transforms: Sequence[Transform]) -> list[int] | None:
    """From UTF-16 unit to code point, when the transforms reach past the code points; else None."""
    last = max(transform.position + transform.code_count for transform in transforms)
    if last <= len(text) or max(text, default="") < "\U00010000":
        return None
    positions: list[int] = []
    for at, char in enumerate(text):
        positions += [at] * (2 if char >= "\U00010000" else 1)
    return [*positions, len(text)]


def place(
    chars: Sequence[str],
    origin: tuple[float, float],
    deltas: tuple[list[float], list[float]],
    size: float,
    read_direction: int,
) -> Places:
    """Where each glyph stands: `origin`, then delta by delta.

    Lists that are too long are cut, and those that are too short go on with their last step. Where the file
    gives no step the font's own counts, which is only estimated here.
    """
    count = len(chars)
    (x, y), (dx, dy) = origin, deltas
    gaps = count - 1
    if not dx and not dy:
        return _flowed(chars, [x], [y], size, read_direction) if gaps else Places((x,), (y,), 1)
    if not dx:
        dy = _kept_up(dy, gaps)
    elif len(dx) < gaps and len(dy) >= gaps and any(dy):
        dx = dx + [0.0] * (gaps - len(dx))
    else:
        dx = _kept_up(dx, gaps)
    dy = dy[:gaps]
    xs = list(accumulate(dx[:gaps], initial=x)) if dx else [x] * count
    ys = [*accumulate(dy, initial=y)]
    ys += [ys[-1]] * (count - len(ys))
    return Places(tuple(xs), tuple(ys), count)


def _kept_up(deltas: list[float], gaps: int) -> list[float]:
    """A list that is too short goes on with its last step: invoices write the step of a number once."""
    return deltas + deltas[-1:] * (gaps - len(deltas))


def _flowed(chars: Sequence[str], xs: list[float], ys: list[float], size: float, direction: int) -> Places:
    """`xs`, `ys` continued by estimated advances along `direction`."""
    placed = len(xs)
    across, down = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}.get(direction, (1, 0))
    x, y = xs[-1], ys[-1]
    for char in chars[placed - 1 : -1]:
        advance = size * estimated_advance(char)
        x, y = x + across * advance, y + down * advance
        xs.append(x)
        ys.append(y)
    return Places(tuple(xs), tuple(ys), placed)


def estimated_advance(char: str) -> float:
    """How far a character moves on, in em, when nothing better is known."""
    if not char:
        return 0.0
    if ord(char[0]) >= _FIRST_WIDE:
        return 1.0
    return _LATIN_ADVANCES.get(char[0], 0.6 if char[0].isupper() else _LATIN_ADVANCE)
