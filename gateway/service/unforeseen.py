"""The one place below the outermost handler that takes any error for an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)

INTERNAL = "internal"
"""The code of a refusal that nobody foresaw; the log knows more."""
Answer = TypeVar("Answer")


def judged_apart(judge: Callable[[], Answer], what: str) -> Answer | str:
    """What `judge` answers; `INTERNAL`, and a line in the log, when it meets an error that nobody foresaw.

    A strange file or a trust folder that cannot be read stops the act that is judged by it, and none of
    those that came in the same request.
    """
    try:
        return judge()
    except Exception:
        log.exception("unforeseen error while judging %s", what)
        return INTERNAL
