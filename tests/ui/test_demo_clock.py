"""The demonstration's working days."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.demo.clock import SampleClock


def test_the_samples_holiday_lies_as_far_from_today_as_in_the_sample() -> None:
    day = date(2026, 11, 18)  # a Wednesday, as is the sample's own day
    calendar = SampleClock(day).calendar()
    assert not calendar.is_working_day(day + timedelta(days=2))
    assert calendar.is_working_day(day + timedelta(days=1))
