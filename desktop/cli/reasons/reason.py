"""The line of an error, and what stands in where nobody wrote one."""

from __future__ import annotations

import importlib
from functools import singledispatch

from core.errors import AppError

_OTHER_SUBJECTS = ("keys", "office", "profile", "sample", "seals")


@singledispatch
def reason(error: AppError) -> str:
    """Why it failed and what to do next, in one line without a path of this machine."""
    for subject in _OTHER_SUBJECTS:
        importlib.import_module(f"desktop.cli.reasons.{subject}")
    line = reason.dispatch(type(error))
    if line is not reason.dispatch(AppError):
        return line(error)
    facts = ", ".join(f"{name} {value}" for name, value in error.facts().items())
    return f"{error.code}: {facts}" if facts else error.code
