"""The office's days: which one it is, and which are worked; deadlines count those alone (DOMAIN.md 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

import msgspec

OFFICE_TIME = timezone(timedelta(hours=8))
"""The office's clock, whatever a computer's is set to: the whole country keeps Beijing time."""
_FIRST_WEEKEND_DAY = 5


def office_day(moment: datetime) -> date:
    """Which day it is in the office at `moment`, which has a time zone, as far as there are days."""
    try:
        return moment.astimezone(OFFICE_TIME).date()
    except OverflowError:
        return moment.date()  # 9999-12-31, as certificates that never end have it (RFC 5280 4.1.2.5)


class OfficeCalendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Public holidays, and the weekend days that are worked in exchange (调休)."""

    holidays: frozenset[date] = frozenset()
    worked_weekend_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.holidays:
            return False
        return day.weekday() < _FIRST_WEEKEND_DAY or day in self.worked_weekend_days

    def working_days_until(self, deadline: date, today: date) -> int:
        """Working days left after `today` up to and including `deadline`; 0 on the day itself.

        Negative when it has passed: the working days since, at least one.
        """
        if deadline >= today:
            return sum(self.is_working_day(day) for day in _days(today, deadline))
        return -max(1, sum(self.is_working_day(day) for day in _days(deadline, today)))


def _days(after: date, until: date) -> Iterator[date]:
    for offset in range(1, (until - after).days + 1):
        yield after + timedelta(days=offset)
