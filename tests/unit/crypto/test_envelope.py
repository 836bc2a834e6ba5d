"""The data key under a password: opened by it, by nothing else, and not by a damaged record."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto import (
    Argon2id,
    KdfParameters,
    Pbkdf2Sm3,
    RandomSecret,
    Suite,
    WrapDamaged,
    WrongPassword,
    create_wrap,
    derive_key,
    open_wrap,
)
from core.crypto.envelope import _check

QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)
DEK, SALT, NONCE = bytes(range(32)), b"s" * 32, b"n" * 12
FORMS = [(QUICK, Suite.INTERNATIONAL), (Pbkdf2Sm3(iterations=1_000), Suite.NATIONAL)]


def wrap(kdf: KdfParameters = QUICK, suite: Suite = Suite.INTERNATIONAL, password: bytes = b"pass") -> bytes:
    return create_wrap(password, DEK, salt=SALT, nonce=NONCE, kdf=kdf, suite=suite)


def with_fresh_check(record: bytes) -> bytes:
    return record[:-8] + _check(record[:-8])


@pytest.mark.parametrize(("kdf", "suite"), FORMS)
def test_the_password_gives_the_key_back(kdf: KdfParameters, suite: Suite) -> None:
    assert open_wrap(wrap(kdf, suite), b"pass") == DEK


@pytest.mark.parametrize(("kdf", "suite"), FORMS)
def test_another_password_is_told_so(kdf: KdfParameters, suite: Suite) -> None:
    with pytest.raises(WrongPassword):
        open_wrap(wrap(kdf, suite), b"pasS")


def test_the_defaults_open_too() -> None:
    wrapped = create_wrap(b"pass", DEK, salt=SALT, nonce=NONCE)
    assert open_wrap(wrapped, b"pass") == DEK


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_any_changed_bit_is_damage_not_a_wrong_password(place: int, bit: int) -> None:
    wrapped = bytearray(wrap())
    wrapped[place % len(wrapped)] ^= 1 << bit
    with pytest.raises(WrapDamaged):
        open_wrap(bytes(wrapped), b"pass")


@given(st.binary(max_size=200))
def test_noise_is_damage(noise: bytes) -> None:
    with pytest.raises(WrapDamaged):
        open_wrap(noise, b"pass")


def test_a_header_that_asks_for_four_gibibytes_is_refused_before_any_work() -> None:
    record = bytearray(wrap())
    record[6:10] = struct.pack(">I", 4 << 20)
    with pytest.raises(WrapDamaged) as caught:
        open_wrap(with_fresh_check(bytes(record)), b"pass")
    assert caught.value.fault == "argon2id parameters"


def test_a_header_forged_with_its_checksum_does_not_open() -> None:
    record = bytearray(wrap())
    record[10:14] = struct.pack(">I", 2)
    with pytest.raises(WrongPassword):
        open_wrap(with_fresh_check(bytes(record)), b"pass")


def test_a_random_secret_needs_no_stretching_but_its_full_length() -> None:
    wrapped = wrap(RandomSecret(), password=b"k" * 32)
    assert open_wrap(wrapped, b"k" * 32) == DEK
    with pytest.raises(WrongPassword):
        open_wrap(wrapped, b"k" * 31)


def test_a_wrap_shows_neither_key_nor_password() -> None:
    wrapped = wrap(password=b"a long pass phrase")
    assert DEK not in wrapped
    assert b"a long pass phrase" not in wrapped


def test_each_purpose_has_its_own_key() -> None:
    keys = {derive_key(DEK, purpose) for purpose in ("database", "blobs", "index")}
    assert len(keys) == 3
    assert all(len(key) == 32 for key in keys)
