"""How long the GUI thread was kept from its events, and by what.

A timer beats in the GUI thread: a beat that comes late tells how long the thread was blocked. A thread
beside it looks where the GUI thread stands when a beat is overdue: files and functions, never values.
The thread is not one of `Tasks`, because it must run when those are all busy.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

LIMIT_MS = 100
_BEAT_MS = 10


class Stall(msgspec.Struct, frozen=True, kw_only=True):
    """The GUI thread answered no event for `ms`; `where` is the innermost place of ours that was seen.

    For `cpu_ms` of them it computed; the rest it waited, for another thread or for a busy machine.
    """

    step: str
    ms: int
    cpu_ms: int
    where: str


class Watchdog(QObject):
    """Measures from `start` to `stop`; `step` names what is going on meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.step = ""
        self.stalls: list[Stall] = []
        self.longest_ms = 0
        self._where = ""
        self._watched = threading.get_ident()
        self._beaten = threading.Event()
        self._stopped = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="watchdog", daemon=True)
        self._since_beat = QElapsedTimer()
        self._cpu_at_beat = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._since_beat.start()
        self._cpu_at_beat = time.thread_time()
        self._timer.start()
        self._sampler.start()

    def stop(self) -> None:
        self._timer.stop()
        self._stopped.set()
        self._beaten.set()
        self._sampler.join()

    @contextmanager
    def not_counting(self) -> Iterator[None]:
        """For what a person would not wait for here, such as taking a picture of the window."""
        self._beat()
        try:
            yield
        finally:
            self._since_beat.start()
            self._cpu_at_beat = time.thread_time()
            self._where = ""

    def _beat(self) -> None:
        late_ms = self._since_beat.restart() - _BEAT_MS
        cpu = time.thread_time()
        cpu_ms, self._cpu_at_beat = round((cpu - self._cpu_at_beat) * 1000), cpu
        self._beaten.set()
        self.longest_ms = max(self.longest_ms, late_ms)
        if late_ms > LIMIT_MS:
            self.stalls.append(Stall(step=self.step, ms=late_ms, cpu_ms=cpu_ms, where=self._where))
        self._where = ""

    def _sample(self) -> None:
        while not self._stopped.is_set():
            if self._beaten.wait(LIMIT_MS / 1000):
                self._beaten.clear()
            elif not self._where:
                self._where = place_of_ours(sys._current_frames().get(self._watched))
            self._stopped.wait(_BEAT_MS / 1000)


def place_of_ours(frame: FrameType | None) -> str:
    """`desktop.ui.reader.view:81 paintEvent`: the innermost of the frames that is our code; else empty."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in ("core", "desktop") and module != "desktop.demo.watchdog":
            return f"{module}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back
    return ""
