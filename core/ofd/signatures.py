"""Signatures.xml and Signature.xml as structure: what is signed, by which method, where its seal shows.

Nothing is verified here (GB/T 33190 18); `core.seal` reads the signed values.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from core.ofd.display import Box, Stamp
from core.ofd.findings import Findings
from core.ofd.parts import Parts
from core.ofd.values import box, identifier, upright
from core.ofd.xml import Element, child, child_text, children, text_of

_MOST_SIGNATURES = 2_000
ALIKE = "#"
"""What stands between the id of a signature and its place in the list, where an earlier one has its id."""


class Reference(msgspec.Struct, frozen=True):
    """A protected part as Signature.xml names it, and its check value in base64 as written."""

    file_ref: str
    check_value: str


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. `part` is its Signature.xml; `signed_value_part` and `seal_part` may be empty.

    `kind` is Seal or Sign. `check_method` is the References' attribute as written, empty when absent (which
    means MD5). `order` counts from 0 in Signatures.xml.
    """

    signature_id: str
    kind: str
    order: int
    part: str
    provider: str = ""
    method: str = ""
    signed_at: str = ""
    check_method: str = ""
    references: tuple[Reference, ...] = ()
    signed_value_part: str = ""
    seal_part: str = ""
    stamps: tuple[Stamp, ...] = ()


def alike(signature_id: str, order: int) -> str:
    """What the signature at this place is called by when an earlier one of the list has its id."""
    return f"{signature_id}{ALIKE}{order}"


def read_signatures(
    parts: Parts, root: Element, part: str, page_ids: Mapping[int, int]
) -> tuple[Signature, ...]:
    """Each signature of Signatures.xml (`root`, `part`) that can be read; the others leave a finding."""
    found = []
    seen: set[str] = set()
    for order, line in enumerate(children(root, "Signature")):
        if order >= _MOST_SIGNATURES:
            parts.findings.note("signature.too_many", part)
            break
        name = parts.find_from(part, line.get("BaseLoc") or child_text(line, "BaseLoc"))
        signature_id = line.get("ID") or str(order)
        if signature_id in seen:
            signature_id = alike(signature_id, order)
        seen.add(line.get("ID") or str(order))
        if name is None:
            parts.findings.note("signature.part_missing", part, signature_id)
            continue
        signed = parts.readable(name)
        if signed is not None:
            kind = (line.get("Type") or "Seal").strip().capitalize()
            found.append(_signature(parts, signed, _Line(signature_id, kind, order, name), page_ids))
    return tuple(found)


class _Line(msgspec.Struct, frozen=True):
    signature_id: str
    kind: str
    order: int
    part: str


def _signature(parts: Parts, root: Element, line: _Line, page_ids: Mapping[int, int]) -> Signature:
    signed = child(root, "SignedInfo")
    provider, references = child(signed, "Provider"), child(signed, "References")
    value = parts.find_from(line.part, child_text(root, "SignedValue"))
    if value is None:
        parts.findings.note("signature.value_missing", line.part, line.signature_id)
    return Signature(
        signature_id=line.signature_id,
        kind=line.kind,
        order=line.order,
        part=line.part,
        provider="" if provider is None else provider.get("ProviderName", ""),
        method=child_text(signed, "SignatureMethod"),
        signed_at=child_text(signed, "SignatureDateTime"),
        check_method="" if references is None else references.get("CheckMethod", ""),
        references=_references(references),
        signed_value_part=value or "",
        seal_part=parts.find_from(line.part, child_text(child(signed, "Seal"), "BaseLoc")) or "",
        stamps=_stamps(signed, line, page_ids, parts.findings),
    )


def _references(element: Element | None) -> tuple[Reference, ...]:
    return tuple(
        Reference(found.get("FileRef", ""), text_of(child(found, "CheckValue")).strip())
        for found in children(element, "Reference")
    )


def _stamps(
    signed: Element | None, line: _Line, page_ids: Mapping[int, int], findings: Findings
) -> tuple[Stamp, ...]:
    found = []
    for stamp in children(signed, "StampAnnot"):
        boundary, page = box(stamp.get("Boundary")), identifier(stamp.get("PageRef"))
        if boundary is None or not boundary.width or not boundary.height or page not in page_ids:
            findings.note("signature.stamp_nowhere", line.part, line.signature_id)
            continue
        clip = box(stamp.get("Clip"))
        if clip is not None and not (clip.width and clip.height):
            clip = None  # would hide the whole seal: a field nobody filled in
        boundary = upright(boundary)
        found.append(
            Stamp(
                signature_id=line.signature_id,
                stamp_id=stamp.get("ID", ""),
                page_id=page,
                boundary=boundary,
                clip=None if clip is None else _on_page(upright(clip), boundary),
            )
        )
    return tuple(found)


def _on_page(clip: Box, boundary: Box) -> Box:
    """A stamp's clip, which is relative to its boundary, in page mm."""
    return Box(clip.x + boundary.x, clip.y + boundary.y, clip.width, clip.height)
