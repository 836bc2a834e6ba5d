"""OFD (GB/T 33190): packages in, pages as display lists and text out.

`open_ofd` answers an `OfdDocument`; its `display(i)` a `Page` that `core.ofd.display` describes; `page_text`
that page's text. Everything a hostile package can do is a subclass of `OfdError` or a `Leniency`.

Its names are loaded when one is used: whoever draws a page starts without text, tags, marks and writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.on_demand import on_demand

if TYPE_CHECKING:
    from core.ofd.annotating import annotate, read_marks
    from core.ofd.custom_tags import CustomTag, Extension, ObjectRef, TagEntry
    from core.ofd.display import FontSource, ImageKind, ImageSource, Leniency, Link, Page, Stamp
    from core.ofd.document import OfdDocument, open_ofd
    from core.ofd.errors import (
        CompressionUnknown,
        DocumentSealed,
        MarksTooMany,
        MarksUnreadable,
        NoPages,
        NotOfd,
        OfdError,
        OverLimit,
        PackageDamaged,
        PackageEncrypted,
        PageUnknown,
        PartMalformed,
        PartMissing,
        VersionUnknown,
    )
    from core.ofd.limits import DEFAULT_LIMITS, Limits
    from core.ofd.marks import (
        Highlight,
        Ink,
        Mark,
        Note,
        Strikeout,
        Underline,
        mark_annotation,
        pack_marks,
        unpack_marks,
    )
    from core.ofd.metadata import Attachment, DocumentInfo, DocVersion, OutlineElement, Permissions
    from core.ofd.package import Package
    from core.ofd.permissions import Allowed, allowed, together
    from core.ofd.printing import for_print
    from core.ofd.search import TextHit, find_text, search_text
    from core.ofd.signatures import Reference, Signature
    from core.ofd.text import TextRun, page_text, plain_text
    from core.ofd.write import write_ofd

__all__ = [
    "DEFAULT_LIMITS",
    "Allowed",
    "Attachment",
    "CompressionUnknown",
    "CustomTag",
    "DocVersion",
    "DocumentInfo",
    "DocumentSealed",
    "Extension",
    "FontSource",
    "Highlight",
    "ImageKind",
    "ImageSource",
    "Ink",
    "Leniency",
    "Limits",
    "Link",
    "Mark",
    "MarksTooMany",
    "MarksUnreadable",
    "NoPages",
    "NotOfd",
    "Note",
    "ObjectRef",
    "OfdDocument",
    "OfdError",
    "OutlineElement",
    "OverLimit",
    "Package",
    "PackageDamaged",
    "PackageEncrypted",
    "Page",
    "PageUnknown",
    "PartMalformed",
    "PartMissing",
    "Permissions",
    "Reference",
    "Signature",
    "Stamp",
    "Strikeout",
    "TagEntry",
    "TextHit",
    "TextRun",
    "Underline",
    "VersionUnknown",
    "allowed",
    "annotate",
    "find_text",
    "for_print",
    "mark_annotation",
    "open_ofd",
    "pack_marks",
    "page_text",
    "plain_text",
    "read_marks",
    "search_text",
    "together",
    "unpack_marks",
    "write_ofd",
]

if not TYPE_CHECKING:
    __getattr__ = on_demand(
        __name__,
        (
            "display",
            "errors",
            "limits",
            "document",
            "metadata",
            "package",
            "permissions",
            "printing",
            "text",
            "search",
            "signatures",
            "custom_tags",
            "marks",
            "annotating",
            "write",
        ),
    )
