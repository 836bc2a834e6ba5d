"""Workspaces on a real gateway process, each test module with its own copy of one sample office."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.crypto import Argon2id
from desktop.workspace import Workspace
from tests.gateway_process import GatewayProcess, serving, verb

CUSTODIAN, SECRETARY, OTHER_SECRETARY = "qh016", "qh018", "qh019"
PASSWORD = "正确的口令 1"
QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)

Opener = Callable[[GatewayProcess, str], Workspace]


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample office; copy it, never serve it."""
    data = tmp_path_factory.mktemp("office") / "gateway"
    verb("init", data, "--sample-office")
    return data


@pytest.fixture(scope="module")
def gateway(sample_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    data = tmp_path_factory.mktemp("served") / "gateway"
    shutil.copytree(sample_office, data)
    with serving(data) as running:
        yield running


@pytest.fixture
def data(sample_office: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, for gateways that stop and start."""
    shutil.copytree(sample_office, tmp_path / "gateway")
    return tmp_path / "gateway"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """A new profile of an account's person, synced once and locked when the test ends."""
    with ExitStack() as unlocked:

        def open_profile(gateway: GatewayProcess, account: str) -> Workspace:
            device = f"{account}-{len(list(tmp_path.iterdir()))}"
            kit = gateway.enrol(account, device)
            workspace = Workspace.create(tmp_path / device, PASSWORD, kit, kdf=QUICK)
            unlocked.callback(workspace.lock)
            workspace.sync()
            return workspace

        yield open_profile
