"""Private keys in their files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto import KeyUnreadable, Sm2PrivateKey, read_private_key, to_pem, write_private_key

KEY = Sm2PrivateKey.from_randomness(b"k" * 40)


@pytest.mark.parametrize("label", [None, "PRIVATE KEY"])
def test_a_key_comes_back_from_der_and_pem(label: str | None) -> None:
    encoded = write_private_key(KEY)
    assert read_private_key(encoded if label is None else to_pem(label, encoded)) == KEY


def test_an_encrypted_key_is_told_apart() -> None:
    with pytest.raises(KeyUnreadable) as caught:
        read_private_key(to_pem("ENCRYPTED PRIVATE KEY", b"\x30\x00"))
    assert caught.value.fault == "encrypted"


@given(st.binary(max_size=200))
def test_noise_is_no_key(noise: bytes) -> None:
    with pytest.raises(KeyUnreadable):
        read_private_key(noise)
