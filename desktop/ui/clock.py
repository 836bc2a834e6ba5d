"""What day it is in the office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from core.office.calendar import OFFICE_TIME, OfficeCalendar


class Clock(Protocol):
    """What day it is in the office, and which days it works; the sample office has its own."""

    def today(self) -> date: ...

    def calendar(self) -> OfficeCalendar: ...


class OfficeClock:
    """The office's day, without knowledge of public holidays."""

    def today(self) -> date:
        return datetime.now(OFFICE_TIME).date()

    def calendar(self) -> OfficeCalendar:
        return OfficeCalendar()
