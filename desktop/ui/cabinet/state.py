"""What the cabinet shows, and which acts are open to this person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from PySide6.QtGui import QImage

from core.errors import AppError
from core.office import (
    CUSTODIAN_ROLE,
    ESeal,
    LedgerEntry,
    OfficePolicy,
    Organisation,
    Person,
    SealState,
    UseOutcome,
)
from core.office.custody_rules import handover_fault, rules_fault, state_change_fault
from core.seal import Code

_AS_SHIPPED = OfficePolicy()


class SealAct(Enum):
    """What can be done with a seal beside pressing it."""

    ENABLE = "enable"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    RENEW = "renew"
    OFFER = "offer"
    TAKE_OVER = "take_over"
    RULES = "rules"


STATES = {
    SealAct.ENABLE: SealState.IN_USE,
    SealAct.RESUME: SealState.IN_USE,
    SealAct.SUSPEND: SealState.SUSPENDED,
    SealAct.CANCEL: SealState.CANCELLED,
}
"""The acts that bring a seal into another state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRow:
    """A seal with the names of whom it mentions. `days_left` to its end, negative once it is over.

    `custody` are the handovers: from whom, to whom, when. `uses` counts its uses, `last_used` is the latest;
    None for who does not see the ledger's entries. `answered_for`: this person keeps or witnesses it.
    """

    seal: ESeal
    owner: str = ""
    custodian: str = ""
    witness: str = ""
    offered_to: str = ""
    days_left: int = 0
    last_used: datetime | None = None
    uses: int | None = None
    acts: frozenset[SealAct] = frozenset()
    custody: tuple[tuple[str, str, datetime], ...] = ()
    expiring: bool = False
    pending: bool = False
    answered_for: bool = False

    @property
    def id(self) -> str:
        return self.seal.id


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSeal:
    """A seal file that was read and judged, before anything is done with it.

    `faults` are codes of what speaks against it, `cautions` what should be looked at: its picture, its size
    against the rule for its organ (国发〔1999〕25号). `maker` is the name in the maker's certificate.
    `renews` is the seal it would replace.
    """

    content: bytes
    name: str
    version: int
    maker: str
    width_mm: int
    height_mm: int
    valid_from: datetime | None
    valid_until: datetime | None
    picture: QImage | None
    faults: tuple[str, ...] = ()
    cautions: tuple[Code, ...] = ()
    renews: ESeal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetState:
    """`pictures` are the seals' own, by id, `undrawn` those that could not be had; `may_import`: a custodian
    brings in seals.

    `people` may be named as witness or be offered custody, `owners` own seals.
    """

    rows: tuple[SealRow, ...] = ()
    pictures: Mapping[str, QImage] = field(default_factory=lambda: MappingProxyType({}))
    undrawn: frozenset[str] = frozenset()
    selected: str | None = None
    loading: bool = True
    acting: bool = False
    error: AppError | None = None
    incoming: IncomingSeal | None = None
    may_import: bool = False
    people: tuple[Person, ...] = ()
    owners: tuple[Organisation, ...] = ()
    policy: OfficePolicy = _AS_SHIPPED
    demonstration: bool = False
    makes_seals: bool = False

    @property
    def weakened(self) -> bool:
        """The office has seals shown faint (脱密展示)."""
        return self.policy.weakened_display

    @property
    def row(self) -> SealRow | None:
        return next((row for row in self.rows if row.id == self.selected), None)

    @property
    def expiring(self) -> int:
        return sum(row.expiring for row in self.rows)


def acts_of(seal: ESeal, person: Person) -> frozenset[SealAct]:
    """What the office's rules let this person do with the seal now."""
    found = {act for act, state in STATES.items() if _may_change(seal, state, person)}
    found.discard(SealAct.RESUME if seal.state is SealState.REGISTERED else SealAct.ENABLE)
    keeps = seal.custodian_id == person.id and seal.state is not SealState.CANCELLED
    if keeps:
        found |= {SealAct.RENEW, SealAct.OFFER}
    if seal.handover is not None and seal.handover.to_person_id == person.id:
        found.add(SealAct.TAKE_OVER)
    if rules_fault(person.roles) is None and seal.state is not SealState.CANCELLED:
        found.add(SealAct.RULES)
    return frozenset(found)


def _may_change(seal: ESeal, state: SealState, person: Person) -> bool:
    fault = state_change_fault(seal, state, person_id=person.id, roles=person.roles, reason="-")
    return fault is None


def may_receive(seal: ESeal, person: Person) -> bool:
    """Whether custody of the seal may be offered to that person."""
    fault = handover_fault(seal, from_id=seal.custodian_id, to_id=person.id, to_roles=person.roles)
    return fault is None


def may_import(person: Person) -> bool:
    return CUSTODIAN_ROLE in person.roles


def uses_of(entries: Iterable[LedgerEntry]) -> Mapping[str, tuple[int, datetime]]:
    """How often each seal was used, and when last."""
    found: dict[str, tuple[int, datetime]] = {}
    for entry in entries:
        if entry.outcome is UseOutcome.SEALED:
            count, last = found.get(entry.seal_id, (0, entry.used_at))
            found[entry.seal_id] = count + 1, max(last, entry.used_at)
    return found


def in_cabinet_order(rows: Iterable[SealRow]) -> tuple[SealRow, ...]:
    """What is in use first, by name; what is cancelled last."""
    ranks = list(SealState)
    order = {SealState.IN_USE: -1}

    def rank(row: SealRow) -> tuple[int, str, str]:
        state = row.seal.state
        return order.get(state, ranks.index(state)), row.seal.name, row.id

    return tuple(sorted(rows, key=rank))


def days_until(end: date, today: date) -> int:
    return (end - today).days
