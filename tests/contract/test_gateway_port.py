"""What the desktop relies on of a gateway, of the real one and of the one that simulations use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from msgspec.structs import replace

from core.office import AgendaItem
from core.sync.wire import (
    Action,
    Confirmed,
    Conflict,
    Gone,
    Invalid,
    MoveAgendaItem,
    Put,
    SealUseQuestion,
    SetAgendaDuration,
)
from desktop.action_ids import ActionIds
from desktop.errors import CursorExpired
from desktop.remote import Gateway, HttpGateway
from tests.gateway_process import running_gateway
from tests.unit.desktop.builders import NOW, agenda_item, document, meeting, person
from tests.unit.desktop.sim_gateway import Office, SimGateway

IDS = ActionIds()


@dataclass(frozen=True)
class Port:
    """A gateway on which its caller may edit the agenda item `item_id`."""

    gateway: Gateway
    item_id: str

    def item(self) -> tuple[AgendaItem, int]:
        puts = [change for change in everything(self.gateway) if isinstance(change, Put)]
        found = next(put for put in reversed(puts) if put.record.id == self.item_id)
        assert isinstance(found.record, AgendaItem)
        return found.record, found.version

    def edit(self, minutes: int, base: int) -> Action:
        act = SetAgendaDuration(item_id=self.item_id, duration_min=minutes)
        return Action(id=IDS.next(), base_version=base, made_at=NOW, act=act)


def everything(gateway: Gateway, cursor: str = "") -> list[object]:
    changes: list[object] = []
    more = True
    while more:
        page = gateway.changes(cursor, limit=50)
        changes += page.changes
        cursor, more = page.cursor, page.more
    return changes


def end_of_log(gateway: Gateway) -> str:
    page = gateway.changes("", limit=1000)
    while page.more:
        page = gateway.changes(page.cursor, limit=1000)
    return page.cursor


@pytest.fixture(params=["simulated", "real"], scope="module")
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    if request.param == "simulated":
        office = Office([person(), meeting(), agenda_item(), document()])
        yield Port(SimGateway(office, Random(1), loss=0.0), "ag-1")
        return
    with running_gateway(tmp_path_factory.mktemp("contract")) as served:
        gateway = HttpGateway(served.enrol("qh018"))
        items = [
            change.record
            for change in everything(gateway)
            if isinstance(change, Put) and isinstance(change.record, AgendaItem)
        ]
        yield Port(gateway, next(item.id for item in items if item.meeting_id == "m-2"))
        gateway.close()


def test_the_whole_log_ends_and_nothing_comes_behind_its_end(port: Port) -> None:
    assert everything(port.gateway)
    cursor = end_of_log(port.gateway)
    assert port.gateway.changes(cursor, limit=10).changes == ()


def test_a_cursor_from_nowhere_is_expired(port: Port) -> None:
    with pytest.raises(CursorExpired):
        port.gateway.changes("99:1", limit=10)


def test_an_act_takes_effect_and_comes_down_with_its_version(port: Port) -> None:
    _, version = port.item()
    cursor = end_of_log(port.gateway)
    (result,) = port.gateway.submit([port.edit(77, version)])
    assert result == Confirmed(id=result.id, version=version + 1)
    changes = [change for change in everything(port.gateway, cursor) if isinstance(change, Put)]
    assert [(put.record.id, put.version) for put in changes] == [(port.item_id, version + 1)]


def test_the_same_act_again_is_confirmed_again_and_done_once(port: Port) -> None:
    _, version = port.item()
    action = port.edit(78, version)
    first, again = port.gateway.submit([action])[0], port.gateway.submit([action])[0]
    assert again == Confirmed(id=action.id, version=version + 1, replayed=True)
    assert first == replace(again, replayed=False)
    assert port.item()[1] == version + 1


def test_an_id_is_not_used_for_two_acts(port: Port) -> None:
    _, version = port.item()
    action = port.edit(79, version)
    port.gateway.submit([action])
    other = replace(port.edit(80, version), id=action.id)
    assert port.gateway.submit([other]) == (Invalid(id=action.id, reason="id_reused"),)


def test_the_same_field_from_an_older_version_is_a_conflict_with_the_present_record(port: Port) -> None:
    _, version = port.item()
    port.gateway.submit([port.edit(81, version)])
    (result,) = port.gateway.submit([port.edit(82, version)])
    assert isinstance(result, Conflict)
    assert (result.version, result.current) == (version + 1, port.item()[0])


def test_another_field_from_an_older_version_is_fine(port: Port) -> None:
    item, version = port.item()
    port.gateway.submit([port.edit(83, version)])
    move = replace(port.edit(1, version), act=MoveAgendaItem(item_id=item.id, position=item.position + "V"))
    (result,) = port.gateway.submit([move])
    assert result == Confirmed(id=move.id, version=version + 2)


def test_a_version_that_is_not_yet_is_invalid(port: Port) -> None:
    _, version = port.item()
    action = port.edit(84, version + 9)
    assert port.gateway.submit([action]) == (Invalid(id=action.id, reason="base_version"),)


def test_an_act_on_nothing_is_gone(port: Port) -> None:
    action = replace(port.edit(1, 0), act=SetAgendaDuration(item_id="nothing", duration_min=9))
    assert port.gateway.submit([action]) == (Gone(id=action.id),)


def test_acknowledging_a_purge_nobody_ordered_is_harmless(port: Port) -> None:
    port.gateway.acknowledge_purges(["nothing"])


def test_it_says_who_we_are(port: Port) -> None:
    me = port.gateway.me()
    assert me.person.id
    assert me.demonstration


def test_a_use_of_a_seal_nobody_knows_is_not_permitted(port: Port) -> None:
    question = SealUseQuestion(request_id="none", document_id="none", seal_id="none", blob="0" * 64)
    (answer,) = port.gateway.check_seal_uses([question])
    assert (answer.permitted, answer.state) == (False, None)
    assert answer.reason


def test_revocation_lists_say_how_old_they_are(port: Port) -> None:
    told = port.gateway.revocation_lists()
    assert (told.this_update is None) == (not told.lists)


def test_what_is_no_request_for_a_time_stamp_gets_no_answer(port: Port) -> None:
    assert port.gateway.time_stamps([b"no request", b"nor this"]) == (None, None)
