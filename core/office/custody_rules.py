"""What stands in the way of using a seal, as codes: the rules that screens and gateway both ask.

None, or no code, means that nothing does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from core.office.directory import Person
from core.office.document import FileFormat, OfficialDocument
from core.office.seal_use import (
    ADMINISTRATOR_ROLES,
    CUSTODIAN_ROLE,
    SECURITY_ROLE,
    ESeal,
    OfficePolicy,
    OfflineGrace,
    SealAlarm,
    SealState,
    UseKind,
)

_CHANGES: Mapping[SealState, frozenset[SealState]] = {
    SealState.REGISTERED: frozenset({SealState.IN_USE, SealState.CANCELLED}),
    SealState.IN_USE: frozenset({SealState.SUSPENDED, SealState.CANCELLED}),
    SealState.SUSPENDED: frozenset({SealState.IN_USE, SealState.CANCELLED}),
    SealState.CANCELLED: frozenset(),
}


def document_fault(document: OfficialDocument, blob: str, pages: int) -> str | None:
    """Why no seal may be asked for on this file of the document, the gravest reason first."""
    current = document.current
    holds = {
        "document_cancelled": not document.is_cancelled,
        "blank_document": current is not None and pages > 0,
        "not_ofd": current is not None and current.format is FileFormat.OFD,
        "not_signed_off": document.is_signed_off,
        "not_issued": bool(document.doc_number),
        "not_the_current_version": current is not None and current.blob == blob,
    }
    return next((code for code, holding in holds.items() if not holding), None)


def seal_fault(seal: ESeal, today: date) -> str | None:
    """Why the seal may not be used on this day."""
    if seal.state is not SealState.IN_USE:
        return "seal_not_in_use"
    return None if seal.valid_from <= today <= seal.valid_until else "seal_not_valid_today"


def stamp_demanded(policy: OfficePolicy, seal: ESeal) -> bool:
    """Whether a use of the seal must bear a time stamp, so that none is made off line either."""
    return policy.demands_time_stamp or seal.demands_time_stamp


def kind_fault(kinds: tuple[UseKind, ...], pages: int) -> str | None:
    """Why a document of so many pages cannot be sealed in these ways."""
    if len(set(kinds)) != len(kinds) or not kinds:
        return "kinds"
    return "nothing_to_straddle" if UseKind.STRADDLE in kinds and pages < 2 else None


def state_change_fault(
    seal: ESeal, state: SealState, *, person_id: str, roles: frozenset[str], reason: str
) -> str | None:
    """Why this person may not bring the seal into that state: 启用, 停用, 恢复, 注销.

    The security administrator does all of it; the custodian may only suspend.
    """
    by_custodian = person_id == seal.custodian_id and state is SealState.SUSPENDED
    holds = {
        "not_security_administrator": SECURITY_ROLE in roles or by_custodian,
        "seal_state": state in _CHANGES[seal.state],
        "no_reason": bool(reason.strip()) or state is SealState.IN_USE,
    }
    return next((code for code, holding in holds.items() if not holding), None)


def rules_fault(roles: frozenset[str]) -> str | None:
    """Why this person may not say how seals are used: of the three administrators (三员) it is one's work."""
    return None if SECURITY_ROLE in roles else "not_the_rule_maker"


def acknowledging_fault(alarm: SealAlarm, person_id: str) -> str | None:
    """Why this person may not take note of the alarm: what somebody did is noted by somebody else."""
    return "own_alarm" if alarm.operator_id == person_id else None


def may_witness(person: Person, custodian_id: str) -> bool:
    """监印: somebody else than the custodian, and no administrator, since a witness reads what is sealed."""
    return person.id != custodian_id and not person.roles & ADMINISTRATOR_ROLES


def with_rules(seal: ESeal, grace: OfflineGrace | None, *, demands_time_stamp: bool) -> ESeal:
    return replace(seal, offline_grace=grace, demands_time_stamp=demands_time_stamp)


def handover_fault(seal: ESeal, *, from_id: str, to_id: str, to_roles: frozenset[str]) -> str | None:
    """Why the custody may not go to this person."""
    holds = {
        "not_custodian": seal.custodian_id == from_id,
        "seal_state": seal.state is not SealState.CANCELLED,
        "own_seal": to_id != from_id,
        "not_a_custodian": CUSTODIAN_ROLE in to_roles,
        "witness": to_id != seal.witness_id,
    }
    return next((code for code, holding in holds.items() if not holding), None)
