"""Answers that say no: rules in order, each with its code; the first that does not hold decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from core.sync.wire import Denied, Invalid

Rules: TypeAlias = Iterable[tuple[str, bool]]
"""(code, whether it holds), looked at one after the other."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` says why; `by_rule`: a rule of the office forbids it, otherwise a fact stands in the way."""

    code: str
    by_rule: bool

    def result(self, action_id: str) -> Denied | Invalid:
        if self.by_rule:
            return Denied(id=action_id, reason=self.code)
        return Invalid(id=action_id, reason=self.code)


def broken_rule(rules: Rules) -> Refusal | None:
    """The first rule of the office that does not hold."""
    return next((Refusal(code, by_rule=True) for code, holds in rules if not holds), None)


def wrong_fact(facts: Rules) -> Refusal | None:
    """The first fact that is not so."""
    return next((Refusal(code, by_rule=False) for code, holds in facts if not holds), None)
