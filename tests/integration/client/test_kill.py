"""kill -9 at any moment: no act the person has seen kept is lost, none is done twice."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random, SystemRandom

from desktop.workspace import Workspace
from tests.gateway_process import serving
from tests.integration.client.conftest import PASSWORD, SECRETARY, Opener
from tests.integration.client.test_workspace import port_of

ROOT = Path(__file__).parents[3]
KILLS_OFFLINE, KILLS_ONLINE = 10, 12


def killed_run(profile: Path, random: Random) -> list[str]:
    """Run the busy client, kill it after some acts; the ids it had printed by then."""
    client = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.integration.client.busy_client",
            str(profile),
            PASSWORD,
            str(random.random())[2:],
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout is not None
    with client.stdout:
        seen = [client.stdout.readline() for _ in range(random.randint(1, 12))]
        client.kill()
        seen += client.stdout.readlines()
    client.wait()
    # A line that the kill has cut was not told yet.
    return [line.strip() for line in seen if line.endswith("\n")]


def done_by(data: Path, device_id: str) -> set[str]:
    with closing(sqlite3.connect(data / "store.sqlite")) as store:
        rows = store.execute("SELECT action_id FROM confirmed_action WHERE device_id = ?", (device_id,))
        return {action_id for (action_id,) in rows}


def versions(data: Path) -> int:
    """The sum of all records' versions, but for gaps: they change with their agenda items."""
    query = "SELECT sum(version) FROM record WHERE type <> 'agenda_gap'"
    with closing(sqlite3.connect(data / "store.sqlite")) as store:
        return int(store.execute(query).fetchone()[0])


def test_no_act_is_lost_and_none_is_done_twice(data: Path, opened: Opener) -> None:
    seed = SystemRandom().randrange(1 << 32)
    print("seed", seed)
    random = Random(seed)
    with serving(data) as up:
        port = port_of(up)
        workspace = opened(up, SECRETARY)
        workspace.lock()
    profile, device_id = workspace.profile, workspace.device_id
    before, told = versions(data), []
    for _ in range(KILLS_OFFLINE):
        told += killed_run(profile, random)
    with serving(data, port):
        for _ in range(KILLS_ONLINE):
            told += killed_run(profile, random)
        survivor = Workspace.unlock(profile, PASSWORD)
        survivor.sync()
        assert (survivor.needs_attention(), survivor.sync_status().pending) == ([], 0)
        survivor.lock()
    done = done_by(data, device_id)
    assert len(told) >= KILLS_OFFLINE + KILLS_ONLINE
    assert set(told) <= done
    assert versions(data) - before == len(done)
