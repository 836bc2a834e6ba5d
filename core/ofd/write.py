"""Writes new OFD packages that strict readers open (GB/T 33190-2016).

Only the declared prefix and namespace, ids unique and counted from 1, every reference absolute
inside the package. The same values give the same bytes: there is no clock and no randomness.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from core.ofd.write_objects import (
    NAMESPACE,
    checked,
    child,
    image_object,
    numbers,
    path_object,
    root_element,
    text_object,
)
from core.ofd.written import (
    DocInfo,
    WrittenAttachment,
    WrittenFont,
    WrittenImage,
    WrittenItem,
    WrittenOutline,
    WrittenPage,
    WrittenPath,
    WrittenText,
)

TAG_NAMESPACE = "urn:sealdesk:official-document"

_DOC_ID = re.compile(r"[0-9a-fA-F]{32}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
        root = root_element("Res", BaseLoc="Res")
        listing = child(root, "Fonts")
        known: dict[str, int] = {}
        for number, font in enumerate(described.values()):
            known[font.name] = self.ids.take()
            self._write_font(listing, font, known[font.name], number)
        self._add_xml("Doc_0/PublicRes.xml", root)
        return known

    def _write_font(self, listing: etree._Element, font: WrittenFont, font_id: int, number: int) -> None:
        entry = child(listing, "Font", ID=font_id, FontName=font.name, FamilyName=font.family or font.name)
        if font.bold:
            entry.set("Bold", "true")
        if font.serif:
            entry.set("Serif", "true")
        if font.program is not None:
            name = f"font_{number}.{'otf' if font.program[:4] == b'OTTO' else 'ttf'}"
            child(entry, "FontFile").text = name
            self.parts[f"Doc_0/Res/{name}"] = font.program

    def _write_images(self) -> dict[bytes, int]:
        pictures: dict[bytes, str] = {}
        for item in self._items():
            if isinstance(item, WrittenImage):
                pictures.setdefault(item.content, item.format)
        known: dict[bytes, int] = {}
        if not pictures:
            return known
        root = root_element("Res", BaseLoc="Res")
        listing = child(root, "MultiMedias")
        for number, (content, kind) in enumerate(pictures.items()):
            known[content] = self.ids.take()
            entry = child(listing, "MultiMedia", ID=known[content], Type="Image", Format=kind.upper())
            name = f"image_{number}.{kind.lower()}"
            child(entry, "MediaFile").text = name
            self.parts[f"Doc_0/Res/{name}"] = content
        self._add_xml("Doc_0/DocumentRes.xml", root)
        return known

    def write_pages(self, pages: Sequence[WrittenPage]) -> None:
        for number, page in enumerate(pages):
            root = root_element("Page")
            area = child(root, "Area")
            child(area, "PhysicalBox").text = numbers(0, 0, page.width_mm, page.height_mm)
            layer = child(child(root, "Content"), "Layer", ID=self.ids.take(), Type="Body")
            for item in page.items:
                self._write_item(layer, item, self.page_ids[number])
            self._add_xml(f"Doc_0/Pages/Page_{number}/Content.xml", root)

    def _write_item(self, layer: etree._Element, item: WrittenItem, page_id: int) -> None:
        object_id = self.ids.take()
        match item:
            case WrittenText():
                text_object(layer, item, object_id, self.font_ids[item.font])
                if item.tag:
                    self.tagged.append(_Tagged(item.tag, page_id, object_id))
            case WrittenPath():
                path_object(layer, item, object_id)
            case WrittenImage():
                image_object(layer, item, object_id, self.image_ids[item.content])

    def write_tags(self) -> None:
        if not self.tagged:
            return
        listing = root_element("CustomTags")
        entry = child(listing, "CustomTag", NameSpace=TAG_NAMESPACE)
        child(entry, "FileLoc").text = "/Doc_0/Tags/CustomTag.xml"
        self._add_xml("Doc_0/Tags/CustomTags.xml", listing)
        root = etree.Element(
            f"{{{TAG_NAMESPACE}}}OfficialDocument", nsmap={"od": TAG_NAMESPACE, "ofd": NAMESPACE}
        )
        for tagged in self.tagged:
            element = etree.SubElement(root, f"{{{TAG_NAMESPACE}}}{tagged.name}")
            reference = child(element, "ObjectRef", PageRef=tagged.page_id)
            reference.text = str(tagged.object_id)
        self._add_xml("Doc_0/Tags/CustomTag.xml", root)

    def write_attachments(self, attachments: Sequence[WrittenAttachment]) -> None:
        if not attachments:
            return
        self.attached = True
        listing = root_element("Attachments")
        for number, attachment in enumerate(attachments):
            name = f"attachment_{number}.{attachment.format}"
            entry = child(
                listing,
                "Attachment",
                ID=self.ids.take(),
                Name=attachment.name,
                Format=attachment.format,
                Size=numbers(len(attachment.content) / 1024),
            )
            child(entry, "FileLoc").text = f"/Doc_0/Attachs/{name}"
            self.parts[f"Doc_0/Attachs/{name}"] = attachment.content
        self._add_xml("Doc_0/Attachs/Attachments.xml", listing)

    def write_document(self, pages: Sequence[WrittenPage], outlines: Sequence[WrittenOutline]) -> None:
        root = root_element("Document")
        common = child(root, "CommonData")
        child(common, "MaxUnitID").text = str(self.ids.last)
        area = child(common, "PageArea")
        child(area, "PhysicalBox").text = numbers(0, 0, pages[0].width_mm, pages[0].height_mm)
        child(common, "PublicRes").text = "/Doc_0/PublicRes.xml"
        if self.image_ids:
            child(common, "DocumentRes").text = "/Doc_0/DocumentRes.xml"
        listing = child(root, "Pages")
        for number, page_id in enumerate(self.page_ids):
            child(listing, "Page", ID=page_id, BaseLoc=f"/Doc_0/Pages/Page_{number}/Content.xml")
        if outlines:
            self._write_outlines(child(root, "Outlines"), outlines)
        if self.tagged:
            child(root, "CustomTags").text = "/Doc_0/Tags/CustomTags.xml"
        if self.attached:
            child(root, "Attachments").text = "/Doc_0/Attachs/Attachments.xml"
        self._add_xml("Doc_0/Document.xml", root)

    def _write_outlines(self, parent: etree._Element, outlines: Sequence[WrittenOutline]) -> None:
        for outline in outlines:
            if not 0 <= outline.page < len(self.page_ids):
                raise ValueError(f"the outline leads to page {outline.page}, which does not exist")
            element = child(parent, "OutlineElem", Title=checked(outline.title))
            if outline.children:
                element.set("Count", str(len(outline.children)))
            action = child(child(element, "Actions"), "Action", Event="CLICK")
            child(
                child(action, "Goto"),
                "Dest",
                Type="XYZ",
                PageID=self.page_ids[outline.page],
                Left="0",
                Top=numbers(outline.top_mm),
                Zoom="0",
            )
            self._write_outlines(element, outline.children)

    def write_root(self, info: DocInfo) -> None:
        root = root_element("OFD", Version="1.0", DocType="OFD")
        body = child(root, "DocBody")
        described = child(body, "DocInfo")
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
                child(described, name).text = checked(value)
        if info.custom:
            custom = child(described, "CustomDatas")
            for name, value in info.custom:
                child(custom, "CustomData", Name=checked(name)).text = checked(value)
        child(body, "DocRoot").text = "Doc_0/Document.xml"
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
