"""Fractional positions: a place between two others without renumbering them.

A position is a string over 0-9A-Za-z, read as the digits behind a point in base 62, and never
ends in 0, so that there is always room before it.
"""

from __future__ import annotations

from collections.abc import Iterator

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(before: str | None, after: str | None) -> str:
    """A position after `before` and before `after`; None is the open end.

    Raises ValueError when they are not in that order or not positions.
    """
    low, high = before or "", after
    if (
        any(digit not in DIGITS for digit in low + (high or ""))
        or low.endswith("0")
        or (high or "1").endswith("0")
    ):
        raise ValueError("not a position")
    if high is not None and low >= high:
        raise ValueError("positions are not in order")
    return _between(low, high)


def _between(low: str, high: str | None) -> str:
    prefix = ""
    while True:
        floor = DIGITS.index(low[0]) if low else 0
        ceiling = DIGITS.index(high[0]) if high else len(DIGITS)
        if ceiling - floor > 1:
            return prefix + DIGITS[(floor + ceiling) // 2]
        prefix += DIGITS[floor]
        if ceiling != floor:
            high = None
        elif high is not None:
            high = high[1:]
        low = low[1:]


def spread(count: int) -> Iterator[str]:
    """`count` positions in order, each with room around it."""
    last: str | None = None
    for _ in range(count):
        last = between(last, None)
        yield last
