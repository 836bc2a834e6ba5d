"""Which rooms and which parts of 用印 a person is shown: by role, and by the seals they answer for.

What may be done is decided by the gateway; this only leaves out what would be of no use (DESIGN.md 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from core.office import AUDITOR_ROLE, CUSTODIAN_ROLE, SECURITY_ROLE, ESeal, Person


class Room(Enum):
    """A screen of the main window; the value is its icon."""

    TODO = "todo"
    TO_READ = "to-read"
    DOCUMENTS = "documents"
    MEETINGS = "meetings"
    SEALING = "sealing"


class SealTab(Enum):
    """A part of 用印."""

    SEALING = "sealing"
    REQUESTS = "requests"
    WITNESS = "witness"
    CABINET = "cabinet"
    LEDGER = "ledger"


_SUPERVISORS = frozenset({AUDITOR_ROLE, SECURITY_ROLE})


def rooms_of(person: Person) -> frozenset[Room]:
    """The auditor and the security administrator see no content, so only 用印 is of use to them."""
    return frozenset({Room.SEALING}) if person.roles & _SUPERVISORS else frozenset(Room)


def tabs_of(person: Person, seals: Iterable[ESeal]) -> tuple[SealTab, ...]:
    """In the order of the work: pressing, deciding, witnessing, keeping, looking back."""
    held = list(seals)
    keeps = CUSTODIAN_ROLE in person.roles or any(seal.custodian_id == person.id for seal in held)
    witnesses = any(seal.witness_id == person.id for seal in held)
    audits, secures = AUDITOR_ROLE in person.roles, SECURITY_ROLE in person.roles
    shown = {
        SealTab.SEALING: keeps,
        SealTab.REQUESTS: not (audits or secures),
        SealTab.WITNESS: witnesses,
        SealTab.CABINET: keeps or witnesses or secures,
        SealTab.LEDGER: keeps or witnesses or audits,
    }
    return tuple(tab for tab, is_shown in shown.items() if is_shown)


def may_apply(person: Person) -> bool:
    """Who applies for a seal: everybody but those who watch over its use."""
    return not person.roles & _SUPERVISORS
