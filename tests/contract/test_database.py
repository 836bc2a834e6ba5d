"""The promises of the gateway's database; every engine runs through all of them."""

from __future__ import annotations

import random
import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.office import Organisation
from gateway.store import Store

EPOCH = "0190d8a2-0000-7000-8000-000000000000"
PERSON = "u-1"


class Undo(Exception):
    """Breaks a transaction off."""


@pytest.fixture(params=["sqlite"])
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.made(tmp_path / "store.sqlite", epoch=EPOCH, demonstration=False)
    yield made
    made.close()


def _organisation(number: int, name: str = "科") -> Organisation:
    return Organisation(id=f"org-{number}", name=name, short_name=name, parent_id=None, order_key="1")


def _put(store: Store, number: int, name: str = "科") -> None:
    with store.writing() as transaction:
        transaction.records.put(_organisation(number, name))
        transaction.records.set_audience(f"org-{number}", [PERSON])


def _changed(
    store: Store, after: int, limit: int = 1000, floor: int = 0
) -> tuple[list[tuple[str, int]], int]:
    with store.reading() as transaction:
        run = transaction.records.changes(PERSON, after=after, floor=floor, limit=limit)
    return [(change.record_id, change.version) for change in run.changes], run.last_seq


def test_what_was_written_is_read(store: Store) -> None:
    _put(store, 1, "一科")
    with store.reading() as transaction:
        stored = transaction.records.find("org-1")
    assert stored is not None
    assert (stored.record, stored.version) == (_organisation(1, "一科"), 1)


def test_a_transaction_broken_off_leaves_nothing(store: Store) -> None:
    def break_off() -> None:
        with store.writing() as transaction:
            transaction.records.put(_organisation(1))
            transaction.confirmed.remember("device", "action", "0" * 64, 1)
            raise Undo

    with pytest.raises(Undo):
        break_off()
    with store.reading() as transaction:
        assert transaction.records.find("org-1") is None
        assert transaction.confirmed.among("device", ["action"]) == {}
        assert transaction.records.last_seq() == 0


def test_a_reader_sees_one_moment_however_long_it_looks(store: Store) -> None:
    _put(store, 1, "甲")
    with store.reading() as transaction:
        before = transaction.records.last_seq()
        _put(store, 2, "乙")
        assert transaction.records.last_seq() == before
        assert transaction.records.find("org-2") is None


def test_a_record_stands_in_the_log_once_at_its_newest_change(store: Store) -> None:
    for name in ("甲", "乙", "丙"):
        _put(store, 1, name)
    _put(store, 2)
    assert _changed(store, 0)[0] == [("org-1", 3), ("org-2", 1)]


def test_a_field_remembers_the_version_that_changed_it(store: Store) -> None:
    _put(store, 1, "甲")
    with store.writing() as transaction:
        transaction.records.put(
            Organisation(id="org-1", name="甲", short_name="甲", parent_id=None, order_key="2")
        )
    with store.reading() as transaction:
        stored = transaction.records.find("org-1")
    assert stored is not None
    assert stored.changed_since(1, "order_key")
    assert not stored.changed_since(1, "name")


def test_losing_sight_is_a_change_without_a_body(store: Store) -> None:
    _put(store, 1)
    _, cursor = _changed(store, 0)
    with store.writing() as transaction:
        transaction.records.set_audience("org-1", [])
    with store.reading() as transaction:
        (change,) = transaction.records.changes(PERSON, after=cursor, floor=0, limit=10).changes
    assert (change.record_id, change.body, change.deleted) == ("org-1", None, False)


def test_sight_lost_and_won_back_is_the_record_again(store: Store) -> None:
    _put(store, 1)
    for audience in ([], [PERSON]):
        with store.writing() as transaction:
            transaction.records.set_audience("org-1", audience)
    with store.reading() as transaction:
        (change,) = transaction.records.changes(PERSON, after=0, floor=0, limit=10).changes
    assert change.body is not None


def test_what_others_see_moves_the_end_of_the_log_and_nothing_else(store: Store) -> None:
    _put(store, 1)
    _, cursor = _changed(store, 0)
    with store.writing() as transaction:
        transaction.records.put(_organisation(2))
        transaction.records.set_audience("org-2", ["u-2"])
    changes, end = _changed(store, cursor)
    assert changes == []
    assert end > cursor


def test_writers_wait_for_each_other_and_none_is_lost(store: Store) -> None:
    with store.writing() as transaction:
        transaction.records.put(_organisation(0, "0"))

    def add(_: int) -> None:
        for _ in range(10):
            with store.writing() as transaction:
                stored = transaction.records.find("org-0")
                assert stored is not None
                assert isinstance(stored.record, Organisation)
                transaction.records.put(_organisation(0, str(int(stored.record.name) + 1)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    with store.reading() as transaction:
        stored = transaction.records.find("org-0")
    assert stored is not None
    assert (stored.version, stored.record) == (41, _organisation(0, "40"))


def test_numbers_follow_commits_so_a_reader_misses_nothing(store: Store) -> None:
    seed = secrets.randbits(32)
    print(f"seed={seed}")
    draw = random.Random(seed)
    plans = [[draw.randrange(12) for _ in range(40)] for _ in range(4)]
    seen: dict[str, int] = {}
    done = threading.Event()

    def follow() -> None:
        cursor = 0
        while True:
            last = done.is_set()
            changes, cursor = _changed(store, cursor, limit=3)
            seen.update(changes)
            if last and not changes:
                return

    def write(writer: int) -> None:
        for each in plans[writer]:
            _put(store, writer * 100 + each, secrets.token_hex(2))

    with ThreadPoolExecutor(5) as pool:
        following = pool.submit(follow)
        list(pool.map(write, range(4)))
        done.set()
        following.result(60)
    assert seen == dict(_changed(store, 0)[0])


def test_a_device_that_begins_hears_of_no_loss_before_it_began(store: Store) -> None:
    _put(store, 1)
    with store.writing() as transaction:
        transaction.records.set_audience("org-1", [])
    with store.reading() as transaction:
        floor = transaction.records.last_seq()
    assert _changed(store, 0, floor=floor)[0] == []


def test_who_follows_the_log_holds_exactly_what_they_may_see(store: Store) -> None:
    """Random writes, grants, withdrawals and deletions; devices that pull, begin anew and pull again."""
    seed = secrets.randbits(32)
    print(f"seed={seed}")
    draw = random.Random(seed)
    people, records = ("u-1", "u-2", "u-3"), range(10)
    devices = [_Mirror(store, draw.choice(people)) for _ in range(6)]
    for step in range(250):
        number = draw.choice(records)
        with store.writing() as transaction:
            match draw.randrange(5):
                case 0:
                    if transaction.records.find(f"org-{number}") is not None:
                        transaction.records.remove(f"org-{number}")
                case 1 | 2:
                    transaction.records.put(_organisation(number, str(step)))
                case _:
                    if transaction.records.find(f"org-{number}") is not None:
                        audience = [person for person in people if draw.random() < 0.5]
                        transaction.records.set_audience(f"org-{number}", audience)
        device = draw.choice(devices)
        if draw.random() < 0.05:
            device.begin_anew()
        if draw.random() < 0.6:
            device.pull(draw.choice((1, 2, 50)))
    for device in devices:
        while device.pull(3):
            pass
        assert device.held == device.may_see()


class _Mirror:
    """A device that believes the log and nothing else."""

    def __init__(self, store: Store, person_id: str) -> None:
        self._store = store
        self._person = person_id
        self.begin_anew()

    def begin_anew(self) -> None:
        self.held: dict[str, int] = {}
        self._after = 0
        with self._store.reading() as transaction:
            self._floor = transaction.records.last_seq()

    def pull(self, limit: int) -> bool:
        """One page; whether there is more."""
        with self._store.reading() as transaction:
            run = transaction.records.changes(self._person, after=self._after, floor=self._floor, limit=limit)
        for change in run.changes:
            if change.body is None:
                self.held.pop(change.record_id, None)
            else:
                self.held[change.record_id] = change.version
        self._after = run.last_seq
        return run.more

    def may_see(self) -> dict[str, int]:
        with self._store.reading() as transaction:
            found = [transaction.records.find(one.id) for one in transaction.records.of_type(Organisation)]
            return {
                one.record.id: one.version
                for one in found
                if one is not None and transaction.records.sees(self._person, one.record.id)
            }
