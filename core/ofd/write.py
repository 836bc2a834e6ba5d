"""Writes new OFD packages that strict readers open (GB/T 33190-2016).

Only the declared prefix and namespace, ids unique and counted from 1, every reference absolute
inside the package. The same values give the same bytes: there is no clock and no randomness.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from core.ofd.written import (
    Box,
    Color,
    DocInfo,
    PathCommand,
    WrittenAttachment,
    WrittenFont,
    WrittenImage,
    WrittenItem,
    WrittenOutline,
    WrittenPage,
    WrittenPath,
    WrittenText,
)

NAMESPACE = "http://www.ofdspec.org/2016"
TAG_NAMESPACE = "urn:sealdesk:official-document"

_DOC_ID = re.compile(r"[0-9a-fA-F]{32}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ASCENT, _DESCENT = 1.0, 0.35
_OVERHANG = 0.15


def write_ofd(
    pages: Sequence[WrittenPage],
    info: DocInfo,
    *,
    fonts: Sequence[WrittenFont] = (),
    outlines: Sequence[WrittenOutline] = (),
    attachments: Sequence[WrittenAttachment] = (),
) -> bytes:
    """The bytes of an OFD package with these pages, in order.

    Fonts that a text names but `fonts` does not describe are written by name only, for the reader
    to substitute. Raises `ValueError` for values no package can hold: no page, a DocID that is not
    32 hex digits, text that XML cannot carry, a step too many, an outline to a missing page.
    """
    if not pages:
        raise ValueError("an OFD document has at least one page")
    if not _DOC_ID.fullmatch(info.doc_id):
        raise ValueError("DocID is 32 hex digits")
    if info.creation_date and not _DATE.fullmatch(info.creation_date):
        raise ValueError("CreationDate is YYYY-MM-DD")
    package = _Package(pages, fonts)
    package.write_pages(pages)
    package.write_tags()
    package.write_attachments(attachments)
    package.write_document(pages, outlines)
    package.write_root(info)
    return package.zipped()


@dataclass(slots=True)
class _Tagged:
    name: str
    page_id: int
    object_id: int


@dataclass(slots=True)
class _Ids:
    last: int = 0

    def take(self) -> int:
        self.last += 1
        return self.last


@dataclass
class _Package:
    """The package while it is being put together; parts are kept in the order they are written."""

    pages: Sequence[WrittenPage]
    fonts: Sequence[WrittenFont]
    ids: _Ids = field(default_factory=_Ids)
    parts: dict[str, bytes] = field(default_factory=dict)
    tagged: list[_Tagged] = field(default_factory=list)
    attached: bool = False

    def __post_init__(self) -> None:
        self.font_ids = self._write_fonts()
        self.image_ids = self._write_images()
        self.page_ids = [self.ids.take() for _ in self.pages]

    def _items(self) -> Iterator[WrittenItem]:
        for page in self.pages:
            yield from page.items

    def _write_fonts(self) -> dict[str, int]:
        described = {font.name: font for font in self.fonts}
        for item in self._items():
            if isinstance(item, WrittenText):
                described.setdefault(item.font, WrittenFont(name=item.font))
        root = _root("Res", BaseLoc="Res")
        listing = _child(root, "Fonts")
        numbers: dict[str, int] = {}
        for number, font in enumerate(described.values()):
            numbers[font.name] = self.ids.take()
            self._write_font(listing, font, numbers[font.name], number)
        self._add_xml("Doc_0/PublicRes.xml", root)
        return numbers

    def _write_font(self, listing: etree._Element, font: WrittenFont, font_id: int, number: int) -> None:
        entry = _child(listing, "Font", ID=font_id, FontName=font.name, FamilyName=font.family or font.name)
        if font.bold:
            entry.set("Bold", "true")
        if font.serif:
            entry.set("Serif", "true")
        if font.program is not None:
            name = f"font_{number}.{'otf' if font.program[:4] == b'OTTO' else 'ttf'}"
            _child(entry, "FontFile").text = name
            self.parts[f"Doc_0/Res/{name}"] = font.program

    def _write_images(self) -> dict[bytes, int]:
        pictures: dict[bytes, str] = {}
        for item in self._items():
            if isinstance(item, WrittenImage):
                pictures.setdefault(item.content, item.format)
        numbers: dict[bytes, int] = {}
        if not pictures:
            return numbers
        root = _root("Res", BaseLoc="Res")
        listing = _child(root, "MultiMedias")
        for number, (content, kind) in enumerate(pictures.items()):
            numbers[content] = self.ids.take()
            entry = _child(listing, "MultiMedia", ID=numbers[content], Type="Image", Format=kind.upper())
            name = f"image_{number}.{kind.lower()}"
            _child(entry, "MediaFile").text = name
            self.parts[f"Doc_0/Res/{name}"] = content
        self._add_xml("Doc_0/DocumentRes.xml", root)
        return numbers

    def write_pages(self, pages: Sequence[WrittenPage]) -> None:
        for number, page in enumerate(pages):
            root = _root("Page")
            area = _child(root, "Area")
            _child(area, "PhysicalBox").text = _numbers(0, 0, page.width_mm, page.height_mm)
            layer = _child(_child(root, "Content"), "Layer", ID=self.ids.take(), Type="Body")
            for item in page.items:
                self._write_item(layer, item, self.page_ids[number])
            self._add_xml(f"Doc_0/Pages/Page_{number}/Content.xml", root)

    def _write_item(self, layer: etree._Element, item: WrittenItem, page_id: int) -> None:
        object_id = self.ids.take()
        match item:
            case WrittenText():
                _text_object(layer, item, object_id, self.font_ids[item.font])
                if item.tag:
                    self.tagged.append(_Tagged(item.tag, page_id, object_id))
            case WrittenPath():
                _path_object(layer, item, object_id)
            case WrittenImage():
                x, y, w, h = item.box
                _child(
                    layer,
                    "ImageObject",
                    ID=object_id,
                    Boundary=_numbers(x, y, w, h),
                    CTM=_numbers(w, 0, 0, h, 0, 0),
                    ResourceID=self.image_ids[item.content],
                )

    def write_tags(self) -> None:
        if not self.tagged:
            return
        listing = _root("CustomTags")
        entry = _child(listing, "CustomTag", NameSpace=TAG_NAMESPACE)
        _child(entry, "FileLoc").text = "/Doc_0/Tags/CustomTag.xml"
        self._add_xml("Doc_0/Tags/CustomTags.xml", listing)
        root = etree.Element(
            f"{{{TAG_NAMESPACE}}}OfficialDocument", nsmap={"od": TAG_NAMESPACE, "ofd": NAMESPACE}
        )
        for tagged in self.tagged:
            element = etree.SubElement(root, f"{{{TAG_NAMESPACE}}}{tagged.name}")
            reference = _child(element, "ObjectRef", PageRef=tagged.page_id)
            reference.text = str(tagged.object_id)
        self._add_xml("Doc_0/Tags/CustomTag.xml", root)

    def write_attachments(self, attachments: Sequence[WrittenAttachment]) -> None:
        if not attachments:
            return
        self.attached = True
        listing = _root("Attachments")
        for number, attachment in enumerate(attachments):
            name = f"attachment_{number}.{attachment.format}"
            entry = _child(
                listing,
                "Attachment",
                ID=self.ids.take(),
                Name=attachment.name,
                Format=attachment.format,
                Size=_numbers(len(attachment.content) / 1024),
            )
            _child(entry, "FileLoc").text = f"/Doc_0/Attachs/{name}"
            self.parts[f"Doc_0/Attachs/{name}"] = attachment.content
        self._add_xml("Doc_0/Attachs/Attachments.xml", listing)

    def write_document(self, pages: Sequence[WrittenPage], outlines: Sequence[WrittenOutline]) -> None:
        root = _root("Document")
        common = _child(root, "CommonData")
        _child(common, "MaxUnitID").text = str(self.ids.last)
        area = _child(common, "PageArea")
        _child(area, "PhysicalBox").text = _numbers(0, 0, pages[0].width_mm, pages[0].height_mm)
        _child(common, "PublicRes").text = "/Doc_0/PublicRes.xml"
        if self.image_ids:
            _child(common, "DocumentRes").text = "/Doc_0/DocumentRes.xml"
        listing = _child(root, "Pages")
        for number, page_id in enumerate(self.page_ids):
            _child(listing, "Page", ID=page_id, BaseLoc=f"/Doc_0/Pages/Page_{number}/Content.xml")
        if outlines:
            self._write_outlines(_child(root, "Outlines"), outlines)
        if self.tagged:
            _child(root, "CustomTags").text = "/Doc_0/Tags/CustomTags.xml"
        if self.attached:
            _child(root, "Attachments").text = "/Doc_0/Attachs/Attachments.xml"
        self._add_xml("Doc_0/Document.xml", root)

    def _write_outlines(self, parent: etree._Element, outlines: Sequence[WrittenOutline]) -> None:
        for outline in outlines:
            if not 0 <= outline.page < len(self.page_ids):
                raise ValueError(f"the outline leads to page {outline.page}, which does not exist")
            element = _child(parent, "OutlineElem", Title=_checked(outline.title))
            if outline.children:
                element.set("Count", str(len(outline.children)))
            action = _child(_child(element, "Actions"), "Action", Event="CLICK")
            _child(
                _child(action, "Goto"),
                "Dest",
                Type="XYZ",
                PageID=self.page_ids[outline.page],
                Left="0",
                Top=_numbers(outline.top_mm),
                Zoom="0",
            )
            self._write_outlines(element, outline.children)

    def write_root(self, info: DocInfo) -> None:
        root = _root("OFD", Version="1.0", DocType="OFD")
        body = _child(root, "DocBody")
        described = _child(body, "DocInfo")
        for name, value in (
            ("DocID", info.doc_id.lower()),
            ("Title", info.title),
            ("Author", info.author),
            ("Subject", info.subject),
            ("CreationDate", info.creation_date),
            ("Creator", info.creator),
            ("CreatorVersion", info.creator_version),
        ):
            if value:
                _child(described, name).text = _checked(value)
        if info.custom:
            custom = _child(described, "CustomDatas")
            for name, value in info.custom:
                _child(custom, "CustomData", Name=_checked(name)).text = _checked(value)
        _child(body, "DocRoot").text = "Doc_0/Document.xml"
        self._add_xml("OFD.xml", root)

    def _add_xml(self, name: str, root: etree._Element) -> None:
        self.parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    def zipped(self) -> bytes:
        """The package; OFD.xml stands first, so that a reader meets it without seeking."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in sorted(self.parts, key=lambda name: (name != "OFD.xml", name)):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, self.parts[name])
        return out.getvalue()


def _text_object(layer: etree._Element, text: WrittenText, object_id: int, font_id: int) -> None:
    """The Boundary has room above, below and beside: readers clip to it, and substitutes differ."""
    if len(text.advances_mm) > max(0, len(text.text) - 1):
        raise ValueError("a text has at most one step per character but the last")
    overhang = _OVERHANG * text.size_mm
    top = text.baseline_mm - _ASCENT * text.size_mm
    width = sum(text.advances_mm) + text.size_mm + 2 * overhang
    element = _child(
        layer,
        "TextObject",
        ID=object_id,
        Boundary=_numbers(text.x_mm - overhang, top, width, (_ASCENT + _DESCENT) * text.size_mm),
        Font=font_id,
        Size=_numbers(text.size_mm),
    )
    if text.h_scale != 1.0:
        element.set("HScale", _numbers(text.h_scale))
    _child(element, "FillColor", Value=_color(text.color))
    code = _child(element, "TextCode", X=_numbers(overhang), Y=_numbers(_ASCENT * text.size_mm))
    if text.advances_mm:
        code.set("DeltaX", deltas(text.advances_mm))
    code.text = _checked(text.text)


def _path_object(layer: etree._Element, path: WrittenPath, object_id: int) -> None:
    x, y, w, h = _reach(path)
    element = _child(
        layer,
        "PathObject",
        ID=object_id,
        Boundary=_numbers(x, y, w, h),
        LineWidth=_numbers(path.line_width_mm),
        Stroke="false" if path.stroke is None else "true",
        Fill="false" if path.fill is None else "true",
    )
    if path.fill is not None:
        _child(element, "FillColor", Value=_color(path.fill))
    if path.stroke is not None:
        _child(element, "StrokeColor", Value=_color(path.stroke))
    _child(element, "AbbreviatedData").text = " ".join(
        " ".join([operator, *(_number(value) for value in _moved(operator, operands, -x, -y))])
        for operator, *operands in path.commands
    )


def _reach(path: WrittenPath) -> Box:
    """A box that holds the whole stroke; arcs are taken with their full radii."""
    xs: list[float] = []
    ys: list[float] = []
    for operator, *operands in path.commands:
        if operator == "A":
            rx, ry, _, _, _, x, y = operands
            xs += [x - 2 * abs(rx), x + 2 * abs(rx)]
            ys += [y - 2 * abs(ry), y + 2 * abs(ry)]
        else:
            xs += operands[0::2]
            ys += operands[1::2]
    if not xs:
        raise ValueError("a path has at least one point")
    room = max(path.line_width_mm, 0.1)
    return (min(xs) - room, min(ys) - room, max(xs) - min(xs) + 2 * room, max(ys) - min(ys) + 2 * room)


_OPERANDS: Mapping[str, int] = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _moved(operator: str, operands: Sequence[float], dx: float, dy: float) -> Iterator[float]:
    if len(operands) != _OPERANDS.get(operator, -1):
        raise ValueError(f"path operator {operator} with {len(operands)} operands")
    fixed = 5 if operator == "A" else 0
    yield from operands[:fixed]
    for index, value in enumerate(operands[fixed:]):
        yield value + (dy if index % 2 else dx)


def rectangle(x: float, y: float, w: float, h: float) -> tuple[PathCommand, ...]:
    """The closed outline of a box, clockwise from its top left corner."""
    return (("M", x, y), ("L", x + w, y), ("L", x + w, y + h), ("L", x, y + h), ("C",))


def deltas(advances_mm: Sequence[float]) -> str:
    """Steps as DeltaX writes them, with `g n v` for a value that repeats (GB/T 33190 11.3)."""
    groups: list[tuple[str, int]] = []
    for advance in advances_mm:
        value = _number(advance)
        if groups and groups[-1][0] == value:
            groups[-1] = (value, groups[-1][1] + 1)
        else:
            groups.append((value, 1))
    return " ".join(value if count == 1 else f"g {count} {value}" for value, count in groups)


def _root(name: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={"ofd": NAMESPACE})


def _child(parent: etree._Element, name: str, **attributes: str | int) -> etree._Element:
    texts = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", texts)


def _checked(text: str) -> str:
    """XML 1.0 holds no control character, no lone surrogate and no non-character."""
    for character in text:
        code = ord(character)
        if (code < 32 and character not in "\t\n\r") or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}:
            raise ValueError(f"XML cannot hold the character U+{code:04X}")
    return text


def _color(color: Color) -> str:
    return " ".join(str(channel) for channel in color)


def _numbers(*values: float) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    """A length to the micrometre, without an exponent, trailing zeros or a negative zero."""
    return "0" if abs(value) < 5e-4 else f"{value:.3f}".rstrip("0").rstrip(".")
