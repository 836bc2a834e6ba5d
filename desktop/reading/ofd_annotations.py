"""The annotations of an OFD's pages as a list (GB/T 33190 15): who, when, what; not how they look."""

from __future__ import annotations

from core.ofd import OfdDocument
from core.ofd.annotations import Annot
from core.ofd.display import Box
from desktop.reading.facts import box_mm, line
from desktop.reading.wire import AnnotationMark

_KINDS = {
    "highlight": "highlight",
    "underline": "underline",
    "squiggly": "underline",
    "strikeout": "strikeout",
    "note": "note",
    "text": "note",
    "ink": "ink",
    "pencil": "ink",
    "stamp": "stamp",
    "watermark": "watermark",
    "path": "drawing",
}
_LINK = "link"


def page_annotations(document: OfdDocument, page: int) -> tuple[AnnotationMark, ...]:
    """Those of one page. Raises what `OfdDocument.annots` raises."""
    found = [annot for annot in document.annots(page) if annot.kind.casefold() != _LINK or annot.remark]
    if not found:
        return ()
    whole = Box(0.0, 0.0, *document.page_size(page))
    return tuple(_mark(annot, page, whole) for annot in found)


def _mark(annot: Annot, page: int, whole: Box) -> AnnotationMark:
    kinds = (_KINDS.get(name.casefold()) for name in (annot.subtype, annot.kind))
    return AnnotationMark(
        page=page,
        box_mm=box_mm(annot.boundary or whole),
        kind=next((kind for kind in kinds if kind), "other"),
        author=line(annot.creator),
        changed=line(annot.last_modified),
        words=line(annot.remark),
        shown=annot.visible,
        prints=annot.prints,
    )
