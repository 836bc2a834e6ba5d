"""Rows of the main zone: title, recipients, body, attachment note, attendance (GB/T 9704-2012 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.redhead.breaking import BrokenLine, break_lines
from core.redhead.flow import BLANK, Row
from core.redhead.grid import (
    CELL,
    COLUMNS,
    FANGSONG,
    HEI,
    KAI,
    SIZE_2,
    SIZE_3,
    WIDTH,
    XIAOBIAOSONG,
    cells,
    run,
)
from core.redhead.pages import Element, TypesetText
from core.redhead.tables import table_rows
from core.redhead.title import title_lines
from core.redhead.values import Annex, Block, Layout, Paragraph, ParagraphKind, RedHeadDocument, Table

_INDENT = 2
_HEADINGS = {ParagraphKind.H1: HEI, ParagraphKind.H2: KAI}
_RUN_IN = {ParagraphKind.H1_RUN_IN: HEI, ParagraphKind.H2_RUN_IN: KAI, ParagraphKind.H3_RUN_IN: FANGSONG}


def title_rows(title: str, element: Element = Element.TITLE) -> Iterator[Row]:
    """二号小标宋, centred; each line stays with the next so that a title never parts from its text."""
    for line in title_lines(title, width=WIDTH / SIZE_2):
        x = (WIDTH - cells(line) * SIZE_2) / 2
        yield Row(
            texts=(run(line, font=XIAOBIAOSONG, element=element, x=x, top=0, size=SIZE_2, cell=SIZE_2),),
            keep_next=True,
        )


def recipient_rows(recipients: Sequence[str]) -> Iterator[Row]:
    """Flush left, closed by a full-width colon; wrapped lines start flush left too (7.3.2)."""
    if not recipients:
        return
    text = "，".join(recipients) + "："
    for line in break_lines(text, first=COLUMNS, rest=COLUMNS):
        yield Row(texts=(_set(line, font=FANGSONG, element=Element.RECIPIENT, x=0),), keep_next=True)


def body_rows(body: Iterable[Block], element: Element = Element.BODY) -> Iterator[Row]:
    """Paragraphs with a first-line indent of two characters, headings in their face, tables ruled."""
    for block in body:
        match block:
            case Table():
                yield from table_rows(block)
            case Paragraph():
                yield from _paragraph_rows(block, element)


def _paragraph_rows(paragraph: Paragraph, element: Element) -> Iterator[Row]:
    text = paragraph.head + paragraph.text
    head_font = _RUN_IN.get(paragraph.kind, FANGSONG)
    plain_font = _HEADINGS.get(paragraph.kind, FANGSONG)
    lines = break_lines(text, first=COLUMNS - _INDENT, rest=COLUMNS)
    for number, line in enumerate(lines):
        x = _INDENT * CELL if number == 0 else 0.0
        split = max(0, min(len(line.text), len(paragraph.head) - line.start))
        yield Row(
            texts=tuple(
                _set(part, font=font, element=element, x=x + offset * CELL)
                for part, font, offset in _parts(line, split, head_font, plain_font)
            ),
            body=True,
            keep_next=paragraph.kind in _HEADINGS,
            continues=number > 0,
        )


def _parts(line: BrokenLine, split: int, head: str, plain: str) -> Iterator[tuple[BrokenLine, str, float]]:
    """The run-in head's share of a line and the rest, with the cell where each starts."""
    if split:
        yield BrokenLine(line.start, line.text[:split], line.advances[:split]), head, 0.0
    if line.text[split:]:
        rest = BrokenLine(line.start + split, line.text[split:], line.advances[split:])
        yield rest, plain, sum(line.advances[:split])


def _set(line: BrokenLine, *, font: str, element: Element, x: float) -> TypesetText:
    placed = run(line.text, font=font, element=element, x=x, top=0)
    return TypesetText(
        text=placed.text,
        font=font,
        size_mm=SIZE_3,
        x_mm=x,
        baseline_mm=placed.baseline_mm,
        advances_mm=tuple(advance * CELL for advance in line.advances),
        element=element,
    )


def attachment_note_rows(attachments: Sequence[str]) -> Iterator[Row]:
    """One blank line below the body, indent two, names aligned, no closing mark (7.3.4).

    The note belongs to the closing: a page that it opens has body text above it.
    """
    if not attachments:
        return
    yield Row(blank=True, closing=True)
    label = "附件："
    for number, name in enumerate(attachments, 1):
        ordinal = f"{number}. " if len(attachments) > 1 else ""
        lead = _INDENT + cells(label)
        hang = lead + cells(ordinal)
        for position, line in enumerate(break_lines(name, first=COLUMNS - hang, rest=COLUMNS - hang)):
            texts = [_set(line, font=FANGSONG, element=Element.ATTACHMENT_NOTE, x=hang * CELL)]
            opening = ((label, _INDENT, number == 1), (ordinal, lead, True))
            if position == 0:
                texts[:0] = [
                    run(text, font=FANGSONG, element=Element.ATTACHMENT_NOTE, x=cell * CELL, top=0)
                    for text, cell, shown in opening
                    if text and shown
                ]
            yield Row(texts=tuple(texts), closing=True)


def attendance_rows(attendance: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Row]:
    """出席, 请假, 列席: label in 黑体, names in 仿宋, hung behind the label (10.3)."""
    for number, (label, names) in enumerate(attendance):
        if number == 0:
            yield BLANK
        opening = f"{label}："
        hang = _INDENT + cells(opening)
        width = COLUMNS - hang
        for position, line in enumerate(break_lines("、".join(names), first=width, rest=width)):
            texts = [_set(line, font=FANGSONG, element=Element.ATTENDANCE, x=hang * CELL)]
            if position == 0:
                texts.insert(0, run(opening, font=HEI, element=Element.ATTENDANCE, x=_INDENT * CELL, top=0))
            yield Row(texts=tuple(texts))


def annex_rows(annex: Annex, number: int | None = None) -> Iterator[Row]:
    """附件 and its number in 黑体 on line 1, the title centred on line 3 (7.3.7)."""
    label = "附件" if number is None else f"附件{number}"
    if annex.labelled:
        yield Row(texts=(run(label, font=HEI, element=Element.ANNEX, x=0, top=0),), keep_next=True)
    else:
        yield Row(keep_next=True)
    yield Row(keep_next=True)
    yield from title_rows(annex.title, Element.ANNEX)
    yield Row(keep_next=True)
    yield from body_rows(annex.body, Element.ANNEX)


def main_rows(document: RedHeadDocument) -> Iterator[Row]:
    """Title to attendance, without the closing. A decree has no title: its mark and number name it (10.2)."""
    if document.layout is not Layout.DECREE:
        yield from title_rows(document.title)
        yield Row(keep_next=True)
    yield from recipient_rows(document.recipients)
    yield from body_rows(document.body)
    yield from attachment_note_rows(document.attachments)
    yield from attendance_rows(document.attendance)
