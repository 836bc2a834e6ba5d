"""A token through PKCS#11 in a process of its own.

SoftHSM2 has keys on SM2's curve and no SM2; our own module has SM2 by a vendor's number.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.crypto import to_pem, write_private_key
from desktop.devices import (
    DriverRefused,
    PinRequired,
    PinWrong,
    SealDeviceAbsent,
    SealDeviceLocked,
    SealDeviceSilent,
    TokenSigner,
    TokenUnsuited,
)
from tests.devices.tokens import PIN, SoftHsm, SoftToken, soft_hsm, soft_pkcs11
from tests.unit.seal.office import office

E = bytes(range(32))

FILL = """
import os, sys
import pkcs11
from pkcs11 import Attribute, KeyType, ObjectClass
from asn1crypto.core import ObjectIdentifier
module, label, pin, certificate, secret = sys.argv[1:]
token = pkcs11.lib(module).get_token(token_label=label)
with token.open(user_pin=pin, rw=True) as session:
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.ID: b"1", Attribute.LABEL: "signing",
        Attribute.SUBJECT: b"", Attribute.VALUE: bytes.fromhex(certificate)})
    session.create_object({
        Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.EC, Attribute.TOKEN: True,
        Attribute.PRIVATE: True, Attribute.SENSITIVE: True, Attribute.SIGN: True, Attribute.ID: b"1",
        Attribute.LABEL: "signing", Attribute.EC_PARAMS: ObjectIdentifier("1.2.156.10197.1.301").dump(),
        Attribute.VALUE: bytes.fromhex(secret)})
"""


@pytest.fixture(scope="module")
def hsm(tmp_path_factory: pytest.TempPathFactory) -> SoftHsm:
    """With the sealer's certificate and a key on SM2's curve that belongs to it."""
    made = soft_hsm(tmp_path_factory.mktemp("softhsm"))
    sealer = office().sealers["u-1"]
    subprocess.run(
        [
            sys.executable,
            "-c",
            FILL,
            str(made.module),
            made.label,
            PIN,
            sealer.certificate.hex(),
            sealer.key.secret.hex(),
        ],
        check=True,
        env={"SOFTHSM2_CONF": str(made.config)},
    )
    return made


@pytest.fixture
def signer(hsm: SoftHsm) -> Iterator[TokenSigner]:
    made = TokenSigner(hsm.driver())
    yield made
    made.close()


def test_the_token_is_found_and_its_certificate_exported_without_a_pin(signer: TokenSigner) -> None:
    found = signer.look()
    assert (found.device, found.signer) == ("ukey", "管印人")
    assert signer.certificate() == office().sealers["u-1"].certificate
    assert signer.needs_pin


def test_a_token_without_an_sm2_mechanism_is_told_unfit_before_any_pin(signer: TokenSigner) -> None:
    assert signer.look().unfit == "no_sm2_mechanism"


def test_ecdsa_on_the_sm2_curve_is_never_taken_for_an_sm2_signature(signer: TokenSigner) -> None:
    signer.unlock(PIN)
    with pytest.raises(TokenUnsuited) as unsuited:
        signer.sign_e(E)
    assert unsuited.value.fault == "no_sm2_mechanism"


def test_a_mechanism_that_only_the_profile_knows_is_not_tried(hsm: SoftHsm) -> None:
    signer = TokenSigner(hsm.driver(sm2_mechanism=0x80000B01))
    signer.unlock(PIN)
    with pytest.raises(TokenUnsuited):
        signer.sign_e(E)
    signer.close()


def test_a_wrong_pin_is_refused_and_the_right_one_taken(signer: TokenSigner) -> None:
    with pytest.raises(PinRequired):
        signer.sign_e(E)
    with pytest.raises((PinWrong, SealDeviceLocked)):
        signer.unlock("00000000")
    assert signer.needs_pin
    signer.unlock(PIN)
    assert not signer.needs_pin


def test_a_login_ends_with_its_process(signer: TokenSigner) -> None:
    signer.unlock(PIN)
    signer.close()
    assert signer.needs_pin


@pytest.mark.parametrize(
    ("changes", "fault"),
    [({"token": "another"}, None), ({"key": "another"}, "no_certificate")],
)
def test_what_the_profile_names_must_be_there(
    hsm: SoftHsm, changes: dict[str, str], fault: str | None
) -> None:
    signer = TokenSigner(hsm.driver(**changes))
    with pytest.raises(TokenUnsuited if fault else SealDeviceAbsent) as refused:
        signer.look()
    if isinstance(refused.value, TokenUnsuited):
        assert refused.value.fault == fault
    signer.close()


def test_another_library_in_the_modules_place_is_not_loaded(hsm: SoftHsm) -> None:
    signer = TokenSigner(hsm.driver(sha256="0" * 64))
    with pytest.raises(DriverRefused):
        signer.look()


def test_a_file_that_is_no_module_is_refused(hsm: SoftHsm, tmp_path: Path) -> None:
    wrong = tmp_path / "module.so"
    wrong.write_bytes(to_pem("PRIVATE KEY", write_private_key(office().sealers["u-1"].key)))
    other = SoftHsm(hsm.folder, wrong)
    signer = TokenSigner(other.driver())
    with pytest.raises(DriverRefused) as refused:
        signer.look()
    assert refused.value.fault == "unloadable"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("softp11")


@pytest.fixture
def token(tmp_path: Path, builds: Path) -> Iterator[SoftToken]:
    made = soft_pkcs11(tmp_path, builds)
    yield made
    made.close()


@pytest.mark.parametrize("switches", [(), ("der",)])
def test_a_vendors_mechanism_signs_when_profile_and_token_agree_on_it(
    token: SoftToken, switches: tuple[str, ...]
) -> None:
    token.switch(*switches)
    signer = token.signer()
    assert signer.look().unfit == ""
    signer.unlock(PIN)
    for number in range(20):  # short numbers in DER included, now and then
        assert signer.sign_e(bytes(31) + bytes([number]))


@pytest.mark.parametrize(
    ("switches", "changes"),
    [(("no-sm2",), {}), ((), {"sm2_mechanism": None}), ((), {"sm2_mechanism": 0x80000B02})],
)
def test_without_an_agreed_mechanism_the_token_is_unfit(
    token: SoftToken, switches: tuple[str, ...], changes: dict[str, object]
) -> None:
    token.switch(*switches)
    signer = token.signer(**changes)
    assert signer.look().unfit == "no_sm2_mechanism"
    signer.unlock(PIN)
    with pytest.raises(TokenUnsuited):
        signer.sign_e(E)


def test_the_last_try_is_told_and_then_the_lock(token: SoftToken) -> None:
    signer = token.signer()
    assert signer.look().tries_left is None
    for left in (None, 1):
        with pytest.raises(PinWrong) as wrong:
            signer.unlock("00000000")
        assert wrong.value.tries_left == left
    with pytest.raises(SealDeviceLocked):
        signer.unlock("00000000")
    assert signer.look().tries_left == 0
    with pytest.raises(SealDeviceLocked):
        signer.unlock(PIN)


def test_a_token_that_was_pulled_out_is_absent_and_found_again(token: SoftToken) -> None:
    signer = token.signer()
    signer.unlock(PIN)
    token.pull()
    with pytest.raises(SealDeviceAbsent):
        signer.sign_e(E)
    token.plug()
    assert signer.needs_pin
    signer.unlock(PIN)
    assert signer.sign_e(E)


def test_a_module_that_hangs_is_ended_with_its_process(token: SoftToken) -> None:
    signer = token.signer(sign_s=2.0)
    signer.unlock(PIN)
    token.switch("hang")
    with pytest.raises(SealDeviceSilent):
        signer.sign_e(E)
    token.switch()
    signer.unlock(PIN)
    assert signer.sign_e(E)
