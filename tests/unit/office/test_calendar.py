"""The office's days: Beijing's, and the working ones among them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.office.calendar import OfficeCalendar, office_day

WEDNESDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 6, day) for day in (17, 19, 20, 21, 22))


def test_a_day_begins_at_midnight_in_beijing() -> None:
    assert office_day(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert office_day(datetime(2026, 6, 30, 16, 0, tzinfo=UTC)) == date(2026, 7, 1)


def test_holidays_are_free_and_weekend_days_may_be_worked_in_exchange() -> None:
    calendar = OfficeCalendar(holidays=frozenset({FRIDAY}), worked_weekend_days=frozenset({SUNDAY}))
    days = (WEDNESDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY)
    assert [calendar.is_working_day(day) for day in days] == [True, False, False, True, True]


@pytest.mark.parametrize(
    ("today", "deadline", "left"),
    [
        (WEDNESDAY, WEDNESDAY, 0),
        (WEDNESDAY, FRIDAY, 2),
        (WEDNESDAY, MONDAY, 3),
        (FRIDAY, SUNDAY, 0),
        (FRIDAY, WEDNESDAY, -2),
        (MONDAY, FRIDAY, -1),
        (SUNDAY, SATURDAY, -1),
    ],
)
def test_a_deadline_is_counted_in_working_days_and_once_passed_by_at_least_one(
    today: date, deadline: date, left: int
) -> None:
    assert OfficeCalendar().working_days_until(deadline, today) == left


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 16, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), date.max),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), date.min),
    ],
)
def test_the_office_has_a_day_for_every_moment(moment: datetime, day: date) -> None:
    """What never ends is written as the last second there is."""
    assert office_day(moment) == day
