"""Leniencies collected while a file is read, each once."""

from __future__ import annotations

from core.ofd.display import Leniency

_MOST = 500
_LONGEST_DETAIL = 80


class Findings:
    """What was repaired or left out, in the order it was met; a hostile file cannot make it grow for ever."""

    def __init__(self) -> None:
        self._found: dict[Leniency, None] = {}

    def note(self, code: str, part: str = "", detail: object = "") -> None:
        if len(self._found) < _MOST:
            self._found[Leniency(code, part, str(detail)[:_LONGEST_DETAIL])] = None

    def all(self) -> tuple[Leniency, ...]:
        return tuple(self._found)
