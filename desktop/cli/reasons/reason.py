"""The line of an error, and what stands in where nobody wrote one."""

from __future__ import annotations

from functools import singledispatch

from core.errors import AppError


@singledispatch
def reason(error: AppError) -> str:
    """Why it failed and what to do next, in one line without a path of this machine."""
    facts = ", ".join(f"{name} {value}" for name, value in error.facts().items())
    return f"{error.code}: {facts}" if facts else error.code
