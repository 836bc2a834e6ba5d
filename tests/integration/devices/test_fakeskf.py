"""The software token of ../shared/vectors, written by others, through the same helper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.crypto import parse_certificate, sm2
from desktop.devices import PinRequired, PinWrong, SealDeviceAbsent, SealDeviceLocked, SkfDriver, TokenSigner
from tests.devices.tokens import digest_of

VECTORS = Path(__file__).parents[3].parent / "shared" / "vectors"
SOURCE = VECTORS / "fakeskf" / "fakeskf.c"
PIN, E = "123456", bytes(range(32))

pytestmark = pytest.mark.skipif(
    not SOURCE.exists(), reason="../shared/vectors/fakeskf is not beside the project"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler (gcc) to build the software token with")
    folder = tmp_path_factory.mktemp("fakeskf")
    built = folder / "libfakeskf.so"
    done = subprocess.run(
        [compiler, "-w", "-shared", "-fPIC", "-o", built, SOURCE, "-lcrypto"],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("OpenSSL's headers (libssl-dev) are not installed")
    shutil.copy(VECTORS / "pki" / "signer.key", folder)
    shutil.copy(VECTORS / "fakeskf" / "signer.der", folder)
    return built


def driver(library: Path, **environment: str) -> SkfDriver:
    known = {
        "FAKESKF_KEY": str(library.parent / "signer.key"),
        "FAKESKF_CERT": str(library.parent / "signer.der"),
    }
    return SkfDriver(
        name="FakeKey", library=str(library), sha256=digest_of(library), environment=known | environment
    )


@pytest.fixture
def signer(library: Path) -> Iterator[TokenSigner]:
    made = TokenSigner(driver(library))
    yield made
    made.close()


def test_it_signs_once_it_has_its_pin(signer: TokenSigner) -> None:
    assert (signer.look().device, signer.name) == ("FakeKey0", "张三")
    with pytest.raises(PinRequired):
        signer.sign_e(E)
    signer.unlock(PIN)
    point = parse_certificate(signer.certificate()).point
    assert point is not None
    assert sm2.verify_digest(point, E, sm2.encode_signature(*signer.sign_e(E)))


def test_it_counts_wrong_pins_and_locks(signer: TokenSigner) -> None:
    for left in (2, 1):
        with pytest.raises(PinWrong) as wrong:
            signer.unlock("000000")
        assert wrong.value.tries_left == left
    with pytest.raises(SealDeviceLocked):
        signer.unlock("000000")


def test_unplugged_it_is_absent(library: Path) -> None:
    signer = TokenSigner(driver(library, FAKESKF_UNPLUG="1"))
    with pytest.raises(SealDeviceAbsent):
        signer.look()
    signer.close()
