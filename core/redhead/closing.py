"""Signature, date and annotation, with the room their seals need (GB/T 9704-2012 7.3.5, 7.3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from core.redhead.breaking import break_lines
from core.redhead.dates import date_text
from core.redhead.flow import Row
from core.redhead.grid import CELL, COLUMNS, FANGSONG, PITCH, SIZE_3, WIDTH, cells, run
from core.redhead.pages import Element, Spot, SpotKind, TypesetText
from core.redhead.values import RedHeadDocument, SealMode

STAMP_WIDTH, STAMP_HEIGHT = 38.0, 16.0
_ABOVE_TEXT_MM = 2.0
"""The name and the date stand a little below the seal's centre."""

_TOP_MOST = SIZE_3 - 0.2
"""Seal top below the closing's first line: within one line of the text above."""

_ROW_LINES = 5
_SEAL_LINES = 5
_GAP_MM = 1.4


@dataclass(frozen=True, slots=True)
class _Closing:
    texts: tuple[TypesetText, ...]
    spots: tuple[Spot, ...]
    last_line: int
    reach_mm: float = 0.0


def closing_row(document: RedHeadDocument) -> Row | None:
    """The signature block as one row that never stands on a page without body text."""
    closing = _closing(document)
    if closing is None and not document.note:
        return None
    closing = closing or _Closing((), (), 0)
    note = tuple(_note(document.note, closing.last_line + 1))
    reach = closing.reach_mm
    lines = max(closing.last_line + 1 + len(note), ceil((reach - SIZE_3) / PITCH))
    return Row(texts=closing.texts + note, spots=closing.spots, span=lines, closing=True, reach_mm=reach)


def _closing(document: RedHeadDocument) -> _Closing | None:
    day = date_text(document.doc_date, document.draft_year)
    match document.seal_mode:
        case SealMode.SEAL if document.organ_signatures:
            return _sealed(document.organ_signatures, day, document.seal_mm)
        case SealMode.NO_SEAL if document.organ_signatures:
            return _unsealed(document.organ_signatures, day)
        case SealMode.SIGNATURE_STAMP:
            return _stamped(document.signature_title, day)
        case _:
            return None


def _sealed(organs: Sequence[str], day: str, seal_mm: float) -> _Closing:
    """Seals side by side, at most three a row, apart; the last one also presses the date."""
    day_width = cells(day) * CELL
    width = max(cells(organ) for organ in organs) * CELL
    center = min(WIDTH - 4 * CELL - day_width / 2, WIDTH - width / 2)
    per_row, step = _columns(len(organs), center, max(seal_mm, width), max(seal_mm + _GAP_MM, width + CELL))
    rows = ceil(len(organs) / per_row)
    texts: list[TypesetText] = []
    spots: list[Spot] = []
    for number, organ in enumerate(organs):
        row, place = divmod(number, per_row)
        in_row = min(per_row, len(organs) - row * per_row)
        x = center - (in_row - 1 - place) * step
        top = (row * _ROW_LINES + 2) * PITCH
        texts.append(_centred(organ, x, top, Element.ORGAN_SIGNATURE))
        spots.append(_spot(SpotKind.ORGAN_SIGNATURE, texts[-1], top, organ))
        spots.append(_seal_spot(x, top, seal_mm, organ))
    day_line = (rows - 1) * _ROW_LINES + 3
    texts.append(_centred(day, center, day_line * PITCH, Element.DOC_DATE))
    spots.append(_spot(SpotKind.DOC_DATE, texts[-1], day_line * PITCH, organs[-1]))
    reach = max(y + h for y, h in ((spot.box[1], spot.box[3]) for spot in spots))
    return _Closing(tuple(texts), tuple(spots), day_line, reach)


def _columns(count: int, center: float, width: float, step: float) -> tuple[int, float]:
    """How many seals stand in a row that ends at `center`, and how far apart their centres are."""
    for per_row in range(min(3, count), 1, -1):
        room = (center - width / 2) / (per_row - 1)
        if step <= room:
            return per_row, min(room, step * 1.25)
    return 1, step


def _seal_spot(x: float, name_top: float, seal_mm: float, organ: str) -> Spot:
    middle = name_top + (PITCH + SIZE_3) / 2 - _ABOVE_TEXT_MM
    first_line = name_top - 2 * PITCH
    top = min(middle - seal_mm / 2, first_line + _TOP_MOST)
    return Spot(kind=SpotKind.SEAL, box=(x - seal_mm / 2, top, seal_mm, seal_mm), organ=organ)


def _unsealed(organs: Sequence[str], day: str) -> _Closing:
    """One blank line; the date starts two characters to the right of the first name (7.3.5.2)."""
    margin = 2 * CELL
    day_width = cells(day) * CELL
    name_x = WIDTH - margin - cells(organs[0]) * CELL
    day_x = name_x + margin
    if day_x + day_width > WIDTH - margin:
        day_x = WIDTH - margin - day_width
        name_x = day_x - margin
    texts = [
        run(organ, font=FANGSONG, element=Element.ORGAN_SIGNATURE, x=max(0.0, name_x), top=line * PITCH)
        for line, organ in enumerate(organs, 1)
    ]
    spots = [
        _spot(SpotKind.ORGAN_SIGNATURE, text, line * PITCH, text.text) for line, text in enumerate(texts, 1)
    ]
    line = len(organs) + 1
    texts.append(run(day, font=FANGSONG, element=Element.DOC_DATE, x=day_x, top=line * PITCH))
    spots.append(_spot(SpotKind.DOC_DATE, texts[-1], line * PITCH, organs[0]))
    return _Closing(tuple(texts), tuple(spots), line)


def _stamped(title: str, day: str) -> _Closing:
    """Two blank lines; the name stamp four characters from the right, the post left of it (7.3.5.3)."""
    top = 2 * PITCH
    x = WIDTH - 4 * CELL - STAMP_WIDTH
    middle = top + STAMP_HEIGHT / 2
    post_x = x - (2 + cells(title)) * CELL
    day_x = WIDTH - 4 * CELL - cells(day) * CELL
    texts = (
        run(title, font=FANGSONG, element=Element.ORGAN_SIGNATURE, x=post_x, top=middle - SIZE_3 / 2),
        run(day, font=FANGSONG, element=Element.DOC_DATE, x=day_x, top=5 * PITCH),
    )
    spots = (
        Spot(kind=SpotKind.NAME_STAMP, box=(x, top, STAMP_WIDTH, STAMP_HEIGHT), organ=title),
        _spot(SpotKind.DOC_DATE, texts[1], 5 * PITCH, title),
    )
    return _Closing(texts, spots, 5)


def _centred(text: str, center: float, top: float, element: Element) -> TypesetText:
    return run(text, font=FANGSONG, element=element, x=center - cells(text) * CELL / 2, top=top)


def _spot(kind: SpotKind, text: TypesetText, top: float, organ: str) -> Spot:
    return Spot(kind=kind, box=(text.x_mm, top, sum(text.advances_mm), SIZE_3), organ=organ)


def _note(note: str, first_line: int) -> Iterator[TypesetText]:
    """In brackets, indent two, on the line below the date (7.3.6)."""
    if not note:
        return
    for number, line in enumerate(break_lines(f"（{note}）", first=COLUMNS - 2, rest=COLUMNS)):
        x = 2 * CELL if number == 0 else 0.0
        top = (first_line + number) * PITCH
        yield run(line.text, font=FANGSONG, element=Element.DOC_NOTE, x=x, top=top)
