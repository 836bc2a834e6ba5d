"""The office's day is Beijing's."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.office.calendar import office_day


def test_a_day_begins_at_midnight_in_beijing() -> None:
    assert office_day(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert office_day(datetime(2026, 6, 30, 16, 0, tzinfo=UTC)) == date(2026, 7, 1)
