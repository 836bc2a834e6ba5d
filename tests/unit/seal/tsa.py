"""A time-stamp authority of our own: answers requests as RFC 3161 and GB/T 20520 want it, or wrongly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.crypto import Sm2PrivateKey, der, parse_certificate, parse_crl, sm2
from core.crypto.issue import Authority, encode_name, issue_certificate, issue_crl, issue_root
from core.seal import TimeStampRequest, Trust

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STAMPED = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
POLICY = "1.2.3.4"
SM3, SHA256 = "1.2.156.10197.1.401", "2.16.840.1.101.3.4.2.1"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
AUTHORITY = Authority(name=encode_name(common_name="时间戳根"), key=Sm2PrivateKey.from_randomness(b"t" * 40))
TSA_KEY = Sm2PrivateKey.from_randomness(b"s" * 40)
SERIAL = 9


def tsa_certificate(*, purposes: tuple[str, ...] = (TIME_STAMPING,)) -> bytes:
    return issue_certificate(
        AUTHORITY,
        subject=encode_name(common_name="时间戳"),
        point=TSA_KEY.point,
        serial=SERIAL,
        not_before=START,
        not_after=END,
        purposes=purposes,
    )


CERTIFICATE = tsa_certificate()


def with_tsa(believed: Trust) -> Trust:
    """That trust, and our authority's root with its revocation list."""
    root = issue_root(AUTHORITY, serial=1, not_before=START, not_after=END)
    crl = issue_crl(AUTHORITY, number=1, this_update=START, next_update=END)
    return replace(
        believed,
        anchors=(*believed.anchors, parse_certificate(root)),
        crls=(*believed.crls, parse_crl(crl)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tsa:
    """How the authority answers; what is None is as it should be."""

    at: datetime = STAMPED
    key: Sm2PrivateKey = TSA_KEY
    certificate: bytes = CERTIFICATE
    named: bytes | None = None
    """The certificate that the signed attribute names, where it is another; empty for no attribute."""
    content_digest: bytes | None = None
    content_type: str = "1.2.840.113549.1.9.16.1.4"
    digest: str = SM3
    policy: str = POLICY

    def token(self, imprint: bytes, *, nonce: int | None = None, imprint_method: str = SM3) -> bytes:
        info = der.sequence(
            der.integer(1),
            der.oid(self.policy),
            der.sequence(der.sequence(der.oid(imprint_method)), der.octet_string(imprint)),
            der.integer(77),
            der.generalized_time(self.at),
            der.sequence(der.integer(1)),
            *([] if nonce is None else [der.integer(nonce)]),
            der.explicit(0, der.explicit(4, AUTHORITY.name)),
        )
        attributes = b"".join(
            der.sequence(der.oid(kind), der.encode(der.SET, value)) for kind, value in self._attributes(info)
        )
        method = der.sequence(der.oid(self.digest))
        signer = der.sequence(
            der.integer(1),
            der.sequence(AUTHORITY.name, der.integer(SERIAL)),
            method,
            der.encode(0xA0, attributes),
            der.sequence(der.oid(sm2.SM2_WITH_SM3)),
            der.octet_string(sm2.sign(self.key, der.encode(der.SET, attributes))),
        )
        body = der.sequence(
            der.integer(3),
            der.encode(der.SET, method),
            der.sequence(der.oid(self.content_type), der.explicit(0, der.octet_string(info))),
            *([der.encode(0xA0, self.certificate)] if self.certificate else []),
            der.encode(der.SET, signer),
        )
        return der.sequence(der.oid("1.2.840.113549.1.7.2"), der.explicit(0, body))

    def _attributes(self, info: bytes) -> list[tuple[str, bytes]]:
        digest = self.content_digest or _digest(self.digest, info)
        named = self.certificate if self.named is None else self.named
        certificate_id = der.sequence(der.sequence(der.oid(SM3)), der.octet_string(sm2.sm3(named)))
        listed = [] if self.named == b"" else [der.sequence(der.sequence(certificate_id))]
        return [
            ("1.2.840.113549.1.9.3", der.oid(self.content_type)),
            ("1.2.840.113549.1.9.4", der.octet_string(digest)),
            *(("1.2.840.113549.1.9.16.2.47", value) for value in listed),
        ]

    def answer(self, request: TimeStampRequest) -> bytes:
        """TimeStampResp: granted."""
        token = self.token(request.imprint, nonce=request.nonce)
        return der.sequence(der.sequence(der.integer(0)), token)


def refusal(status: int, *failures: int) -> bytes:
    """TimeStampResp without a token; `failures` are bits of PKIFailureInfo below 32."""
    bits = sum(1 << 31 - failure for failure in failures).to_bytes(4, "big")
    said = der.sequence(der.utf8_string("no"))
    return der.sequence(der.sequence(der.integer(status), said, der.bit_string(bits)))


def _digest(method: str, content: bytes) -> bytes:
    if method == SM3:
        return sm2.sm3(content)
    from hashlib import sha256  # noqa: PLC0415  (only one of the tests stamps with it)

    return sha256(content).digest()
