"""One sync round: acts go up, changes come down, purges are acknowledged (DESIGN.md 6)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Protocol, assert_never

from core.errors import GatewayError
from core.sync.journal import PendingAction, PendingState, field_of
from core.sync.wire import (
    MAX_ACTION_BYTES,
    MAX_ACTIONS,
    MAX_PAGE,
    Action,
    ActionResult,
    ChangesPage,
    Confirmed,
    Conflict,
    Denied,
    Gone,
    Invalid,
    encode,
)
from desktop.cache import SyncState, Taken
from desktop.errors import ClockWrong, CursorExpired, GatewayBusy, GatewayGarbled, GatewayRefused
from desktop.remote import Gateway

log = logging.getLogger(__name__)

_ENVELOPE_BYTES = 64
_RESTARTS = 2


class SyncStore(Protocol):
    """What a round needs of the cache."""

    def sync_state(self) -> SyncState: ...
    def note_contact(self, at: datetime, *, demonstration: bool | None = None) -> None: ...
    def start_over(self, *, resend: bool = True) -> None: ...
    def take(self, page: ChangesPage) -> Taken: ...
    def unsent(self) -> list[Action]: ...
    def keep(self, pending: PendingAction) -> None: ...
    def confirmed(self, versions: Mapping[str, int]) -> None: ...
    def purges_to_acknowledge(self) -> list[str]: ...
    def purges_acknowledged(self, record_ids: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOutcome:
    """What one round did: acts answered with yes and with no, records put and gone.

    `clock_ahead_s` is how far this computer's clock is ahead of the gateway's.
    """

    confirmed: int = 0
    refused: int = 0
    put: int = 0
    gone: int = 0
    clock_ahead_s: float = 0.0

    def and_then(self, other: SyncOutcome) -> SyncOutcome:
        """What both rounds did together; the clock is the later one's."""
        return SyncOutcome(
            confirmed=self.confirmed + other.confirmed,
            refused=self.refused + other.refused,
            put=self.put + other.put,
            gone=self.gone + other.gone,
            clock_ahead_s=other.clock_ahead_s,
        )

    @property
    def changed(self) -> bool:
        return bool(self.confirmed or self.refused or self.put or self.gone)


@dataclass(slots=True)
class _Tally:
    confirmed: int = 0
    refused: int = 0
    put: int = 0
    gone: int = 0


@dataclass(slots=True)
class SyncRound:
    """One round between a store and a gateway; `taken` hears of every page once it is committed.

    Acts that may not go wait for another round: what they speak of has not been brought up.

    Pushing and pulling are lanes of their own: a push that fails does not keep news from coming
    down. The failure is raised after the pull.
    """

    store: SyncStore
    gateway: Gateway
    taken: Callable[[Taken], None]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    may_go: Callable[[Action], bool] = lambda _: True
    _tally: _Tally = field(default_factory=_Tally)

    def run(self) -> SyncOutcome:
        """Raises kinds of `GatewayError` and the store's errors; whatever was done stays done."""
        if not self.store.sync_state().epoch:
            self._introduce()
        refusal: GatewayError | None = None
        try:
            self._push()
        except (GatewayRefused, GatewayBusy, GatewayGarbled, ClockWrong) as error:
            refusal = error
        self._pull()
        self._acknowledge()
        self.store.note_contact(self.now())
        if refusal is not None:
            raise refusal
        tally = self._tally
        log.info("synced confirmed=%d refused=%d put=%d", tally.confirmed, tally.refused, tally.put)
        return SyncOutcome(
            confirmed=tally.confirmed,
            refused=tally.refused,
            put=tally.put,
            gone=tally.gone,
            clock_ahead_s=self.gateway.clock_ahead_s,
        )

    def _introduce(self) -> None:
        self.store.note_contact(self.now(), demonstration=self.gateway.me().demonstration)

    # --- up -----------------------------------------------------------------------------------

    def _push(self) -> None:
        while batch := first_batch(one for one in self.store.unsent() if self.may_go(one)):
            self._settle(batch, self._submitted(batch))

    def _submitted(self, batch: Sequence[Action]) -> tuple[ActionResult, ...]:
        try:
            return self.gateway.submit(batch)
        except GatewayRefused as refused:
            if len(batch) > 1:
                # One act that the gateway cannot even read must not hold the others back.
                return self._submitted(batch[:1])
            if refused.status in (400, 413, 422):
                return (Invalid(id=batch[0].id, reason=refused.problem),)
            raise

    def _settle(self, batch: Sequence[Action], results: Iterable[ActionResult]) -> None:
        actions = {action.id: action for action in batch}
        answers = list(results)
        if not answers:
            raise GatewayGarbled("no_result")
        confirmed = {result.id: result.version for result in answers if isinstance(result, Confirmed)}
        if confirmed:
            self.store.confirmed(confirmed)
            self._tally.confirmed += len(confirmed)
        for result in answers:
            if not isinstance(result, Confirmed):
                self._refused(actions[result.id], result)

    def _refused(self, action: Action, result: Conflict | Denied | Invalid | Gone) -> None:
        match result:
            case Invalid(reason="clock"):
                # Right once the clock is: the act stays as it is.
                raise ClockWrong(self.gateway.clock_ahead_s)
            case Conflict():
                self._refuse(action, PendingState.CONFLICT, "conflict")
            case Denied() | Invalid():
                self._refuse(action, PendingState.REFUSED, result.reason)
            case Gone():
                self._refuse(action, PendingState.REFUSED, "gone")
            case _:
                assert_never(result)

    def _refuse(self, action: Action, state: PendingState, reason: str) -> None:
        log.info("refused action=%s reason=%s", action.id, reason)
        self.store.keep(PendingAction(action=action, state=state, reason=reason))
        self._tally.refused += 1

    # --- down ---------------------------------------------------------------------------------

    def _pull(self) -> None:
        for _ in range(_RESTARTS):
            try:
                self._pull_to_the_end()
            except CursorExpired:
                self.store.start_over()
            else:
                return
        self._pull_to_the_end()

    def _pull_to_the_end(self) -> None:
        more = True
        while more:
            state = self.store.sync_state()
            page = self.gateway.changes(state.cursor, limit=MAX_PAGE)
            if state.epoch and page.epoch != state.epoch and state.cursor:
                # Restored from a backup: its log is not the one that our cursor is of.
                raise CursorExpired
            taken = self.store.take(page)
            self._tally.put += len(taken.put)
            self._tally.gone += len(taken.gone)
            self.taken(taken)
            more = page.more or taken.behind
            if taken.behind:
                self.store.start_over(resend=False)

    def _acknowledge(self) -> None:
        while purged := self.store.purges_to_acknowledge():
            self.gateway.acknowledge_purges(purged)
            self.store.purges_acknowledged(purged)


def first_batch(unsent: Iterable[Action]) -> list[Action]:
    """The longest run from the front that fits one request.

    It ends before a second act on the same field of the same record: that one was made on top of the
    first, and what it is based on is known only when the first has been confirmed.
    """
    return list(_batch(unsent))


def _batch(unsent: Iterable[Action]) -> Iterator[Action]:
    size = _ENVELOPE_BYTES
    touched: set[tuple[str, ...]] = set()
    for number, action in enumerate(unsent):
        size += len(encode(action)) + 1
        field_touched = field_of(action.act)
        if number == MAX_ACTIONS or (number and size > MAX_ACTION_BYTES) or field_touched in touched:
            return
        touched.add(field_touched)
        yield action


class Backoff:
    """How long to wait after a failure: full jitter from 1 s up to 5 min, and what the gateway asks for."""

    def __init__(self, random: Random, *, base_s: float = 1.0, cap_s: float = 300.0) -> None:
        self._random = random
        self._base_s, self._cap_s = base_s, cap_s
        self._failures = 0

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self, retry_after_s: float = 0.0) -> float:
        """Seconds until the next try."""
        ceiling = min(self._cap_s, self._base_s * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return max(retry_after_s, self._random.uniform(0, ceiling))
