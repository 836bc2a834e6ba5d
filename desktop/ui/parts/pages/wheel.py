"""The wheel, which on fine mice and touch pads turns by less than a notch at a time."""

from __future__ import annotations

_NOTCH = 120


class Notches:
    """Gathers turns (eighths of a degree) into whole notches; a turn the other way begins anew."""

    def __init__(self) -> None:
        self._left = 0

    def turned(self, delta: int) -> int:
        """How many whole notches there are now; positive is away from the hand."""
        if delta * self._left < 0:
            self._left = 0
        self._left += delta
        notches = int(self._left / _NOTCH)
        self._left -= notches * _NOTCH
        return notches
