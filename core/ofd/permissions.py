"""What a document's author lets a reader do, now (GB/T 33190 7.5): respected, but no protection."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

import msgspec


class Granted(Protocol):
    """`Permissions`, or the same as the reading worker answers them."""

    @property
    def edit(self) -> bool: ...

    @property
    def annotate(self) -> bool: ...

    @property
    def export(self) -> bool: ...

    @property
    def sign(self) -> bool: ...

    @property
    def watermark(self) -> bool: ...

    @property
    def print_screen(self) -> bool: ...

    @property
    def printable(self) -> bool: ...

    @property
    def copies(self) -> int | None: ...

    @property
    def valid_from(self) -> str: ...

    @property
    def valid_until(self) -> str: ...


class Allowed(msgspec.Struct, frozen=True, kw_only=True):
    """What may be offered at one moment. Outside the valid period nothing but reading is.

    `copies` is how many copies may be printed: 0 none, None without a limit.
    """

    within_period: bool
    edit: bool
    annotate: bool
    export: bool
    sign: bool
    watermark: bool
    print_screen: bool
    copies: int | None

    @property
    def printing(self) -> bool:
        return self.copies is None or self.copies > 0


def together(first: Allowed, *others: Allowed) -> Allowed:
    """What all of them allow: a file out of another one is under the word of both authors."""
    every = (first, *others)
    counted = [each.copies for each in every if each.copies is not None]
    return Allowed(
        within_period=all(each.within_period for each in every),
        edit=all(each.edit for each in every),
        annotate=all(each.annotate for each in every),
        export=all(each.export for each in every),
        sign=all(each.sign for each in every),
        watermark=all(each.watermark for each in every),
        print_screen=all(each.print_screen for each in every),
        copies=min(counted) if counted else None,
    )


def allowed(permissions: Granted, now: datetime) -> Allowed:
    """What `permissions` allow at `now`, which knows its time zone.

    Times without a zone are taken in that of `now`; a day without a time counts whole; what is no date
    bounds nothing.
    """
    start = _moment(permissions.valid_from, now, time.min)
    end = _moment(permissions.valid_until, now, time.max)
    valid = (start is None or start <= now) and (end is None or now <= end)
    return Allowed(
        within_period=valid,
        edit=valid and permissions.edit,
        annotate=valid and permissions.annotate,
        export=valid and permissions.export,
        sign=valid and permissions.sign,
        watermark=valid and permissions.watermark,
        print_screen=valid and permissions.print_screen,
        copies=permissions.copies if valid and permissions.printable else 0,
    )


def _moment(text: str, now: datetime, without_time: time) -> datetime | None:
    text = text.strip()
    try:
        found = (
            datetime.combine(date.fromisoformat(text), without_time)
            if len(text) <= len("2026-01-01")
            else datetime.fromisoformat(text)
        )
    except ValueError:
        return None
    return found.replace(tzinfo=now.tzinfo) if found.tzinfo is None else found
