"""Every signer keeps this contract: a key in memory, a token through its vendor's interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.crypto import Sm2PrivateKey, parse_certificate, sm2
from desktop.devices import KeyMismatch, PinRequired, Signer, SoftwareKey
from tests.devices.tokens import PIN, soft_pkcs11, soft_token
from tests.unit.seal.office import office


def software(_folder: Path) -> Signer:
    sealer = office().sealers["u-1"]
    return SoftwareKey(sealer.certificate, sealer.key)


def skf(folder: Path) -> Signer:
    return soft_token(folder, folder.parent).signer()


def pkcs11(folder: Path) -> Signer:
    return soft_pkcs11(folder, folder.parent).signer()


@pytest.fixture(params=[software, skf, pkcs11], ids=["software", "skf", "pkcs11"])
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Signer]:
    """A signer as it is found."""
    make: Callable[[Path], Signer] = request.param
    signer = make(tmp_path)
    yield signer
    signer.close()


@pytest.fixture
def signer(locked: Signer) -> Signer:
    """A signer that has been given its PIN."""
    locked.unlock(PIN)
    return locked


E_ONE, E_TWO = bytes(31) + b"\1", b"\xff" * 32


@pytest.mark.parametrize("e", [E_ONE, E_TWO])
def test_its_signature_verifies_with_its_certificate(signer: Signer, e: bytes) -> None:
    point = parse_certificate(signer.certificate()).point
    assert point is not None
    assert sm2.verify_digest(point, e, sm2.encode_signature(*signer.sign_e(e)))


def test_it_never_signs_twice_with_one_nonce(signer: Signer) -> None:
    (r_one, _), (r_two, _) = signer.sign_e(E_ONE), signer.sign_e(E_TWO)
    assert r_one - int.from_bytes(E_ONE, "big") != r_two - int.from_bytes(E_TWO, "big")


def test_its_certificate_may_sign(locked: Signer) -> None:
    assert parse_certificate(locked.certificate()).may_sign


def test_it_says_who_and_what_it_is(locked: Signer) -> None:
    assert locked.kind in {"software", "skf", "pkcs11", "remote"}
    assert locked.name == parse_certificate(locked.certificate()).common_name


def test_without_its_pin_it_signs_nothing(locked: Signer) -> None:
    if not locked.needs_pin:
        assert locked.tries_left is None
        return
    with pytest.raises(PinRequired):
        locked.sign_e(E_ONE)
    locked.unlock(PIN)
    assert not locked.needs_pin
    assert locked.sign_e(E_ONE)


def test_after_it_was_closed_it_wants_its_pin_again(signer: Signer) -> None:
    wanted_one = signer.kind != "software"
    signer.close()
    signer.close()
    assert signer.needs_pin == wanted_one
    signer.unlock(PIN)
    assert signer.sign_e(E_ONE)


@pytest.mark.parametrize("e", [b"", bytes(31), bytes(33)])
def test_only_a_digest_of_32_bytes_is_signed(signer: Signer, e: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        signer.sign_e(e)


def test_a_key_of_somebody_else_is_told_so() -> None:
    with pytest.raises(KeyMismatch):
        SoftwareKey(office().sealers["u-1"].certificate, Sm2PrivateKey.from_randomness(b"x" * 40))


def test_a_signer_does_not_show_its_key(tmp_path: Path) -> None:
    secret = office().sealers["u-1"].key.secret.hex()
    assert secret not in repr(vars(software(tmp_path)))
