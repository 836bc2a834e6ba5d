"""Acts go up: each takes effect once, in its order, or is refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.office import AgendaItem, Meeting, WorkItem
from core.sync.position import between
from core.sync.wire import (
    Confirmed,
    Conflict,
    Denied,
    Gone,
    Invalid,
    MarkDone,
    MoveAgendaItem,
    Put,
    SetAgendaDuration,
)
from gateway.app import new_id
from gateway.service.register import Register
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action
from tests.integration.gateway.conftest import CUSTODIAN, SECRETARY

DeviceOf = Callable[[str], Device]
FIRST, SECOND, THIRD, APPOINTMENT = "ag-1-1", "ag-1-2", "ag-1-3", "ag-1-6"


def test_an_action_sent_again_after_a_lost_answer_takes_effect_once(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    once = action(SetAgendaDuration(item_id=FIRST, duration_min=17), base_version=device.version(FIRST))
    (first,) = device.perform([once])
    version = device.version(FIRST)
    (second,) = device.perform([once])
    assert isinstance(first, Confirmed)
    assert second == replace(first, replayed=True)
    assert device.version(FIRST) == version


def test_an_old_action_sent_again_does_not_undo_a_newer_one(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    old = action(SetAgendaDuration(item_id=FIRST, duration_min=11), base_version=device.version(FIRST))
    device.perform([old])
    device.act(SetAgendaDuration(item_id=FIRST, duration_min=12), base_version=device.version(FIRST))
    device.perform([old])
    assert _item(device, FIRST).duration_min == 12


def test_an_id_used_for_another_act_is_invalid(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    action_id = new_id()
    base = device.version(FIRST)
    device.act(SetAgendaDuration(item_id=FIRST, duration_min=21), base_version=base, action_id=action_id)
    reused = device.act(
        SetAgendaDuration(item_id=FIRST, duration_min=22), base_version=base, action_id=action_id
    )
    assert reused == Invalid(id=action_id, reason="id_reused")
    assert _item(device, FIRST).duration_min == 21


def test_different_fields_changed_at_once_are_both_kept(device_of: DeviceOf) -> None:
    one, other = device_of(SECRETARY), device_of("qh018")
    base = one.version(SECOND)
    position = between(_item(one, THIRD).position, _item(one, "ag-1-4").position)
    moved = one.act(MoveAgendaItem(item_id=SECOND, position=position), base_version=base)
    timed = other.act(SetAgendaDuration(item_id=SECOND, duration_min=33), base_version=base)
    assert isinstance(moved, Confirmed)
    assert isinstance(timed, Confirmed)
    item = _item(one, SECOND)
    assert (item.position, item.duration_min) == (position, 33)


def test_the_same_field_changed_meanwhile_is_a_conflict_that_shows_the_record(device_of: DeviceOf) -> None:
    one, other = device_of(SECRETARY), device_of("qh018")
    base = one.version(THIRD)
    one.act(SetAgendaDuration(item_id=THIRD, duration_min=41), base_version=base)
    result = other.act(SetAgendaDuration(item_id=THIRD, duration_min=42), base_version=base)
    assert isinstance(result, Conflict)
    assert isinstance(result.current, AgendaItem)
    assert (result.current.duration_min, result.version) == (41, other.version(THIRD))


def test_the_same_change_by_both_is_no_conflict(device_of: DeviceOf) -> None:
    one, other = device_of(SECRETARY), device_of("qh018")
    base = one.version(THIRD)
    act = SetAgendaDuration(item_id=THIRD, duration_min=51)
    results = [device.act(act, base_version=base) for device in (one, other)]
    assert [type(result) for result in results] == [Confirmed, Confirmed]


def test_a_conflict_is_judged_anew_when_it_is_sent_again(device_of: DeviceOf) -> None:
    one, other = device_of(SECRETARY), device_of("qh018")
    base = one.version(THIRD)
    one.act(SetAgendaDuration(item_id=THIRD, duration_min=55), base_version=base)
    lost = action(SetAgendaDuration(item_id=THIRD, duration_min=56), base_version=base)
    results = [other.perform([lost])[0] for _ in range(2)]
    assert [type(result) for result in results] == [Conflict, Conflict]


def test_only_the_meetings_secretaries_arrange_its_agenda(device_of: DeviceOf) -> None:
    device = device_of(CUSTODIAN)
    result = device.act(SetAgendaDuration(item_id=FIRST, duration_min=5), base_version=device.version(FIRST))
    assert result == Denied(id=result.id, reason="not_secretary")


def test_nothing_is_called_after_the_appointments(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    last = between(_item(device, APPOINTMENT).position, None)
    result = device.act(MoveAgendaItem(item_id=FIRST, position=last), base_version=device.version(FIRST))
    assert result == Invalid(id=result.id, reason="appointments_last")


def test_appointments_do_not_move_forward(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    first = between(None, min(_item(device, one).position for one in (FIRST, SECOND, THIRD)))
    result = device.act(
        MoveAgendaItem(item_id=APPOINTMENT, position=first), base_version=device.version(APPOINTMENT)
    )
    assert result == Invalid(id=result.id, reason="appointments_last")


def test_a_meeting_that_was_held_is_not_rearranged(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    result = device.act(SetAgendaDuration(item_id="ag-3-1", duration_min=5))
    assert result == Invalid(id=result.id, reason="meeting_frozen")


def test_freezing_a_meeting_stops_what_was_still_under_way(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    device = device_of(SECRETARY)
    meeting = device.record("m-2")
    assert isinstance(meeting, Meeting)
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(replace(meeting, state="进行中"))
    result = device.act(SetAgendaDuration(item_id="ag-2-1", duration_min=5))
    assert result == Invalid(id=result.id, reason="meeting_frozen")


def test_a_position_without_room_before_it_is_invalid(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    result = device.act(MoveAgendaItem(item_id=FIRST, position="10"), base_version=device.version(FIRST))
    assert result == Invalid(id=result.id, reason="position")


def test_an_act_from_the_future_names_the_clock(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    ahead = datetime.now(UTC) + timedelta(minutes=6)
    result = device.act(SetAgendaDuration(item_id=FIRST, duration_min=9), made_at=ahead)
    assert result == Invalid(id=result.id, reason="clock")


def test_an_old_act_is_as_good_as_a_new_one(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    result = device.act(
        SetAgendaDuration(item_id=FIRST, duration_min=19),
        base_version=device.version(FIRST),
        made_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert isinstance(result, Confirmed)


def test_a_version_that_never_was_is_invalid(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    result = device.act(SetAgendaDuration(item_id=FIRST, duration_min=9), base_version=10_000)
    assert result == Invalid(id=result.id, reason="base_version")


def test_reading_is_marked_with_the_time_at_which_it_was_done(device_of: DeviceOf) -> None:
    device = device_of(CUSTODIAN)
    item = _work(device, "to_read")
    read_at = datetime.now(UTC) - timedelta(minutes=40)
    result = device.act(MarkDone(work_item_id=item.id), made_at=read_at)
    again = device.act(MarkDone(work_item_id=item.id), base_version=2)
    assert isinstance(result, Confirmed)
    assert isinstance(again, Confirmed)
    marked = device.record(item.id)
    assert isinstance(marked, WorkItem)
    assert marked.done_at == read_at


def test_nobody_marks_anothers_work(device_of: DeviceOf) -> None:
    mine = _work(device_of(CUSTODIAN), "to_read")
    result = device_of("qh017").act(MarkDone(work_item_id=mine.id))
    assert result == Gone(id=result.id)


def test_what_must_be_handled_is_not_done_by_reading(device_of: DeviceOf) -> None:
    device = device_of(CUSTODIAN)
    result = device.act(MarkDone(work_item_id=_work(device, "todo").id))
    assert result == Invalid(id=result.id, reason="not_to_read")


@pytest.mark.parametrize("target", ["w-nothing", "ag-1-5", "r-03"])
def test_what_is_not_there_and_what_is_out_of_sight_are_both_gone(device_of: DeviceOf, target: str) -> None:
    result = device_of(CUSTODIAN).act(MarkDone(work_item_id=target))
    assert result == Gone(id=result.id)


def test_each_action_of_a_request_has_its_own_result(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    base = device.version(FIRST)
    results = device.perform(
        [
            action(SetAgendaDuration(item_id=FIRST, duration_min=23), base_version=base),
            action(SetAgendaDuration(item_id="ag-3-1", duration_min=5)),
            action(MarkDone(work_item_id="w-nothing")),
        ]
    )
    assert [type(result) for result in results] == [Confirmed, Invalid, Gone]


def test_two_devices_of_one_person_do_not_share_ids(device_of: DeviceOf) -> None:
    one, other = device_of(SECRETARY), device_of(SECRETARY)
    action_id = new_id()
    results = [
        device.act(
            SetAgendaDuration(item_id=FIRST, duration_min=minutes),
            base_version=device.version(FIRST),
            action_id=action_id,
        )
        for device, minutes in ((one, 24), (other, 25))
    ]
    assert [getattr(result, "replayed", None) for result in results] == [False, False]


def _item(device: Device, item_id: str) -> AgendaItem:
    record = device.record(item_id)
    assert isinstance(record, AgendaItem)
    return record


def _work(device: Device, queue: str) -> WorkItem:
    return next(
        put.record
        for put in device.records().values()
        if isinstance(put.record, WorkItem) and _open(put, queue)
    )


def _open(put: Put, queue: str) -> bool:
    record = put.record
    return isinstance(record, WorkItem) and record.queue == queue and record.done_at is None
