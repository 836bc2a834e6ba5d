"""The sample office's calendar: its holidays lie around the day on which its gateway was filled."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import msgspec

from core.office.calendar import OfficeCalendar
from desktop.ui.clock import OfficeClock


class _Meta(msgspec.Struct, frozen=True):
    demo_today: date


class _Holiday(msgspec.Struct, frozen=True):
    date: date


class _Calendar(msgspec.Struct, frozen=True):
    holidays: tuple[_Holiday, ...]
    workdays_extra: tuple[date, ...]


class _Sample(msgspec.Struct, frozen=True):
    meta: _Meta
    calendar: _Calendar


class SampleClock(OfficeClock):
    """Today is today; the sample's holidays move with all its dates, by whole days to `filled_on`."""

    def __init__(self, filled_on: date) -> None:
        self._filled_on = filled_on

    def calendar(self) -> OfficeCalendar:
        content = files("resources").joinpath("sample_office.json").read_bytes()
        sample = msgspec.json.decode(content, type=_Sample)
        shift = self._filled_on - sample.meta.demo_today
        return OfficeCalendar(
            holidays=frozenset(holiday.date + shift for holiday in sample.calendar.holidays),
            worked_weekend_days=frozenset(day + shift for day in sample.calendar.workdays_extra),
        )
