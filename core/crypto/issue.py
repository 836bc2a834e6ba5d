"""Making SM2 certificates and revocation lists: the authority of the sample office and of our tests.

Not a certification authority for real use: no requests, no policies, no audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.crypto import der, sm2
from core.crypto.certificates import KeyUsage
from core.crypto.sm2 import Sm2PrivateKey

_ATTRIBUTES = {"CN": "2.5.4.3", "C": "2.5.4.6", "O": "2.5.4.10"}
_ALGORITHM = der.sequence(der.oid(sm2.SM2_WITH_SM3))
SIGNER_USAGE = frozenset({KeyUsage.DIGITAL_SIGNATURE, KeyUsage.NON_REPUDIATION})
AUTHORITY_USAGE = frozenset({KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A key that issues certificates under a name."""

    name: bytes
    """Encoded Name, see `encode_name`."""
    key: Sm2PrivateKey


def encode_name(*, common_name: str, organisation: str = "") -> bytes:
    """A DER Name in China, from the country down to the common name."""
    parts = (("C", "CN"), ("O", organisation), ("CN", common_name))
    return der.sequence(*(_name_part(kind, text) for kind, text in parts if text))


def issue_certificate(
    authority: Authority,
    *,
    subject: bytes,
    point: bytes,
    serial: int,
    not_before: datetime,
    not_after: datetime,
    usage: frozenset[KeyUsage] = SIGNER_USAGE,
    is_authority: bool = False,
    path_length: int | None = None,
    purposes: Sequence[str] = (),
) -> bytes:
    """A DER certificate (version 3) of `subject` for the 65-byte `point`; serials are positive.

    `purposes` are object identifiers for extendedKeyUsage, which is left out when there are none.
    """
    extensions = [
        _extension("2.5.29.14", der.octet_string(key_id(point))),
        _extension("2.5.29.35", der.sequence(der.encode(0x80, key_id(authority.key.point)))),
        _extension("2.5.29.15", _usage_bits(usage), critical=True),
    ]
    if is_authority:
        limits = [] if path_length is None else [der.integer(path_length)]
        extensions.append(_extension("2.5.29.19", der.sequence(der.boolean(True), *limits), critical=True))
    if purposes:
        extensions.append(_extension("2.5.29.37", der.sequence(*map(der.oid, purposes)), critical=True))
    return _signed(
        authority,
        der.explicit(0, der.integer(2)),
        der.integer(serial),
        _ALGORITHM,
        authority.name,
        der.sequence(_time(not_before), _time(not_after)),
        subject,
        _public_key(point),
        der.explicit(3, der.sequence(*extensions)),
    )


def issue_root(authority: Authority, *, serial: int, not_before: datetime, not_after: datetime) -> bytes:
    """A DER self-signed certificate."""
    return issue_certificate(
        authority,
        subject=authority.name,
        point=authority.key.point,
        serial=serial,
        not_before=not_before,
        not_after=not_after,
        usage=AUTHORITY_USAGE,
        is_authority=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """A line of a revocation list; `reason` is a CRLReason number, 0 for none given."""

    serial: int
    at: datetime
    reason: int = 0


def issue_crl(
    authority: Authority,
    revoked: Iterable[Revoked] = (),
    *,
    number: int,
    this_update: datetime,
    next_update: datetime,
) -> bytes:
    """A DER revocation list (version 2)."""
    entries = [_revoked_entry(entry) for entry in revoked]
    extensions = der.sequence(
        _extension("2.5.29.35", der.sequence(der.encode(0x80, key_id(authority.key.point)))),
        _extension("2.5.29.20", der.integer(number)),
    )
    return _signed(
        authority,
        der.integer(1),
        _ALGORITHM,
        authority.name,
        _time(this_update),
        _time(next_update),
        *([der.sequence(*entries)] if entries else []),
        der.explicit(0, extensions),
    )


def key_id(point: bytes) -> bytes:
    """Our subject key identifier: 20 bytes of the point's SM3 (RFC 5280 4.2.1.2 leaves the method open)."""
    return sm2.sm3(point)[:20]


def _name_part(kind: str, text: str) -> bytes:
    value = der.encode(der.PRINTABLE_STRING, text.encode("ascii")) if kind == "C" else der.utf8_string(text)
    return der.encode(der.SET, der.sequence(der.oid(_ATTRIBUTES[kind]), value))


def _signed(authority: Authority, *parts: bytes) -> bytes:
    signed = der.sequence(*parts)
    return der.sequence(signed, _ALGORITHM, der.bit_string(sm2.sign(authority.key, signed)))


def _extension(kind: str, value: bytes, *, critical: bool = False) -> bytes:
    flag: Sequence[bytes] = [der.boolean(True)] if critical else []
    return der.sequence(der.oid(kind), *flag, der.octet_string(value))


def _usage_bits(usage: frozenset[KeyUsage]) -> bytes:
    octet = sum(0x80 >> bit for bit in usage)
    unused = (octet & -octet).bit_length() - 1 if octet else 0
    return der.bit_string(bytes((octet,)), unused)


def _public_key(point: bytes) -> bytes:
    algorithm = der.sequence(der.oid(sm2.EC_PUBLIC_KEY), der.oid(sm2.SM2_CURVE))
    return der.sequence(algorithm, der.bit_string(point))


def _revoked_entry(entry: Revoked) -> bytes:
    reason = [der.sequence(_extension("2.5.29.21", der.integer(entry.reason, der.ENUMERATED)))]
    return der.sequence(der.integer(entry.serial), _time(entry.at), *(reason if entry.reason else []))


def _time(moment: datetime) -> bytes:
    """UTCTime until 2049, GeneralizedTime after (RFC 5280 4.1.2.5)."""
    if moment.astimezone(UTC).year >= 2050:
        return der.generalized_time(moment)
    return der.encode(der.UTC_TIME, moment.astimezone(UTC).strftime("%y%m%d%H%M%SZ").encode())
