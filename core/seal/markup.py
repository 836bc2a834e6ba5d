"""The XML that a seal adds: Signature.xml, a line in Signatures.xml, a link in OFD.xml (GB/T 33190 18).

Files that exist are changed by inserting bytes, not by writing them anew: whatever else stands in them
stays as it was.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from core.crypto import sm2
from core.ofd.display import Box
from core.seal.errors import DocumentNotSealable
from core.seal.placement import Placement

SM3 = "1.2.156.10197.1.401"
_URI = "http://www.ofdspec.org/2016"
_NAMESPACE = f'xmlns:ofd="{_URI}"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BODY_END = re.compile(rb"</((?:[A-Za-z_][\w.-]*:)?)DocBody\s*>")
_LIST_END = re.compile(rb"</((?:[A-Za-z_][\w.-]*:)?)Signatures\s*>")
_MAX_ID = re.compile(rb"(<(?:[A-Za-z_][\w.-]*:)?MaxSignId\s*>)[^<]*(?=<)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMarkup:
    """What Signature.xml says: locations with digests, and (page id, placement) of every stamp."""

    references: tuple[tuple[str, bytes], ...]
    stamps: tuple[tuple[int, Placement], ...]
    first_stamp_id: int
    seal_loc: str
    signed_value_loc: str
    signed_at: datetime


def signature_xml(markup: SignatureMarkup) -> bytes:
    """The Signature.xml of one seal signature; SignatureDateTime is UTC."""
    return "".join((_DECLARATION, *_signature(markup))).encode()


def link_signatures(ofd_xml: bytes, loc: str) -> bytes:
    """OFD.xml with its first document body naming the list of signatures at `loc`."""
    end = _BODY_END.search(ofd_xml)
    if end is None:
        raise DocumentNotSealable("unreadable", "OFD.xml")
    prefix = end.group(1).decode("ascii")
    link = f"<{prefix}Signatures{_own_namespace(ofd_xml, prefix)}>{escape(loc)}</{prefix}Signatures>".encode()
    return ofd_xml[: end.start()] + link + ofd_xml[end.start() :]


def _own_namespace(ofd_xml: bytes, prefix: str) -> str:
    """The declaration that the link needs where the file's own namespace is an older one, or none.

    Strict readers look for signatures in the standard's namespace; the others do not compare any.
    """
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    bound = re.search(rf"""\s{re.escape(name)}\s*=\s*["']{re.escape(_URI)}["']""".encode(), ofd_xml)
    return "" if bound else f' {name}="{_URI}"'


def new_signature_list(signature_id: int, loc: str, last_id: int) -> bytes:
    """A Signatures.xml with its first entry; `last_id` is the highest id given out."""
    return (
        f"{_DECLARATION}<ofd:Signatures {_NAMESPACE}><ofd:MaxSignId>{format_id(last_id)}</ofd:MaxSignId>"
        f"{_entry('ofd:', signature_id, loc)}</ofd:Signatures>"
    ).encode()


def list_signature(signatures_xml: bytes, signature_id: int, loc: str, last_id: int) -> bytes:
    """Signatures.xml with one more entry at its end."""
    ends = tuple(_LIST_END.finditer(signatures_xml))
    if not ends:
        raise DocumentNotSealable("unreadable", "Signatures.xml")
    end = ends[-1]
    entry = _entry(end.group(1).decode("ascii"), signature_id, loc).encode()
    extended = signatures_xml[: end.start()] + entry + signatures_xml[end.start() :]
    return _MAX_ID.sub(rb"\g<1>" + format_id(last_id).encode(), extended)


def format_id(number: int) -> str:
    """An id in the signatures' own id space, as the standard recommends it."""
    return f"s{number:03d}"


def _entry(prefix: str, signature_id: int, loc: str) -> str:
    return f'<{prefix}Signature ID="{format_id(signature_id)}" Type="Seal" BaseLoc={quoteattr(loc)}/>'


def _signature(markup: SignatureMarkup) -> Iterator[str]:
    yield f'<ofd:Signature {_NAMESPACE}><ofd:SignedInfo><ofd:Provider ProviderName="Sealdesk" Version="1"/>'
    yield f"<ofd:SignatureMethod>{sm2.SM2_WITH_SM3}</ofd:SignatureMethod>"
    moment = markup.signed_at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")
    yield f"<ofd:SignatureDateTime>{moment}</ofd:SignatureDateTime>"
    yield f'<ofd:References CheckMethod="{SM3}">'
    for loc, digest in markup.references:
        value = base64.b64encode(digest).decode()
        yield f"<ofd:Reference FileRef={quoteattr(loc)}>"
        yield f"<ofd:CheckValue>{value}</ofd:CheckValue></ofd:Reference>"
    yield "</ofd:References>"
    for number, (page_id, placement) in enumerate(markup.stamps, markup.first_stamp_id):
        clip = "" if placement.clip is None else f' Clip="{_box(placement.clip)}"'
        yield (
            f'<ofd:StampAnnot ID="{format_id(number)}" PageRef="{page_id}"'
            f' Boundary="{_box(placement.boundary)}"{clip}/>'
        )
    yield f"<ofd:Seal><ofd:BaseLoc>{escape(markup.seal_loc)}</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>"
    yield f"<ofd:SignedValue>{escape(markup.signed_value_loc)}</ofd:SignedValue></ofd:Signature>"


def _box(box: Box) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in box)
