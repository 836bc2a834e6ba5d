"""One answer of the check-up."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class State(StrEnum):
    """`advice` is a loss the program works with; `lacking` is one it cannot."""

    OK = "ok"
    ADVICE = "advice"
    LACKING = "lacking"


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one check found, in English for a terminal; `remedy` says what to do unless all is well."""

    check: str
    state: State
    found: str
    remedy: str = ""
