"""成文日期: Arabic digits without padding (GB/T 9704-2012 7.3.5.5)."""

from __future__ import annotations

from datetime import date

_OPEN = "\u3000"


def date_text(day: date | None, draft_year: int = 0) -> str:
    """2026年6月8日; a draft that nobody has signed leaves month and day open."""
    if day is not None:
        return f"{day.year}年{day.month}月{day.day}日"
    year = str(draft_year) if draft_year else _OPEN * 2
    return f"{year}年{_OPEN}月{_OPEN}日"
