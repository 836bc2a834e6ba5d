"""Work for idle moments of the window's thread, cut so that whoever types is not kept waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

_GAP_MS = 1
"""What is put off by 0 ms is posted, and done before the window looks for keys again."""


def one_a_turn(owner: QObject, steps: Iterable[Callable[[], object]], *, after_ms: int = _GAP_MS) -> None:
    """Do the steps one by one, the first in `after_ms`, with events between them, until `owner` is gone."""
    left = deque(steps)

    def do_next() -> None:
        step = left.popleft()
        if left:
            QTimer.singleShot(_GAP_MS, owner, do_next)
        step()

    if left:
        QTimer.singleShot(after_ms, owner, do_next)
