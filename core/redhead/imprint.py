"""版记 on the bottom edge of the last page, and page numbers (GB/T 9704-2012 7.4, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.redhead.breaking import break_lines
from core.redhead.dates import date_text
from core.redhead.grid import BOTTOM, CELL, FANGSONG, LEFT, RIGHT, SIZE_4, SONG, WIDTH, cells, run
from core.redhead.pages import Element, TypesetRule, TypesetText
from core.redhead.values import Layout, RedHeadDocument

_LINE_MM = 8.0
_OUTER_RULE_MM, _INNER_RULE_MM = 0.35, 0.25
_ROOM_ABOVE_MM = 4.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """Texts and rules in page coordinates; `top_mm` is where the zone starts, its clearance included."""

    texts: tuple[TypesetText, ...]
    rules: tuple[TypesetRule, ...]
    top_mm: float


def imprint(document: RedHeadDocument, recipients: tuple[str, ...] = ()) -> Imprint | None:
    """The imprint zone, or None when there is nothing to print in it.

    `recipients` are main recipients that found no room on page 1: they stand above 抄送, without a rule
    between (7.4.2).
    A letter's has neither rules nor printing organ (10.1); the last rule of the others lies on the
    bottom edge of the type area.
    """
    letter = document.layout is Layout.LETTER
    copies = [*_organs("主送：", recipients, Element.RECIPIENT), *_organs("抄送：", document.cc, Element.CC)]
    printed = "" if letter else document.print_organ
    lines = len(copies) + bool(printed)
    if not lines:
        return None
    top = BOTTOM - lines * _LINE_MM
    texts: list[TypesetText] = []
    for number, parts in enumerate(copies):
        texts += [text.moved(LEFT, top + number * _LINE_MM) for text in parts]
    if printed:
        texts += list(_printing(document, top + len(copies) * _LINE_MM))
    return Imprint(
        tuple(texts), () if letter else tuple(_rules(top, len(copies), lines)), top - _ROOM_ABOVE_MM
    )


def _organs(label: str, organs: Sequence[str], element: Element) -> Iterator[tuple[TypesetText, ...]]:
    """四号仿宋, one character in on each side, wrapped behind the colon, closed by a full stop."""
    if not organs:
        return
    hang = CELL + cells(label) * SIZE_4
    room = (WIDTH - CELL - hang) / SIZE_4
    lines = [line for text in _by_organ(organs, room) for line in break_lines(text, first=room, rest=room)]
    for number, line in enumerate(lines):
        row = (_small(line.text, hang, element, advances=line.advances),)
        yield (_small(label, CELL, element), *row) if number == 0 else row


def _by_organ(organs: Sequence[str], room: float) -> list[str]:
    """Lines of whole names: an organ's name is cut only where it is longer than a line."""
    lines = [""]
    for number, organ in enumerate(organs, 1):
        name = organ + ("。" if number == len(organs) else "，")
        if lines[-1] and cells(lines[-1] + name) > room + 0.5:
            lines.append("")
        lines[-1] += name
    return lines


def _printing(document: RedHeadDocument, top: float) -> Iterator[TypesetText]:
    yield _small(document.print_organ, CELL, Element.PRINT_ORGAN).moved(LEFT, top)
    printed = date_text(document.print_date, document.draft_year) + "印发"
    x = WIDTH - CELL - cells(printed) * SIZE_4
    yield _small(printed, x, Element.PRINT_DATE).moved(LEFT, top)


def _small(text: str, x: float, element: Element, advances: tuple[float, ...] | None = None) -> TypesetText:
    placed = run(
        text, font=FANGSONG, element=element, x=x, top=0, size=SIZE_4, cell=SIZE_4, row_size=_LINE_MM
    )
    if advances is None:
        return placed
    return TypesetText(
        text=text,
        font=FANGSONG,
        size_mm=SIZE_4,
        x_mm=x,
        baseline_mm=placed.baseline_mm,
        advances_mm=tuple(advance * SIZE_4 for advance in advances),
        element=element,
    )


def _rules(top: float, copies: int, lines: int) -> Iterator[TypesetRule]:
    yield TypesetRule(x1=LEFT, y1=top, x2=RIGHT, y2=top, width_mm=_OUTER_RULE_MM)
    if 0 < copies < lines:
        middle = top + copies * _LINE_MM
        yield TypesetRule(x1=LEFT, y1=middle, x2=RIGHT, y2=middle, width_mm=_INNER_RULE_MM)
    yield TypesetRule(x1=LEFT, y1=BOTTOM, x2=RIGHT, y2=BOTTOM, width_mm=_OUTER_RULE_MM)


def page_number(number: int) -> TypesetText:
    """— 1 — in 四号 half-width 宋体, 7 mm below the type area; odd right, even left, one character in."""
    text = f"— {number} —"
    advances = tuple(SIZE_4 if character == "—" else SIZE_4 / 2 for character in text)
    width = sum(advances)
    return TypesetText(
        text=text,
        font=SONG,
        size_mm=SIZE_4,
        x_mm=RIGHT - CELL - width if number % 2 else LEFT + CELL,
        baseline_mm=BOTTOM + 7 + _DASH_HEIGHT * SIZE_4,
        advances_mm=advances,
        element=Element.PAGE_NUMBER,
    )


_DASH_HEIGHT = 0.36
"""An em dash of a Han font lies this far above the baseline, in em."""
