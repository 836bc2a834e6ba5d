"""Time-stamp tokens (RFC 3161, GB/T 20520): who says that something existed, and when.

A token counts only when everything about it holds: its imprint is of the very bytes, its authority signed
it with the certificate it names, and that certificate is for stamping and was good at the stamped time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from core.crypto import Certificate, der, sm2
from core.crypto.der import Element, NotDer
from core.seal.cms import CertificateDigest, SignedMessage, parse_signed_message
from core.seal.errors import SealUnreadable
from core.seal.trust import Trust

TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
TST_INFO = "1.2.840.113549.1.9.16.1.4"
SM3_OID = "1.2.156.10197.1.401"
SM2_ALGORITHMS = frozenset(
    {
        sm2.SM2_WITH_SM3,
        "1.2.156.10197.1.301",
        "1.2.156.10197.1.301.1",  # met in the field for SM2 with SM3
        "1.2.156.10197.6.1.4.2.1",
        "1.2.156.10197.6.1.4.2.2",
        "1.2.840.10045.2.1",
    }
)
SM3_NAMES = frozenset({SM3_OID, f"{SM3_OID}.1", f"{SM3_OID}.2"})
_DIGESTS = {
    **dict.fromkeys(SM3_NAMES, "sm3"),
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_SHA1 = "1.3.14.3.2.26"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStampToken:
    """A token as read: TSTInfo and the message that carries it. Nothing in it has been checked."""

    raw: bytes
    policy: str
    imprint_algorithm: str
    imprint: bytes
    serial: int
    at: datetime
    nonce: int | None
    message: SignedMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenJudgement:
    """What a token says and what does not hold about it; no faults means that its time counts.

    `faults` are "unreadable", "imprint", "attributes", "certificate", "signature" and "path".
    """

    at: datetime | None
    authority: str
    faults: tuple[str, ...]
    revocation_as_of: datetime | None = None


def digest(algorithm: str, content: bytes) -> bytes | None:
    """The digest by that identifier's method; None for one that no proof may rest on."""
    method = _DIGESTS.get(algorithm)
    if method is None:
        return None
    return sm2.sm3(content) if method == "sm3" else hashlib.new(method, content).digest()


def parse_token(raw: bytes) -> TimeStampToken:
    """A token in its ContentInfo, or in the answer that brought it. Raises `SealUnreadable`."""
    try:
        token = _unwrapped(der.as_definite(raw))
        message = parse_signed_message(token)
        content = der.parse(message.content or b"")
        if message.content_type == TST_INFO:
            return _token(token, message, content)
    except NotDer as error:
        raise SealUnreadable(error.fault) from error
    raise SealUnreadable("TSTInfo")


def _unwrapped(raw: bytes) -> bytes:
    """The token itself: some writers store the whole TimeStampResp."""
    items = tuple(der.parse(raw).items())
    answers = len(items) == 2 and items[0].tag == der.SEQUENCE and items[1].tag == der.SEQUENCE
    return items[1].raw if answers else raw


def _token(raw: bytes, message: SignedMessage, info: Element) -> TimeStampToken:
    items = info.items()
    if items.take().integer() != 1:
        raise NotDer("TSTInfo version")
    policy = items.take().oid()
    imprint = items.take().items()
    algorithm, imprinted = imprint.take().items().take().oid(), imprint.take().octets()
    imprint.end()
    serial, at = items.take().integer(), items.take(der.GENERALIZED_TIME).time()
    items.take_optional(der.SEQUENCE)  # accuracy
    items.take_optional(der.BOOLEAN)  # ordering
    nonce = items.take_optional(der.INTEGER)
    items.take_optional(der.context(0))  # tsa, a name nobody signed for
    items.take_optional(der.context(1))
    items.end()
    return TimeStampToken(
        raw=raw,
        policy=policy,
        imprint_algorithm=algorithm,
        imprint=imprinted,
        serial=serial,
        at=at,
        nonce=None if nonce is None else nonce.integer(),
        message=message,
    )


def judge_token(raw: bytes, stamped: bytes, trust: Trust) -> TokenJudgement:
    """Judge a token that is said to be over `stamped`; hostile bytes are an answer, not an error."""
    try:
        token = parse_token(raw)
    except SealUnreadable:
        return TokenJudgement(at=None, authority="", faults=("unreadable",))
    judged = judge_authority(token, trust)
    return judged if is_over(token, stamped) else replace(judged, faults=("imprint", *judged.faults))


def is_over(token: TimeStampToken, stamped: bytes) -> bool:
    """Whether the token's imprint is of these bytes."""
    return digest(token.imprint_algorithm, stamped) == token.imprint


def judge_authority(token: TimeStampToken, trust: Trust) -> TokenJudgement:
    """Judge everything about a token but what it is over."""
    signer = token.message.signer
    if signer is None or signer.point is None:
        return TokenJudgement(at=token.at, authority="", faults=("certificate",))
    path = trust.offering(token.message.certificates).judge(signer, token.at, TIME_STAMPING)
    return TokenJudgement(
        at=token.at,
        authority=signer.common_name,
        faults=(*_faults(token.message, signer, signer.point), *(["path"] if path.findings else [])),
        revocation_as_of=path.revocation_as_of,
    )


def _faults(message: SignedMessage, signer: Certificate, point: bytes) -> Iterator[str]:
    attributes = message.signed_attributes
    if (
        attributes is None
        or message.message_digest is None
        or message.message_digest != digest(message.digest_algorithm, message.content or b"")
        or message.content_type_attribute not in (None, TST_INFO)
    ):
        yield "attributes"
    if not _is_named(message.signing_certificate, signer.raw):
        yield "certificate"
    if (
        attributes is None
        or message.signature_algorithm not in SM2_ALGORITHMS
        or not sm2.verify(point, attributes, message.signature)
    ):
        yield "signature"


def _is_named(named: CertificateDigest | None, certificate: bytes) -> bool:
    """Whether the signed attribute, where there is one, names this certificate (RFC 3161 2.4.1)."""
    if named is None:
        return True
    if named.algorithm == _SHA1:  # ESSCertID knows no other; the path is what carries the proof
        return hashlib.sha1(certificate, usedforsecurity=False).digest() == named.digest
    return digest(named.algorithm, certificate) == named.digest
