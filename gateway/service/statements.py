"""Whose signature a statement bears, judged with the gateway's own trust."""

from __future__ import annotations

from collections.abc import Callable

from core.office import Person
from core.seal import StatementInvalid, Trust, check_statement
from gateway.service.unforeseen import judged_apart
from gateway.store import Clock

ReadTrust = Callable[[], Trust]


class Statements:
    """Judges what people signed, with the trust as it is at that moment."""

    def __init__(self, trust: ReadTrust, clock: Clock) -> None:
        self._trust = trust
        self._clock = clock

    def fault(self, statement: bytes, certificate: bytes, signature: bytes, person: Person) -> str | None:
        """A code when the statement does not count as this person's, None when it does."""

        def judge() -> str | None:
            try:
                check_statement(
                    statement, certificate, signature, trust=self._trust(), now=self._clock(), person=person
                )
            except StatementInvalid as error:
                return f"statement_{error.fault}"
            return None

        return judged_apart(judge, "a statement")
