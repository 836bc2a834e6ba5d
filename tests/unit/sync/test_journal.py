"""Pending acts: what each is about, and the truth with them laid over it."""

from __future__ import annotations

from datetime import UTC, datetime

from core.office import AgendaItem, Classification
from core.sync.journal import PendingAction, PendingState, project
from core.sync.wire import Action, MoveAgendaItem, SetAgendaDuration

NOW = datetime(2026, 6, 17, 9, tzinfo=UTC)
ITEM = AgendaItem(
    id="ag-1",
    meeting_id="m-1",
    position="V",
    title="传达学习",
    reporting_org_id=None,
    reporter_id=None,
    duration_min=10,
    item_kind="传达",
    classification=Classification(),
)


def pending(
    act: MoveAgendaItem | SetAgendaDuration, state: PendingState = PendingState.WAITING
) -> PendingAction:
    action = Action(id="01890000-0000-7000-8000-000000000001", base_version=1, made_at=NOW, act=act)
    return PendingAction(action=action, state=state)


def test_waiting_acts_lie_over_the_confirmed_record() -> None:
    acts = [
        pending(MoveAgendaItem(item_id="ag-1", position="k")),
        pending(SetAgendaDuration(item_id="ag-1", duration_min=25)),
    ]
    shown = project({"ag-1": ITEM}, acts)["ag-1"]
    assert isinstance(shown, AgendaItem)
    assert (shown.position, shown.duration_min) == ("k", 25)


def test_a_refused_act_no_longer_shows() -> None:
    refused = pending(MoveAgendaItem(item_id="ag-1", position="k"), PendingState.REFUSED)
    assert project({"ag-1": ITEM}, [refused]) == {"ag-1": ITEM}


def test_an_act_on_a_record_that_is_gone_shows_nothing() -> None:
    assert project({}, [pending(MoveAgendaItem(item_id="ag-1", position="k"))]) == {}
