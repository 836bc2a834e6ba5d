"""Ids of pending actions: UUIDs of version 7 that only go up, whatever the clock does."""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from collections.abc import Callable

from core.ids import uuid7

_HEADROOM_BITS = 73


class ActionIds:
    """Ascending ids inside one process, and above `after` from an earlier one (SYNC.md 1.2).

    `clock` gives nanoseconds since 1970, `random` that many random bits.
    """

    def __init__(
        self,
        *,
        after: str | None = None,
        clock: Callable[[], int] = time.time_ns,
        random: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._clock, self._random = clock, random
        self._lock = threading.Lock()
        self._ms, self._low = (0, 0) if after is None else _parts(after)

    def next(self) -> str:
        with self._lock:
            ms = self._clock() // 1_000_000
            if ms > self._ms:
                # The 74-bit field begins with one bit of headroom for the ids of the same millisecond.
                self._ms, self._low = ms, self._random(_HEADROOM_BITS)
            else:
                self._low += 1 + self._random(32)
            if self._low >= 1 << 74:
                self._ms, self._low = self._ms + 1, self._random(_HEADROOM_BITS)
            return uuid7(self._ms, self._low)


def _parts(action_id: str) -> tuple[int, int]:
    value = uuid.UUID(action_id).int
    return value >> 80, (value >> 64 & 0xFFF) << 62 | value & (1 << 62) - 1
