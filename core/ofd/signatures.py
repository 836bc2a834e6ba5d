"""Signatures.xml and Signature.xml as structure: what is signed, by which method, where its seal shows.

Nothing is verified here (GB/T 33190 18); `core.seal` reads the signed values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from core.ofd.display import Box, Stamp
from core.ofd.errors import OfdError, OverLimit
from core.ofd.findings import Findings
from core.ofd.package import Package, folder_of
from core.ofd.values import box, identifier, upright
from core.ofd.xml import Element, child, child_text, children, parse_xml, text_of

_MOST_SIGNATURES = 2_000


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


def read_signatures(
    package: Package, part: str, page_ids: Mapping[int, int], findings: Findings
) -> tuple[Signature, ...]:
    """Every signature of Signatures.xml that can be read; the others cost themselves and a finding."""
    root = parse_xml(package.read(part), part, package.limits, lambda: findings.note("xml.repaired", part))
    found = []
    for order, line in enumerate(children(root, "Signature")):
        if order >= _MOST_SIGNATURES:
            findings.note("signature.too_many", part)
            break
        loc = line.get("BaseLoc") or child_text(line, "BaseLoc")
        name = package.find(loc, folder_of(part)) if loc else None
        signature_id = line.get("ID") or str(order)
        if name is None:
            findings.note("signature.part_missing", part, signature_id)
            continue
        try:
            signed = parse_xml(package.read(name), name, package.limits)
        except OverLimit:
            raise
        except OfdError as error:
            findings.note(error.code, name, signature_id)
            continue
        kind = (line.get("Type") or "Seal").strip().capitalize()
        found.append(_signature(package, signed, _Line(signature_id, kind, order, name), page_ids, findings))
    return tuple(found)


class _Line(NamedTuple):
    signature_id: str
    kind: str
    order: int
    part: str


def _signature(
    package: Package, root: Element, line: _Line, page_ids: Mapping[int, int], findings: Findings
) -> Signature:
    signed, folder = child(root, "SignedInfo"), folder_of(line.part)
    provider, references = child(signed, "Provider"), child(signed, "References")
    value = package.find(child_text(root, "SignedValue"), folder)
    if value is None:
        findings.note("signature.value_missing", line.part, line.signature_id)
    seal = child_text(child(signed, "Seal"), "BaseLoc")
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
        seal_part=(package.find(seal, folder) or "") if seal else "",
        stamps=_stamps(signed, line, page_ids, findings),
    )


def _references(element: Element | None) -> tuple[Reference, ...]:
    if element is None:
        return ()
    return tuple(
        Reference(found.get("FileRef", ""), text_of(child(found, "CheckValue")).strip())
        for found in children(element, "Reference")
    )


def _stamps(
    signed: Element | None, line: _Line, page_ids: Mapping[int, int], findings: Findings
) -> tuple[Stamp, ...]:
    found = []
    for stamp in () if signed is None else children(signed, "StampAnnot"):
        boundary, page = box(stamp.get("Boundary")), identifier(stamp.get("PageRef"))
        if boundary is None or page not in page_ids:
            findings.note("signature.stamp_nowhere", line.part, line.signature_id)
            continue
        clip = box(stamp.get("Clip"))
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
