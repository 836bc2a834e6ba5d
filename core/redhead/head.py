"""The head zone of each format: organ mark, number, issuer, red rule (GB/T 9704-2012 7.2, 10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from core.redhead.dates import date_text
from core.redhead.grid import (
    CELL,
    COLUMNS,
    FANGSONG,
    HEI,
    KAI,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PITCH,
    RED,
    RIGHT,
    SIZE_3,
    TOP,
    XIAOBIAOSONG,
    cells,
    line_top,
    run,
)
from core.redhead.pages import Element, TypesetRule, TypesetText
from core.redhead.values import Layout, RedHeadDocument

_RULE_MM = 0.45
_MARK_SIZE_MM = 14.8
_MARK_WIDTH_MM = 148.0
_NARROWEST_SCALE = 0.75
_FACE = 0.86
"""Top of a 小标宋 glyph above its baseline, in em: marks are measured to the glyph, not the em box."""

_CLOSING_WORD = "文件"
_DECREE_MARK, _LETTER_MARK, _GENERAL_MARK = 20.0, 30.0, 35.0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the title, in page coordinates, and the grid line the title starts on."""

    texts: tuple[TypesetText, ...]
    rules: tuple[TypesetRule, ...]
    first_line: int


def head(document: RedHeadDocument) -> Head:
    """The head of page 1 in the document's format."""
    match document.layout:
        case Layout.LETTER:
            return _letter(document)
        case Layout.DECREE:
            return _decree(document)
        case Layout.MINUTES:
            return _minutes(document)
        case Layout.PAPER:
            return Head(tuple(_markings(document, TOP)), (), 2 if document.secrecy_mark else 0)
        case _:
            return _general(document)


def _general(document: RedHeadDocument) -> Head:
    """Mark 35 mm below the type area's top, number two lines below it, red rule 4 mm below the number."""
    mark, bottom = _mark(document.organ_mark, TOP + _GENERAL_MARK)
    number_top = bottom + 2 * PITCH
    texts = [*_markings(document, TOP), *mark]
    signer_lines = list(_signers(document.signers, number_top)) if document.upward else []
    if signer_lines:
        number_top = signer_lines[-1].baseline_mm - signer_lines[0].baseline_mm + number_top
    texts += signer_lines
    texts += _number(document.doc_number, number_top, left=document.upward)
    rule = _rule_below(number_top)
    return Head(tuple(texts), (rule,), _line_below(rule.y1, 2))


def _decree(document: RedHeadDocument) -> Head:
    """Mark 20 mm below the type area's top, number two lines below it, body two more; no rule (10.2)."""
    mark, bottom = _mark(document.organ_mark, TOP + _DECREE_MARK)
    number_top = bottom + 2 * PITCH
    texts = [*_markings(document, TOP), *mark, *_number(document.doc_number, number_top)]
    return Head(tuple(texts), (), _line_below(number_top + SIZE_3, 2))


def _minutes(document: RedHeadDocument) -> Head:
    """Mark at 35 mm, number centred, then issuing organ and date above the rule (10.3)."""
    mark, bottom = _mark(document.organ_mark, TOP + _GENERAL_MARK)
    number_top = bottom + PITCH
    line = number_top + PITCH + SIZE_3 / 2
    day = date_text(document.doc_date, document.draft_year)
    texts = [*_markings(document, TOP), *mark, *_number(document.doc_number, number_top)]
    if document.print_organ:
        texts.append(
            run(document.print_organ, font=FANGSONG, element=Element.PRINT_ORGAN, x=LEFT + CELL, top=line)
        )
    texts.append(
        run(day, font=FANGSONG, element=Element.DOC_DATE, x=RIGHT - (1 + cells(day)) * CELL, top=line)
    )
    rule = _rule_below(line)
    return Head(tuple(texts), (rule,), _line_below(rule.y1, 2))


def _letter(document: RedHeadDocument) -> Head:
    """Mark 30 mm from the page's top, double rules of 170 mm, number flush right below the first (10.1)."""
    mark, bottom = _mark(document.organ_mark, _LETTER_MARK)
    first = bottom + 4
    last = PAGE_HEIGHT - 20
    top = first + 0.5 + SIZE_3 * 7 / 8
    number = run(
        document.doc_number,
        font=FANGSONG,
        element=Element.DOC_NUMBER,
        x=RIGHT - cells(document.doc_number) * CELL,
        top=top,
    )
    markings = tuple(_markings(document, top))
    lowest = max((text.baseline_mm for text in markings), default=number.baseline_mm)
    rules = (*_double(first, thick_above=True), *_double(last, thick_above=False))
    texts = (*mark, *markings, *((number,) if number.text else ()))
    return Head(texts, rules, _line_below(lowest, 2))


def _double(y: float, *, thick_above: bool) -> Iterator[TypesetRule]:
    x1, x2 = (PAGE_WIDTH - 170) / 2, (PAGE_WIDTH + 170) / 2
    widths = (1.0, 0.35) if thick_above else (0.35, 1.0)
    for offset, width in zip((0.0, 1.3), widths, strict=True):
        yield TypesetRule(x1=x1, y1=y + offset, x2=x2, y2=y + offset, width_mm=width, color=RED)


def _markings(document: RedHeadDocument, top: float) -> Iterator[TypesetText]:
    """份号, 密级 and 紧急程度, flush left; 密级 keeps line 2 even without a 份号 (7.2.1–7.2.3)."""
    lines: list[tuple[str, Element, str]] = [(document.copy_no, Element.COPY_NO, FANGSONG)]
    general = document.layout in {Layout.GENERAL, Layout.MINUTES}
    if document.secrecy_mark or not general:
        lines.append((document.secrecy_mark, Element.SECRECY, HEI))
    lines.append((document.urgency, Element.URGENCY, HEI))
    keep_first = general and bool(document.secrecy_mark)
    shown = [line for i, line in enumerate(lines) if line[0] or (i == 0 and keep_first)]
    for number, (text, element, font) in enumerate(shown):
        if text:
            yield run(text, font=font, element=element, x=LEFT, top=top + number * PITCH)


def _mark(lines: Sequence[str], top: float) -> tuple[tuple[TypesetText, ...], float]:
    """The red mark and where its glyphs end; joint organs are stacked with 文件 beside them (7.2.4)."""
    lines = [line for line in lines if line]
    if not lines:
        return (), top
    if len(lines) == 1:
        text = _mark_line(lines[0], _MARK_SIZE_MM, _MARK_WIDTH_MM)
        placed = replace(text, x_mm=(PAGE_WIDTH - sum(text.advances_mm)) / 2)
        return (_at(placed, top),), top + placed.size_mm
    return _joint_mark(lines, top)


def _joint_mark(lines: Sequence[str], top: float) -> tuple[tuple[TypesetText, ...], float]:
    """Names of one width under each other, the lead first; 文件 to the right, centred on the stack."""
    closing = _CLOSING_WORD if lines[-1].endswith(_CLOSING_WORD) else ""
    names = [*lines[:-1], lines[-1].removesuffix(_CLOSING_WORD)]
    size = 12.0 if len(names) <= 3 else 9.5
    gap = size * 0.45
    beside = size * len(closing) + (size * 0.5 if closing else 0)
    longest = max(map(len, names))
    width = min(longest * size * 1.08, _MARK_WIDTH_MM - beside)
    left = (PAGE_WIDTH - width - beside) / 2
    texts = [
        _at(_spread(name, size, width, left), top + number * (size + gap))
        for number, name in enumerate(names)
    ]
    bottom = top + len(names) * (size + gap) - gap
    if closing:
        word = _mark_line(closing, size, size * len(closing))
        placed = replace(word, x_mm=left + width + size * 0.5)
        texts.append(_at(placed, (top + bottom - size) / 2))
    return tuple(texts), bottom


def _mark_line(text: str, size: float, width: float) -> TypesetText:
    """Narrowed to `width` as far as the face bears it, then set smaller."""
    scale = min(1.0, width / (len(text) * size))
    if scale < _NARROWEST_SCALE:
        size, scale = size * scale / _NARROWEST_SCALE, _NARROWEST_SCALE
    advance = size * scale
    return TypesetText(
        text=text,
        font=XIAOBIAOSONG,
        size_mm=size,
        x_mm=0,
        baseline_mm=0,
        advances_mm=(advance,) * len(text),
        element=Element.ORGAN_MARK,
        color=RED,
        h_scale=round(scale, 3),
    )


def _spread(name: str, size: float, width: float, left: float) -> TypesetText:
    """A name over the whole width, first glyph left, last glyph right."""
    text = _mark_line(name, size, width)
    if len(name) < 2:
        return replace(text, x_mm=left + (width - text.size_mm) / 2)
    glyph = text.advances_mm[0]
    step = (width - glyph) / (len(name) - 1)
    return replace(text, x_mm=left, advances_mm=(*(step,) * (len(name) - 1), glyph))


def _at(text: TypesetText, top: float) -> TypesetText:
    return replace(text, baseline_mm=top + _FACE * text.size_mm)


def _number(number: str, top: float, *, left: bool = False) -> Iterator[TypesetText]:
    """Centred; upward documents have it one character in from the left (7.2.5)."""
    if number:
        x = LEFT + CELL if left else (PAGE_WIDTH - cells(number) * CELL) / 2
        yield run(number, font=FANGSONG, element=Element.DOC_NUMBER, x=x, top=top)


def _signers(signers: Sequence[str], top: float) -> Iterator[TypesetText]:
    """签发人 in 仿宋, names in 楷体, two a line, one character in from the right (7.2.6)."""
    label = "签发人："
    rows = [signers[i : i + 2] for i in range(0, len(signers), 2)]
    shown = ["\u3000".join(_three(name) for name in row) for row in rows]
    if not shown:
        return
    names_x = RIGHT - (1 + max(cells(names) for names in shown)) * CELL
    yield run(label, font=FANGSONG, element=Element.SIGNER, x=names_x - cells(label) * CELL, top=top)
    for number, names in enumerate(shown):
        yield run(names, font=KAI, element=Element.SIGNER, x=names_x, top=top + number * PITCH)


def _three(name: str) -> str:
    """Names of two characters are set three wide, so that columns of names align."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name


def _rule_below(number_top: float) -> TypesetRule:
    y = number_top + SIZE_3 + 4
    return TypesetRule(x1=LEFT, y1=y, x2=LEFT + COLUMNS * CELL, y2=y, width_mm=_RULE_MM, color=RED)


def _line_below(y: float, blank_lines: int) -> int:
    """The first grid line that leaves `blank_lines` lines free below `y`; the grid may take 2 mm of them."""
    return max(0, ceil((y + blank_lines * PITCH - 2 - line_top(0)) / PITCH))
