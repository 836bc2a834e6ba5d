"""An agenda with a person's own moves laid over it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.office import AgendaGap, AgendaItem, in_agenda_order
from core.sync.position import spread
from core.sync.wire import MoveAgendaItem
from desktop.errors import ActRefused, RecordAbsent
from desktop.workspace.agenda import moves
from tests.unit.desktop.builders import agenda_item


def items(*positions: str) -> list[AgendaItem]:
    return [agenda_item(f"ag-{number}", position) for number, position in enumerate(positions)]


def order_after(listed: list[AgendaItem], acts: list[MoveAgendaItem]) -> list[str]:
    places = {act.item_id: act.position for act in acts}
    moved = [replace(item, position=places.get(item.id, item.position)) for item in listed]
    return [item.id for item in in_agenda_order(moved)]


@given(
    st.integers(1, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, n - 1)))
)
def test_an_item_lands_between_the_two_it_was_dropped_between(case: tuple[int, int, int]) -> None:
    count, source, target = case
    listed = items(*spread(count))
    ids = [item.id for item in listed]
    moving = ids.pop(source)
    before = ids[target - 1] if target else None
    after = ids[target] if target < len(ids) else None
    acts = moves(listed, moving, before, after)
    assert len(acts) == (source != target)
    assert order_after(listed, acts) == [*ids[:target], moving, *ids[target:]]


def test_items_that_share_a_place_are_moved_apart() -> None:
    listed = items("F", "V", "V", "V", "k")
    acts = moves(listed, "ag-0", before="ag-1", after="ag-2")
    assert order_after(listed, acts) == ["ag-1", "ag-0", "ag-2", "ag-3", "ag-4"]


def test_a_stale_neighbour_below_does_not_matter() -> None:
    listed = items("F", "V", "k")
    assert order_after(listed, moves(listed, "ag-2", "ag-0", "gone")) == ["ag-0", "ag-2", "ag-1"]


def test_a_stale_neighbour_above_is_made_up_for_by_the_one_below() -> None:
    listed = items("F", "V", "k")
    assert order_after(listed, moves(listed, "ag-2", "gone", "ag-1")) == ["ag-0", "ag-2", "ag-1"]


def test_neighbours_that_are_both_gone_are_named() -> None:
    with pytest.raises(RecordAbsent):
        moves(items("F", "V"), "ag-1", "gone", "gone")


def test_an_item_of_another_meeting_is_named() -> None:
    with pytest.raises(RecordAbsent):
        moves(items("F", "V"), "ag-9", None, "ag-0")


def test_appointments_stay_last() -> None:
    ordinary, appointment = items("F", "V")
    with pytest.raises(ActRefused) as refusal:
        moves([ordinary, replace(appointment, item_kind="任免")], "ag-1", None, "ag-0")
    assert refusal.value.reason == "appointments_last"


@pytest.mark.parametrize("position", ["V0", "位", "V-"])
def test_a_gateways_position_that_is_none_is_a_declared_refusal(position: str) -> None:
    with pytest.raises(ActRefused):
        moves([*items("F", "k"), agenda_item("odd", position)], "ag-0", "odd", None)


def test_what_this_person_does_not_see_keeps_its_place() -> None:
    gap = AgendaGap(id="gap", meeting_id="m-1", position="V", duration_min=10)
    (move,) = moves([*items("F", "k"), gap], "ag-1", None, "gap")
    assert move.item_id == "ag-1"
    assert "F" < move.position < "V"


def test_there_is_no_room_between_an_item_and_a_gap_of_the_same_place() -> None:
    gap = AgendaGap(id="z-gap", meeting_id="m-1", position="F", duration_min=10)
    with pytest.raises(ActRefused):
        moves([*items("F", "k"), gap], "ag-1", "ag-0", "z-gap")
