"""Rounds with the gateway: kept files up, acts up, changes down, and a pause after a round that failed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from random import SystemRandom

from core.errors import GatewayError
from core.ids import content_address
from core.sync.files import MAX_FILES, bodies_of, fits_a_body
from core.sync.wire import Action, RecordSealing
from desktop.cache import Cache, Taken
from desktop.errors import CursorExpired, GatewayBusy, GatewayRefused
from desktop.remote import LONGEST_WAIT_S, Gateway, Progress
from desktop.syncing import Backoff, SyncOutcome, SyncRound
from desktop.workspace.kept import KeptSealings, unsettled
from desktop.workspace.revocation import RevocationKeeper

log = logging.getLogger(__name__)


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
                outcome = self._rounds(now, progress)
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

    def _rounds(self, now: Callable[[], datetime], progress: Progress | None) -> SyncOutcome:
        """So many uses in each as the gateway keeps files that no record has taken up yet."""
        waiting = list(unsettled(self._cache.unsent_pending()).items())
        outcome = SyncOutcome()
        for start in range(0, len(waiting) or 1, MAX_FILES):
            ready = self._brought_up(dict(waiting[start : start + MAX_FILES]), progress)

            def may_go(action: Action, ready: Collection[str] = ready) -> bool:
                # A use that is made while the round is under way waits for the next: its file is not up.
                return action.id in ready or not isinstance(action.act, RecordSealing)

            one = SyncRound(self._cache, self._gateway, self._taken, now, may_go=may_go).run()
            outcome = outcome.and_then(one)
        return outcome

    def _brought_up(self, waiting: Mapping[str, RecordSealing], progress: Progress | None) -> set[str]:
        """Of these uses, whose files are up now; also one whose file was lost with the disk.

        The gateway says so of that one, and enters the use as it was told.
        """
        kept = {act.sealed_blob: self._kept.read(act.sealed_blob) for act in waiting.values()}
        contents = {address: content for address, content in kept.items() if content is not None}
        missing = set(contents) - self._brought_together(list(filter(fits_a_body, contents.values())))
        failed = {address for address in missing if not self._is_up(contents[address], progress)}
        return {action_id for action_id, act in waiting.items() if act.sealed_blob not in failed}

    def _brought_together(self, contents: Sequence[bytes]) -> set[str]:
        """The addresses of those that the gateway took; the others are tried alone."""
        taken: set[str] = set()
        for group in bodies_of(contents):
            try:
                self._gateway.upload_together(group)
            except (GatewayRefused, GatewayBusy) as error:
                log.info("files not taken together code=%s", error.code)
            else:
                taken.update(map(content_address, group))
        return taken

    def _is_up(self, content: bytes, progress: Progress | None) -> bool:
        try:
            self._gateway.upload(content, progress=progress)
        except (GatewayRefused, GatewayBusy):
            return False
        return True
