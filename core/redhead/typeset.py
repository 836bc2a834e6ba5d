"""An official document on pages (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from core.redhead.closing import closing_row
from core.redhead.errors import UnsettableText
from core.redhead.flow import Placed, flow
from core.redhead.grid import LEFT, RED, TOP, line_top
from core.redhead.head import Head, head
from core.redhead.imprint import Imprint, imprint, page_number
from core.redhead.pages import Element, TypesetPage
from core.redhead.setting import annex_rows, main_rows
from core.redhead.values import Layout, RedHeadDocument

_DESCENT_EM = 0.12


def typeset(document: RedHeadDocument) -> tuple[TypesetPage, ...]:
    """The document's pages, in order, with the spots that its seals snap to.

    Page 1 shows body text (recipients move to the imprint when they are too many), no page is left
    with a signature alone, the imprint stands at the bottom of the last page. Raises `UnsettableText`
    for control characters.
    """
    for element, text in _texts(document, "document"):
        _check(element, text)
    opening = head(document)
    moved: tuple[str, ...] = ()
    pages = _zones(document, opening)
    if document.recipients and document.body and not pages[0].of(Element.BODY):
        moved, document = document.recipients, replace(document, recipients=())
        pages = _zones(document, opening)
    pages = _with_imprint(pages, imprint(document, moved))
    return tuple(_with_number(page, document.layout) for page in pages)


def _texts(value: object, element: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield element, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, element)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), field.name)


def _check(element: str, text: str) -> None:
    for character in text:
        code = ord(character)
        if character == "\n" and element == "title":
            continue
        if code < 32 or 0xD800 <= code < 0xE000 or code in {0x7F, 0xFFFE, 0xFFFF}:
            raise UnsettableText(element=element, code_point=code)


def _zones(document: RedHeadDocument, opening: Head) -> list[TypesetPage]:
    """Head, main zone and annexes; each annex starts a page."""
    rows = list(main_rows(document))
    closing = closing_row(document)
    if closing is not None:
        rows.append(closing)
    pages = [_page(placed) for placed in flow(rows, first_line=opening.first_line)]
    pages[0] = replace(pages[0], texts=opening.texts + pages[0].texts, rules=opening.rules + pages[0].rules)
    for number, annex in enumerate(document.annexes, 1):
        names = document.attachments
        place = names.index(annex.title) + 1 if annex.title in names else number
        ordinal = place if len(names) > 1 else None
        pages += [_page(placed) for placed in flow(annex_rows(annex, ordinal), first_line=0)]
    return [replace(page, number=number) for number, page in enumerate(pages, 1)]


def _page(placed: Sequence[Placed]) -> TypesetPage:
    return TypesetPage(
        number=1,
        texts=tuple(text.moved(LEFT, line_top(p.line)) for p in placed for text in p.row.texts if text.text),
        rules=tuple(rule.moved(LEFT, line_top(p.line)) for p in placed for rule in p.row.rules),
        spots=tuple(spot.moved(LEFT, line_top(p.line)) for p in placed for spot in p.row.spots),
    )


def _with_imprint(pages: list[TypesetPage], zone: Imprint | None) -> list[TypesetPage]:
    """The zone on the last page, or on a new even page; a blank page before it has no number (7.5)."""
    if zone is None:
        return pages
    last = pages[-1]
    if _used_bottom(last) <= zone.top_mm:
        return [*pages[:-1], replace(last, texts=last.texts + zone.texts, rules=last.rules + zone.rules)]
    if last.number % 2:
        return [*pages, TypesetPage(number=last.number + 1, texts=zone.texts, rules=zone.rules)]
    blank = TypesetPage(number=last.number + 1, numbered=False)
    closing = TypesetPage(number=last.number + 2, texts=zone.texts, rules=zone.rules, numbered=False)
    return [*pages, blank, closing]


def _used_bottom(page: TypesetPage) -> float:
    """Lower edge of everything that is black or will be sealed."""
    return max(
        [
            TOP,
            *(text.baseline_mm + _DESCENT_EM * text.size_mm for text in page.texts),
            *(max(rule.y1, rule.y2) for rule in page.rules if rule.color != RED),
            *(spot.box[1] + spot.box[3] for spot in page.spots),
        ]
    )


def _with_number(page: TypesetPage, layout: Layout) -> TypesetPage:
    """Page 1 of a letter carries none (10.1)."""
    if not page.numbered or (layout is Layout.LETTER and page.number == 1):
        return replace(page, numbered=False)
    return replace(page, texts=(*page.texts, page_number(page.number)))
