"""The shape of resources/sample_office.json, as far as the gateway fills its store from it."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, timedelta
from typing import Any

import msgspec

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T\d{2}:\d{2})")


class Secrecy(msgspec.Struct, frozen=True):
    level: str = "none"
    period: str | None = None


class OrganisationIn(msgspec.Struct, frozen=True):
    id: str
    name: str
    short_name: str
    parent_id: str | None
    order_key: str
    agency_code: str | None = None


class PostIn(msgspec.Struct, frozen=True):
    id: str
    name: str
    org_id: str
    rank: int


class StaffIn(msgspec.Struct, frozen=True):
    id: str
    name: str
    primary_post_id: str
    extra_post_ids: tuple[str, ...]
    org_id: str
    clearance_class: str
    order_key: str
    account: str
    internal_phone: str | None = None
    backup_staff_id: str | None = None


class RoleIn(msgspec.Struct, frozen=True):
    id: str
    post_ids: tuple[str, ...]


class FlowIn(msgspec.Struct, frozen=True):
    node: str
    user_id: str
    arrived: datetime
    done: datetime | None = None
    opinion: str | None = None


class OpinionIn(msgspec.Struct, frozen=True):
    node: str
    user_id: str
    time: datetime
    text: str


class CirculationIn(msgspec.Struct, frozen=True):
    user_id: str
    read_at: datetime | None = None
    text: str | None = None


class LinkIn(msgspec.Struct, frozen=True):
    type: str
    target: str


class DocumentIn(msgspec.Struct, frozen=True):
    id: str
    kind: str
    title: str
    state: str
    issuers: tuple[str, ...]
    doc_number: str | None = None
    urgency: str = "none"
    secrecy: Secrecy = Secrecy()
    date: Date | None = None
    print_date: Date | None = None
    seal_mode: str = "none"
    copy_no: str | None = None
    attachments: tuple[str, ...] = ()
    flow: tuple[FlowIn, ...] = ()
    incoming: bool = False


class ReceivedIn(msgspec.Struct, frozen=True):
    id: str
    register_no: str
    from_org_id: str
    title: str
    doc_number: str | None
    kind: str
    received_at: datetime
    state: str
    current_post_id: str
    due: Date | None = None
    urgency: str = "none"
    secrecy: Secrecy = Secrecy()
    copy_no: str | None = None
    known_to: frozenset[str] | None = None
    allow_print: bool = True
    allow_copy: bool = True
    return_reason: str | None = None
    joint_org_ids: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    opinions: tuple[OpinionIn, ...] = ()
    circulation: tuple[CirculationIn, ...] = ()
    links: tuple[LinkIn, ...] = ()


class MaterialIn(msgspec.Struct, frozen=True):
    title: str
    id: str = ""


class AgendaItemIn(msgspec.Struct, frozen=True):
    id: str
    title: str
    reporter_org: str | None
    reporter: str | None
    duration_min: int
    decision_type: str
    secrecy: Secrecy
    observers: tuple[str, ...] = ()
    materials: tuple[str | MaterialIn, ...] = ()
    restricted_to: str | None = None
    collect_after: bool = False


class MeetingIn(msgspec.Struct, frozen=True):
    id: str
    name: str
    type: str
    start: datetime
    end: datetime
    venue: str
    secrecy: str
    chair: str
    state: str
    agenda: tuple[AgendaItemIn, ...]
    session_no: int | None = None
    present_required: tuple[str, ...] = ()
    fixed_observers: tuple[str, ...] = ()


class SealIn(msgspec.Struct, frozen=True):
    id: str
    name: str
    owner_org_id: str
    type: str
    custodian: str
    valid_from: Date
    valid_to: Date
    state: str
    witness: str | None = None
    diameter_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height; a round seal has its diameter for both."""
        return (self.width_mm or self.diameter_mm or 0, self.height_mm or self.diameter_mm or 0)


class SealRequestIn(msgspec.Struct, frozen=True):
    id: str
    document_id: str | None
    seal_ids: tuple[str, ...]
    mode: str
    copies: int
    applicant: str
    state: str
    approved_by: str | None = None
    approved_at: datetime | None = None
    blocked_reason: str | None = None
    title: str = ""


class LedgerIn(msgspec.Struct, frozen=True):
    seq: int
    time: datetime
    seal_id: str
    document_id: str | None
    mode: str
    operator: str
    result: str
    witness: str | None = None


class OfficeIn(msgspec.Struct, frozen=True):
    organisations: tuple[OrganisationIn, ...]
    posts: tuple[PostIn, ...]
    staff: tuple[StaffIn, ...]
    roles: tuple[RoleIn, ...]
    documents: tuple[DocumentIn, ...]
    received: tuple[ReceivedIn, ...]
    seals: tuple[SealIn, ...]
    seal_requests: tuple[SealRequestIn, ...]
    seal_ledger: tuple[LedgerIn, ...]
    meetings: tuple[MeetingIn, ...]


def moved_to(office: dict[str, Any], today: Date) -> dict[str, Any]:
    """The office with every date moved so that its `demo_today` becomes `today`; times get their seconds.

    Nobody meets on a Saturday or Sunday: such meetings move on, with all their dates, by a day or two.
    """
    shift = today - Date.fromisoformat(office["meta"]["demo_today"])
    moved: dict[str, Any] = _moved(office, shift)
    moved["meetings"] = [_moved(meeting, _off_the_weekend(meeting, today)) for meeting in moved["meetings"]]
    return moved


def _off_the_weekend(meeting: dict[str, Any], today: Date) -> timedelta:
    """Forward to Monday for a meeting to come, back to Friday for one that was held."""
    day = Date.fromisoformat(meeting["start"][:10])
    beyond_friday = max(0, day.weekday() - 4)
    if not beyond_friday:
        return timedelta(0)
    return timedelta(days=3 - beyond_friday if day >= today else -beyond_friday)


def _moved(value: Any, shift: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(entry, shift) for key, entry in value.items()}
    if isinstance(value, list):
        return [_moved(entry, shift) for entry in value]
    if isinstance(value, str) and (day := _DAY.match(value)):
        time = value[day.end() :]
        return (Date.fromisoformat(day[0]) + shift).isoformat() + (time if len(time) != 6 else f"{time}:00")
    return value
