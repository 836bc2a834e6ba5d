"""Annotations: the appearances that lie over a page's content (GB/T 33190 15)."""

from __future__ import annotations

from core.ofd.content import Canvas
from core.ofd.display import Annotation, Blend, Box
from core.ofd.parts import Parts
from core.ofd.values import box, identifier, truth, upright
from core.ofd.xml import Element, child, child_text, children, text_of

_BLENDS = {blend.value.casefold(): blend for blend in Blend}


def annotation_parts(parts: Parts, root: Element, part: str) -> dict[int, list[str]]:
    """Which PageAnnot files belong to which page id, as Annotations.xml (`root`, `part`) says."""
    found: dict[int, list[str]] = {}
    for page in children(root, "Page"):
        name = parts.find_from(part, child_text(page, "FileLoc"))
        if name is None:
            parts.findings.note("annotation.part_missing", part, page.get("PageID", ""))
        else:
            found.setdefault(identifier(page.get("PageID")), []).append(name)
    return found


def read_annotations(parts: Parts, part: str, canvas: Canvas, page: Box) -> tuple[Annotation, ...]:
    """The visible annotations of one PageAnnot file; a broken file gives none and a finding."""
    return tuple(
        _annotation(annot, canvas, page)
        for annot in children(parts.readable(part), "Annot")
        if truth(annot.get("Visible"), True)
    )


def _annotation(annot: Element, canvas: Canvas, page: Box) -> Annotation:
    appearance, parameters = child(annot, "Appearance"), child(annot, "Parameters")
    boundary = box(None if appearance is None else appearance.get("Boundary"))
    area = upright(page if boundary is None else boundary)
    at = (0.0, 0.0) if boundary is None else (boundary.x, boundary.y)
    kind = annot.get("Type", "")
    blend = _BLENDS.get(annot.get("BlendMode", "").casefold())
    if blend is None:
        blend = Blend.MULTIPLY if kind == "Highlight" else Blend.NORMAL
    return Annotation(
        annotation_id=identifier(annot.get("ID")),
        kind=kind,
        subtype=annot.get("Subtype", ""),
        creator=annot.get("Creator", ""),
        last_modified=annot.get("LastModDate", ""),
        boundary=area,
        items=() if appearance is None else canvas.block(appearance, at=at),
        remark=child_text(annot, "Remark"),
        parameters=tuple(
            (given.get("Name", ""), text_of(given)) for given in children(parameters, "Parameter")
        ),
        prints=truth(annot.get("Print"), True),
        no_zoom=truth(annot.get("NoZoom"), False),
        no_rotate=truth(annot.get("NoRotate"), False),
        read_only=truth(annot.get("ReadOnly"), True),
        blend=blend,
    )
