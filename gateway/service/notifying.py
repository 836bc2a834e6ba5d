"""Waking those who wait for changes."""

from __future__ import annotations

import asyncio


class Notifier:
    """One event for everybody who waits: it carries nothing but "look again".

    Other processes write to the same store too (`enrol`, `revoke`); `wait` therefore also ends by
    itself after `poll` seconds.
    """

    def __init__(self, poll: float = 1.0) -> None:
        self._poll = poll
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

    async def wait(self, seconds: float) -> None:
        """Until something changes, at most `seconds` and at most the polling time."""
        if self.closed:
            return
        changed = self._changed
        try:
            await asyncio.wait_for(changed.wait(), min(seconds, self._poll))
        except TimeoutError:
            return
