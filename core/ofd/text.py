"""The text of a page in reading order, with the place of every character (mm on the page).

Only TextCode characters count, never glyph ids. Lines are found by position, not by the file's order; text
laid twice over itself to look bold counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

import msgspec

from core.ofd.display import Box, GlyphRun, Group, Item, Matrix, Page, PathItem
from core.ofd.geometry import IDENTITY, around, mapped, mapped_box, then, united
from core.ofd.glyphs import estimated_advance
from core.ofd.reading_order import Rule, reading_lines

_ASCENT_EM, _DESCENT_EM = 0.88, 0.12
_SAME_PLACE_SHARE = 0.3
_CELL_MM = 4.0
_MOST_TWINS = 50
_RULE_HEIGHT_MM, _RULE_WIDTH_MM = 1.5, 15.0
_ROW_BACK_EM, _ROW_DOWN_EM = 0.5, 0.5
_STACK_DOWN_EM, _STACK_ASIDE_EM = (0.7, 1.5), 0.25
_FEWEST_STACKED = 3
_GAP_EM = 0.18
_WIDE_GAP_EM = 0.8
_WIDE = "\u2e80"
_UNREADABLE = "〓"
_SYMBOLS = str.maketrans(
    {
        "\uf06c": "●",
        "\uf06e": "■",
        "\uf06f": "□",
        "\uf071": "❑",
        "\uf075": "◆",
        "\uf076": "❖",
        "\uf0a7": "▪",
        "\uf0a8": "◻",
        "\uf0b7": "•",
        "\uf0d8": "➢",
        "\uf0df": "←",
        "\uf0e0": "→",
        "\uf0e1": "↑",
        "\uf0e2": "↓",
        "\uf0fb": "✗",
        "\uf0fc": "✓",
        "\uf0fd": "☒",
        "\uf0fe": "☑",
        "\ufffd": None,
    }
)


class TextRun(msgspec.Struct, frozen=True, kw_only=True):
    """Characters that stand together. `char_boxes` has one box per character of `text`.

    `line` counts the page's lines from 0; `size` is the em in mm on the page; `vertical` text runs down.
    `written` is the same as the file has it, where private characters of its fonts make that another text.
    """

    text: str
    written: str = ""
    box: Box
    char_boxes: tuple[Box, ...]
    line: int = 0
    size: float = 0.0
    vertical: bool = False


def page_text(page: Page) -> tuple[TextRun, ...]:
    """The runs of the page's content in reading order (see `core.ofd.reading_order`).

    Characters that mean something in the file's own fonts only come as 〓. Watermarks and other
    annotations are not part of it.
    """
    runs = [run for found in _walk(page.items, IDENTITY) for run in _text_runs(*found)]
    lines = reading_lines(_stacked(_without_doubles(runs)), tuple(_rules(page.items, IDENTITY)))
    return tuple(
        msgspec.structs.replace(run, line=number) for number, line in enumerate(lines) for run in line
    )


def plain_text(runs: Iterable[TextRun], *, as_written: bool = False) -> str:
    """The runs as lines of text; a visible gap between two runs of a line becomes a blank."""
    text: list[str] = []
    before: TextRun | None = None
    for run in runs:
        if before is not None and run.line != before.line:
            text.append("\n")
        elif before is not None and _apart(before, run):
            text.append(" ")
        text.append(run.written if as_written and run.written else run.text)
        before = run
    return "".join(text)


def annotation_text(page: Page) -> str:
    """What the page's annotations show as text, as written: a line for each run, in the file's order."""
    runs = (run for one in page.annotations for run, _ in _walk(one.items, IDENTITY))
    return "\n".join("".join(run.chars) for run in runs)


def page_characters(page: Page) -> str:
    """The page's characters in no order, some perhaps twice: much cheaper than `page_text`."""
    return "".join(readable("".join(run.chars)) for run, _ in _walk(page.items, IDENTITY))


def object_texts(page: Page) -> dict[int, str]:
    """The characters of each text object of a page by its id, in the file's order."""
    found: dict[int, str] = {}
    for run, _ in _walk(page.items, IDENTITY):
        found[run.object_id] = found.get(run.object_id, "") + readable(run.text)
    return found


def _walk(items: Iterable[Item], outer: Matrix) -> Iterator[tuple[GlyphRun, Matrix]]:
    for item in items:
        if isinstance(item, GlyphRun):
            yield item, then(item.matrix, outer) if outer is not IDENTITY else item.matrix
        elif isinstance(item, Group):
            yield from _walk(item.items, then(item.matrix, outer))


def _rules(items: Iterable[Item], outer: Matrix) -> Iterator[Rule]:
    """The horizontal lines among the items, thin boxes included."""
    for item in items:
        if isinstance(item, PathItem):
            if item.boundary.height <= _RULE_HEIGHT_MM and item.boundary.width >= _RULE_WIDTH_MM:
                left, y, width, _ = mapped_box(outer, item.boundary)
                yield Rule(left, left + width, y)
        elif isinstance(item, Group):
            yield from _rules(item.items, then(item.matrix, outer))


def _text_runs(run: GlyphRun, matrix: Matrix) -> Iterator[TextRun]:
    """The characters of a run with their boxes; one that goes back to begin a new row becomes several."""
    rows = [0, *(at for at in range(1, len(run.xs)) if _returns(run, at)), len(run.xs)]
    size = run.size * hypot(matrix.c, matrix.d)
    whole = "".join(run.chars)
    plain = readable(whole) == whole
    for start, end in pairwise(rows):
        vertical = _runs_down(run, matrix, start, end)
        chars: list[str] = []
        written: list[str] = []
        boxes: list[Box] = []
        for index in range(start, end):
            text = run.chars[index] if plain else readable(run.chars[index])
            if text:
                chars.append(text)
                written.append(run.chars[index])
                boxes += _split(_glyph_box(run, matrix, index), len(text), vertical)
        if chars:
            yield TextRun(
                text="".join(chars),
                written="" if plain else "".join(written),
                box=united(boxes),
                char_boxes=tuple(boxes),
                size=size,
                vertical=vertical,
            )


def readable(chars: str) -> str:
    """Characters as they can be copied; private ones (subset fonts, symbols) mean nothing elsewhere."""
    if chars.isascii():
        return chars
    chars = chars.translate(_SYMBOLS)
    return chars if chars.isprintable() else "".join(map(_copied, chars))


def _copied(char: str) -> str:
    code = ord(char)
    private = 0xE000 <= code < 0xF900 or code >= 0xF0000
    return _UNREADABLE if private else char


def _returns(run: GlyphRun, at: int) -> bool:
    """Whether glyph `at` begins a new row: back to the left and clearly lower (or higher)."""
    back, down = run.xs[at - 1] - run.xs[at], run.ys[at] - run.ys[at - 1]
    return back > run.size * _ROW_BACK_EM and abs(down) > run.size * _ROW_DOWN_EM


def _glyph_box(run: GlyphRun, matrix: Matrix, index: int) -> Box:
    x, y, size = run.xs[index], run.ys[index], run.size
    width = size * estimated_advance(run.chars[index]) * abs(run.h_scale)
    if index + 1 < len(run.xs):
        step = run.xs[index + 1] - x
        if step > 0 and run.ys[index + 1] == y:
            width = min(step, max(width, size))
    if matrix.b == 0 == matrix.c and matrix.a > 0 < matrix.d:
        top = (y - _ASCENT_EM * size) * matrix.d + matrix.f
        return Box(
            x * matrix.a + matrix.e, top, width * matrix.a, (_ASCENT_EM + _DESCENT_EM) * size * matrix.d
        )
    corners = [
        mapped(matrix, px, py)
        for px in (x, x + width)
        for py in (y - _ASCENT_EM * size, y + _DESCENT_EM * size)
    ]
    return around([px for px, _ in corners], [py for _, py in corners])


def _runs_down(run: GlyphRun, matrix: Matrix, start: int, end: int) -> bool:
    """Whether a row goes down (or up) the page; a lone character goes where its matrix turns it."""
    if end - start > 1:
        x0, y0 = mapped(matrix, run.xs[start], run.ys[start])
        x1, y1 = mapped(matrix, run.xs[end - 1], run.ys[end - 1])
        return abs(y1 - y0) > abs(x1 - x0)
    return abs(matrix.b) > abs(matrix.a)


def _split(box: Box, count: int, vertical: bool) -> list[Box]:
    """The box of a glyph that stands for several characters, shared evenly among them."""
    if count == 1:
        return [box]
    if vertical:
        share = box.height / count
        return [Box(box.x, box.y + share * at, box.width, share) for at in range(count)]
    share = box.width / count
    return [Box(box.x + share * at, box.y, share, box.height) for at in range(count)]


def _without_doubles(runs: list[TextRun]) -> list[TextRun]:
    """Each run once, though the same text may lie a hair's breadth beside it."""
    kept: dict[tuple[str, int, int], list[Box]] = {}
    found = []
    for run in runs:
        column, row = int(run.box.x // _CELL_MM), int(run.box.y // _CELL_MM)
        near = min(_CELL_MM, min(run.box.width, run.box.height) * _SAME_PLACE_SHARE)
        twins = (
            twin
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for twin in kept.get((run.text, x, y), ())
        )
        if any(hypot(run.box.x - twin.x, run.box.y - twin.y) <= near for twin in twins):
            continue
        cell = kept.setdefault((run.text, column, row), [])
        if len(cell) < _MOST_TWINS:
            cell.append(run.box)
        found.append(run)
    return found


def _stacked(runs: Sequence[TextRun]) -> list[TextRun]:
    """Characters set one by one below each other become the run of vertical text that they look like."""
    found: list[TextRun] = []
    start = 0
    for at in range(1, len(runs) + 1):
        if at == len(runs) or not _below(runs[at - 1], runs[at]):
            stack = runs[start:at]
            found += [_upright(stack)] if len(stack) >= _FEWEST_STACKED else stack
            start = at
    return found


def _below(before: TextRun, run: TextRun) -> bool:
    """Whether `run` is a single wide character right below another, and of its size."""
    if len(run.text) > 1 or len(before.text) > 1 or min(run.text, before.text) < _WIDE or run.vertical:
        return False
    least, most = _STACK_DOWN_EM
    return (
        least * run.size <= run.box.y - before.box.y <= most * run.size
        and abs(run.box.x - before.box.x) <= _STACK_ASIDE_EM * run.size
        and abs(run.size - before.size) <= _STACK_ASIDE_EM * run.size
    )


def _upright(stack: Sequence[TextRun]) -> TextRun:
    boxes = tuple(box for run in stack for box in run.char_boxes)
    return msgspec.structs.replace(
        stack[0],
        text="".join(run.text for run in stack),
        written="".join(run.written or run.text for run in stack),
        box=united(boxes),
        char_boxes=boxes,
        vertical=True,
    )


def _apart(before: TextRun, run: TextRun) -> bool:
    """Whether a gap is to be seen between two runs of a line that no blank stands for."""
    last, first = before.text[-1], run.text[0]
    if last.isspace() or first.isspace():
        return False
    gap = run.box.x - (before.box.x + before.box.width)
    return gap > run.size * (_WIDE_GAP_EM if max(last, first) >= _WIDE else _GAP_EM)
