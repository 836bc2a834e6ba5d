"""One running gateway per test module, or per test, each with its own copy of one sample office."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.gateway_process import GatewayProcess, serving, verb
from tests.integration.gateway.client import Device, connected
from tests.integration.gateway.desk import Desk

SECRETARY, CUSTODIAN, WITNESS, OUTSIDER = "qh019", "qh016", "qh017", "qh021"
APPLICANT, APPROVER, SECURITY, AUDITOR = "qh015", "qh008", "qh027", "qh028"
OFFICE_DAY = "2026-06-17"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample office; copy it, never serve it."""
    data = tmp_path_factory.mktemp("sample") / "gateway"
    verb("init", data, "--sample-office")
    return data


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return Path(shutil.copytree(sample_folder, tmp_path / "gateway"))


@pytest.fixture(scope="module")
def shared_gateway(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    data = tmp_path_factory.mktemp("served") / "gateway"
    shutil.copytree(sample_folder, data)
    with serving(data) as running:
        yield running


@pytest.fixture
def gateway(request: pytest.FixtureRequest) -> Iterator[GatewayProcess]:
    """The module's gateway; one of the test's own where the module sets `A_GATEWAY_FOR_EACH_TEST`."""
    if not getattr(request.module, "A_GATEWAY_FOR_EACH_TEST", False):
        yield request.getfixturevalue("shared_gateway")
        return
    with serving(request.getfixturevalue("data")) as running:
        yield running


@pytest.fixture
def desk(device_of: Callable[[str], Device]) -> Desk:
    """The custodian's desk, with a document that waits for its seal."""
    return Desk.of(device_of(CUSTODIAN))


@pytest.fixture
def device_of(gateway: GatewayProcess) -> Iterator[Callable[[str], Device]]:
    """A new device of an account's person, connected until the test ends."""
    with ExitStack() as devices:
        yield lambda account: devices.enter_context(connected(gateway.enrol(account)))


@pytest.fixture
def seed() -> int:
    """A seed for a randomised test; the test prints it."""
    chosen = secrets.randbits(32)
    print(f"seed={chosen}")
    return chosen
