"""Work beside the GUI thread: the only place with threads (STYLE.md 9).

Work runs in a lane, its answer comes back on the thread of the `Tasks`. An answer to a dead owner is
dropped, and so is the answer of cancelled work.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from threading import Event
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from core.errors import AppError

log = logging.getLogger(__name__)

T = TypeVar("T")
Failed = Callable[[AppError], object]


class Lane(Enum):
    """Work of one lane never waits for work of another; the value is the lane's number of threads."""

    ACTS = ("acts", 3)
    PAGES = ("pages", 2)
    SYNC = ("sync", 1)
    WAIT = ("wait", 1)
    VAULT = ("vault", 1)


@dataclass(eq=False)
class TaskBroken(AppError):
    """Work ended with a mistake of ours; `kind` is the exception's class, never its contents."""

    code: ClassVar[str] = "task.broken"
    kind: str


class Ticket:
    """One piece of work under way, held by its owner and, when it wants to report, by the work."""

    def __init__(self, report: Callable[[Ticket, float], None]) -> None:
        self._report = report
        self._cancelled = Event()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """No answer will be delivered; work that has begun may look at `cancelled` and end early."""
        self._cancelled.set()

    def report(self, fraction: float) -> None:
        """Called by the work, on its own thread: how far it is, 0–1."""
        self._report(self, fraction)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Order:
    ticket: Ticket
    owner: QObject
    done: Callable[[Any], object]
    failed: Failed
    progressed: Callable[[float], object] | None
    slow: bool


class Tasks(QObject):
    """Runs work and brings the answers home.

    `busy_changed` tells whether work is under way that a person waits for (`slow=True`).
    """

    busy_changed = Signal(bool)
    _answered = Signal(object, object)
    _reported = Signal(object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(lane.value[1], thread_name_prefix=lane.value[0]) for lane in Lane
        }
        self._orders: dict[Ticket, _Order] = {}
        self._slow = 0
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._slow > 0

    @property
    def under_way(self) -> int:
        """How many pieces of work have not been answered yet."""
        return len(self._orders)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Failed,
        slow: bool = False,
        lane: Lane = Lane.ACTS,
    ) -> Ticket:
        """Do `work` beside the GUI thread, then call `done` or `failed` on it."""
        return self.follow(
            lambda _ticket: work(), owner=owner, done=done, failed=failed, slow=slow, lane=lane
        )

    def follow(
        self,
        work: Callable[[Ticket], T],
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Failed,
        progressed: Callable[[float], object] | None = None,
        slow: bool = False,
        lane: Lane = Lane.ACTS,
    ) -> Ticket:
        """As `run`, for work that reports how far it is or wants to know that it was cancelled."""
        ticket = Ticket(self._reported.emit)
        if self._closed:
            ticket.cancel()
            return ticket
        self._orders[ticket] = _Order(
            ticket=ticket, owner=owner, done=done, failed=failed, progressed=progressed, slow=slow
        )
        if slow:
            self._count_slow(+1)
        self._lanes[lane].submit(self._work, ticket, partial(work, ticket))
        return ticket

    def close(self) -> None:
        """Take no more work, drop what has not begun, and wait for what has.

        Whoever still asks for work gets a cancelled ticket: windows that close have timers that run out.
        """
        self._closed = True
        self._orders.clear()
        for executor in self._lanes.values():
            executor.shutdown(wait=False, cancel_futures=True)
        for executor in self._lanes.values():
            executor.shutdown(wait=True)

    def _work(self, ticket: Ticket, work: Callable[[], object]) -> None:
        """On the lane's thread."""
        if ticket.cancelled:
            self._answered.emit(ticket, None)
            return
        answer: object
        try:
            answer = work()
        except AppError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - the one place: a mistake of ours must reach the person
            frame = error.__traceback__
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            place = f"{frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else "?"
            log.error("task broken kind=%s place=%s", type(error).__name__, place)  # noqa: TRY400 - no contents
            answer = TaskBroken(type(error).__name__)
        self._answered.emit(ticket, answer)

    def _deliver(self, ticket: Ticket, answer: object) -> None:
        order = self._orders.pop(ticket, None)
        if order is None:
            return
        if order.slow:
            self._count_slow(-1)
        if ticket.cancelled or not isValid(order.owner):
            return
        if isinstance(answer, AppError):
            order.failed(answer)
        else:
            order.done(answer)

    def _pass_on(self, ticket: Ticket, fraction: float) -> None:
        order = self._orders.get(ticket)
        if order is None or order.progressed is None or ticket.cancelled or not isValid(order.owner):
            return
        order.progressed(fraction)

    def _count_slow(self, change: int) -> None:
        before = self.busy
        self._slow += change
        if before != self.busy:
            self.busy_changed.emit(self.busy)
