"""Whether anybody is still there."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal

_LOOK_MS = 5_000
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Tells when no key and no mouse has been used for `minutes`; 0 never tells."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit_ms = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(lambda: self.look(self._since.elapsed()))
        self.limit(minutes)

    def limit(self, minutes: int) -> None:
        """Tell after `minutes` from now on; 0 is never."""
        self._limit_ms = minutes * 60_000
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._since.restart()
        return False

    def look(self, quiet_ms: int) -> None:
        """Tell, if nothing has come from a person for `quiet_ms` and that is too long."""
        if quiet_ms >= self._limit_ms:
            self._since.restart()
            self.idle.emit()
