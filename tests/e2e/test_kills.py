"""The client is killed while a person works offline, and while it sends what was done."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.office import AgendaItem
from desktop.demo.office import PASSWORD, SECRETARY, DemoOffice
from desktop.workspace import Workspace
from gateway.store import Store
from tests.e2e.secretary import MEETING

ROOT = Path(__file__).parents[2]
KILLS = 20


@contextmanager
def _secretary(office: DemoOffice, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.e2e.secretary", str(office.profile(SECRETARY)), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process


def _kill_after(process: subprocess.Popen[str], lines: int, spin_s: float) -> list[str]:
    """Kill in the middle of what follows the given line; everything it had said."""
    stdout = process.stdout
    assert stdout is not None
    said = [stdout.readline() for _ in range(lines)]
    until = time.perf_counter() + spin_s
    while time.perf_counter() < until:
        continue
    process.kill()
    return [*said, *stdout.read().splitlines()]


def _confirmed(office: DemoOffice) -> dict[str, tuple[int, int]]:
    """Version and minutes of each agenda item, in the gateway's own store."""
    with closing(Store(office.gateway.data / "store.sqlite")) as store, store.reading() as transaction:
        items = [item for item in transaction.records.of_type(AgendaItem) if item.meeting_id == MEETING]
        found = ((item, transaction.records.find(item.id)) for item in items)
        return {item.id: (stored.version, item.duration_min) for item, stored in found if stored}


@pytest.mark.timeout(600)
def test_no_act_is_lost_and_none_is_applied_twice_when_the_client_is_killed(office: DemoOffice) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    office.enrol(SECRETARY)
    for number in range(KILLS):
        before = _confirmed(office)
        with _secretary(office, "act", f"{seed}-{number}") as process:
            said = _kill_after(process, chance.randrange(24), chance.uniform(0, 0.004))
        if chance.random() < 0.5:
            with _secretary(office, "sync") as process:
                _kill_after(process, 0, chance.uniform(0.2, 1.2))

        with closing_workspace(office) as workspace:
            workspace.sync()
            assert workspace.sync_status().pending == 0

        _look(before, _confirmed(office), said, f"kill {number} of seed {seed}")


def _look(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]], said: list[str], where: str
) -> None:
    begun = [line.split()[1:] for line in said if line.startswith("begin") and len(line.split()) == 3]
    done = [line.split()[1:] for line in said if line.startswith("done") and len(line.split()) == 3]
    applied = sum(after[item][0] - before[item][0] for item in after)
    assert len(done) <= applied <= len(begun), f"{where}: {len(done)} done, {applied} applied"
    for item in after:
        minutes = [int(act[1]) for act in begun if act[0] == item]
        allowed = set(minutes[-1:]) | ({before[item][1]} if not minutes else set())
        if len(begun) > len(done) and begun[-1][0] == item:  # killed in the middle of this one
            allowed |= set(minutes[-2:-1]) or {before[item][1]}
        assert after[item][1] in allowed, where


@contextmanager
def closing_workspace(office: DemoOffice) -> Iterator[Workspace]:
    workspace = Workspace.unlock(office.profile(SECRETARY), PASSWORD)
    try:
        yield workspace
    finally:
        workspace.lock()
