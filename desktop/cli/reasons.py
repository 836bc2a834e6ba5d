"""One line of English per error, for people at a terminal and for JSON `error` fields."""

from __future__ import annotations

from functools import singledispatch

from core.errors import AppError
from core.redhead import NoSuchPaper, UnsettableText


@singledispatch
def reason(error: AppError) -> str:
    """Why it failed and what to do next, in one line without a path of this machine."""
    facts = ", ".join(f"{name} {value}" for name, value in error.facts().items())
    return f"{error.code}: {facts}" if facts else error.code


@reason.register
def _(error: NoSuchPaper) -> str:
    return f"the sample office has no text for {error.document!r}; name one of its documents or papers"


@reason.register
def _(error: UnsettableText) -> str:
    return f"the {error.element} holds U+{error.code_point:04X}, which has no place on paper; remove it"
