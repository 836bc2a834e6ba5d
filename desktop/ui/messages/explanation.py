"""An explanation: its parts, what stands in for a missing one, and remedies that many share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from core.errors import AppError
from desktop.tasks import TaskBroken

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, why, and what to do next: each a whole sentence, except the title."""

    title: str
    sentence: str
    remedy: str


@singledispatch
def explain(error: AppError) -> Explanation:
    """The words for `error` in the window's language; the code alone for what has no words of its own."""
    return Explanation(
        translate("messages", "This could not be done"),
        translate("messages", "The program reports the fault {code}.").format(code=error.code),
        tell_administrator(),
    )


def tell_administrator() -> str:
    return translate("messages", "Nothing has been lost. Tell the system administrator if it happens again.")


def ask_sender() -> str:
    return translate("messages", "Ask the sender for the file again.")


def try_again() -> str:
    return translate("messages", "Try again in a moment.")


@explain.register
def _(error: TaskBroken) -> Explanation:
    return Explanation(
        translate("messages", "The program made a mistake"),
        translate("messages", "An unexpected fault ({kind}) stopped this step.").format(kind=error.kind),
        tell_administrator(),
    )
