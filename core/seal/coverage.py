"""What each signature of a package covers, and what reaches the reader past it (SEALS.md 7, step 12).

A later seal needs parts of its own, and others may lay something beside a sealed document: that is said
as a warning. What the sealed parts themselves speak of is another matter: were it not covered, it could
be exchanged under the seal, or be put where readers find it first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from core.crypto import der
from core.errors import AppError
from core.ofd import OverLimit, Package
from core.ofd.package import LONGEST_LOC
from core.ofd.xml import Element, local, parse_xml
from core.seal.linkage import SignatureFile, SignatureList
from core.seal.report import Code, Finding

MAX_LISTED_PARTS = 20
_ROOT = "ofd.xml"
_USUAL = frozenset({_ROOT, "document.xml", "content.xml"})
"""Names that readers look for where a location names a folder, or nothing at all."""
_SHOWN = frozenset(
    [
        "TextCode",
        "TextObject",
        "Layer",
        "Content",
        "Page",
        "PageBlock",
        "CellContent",
        "Pattern",
        "Clip",
        "Area",
        "Text",
        "Appearance",
        "Annot",
        "PageAnnot",
        "CompositeGraphicUnit",
        "CompositeGraphicUnits",
        "Res",
    ]
)
"""Elements whose text is what a page shows: it may speak of files, but leads no reader to any."""
_MOST_ATTRIBUTES = 100
_MARKUP = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def coverage_findings(package: Package, signatures: SignatureList) -> tuple[tuple[Finding, ...], ...]:
    """For each signature: parts nobody protects, parts it should protect itself, parts added after it."""
    return _Coverage(package, signatures).findings()


@dataclass(frozen=True, slots=True)
class _Signed:
    """What one signature covers, and the parts of its own that it cannot cover."""

    cover: frozenset[str]
    own: frozenset[str]
    folder: str

    @classmethod
    def of(cls, signature: SignatureFile) -> _Signed:
        value = signature.signed_value_part
        return cls(
            cover=frozenset(each.part for each in signature.references if each.part is not None),
            own=frozenset({signature.part, *([value] if value else [])}),
            folder=signature.part.rpartition("/")[0],
        )


class _Coverage:
    def __init__(self, package: Package, signatures: SignatureList) -> None:
        self._package = package
        self._values: dict[str, bool] = {}
        self._lists = frozenset(signatures.list_parts)
        self._signed = tuple(_Signed.of(signature) for signature in signatures.signatures)
        self._free = self._lists.union(*(each.own for each in self._signed))
        self._seal_parts = frozenset(
            part
            for each in signatures.signatures
            for part in (each.signed_value_part, each.seal_part)
            if part is not None
        )

    def findings(self) -> tuple[tuple[Finding, ...], ...]:
        return tuple(tuple(self._of(number)) for number in range(len(self._signed)))

    def _of(self, number: int) -> Iterator[Finding]:
        signed, last = self._signed[number], number == len(self._signed) - 1
        exposed = self._exposed(signed)
        others: list[str]
        if last:
            anywhere = frozenset().union(*(each.cover for each in self._signed))
            exposed |= {part for part in self._package.names if part not in anywhere | self._free}
            others = []
        else:
            later = tuple(each.folder + "/" for each in self._signed[number + 1 :] if each.folder)
            others = [
                part
                for part in self._package.names
                if part not in signed.cover | self._free | exposed and not part.startswith(later)
            ]
        yield from _listed(Code.UNCOVERED, [part for part in self._package.names if part in exposed])
        yield from _listed(Code.ADDED_AFTER, others)

    def _exposed(self, signed: _Signed) -> set[str]:
        """Parts that the covered ones lead a reader to, and that are not covered themselves."""
        outside = self._outside(signed)
        if not outside:
            return set()
        spoken_of = _USUAL.union(*(self._mentions[part] for part in signed.cover if part in self._mentions))
        return {part for part in outside if _base(part) in spoken_of}

    def _outside(self, signed: _Signed) -> list[str]:
        known = signed.cover | signed.own | self._lists
        outside = [part for part in self._package.names if part not in known]
        return [part for part in outside if part not in self._seal_parts or not self._is_value(part)]

    def _is_value(self, part: str) -> bool:
        if part not in self._values:
            self._values[part] = _is_der(self._package, part)
        return self._values[part]

    @cached_property
    def _mentions(self) -> dict[str, frozenset[str]]:
        """For each part of the document proper: which of the names that matter it contains."""
        wanted = frozenset(_base(part) for signed in self._signed for part in self._outside(signed))
        covered = frozenset().union(*(signed.cover for signed in self._signed)) - self._free
        return {
            part: _mentioned(self._package, part, wanted) for part in self._package.names if part in covered
        }


def _is_der(package: Package, part: str) -> bool:
    """Whether the part is one whole DER value, as seals and signed values are: it reads as nothing else."""
    try:
        return der.parse(der.as_definite(package.read(part))).tag == der.SEQUENCE
    except AppError:
        return False


def _base(part: str) -> str:
    return part.rpartition("/")[2].casefold()


def _mentioned(package: Package, part: str, wanted: frozenset[str]) -> frozenset[str]:
    """Those of `wanted` that a text or an attribute of the part has as a step of a path."""
    try:
        content = package.read(part)
        if not content.lstrip(b" \t\r\n\0").startswith(_MARKUP):
            return frozenset()
        root = parse_xml(content, part, package.limits, lambda: None)
    except OverLimit:
        return wanted  # too large to be looked through, but not for every reader
    except AppError:
        return frozenset()
    found: set[str] = set()
    for element in root.iter():
        if len(element.attrib) > _MOST_ATTRIBUTES:
            return wanted
        shown = local(element) in _SHOWN
        for text in (*(() if shown else (_text(element),)), *element.attrib.values()):
            loc = str(text).strip()  # as who reads it does, before anything else
            if len(loc) <= LONGEST_LOC:
                found.update(wanted.intersection(_steps(loc)))
    return frozenset(found)


def _text(element: Element) -> str:
    """The text in the element and all it holds, as far as a location can be long."""
    text = ""
    for piece in element.itertext():
        text = (text + str(piece)).lstrip()
        if len(text) > LONGEST_LOC:
            break
    return text


def _steps(loc: str) -> Iterator[str]:
    """Every step of a path, as written and URL-decoded, without regard to case: as readers look for it."""
    readings = {loc}
    if "%" in loc:
        readings |= {unquote(loc, encoding=encoding, errors="replace") for encoding in ("utf-8", "gb18030")}
    for reading in readings:
        yield from (step.strip().casefold() for step in reading.replace("\\", "/").split("/"))


def _listed(code: Code, parts: Sequence[str]) -> Iterator[Finding]:
    if parts:
        yield Finding(code, {"count": str(len(parts)), "parts": " ".join(parts[:MAX_LISTED_PARTS])})
