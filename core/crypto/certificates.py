"""X.509 certificates and revocation lists (RFC 5280) as SM2 chains use them (GB/T 20518).

Everything needed for a verdict is read at once, with the signed bytes kept; names are compared as bytes,
because Chinese authorities do not fold them either.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar

from core.crypto import der, sm2
from core.crypto.der import Element, Items, NotDer
from core.crypto.errors import CertificateUnreadable

MAX_CERTIFICATE_BYTES = 64 << 10
MAX_CRL_BYTES = 64 << 20
_USUAL_CERTIFICATE_BYTES = 8 << 10

_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+([A-Za-z0-9+/=\s]+?)-----END \1-----")
_SUBJECT_KEY_ID, _KEY_USAGE, _BASIC_CONSTRAINTS = "2.5.29.14", "2.5.29.15", "2.5.29.19"
_AUTHORITY_KEY_ID, _EXTENDED_KEY_USAGE, _REASON = "2.5.29.35", "2.5.29.37", "2.5.29.21"
_ALLOWED_CRITICAL = {
    _SUBJECT_KEY_ID,
    _KEY_USAGE,
    _BASIC_CONSTRAINTS,
    _AUTHORITY_KEY_ID,
    _EXTENDED_KEY_USAGE,
    "2.5.29.17",  # subjectAltName
    "2.5.29.31",  # cRLDistributionPoints
    "2.5.29.32",  # certificatePolicies
}
_NAMES_OF_PARTS = {
    "2.5.4.3": "CN",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "1.2.840.113549.1.9.1": "E",
}
_Parsed = TypeVar("_Parsed")


class KeyUsage(IntEnum):
    """Bits of the keyUsage extension (RFC 5280 4.2.1.3)."""

    DIGITAL_SIGNATURE = 0
    NON_REPUDIATION = 1
    KEY_ENCIPHERMENT = 2
    DATA_ENCIPHERMENT = 3
    KEY_AGREEMENT = 4
    KEY_CERT_SIGN = 5
    CRL_SIGN = 6


@dataclass(frozen=True, slots=True)
class SignedPart:
    """The signed bytes of a certificate or list, its signature, and whether that is SM2 with SM3."""

    signed: bytes
    signature: bytes
    is_sm2_with_sm3: bool

    def is_by(self, point: bytes | None) -> bool:
        """Whether the key of this 65-byte point made the signature."""
        if not self.is_sm2_with_sm3 or point is None:
            return False
        return sm2.verify_again(point, self.signed, self.signature)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate. Absent optional extensions are None."""

    raw: bytes
    part: SignedPart
    serial: int
    issuer: bytes
    subject: bytes
    not_before: datetime
    not_after: datetime
    point: bytes | None
    """The 65-byte public point; None when the key is not an SM2 key."""
    is_authority: bool = False
    path_length: int | None = None
    key_usage: frozenset[KeyUsage] | None = None
    extended_key_usage: frozenset[str] | None = None
    subject_key_id: bytes | None = None
    authority_key_id: bytes | None = None
    unknown_critical: tuple[str, ...] = ()

    @property
    def is_self_signed(self) -> bool:
        return self.issuer == self.subject and self.part.is_by(self.point)

    @property
    def subject_text(self) -> str:
        return name_text(self.subject)

    @property
    def issuer_text(self) -> str:
        return name_text(self.issuer)

    @property
    def common_name(self) -> str:
        """The subject's CN, or the whole name where there is none."""
        return dict(reversed(name_parts(self.subject))).get("CN") or self.subject_text

    @property
    def may_sign(self) -> bool:
        """Whether keyUsage lets this certificate sign documents."""
        usages = {KeyUsage.DIGITAL_SIGNATURE, KeyUsage.NON_REPUDIATION}
        return self.key_usage is None or bool(usages & self.key_usage)


@dataclass(frozen=True, slots=True)
class Revocation:
    """One revoked certificate; `reason` is the CRLReason number (RFC 5280 5.3.1)."""

    at: datetime
    reason: int

    @property
    def is_compromise(self) -> bool:
        """A key or CA compromise counts for earlier times too: the thief chooses the date."""
        return self.reason in (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """One CRL."""

    raw: bytes
    part: SignedPart
    issuer: bytes
    this_update: datetime
    next_update: datetime | None
    revoked: Mapping[int, Revocation]
    authority_key_id: bytes | None
    unknown_critical: tuple[str, ...]
    """Critical extensions make the list partial or indirect; such a list is not used."""


def parse_certificate(content: bytes) -> Certificate:
    """A certificate in DER or PEM. Raises `CertificateUnreadable`."""
    if len(content) > _USUAL_CERTIFICATE_BYTES:
        return _declared(content, MAX_CERTIFICATE_BYTES, _certificate)
    return _usual_certificate(content)


@lru_cache(maxsize=256)
def _usual_certificate(content: bytes) -> Certificate:
    """The same few stand in document after document."""
    return _declared(content, _USUAL_CERTIFICATE_BYTES, _certificate)


def parse_crl(content: bytes) -> RevocationList:
    """A revocation list in DER or PEM. Raises `CertificateUnreadable`."""
    return _declared(content, MAX_CRL_BYTES, _crl)


def pem_blocks(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Label and DER of every PEM block in a file."""
    for label, body in _PEM.findall(content):
        try:
            yield label.decode("ascii"), base64.b64decode(body, validate=False)
        except binascii.Error:
            continue


@lru_cache(maxsize=256)
def name_parts(name: bytes) -> tuple[tuple[str, str], ...]:
    """Attribute and text of every part of an encoded Name, in its order; unreadable parts are left out."""
    return tuple(_name_parts(name))


def _name_parts(name: bytes) -> Iterator[tuple[str, str]]:
    try:
        for relative in der.parse(name).items():
            for attribute in relative.items(der.SET):
                items = attribute.items()
                kind = items.take().oid()
                yield _NAMES_OF_PARTS.get(kind, kind), items.take().text()
    except NotDer:
        return


def name_text(name: bytes) -> str:
    """An encoded Name for people, as "CN=..., O=...", most specific part first."""
    return ", ".join(f"{kind}={text}" for kind, text in reversed(name_parts(name)))


def _declared(content: bytes, limit: int, parser: Callable[[Element], _Parsed]) -> _Parsed:
    if len(content) > limit:
        raise CertificateUnreadable("size")
    encoded = next((body for _, body in pem_blocks(content)), b"") if b"-----BEGIN" in content else content
    try:
        return parser(der.parse(encoded))
    except NotDer as error:
        raise CertificateUnreadable(error.fault) from error


def _signed_part(element: Element) -> tuple[Items, SignedPart]:
    """The items of the part that is signed, and the signature over it."""
    items = element.items()
    signed, algorithm, signature = items.take(der.SEQUENCE), items.take(der.SEQUENCE), items.take()
    items.end()
    return signed.items(), SignedPart(
        signed.raw, signature.whole_bits(), algorithm.items().take().oid() == sm2.SM2_WITH_SM3
    )


def _certificate(element: Element) -> Certificate:
    items, part = _signed_part(element)
    items.take_optional(der.context(0))
    serial = items.take().integer()
    inner_algorithm = items.take().items().take().oid()
    issuer = items.take(der.SEQUENCE).raw
    validity = items.take().items()
    not_before, not_after = validity.take().time(), validity.take().time()
    subject, point = items.take(der.SEQUENCE).raw, _point(items.take())
    for unique_id in (1, 2):
        items.take_optional(der.context(unique_id, constructed=False))
    extensions = items.take_optional(der.context(3))
    items.end()
    known = {} if extensions is None else _extensions(extensions.inner(der.context(3)))
    usage = known.get(_KEY_USAGE)
    is_authority, path_length = _basic_constraints(known)
    return Certificate(
        raw=element.raw,
        part=SignedPart(
            part.signed, part.signature, part.is_sm2_with_sm3 and inner_algorithm == sm2.SM2_WITH_SM3
        ),
        serial=serial,
        issuer=issuer,
        subject=subject,
        not_before=not_before,
        not_after=not_after,
        point=point,
        is_authority=is_authority,
        path_length=path_length,
        key_usage=None if usage is None else _key_usage(usage.value),
        extended_key_usage=_extended_key_usage(known),
        subject_key_id=_subject_key_id(known),
        authority_key_id=_authority_key_id(known),
        unknown_critical=_unknown_critical(known, _ALLOWED_CRITICAL),
    )


def _crl(element: Element) -> RevocationList:
    items, part = _signed_part(element)
    items.take_optional(der.INTEGER)
    inner_algorithm = items.take().items().take().oid()
    issuer, this_update = items.take(der.SEQUENCE).raw, items.take().time()
    next_update = items.take().time() if items.peek_tag() in (der.UTC_TIME, der.GENERALIZED_TIME) else None
    entries = items.take_optional(der.SEQUENCE)
    extensions = items.take_optional(der.context(0))
    items.end()
    known = {} if extensions is None else _extensions(extensions.inner(der.context(0)))
    return RevocationList(
        raw=element.raw,
        part=SignedPart(
            part.signed, part.signature, part.is_sm2_with_sm3 and inner_algorithm == sm2.SM2_WITH_SM3
        ),
        issuer=issuer,
        this_update=this_update,
        next_update=next_update,
        revoked={} if entries is None else _revocations(entries.items()),
        authority_key_id=_authority_key_id(known),
        unknown_critical=_unknown_critical(known, {_AUTHORITY_KEY_ID}),
    )


def _revocations(entries: Iterable[Element]) -> dict[int, Revocation]:
    """By serial number; of two lines about one certificate the graver, then the earlier counts."""
    found: dict[int, Revocation] = {}
    for serial, revocation in map(_revocation, entries):
        known = found.get(serial)
        if known is None or _gravity(revocation) < _gravity(known):
            found[serial] = revocation
    return found


def _gravity(revocation: Revocation) -> tuple[bool, datetime]:
    return not revocation.is_compromise, revocation.at


def _revocation(entry: Element) -> tuple[int, Revocation]:
    items = entry.items()
    serial, at = items.take().integer(), items.take().time()
    known = {} if items.exhausted else _extensions(items.take())
    reason = known[_REASON].value.integer(der.ENUMERATED) if _REASON in known else 0
    return serial, Revocation(at, reason)


@dataclass(frozen=True, slots=True)
class _Extension:
    critical: bool
    octets: bytes

    @property
    def value(self) -> Element:
        """Parsed only when it is wanted: vendors' own extensions are not always DER."""
        return der.parse(self.octets)


def _extensions(element: Element) -> dict[str, _Extension]:
    found: dict[str, _Extension] = {}
    for extension in element.items():
        items = extension.items()
        kind = items.take().oid()
        critical = items.take_optional(der.BOOLEAN)
        if kind in found:
            raise NotDer("extension given twice")
        found[kind] = _Extension(critical is not None and critical.boolean(), items.take().octets())
    return found


def _unknown_critical(known: Mapping[str, _Extension], allowed: set[str]) -> tuple[str, ...]:
    return tuple(kind for kind, extension in known.items() if extension.critical and kind not in allowed)


def _point(element: Element) -> bytes | None:
    items = element.items()
    algorithm = items.take().items()
    if algorithm.take().oid() != sm2.EC_PUBLIC_KEY:
        return None
    curve = algorithm.take()
    if curve.tag != der.OID or curve.oid() != sm2.SM2_CURVE:
        return None
    point = items.take().whole_bits()
    return point if len(point) == sm2.POINT_BYTES and point[0] == 4 else None


def _basic_constraints(known: Mapping[str, _Extension]) -> tuple[bool, int | None]:
    if _BASIC_CONSTRAINTS not in known:
        return False, None
    items = known[_BASIC_CONSTRAINTS].value.items()
    authority = items.take_optional(der.BOOLEAN)
    length = items.take_optional(der.INTEGER)
    return authority is not None and authority.boolean(), None if length is None else length.integer()


def _key_usage(value: Element) -> frozenset[KeyUsage]:
    octets = value.bits()
    return frozenset(
        usage for usage in KeyUsage if usage // 8 < len(octets) and octets[usage // 8] & (0x80 >> usage % 8)
    )


def _extended_key_usage(known: Mapping[str, _Extension]) -> frozenset[str] | None:
    if _EXTENDED_KEY_USAGE not in known:
        return None
    return frozenset(purpose.oid() for purpose in known[_EXTENDED_KEY_USAGE].value.items())


def _subject_key_id(known: Mapping[str, _Extension]) -> bytes | None:
    return known[_SUBJECT_KEY_ID].value.octets() if _SUBJECT_KEY_ID in known else None


def _authority_key_id(known: Mapping[str, _Extension]) -> bytes | None:
    if _AUTHORITY_KEY_ID not in known:
        return None
    key_id = known[_AUTHORITY_KEY_ID].value.items().take_optional(der.context(0, constructed=False))
    return None if key_id is None else key_id.content
