"""What people read when something fails, in the window's language.

`explain` takes any error, `refusal` a reason code of the gateway. Each module registers its subject's words;
they know every error there is, and so are loaded when the first one is explained.
"""

from __future__ import annotations

import importlib

from core.errors import AppError
from desktop.ui.messages import explanation
from desktop.ui.messages.explanation import Explanation
from desktop.ui.messages.refusals import refusal

__all__ = ["Explanation", "explain", "refusal"]

_SUBJECTS = ("documents", "keys", "office", "profile", "seals")


def explain(error: AppError) -> Explanation:
    """The words for `error` in the window's language; the code alone for what has no words of its own."""
    for subject in _SUBJECTS:
        importlib.import_module(f"{__name__}.{subject}")
    return explanation.explain(error)
