"""What is said of a seal that may be pressed without the gateway for a while."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui import words
from desktop.ui.messages import refusal
from desktop.workspace import OfflineAllowance

translate = QCoreApplication.translate


def grace_words(grace: OfflineAllowance) -> str:
    """How much of the grace is left, or why it is over."""
    if grace.fault is not None:
        return refusal(grace.fault)
    return translate(
        "sealing",
        "Offline: {left} of {most} uses left, until {when}. Each is kept here and recorded as soon as the"
        " gateway can be reached; one that is not accepted then raises an alarm.",
    ).format(
        left=grace.uses_left,
        most=grace.uses_max,
        when=words.day_and_time(grace.until) if grace.until is not None else "",
    )
