"""Time-stamp tokens over a seal's signature (GB/T 20520): believed only when everything about them holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.crypto import Sm2PrivateKey, der, parse_certificate, parse_crl, sm2
from core.crypto.issue import Authority, encode_name, issue_certificate, issue_crl, issue_root
from core.seal import Code, Trust, Verdict, parse_signature, verify_document
from tests.unit.seal.office import (
    NOW,
    SIGNS,
    changed,
    document_parts,
    sealed,
    trust,
    unzipped,
    zipped,
)

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STAMPED = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
AUTHORITY = Authority(name=encode_name(common_name="时间戳根"), key=Sm2PrivateKey.from_randomness(b"t" * 40))
TSA_KEY = Sm2PrivateKey.from_randomness(b"s" * 40)
PART = f"{SIGNS}/Sign_0/SignedValue.dat"
SEALED = sealed(zipped(document_parts()))
SIGNATURE = parse_signature(unzipped(SEALED)[PART])
SM3, TIME_STAMPING = "1.2.156.10197.1.401", "1.3.6.1.5.5.7.3.8"


def tsa_certificate(*, for_stamping: bool = True) -> bytes:
    purposes = (TIME_STAMPING,) if for_stamping else ()
    return issue_certificate(
        AUTHORITY,
        subject=encode_name(common_name="时间戳"),
        point=TSA_KEY.point,
        serial=9,
        not_before=START,
        not_after=END,
        purposes=purposes,
    )


def with_tsa() -> Trust:
    root = issue_root(AUTHORITY, serial=1, not_before=START, not_after=END)
    crl = issue_crl(AUTHORITY, number=1, this_update=START, next_update=END)
    believed = trust()
    return Trust(
        anchors=(*believed.anchors, parse_certificate(root)),
        intermediates=believed.intermediates,
        crls=(*believed.crls, parse_crl(crl)),
    )


def token(
    stamped: bytes = SIGNATURE.signature,
    *,
    key: Sm2PrivateKey = TSA_KEY,
    certificate: bytes | None = None,
    digest: bytes | None = None,
) -> bytes:
    algorithm = der.sequence(der.oid(SM3))
    info = der.sequence(
        der.integer(1),
        der.oid("1.2.3.4"),
        der.sequence(algorithm, der.octet_string(sm2.sm3(stamped))),
        der.integer(77),
        der.generalized_time(STAMPED),
    )
    attributes = der.sequence(
        der.oid("1.2.840.113549.1.9.4"), der.encode(der.SET, der.octet_string(digest or sm2.sm3(info)))
    )
    enclosed = der.sequence(der.oid("1.2.840.113549.1.9.16.1.4"), der.explicit(0, der.octet_string(info)))
    signer = der.sequence(
        der.integer(1),
        der.sequence(AUTHORITY.name, der.integer(9)),
        algorithm,
        der.encode(0xA0, attributes),
        der.sequence(der.oid(sm2.SM2_WITH_SM3)),
        der.octet_string(sm2.sign(key, der.encode(der.SET, attributes))),
    )
    body = der.sequence(
        der.integer(3),
        der.encode(der.SET, algorithm),
        enclosed,
        der.encode(0xA0, certificate or tsa_certificate()),
        der.encode(der.SET, signer),
    )
    return der.sequence(der.oid("1.2.840.113549.1.7.2"), der.explicit(0, body))


def stamped_document(time_stamp: bytes) -> bytes:
    items = der.parse(SIGNATURE.raw).items()
    parts = [item.raw for item in items]
    signed_value = der.sequence(*parts, der.explicit(0, der.bit_string(time_stamp)))
    return changed(SEALED, PART, signed_value)


def test_a_good_token_gives_the_time() -> None:
    (seal,) = verify_document(stamped_document(token()), with_tsa(), STAMPED).seals
    assert (seal.verdict, seal.codes) == (Verdict.VALID, frozenset())
    assert (seal.signed_at, seal.time_is_stamped) == (STAMPED, True)


@pytest.mark.parametrize(
    "time_stamp",
    [
        token(b"another signature"),
        token(key=AUTHORITY.key),
        token(certificate=tsa_certificate(for_stamping=False)),
        token(digest=sm2.sm3(b"other")),
        b"noise",
    ],
    ids=["other signature", "other key", "no time stamper", "half a proof", "noise"],
)
def test_a_token_that_does_not_hold_is_never_valid(time_stamp: bytes) -> None:
    (seal,) = verify_document(stamped_document(time_stamp), with_tsa(), STAMPED).seals
    assert (seal.verdict, seal.codes) == (Verdict.UNDETERMINED, {Code.TIMESTAMP_INVALID})
    assert (seal.signed_at, seal.time_is_stamped) == (NOW, False)


def test_a_token_of_an_authority_nobody_knows_is_undetermined() -> None:
    (seal,) = verify_document(stamped_document(token()), trust(), STAMPED).seals
    assert seal.codes == {Code.TIMESTAMP_INVALID}
