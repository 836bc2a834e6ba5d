"""Signed messages of GB/T 35275 (and RFC 5652) as OFD's `Type="Sign"` and time stamps carry them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.crypto import Certificate, CertificateUnreadable, der, parse_certificate
from core.crypto.der import Element, NotDer
from core.seal.errors import SealUnreadable

GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2"
PKCS7_SIGNED_DATA = "1.2.840.113549.1.7.2"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_STAMPED = "1.2.840.113549.1.9.16.2.14"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_SHA1, _SHA256 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1"
MAX_MESSAGE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class CertificateDigest:
    """Which certificate the signer says it signed with (ESSCertID, RFC 5035): algorithm and digest."""

    algorithm: str
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMessage:
    """A SignedData with one signer."""

    content_type: str
    content: bytes | None
    """The enclosed content; None when it is detached."""
    digest_algorithm: str
    signature_algorithm: str
    certificates: tuple[Certificate, ...]
    signer: Certificate | None
    """The enclosed certificate that the signer information names."""
    signed_attributes: bytes | None
    """DER of the SET OF attributes, which is what the signature covers when there are any."""
    content_type_attribute: str | None
    message_digest: bytes | None
    signing_time: datetime | None
    signing_certificate: CertificateDigest | None
    signature: bytes
    time_stamp: bytes | None
    """The time stamp token over `signature`, an attribute that is not signed (RFC 3161 appendix A)."""


def parse_signed_message(raw: bytes) -> SignedMessage:
    """A SignedData in its ContentInfo. Raises `SealUnreadable`."""
    if len(raw) > MAX_MESSAGE_BYTES:
        raise SealUnreadable("size")
    try:
        return _signed_message(der.parse(der.as_definite(raw)))
    except NotDer as error:
        raise SealUnreadable(error.fault) from error


def _signed_message(element: Element) -> SignedMessage:
    outer = element.items()
    if outer.take().oid() not in (GM_SIGNED_DATA, PKCS7_SIGNED_DATA):
        raise NotDer("content type")
    items = outer.take().inner(der.context(0)).items()
    outer.end()
    items.take().integer()
    items.take(der.SET)
    enclosed = items.take().items()
    content_type = enclosed.take().oid()
    content = enclosed.take_optional(der.context(0))
    certificates = _certificates(items.take_optional(der.context(0)))
    items.take_optional(der.context(1))
    signers = tuple(items.take().items(der.SET))
    items.end()
    if len(signers) != 1:
        raise NotDer(f"{len(signers)} signers")
    return _with_signer(
        signers[0], content_type, None if content is None else _content(content), certificates
    )


def _content(element: Element) -> bytes:
    inner = element.inner(der.context(0))
    return inner.content if inner.tag == der.OCTET_STRING else inner.raw


def _certificates(element: Element | None) -> tuple[Certificate, ...]:
    found = []
    for item in () if element is None else element.items(der.context(0)):
        try:
            found.append(parse_certificate(item.raw))
        except CertificateUnreadable:
            continue  # an attribute certificate or an odd one; the signer's is missed by name below
    return tuple(found)


def _with_signer(
    signer: Element, content_type: str, content: bytes | None, certificates: tuple[Certificate, ...]
) -> SignedMessage:
    items = signer.items()
    items.take().integer()
    named = items.take()
    digest_algorithm = items.take().items().take().oid()
    attributes = items.take_optional(der.context(0))
    signature_algorithm = items.take().items().take().oid()
    signature = items.take().octets()
    unsigned = items.take_optional(der.context(1))
    items.end()
    values = {} if attributes is None else _attributes(attributes, der.context(0))
    beside = {} if unsigned is None else _attributes(unsigned, der.context(1))
    digest, time = values.get(_MESSAGE_DIGEST), values.get(_SIGNING_TIME)
    kind, token = values.get(_CONTENT_TYPE), beside.get(_STAMPED)
    return SignedMessage(
        content_type=content_type,
        content=content,
        digest_algorithm=digest_algorithm,
        signature_algorithm=signature_algorithm,
        certificates=certificates,
        signer=_named(named, certificates),
        signed_attributes=None if attributes is None else der.encode(der.SET, attributes.content),
        content_type_attribute=None if kind is None else kind.oid(),
        message_digest=None if digest is None else digest.octets(),
        signing_time=None if time is None else time.time(),
        signing_certificate=_signing_certificate(values),
        signature=signature,
        time_stamp=None if token is None else token.raw,
    )


def _named(identifier: Element, certificates: tuple[Certificate, ...]) -> Certificate | None:
    """The certificate of that issuer and serial number, or of that key identifier (RFC 5652 5.3)."""
    if identifier.tag == der.context(0, constructed=False):
        found = (each for each in certificates if each.subject_key_id == identifier.content)
        return next(found, None)
    name = identifier.items()
    whose = name.take(der.SEQUENCE).raw, name.take().integer()
    return next((each for each in certificates if (each.issuer, each.serial) == whose), None)


def _signing_certificate(values: Mapping[str, Element]) -> CertificateDigest | None:
    """The first ESSCertID or ESSCertIDv2: it names the signer's own certificate."""
    newer = values.get(_SIGNING_CERTIFICATE_V2)
    older = values.get(_SIGNING_CERTIFICATE)
    if newer is not None:
        items = newer.items().take().items().take().items()
        algorithm = items.take_optional(der.SEQUENCE)
        named = _SHA256 if algorithm is None else algorithm.items().take().oid()
        return CertificateDigest(named, items.take().octets())
    if older is not None:
        return CertificateDigest(_SHA1, older.items().take().items().take().items().take().octets())
    return None


def _attributes(element: Element, tag: int) -> Mapping[str, Element]:
    """The first value of each attribute; an attribute given twice is refused."""
    values: dict[str, Element] = {}
    for attribute in element.items(tag):
        items = attribute.items()
        kind = items.take().oid()
        if kind in values:
            raise NotDer("attribute given twice")
        values[kind] = items.take(der.SET).items(der.SET).take()
    return values
