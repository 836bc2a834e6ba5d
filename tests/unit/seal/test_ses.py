"""Seals and seal signatures in every version that is met."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto import der, sm2
from core.seal import SealUnreadable, parse_seal, parse_signature, seal_picture
from core.seal.ses import SignedValueKind, kind_of_signed_value, picture_of_seal
from tests.unit.seal.office import NOW, PICTURE, SIGNS, document_parts, office, sealed, unzipped, zipped

SIGNED_VALUE = unzipped(sealed(zipped(document_parts())))[f"{SIGNS}/Sign_0/SignedValue.dat"]
SEAL = office().seals["s-1"]


def as_v1(seal: bytes, times: bytes = b"260101000000Z", signers: bytes | None = None) -> bytes:
    """The same seal in the form of GM/T 0031-2014."""
    info, certificate, algorithm, signature = der.parse(seal).items()
    header, seal_id, _, picture = info.items()
    vendor = tuple(header.items())[2]
    time = der.encode(der.UTC_TIME, times)
    old_info = der.sequence(
        der.sequence(der.ia5_string("ES"), der.integer(1), vendor.raw),
        seal_id.raw,
        der.sequence(
            der.integer(1),
            der.utf8_string("旧印"),
            signers if signers is not None else der.sequence(der.octet_string(b"certificate")),
            time,
            time,
            time,
        ),
        picture.raw,
    )
    return der.sequence(old_info, der.sequence(certificate.raw, algorithm.raw, signature.raw))


def test_a_seal_is_read_to_the_last_field() -> None:
    seal = parse_seal(SEAL)
    assert (seal.version, seal.vendor, seal.seal_id) == (4, "Sealdesk", "s-1")
    assert seal.picture == PICTURE
    assert seal.raw == SEAL


def test_a_signature_is_read_to_the_last_field() -> None:
    signature = parse_signature(SIGNED_VALUE)
    assert signature.claimed_at == NOW
    assert signature.property_info == f"/{SIGNS}/Sign_0/Signature.xml"
    assert signature.seal.raw == SEAL
    assert signature.signed in SIGNED_VALUE
    assert signature.faults == ()


def test_the_signed_bytes_are_those_that_were_written() -> None:
    signature = parse_signature(SIGNED_VALUE)
    point = sm2.Sm2PrivateKey.from_secret(office().sealers["u-1"].key.secret).point
    assert sm2.verify(point, signature.signed, signature.signature)


def test_the_picture_is_found_however_broken_the_rest_is() -> None:
    to_sign = der.parse(SIGNED_VALUE).items().take()
    broken = der.sequence(der.sequence(der.integer(4), parse_seal(SEAL).raw), der.octet_string(b""))
    assert seal_picture(SIGNED_VALUE) == seal_picture(der.sequence(to_sign.raw)) == PICTURE
    assert seal_picture(broken) == PICTURE


def test_the_picture_is_shown_whatever_follows_it_and_whatever_its_size_but_no_such_seal_is_judged() -> None:
    flat = der.sequence(der.ia5_string("PNG"), der.octet_string(PICTURE.data), der.integer(0), der.integer(0))
    info = der.sequence(der.sequence(), der.ia5_string("1"), der.sequence(), flat)
    unsized = der.sequence(der.sequence(der.integer(4), der.sequence(info)))
    in_ber = b"\x30\x80" + der.parse(SIGNED_VALUE).content + b"\0\0"
    for written in (SIGNED_VALUE + b"\0", in_ber, unsized):
        shown = seal_picture(written)
        assert shown is not None
        assert shown.data == PICTURE.data
        with pytest.raises(SealUnreadable):
            parse_signature(written)
    assert picture_of_seal(SEAL + b"\n") == picture_of_seal(SEAL) == PICTURE


def test_an_old_seal_is_read_and_its_maker_signs_the_certificate_too() -> None:
    seal = parse_seal(as_v1(SEAL))
    assert (seal.version, seal.property.name, seal.property.certificates) == (1, "旧印", (b"certificate",))
    assert seal.property.created_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert parse_seal(SEAL).maker_certificate in seal.signed_by_maker
    assert seal.signed_by_maker != seal.signed_by_maker_variant


def test_broken_parts_of_an_old_seal_are_faults_not_failures() -> None:
    seal = parse_seal(as_v1(SEAL, times=b"noon", signers=der.ia5_string("1")))
    assert seal.faults == ("certList", "createDate", "validStart", "validEnd")
    assert seal.picture == PICTURE


@pytest.mark.parametrize(
    ("signed_value", "expected"),
    [
        (SIGNED_VALUE, SignedValueKind.SES),
        (sm2.encode_signature(5, 6), SignedValueKind.BARE_SM2),
        (bytes(64), SignedValueKind.BARE_SM2),
        (der.sequence(der.oid("1.2.156.10197.6.1.4.2.2"), der.explicit(0, b"")), SignedValueKind.CMS),
        (b"", SignedValueKind.UNKNOWN),
        (b"noise", SignedValueKind.UNKNOWN),
    ],
    ids=["SES", "SM2 in DER", "SM2 raw", "CMS", "empty", "noise"],
)
def test_the_kind_of_a_signed_value_shows_in_its_first_elements(
    signed_value: bytes, expected: SignedValueKind
) -> None:
    assert kind_of_signed_value(signed_value) is expected


@pytest.mark.parametrize("raw", [SIGNED_VALUE, SEAL], ids=["signature", "seal"])
@given(data=st.data())
def test_damage_raises_only_the_declared_error(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(raw) - 1))
    bit = data.draw(st.integers(0, 7))
    damaged = raw[:at] + bytes((raw[at] ^ 1 << bit,)) + raw[at + 1 :]
    for parse in (parse_seal, parse_signature):
        try:
            parse(damaged)
        except SealUnreadable:
            continue
    seal_picture(damaged)
    kind_of_signed_value(damaged)


@given(st.binary(max_size=300))
def test_noise_raises_only_the_declared_error(noise: bytes) -> None:
    for parse in (parse_seal, parse_signature):
        with pytest.raises(SealUnreadable):
            parse(noise)
    assert seal_picture(noise) is None
