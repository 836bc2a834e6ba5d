"""What can stop an OFD package from being opened or one of its pages from being drawn."""

from __future__ import annotations

from typing import ClassVar

from core.errors import DocumentError


class OfdError(DocumentError):
    """An OFD package that cannot be used."""

    code: ClassVar[str] = "ofd"


class NotOfd(OfdError):
    """The bytes are no ZIP archive at all; `size` is how many there were."""

    code: ClassVar[str] = "ofd.not_a_package"
    size: int


class PackageDamaged(OfdError):
    """The archive is cut off or contradicts itself; `part` is empty when its directory is concerned."""

    code: ClassVar[str] = "ofd.damaged"
    part: str = ""


class PackageEncrypted(OfdError):
    """The package, or a part of it, is encrypted (GM/T 0099 or the archive's own way)."""

    code: ClassVar[str] = "ofd.encrypted"


class CompressionUnknown(OfdError):
    """A part is packed by a method other than store and deflate."""

    code: ClassVar[str] = "ofd.compression_unknown"
    part: str
    method: int


class PartMissing(OfdError):
    """A part the document cannot do without is not in the package: OFD.xml, Document.xml or a page."""

    code: ClassVar[str] = "ofd.part_missing"
    part: str


class PartMalformed(OfdError):
    """A part is not well-formed XML, or declares a document type; `line` is 0 when it is not known."""

    code: ClassVar[str] = "ofd.part_malformed"
    part: str
    line: int = 0


class NoPages(OfdError):
    """The document names no page."""

    code: ClassVar[str] = "ofd.no_pages"


class VersionUnknown(OfdError):
    """Somebody asked for a version, or a document of the package, that it does not have."""

    code: ClassVar[str] = "ofd.version_unknown"
    version: str


class PageUnknown(OfdError):
    """Somebody asked for a page the document does not have; `index` counts from 0."""

    code: ClassVar[str] = "ofd.page_unknown"
    index: int
    count: int


class DocumentSealed(OfdError):
    """The document is sealed or signed: nothing may be written into it."""

    code: ClassVar[str] = "ofd.sealed"


class MarksUnreadable(OfdError):
    """A kept layer of marks is damaged, or of a later version of this program."""

    code: ClassVar[str] = "ofd.marks_unreadable"


class MarksTooMany(OfdError):
    """A layer of marks grew past what one file can carry; what was kept before stays."""

    code: ClassVar[str] = "ofd.marks_too_many"
    count: int
    limit: int


class OverLimit(OfdError):
    """The document asks for more than a reader grants; `limit` is the field of `Limits` it passed."""

    code: ClassVar[str] = "ofd.over_limit"
    limit: str
    allowed: int
    part: str = ""
