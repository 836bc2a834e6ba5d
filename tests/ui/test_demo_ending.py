"""A demonstration that is told to end from outside, wherever it is just then."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.demo.ending import run_until_told

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(autouse=True)
def _handlers_as_before() -> Iterator[None]:
    before = [signal.getsignal(each) for each in _SIGNALS]
    yield
    for each, handler in zip(_SIGNALS, before, strict=True):
        signal.signal(each, handler)


class Busy(QWidget):
    """A window that a signal reaches while it holds a lock, which its closing needs, too."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__()
        self.lock = threading.Lock()
        self.was_free: list[bool] = []
        self._number = number

    def hold(self) -> None:
        with self.lock:
            signal.raise_signal(self._number)
            for _ in range(100):  # Python's handlers run between such steps
                pass

    def closeEvent(self, event: QCloseEvent) -> None:
        free = self.lock.acquire(blocking=False)
        self.was_free.append(free)
        if free:
            self.lock.release()
        super().closeEvent(event)


@pytest.mark.parametrize("number", _SIGNALS)
def test_windows_close_when_what_a_signal_broke_into_is_done(
    qapp: QApplication, number: signal.Signals
) -> None:
    window = Busy(number)
    window.show()
    QTimer.singleShot(0, window, window.hold)
    assert run_until_told(qapp) == 128 + number
    assert window.was_free == [True]
