"""Annotations: the appearances that lie over a page's content (GB/T 33190 15)."""

from __future__ import annotations

from core.ofd.content import Canvas
from core.ofd.display import Annotation, Blend, Box
from core.ofd.errors import OfdError, OverLimit
from core.ofd.findings import Findings
from core.ofd.package import Package, folder_of
from core.ofd.values import box, identifier, truth, upright
from core.ofd.xml import Element, child, child_text, children, parse_xml, text_of

_BLENDS = {blend.value.casefold(): blend for blend in Blend}


def annotation_parts(package: Package, part: str, findings: Findings) -> dict[int, list[str]]:
    """Which PageAnnot files belong to which page id, as Annotations.xml says."""
    root = parse_xml(package.read(part), part, package.limits, lambda: findings.note("xml.repaired", part))
    found: dict[int, list[str]] = {}
    for page in children(root, "Page"):
        loc = child_text(page, "FileLoc")
        name = package.find(loc, folder_of(part)) if loc else None
        if name is None:
            findings.note("annotation.part_missing", part, page.get("PageID", ""))
        else:
            found.setdefault(identifier(page.get("PageID")), []).append(name)
    return found


def read_annotations(
    package: Package, part: str, canvas: Canvas, page: Box, findings: Findings
) -> tuple[Annotation, ...]:
    """The visible annotations of one PageAnnot file; a broken file gives none and a finding."""
    try:
        root = parse_xml(
            package.read(part), part, package.limits, lambda: findings.note("xml.repaired", part)
        )
    except OverLimit:
        raise
    except OfdError as error:
        findings.note(error.code, part)
        return ()
    return tuple(
        _annotation(annot, canvas, page)
        for annot in children(root, "Annot")
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
        parameters=()
        if parameters is None
        else tuple((given.get("Name", ""), text_of(given)) for given in children(parameters, "Parameter")),
        prints=truth(annot.get("Print"), True),
        no_zoom=truth(annot.get("NoZoom"), False),
        no_rotate=truth(annot.get("NoRotate"), False),
        read_only=truth(annot.get("ReadOnly"), True),
        blend=blend,
    )
