"""Every signer keeps this contract; devices are added to `signers` as they come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.crypto import Sm2PrivateKey, parse_certificate, sm2
from desktop.devices import KeyMismatch, Signer, SoftwareKey
from tests.unit.seal.office import office


def software() -> Signer:
    sealer = office().sealers["u-1"]
    return SoftwareKey(sealer.certificate, sealer.key)


signers = pytest.mark.parametrize("make", [software], ids=["software"])
E_ONE, E_TWO = bytes(31) + b"\1", b"\xff" * 32


@signers
@pytest.mark.parametrize("e", [E_ONE, E_TWO])
def test_its_signature_verifies_with_its_certificate(make: Callable[[], Signer], e: bytes) -> None:
    signer = make()
    point = parse_certificate(signer.certificate()).point
    assert point is not None
    assert sm2.verify_digest(point, e, sm2.encode_signature(*signer.sign_e(e)))


@signers
def test_it_never_signs_twice_with_one_nonce(make: Callable[[], Signer]) -> None:
    signer = make()
    (r_one, _), (r_two, _) = signer.sign_e(E_ONE), signer.sign_e(E_TWO)
    assert r_one - int.from_bytes(E_ONE, "big") != r_two - int.from_bytes(E_TWO, "big")


@signers
def test_its_certificate_may_sign(make: Callable[[], Signer]) -> None:
    assert parse_certificate(make().certificate()).may_sign


@signers
def test_it_says_who_and_what_it_is(make: Callable[[], Signer]) -> None:
    signer = make()
    assert signer.kind in {"software", "skf", "pkcs11", "remote"}
    assert signer.name == parse_certificate(signer.certificate()).common_name


@signers
def test_it_counts_tries_only_where_there_is_a_pin(make: Callable[[], Signer]) -> None:
    signer = make()
    assert signer.needs_pin == (signer.tries_left is not None)


@signers
@pytest.mark.parametrize("e", [b"", bytes(31), bytes(33)])
def test_only_a_digest_of_32_bytes_is_signed(make: Callable[[], Signer], e: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        make().sign_e(e)


def test_a_key_of_somebody_else_is_told_so() -> None:
    with pytest.raises(KeyMismatch):
        SoftwareKey(office().sealers["u-1"].certificate, Sm2PrivateKey.from_randomness(b"x" * 40))


def test_a_signer_does_not_show_its_key() -> None:
    secret = office().sealers["u-1"].key.secret.hex()
    assert secret not in repr(vars(software()))
