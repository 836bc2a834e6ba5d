"""Changes come down: complete, in order, as far as a person may see, at once or when there are some."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from msgspec.structs import replace

from core.office import Organisation, WorkItem
from core.sync.wire import MarkDone, Put
from gateway.service.register import Register
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import CUSTODIAN, OUTSIDER, SECRETARY

DeviceOf = Callable[[str], Device]


def test_pages_of_any_size_add_up_to_the_same_records(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    whole = device.records()
    found: list[str] = []
    page = device.page(limit=7)
    while True:
        assert len(page.changes) <= 7
        found += [change.record.id for change in page.changes if isinstance(change, Put)]
        if not page.more:
            break
        page = device.page(page.cursor, limit=7)
    assert sorted(found) == sorted(whole)


def test_behind_the_last_change_there_is_nothing(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    page = device.page(device.page().cursor)
    assert (page.changes, page.more) == ((), False)


def test_a_cursor_tells_nothing_of_where_it_stands(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    early, late, again = (device.page(limit=limit).cursor for limit in (1, 1000, 1000))
    assert len({early, late, again}) == 3
    assert len({len(early), len(late), len(again)}) == 1


@pytest.mark.parametrize("account", [SECRETARY, OUTSIDER])
def test_a_cursor_serves_nobody_else_and_no_other_device(device_of: DeviceOf, account: str) -> None:
    cursor = device_of(SECRETARY).page().cursor
    answer = device_of(account).get(f"/v1/changes?cursor={cursor}")
    assert (answer.status, answer.code) == (410, "cursor")


def test_a_cursor_changed_anywhere_is_refused(device_of: DeviceOf, seed: int) -> None:
    device = device_of(SECRETARY)
    cursor = device.page().cursor
    draw = random.Random(seed)
    for _ in range(60):
        place = draw.randrange(len(cursor))
        other = draw.choice([letter for letter in "AZaz09-_" if letter != cursor[place]])
        changed = cursor[:place] + other + cursor[place + 1 :]
        answer = device.get(f"/v1/changes?cursor={changed}")
        if place != len(cursor) - 1:  # the last letter carries bits that stand for nothing
            assert (answer.status, answer.code) == (410, "cursor")


@pytest.mark.parametrize("cursor", ["", "x", "%00", "A" * 5000, "0" * 86, "密"])
def test_what_is_no_cursor_is_refused(device_of: DeviceOf, cursor: str) -> None:
    answer = device_of(SECRETARY).get("/v1/changes?cursor=" + cursor.encode("unicode_escape").decode())
    assert (answer.status, answer.code) == (410, "cursor")


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=1001", "limit=x", "wait=26", "wait=1.5", "limit=１", "limit=%20"]
)
def test_parameters_out_of_bounds_are_malformed(device_of: DeviceOf, query: str) -> None:
    answer = device_of(SECRETARY).get("/v1/changes?" + quote(query, safe="=%"))
    assert (answer.status, answer.code) == (400, "malformed")


def test_a_waiting_device_is_woken_by_a_change(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    waiting, acting = device_of(CUSTODIAN), device_of(CUSTODIAN)
    cursor = waiting.page().cursor
    item = next(put for put in acting.records().values() if _unread(put))
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(waiting.page, cursor, wait=25)
        acting.act(MarkDone(work_item_id=item.record.id))
        changes = page.result(timeout=20).changes
    assert [change.record.id for change in changes if isinstance(change, Put)] == [item.record.id]


def test_what_somebody_else_may_see_wakes_without_an_answer(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    waiting = device_of(OUTSIDER)
    cursor = waiting.page().cursor
    _reorganise(gateway, person_only=True)
    page = waiting.page(cursor, wait=1)
    assert page.changes == ()
    assert page.cursor != cursor


def test_no_change_is_missed_while_many_write(
    gateway: GatewayProcess, device_of: DeviceOf, seed: int
) -> None:
    """Numbers are given in commit order: a reader that follows the log meets every last state."""
    print(f"seed={seed}")
    draw = random.Random(seed)
    writers, rounds = 4, 25
    plans = [[draw.randrange(10) for _ in range(rounds)] for _ in range(writers)]
    reader, follower = device_of(OUTSIDER), device_of(OUTSIDER)
    seen: dict[str, int] = {}
    begin = follower.page().cursor
    done = threading.Event()

    def follow() -> None:
        cursor = begin
        while True:
            last = done.is_set()
            page = follower.page(cursor, limit=draw.choice((1, 3, 50)))
            cursor = page.cursor
            for change in page.changes:
                if isinstance(change, Put):
                    seen[change.record.id] = change.version
            if last and not page.changes:
                return

    def write(writer: int) -> None:
        with gateway.store() as store:
            for number, each in enumerate(plans[writer]):
                with store.writing() as transaction:
                    Register(transaction).put(_organisation(f"org-test-{writer}-{each}", f"{number}"))

    with ThreadPoolExecutor(writers + 1) as pool:
        following = pool.submit(follow)
        list(pool.map(write, range(writers)))
        done.set()
        following.result(timeout=120)

    now = {record: put.version for record, put in reader.records().items() if record.startswith("org-test-")}
    assert now
    assert seen == now


def _unread(put: Put) -> bool:
    record = put.record
    return isinstance(record, WorkItem) and record.queue == "to_read" and record.done_at is None


def _organisation(organisation_id: str, name: str) -> Organisation:
    return Organisation(id=organisation_id, name=name, short_name=name, parent_id=None, order_key="999")


def _reorganise(gateway: GatewayProcess, *, person_only: bool) -> None:
    """Change something that only the custodian sees."""
    with gateway.store() as store, store.writing() as transaction:
        items = [one for one in transaction.records.of_type(WorkItem) if one.person_id == "u-16"]
        Register(transaction).put(replace(items[0], node="传阅（二）"))
