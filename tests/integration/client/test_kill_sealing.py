"""The power goes between any two steps of a sealing: no use without an entry, none left unresolved."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random, SystemRandom

import pytest

from core.office import OfflineGrace
from desktop.errors import GatewayUnreachable
from desktop.workspace import Workspace
from gateway.store import Store
from tests.gateway_process import serving
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, Opener
from tests.integration.client.test_offline_sealing import (
    DOCUMENT,
    REQUEST,
    SEAL,
    change,
    ledger,
    prepared,
)
from tests.integration.client.test_workspace import port_of

ROOT = Path(__file__).parents[3]
STEPS, THROUGH = {True: range(1, 21), False: range(1, 9)}, 60
"""Where a sealing can stop, on and off line; a number beyond lets it through. Each run tries some."""
TRIED = 4


def dies(profile: Path, number: int, what: str = "one") -> str:
    """Seal with a client that dies at the n-th step; what it was about to do, "done" when it got through."""
    client = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.integration.client.sealing_client",
            str(profile),
            PASSWORD,
            str(number),
            what,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert client.returncode in (0, 9), client.stderr
    return client.stdout.strip()


def original(data: Path) -> dict[str, object]:
    """The document and the application as they were, to be asked for once more."""
    with closing(Store(data / "store.sqlite")) as store, store.reading() as transaction:
        found = {one: transaction.records.find(one) for one in (DOCUMENT, REQUEST)}
        return {key: stored.record for key, stored in found.items() if stored is not None}


def restore(data: Path, records: dict[str, object]) -> None:
    for record_id, record in records.items():
        fields = {name: getattr(record, name) for name in record.__struct_fields__ if name != "id"}  # type: ignore[attr-defined]
        change(data, record_id, **fields)


def accounted(profile: Path, data: Path, before: int) -> int:
    """After a restart and a sync everything is settled; how many uses there have been."""
    survivor = Workspace.unlock(profile, PASSWORD)
    try:
        survivor.sync()
        survivor.sync()
        assert (survivor.needs_attention(), survivor.sync_status().pending) == ([], 0)
        entries = ledger(data)[before:]
        sealed = [version.blob for version in survivor.document(DOCUMENT).versions if version.sealed]
        assert [entry.sealed_blob for entry in entries] == sealed
        assert [*(profile / "sealed").iterdir()] == []
    finally:
        survivor.lock()
    return len(sealed)


@pytest.mark.parametrize("connected", [True, False], ids=["online", "offline"])
def test_whatever_step_is_the_last_the_use_is_whole_or_has_not_been(
    data: Path, opened: Opener, connected: bool
) -> None:
    seed = SystemRandom().randrange(1 << 32)
    print("seed", seed)
    numbers = [*sorted(Random(seed).sample(STEPS[connected], TRIED)), THROUGH]
    change(data, SEAL, offline_grace=OfflineGrace(uses_max=100, hours_max=8))
    with serving(data) as up:
        port, workspace = port_of(up), opened(up, CUSTODIAN)
        prepared(workspace)
        profile = workspace.profile
        workspace.lock()
        records = original(data)
        if connected:
            steps = [step(profile, data, records, number, port=None) for number in numbers]
    if not connected:
        steps = [step(profile, data, records, number, port=port) for number in numbers]
    print(steps)
    assert steps[-1] == ("done", 1)


def step(
    profile: Path, data: Path, records: dict[str, object], number: int, *, port: int | None
) -> tuple[str, int]:
    before = len(ledger(data))
    name = dies(profile, number)
    if port is None:
        uses = accounted(profile, data, before)
    else:
        with serving(data, port):
            uses = accounted(profile, data, before)
    restore(data, records)
    if port is None:
        refreshed(profile)
    else:
        with serving(data, port):
            refreshed(profile)
    return name, uses


def refreshed(profile: Path) -> None:
    """The next client begins with the application open again, and everything it needs at hand."""
    workspace = Workspace.unlock(profile, PASSWORD)
    try:
        workspace.sync()
        prepared(workspace)
    except GatewayUnreachable:
        raise AssertionError("the gateway serves") from None
    finally:
        workspace.lock()
