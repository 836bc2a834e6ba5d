"""What a conflict on an agenda tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from core.office import AgendaEntry, AgendaGap
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import Act, Action, MarkDone, MoveAgendaItem, SetAgendaDuration
from desktop.workspace import AgendaPlace, AgendaValue
from desktop.workspace.conflicts import agenda_conflict, is_agenda_conflict
from tests.unit.desktop.builders import agenda_item

ITEMS = [replace(agenda_item(f"ag-{place}", place), title=place) for place in "GVk"]
HIDDEN = AgendaGap(id="gap", meeting_id=ITEMS[0].meeting_id, position="T", duration_min=5)


def _pending(act: Act, state: PendingState = PendingState.CONFLICT) -> PendingAction:
    made_at = datetime(2026, 6, 17, tzinfo=UTC)
    return PendingAction(action=Action(id="a-1", base_version=1, made_at=made_at, act=act), state=state)


@pytest.mark.parametrize(
    ("agenda", "position", "mine"),
    [
        (ITEMS, "B", AgendaPlace(1, None)),
        (ITEMS, "m", AgendaPlace(3, "k")),
        ([*ITEMS, HIDDEN], "U", AgendaPlace(3, "")),
    ],
)
def test_a_place_is_told_by_what_stands_above(
    agenda: list[AgendaEntry], position: str, mine: AgendaValue
) -> None:
    act = MoveAgendaItem(item_id="ag-V", position=position)
    conflict = agenda_conflict(_pending(act), ITEMS[1], agenda)
    assert conflict is not None
    assert conflict.mine == mine


def test_only_refused_agenda_acts_let_a_person_choose() -> None:
    duration = SetAgendaDuration(item_id="ag-V", duration_min=5)
    assert is_agenda_conflict(_pending(duration))
    assert not is_agenda_conflict(_pending(duration, PendingState.REFUSED))
    assert not is_agenda_conflict(_pending(MarkDone(work_item_id="w-1")))
