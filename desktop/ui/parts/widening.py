"""Borders between panes, moved by keys."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

STEP_PX = 24


@runtime_checkable
class Widening(Protocol):
    """A part of the window with a border that a person may move."""

    def widen(self, by_px: int) -> bool:
        """Move the border to the right by so many px, as far as it goes; whether there is one now."""
        ...


def widen_around(focus: QWidget | None, by_px: int) -> bool:
    """Move the border that is nearest around `focus`; whether there was one."""
    part = focus
    while part is not None:
        if isinstance(part, Widening) and part.widen(by_px):
            return True
        part = part.parentWidget()
    return False
