"""GB/T 9704 typesetting: an official document becomes pages, pages become OFD."""

from core.redhead.errors import NoSuchPaper, UnsettableText
from core.redhead.from_office import Paper, papers, red_head_document, render_document
from core.redhead.pages import Element, Spot, SpotKind, TypesetPage, TypesetRule, TypesetText
from core.redhead.to_ofd import typeset_to_ofd
from core.redhead.typeset import typeset
from core.redhead.values import (
    Annex,
    Layout,
    Paragraph,
    ParagraphKind,
    RedHeadDocument,
    SealMode,
    Table,
)

__all__ = [
    "Annex",
    "Element",
    "Layout",
    "NoSuchPaper",
    "Paper",
    "Paragraph",
    "ParagraphKind",
    "RedHeadDocument",
    "SealMode",
    "Spot",
    "SpotKind",
    "Table",
    "TypesetPage",
    "TypesetRule",
    "TypesetText",
    "UnsettableText",
    "papers",
    "red_head_document",
    "render_document",
    "typeset",
    "typeset_to_ofd",
]
