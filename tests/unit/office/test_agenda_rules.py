"""Rules of an agenda: appointments come last, times follow one another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.office import (
    APPOINTMENT,
    AgendaGap,
    AgendaItem,
    Classification,
    Meeting,
    keeps_appointments_last,
    schedule,
)

HELD = datetime(2026, 6, 24, 9, tzinfo=UTC)


def _item(item_id: str, position: str, kind: str = "研究") -> AgendaItem:
    return AgendaItem(
        id=item_id,
        meeting_id="m",
        position=position,
        title="题",
        reporting_org_id=None,
        reporter_id=None,
        duration_min=10,
        item_kind=kind,
        classification=Classification(),
    )


TALK, REPORT, APPOINTING = _item("talk", "F"), _item("report", "V"), _item("appointing", "k", APPOINTMENT)


def test_what_one_may_not_see_still_takes_its_time() -> None:
    gap = AgendaGap(id="g", meeting_id="m", position="P", duration_min=25)
    slots = list(schedule([REPORT, gap, TALK], HELD))
    assert [slot.item.id for slot in slots] == ["talk", "g", "report"]
    assert [slot.starts_at - HELD for slot in slots] == [timedelta(minutes=each) for each in (0, 10, 35)]


def test_any_order_before_the_appointments_will_do() -> None:
    assert keeps_appointments_last([replace(TALK, position="W"), REPORT, APPOINTING], "talk")


def test_nothing_is_called_after_the_appointments() -> None:
    assert not keeps_appointments_last([replace(TALK, position="z"), REPORT, APPOINTING], "talk")


def test_appointments_are_not_called_before_the_rest() -> None:
    assert not keeps_appointments_last([TALK, REPORT, replace(APPOINTING, position="G")], "appointing")


def test_appointments_may_change_places_with_each_other() -> None:
    other = _item("other", "t", APPOINTMENT)
    assert keeps_appointments_last([TALK, replace(APPOINTING, position="y"), other], "appointing")


@pytest.mark.parametrize(
    ("state", "open_"), [("通知已发", True), ("会前准备", True), ("纪要核稿", False), ("未知", False)]
)
def test_an_agenda_changes_only_before_the_meeting_is_held(state: str, open_: bool) -> None:
    meeting = Meeting(
        id="m",
        name="会",
        meeting_kind="专题会议",
        session_no=None,
        opens_at=HELD,
        closes_at=HELD,
        venue="室",
        chair_id="u",
        state=state,
        classification=Classification(),
    )
    assert meeting.may_be_rearranged is open_
