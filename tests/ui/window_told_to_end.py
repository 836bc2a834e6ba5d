"""A window that a signal reaches while it holds a lock, which its closing needs, too.

A process of its own: an application that was told to quit runs no event loop of a later test.
"""

from __future__ import annotations

import signal
import sys
import threading

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.demo.ending import run_until_told


class Busy(QWidget):
    """Says whether its lock was free when it was closed."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._number = number

    def hold(self) -> None:
        with self._lock:
            signal.raise_signal(self._number)
            for _ in range(100):  # Python's handlers run between such steps
                pass

    def closeEvent(self, event: QCloseEvent) -> None:
        print("closed", "after" if self._lock.acquire(blocking=False) else "within", flush=True)
        super().closeEvent(event)


def main(number: int) -> int:
    app = QApplication([])
    window = Busy(number)
    window.show()
    QTimer.singleShot(0, window, window.hold)
    return run_until_told(app)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
