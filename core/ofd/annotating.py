"""Marks written into a package as annotations (GB/T 33190 15), by appending only.

The bytes of the package stay where they are; Document.xml, Annotations.xml and the page's annotation file
follow anew at its end. A sealed document is never touched: its marks are kept beside it (`pack_marks`).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree

from core.ofd.append import append_parts
from core.ofd.display import Box
from core.ofd.document import OfdDocument, open_ofd
from core.ofd.errors import DocumentSealed, MarksUnreadable, PageUnknown
from core.ofd.limits import DEFAULT_LIMITS, Limits
from core.ofd.marks import Mark, Shape, boundary_of, kind_of, pack_mark, shapes_of, unpack_mark
from core.ofd.package import folder_of
from core.ofd.values import identifier
from core.ofd.xml import Element, child, child_text, children, local, parse_xml

NAMESPACE = "http://www.ofdspec.org/2016"
PARAMETER = "sealdesk.mark"
_AFTER = ("CustomTags", "Attachments", "Extensions")
_ID = re.compile(rb"""\bID\s*=\s*["'](\d{1,18})["']""")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def annotate(
    document: bytes,
    marks: Sequence[Mark],
    *,
    now: datetime,
    limits: Limits = DEFAULT_LIMITS,
    body: int = 0,
    version: str = "",
) -> bytes:
    """The package with `marks` as annotations of their pages; marks it has already stay.

    Raises `DocumentSealed` for a document with any signature, `PageUnknown`, `CannotAppend`, or another
    `OfdError` for one that cannot be read.
    """
    opened = open_ofd(document, limits, body=body, version=version)
    if names_signatures(opened):
        raise DocumentSealed
    for mark in marks:
        if mark.page >= opened.page_count:
            raise PageUnknown(index=mark.page, count=opened.page_count)
    if not marks:
        return document
    return append_parts(document, _Annotating(opened).parts(marks), now, limits)


def read_marks(document: OfdDocument, page: int) -> tuple[Mark, ...]:
    """Our own marks among a page's annotations; those of other programs are only drawn.

    Raises what `OfdDocument.display` raises.
    """
    found = []
    for annotation in document.display(page).annotations:
        for name, text in annotation.parameters:
            if name == PARAMETER:
                try:
                    found.append(unpack_mark(base64.b64decode(text, validate=True)))
                except (MarksUnreadable, binascii.Error, ValueError):
                    document.note("annotation.mark_unreadable", annotation.annotation_id)
    return tuple(found)


def names_signatures(document: OfdDocument) -> bool:
    """Whether the document is signed, or says so, even where its signatures cannot be read."""
    return bool(document.signatures) or document.signatures_loc != ""


class _Annotating:
    """The parts of one document that marks change."""

    def __init__(self, document: OfdDocument) -> None:
        self._document = document
        self._package = document.package
        self._root = self._strict(document.part)
        self._last_id = self._highest_id()
        self._parts: dict[str, Element] = {}

    def parts(self, marks: Sequence[Mark]) -> Mapping[str, bytes]:
        listing, folder = self._listing()
        by_page: dict[int, list[Mark]] = {}
        for mark in marks:
            by_page.setdefault(mark.page, []).append(mark)
        for page, found in sorted(by_page.items()):
            target = self._page_annot(listing, folder, self._document.page_ids[page])
            for mark in found:
                self._add(target, mark)
        common = child(self._root, "CommonData")
        highest = child(common, "MaxUnitID")
        if highest is not None:
            highest.text = str(self._last_id)
        self._parts[self._document.part] = self._root
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            for name, root in self._parts.items()
        }

    def _strict(self, part: str) -> Element:
        """A part we are going to write anew: one that would need repair is left alone."""
        limits = self._package.limits
        return parse_xml(self._package.read(part, limits.xml_bytes), part, limits)

    def _highest_id(self) -> int:
        known = identifier(child_text(child(self._root, "CommonData"), "MaxUnitID"))
        parts = [name for name in self._package.names if name.casefold().endswith(".xml")]
        if known:
            parts = [name for name in parts if "annot" in name.casefold()] + [self._document.part]
        used = (int(found) for name in parts for found in _ID.findall(self._package.read(name)))
        return max(used, default=0) if not known else max(known, *used)

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _listing(self) -> tuple[Element, str]:
        """Annotations.xml, made and named in Document.xml when there is none, and its folder."""
        loc = child_text(self._root, "Annotations")
        part = self._package.find(loc, self._document.folder) if loc else None
        if part is None:
            part = self._free_name("Annots/Annotations.xml")
            self._parts[part] = _element("Annotations")
            self._name_listing(part)
        elif part not in self._parts:
            self._parts[part] = self._strict(part)
        return self._parts[part], folder_of(part)

    def _name_listing(self, part: str) -> None:
        named = child(self._root, "Annotations")
        if named is None:
            named = _like(self._root, "Annotations")
            places = [at for at, found in enumerate(self._root) if local(found) in _AFTER]
            self._root.insert(places[0] if places else len(self._root), named)
        named.text = "/" + part

    def _page_annot(self, listing: Element, folder: str, page_id: int) -> Element:
        for page in children(listing, "Page"):
            if identifier(page.get("PageID")) == page_id:
                part = self._package.find(child_text(page, "FileLoc"), folder)
                if part is not None:
                    if part not in self._parts:
                        self._parts[part] = self._strict(part)
                    return self._parts[part]
        part = self._free_name(f"Annots/Page_{page_id}/Annotation.xml")
        page = etree.SubElement(listing, _tag(listing, "Page"), PageID=str(page_id))
        etree.SubElement(page, _tag(listing, "FileLoc")).text = "/" + part
        self._parts[part] = _element("PageAnnot")
        return self._parts[part]

    def _free_name(self, wanted: str) -> str:
        stem, dot, ending = wanted.rpartition(".")
        name, number = f"{self._document.folder}/{wanted}".lstrip("/"), 1
        while name in self._package or name in self._parts:
            name = f"{self._document.folder}/{stem}_{number}{dot}{ending}".lstrip("/")
            number += 1
        return name

    def _add(self, root: Element, mark: Mark) -> None:
        kind, subtype = kind_of(mark)
        annot = etree.SubElement(
            root,
            _tag(root, "Annot"),
            ID=str(self._next_id()),
            Type=kind,
            Creator=_text(mark.author),
            LastModDate=mark.made_at.date().isoformat(),
            Subtype=subtype,
            ReadOnly="false",
        )
        if mark.remark:
            etree.SubElement(annot, _tag(root, "Remark")).text = _text(mark.remark)
        parameters = etree.SubElement(annot, _tag(root, "Parameters"))
        kept = etree.SubElement(parameters, _tag(root, "Parameter"), Name=PARAMETER)
        kept.text = base64.b64encode(pack_mark(mark)).decode("ascii")
        shapes = tuple(shapes_of(mark))
        area = boundary_of(shapes)
        appearance = etree.SubElement(annot, _tag(root, "Appearance"), Boundary=_numbers(*area))
        for shape in shapes:
            self._path(appearance, shape, area)

    def _path(self, appearance: Element, shape: Shape, area: Box) -> None:
        """A shape in the appearance's own space, whose origin is its boundary's top left corner."""
        path = etree.SubElement(
            appearance,
            _tag(appearance, "PathObject"),
            ID=str(self._next_id()),
            Boundary=_numbers(0, 0, area.width, area.height),
            Stroke="true" if shape.width else "false",
            Fill="false" if shape.width else "true",
            Alpha=str(shape.alpha),
        )
        name = "StrokeColor" if shape.width else "FillColor"
        if shape.width:
            path.set("LineWidth", _numbers(shape.width))
            path.set("Cap", "Round")
            path.set("Join", "Round")
        etree.SubElement(path, _tag(path, name), Value=" ".join(map(str, shape.tint)))
        etree.SubElement(path, _tag(path, "AbbreviatedData")).text = _abbreviated(shape, area)


def _abbreviated(shape: Shape, area: Box) -> str:
    words, at = [], 0
    for operator in shape.path.ops:
        if operator == "C":
            words.append("C")
            continue
        x, y = shape.path.coords[at : at + 2]
        at += 2
        words.append(f"{operator} {_numbers(x - area.x, y - area.y)}")
    return " ".join(words)


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") or "0" for value in values)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _element(name: str) -> Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={"ofd": NAMESPACE})


def _like(parent: Element, name: str) -> Element:
    """An element in the namespace of `parent`, which may be an older one or none."""
    return etree.Element(_tag(parent, name))


def _tag(parent: Element, name: str) -> str:
    space = etree.QName(parent).namespace
    return f"{{{space}}}{name}" if space else name
