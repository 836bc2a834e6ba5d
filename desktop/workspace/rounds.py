"""Rounds with the gateway: kept files up, acts up, changes down, and a pause after a round that failed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from random import SystemRandom

from core.errors import GatewayError
from core.sync.wire import Action, RecordSealing
from desktop.cache import Cache, Taken
from desktop.errors import CursorExpired, GatewayBusy, GatewayRefused
from desktop.remote import LONGEST_WAIT_S, Gateway, Progress
from desktop.syncing import Backoff, SyncOutcome, SyncRound
from desktop.workspace.kept import KeptSealings, unsettled
from desktop.workspace.revocation import RevocationKeeper


class Rounds:
    """One round at a time, whichever threads ask; `taken` hears of every page that has come down."""

    def __init__(
        self,
        cache: Cache,
        gateway: Gateway,
        *,
        kept: KeptSealings,
        lists: RevocationKeeper,
        taken: Callable[[Taken], None],
    ) -> None:
        self._cache, self._gateway = cache, gateway
        self._kept, self._lists, self._taken = kept, lists, taken
        self._turn = threading.Lock()
        self._backoff = Backoff(SystemRandom())
        self._retry_at = 0.0

    def run(self, now: Callable[[], datetime], progress: Progress | None = None) -> SyncOutcome:
        """Raises kinds of `GatewayError`, `DiskRefused`; what was done stays done."""
        with self._turn:
            try:
                ready = self._bring_up_kept(progress)

                def may_go(action: Action) -> bool:
                    # A use that is made while the round is under way waits for the next: its file is not up.
                    return action.id in ready or not isinstance(action.act, RecordSealing)

                outcome = SyncRound(self._cache, self._gateway, self._taken, now, may_go=may_go).run()
                self._lists.refresh(now())
            except GatewayError as error:
                wished = error.retry_after_s if isinstance(error, GatewayBusy) else 0.0
                self._retry_at = time.monotonic() + self._backoff.failed(wished)
                raise
            self._backoff.succeeded()
            self._retry_at = 0.0
            return outcome

    def retry_delay(self) -> float:
        """Seconds to wait before the next round; 0 after one that went well."""
        return max(0.0, self._retry_at - time.monotonic())

    def wait_for_changes(self, seconds: float) -> bool:
        """Wait until the gateway has something to pull, at most `seconds`; whether it has."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if self._has_news(max(0, min(LONGEST_WAIT_S, round(left)))):
                return True
            if left <= 1:
                return False

    def _has_news(self, wait_s: int) -> bool:
        state = self._cache.sync_state()
        if not state.cursor:
            return True
        try:
            page = self._gateway.changes(state.cursor, limit=1, wait_s=wait_s)
        except CursorExpired:
            return True
        return bool(page.changes) or page.epoch != state.epoch

    def _bring_up_kept(self, progress: Progress | None) -> set[str]:
        """Files of uses that wait to be recorded; the acts that may go up now."""
        waiting = unsettled(self._cache.unsent_pending())
        return {action_id for action_id, act in waiting.items() if self._is_up(act.sealed_blob, progress)}

    def _is_up(self, address: str, progress: Progress | None) -> bool:
        content = self._kept.read(address)
        if content is not None:
            try:
                self._gateway.upload(content, progress=progress)
            except (GatewayRefused, GatewayBusy):
                return False
        return True  # also when lost with the disk: the gateway says so, and enters the use as it was told
