"""Tasks of many threads on one workspace, and a lock that falls in the middle of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest

from core.office import Queue
from desktop.errors import WorkspaceLocked
from desktop.workspace import ReadingState, Workspace
from tests.gateway_process import GatewayProcess
from tests.integration.client.conftest import SECRETARY, Opener

WORKERS, TURNS = 6, 25


def jobs(workspace: Workspace, random: Random) -> list[Callable[[], object]]:
    documents = [each for each in workspace.documents() if each.versions]
    items = [slot.item for slot in workspace.agenda("m-2")]
    return [
        workspace.sync,
        workspace.sync_status,
        lambda: workspace.wait_for_changes(0),
        lambda: workspace.documents(search="2026"),
        lambda: workspace.work_items(Queue.TODO),
        lambda: workspace.agenda("m-2"),
        lambda: workspace.file(random.choice(documents).versions[-1].blob),
        lambda: workspace.remember_reading(documents[0].id, ReadingState(page=random.randint(0, 9))),
        lambda: workspace.set_agenda_duration(random.choice(items).id, random.randint(1, 480)),
    ]


def test_many_threads_at_once_break_nothing_and_lose_nothing(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)

    def work(seed: int) -> None:
        random = Random(seed)
        choices = jobs(workspace, random)
        for _ in range(TURNS):
            random.choice(choices)()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, range(WORKERS)))
    workspace.sync()
    assert workspace.sync_status().pending == 0
    assert workspace.needs_attention() == []
    fresh = opened(gateway, SECRETARY)
    assert fresh.agenda("m-2") == workspace.agenda("m-2")


@pytest.mark.parametrize("seed", range(6))
def test_a_lock_in_the_middle_of_anything_is_the_only_thing_said(
    gateway: GatewayProcess, opened: Opener, seed: int
) -> None:
    workspace = opened(gateway, SECRETARY)
    started = Barrier(WORKERS + 1)

    def work(number: int) -> str:
        random = Random(seed * 100 + number)
        choices = jobs(workspace, random)
        started.wait(30)
        while True:
            try:
                random.choice(choices)()
            except WorkspaceLocked:
                return "locked"

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = [pool.submit(work, number) for number in range(WORKERS)]
        started.wait(30)
        for _ in range(Random(seed).randint(0, 40)):
            workspace.documents()
        workspace.lock()
        assert [answer.result(timeout=30) for answer in answers] == ["locked"] * WORKERS
