"""Typeset pages as an OFD package. Fonts go by name: the reader has them or substitutes."""

from __future__ import annotations

from core.ofd.write import write_ofd
from core.ofd.written import (
    DocInfo,
    WrittenFont,
    WrittenItem,
    WrittenPage,
    WrittenPath,
    WrittenText,
)
from core.redhead.grid import FANGSONG, HEI, KAI, SONG, XIAOBIAOSONG
from core.redhead.pages import Element, TypesetPage, TypesetRule, TypesetText
from core.redhead.typeset import typeset
from core.redhead.values import RedHeadDocument

_FONTS = (
    WrittenFont(name=FANGSONG, family="仿宋", serif=True),
    WrittenFont(name=KAI, family="楷体", serif=True),
    WrittenFont(name=HEI, family="黑体"),
    WrittenFont(name=XIAOBIAOSONG, family="方正小标宋", serif=True),
    WrittenFont(name=SONG, family="宋体", serif=True),
)

_UNTAGGED = {Element.BODY, Element.ANNEX, Element.PAGE_NUMBER}


def typeset_to_ofd(document: RedHeadDocument, *, doc_id: str, creation_date: str = "") -> bytes:
    """The document as OFD bytes; the same values give the same bytes.

    `doc_id` is 32 hex digits, `creation_date` YYYY-MM-DD. Texts outside body and attachments are tagged
    with their element of GB/T 9704 (CustomTags): title, number, signature and date need no searching.
    Raises `UnsettableText`.
    """
    pages = [written_page(page) for page in typeset(document)]
    custom = tuple(
        (name, value)
        for name, value in (("文种格式", document.layout.value), ("发文字号", document.doc_number))
        if value
    )
    info = DocInfo(
        doc_id=doc_id,
        title=document.title.replace("\n", ""),
        author="、".join(document.organ_signatures),
        creation_date=creation_date,
        custom=custom,
    )
    used = {item.font for page in pages for item in page.items if isinstance(item, WrittenText)}
    fonts = [font for font in _FONTS if font.name in used]
    return write_ofd(pages, info, fonts=fonts)


def written_page(page: TypesetPage) -> WrittenPage:
    """Rules first, text above them."""
    items: list[WrittenItem] = [_rule(rule) for rule in page.rules]
    items += [_text(text) for text in page.texts]
    return WrittenPage(items=tuple(items))


def _rule(rule: TypesetRule) -> WrittenPath:
    return WrittenPath(
        commands=(("M", rule.x1, rule.y1), ("L", rule.x2, rule.y2)),
        stroke=rule.color,
        line_width_mm=rule.width_mm,
    )


def _text(text: TypesetText) -> WrittenText:
    return WrittenText(
        text=text.text,
        font=text.font,
        size_mm=text.size_mm,
        x_mm=text.x_mm,
        baseline_mm=text.baseline_mm,
        advances_mm=text.advances_mm[:-1],
        color=text.color,
        h_scale=text.h_scale,
        tag="" if text.element in _UNTAGGED else text.element.value,
    )
