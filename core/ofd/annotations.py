"""Annotations: the appearances that lie over a page's content (GB/T 33190 15)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from core.ofd.content import Canvas
from core.ofd.display import Annotation, Blend, Box
from core.ofd.parts import Parts
from core.ofd.values import box, identifier, page_key, truth, upright
from core.ofd.xml import Element, child, child_text, children, text_of

_BLENDS = {blend.value.casefold(): blend for blend in Blend}


def annotation_parts(parts: Parts, root: Element, part: str) -> dict[int | str, list[str]]:
    """Which PageAnnot files belong to which page id, as Annotations.xml (`root`, `part`) says."""
    found: dict[int | str, list[str]] = {}
    for page in children(root, "Page"):
        name = parts.find_from(part, child_text(page, "FileLoc"))
        if name is None:
            parts.findings.note("annotation.part_missing", part, page.get("PageID", ""))
        else:
            found.setdefault(page_key(page.get("PageID")), []).append(name)
    return found


class Annot(msgspec.Struct, frozen=True):
    """What an annotation says of itself, without its appearance; a `boundary` of None is the whole page.

    `visible` and `prints` are where it shows: on the screen, on paper.
    """

    kind: str
    subtype: str
    creator: str
    last_modified: str
    remark: str
    boundary: Box | None
    visible: bool
    prints: bool


def read_annots(parts: Parts, names: Iterable[str]) -> tuple[Annot, ...]:
    """The annotations of PageAnnot files, hidden ones too; a broken file gives none and a finding."""
    return tuple(_annot(annot) for name in names for annot in children(parts.readable(name), "Annot"))


def _annot(annot: Element) -> Annot:
    appearance = child(annot, "Appearance")
    boundary = box(None if appearance is None else appearance.get("Boundary"))
    visible = truth(annot.get("Visible"), True)
    return Annot(
        kind=annot.get("Type", ""),
        subtype=annot.get("Subtype", ""),
        creator=annot.get("Creator", ""),
        last_modified=annot.get("LastModDate", ""),
        remark=child_text(annot, "Remark"),
        boundary=None if boundary is None else upright(boundary),
        visible=visible,
        prints=truth(annot.get("Print"), visible),
    )


class Annotations(msgspec.Struct, frozen=True):
    """The annotations of a page: those that show, and those that only paper shows."""

    shown: tuple[Annotation, ...] = ()
    printed: tuple[Annotation, ...] = ()


def read_annotations(parts: Parts, names: Iterable[str], canvas: Canvas, page: Box) -> Annotations:
    """The annotations of PageAnnot files; a broken file gives none and a finding.

    A hidden one counts for paper only when it says Print="true" itself: the default is not meant so.
    """
    annots = [annot for name in names for annot in children(parts.readable(name), "Annot")]
    shown = [annot for annot in annots if truth(annot.get("Visible"), True)]
    printed = [
        annot
        for annot in annots
        if not truth(annot.get("Visible"), True) and truth(annot.get("Print"), False)
    ]
    return Annotations(
        tuple(_annotation(annot, canvas, page) for annot in shown),
        tuple(_annotation(annot, canvas, page) for annot in printed),
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
