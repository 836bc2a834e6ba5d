"""How an OFD package links its signatures: OFD.xml -> Signatures.xml -> Signature.xml (GB/T 33190 18).

Reading is lenient where the field is, because a broken link must not make a sealed document look
unsigned: what was repaired or found without a link is said in `faults`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import AppError
from core.ofd.display import Box
from core.ofd.package import Package, folder_of, join_loc
from core.ofd.signatures import ALIKE, alike
from core.ofd.values import box, identifier
from core.ofd.xml import Element, child, child_text, children, local, parse_xml, text_of

MAX_SIGNATURES = 1000
DEFAULT_CHECK_METHOD = "MD5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A protected file: as written, the part it names if there is one, and its expected digest."""

    file_ref: str
    part: str | None
    leaves_package: bool
    check_value: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StampAnnot:
    """Where the seal is drawn: boxes in mm, `clip` relative to the boundary's top left."""

    stamp_id: str
    page_id: int
    boundary: Box | None
    clip: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFile:
    """One Signature.xml and what it names; parts are None when they are not in the package."""

    signature_id: str
    type: str
    part: str
    xml: bytes
    date_time: str
    check_method: str
    references: tuple[Reference, ...]
    stamps: tuple[StampAnnot, ...]
    malformed: bool
    """The file is missing, broken, or lacks what it must have; the rest is what could be saved."""
    names_seal: bool
    seal_part: str | None
    signed_value_part: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureList:
    """Every signature of a package, in the order of its list, oldest first."""

    list_parts: tuple[str, ...]
    signatures: tuple[SignatureFile, ...]
    faults: tuple[str, ...]
    unlinked: tuple[str, ...]
    """Lists that OFD.xml does not name, and signatures that no list names; they are judged all the same."""
    ambiguous: tuple[str, ...]
    """Lists in which two signatures have one id: a reader may draw one's seal in the other's place."""
    highest_id: int
    """The highest number in any id of the signatures' id space, 0 when there is none."""


def read_signatures(package: Package) -> SignatureList:
    """The signatures of a package; parts that cannot be read become faults, never errors."""
    faults: list[str] = []
    linked = tuple(_linked_lists(package, faults))
    orphans = () if linked else tuple(_not_empty(package, "signatures.xml"))
    parts = linked or orphans
    ambiguous: list[str] = []
    listed = [entry for part in parts for entry in _listed(package, part, faults, ambiguous)]
    named = {part for _, _, part in listed}
    unlisted = [part for part in _not_empty(package, "signature.xml") if part not in named]
    listed[:0] = (("", "Seal", part) for part in unlisted)
    if len(listed) > MAX_SIGNATURES:
        faults.append("too many signatures")
    signatures = tuple(_signature(package, *entry) for entry in listed[:MAX_SIGNATURES])
    return SignatureList(
        list_parts=parts,
        signatures=signatures,
        highest_id=max(map(_id_number, _ids(package, parts, signatures)), default=0),
        faults=tuple(faults),
        unlinked=(*orphans, *unlisted),
        ambiguous=tuple(ambiguous),
    )


def _ids(
    package: Package, list_parts: tuple[str, ...], signatures: tuple[SignatureFile, ...]
) -> Iterator[str]:
    for part in list_parts:
        root = _root(package, part, [])
        for element in _children(root, "MaxSignId"):
            yield text_of(element)
    for signature in signatures:
        yield signature.signature_id
        yield from (stamp.stamp_id for stamp in signature.stamps)


def _id_number(text: str) -> int:
    digits = re.search(r"(\d{1,9})\s*$", text.partition(ALIKE)[0], re.ASCII)
    return int(digits.group(1)) if digits else 0


def _not_empty(package: Package, base: str) -> Iterator[str]:
    """Parts of that name, in any folder; some writers leave empty ones as placeholders, which say nothing."""
    for name in package.names:
        if name.rpartition("/")[2].casefold() == base and _content(package, name) != b"":
            yield name


def _root(package: Package, part: str, faults: list[str]) -> Element | None:
    try:
        return parse_xml(package.read(part), part, package.limits, lambda: faults.append(part))
    except AppError:
        faults.append(part)
        return None


def _linked_lists(package: Package, faults: list[str]) -> Iterator[str]:
    root_part = package.find("OFD.xml")
    root = None if root_part is None else _root(package, root_part, faults)
    if root is None:
        return
    seen = set()
    for body in children(root, "DocBody"):
        loc = child_text(body, "Signatures")
        if not loc:
            continue
        part = package.find(loc)
        if part is None:
            faults.append(loc)
        elif part not in seen:
            seen.add(part)
            yield part


def _listed(
    package: Package, part: str, faults: list[str], ambiguous: list[str]
) -> Iterator[tuple[str, str, str]]:
    root = _root(package, part, faults)
    if root is None or local(root) != "Signatures":
        faults.append(part)
        return
    entries = tuple(children(root, "Signature"))
    ids = [entry.get("ID") or str(order) for order, entry in enumerate(entries)]
    if len(set(ids)) < len(ids):
        ambiguous.append(part)
    seen: set[str] = set()
    for order, entry in enumerate(entries):
        loc = child_text(entry, "BaseLoc")
        if (entry.get("BaseLoc") or loc).strip() != loc:
            faults.append(part)  # readers would differ in which of the two they go by
        found = package.find(loc, folder_of(part)) if loc else None
        signature_id = alike(ids[order], order) if ids[order] in seen else entry.get("ID") or ""
        seen.add(ids[order])
        yield signature_id, entry.get("Type") or "Seal", found or loc


def _signature(package: Package, signature_id: str, type_: str, part: str) -> SignatureFile:
    faults: list[str] = []
    folder = folder_of(part)
    xml = _content(package, part)
    root = None if xml is None else _root(package, part, faults)
    info = child(root, "SignedInfo")
    references = child(info, "References")
    seal_loc = child_text(child(info, "Seal"), "BaseLoc")
    signed_value_loc = child_text(root, "SignedValue")
    signed_value_part = package.find(signed_value_loc, folder) if signed_value_loc else None
    return SignatureFile(
        signature_id=signature_id,
        type=type_,
        part=part,
        xml=xml or b"",
        date_time=child_text(info, "SignatureDateTime"),
        check_method=(_attribute(references, "CheckMethod") or DEFAULT_CHECK_METHOD).strip(),
        references=tuple(
            _reference(package, folder, element) for element in _children(references, "Reference")
        ),
        stamps=tuple(_stamp(element) for element in _children(info, "StampAnnot")),
        malformed=bool(faults) or signed_value_part is None or references is None,
        names_seal=bool(seal_loc),
        seal_part=package.find(seal_loc, folder) if seal_loc else None,
        # Where a damaged file no longer names it, the usual place still tells who signed what.
        signed_value_part=signed_value_part or package.find("SignedValue.dat", folder),
    )


def _content(package: Package, part: str) -> bytes | None:
    try:
        return package.read(part)
    except AppError:
        return None


def _attribute(element: Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)


def _children(element: Element | None, name: str) -> tuple[Element, ...]:
    return () if element is None else tuple(children(element, name))


def _reference(package: Package, folder: str, element: Element) -> Reference:
    file_ref = (element.get("FileRef") or "").strip()
    try:
        check_value = base64.b64decode("".join(child_text(element, "CheckValue").split()), validate=True)
    except (binascii.Error, ValueError):
        check_value = None
    return Reference(
        file_ref=file_ref,
        part=package.find(file_ref, folder, above=False) if file_ref else None,
        leaves_package=join_loc(folder, file_ref) is None,
        check_value=check_value,
    )


def _stamp(element: Element) -> StampAnnot:
    return StampAnnot(
        stamp_id=element.get("ID") or "",
        page_id=identifier(element.get("PageRef")),
        boundary=box(element.get("Boundary")),
        clip=box(element.get("Clip")),
    )
