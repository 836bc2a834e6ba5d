"""联合用印 in words: several organs' seals are pressed one after the other, each by its own custodian."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui import words
from desktop.ui.sealing.state import RequestRow

translate = QCoreApplication.translate


def state_of(row: RequestRow) -> str:
    """How an application stands for this person: of several organs' seals each comes in its turn."""
    if row.is_others_turn:
        return translate("sealing", "Another organ's turn")
    return words.request_state(row.request.state)


def comes_next(row: RequestRow) -> str:
    """Whose seal is awaited once ours is there."""
    if not row.next_seal:
        return translate("sealing", "It waits for the seals of the other organs.")
    return translate("sealing", "Next comes the seal of {organ}.").format(organ=row.next_seal)
