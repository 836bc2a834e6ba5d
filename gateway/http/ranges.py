"""Byte ranges of RFC 9110 14: one range, or the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gateway.errors import RangeUnsatisfiable

_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `start` up to but not including `stop`; `partial` when that is not the whole."""

    start: int
    stop: int
    partial: bool


def asked_span(untrusted_range: str | None, if_range: str | None, etag: str, size: int) -> Span:
    """What to send: ranges we do not serve (several, other units) and stale ones mean the whole.

    Raises `RangeUnsatisfiable` when the range begins behind the end.
    """
    whole = Span(0, size, partial=False)
    if untrusted_range is None or (if_range is not None and if_range != etag):
        return whole
    asked = _RANGE.fullmatch(untrusted_range.strip())
    if asked is None or asked.groups() == (None, None):
        return whole
    first, last = asked.groups()
    if first is None:
        return _satisfiable(max(0, size - int(last)), size, size)
    if last is not None and int(last) < int(first):
        return whole
    return _satisfiable(int(first), size if last is None else min(int(last) + 1, size), size)


def _satisfiable(start: int, stop: int, size: int) -> Span:
    if start >= size:
        raise RangeUnsatisfiable(size)
    return Span(start, stop, partial=True)
