"""A time-stamp authority in a few lines (RFC 3161, GB/T 20520), for the sample office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.crypto import Sm2PrivateKey, der, parse_certificate, sm2
from core.seal.time_stamps import TimeStampRequest
from core.seal.tokens import SM3_OID

_POLICY = "1.2.156.10197.6.1.2.99"
"""Of our own, for demonstration; a request that names another gets no stamp."""
_TST_INFO, _SIGNED_DATA = "1.2.840.113549.1.9.16.1.4", "1.2.840.113549.1.7.2"
_CONTENT_TYPE, _MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_REJECTION, _UNACCEPTED_POLICY = 2, 15


@dataclass(frozen=True, slots=True)
class Stamper:
    """`certificate` is DER, for time stamping alone."""

    certificate: bytes
    key: Sm2PrivateKey

    def answer(self, request: TimeStampRequest, *, at: datetime, serial: int) -> bytes:
        """DER of TimeStampResp; `serial` is never the same twice, `at` has a zone."""
        if request.policy not in ("", _POLICY):
            failure = (1 << 31 - _UNACCEPTED_POLICY).to_bytes(4, "big")
            return der.sequence(der.sequence(der.integer(_REJECTION), der.bit_string(failure)))
        info = der.sequence(
            der.integer(1),
            der.oid(_POLICY),
            der.sequence(_sm3(), der.octet_string(request.imprint)),
            der.integer(serial),
            der.generalized_time(at),
            der.integer(request.nonce),
        )
        return der.sequence(der.sequence(der.integer(0)), self._token(info))

    def _token(self, info: bytes) -> bytes:
        certificate = parse_certificate(self.certificate)
        named = der.sequence(_sm3(), der.octet_string(sm2.sm3(self.certificate)))
        attributes = b"".join(
            der.sequence(der.oid(kind), der.encode(der.SET, value))
            for kind, value in (
                (_CONTENT_TYPE, der.oid(_TST_INFO)),
                (_MESSAGE_DIGEST, der.octet_string(sm2.sm3(info))),
                (_SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(named))),
            )
        )
        signer = der.sequence(
            der.integer(1),
            der.sequence(certificate.issuer, der.integer(certificate.serial)),
            _sm3(),
            der.encode(0xA0, attributes),
            der.sequence(der.oid(sm2.SM2_WITH_SM3)),
            der.octet_string(sm2.sign(self.key, der.encode(der.SET, attributes))),
        )
        body = der.sequence(
            der.integer(3),
            der.encode(der.SET, _sm3()),
            der.sequence(der.oid(_TST_INFO), der.explicit(0, der.octet_string(info))),
            der.encode(0xA0, self.certificate),
            der.encode(der.SET, signer),
        )
        return der.sequence(der.oid(_SIGNED_DATA), der.explicit(0, body))


def _sm3() -> bytes:
    return der.sequence(der.oid(SM3_OID))
