"""Need-to-know: which people see a record. Pure; the register applies it whenever something is written.

The level of a record and its scope of knowledge are decided by `Classification.admits`; what a
record is for decides the rest. The three administrators see no content (DESIGN.md 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

from core.office import (
    AgendaItem,
    ESeal,
    LedgerEntry,
    Meeting,
    OfficialDocument,
    Organisation,
    Person,
    Post,
    SealRequest,
    WorkItem,
)
from core.sync.wire import Record

ADMINISTRATOR_ROLES = frozenset({"sysadmin", "secadmin", "auditor"})
OFFICE_ROLES = frozenset(
    {
        "leader",
        "receiver",
        "drafter",
        "numberer",
        "seal_custodian",
        "meeting_secretary",
        "supervisor",
        "confidential_clerk",
        "archivist",
    }
)


@dataclass(frozen=True)
class Office:
    """What the rules look at beside the record itself."""

    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    items: Sequence[AgendaItem] = ()
    seals: Mapping[str, ESeal] = field(default_factory=dict)
    handlers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Those who have a document on their work list, by document."""

    @cached_property
    def _by_org(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for person in self.people.values():
            found.setdefault(person.org_id, set()).add(person.id)
        return {org: frozenset(members) for org, members in found.items()}

    def parties(self, ids: Iterable[str | None]) -> frozenset[str]:
        """People among `ids`, and the people of the organisations among them."""
        found: set[str] = set()
        for one in ids:
            if one is None:
                continue
            found |= {one} if one in self.people else self._by_org.get(one, frozenset())
        return frozenset(found)

    def keepers(self, seal_ids: Iterable[str]) -> frozenset[str]:
        """Custodians and witnesses of these seals."""
        seals = (self.seals[one] for one in seal_ids if one in self.seals)
        return self.parties(person for seal in seals for person in (seal.custodian_id, seal.witness_id))


def audience(record: Record, office: Office) -> frozenset[str]:
    """The people who see `record`."""
    if isinstance(record, OfficialDocument | Meeting | AgendaItem):
        return _readers(record, office) - _administrators(office)
    match record:
        case WorkItem():
            return office.parties((record.person_id,))
        case ESeal():
            return office.parties((record.custodian_id, record.witness_id))
        case SealRequest():
            return office.parties((record.applicant_id, record.approver_id)) | office.keepers(record.seal_ids)
        case LedgerEntry():
            return office.parties((record.operator_id, record.witness_id)) | office.keepers((record.seal_id,))
        case Organisation() | Post() | Person():
            return frozenset(office.people)
    assert_never(record)


def _readers(record: OfficialDocument | Meeting | AgendaItem, office: Office) -> frozenset[str]:
    """Those whom level and scope admit and whose work it is."""
    admits = record.classification.admits
    cleared = frozenset(person.id for person in office.people.values() if admits(person.id, person.clearance))
    match record:
        case OfficialDocument():
            return cleared & _concerned_by_document(record, office)
        case Meeting():
            return cleared & _concerned_by_meeting(record, office)
        case AgendaItem():
            return cleared & _concerned_by_item(record, office)


def _administrators(office: Office) -> frozenset[str]:
    return frozenset(person.id for person in office.people.values() if person.roles & ADMINISTRATOR_ROLES)


def _staff(office: Office) -> frozenset[str]:
    """Those whose work it is to prepare meetings and documents for the whole office."""
    return frozenset(person.id for person in office.people.values() if person.roles & OFFICE_ROLES)


def _steering(meeting: Meeting, office: Office) -> frozenset[str]:
    """Members, chair and secretaries: those for whom nothing of the agenda is somebody else's."""
    return office.parties((meeting.chair_id, *meeting.member_ids, *meeting.secretary_ids))


def _item_parties(item: AgendaItem, office: Office) -> frozenset[str]:
    return office.parties((item.reporter_id, *item.observer_ids)) | (
        frozenset() if item.reporter_id else office.parties((item.reporting_org_id,))
    )


def _concerned_by_document(document: OfficialDocument, office: Office) -> frozenset[str]:
    """A named scope is the whole answer; else what is issued is for all, what is in hand for its handlers."""
    if document.classification.known_to is not None:
        return document.classification.known_to
    if document.issued:
        return frozenset(office.people)
    return frozenset().union(
        _staff(office),
        office.parties(document.issuer_ids),
        office.parties(opinion.person_id for opinion in document.opinions),
        office.handlers.get(document.id, frozenset()),
    )


def _concerned_by_meeting(meeting: Meeting, office: Office) -> frozenset[str]:
    of_items = (_item_parties(item, office) for item in office.items if item.meeting_id == meeting.id)
    return frozenset().union(
        _steering(meeting, office), office.parties(meeting.standing_observer_ids), _staff(office), *of_items
    )


def _concerned_by_item(item: AgendaItem, office: Office) -> frozenset[str]:
    """Observers are called item by item; appointments are for members only (DOMAIN.md 2.9)."""
    meeting = office.meetings.get(item.meeting_id)
    if meeting is None:
        return frozenset()
    if item.members_only:
        return _steering(meeting, office)
    return frozenset().union(
        _steering(meeting, office),
        office.parties(meeting.standing_observer_ids),
        _staff(office),
        _item_parties(item, office),
    )
