"""Ending a demonstration from outside: Ctrl-C or SIGTERM close it as its windows would, so it is wiped."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

_LOOK_MS = 200
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def end_early_on_signal() -> None:
    """Until the windows run, a signal unwinds what has been set up."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for each in _SIGNALS:
        signal.signal(each, end)


def run_until_told(app: QApplication) -> int:
    """Run the event loop; a signal ends it like the last window's closing. The process's exit code."""
    told: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        told.append(128 + number)

    def look() -> None:
        if told:
            app.quit()

    for each in _SIGNALS:
        signal.signal(each, end)
    # Python runs its signal handlers between its own instructions only, so it must come to some. The windows
    # close in the timer's turn and not in the handler's, which may have broken in where a lock is held.
    awake = QTimer(interval=_LOOK_MS)
    awake.timeout.connect(look)
    awake.start()
    code = app.exec()
    awake.stop()
    end_early_on_signal()
    return told[0] if told else code
