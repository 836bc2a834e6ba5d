"""SM2 and SM3 give the standards' answers, by either arithmetic."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.crypto import sm2, sm2_curve
from core.crypto.errors import KeyUnreadable
from core.crypto.libcrypto import Libcrypto, LibcryptoUnusable

KEY = sm2.Sm2PrivateKey.from_secret(
    bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
)
E = sm2.digest_e(KEY.point, b"message digest")
K = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
DER = sm2.encode_signature(R, S)


def arithmetics() -> list[sm2.Arithmetic]:
    try:
        return [sm2.PlainPython(), Libcrypto()]
    except LibcryptoUnusable:
        return [sm2.PlainPython()]


both = pytest.mark.parametrize("arithmetic", arithmetics(), ids=lambda arithmetic: arithmetic.name)


def test_the_standards_example_comes_out_to_the_last_bit() -> None:
    assert E.hex().upper() == "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"
    assert KEY.point[1:33].hex().upper() == "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    assert sm2_curve.sign(int.from_bytes(KEY.secret, "big"), int.from_bytes(E, "big"), K) == (R, S)


def test_sm3_is_the_standards_with_and_without_hashlib() -> None:
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm2.sm3(b"abc").hex() == sm2._sm3_of_cryptography(b"abc").hex() == expected


@both
def test_each_arithmetic_passes_the_self_test(arithmetic: sm2.Arithmetic) -> None:
    assert sm2._passes_self_test(arithmetic)


def test_an_arithmetic_that_accepts_everything_fails_the_self_test() -> None:
    class Gullible(sm2.PlainPython):
        def verify_e(self, point: bytes, e: bytes, signature: bytes) -> bool:
            return True

    assert not sm2._passes_self_test(Gullible())


def test_the_backend_is_named() -> None:
    assert sm2.backend() in {"libcrypto", "python"}


@both
@settings(max_examples=20, deadline=None)
@given(randomness=st.binary(min_size=40, max_size=40), message=st.binary(max_size=64))
def test_what_one_signs_the_other_verifies(
    arithmetic: sm2.Arithmetic, randomness: bytes, message: bytes
) -> None:
    key = sm2.Sm2PrivateKey.from_randomness(randomness)
    e = sm2.digest_e(key.point, message)
    signature = arithmetic.signing(key.secret, key.point)(e)
    assert all(other.verify_e(key.point, e, signature) for other in arithmetics())


@both
def test_a_changed_digest_point_or_signature_does_not_verify(arithmetic: sm2.Arithmetic) -> None:
    other = sm2.Sm2PrivateKey.from_randomness(b"o" * 40)
    assert not arithmetic.verify_e(KEY.point, hashlib.sha256(b"").digest(), DER)
    assert not arithmetic.verify_e(other.point, E, DER)
    assert not arithmetic.verify_e(KEY.point, E, sm2.encode_signature(R, S ^ 1))


def test_signatures_are_read_as_der_raw_and_with_trimmed_zeros() -> None:
    raw = R.to_bytes(32, "big") + S.to_bytes(32, "big")
    assert sm2.decode_signature(DER) == sm2.decode_signature(raw) == (R, S)
    trimmed = sm2.encode_signature(R, S & ~0xFFFF).rstrip(b"\0")
    assert sm2.decode_signature(trimmed) == (R, S & ~0xFFFF)


@pytest.mark.parametrize(
    "signature",
    [b"", b"\0" * 64, DER + b"\0", b"\xff" * 64, sm2.encode_signature(0, S), sm2.encode_signature(-1, S)],
)
def test_what_is_no_signature_is_simply_not_valid(signature: bytes) -> None:
    assert not sm2.verify_digest(KEY.point, E, signature)


@given(st.binary(max_size=80))
def test_noise_is_not_valid_and_raises_nothing(noise: bytes) -> None:
    assert not sm2.verify_digest(KEY.point, E, noise)
    assert not sm2.verify_digest(noise, E, DER)


def test_a_point_off_the_curve_is_not_valid() -> None:
    off = KEY.point[:-1] + bytes((KEY.point[-1] ^ 1,))
    assert not sm2.verify_digest(off, E, DER)


def test_another_identifier_gives_another_digest() -> None:
    assert sm2.digest_e(KEY.point, b"m", b"somebody else") != sm2.digest_e(KEY.point, b"m")


def test_the_secret_is_not_in_the_repr() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert "secret" not in repr(KEY)


@pytest.mark.parametrize("secret", [bytes(32), b"\xff" * 32, b"short", (sm2_curve.N - 1).to_bytes(32, "big")])
def test_a_secret_out_of_range_is_refused(secret: bytes) -> None:
    with pytest.raises(KeyUnreadable):
        sm2.Sm2PrivateKey.from_secret(secret)


def test_the_fallback_never_repeats_a_nonce_for_two_digests() -> None:
    sign_e = sm2.PlainPython().signing(KEY.secret, KEY.point)
    firsts = [sm2.decode_signature(sign_e(bytes((number,)) * 32)) for number in range(1, 9)]
    # r = e + x(kG): equal nonces would show as equal r - e.
    shifts = [
        (numbers[0] - int.from_bytes(bytes((number,)) * 32, "big")) % sm2_curve.N
        for number, numbers in enumerate(firsts, 1)
        if numbers is not None
    ]
    assert len(shifts) == 8
    assert all(left != right for left, right in pairwise(sorted(shifts)))
