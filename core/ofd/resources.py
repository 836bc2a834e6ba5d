"""Resource files: fonts, colour spaces, draw parameters, media and composite units by id (GB/T 33190 7.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from core.ofd.display import FontSource, ImageKind, ImageSource
from core.ofd.errors import OfdError, OverLimit
from core.ofd.package import folder_of, join_loc
from core.ofd.parts import Parts
from core.ofd.values import NAMED, resource_id, truth
from core.ofd.xml import Element, child_text, local

KINDS = ("ColorSpace", "DrawParam", "Font", "MultiMedia", "CompositeGraphicUnit")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", ImageKind.PNG),
    (b"\xff\xd8\xff", ImageKind.JPEG),
    (b"GIF8", ImageKind.GIF),
    (b"BM", ImageKind.BMP),
    (b"II*\0", ImageKind.TIFF),
    (b"MM\0*", ImageKind.TIFF),
    (b"\x97JB2\r\n\x1a\n", ImageKind.JBIG2),
    (b"\0\0\0\x0cjP  ", ImageKind.JPEG2000),
    (b"\xff\x4f\xff\x51", ImageKind.JPEG2000),
)


_SVG_HEAD = 4_096


class Definition(msgspec.Struct, frozen=True):
    """A resource's element, the file it stands in and the folders its data may be in, best first."""

    element: Element
    part: str
    folders: tuple[str, ...]


class Scope(msgspec.Struct, frozen=True):
    """How a page's references become keys: ids that its own resource files define anew get keys of theirs."""

    renamed: Mapping[tuple[str, int], int]

    def key(self, kind: str, reference: int) -> int:
        return self.renamed.get((kind, reference), reference)


DOCUMENT_SCOPE = Scope({})


class Resources:
    """Everything the document's resource files define, by kind and key. A file that is bad fails alone."""

    def __init__(self, parts: Parts, document_folder: str) -> None:
        self.findings = parts.findings
        self._parts = parts
        self._package = parts.package
        self._document_folder = document_folder
        self._definitions: dict[str, dict[int, Definition]] = {kind: {} for kind in KINDS}
        self._scopes: dict[tuple[str, ...], Scope] = {}
        self._count = 0

    def load(self, locs: Iterable[str], folder: str) -> None:
        """Add the document's own resource files; of two equal ids the first counts."""
        for part, kind, reference, definition in self._read_all(locs, folder):
            if reference in self._definitions[kind]:
                self.findings.note("resource.id_twice", part, reference)
            else:
                self._definitions[kind][reference] = definition

    def page_scope(self, locs: Iterable[str], folder: str) -> Scope:
        """Add a page's resource files and answer how its references read now."""
        wanted = tuple(locs)
        if not wanted:
            return DOCUMENT_SCOPE
        known = (folder, *wanted)
        if known not in self._scopes:
            self._scopes[known] = self._overlay(wanted, folder)
        return self._scopes[known]

    def find(self, kind: str, key: int) -> Definition | None:
        return self._definitions[kind].get(key)

    def font(self, key: int) -> FontSource:
        """The font as declared, with its program's bytes when the package holds them.

        An unknown key answers a font without a name, for the painter's default.
        """
        definition = self.find("Font", key)
        if definition is None:
            return FontSource(key=key, name="")
        element = definition.element
        loc = child_text(element, "FontFile")
        return FontSource(
            key=key,
            name=element.get("FontName", ""),
            family=element.get("FamilyName", ""),
            charset=(element.get("Charset") or element.get("CharSet") or "unicode").casefold(),
            italic=truth(element.get("Italic"), False),
            bold=truth(element.get("Bold"), False),
            serif=truth(element.get("Serif"), False),
            fixed_width=truth(element.get("FixedWidth"), False),
            program=self.data(definition, loc, "font.file_missing") if loc else None,
        )

    def fonts(self) -> tuple[int, ...]:
        return tuple(self._definitions["Font"])

    def image(self, key: int) -> ImageSource:
        """The picture's bytes; empty, with a finding, when the package does not hold them."""
        definition = self.find("MultiMedia", key)
        if definition is None:
            return ImageSource(key=key, kind=ImageKind.UNKNOWN, declared="", data=b"")
        data = self.data(definition, child_text(definition.element, "MediaFile"), "image.file_missing") or b""
        kind = image_kind(data)
        if kind is ImageKind.UNKNOWN and b"<svg" in data[:_SVG_HEAD]:
            self.findings.note("image.svg", definition.part, definition.element.get("ID", ""))
        elif kind is ImageKind.UNKNOWN and data:
            from core.ofd.wrapped import unwrapped  # noqa: PLC0415  hardly ever

            inner = unwrapped(data)
            if image_kind(inner) is not ImageKind.UNKNOWN:
                self.findings.note("image.wrapped", definition.part, definition.element.get("ID", ""))
                data, kind = inner, image_kind(inner)
        return ImageSource(key=key, kind=kind, declared=definition.element.get("Format", ""), data=data)

    def data(self, definition: Definition, loc: str, missing: str) -> bytes | None:
        """The bytes of a file that a resource names; None, with the finding `missing`, without one."""
        found = (self._package.find(loc, folder) for folder in definition.folders)
        name = next((name for name in found if name is not None), None) or self._parts.find(loc, "")
        if name is None:
            self.findings.note(missing, definition.part, definition.element.get("ID", ""))
            return None
        try:
            return self._parts.shown(name)
        except OfdError as error:
            self.findings.note(error.code, name)
            return None

    def _overlay(self, locs: Iterable[str], folder: str) -> Scope:
        renamed: dict[tuple[str, int], int] = {}
        for _, kind, reference, definition in self._read_all(locs, folder):
            table = self._definitions[kind]
            key = reference if reference not in table else -len(table) - 1
            table[key] = definition
            if key != reference:
                renamed[kind, reference] = key
        return Scope(renamed)

    def _read_all(self, locs: Iterable[str], folder: str) -> list[tuple[str, str, int, Definition]]:
        found = []
        for loc in locs:
            part = self._parts.find(loc, folder)
            if part is None:
                self.findings.note("resource.part_missing", folder, loc)
                continue
            root = self._parts.readable(part)
            if root is not None:
                found += self._read(root, part)
        return found

    def _read(self, root: Element, part: str) -> list[tuple[str, str, int, Definition]]:
        limit = self._package.limits.resources
        folders = self._folders(root.get("BaseLoc"), folder_of(part))
        found = []
        for group in root:
            # A resource without its group around it is met in files set by hand.
            for element in (group,) if local(group) in KINDS else group:
                kind = local(element)
                if kind not in KINDS:
                    self.findings.note("resource.kind_unknown", part, kind)
                    continue
                reference = resource_id(element.get("ID"))
                if not reference or reference >= NAMED:
                    self.findings.note("resource.id_not_a_number", part, element.get("ID", ""))
                found.append((part, kind, reference, Definition(element, part, folders)))
        self._count += len(found)
        if self._count > limit:
            raise OverLimit(limit="resources", allowed=limit, part=part)
        return found

    def _folders(self, base: str | None, folder: str) -> tuple[str, ...]:
        """BaseLoc, the Res file's folder, the document's, the root, BaseLoc from those two."""
        folders = [folder, self._document_folder, ""]
        if base is not None:
            based = (join_loc(start, base) for start in (self._document_folder, ""))
            folders += [inner for inner in based if inner is not None]
            if (inner := join_loc(folder, base)) is not None:
                folders.insert(0, inner)
        return tuple(dict.fromkeys(folders))


def image_kind(data: bytes) -> ImageKind:
    """What the first bytes say the picture is."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return ImageKind.WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ImageKind.UNKNOWN
