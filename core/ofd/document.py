"""The opened document: pages on demand, and everything the package says around them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from core.ofd.actions import Targets, parse_actions
from core.ofd.colors import Profiles
from core.ofd.display import Action, FontSource, ImageSource, Leniency, Page, Stamp
from core.ofd.errors import (
    NoPages,
    OfdError,
    PackageEncrypted,
    PageUnknown,
    PartMalformed,
    PartMissing,
    VersionUnknown,
)
from core.ofd.findings import Findings
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
from core.ofd.package import Package, folder_of
from core.ofd.pages import PageReader, PageRef, PageRefs
from core.ofd.parts import Parts
from core.ofd.resources import Resources
from core.ofd.shelf import Shelf
from core.ofd.values import resource_id
from core.ofd.xml import child, child_text, children, declared, text_of

if TYPE_CHECKING:
    from core.ofd.annotations import Annot
    from core.ofd.custom_tags import CustomTag, Extension, TagEntry
    from core.ofd.signatures import Signature

_KEPT_PAGES = 8
_TAGGED_PAGES = 200
_VERSION_BYTES = 64 << 10
_INTEGRITY_PARTS = frozenset({"ofdentries.xml"})
_COMMON = ("PageArea", "PublicRes", "DocumentRes", "TemplatePage", "DefaultCS")


def open_ofd(
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    *,
    body: int = 0,
    version: str = "",
    profiles: Profiles | None = None,
) -> OfdDocument:
    """Open a package far enough to count its pages.

    `body` chooses among several documents in one package (`OfdDocument.bodies`), `version` among those of
    its version tree by id (`OfdDocument.versions`; empty: the current one). `profiles` converts colours by
    ICC profiles; without it they are taken as plain grey, RGB or CMYK, with a warning. Raises a subclass of
    `OfdError`: `NotOfd`, `PackageDamaged`, `PackageEncrypted`, `PartMissing`, `PartMalformed`, `NoPages`,
    `VersionUnknown`, `OverLimit` or `CompressionUnknown`.
    """
    package = Package(data, limits)
    try:
        return OfdDocument(package, body, version, profiles)
    except (PartMissing, PartMalformed):
        if package.encrypted:
            raise PackageEncrypted from None
        raise


class OfdDocument:
    """A document of an OFD package. Not for use by several threads at once.

    Pages count from 0. What is asked for first is read first: opening reads two parts, a page its own.
    A side part that is missing or broken (resources, annotations, signatures …) gives nothing and a warning.
    """

    def __init__(
        self, package: Package, body: int = 0, version: str = "", profiles: Profiles | None = None
    ) -> None:
        self.package = package
        self.limits = package.limits
        self.body = body
        self._profiles = profiles
        self._findings = Findings()
        self._parts = Parts(package, self._findings)
        self._kept: OrderedDict[int, Page] = OrderedDict()
        self._texts: dict[int, Mapping[int, str]] = {}
        root_part = package.root_part
        if root_part is None:
            raise PartMissing(part="OFD.xml")
        self._root = self._parts.xml(root_part)
        self._bodies = tuple(children(self._root, "DocBody"))
        if not self._bodies:
            raise NoPages
        if not 0 <= body < len(self._bodies):
            raise VersionUnknown(version=f"document {body + 1}")
        self._body = self._bodies[body]
        self._root_folder = folder_of(root_part)
        self.version, self.part = self._document_part(version)
        self.folder = folder_of(self.part)
        self._document = self._parts.xml(self.part)
        self._refs = PageRefs(self._document, self.part, self.limits.pages)
        self._note_package()

    def _document_part(self, wanted: str) -> tuple[str, str]:
        """The version shown and its Document.xml: the one asked for, the current one, else the DocRoot's."""
        if wanted and all(version.version_id != wanted for version in self.versions):
            raise VersionUnknown(version=wanted)
        for version in self.versions:
            if version.version_id == wanted if wanted else version.current:
                part = self._version_root(version)
                if part is not None:
                    return version.version_id, part
        loc = child_text(self._body, "DocRoot")
        part = None if wanted else self._parts.locate(loc, self._root_folder, "Document.xml")
        if part is None and not wanted:
            part = self._only_document(loc)
        if part is None:
            raise PartMissing(part=loc or "DocRoot")
        return "", part

    def _only_document(self, loc: str) -> str | None:
        """The package's only Document.xml, for a DocRoot that is missing or names nothing."""
        found = [name for name in self.package.names if name.rpartition("/")[2].casefold() == "document.xml"]
        if len(found) != 1 or len(self._bodies) > 1:
            return None
        self._findings.note("location.inexact", found[0], loc)
        return found[0]

    def _version_root(self, version: DocVersion) -> str | None:
        found = self._parts.side(version.part, self._root_folder)
        loc = "" if found is None else child_text(found[0], "DocRoot")
        return self._parts.locate(loc, folder_of(found[1]), "Document.xml") if found and loc else None

    def _note_package(self) -> None:
        note = self._findings.note
        for name in self.package.duplicates:
            note("package.duplicate_name", name)
        for name in self.package.unsafe_names:
            note("package.unsafe_name", detail=name)
        if self.package.encrypted:
            note("package.encrypted_parts")
        if self.package.has_named(_INTEGRITY_PARTS):
            note("package.integrity_protected")
        if self.package.base:
            note("package.root_in_folder", self.package.base)
        if child(self._document, "CommonData") is not None and any(
            child(self._document, name) is not None for name in _COMMON
        ):
            note("document.misplaced", self.part)
        if len(self._bodies) > 1:
            note("package.several_documents", detail=len(self._bodies))

    # -- about the document

    @property
    def page_count(self) -> int:
        return len(self._refs)

    @property
    def page_ids(self) -> tuple[int, ...]:
        return tuple(page.page_id for page in self._refs)

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
        """The version tree, in the package's order; empty when it has none."""
        listed = parse_versions(child(self._body, "Versions"), self._findings)
        return tuple(map(self._named, listed))

    def _named(self, version: DocVersion) -> DocVersion:
        part = self.package.find(version.part, self._root_folder)
        if part is None or self.package.claimed_size(part) > _VERSION_BYTES:
            return version
        found = self._parts.side(version.part, self._root_folder)
        if found is None:
            return version
        name, made = child_text(found[0], "Name"), child_text(found[0], "CreationDate")
        return msgspec.structs.replace(version, name=name, creation_date=made)

    @cached_property
    def permissions(self) -> Permissions:
        return parse_permissions(child(self._document, "Permissions"))

    @cached_property
    def preferences(self) -> ViewerPreferences:
        return parse_preferences(child(self._document, "VPreferences"))

    @cached_property
    def targets(self) -> Targets:
        """Page ids with their index and bookmarks: what a destination can name."""
        pages = _PageIndices(self._refs)
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
        found = self._parts.side(child_text(self._document, "Attachments"), self.folder)
        if found is None:
            return ()
        root, own = found
        attachments = []
        for line in children(root, "Attachment"):
            # The location also stands as the element's own text in the field.
            loc = child_text(line, "FileLoc") or (line.text or "").strip()
            part = self._parts.find_from(own, loc)
            if part is None:
                self._findings.note("attachment.missing", own, line.get("ID", ""))
            size = 0 if part is None else self.package.claimed_size(part)
            attachments.append(parse_attachment(line, part or "", size))
        return tuple(attachments)

    def attachment_bytes(self, attachment: Attachment) -> bytes:
        """An attachment's content. Raises `PartMissing` or another `OfdError`."""
        return self.package.read(attachment.part)

    @cached_property
    def custom_tags(self) -> tuple[CustomTag, ...]:
        """The tags that name objects of the pages from outside, file by file."""
        found = self._parts.side(child_text(self._document, "CustomTags"), self.folder)
        if found is None:
            return ()
        from core.ofd.custom_tags import read_custom_tags  # noqa: PLC0415  few documents have any

        return read_custom_tags(self._parts, *found, self.targets.pages)

    @cached_property
    def extensions(self) -> tuple[Extension, ...]:
        found = self._parts.side(child_text(self._document, "Extensions"), self.folder)
        if found is None:
            return ()
        from core.ofd.custom_tags import parse_extensions  # noqa: PLC0415  few documents have any

        return parse_extensions(found[0])

    def tag_text(self, entry: TagEntry) -> str:
        """What the pages show for a tag: the text of the objects it names, else the tag's own."""
        pages = ((ref.object_id, ref.page) for ref in entry.objects if ref.page is not None)
        return "".join(self._object_texts(page).get(number, "") for number, page in pages) or entry.text

    def _object_texts(self, page: int) -> Mapping[int, str]:
        """The texts of a page's objects; of the first pages asked for only, so that tags cannot cost more."""
        if page not in self._texts:
            if len(self._texts) >= _TAGGED_PAGES:
                self._findings.note("custom_tag.too_many_pages")
                return {}
            from core.ofd.text import object_texts  # noqa: PLC0415  only for tags

            try:
                self._texts[page] = object_texts(self.display(page))
            except OfdError:
                self._texts[page] = {}  # tried once for all tags; drawing the page says what is wrong with it
        return self._texts[page]

    def note(self, code: str, detail: object = "") -> None:
        """Add a leniency met by who reads this document for more than its pages."""
        self._findings.note(code, detail=detail)

    @property
    def signatures_loc(self) -> str:
        """Where the document says its signatures are listed, whether or not that can be read."""
        return child_text(self._body, "Signatures")

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """The signatures as structure, in the order of Signatures.xml; none is verified here."""
        found = self._parts.side(child_text(self._body, "Signatures"), self._root_folder)
        if found is None:
            return ()
        from core.ofd.signatures import read_signatures  # noqa: PLC0415  not every document is signed

        return read_signatures(self._parts, *found, self.targets.pages)

    def signed_value(self, signature_id: str) -> bytes:
        """The signed value of a signature, which holds its seal's picture. Raises `PartMissing`."""
        for signature in self.signatures:
            if signature.signature_id == signature_id and signature.signed_value_part:
                return self.package.read(signature.signed_value_part)
        raise PartMissing(part=f"SignedValue {signature_id}")

    def seal_file(self, signature_id: str) -> bytes:
        """The seal that a signature names beside its signed value. Raises `PartMissing`."""
        for signature in self.signatures:
            if signature.signature_id == signature_id and signature.seal_part:
                return self.package.read(signature.seal_part)
        raise PartMissing(part=f"Seal {signature_id}")

    # -- resources

    @cached_property
    def _shelf(self) -> Shelf:
        resources = Resources(self._parts, self.folder)
        for name in ("PublicRes", "DocumentRes"):
            resources.load((text_of(loc).strip() for loc in declared(self._document, name)), self.folder)
        default_space = next(map(text_of, declared(self._document, "DefaultCS")), "")
        return Shelf(resources, resource_id(default_space), self.targets, self.limits, self._profiles)

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
        ref = self._ref(index)
        kept = self._kept.get(index)
        return self._reader.size(ref) if kept is None else (kept.width, kept.height)

    def page_part(self, index: int) -> str:
        """The name of the page's own part. Raises `PageUnknown` or `PartMissing`."""
        return self._reader.part(self._ref(index))

    def annots(self, index: int) -> tuple[Annot, ...]:
        """What a page's annotations say of themselves, hidden ones too, without reading the page.

        Raises `PageUnknown`, `OverLimit`.
        """
        return self._reader.annots(self._ref(index))

    def display(self, index: int) -> Page:
        """The display list of a page.

        Raises `PageUnknown`, `PartMissing` or `PartMalformed` when there is no such page or nothing of it can
        be read, and `OverLimit` when it is larger than a page may be.
        """
        ref = self._ref(index)
        page = self._kept.get(index)
        if page is None:
            page = self._kept[index] = self._reader.build(index, ref)
            for leniency in page.warnings:
                self._findings.note(leniency.code, leniency.part, leniency.detail)
            if len(self._kept) > _KEPT_PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(index)
        return page

    @cached_property
    def _reader(self) -> PageReader:
        return PageReader(self._parts, self._document, self.folder, self._shelf, self._stamps)

    def _stamps(self, page_id: int) -> tuple[Stamp, ...]:
        return tuple(
            stamp for signature in self.signatures for stamp in signature.stamps if stamp.page_id == page_id
        )

    def _ref(self, index: int) -> PageRef:
        if not 0 <= index < len(self._refs):
            raise PageUnknown(index=index, count=len(self._refs))
        return self._refs[index]


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


class _PageIndices(Mapping[int, int]):
    """The index of each page by its id; made when something names a page, not when a document is opened."""

    def __init__(self, refs: PageRefs) -> None:
        self._refs = refs

    def __getitem__(self, page_id: int) -> int:
        return self._found[page_id]

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for index, page in enumerate(self._refs):
            found.setdefault(page.page_id, index)
        return found
