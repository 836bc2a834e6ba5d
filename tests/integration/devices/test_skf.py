"""A token through GM/T 0016 in a process of its own, when it or its library misbehaves too."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.crypto import Sm2PrivateKey
from core.errors import SealError
from core.ofd.display import Box
from core.seal import Placement, SignatureWrong, Verdict, finish, prepare, verify_document
from desktop.devices import (
    DriverRefused,
    KeyMismatch,
    PinRequired,
    PinWrong,
    SealDeviceAbsent,
    SealDeviceFailed,
    SealDeviceLocked,
    SealDeviceSilent,
    TokenUnsuited,
)
from tests.devices.tokens import PIN, SoftToken, soft_token
from tests.unit.seal.office import NOW, document_parts, office, trust, zipped

E = bytes(range(32))
STEPS = (
    "SKF_EnumDev",
    "SKF_ConnectDev",
    "SKF_EnumApplication",
    "SKF_OpenApplication",
    "SKF_EnumContainer",
    "SKF_OpenContainer",
    "SKF_GetContainerType",
    "SKF_ExportCertificate",
    "SKF_GetPINInfo",
    "SKF_VerifyPIN",
    "SKF_ECCSignData",
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("softskf")


@pytest.fixture
def token(tmp_path: Path, builds: Path) -> Iterator[SoftToken]:
    made = soft_token(tmp_path, builds)
    yield made
    made.close()


def act(token: SoftToken) -> None:
    """Everything that a sealing asks of a token."""
    signer = token.signers[-1]
    signer.certificate()
    signer.unlock(PIN)
    signer.sign_e(E)


def test_a_token_says_whose_it_is_and_how_many_tries_are_left_before_any_pin(token: SoftToken) -> None:
    found = token.signer().look()
    assert (found.device, found.signer, found.tries_left, found.unfit) == ("SoftKey0", "管印人", 3, "")


def test_where_the_library_does_not_tell_tries_are_known_only_from_a_wrong_pin(token: SoftToken) -> None:
    token.switch("no-pin-info")
    signer = token.signer()
    assert signer.look().tries_left is None
    with pytest.raises(PinWrong) as wrong:
        signer.unlock("00000000")
    assert wrong.value.tries_left == signer.tries_left == 2


def test_wrong_pins_are_counted_never_repeated_and_lock_at_the_end(token: SoftToken) -> None:
    signer = token.signer()
    for left in (2, 1):
        with pytest.raises(PinWrong) as wrong:
            signer.unlock("00000000")
        assert wrong.value.tries_left == signer.tries_left == token.tries_left == left
    with pytest.raises(SealDeviceLocked):
        signer.unlock("00000000")
    with pytest.raises(SealDeviceLocked):
        signer.unlock(PIN)
    assert signer.look().tries_left == 0
    with pytest.raises(PinRequired):
        signer.sign_e(E)


def test_the_right_pin_gives_every_try_back(token: SoftToken) -> None:
    signer = token.signer()
    with pytest.raises(PinWrong):
        signer.unlock("00000000")
    signer.unlock(PIN)
    assert signer.tries_left == token.tries_left == 3


@pytest.mark.parametrize("pin", ["", "x" * 65, "12345678\0"])
def test_what_cannot_be_a_pin_costs_no_try(token: SoftToken, pin: str) -> None:
    with pytest.raises(PinWrong):
        token.signer().unlock(pin)
    assert token.tries_left == 3


@pytest.mark.parametrize("step", STEPS)
def test_pulled_out_at_any_step_it_is_absent_and_works_again_once_it_is_back(
    token: SoftToken, step: str
) -> None:
    token.signer()
    token.switch(f"pull={step}")
    with pytest.raises(SealDeviceAbsent):
        act(token)
    token.pull()
    with pytest.raises(SealDeviceAbsent):
        act(token)
    token.plug()
    act(token)
    assert token.tries_left == 3


def test_pulled_out_and_in_again_between_two_steps_it_wants_its_pin_again(token: SoftToken) -> None:
    signer = token.signer()
    signer.unlock(PIN)
    token.plug()
    with pytest.raises(SealDeviceAbsent):
        signer.sign_e(E)
    assert signer.needs_pin
    with pytest.raises(PinRequired):
        signer.sign_e(E)
    signer.unlock(PIN)
    assert signer.sign_e(E)


@pytest.mark.parametrize("step", ["SKF_EnumDev", "SKF_ExportCertificate", "SKF_VerifyPIN", "SKF_ECCSignData"])
def test_a_library_that_hangs_is_ended_with_its_process(token: SoftToken, step: str) -> None:
    signer = token.signer(answer_s=2.0, sign_s=2.0)
    signer.look()
    pid = signer.helper_pid
    assert pid is not None
    signer.close()
    token.switch(f"hang={step}")
    with pytest.raises(SealDeviceSilent):
        act(token)
    assert signer.helper_pid is None
    token.switch()
    act(token)
    assert signer.helper_pid != pid
    assert token.tries_left == 3


def test_a_token_is_let_go_of_while_another_thread_waits_for_it(token: SoftToken) -> None:
    signer = token.signer()
    signer.unlock(PIN)
    token.switch("hang=SKF_ECCSignData")
    met: list[SealError] = []

    def sign() -> None:
        try:
            signer.sign_e(E)
        except SealError as error:
            met.append(error)

    waiting = threading.Thread(target=sign)
    waiting.start()
    while not (token.folder / "hanging").exists() and waiting.is_alive():
        waiting.join(0.01)
    signer.close()
    waiting.join(20)
    assert [type(error) for error in met] == [SealDeviceFailed]
    token.switch()
    act(token)


@pytest.mark.parametrize("step", STEPS)
def test_a_library_that_crashes_takes_only_its_process_along(token: SoftToken, step: str) -> None:
    signer = token.signer()
    token.switch(f"crash={step}")
    with pytest.raises(SealDeviceFailed) as failed:
        act(token)
    assert failed.value.fault == "exit -6"
    token.switch()
    act(token)
    assert signer.needs_pin is False


@pytest.mark.parametrize(
    "step", ["SKF_ConnectDev", "SKF_OpenApplication", "SKF_OpenContainer", "SKF_ECCSignData"]
)
def test_a_code_of_the_library_is_told(token: SoftToken, step: str) -> None:
    token.signer()
    token.switch(f"fail={step}")
    with pytest.raises(SealDeviceFailed) as failed:
        act(token)
    assert failed.value.fault == "0x0a000001"


@pytest.mark.parametrize("step", ["SKF_EnumDev", "SKF_EnumApplication", "SKF_ExportCertificate"])
def test_a_claimed_size_beyond_reason_is_refused(token: SoftToken, step: str) -> None:
    token.signer(container="signing")
    token.switch(f"huge={step}")
    with pytest.raises(SealDeviceFailed) as failed:
        act(token)
    assert failed.value.fault == "size"


def test_a_signature_that_the_certificate_does_not_verify_is_thrown_away(token: SoftToken) -> None:
    token.signer()
    token.switch("wrong-signature")
    with pytest.raises(SignatureWrong):
        act(token)


def test_bytes_that_are_no_certificate_make_a_token_unsuited(token: SoftToken) -> None:
    (token.folder / "cert.der").write_bytes(b"\x30\x03\x02\x01\x04")
    with pytest.raises(TokenUnsuited):
        token.signer().certificate()


def test_another_token_in_the_place_of_the_first_is_not_given_the_pin(token: SoftToken) -> None:
    signer = token.signer()
    signer.certificate()
    signer.close()
    (token.folder / "cert.der").write_bytes(office().sealers["u-2"].certificate)
    token.plug()
    with pytest.raises(KeyMismatch):
        signer.unlock("00000000")
    assert token.tries_left == 3


def test_a_key_that_is_not_the_certificates_signs_nothing(tmp_path: Path, builds: Path) -> None:
    token = soft_token(tmp_path, builds, key=Sm2PrivateKey.from_randomness(b"x" * 40))
    token.signer()
    with pytest.raises(SignatureWrong):
        act(token)
    token.close()


def test_a_library_whose_ulong_has_64_bits_is_spoken_to_as_its_profile_says(
    tmp_path: Path, builds: Path
) -> None:
    token = soft_token(tmp_path, builds, "-DULONG64")
    token.signer(ulong_bits=64)
    act(token)
    token.close()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"device": "SoftKey0", "application": "应用", "container": "signing"}, None),
        ({"device": "AnotherKey"}, SealDeviceAbsent),
        ({"application": "另一应用"}, TokenUnsuited),
        ({"container": "exchange"}, TokenUnsuited),
        ({"application": "应用", "names": "utf-8"}, TokenUnsuited),
    ],
)
def test_a_profile_names_the_key_in_the_librarys_own_encoding(
    token: SoftToken, changes: dict[str, str], error: type[SealError] | None
) -> None:
    token.signer(**changes)
    if error is None:
        act(token)
    else:
        with pytest.raises(error):
            act(token)


def test_only_the_pinned_file_is_loaded(token: SoftToken) -> None:
    for changes, fault in (
        ({"sha256": "0" * 64}, "digest"),
        ({"library": str(token.folder / "other.so")}, "missing"),
        ({"calling": "stdcall"}, "system"),
    ):
        with pytest.raises(DriverRefused) as refused:
            token.signer(**changes).certificate()
        assert refused.value.fault == fault
    loose = token.folder / "libsoftskf.so"
    loose.chmod(0o666)
    with pytest.raises(DriverRefused) as refused:
        token.signer().certificate()
    assert refused.value.fault == "writable"


def test_a_file_that_is_no_skf_library_is_refused(token: SoftToken) -> None:
    token.library.write_bytes(b"\x7fELF of nothing")
    with pytest.raises(DriverRefused) as refused:
        token.signer().certificate()
    assert refused.value.fault == "unloadable"


def test_what_the_library_prints_does_not_disturb_and_the_pin_is_nowhere(
    token: SoftToken, capfd: pytest.CaptureFixture[str]
) -> None:
    signer = token.signer()
    signer.unlock(PIN)
    assert PIN not in repr(vars(signer))
    command = Path(f"/proc/{signer.helper_pid}/cmdline")
    if command.exists():
        assert PIN.encode() not in command.read_bytes()
    signer.sign_e(E)
    assert "debug line" not in capfd.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_the_helper_has_no_privileges_to_gain_and_leaves_no_core(token: SoftToken) -> None:
    signer = token.signer()
    signer.look()
    status = Path(f"/proc/{signer.helper_pid}/status").read_text()
    limits = Path(f"/proc/{signer.helper_pid}/limits").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Max core file size        0                    0" in limits
    walls = signer.walls
    assert walls is not None
    if not walls.seccomp.startswith("none"):
        assert "Seccomp:\t2" in status


def test_a_helper_whose_program_is_gone_ends(token: SoftToken) -> None:
    signer = token.signer()
    signer.look()
    pid = signer.helper_pid
    assert pid is not None
    signer.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_seal_is_pressed_although_the_token_was_pulled_and_its_pin_mistyped_in_between(
    token: SoftToken,
) -> None:
    signer = token.signer()
    prepared = prepare(
        zipped(document_parts()),
        seal=office().seals["s-1"],
        placements=[Placement(page=0, boundary=Box(60, 150, 42, 42))],
        signer_certificate=signer.certificate(),
        now=NOW,
    )
    with pytest.raises(PinWrong):
        signer.unlock("00000000")
    signer.unlock(PIN)
    token.pull()
    with pytest.raises(SealDeviceAbsent):
        signer.sign_e(prepared.e)
    token.plug()
    assert signer.needs_pin
    signer.unlock(PIN)
    sealed = finish(prepared, signer.sign_e(prepared.e))
    assert verify_document(sealed, trust(), NOW).verdict is Verdict.VALID
