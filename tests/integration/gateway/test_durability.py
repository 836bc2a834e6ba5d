"""A gateway that is killed keeps what it has confirmed, and does nothing twice."""

from __future__ import annotations

import http.client
import random
import signal
import ssl
from pathlib import Path

from msgspec.structs import replace

from core.sync.wire import Action, Confirmed, Conflict, EnrolmentKit, SetAgendaDuration
from tests.gateway_process import GatewayProcess, serving
from tests.integration.gateway.client import action, connected
from tests.integration.gateway.conftest import SECRETARY

ROUNDS = 8
ITEM = "ag-1-1"


def test_what_was_confirmed_survives_kills_and_is_not_done_twice(data: Path, seed: int) -> None:
    draw = random.Random(seed)
    sent: list[Action] = []
    confirmed: dict[str, Confirmed] = {}
    with serving(data) as gateway:
        kit = gateway.enrol(SECRETARY)
        port = int(gateway.url.rpartition(":")[2])
    for _ in range(ROUNDS):
        with serving(data, port) as gateway:
            _act_until_killed(gateway, kit, draw, sent, confirmed)

    with serving(data, port) as gateway, connected(kit) as device:
        with gateway.store() as store, store.reading() as transaction:
            assert transaction.is_sound()
        version = device.version(ITEM)
        again = {once.id: device.perform([once])[0] for once in sent}
        taken = [result for result in again.values() if isinstance(result, Confirmed)]

    for action_id, result in confirmed.items():
        assert again[action_id] == replace(result, replayed=True)
    # An act whose answer was lost either had taken effect or comes too late now: nothing is done twice.
    assert all(isinstance(result, Confirmed | Conflict) for result in again.values())
    assert len({result.version for result in taken}) == len(taken)
    assert max(result.version for result in taken) >= version


def _act_until_killed(
    gateway: GatewayProcess,
    kit: EnrolmentKit,
    draw: random.Random,
    sent: list[Action],
    confirmed: dict[str, Confirmed],
) -> None:
    """Each act changes the same field to a new value, so each confirmation names a version of its own."""
    last = draw.randrange(1, 12)
    with connected(kit) as device:
        for number in range(last + 1):
            base = device.version(ITEM)
            act = SetAgendaDuration(item_id=ITEM, duration_min=21 + len(sent) % 400)
            sent.append(action(act, base_version=base))
            if number == last:
                gateway.process.send_signal(signal.SIGKILL)
            try:
                (result,) = device.perform(sent[-1:])
            except (http.client.HTTPException, ConnectionError, ssl.SSLError):
                return
            assert isinstance(result, Confirmed)
            confirmed[result.id] = result
