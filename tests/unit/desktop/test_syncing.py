"""One sync round, against a gateway in memory that loses things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from core.sync.journal import PendingState
from core.sync.wire import (
    MAX_ACTION_BYTES,
    MAX_ACTIONS,
    Action,
    ActionResult,
    Actions,
    Conflict,
    Denied,
    Gone,
    Invalid,
    MarkDone,
    SetAgendaDuration,
    encode,
)
from desktop.cache import Cache
from desktop.errors import ClockWrong, GatewayRefused
from desktop.syncing import Backoff, SyncOutcome, SyncRound, first_batch
from desktop.vault import Vault
from tests.unit.desktop.builders import NOW, PASSWORD, QUICK, agenda_item, meeting, pending, work_item
from tests.unit.desktop.sim_gateway import Office, SimGateway

Answer = Callable[[Action], ActionResult]


class AnsweringGateway(SimGateway):
    """Answers every action as told; a batch with a `poison` action is refused as a whole."""

    answer: Answer | None = None
    poison: str | None = None
    batches: list[list[str]]

    def submit(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]:
        self.batches = [*getattr(self, "batches", []), [action.id for action in actions]]
        if self.poison in {action.id for action in actions}:
            raise GatewayRefused("malformed", 400)
        if self.answer is not None:
            return tuple(self.answer(action) for action in actions)
        return super().submit(actions)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    vault = Vault.create(tmp_path / "profile", PASSWORD, kdf=QUICK)
    cache = Cache.open(vault)
    yield cache
    cache.close()
    vault.lock()


@pytest.fixture
def gateway() -> AnsweringGateway:
    return AnsweringGateway(Office([meeting(), agenda_item(), work_item()]), Random(1), loss=0.0)


def synced(cache: Cache, gateway: AnsweringGateway) -> SyncOutcome:
    return SyncRound(cache, gateway, lambda _: None, lambda: NOW).run()


def duration(number: int, minutes: int) -> Action:
    return pending(number, SetAgendaDuration(item_id="ag-1", duration_min=minutes)).action


def test_edits_of_one_field_made_offline_are_all_confirmed_in_order(
    cache: Cache, gateway: AnsweringGateway
) -> None:
    synced(cache, gateway)
    for number in range(1, 5):
        cache.keep(pending(number))
    assert synced(cache, gateway).confirmed == 4
    assert cache.pending() == []
    record = cache.records()["ag-1"]
    assert record.version == 5
    assert record.record == gateway.office.records["ag-1"]


def test_an_act_that_may_not_go_yet_waits_for_another_round(cache: Cache, gateway: AnsweringGateway) -> None:
    synced(cache, gateway)
    for number in range(1, 4):
        cache.keep(pending(number, MarkDone(work_item_id=f"w-{number}")))
    late = pending(2).id
    round_ = SyncRound(cache, gateway, lambda _: None, lambda: NOW, may_go=lambda action: action.id != late)
    round_.run()
    assert [each.id for each in cache.unsent_pending()] == [late]
    synced(cache, gateway)
    assert cache.unsent_pending() == []


def test_a_batch_ends_before_a_second_edit_of_the_same_field() -> None:
    read = pending(9, MarkDone(work_item_id="w-1")).action
    assert first_batch([duration(1, 5), read, duration(2, 6)]) == [duration(1, 5), read]


def test_a_batch_fits_one_request() -> None:
    many = [pending(n, MarkDone(work_item_id=f"w-{n}" + "x" * 50)).action for n in range(80)]
    batch = first_batch(many)
    assert len(batch) == MAX_ACTIONS
    assert len(encode(Actions(actions=tuple(batch)))) <= MAX_ACTION_BYTES


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (lambda a: Conflict(id=a.id, version=2, current=agenda_item()), PendingState.CONFLICT, "conflict"),
        (lambda a: Denied(id=a.id, reason="not_secretary"), PendingState.REFUSED, "not_secretary"),
        (lambda a: Invalid(id=a.id, reason="meeting_frozen"), PendingState.REFUSED, "meeting_frozen"),
        (lambda a: Gone(id=a.id), PendingState.REFUSED, "gone"),
    ],
)
def test_an_act_answered_with_no_stays_with_its_reason_and_is_not_sent_again(
    cache: Cache, gateway: AnsweringGateway, answer: Answer, state: PendingState, reason: str
) -> None:
    cache.keep(pending(1))
    gateway.answer = answer
    assert synced(cache, gateway).refused == 1
    assert [(each.state, each.reason) for each in cache.pending()] == [(state, reason)]
    synced(cache, gateway)
    assert len(gateway.batches) == 1


def test_a_wrong_clock_leaves_the_act_waiting_and_news_still_come_down(
    cache: Cache, gateway: AnsweringGateway
) -> None:
    cache.keep(pending(1))
    gateway.answer = lambda action: Invalid(id=action.id, reason="clock")
    with pytest.raises(ClockWrong):
        synced(cache, gateway)
    assert [each.state for each in cache.pending()] == [PendingState.WAITING]
    assert "ag-1" in cache.records()


def test_an_act_the_gateway_cannot_read_does_not_hold_the_others_back(
    cache: Cache, gateway: AnsweringGateway
) -> None:
    synced(cache, gateway)
    cache.keep(pending(1, MarkDone(work_item_id="w-1")))
    cache.keep(pending(2))
    gateway.poison = pending(1).id
    assert synced(cache, gateway).confirmed == 1
    assert [(each.id, each.reason) for each in cache.pending()] == [(pending(1).id, "malformed")]


def test_the_wait_grows_with_full_jitter_and_starts_over_after_success() -> None:
    backoff = Backoff(Random(3))
    waits = [backoff.failed() for _ in range(12)]
    assert all(0 <= wait <= min(300, 2.0**number) for number, wait in enumerate(waits))
    assert max(waits) > 60
    backoff.succeeded()
    assert backoff.failed() <= 1


def test_the_gateways_wish_to_be_left_alone_is_respected() -> None:
    assert Backoff(Random(3)).failed(retry_after_s=120) == 120
