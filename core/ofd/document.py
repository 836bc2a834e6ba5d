"""The opened document: pages on demand, and everything the package says around them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from core.ofd.actions import Targets, parse_actions
from core.ofd.annotations import annotation_parts, read_annotations
from core.ofd.content import Canvas, Shelf
from core.ofd.display import (
    Action,
    Annotation,
    Box,
    FontSource,
    ImageSource,
    Item,
    Leniency,
    Link,
    Page,
    Stamp,
)
from core.ofd.errors import (
    NoPages,
    OfdError,
    OverLimit,
    PackageEncrypted,
    PageUnknown,
    PartMalformed,
    PartMissing,
)
from core.ofd.findings import Findings
from core.ofd.geometry import meet
from core.ofd.limits import DEFAULT_LIMITS, Limits
from core.ofd.metadata import (
    Attachment,
    DocumentInfo,
    DocVersion,
    OutlineElement,
    Permissions,
    ViewerPreferences,
    parse_attachment,
    parse_bookmarks,
    parse_info,
    parse_outlines,
    parse_permissions,
    parse_preferences,
    parse_versions,
)
from core.ofd.package import Package, folder_of, join_loc
from core.ofd.resources import Resources, Scope
from core.ofd.signatures import Signature, read_signatures
from core.ofd.values import A4, box, identifier
from core.ofd.xml import Element, child, child_text, children, first_inside, parse_xml, text_of

_BANDS = ("Background", "Body", "Foreground")
_KEPT_PAGES = 8
_INTEGRITY_PARTS = ("OFDEntries.xml", "ofdentries.xml")


class _PageRef(NamedTuple):
    page_id: int
    loc: str


class _Area(NamedTuple):
    physical: Box
    application: Box | None


class _Template(NamedTuple):
    items: tuple[Item, ...]
    links: tuple[Link, ...]


def open_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS, *, body: int = 0) -> OfdDocument:
    """Open a package far enough to count its pages.

    `body` chooses among several documents in one package (`OfdDocument.bodies`). Raises a subclass of
    `OfdError`: `NotOfd`, `PackageDamaged`, `PackageEncrypted`, `PartMissing`, `PartMalformed`, `NoPages`,
    `OverLimit` or `CompressionUnknown`.
    """
    package = Package(data, limits)
    try:
        return OfdDocument(package, body)
    except (PartMissing, PartMalformed):
        if package.encrypted:
            raise PackageEncrypted from None
        raise


class OfdDocument:
    """A document of an OFD package. Not for use by several threads at once.

    Pages count from 0. What is asked for first is read first: opening reads two parts, a page its own.
    A side part that is missing or broken (resources, annotations, signatures …) gives nothing and a warning.
    """

    def __init__(self, package: Package, body: int = 0) -> None:
        self.package = package
        self.limits = package.limits
        self._findings = Findings()
        self._kept: OrderedDict[int, Page] = OrderedDict()
        self._templates: dict[int, _Template | None] = {}
        root_part = package.find("OFD.xml")
        if root_part is None:
            raise PartMissing(part="OFD.xml")
        self._root = self._xml(root_part)
        self._bodies = list(children(self._root, "DocBody"))
        if not 0 <= body < len(self._bodies):
            raise NoPages
        self._body = self._bodies[body]
        self.body = body
        self.part = self._document_part(child_text(self._body, "DocRoot"), folder_of(root_part))
        self.folder = folder_of(self.part)
        self._document = self._xml(self.part)
        self._common = child(self._document, "CommonData")
        self._pages = self._page_refs()
        self._note_package()

    # -- opening

    def _xml(self, part: str, findings: Findings | None = None) -> Element:
        notes = findings or self._findings
        return parse_xml(
            self.package.read(part, self.limits.xml_bytes),
            part,
            self.limits,
            lambda: notes.note("xml.repaired", part),
        )

    def _document_part(self, loc: str, folder: str) -> str:
        current = [version for version in self.versions if version.current]
        for version in current[:1]:
            part = self.package.find(version.part, folder)
            if part is None:
                self._findings.note("version.part_missing", detail=version.version_id)
                continue
            own = child_text(self._xml(part), "DocRoot")
            found = self._part_or_inside(own, folder_of(part), "Document.xml") if own else None
            if found is not None:
                return found
        found = self._part_or_inside(loc, folder, "Document.xml")
        if found is None:
            raise PartMissing(part=loc or "DocRoot")
        return found

    def _part_or_inside(self, loc: str, folder: str, usual: str) -> str | None:
        """The part at `loc`; when that is a folder, the part usually found there (trap 2)."""
        found = self.package.find(loc, folder) if loc else None
        if found is None:
            found = self.package.find(loc.rstrip("/\\") + "/" + usual if loc else usual, folder)
            if found is not None:
                self._findings.note("location.is_folder", found)
        elif found != join_loc(folder, loc):
            self._findings.note("location.inexact", found)
        if found is not None and self.package.ambiguous(found):
            self._findings.note("location.ambiguous", found)
        return found

    def _page_refs(self) -> list[_PageRef]:
        pages = child(self._document, "Pages")
        found: list[_PageRef] = []
        for page in () if pages is None else children(pages, "Page"):
            if len(found) >= self.limits.pages:
                raise OverLimit(limit="pages", allowed=self.limits.pages, part=self.part)
            found.append(
                _PageRef(identifier(page.get("ID")), page.get("BaseLoc") or child_text(page, "BaseLoc"))
            )
        if not found:
            raise NoPages
        return found

    def _note_package(self) -> None:
        for name in self.package.duplicates:
            self._findings.note("package.duplicate_name", name)
        for name in self.package.unsafe_names:
            self._findings.note("package.unsafe_name", detail=name)
        if self.package.encrypted:
            self._findings.note("package.encrypted_parts")
        if any(name in self.package for name in _INTEGRITY_PARTS):
            self._findings.note("package.integrity_protected")
        if len(self._bodies) > 1:
            self._findings.note("package.several_documents", detail=len(self._bodies))

    # -- about the document

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def page_ids(self) -> tuple[int, ...]:
        return tuple(page.page_id for page in self._pages)

    @property
    def pages(self) -> Sequence[Page]:
        """The pages as a sequence that builds each display list when it is taken."""
        return _Pages(self)

    @property
    def warnings(self) -> tuple[Leniency, ...]:
        """Every leniency met so far, those of the pages drawn so far included."""
        return self._findings.all()

    @cached_property
    def info(self) -> DocumentInfo:
        return parse_info(self._body, self._root)

    @cached_property
    def bodies(self) -> tuple[DocumentInfo, ...]:
        """The documents of the package; several are offered as a choice (`open_ofd(…, body=n)`)."""
        return tuple(parse_info(body, self._root) for body in self._bodies)

    @cached_property
    def versions(self) -> tuple[DocVersion, ...]:
        return parse_versions(child(self._body, "Versions"), self._findings)

    @cached_property
    def permissions(self) -> Permissions:
        return parse_permissions(child(self._document, "Permissions"))

    @cached_property
    def preferences(self) -> ViewerPreferences:
        return parse_preferences(child(self._document, "VPreferences"))

    @cached_property
    def targets(self) -> Targets:
        """Page ids by index and bookmarks by name: what destinations can name."""
        pages: dict[int, int] = {}
        for index, page in enumerate(self._pages):
            pages.setdefault(page.page_id, index)
        return Targets(pages, parse_bookmarks(child(self._document, "Bookmarks"), pages))

    @cached_property
    def outlines(self) -> tuple[OutlineElement, ...]:
        return parse_outlines(child(self._document, "Outlines"), self.targets)

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        """What the document wants done when it is opened: to be shown or asked about, never just done."""
        return parse_actions(child(self._document, "Actions"), "DO", self.targets)

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        root = self._side_part(child_text(self._document, "Attachments"))
        if root is None:
            return ()
        element, folder = root
        found = []
        for line in children(element, "Attachment"):
            part = self.package.find(child_text(line, "FileLoc"), folder) or ""
            if not part:
                self._findings.note("attachment.missing", folder, line.get("ID", ""))
            found.append(parse_attachment(line, part, self.package.claimed_size(part) if part else 0))
        return tuple(found)

    def attachment_bytes(self, attachment: Attachment) -> bytes:
        """An attachment's content. Raises `PartMissing` or another `OfdError`."""
        return self.package.read(attachment.part)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """The signatures as structure, in the order of Signatures.xml; none is verified here."""
        loc = child_text(self._body, "Signatures")
        part = self.package.find(loc) if loc else None
        if part is None:
            if loc:
                self._findings.note("signature.list_missing", detail=loc)
            return ()
        try:
            return read_signatures(self.package, part, self.targets.pages, self._findings)
        except OverLimit:
            raise
        except OfdError as error:
            self._findings.note(error.code, part)
            return ()

    def signed_value(self, signature_id: str) -> bytes:
        """The signed value of a signature, which holds its seal's picture. Raises `PartMissing`."""
        for signature in self.signatures:
            if signature.signature_id == signature_id and signature.signed_value_part:
                return self.package.read(signature.signed_value_part)
        raise PartMissing(part=f"SignedValue {signature_id}")

    def _side_part(self, loc: str) -> tuple[Element, str] | None:
        """A part the document can do without, and its folder; None with a warning when it is unusable."""
        if not loc:
            return None
        part = self.package.find(loc, self.folder)
        if part is None:
            self._findings.note("part.missing", detail=loc)
            return None
        try:
            return self._xml(part), folder_of(part)
        except OverLimit:
            raise
        except OfdError as error:
            self._findings.note(error.code, part)
            return None

    # -- resources

    @cached_property
    def _shelf(self) -> Shelf:
        resources = Resources(self.package, self._findings, self.folder)
        common = self._common if self._common is not None else self._document
        for name in ("PublicRes", "DocumentRes"):
            resources.load((text_of(loc).strip() for loc in children(common, name)), self.folder)
        return Shelf(resources, identifier(child_text(common, "DefaultCS")), self.targets, self.limits)

    @property
    def fonts(self) -> tuple[int, ...]:
        """The keys of the fonts defined so far: the document's, and those of pages already drawn."""
        return self._shelf.resources.fonts()

    def font(self, key: int) -> FontSource:
        """The font of a glyph run; without a name when the document defines none of that key."""
        return self._shelf.resources.font(key)

    def image(self, key: int) -> ImageSource:
        """The picture of an image item, undecoded; without data when the package does not hold it."""
        return self._shelf.resources.image(key)

    # -- pages

    def page_size(self, index: int) -> tuple[float, float]:
        """Width and height of the page's PhysicalBox, mm, read without its content. Raises `PageUnknown`."""
        ref = self._page_ref(index)
        if index in self._kept:
            return self._kept[index].width, self._kept[index].height
        area = None
        try:
            part = self._page_part(ref)
            area = first_inside(self._page_bytes(part), part, self.limits, "Area", "Content")
            if area is None and self._template_areas:
                return self._area(self._xml(part)).physical[2:]
        except (PartMissing, PartMalformed):
            return self._default_area.physical[2:]
        return self._default_area.physical[2:] if area is None else self._read_area(area).physical[2:]

    def display(self, index: int) -> Page:
        """The display list of a page.

        Raises `PageUnknown`, `PartMissing` or `PartMalformed` when there is no such page or nothing of it can
        be read, and `OverLimit` when it is larger than a page may be.
        """
        ref = self._page_ref(index)
        page = self._kept.get(index)
        if page is None:
            page = self._kept[index] = self._build(index, ref)
            if len(self._kept) > _KEPT_PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(index)
        return page

    def _page_ref(self, index: int) -> _PageRef:
        if not 0 <= index < len(self._pages):
            raise PageUnknown(index=index, count=len(self._pages))
        return self._pages[index]

    def _page_part(self, ref: _PageRef) -> str:
        part = self._part_or_inside(ref.loc, self.folder, "Content.xml") if ref.loc else None
        if part is None:
            raise PartMissing(part=ref.loc or f"Page {ref.page_id}")
        return part

    def _page_bytes(self, part: str) -> bytes:
        return self.package.read(part, self.limits.xml_bytes)

    def _build(self, index: int, ref: _PageRef) -> Page:
        findings = Findings()
        part = self._page_part(ref)
        root = self._xml(part, findings)
        area = self._area(root)
        canvas = Canvas(self._shelf, self._scope(root, part), findings, part)
        bands: dict[str, list[Item]] = {band: [] for band in _BANDS}
        links: list[Link] = []
        for reference in children(root, "Template"):
            band, template = self._template(reference, findings)
            if template is not None:
                bands[band] += template.items
                links += template.links
        for band, items in _layers(root, canvas, findings, part):
            bands[band] += items
        physical = Box(0.0, 0.0, area.physical.width, area.physical.height)
        annotations = tuple(self._annotations(ref.page_id, canvas, physical, findings))
        page = Page(
            index=index,
            page_id=ref.page_id,
            width=physical.width,
            height=physical.height,
            application=_application(area),
            items=tuple(item for band in _BANDS for item in bands[band]),
            annotations=annotations,
            stamps=self._stamps(ref.page_id),
            links=(*links, *canvas.links),
            warnings=findings.all(),
        )
        for leniency in page.warnings:
            self._findings.note(leniency.code, leniency.part, leniency.detail)
        return page

    def _scope(self, root: Element, part: str) -> Scope:
        locs = (text_of(loc).strip() for loc in children(root, "PageRes"))
        return self._shelf.resources.page_scope(locs, folder_of(part))

    def _annotations(
        self, page_id: int, canvas: Canvas, page: Box, findings: Findings
    ) -> Iterator[Annotation]:
        for part in self._annotation_parts.get(page_id, ()):
            yield from read_annotations(self.package, part, canvas, page, findings)

    @cached_property
    def _annotation_parts(self) -> dict[int, list[str]]:
        loc = child_text(self._document, "Annotations")
        part = self.package.find(loc, self.folder) if loc else None
        if part is None:
            if loc:
                self._findings.note("part.missing", detail=loc)
            return {}
        try:
            return annotation_parts(self.package, part, self._findings)
        except OverLimit:
            raise
        except OfdError as error:
            self._findings.note(error.code, part)
            return {}

    def _stamps(self, page_id: int) -> tuple[Stamp, ...]:
        return tuple(
            stamp for signature in self.signatures for stamp in signature.stamps if stamp.page_id == page_id
        )

    # -- templates and areas

    @cached_property
    def _template_refs(self) -> dict[int, Element]:
        common = self._common if self._common is not None else self._document
        return {identifier(found.get("ID")): found for found in children(common, "TemplatePage")}

    def _template(self, reference: Element, findings: Findings) -> tuple[str, _Template | None]:
        """The band a page puts a template in, and the template's items."""
        template_id = identifier(reference.get("TemplateID"))
        declared = self._template_refs.get(template_id)
        order = reference.get("ZOrder") or (None if declared is None else declared.get("ZOrder"))
        band = _band(order, "Background")
        if template_id not in self._templates:
            self._templates[template_id] = self._build_template(declared, findings)
        if self._templates[template_id] is None:
            findings.note("template.unusable", detail=template_id)
        return band, self._templates[template_id]

    def _template_root(self, declared: Element | None) -> tuple[Element, str] | None:
        loc = "" if declared is None else declared.get("BaseLoc") or child_text(declared, "BaseLoc")
        part = self._part_or_inside(loc, self.folder, "Content.xml") if loc else None
        if part is None:
            return None
        try:
            return self._xml(part), part
        except OverLimit:
            raise
        except OfdError as error:
            self._findings.note(error.code, part)
            return None

    def _build_template(self, declared: Element | None, findings: Findings) -> _Template | None:
        found = self._template_root(declared)
        if found is None:
            return None
        root, part = found
        canvas = Canvas(self._shelf, self._scope(root, part), findings, part)
        bands: dict[str, list[Item]] = {band: [] for band in _BANDS}
        for band, items in _layers(root, canvas, findings, part):
            bands[band] += items
        return _Template(tuple(item for band in _BANDS for item in bands[band]), tuple(canvas.links))

    @cached_property
    def _default_area(self) -> _Area:
        area = child(self._common, "PageArea")
        return self._read_area(area) if area is not None else _Area(A4, None)

    @cached_property
    def _template_areas(self) -> dict[int, Element]:
        """The areas of those templates that have one."""
        found = {}
        for template_id, declared in self._template_refs.items():
            root = self._template_root(declared)
            area = None if root is None else child(root[0], "Area")
            if area is not None:
                found[template_id] = area
        return found

    def _area(self, page: Element) -> _Area:
        """The page's own area, else that of its first template that has one, else the document's."""
        own = child(page, "Area")
        if own is not None:
            return self._read_area(own)
        for reference in children(page, "Template"):
            area = self._template_areas.get(identifier(reference.get("TemplateID")))
            if area is not None:
                return self._read_area(area)
        return self._default_area

    def _read_area(self, area: Element) -> _Area:
        physical = box(child_text(area, "PhysicalBox") or None)
        if physical is None or physical.width <= 0 or physical.height <= 0:
            self._findings.note("page.bad_size")
            physical = A4
        return _Area(physical, box(child_text(area, "ApplicationBox") or None))


class _Pages(Sequence[Page]):
    """The document's pages, each built when it is taken."""

    def __init__(self, document: OfdDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return self._document.page_count

    def __getitem__(self, index: int) -> Page:  # type: ignore[override]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._document.display(index % len(self))


def _band(word: str | None, default: str) -> str:
    """A layer's or template's band; an unknown word (Custom, a misspelling) counts as Body."""
    word = (word or default).strip().capitalize()
    return word if word in _BANDS else "Body"


def _layers(
    root: Element, canvas: Canvas, findings: Findings, part: str
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    content = child(root, "Content")
    if content is None:
        return
    if len(content) and child(content, "Layer") is None:
        findings.note("layer.missing", part)
        yield "Body", canvas.block(content)
    for layer in children(content, "Layer"):
        kind = layer.get("Type")
        band = _band(kind, "Body")
        if kind is not None and kind.strip().capitalize() not in (*_BANDS, "Custom"):
            findings.note("layer.type_unknown", part, kind)
        yield band, canvas.block(layer, canvas.layer_key(layer))


def _application(area: _Area) -> Box:
    """The shown part of the page, from the PhysicalBox's corner; of zero size when it lies outside."""
    width, height = area.physical.width, area.physical.height
    whole = Box(0.0, 0.0, width, height)
    if area.application is None or area.application.width <= 0 or area.application.height <= 0:
        return whole
    x, y, *size = area.application
    return meet(whole, Box(x - area.physical.x, y - area.physical.y, *size))
