"""Where a text breaks its lines only because the paper ends: paragraphs out of printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ui.parts.pages.texts import FlatText, united

_SIZES_APART = 1.25
_LEADING_MOST_EM = 1.4
_INDENT_EM = 0.7
_SLACK_EM = 2.0
"""What a full line may lack: a sign that must not stand first takes the one before it along."""
_AROUND = 4
_WORD_SIGNS = "._-@/:\\%+#&"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A printed line: its characters, and its extent along and across the way it is read, mm.

    `along` grows in reading direction; `across` grows from line to line, also where columns go leftward.
    """

    first: int
    last: int
    begins: float
    ends: float
    near: float
    far: float
    em: float
    upright: bool


def paragraph_around(text: FlatText, number: int) -> tuple[int, int]:
    """The first and the last character of the paragraph that `number` stands in, as far as its page goes."""
    lines = _lines(text)
    at = next(place for place, line in enumerate(lines) if line.first <= number <= line.last)
    first = last = at
    while first > 0 and _goes_on(text, lines, first - 1):
        first -= 1
    while last + 1 < len(lines) and _goes_on(text, lines, last):
        last += 1
    return lines[first].first, lines[last].last


def word_around(text: FlatText, number: int) -> tuple[int, int] | None:
    """The Latin word, number or address that `number` stands in; None where words do not stand apart."""
    if not _of_word(text.chars[number]):
        return None
    first, last = text.line_around(number)
    left = right = number
    while left > first and _joins(text.chars[left - 1]):
        left -= 1
    while right < last and _joins(text.chars[right + 1]):
        right += 1
    while not _of_word(text.chars[right]):
        right -= 1
    while not _of_word(text.chars[left]):
        left += 1
    return left, right


def flowing(text: FlatText, first: int, last: int) -> str:
    """The characters from `first` to `last`, both included; lines end only where paragraphs do."""
    pieces: list[str] = []
    lines = _lines(text)
    for place, line in enumerate(lines):
        piece = "".join(text.chars[max(first, line.first) : min(last, line.last) + 1])
        if not piece:
            continue
        pieces.append(piece)
        if line.last < last and place + 1 < len(lines):
            goes_on = _goes_on(text, lines, place)
            pieces.append(_between(piece, text.chars[lines[place + 1].first]) if goes_on else "\n")
    return "".join(pieces)


def _between(before: str, after: str) -> str:
    """Latin words are kept apart; Chinese has no space where a line ended."""
    apart = before[-1].isascii() and after.isascii() and not before[-1].isspace() and not after.isspace()
    return " " if apart and before[-1] != "-" else ""


def _lines(text: FlatText) -> list[_Line]:
    lines: list[_Line] = []
    first = 0
    while first < len(text.chars):
        _, last = text.line_around(first)
        lines.append(_line(text, first, last))
        first = last + 1
    return lines


def _line(text: FlatText, first: int, last: int) -> _Line:
    box = united(list(text.boxes[first : last + 1]))
    upright = text.upright[first]
    if upright:
        begins, ends, near, far = box.y, box.y + box.height, -box.x - box.width, -box.x
    else:
        begins, ends, near, far = box.x, box.x + box.width, box.y, box.y + box.height
    em = max(far - near, 0.1)
    return _Line(first=first, last=last, begins=begins, ends=ends, near=near, far=far, em=em, upright=upright)


def _goes_on(text: FlatText, lines: Sequence[_Line], at: int) -> bool:
    """Whether the line after that one is of the same paragraph: nothing but its width ended the line."""
    line, after = lines[at], lines[at + 1]
    gap = after.near - line.far
    if not _alike(line, after) or not -0.3 * line.em <= gap <= _LEADING_MOST_EM * line.em:
        return False
    block = [
        each
        for each in lines[max(0, at - _AROUND) : at + 2 + _AROUND]
        if _alike(each, line) and each.begins < line.ends and line.begins < each.ends
    ]
    left, right = min(each.begins for each in block), max(each.ends for each in block)
    indented = after.begins - left > _INDENT_EM * line.em
    return not indented and right - line.ends <= max(_SLACK_EM * line.em, _first_word_mm(text, after))


def _alike(one: _Line, other: _Line) -> bool:
    large, small = max(one.em, other.em), min(one.em, other.em)
    return one.upright is other.upright and large <= _SIZES_APART * small


def _first_word_mm(text: FlatText, line: _Line) -> float:
    """How much room the first word of a line would have taken on the line before it, with its space."""
    word = word_around(text, line.first)
    if word is None:
        return 0.0
    box = united(list(text.boxes[word[0] : word[1] + 1]))
    return (box.height if line.upright else box.width) + line.em / 2


def _of_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _joins(char: str) -> bool:
    return _of_word(char) or char in _WORD_SIGNS
