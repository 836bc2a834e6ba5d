"""The line that tells people what went wrong.

The words are loaded only when one is wanted: a verb that goes well starts sooner without them.
"""

from __future__ import annotations

from core.errors import AppError


def told(error: AppError) -> str:
    """Why it failed and what to do next, in one line without a path of this machine."""
    from desktop.cli.reasons import reason  # noqa: PLC0415  see above

    return reason(error)
