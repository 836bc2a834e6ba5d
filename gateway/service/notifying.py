"""Waking those who wait for changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from gateway.errors import TooManyWaits
from gateway.store import Pulse


class Waits:
    """How many connections of one device wait at a time: each holds memory, and one is enough."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: Counter[str] = Counter()

    @contextmanager
    def one_more(self, device: str) -> Iterator[None]:
        """Raises `TooManyWaits`."""
        if self._waiting[device] >= self._limit:
            raise TooManyWaits(self._limit)
        self._waiting[device] += 1
        try:
            yield
        finally:
            self._waiting[device] -= 1
            if not self._waiting[device]:
                del self._waiting[device]


class Notifier:
    """One event for everybody who waits: it carries nothing but "look again"."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self.closed = False

    def notify(self) -> None:
        """Something changed. Call it on the event loop."""
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Nobody waits from now on: the gateway is about to stop."""
        self.closed = True
        self.notify()

    async def wait(self, changed: asyncio.Event, seconds: float) -> None:
        """Until `changed`, taken before looking, is set; at most `seconds`."""
        if self.closed:
            return
        try:
            await asyncio.wait_for(changed.wait(), seconds)
        except TimeoutError:
            return

    def next_change(self) -> asyncio.Event:
        """What the next change will set: take it before you look, so that nothing falls between."""
        return self._changed

    async def watch(self, pulse: Callable[[], Awaitable[Pulse]], every: float = 1.0) -> None:
        """Notify of what other processes do to the store (`revoke`, `register`), until closed.

        One look for all who wait, every so many seconds.
        """
        last = await pulse()
        while not self.closed:
            await asyncio.sleep(every)
            now = await pulse()
            if now != last:
                self.notify()
            last = now
