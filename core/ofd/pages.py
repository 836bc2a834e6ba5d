"""Pages built one by one: areas, templates, layers, annotations and stamps in drawing order (7.7, 8.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from core.ofd.actions import parse_actions
from core.ofd.content import Canvas
from core.ofd.display import Box, Item, Link, Page, Stamp
from core.ofd.errors import NoPages, OverLimit, PartMalformed, PartMissing
from core.ofd.findings import Findings
from core.ofd.geometry import meet
from core.ofd.package import folder_of
from core.ofd.parts import Parts
from core.ofd.resources import Scope
from core.ofd.shelf import Shelf
from core.ofd.values import A4, box, identifier, page_key, resource_id
from core.ofd.xml import Element, child, child_text, children, declared, text_of, which_first

if TYPE_CHECKING:
    from core.ofd.annotations import Annot, Annotations

_BANDS = ("Background", "Body", "Foreground")
_BEGINNING_BYTES = 1_024
_SIZES_MAX = 16
_SIDE_MAX = 100_000.0
_TELLING = re.compile(rb".*?(?:</(?:[\w.-]+:)?Area\s*>|<(?:[\w.-]+:)?Content\b[^<>]*>)", re.DOTALL)


class PageRef(msgspec.Struct, frozen=True):
    """A page as Document.xml names it. `key` is what annotations call it by: its id, or a word."""

    page_id: int
    loc: str
    key: int | str


class _Area(msgspec.Struct, frozen=True):
    physical: Box
    application: Box | None


class _Template(msgspec.Struct, frozen=True):
    """What a template shows; `cost` is what it takes of the limits of each page that names it."""

    items: tuple[Item, ...]
    links: tuple[Link, ...]
    cost: tuple[int, int, int]


class PageRefs(Sequence[PageRef]):
    """The document's pages in order, each read when it is taken: opening needs few of many.

    Raises `NoPages`, or `OverLimit` when there are more than `limit`.
    """

    def __init__(self, document: Element, part: str, limit: int) -> None:
        self._pages = tuple(islice(children(child(document, "Pages"), "Page"), limit + 1))
        if len(self._pages) > limit:
            raise OverLimit(limit="pages", allowed=limit, part=part)
        if not self._pages:
            raise NoPages

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, index: int) -> PageRef:  # type: ignore[override]
        page = self._pages[index]
        loc = page.get("BaseLoc") or child_text(page, "BaseLoc")
        return PageRef(identifier(page.get("ID")), loc, page_key(page.get("ID")))


class PageReader:
    """Reads single pages of one document. `stamps` answers the seals of a page id."""

    def __init__(
        self,
        parts: Parts,
        document: Element,
        folder: str,
        shelf: Shelf,
        stamps: Callable[[int], tuple[Stamp, ...]],
    ) -> None:
        self._parts = parts
        self._document = document
        self._folder = folder
        self._shelf = shelf
        self._stamps = stamps
        self._templates: dict[int, _Template | None] = {}
        self._sizes: dict[bytes, tuple[float, float]] = {}

    def size(self, ref: PageRef) -> tuple[float, float]:
        """Width and height of the PhysicalBox in mm; the content is not parsed unless it must be.

        Pages mostly begin alike: one that begins as another did, as far as that told its size, is as large.
        """
        try:
            part = self.part(ref)
        except PartMissing:
            return self._default_area.physical[2:]
        beginning = self._parts.package.beginning(part, _BEGINNING_BYTES)
        for known, size in self._sizes.items():
            if beginning.startswith(known):
                return size
        size = self._read_size(part)
        telling = _TELLING.match(beginning)
        if telling is not None and len(self._sizes) < _SIZES_MAX:
            first = which_first(telling[0], "Area", "Content")
            plain = not self._template_areas and size == self._default_area.physical[2:]
            if first == "Area" or (first == "Content" and plain):
                self._sizes[telling[0]] = size
        return size

    def _read_size(self, part: str) -> tuple[float, float]:
        try:
            area = self._parts.head(part, "Area", "Content")
            if area is None and self._template_areas:
                return self._area(self._parts.xml(part)).physical[2:]
        except (PartMissing, PartMalformed):
            area = None
        return (self._default_area if area is None else self._read_area(area)).physical[2:]

    def build(self, index: int, ref: PageRef) -> Page:
        """The display list of a page. Raises `PartMissing`, `PartMalformed` or `OverLimit`."""
        findings = Findings()
        part = self.part(ref)
        root = self._parts.xml(part, findings)
        area = self._area(root)
        canvas = Canvas(self._shelf, self._scope(root, part), findings, part)
        bands: dict[str, list[Item]] = {band: [] for band in _BANDS}
        links: list[Link] = []
        for reference in children(root, "Template"):
            band, template = self._template(reference, findings)
            if template is not None:
                canvas.spend(*template.cost)
                bands[band] += template.items
                links += template.links
        for band, items in _layers(root, canvas, findings, part):
            bands[band] += items
        whole = Box(0.0, 0.0, area.physical.width, area.physical.height)
        annotations = self._annotations(ref, canvas, whole)
        return Page(
            index=index,
            page_id=ref.page_id,
            width=whole.width,
            height=whole.height,
            application=_application(area),
            items=tuple(item for band in _BANDS for item in bands[band]),
            annotations=annotations.shown if annotations else (),
            print_annotations=annotations.printed if annotations else (),
            stamps=self._stamps(ref.page_id),
            links=(*links, *canvas.links),
            open_actions=parse_actions(child(root, "Actions"), "PO", self._shelf.targets),
            warnings=findings.all(),
        )

    def annots(self, ref: PageRef) -> tuple[Annot, ...]:
        """What the page's annotations say of themselves. Raises `OverLimit`."""
        from core.ofd.annotations import read_annots  # noqa: PLC0415  when somebody asks for them

        return read_annots(self._parts, self._annotation_parts.get(ref.key, ()))

    def _annotations(self, ref: PageRef, canvas: Canvas, whole: Box) -> Annotations | None:
        names = self._annotation_parts.get(ref.key)
        if names is None:
            return None
        from core.ofd.annotations import read_annotations  # noqa: PLC0415  few pages have any

        return read_annotations(self._parts, names, canvas, whole)

    def part(self, ref: PageRef) -> str:
        """The name of the page's own part. Raises `PartMissing`."""
        part = self._parts.locate(ref.loc, self._folder, "Content.xml") if ref.loc else None
        if part is None:
            raise PartMissing(part=ref.loc or f"Page {ref.page_id}")
        return part

    def _scope(self, root: Element, part: str) -> Scope:
        locs = (text_of(loc).strip() for loc in children(root, "PageRes"))
        return self._shelf.resources.page_scope(locs, folder_of(part))

    @cached_property
    def _annotation_parts(self) -> dict[int | str, list[str]]:
        found = self._parts.side(child_text(self._document, "Annotations"), self._folder)
        if found is None:
            return {}
        from core.ofd.annotations import annotation_parts  # noqa: PLC0415  few documents have any

        return annotation_parts(self._parts, *found)

    # -- templates

    @cached_property
    def _template_refs(self) -> dict[int, Element]:
        return {resource_id(found.get("ID")): found for found in declared(self._document, "TemplatePage")}

    def _template(self, reference: Element, findings: Findings) -> tuple[str, _Template | None]:
        """The band a page puts a template in, and what the template shows."""
        template_id = resource_id(reference.get("TemplateID"))
        declared = self._template_refs.get(template_id)
        order = reference.get("ZOrder") or (None if declared is None else declared.get("ZOrder"))
        if template_id not in self._templates:
            self._templates[template_id] = self._build_template(declared, findings)
        if self._templates[template_id] is None:
            findings.note("template.unusable", detail=template_id)
        return _band(order, "Background"), self._templates[template_id]

    def _template_root(self, declared: Element | None) -> tuple[Element, str] | None:
        loc = "" if declared is None else declared.get("BaseLoc") or child_text(declared, "BaseLoc")
        part = self._parts.locate(loc, self._folder, "Content.xml") if loc else None
        root = None if part is None else self._parts.readable(part)
        return None if root is None or part is None else (root, part)

    def _build_template(self, declared: Element | None, findings: Findings) -> _Template | None:
        """A template's layers in their own order; templates inside it are ignored (7.7)."""
        found = self._template_root(declared)
        if found is None:
            return None
        root, part = found
        canvas = Canvas(self._shelf, self._scope(root, part), findings, part)
        bands: dict[str, list[Item]] = {band: [] for band in _BANDS}
        for band, items in _layers(root, canvas, findings, part):
            bands[band] += items
        items = tuple(item for band in _BANDS for item in bands[band])
        return _Template(items, tuple(canvas.links), canvas.cost)

    # -- areas

    def _area(self, page: Element) -> _Area:
        """The page's own area, else that of its first template that has one, else the document's."""
        own = child(page, "Area")
        if own is not None:
            return self._read_area(own)
        for reference in children(page, "Template"):
            area = self._template_areas.get(resource_id(reference.get("TemplateID")))
            if area is not None:
                return self._read_area(area)
        return self._default_area

    @cached_property
    def _declared_area(self) -> Element | None:
        return next(declared(self._document, "PageArea"), None)

    @cached_property
    def _default_area(self) -> _Area:
        area = self._declared_area
        return self._read_area(area) if area is not None else _Area(A4, None)

    @cached_property
    def _template_areas(self) -> dict[int, Element]:
        """The areas of those templates that have one."""
        found = {}
        for template_id, template in self._template_refs.items():
            root = self._template_root(template)
            area = None if root is None else child(root[0], "Area")
            if area is not None:
                found[template_id] = area
        return found

    def _read_area(self, area: Element) -> _Area:
        physical = _paper(area, "PhysicalBox")
        if physical is None:
            self._parts.findings.note("page.bad_size")
            common = self._declared_area
            if common is not None and common is not area:
                physical = _paper(common, "PhysicalBox")
            physical = physical or _paper(area, "ApplicationBox") or _paper(area, "ContentBox") or A4
        return _Area(physical, box(child_text(area, "ApplicationBox") or None))


def _paper(area: Element, name: str) -> Box | None:
    """A box of an area that a page can be as large as."""
    found = box(child_text(area, name) or None)
    return found if found and 0 < found.width <= _SIDE_MAX and 0 < found.height <= _SIDE_MAX else None


def _band(word: str | None, default: str) -> str:
    """A layer's or template's band; an unknown word (Custom, a misspelling) counts as Body."""
    word = (word or default).strip().capitalize()
    return word if word in _BANDS else "Body"


def _layers(
    root: Element, canvas: Canvas, findings: Findings, part: str
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for content in (*children(root, "Content"), root):
        if content is not root and len(content) and child(content, "Layer") is None:
            findings.note("layer.missing", part)
            yield "Body", canvas.block(content)
        for layer in children(content, "Layer"):
            kind = layer.get("Type")
            if kind is not None and kind.strip().capitalize() not in (*_BANDS, "Custom"):
                findings.note("layer.type_unknown", part, kind)
            yield _band(kind, "Body"), canvas.block(layer, canvas.layer_key(layer))


def _application(area: _Area) -> Box:
    """The shown part of the page, from the PhysicalBox's corner; of zero size when it lies outside."""
    whole = Box(0.0, 0.0, area.physical.width, area.physical.height)
    if area.application is None or area.application.width <= 0 or area.application.height <= 0:
        return whole
    x, y, width, height = area.application
    return meet(whole, Box(x - area.physical.x, y - area.physical.y, width, height))
