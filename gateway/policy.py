"""Need-to-know: which people see a record. Pure; the register applies it whenever something is written.

The level of a record and its scope of knowledge are decided by `Classification.admits`; what a
record is for decides the rest. The three administrators see no content (DESIGN.md 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, assert_never

from core.office import (
    ADMINISTRATOR_ROLES,
    APPROVER_ROLES,
    AUDITOR_ROLE,
    SECURITY_ROLE,
    AgendaGap,
    AgendaItem,
    AlarmKind,
    Classification,
    ESeal,
    LedgerEntry,
    Meeting,
    OfficePolicy,
    OfficialDocument,
    Organisation,
    Person,
    Post,
    PrintCount,
    SealAlarm,
    SealRequest,
    WorkItem,
)
from core.sync.wire import Record

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


class People:
    """Everybody, and the groups of them that the rules speak of."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {person.id: person for person in people}
        self.everybody = frozenset(self._people)
        self.administrators = self._with_a_role_of(ADMINISTRATOR_ROLES)
        self.staff = self._with_a_role_of(OFFICE_ROLES)
        """Those whose work it is to prepare meetings and documents for the whole office."""
        self.auditors = self._with_a_role_of(frozenset({AUDITOR_ROLE}))
        self.approvers = self._with_a_role_of(APPROVER_ROLES)
        self.security = self._with_a_role_of(frozenset({SECURITY_ROLE}))
        self._by_org: dict[str, set[str]] = {}
        for person in self._people.values():
            self._by_org.setdefault(person.org_id, set()).add(person.id)

    def parties(self, ids: Iterable[str | None]) -> frozenset[str]:
        """People among `ids`, and the people of the organisations among them."""
        found: set[str] = set()
        for one in ids:
            if one is not None:
                found |= {one} if one in self._people else self._by_org.get(one, set())
        return frozenset(found)

    def admitted(self, classification: Classification) -> frozenset[str]:
        """Those whose clearance and place in the scope a classification asks for."""
        admits = classification.admits
        return frozenset(one.id for one in self._people.values() if admits(one.id, one.clearance))

    def _with_a_role_of(self, roles: frozenset[str]) -> frozenset[str]:
        return frozenset(person.id for person in self._people.values() if person.roles & roles)


class Office(Protocol):
    """What the rules look at beside the record itself."""

    @property
    def people(self) -> People: ...

    def meeting(self, meeting_id: str) -> Meeting | None: ...

    def items_of(self, meeting_id: str) -> Iterable[AgendaItem]: ...

    def item_behind(self, gap_id: str) -> AgendaItem | None:
        """The item whose time a gap stands for."""

    def seal(self, seal_id: str) -> ESeal | None: ...

    def document(self, document_id: str) -> OfficialDocument | None: ...

    def handlers_of(self, document_id: str) -> Iterable[str]:
        """People who have the document on their work list."""


def audience(record: Record, office: Office) -> frozenset[str]:
    """The people who see `record`."""
    people = office.people
    if isinstance(record, OfficialDocument | Meeting | AgendaItem):
        admitted = people.admitted(record.classification)
        return (admitted & _concerned(record, office)) - people.administrators
    match record:
        case AgendaGap():
            seen_by = _left_out(record, office)
        case WorkItem():
            seen_by = people.parties((record.person_id,))
        case ESeal() | SealRequest() | LedgerEntry() | SealAlarm() | PrintCount():
            seen_by = _custody_audience(record, office)
        case Organisation() | Post() | Person() | OfficePolicy():
            seen_by = people.everybody
        case _:
            assert_never(record)
    return seen_by


def gives_file(record: Record, person_id: str) -> bool:
    """Whether who sees the record may fetch the files it names: a seal's data are for its keepers alone."""
    if isinstance(record, ESeal):
        receiver = record.handover.to_person_id if record.handover else None
        return person_id in (record.custodian_id, record.witness_id, receiver)
    return True


def _custody_audience(
    record: ESeal | SealRequest | LedgerEntry | SealAlarm | PrintCount, office: Office
) -> frozenset[str]:
    """Auditors see seals, uses and alarms, and never a title (DOMAIN.md, the custodian's day, 12)."""
    people = office.people
    match record:
        case ESeal():
            receiver = record.handover.to_person_id if record.handover else None
            keepers = people.parties((record.custodian_id, record.witness_id, record.owner_org_id, receiver))
            return keepers | people.staff | people.approvers | people.auditors | people.security
        case SealRequest():
            return _concerned_by_request(record, office) - people.administrators
        case LedgerEntry():
            parties = people.parties((record.operator_id, record.witness_id))
            return parties | _keepers((record.seal_id,), office) | people.auditors
        case SealAlarm(kind=AlarmKind.RULES_CHANGED):
            # Who may decide, or is ruled by it, takes no note of it in the auditor's place.
            return people.auditors - {record.operator_id}
        case SealAlarm():
            return _keepers((record.seal_id,), office) | people.auditors | people.security
        case PrintCount():
            document = office.document(record.document_id)
            handling = people.staff & audience(document, office) if document else frozenset()
            return people.parties((record.person_id,)) | handling


def _concerned_by_request(request: SealRequest, office: Office) -> frozenset[str]:
    """Its subject repeats the document's title: who may not know the one may not know the other."""
    parties = office.people.parties((request.applicant_id, request.approver_id))
    parties |= _keepers(request.seal_ids, office)
    for item in request.items:
        document = office.document(item.document_id)
        if document is not None:
            parties &= office.people.admitted(document.classification)
    return parties


def _left_out(gap: AgendaGap, office: Office) -> frozenset[str]:
    """Those who see the meeting but not the item in the gap: they are told how long they wait."""
    meeting, item = office.meeting(gap.meeting_id), office.item_behind(gap.id)
    if meeting is None or item is None:
        return frozenset()
    return audience(meeting, office) - audience(item, office)


def _keepers(seal_ids: Iterable[str], office: Office) -> frozenset[str]:
    """Custodians and witnesses of these seals."""
    seals = [seal for seal_id in seal_ids if (seal := office.seal(seal_id)) is not None]
    return office.people.parties(one for seal in seals for one in (seal.custodian_id, seal.witness_id))


def _concerned(record: OfficialDocument | Meeting | AgendaItem, office: Office) -> frozenset[str]:
    """Those whose work the record is, whatever their clearance."""
    match record:
        case OfficialDocument():
            return _concerned_by_document(record, office)
        case Meeting():
            return _concerned_by_meeting(record, office)
        case AgendaItem():
            return _concerned_by_item(record, office)


def _concerned_by_document(document: OfficialDocument, office: Office) -> frozenset[str]:
    """A named scope is the whole answer; else what is issued is for all, what is in hand for its handlers."""
    if document.classification.known_to is not None:
        return document.classification.known_to
    if document.issued:
        return office.people.everybody
    parties = (*document.issuer_ids, *(opinion.person_id for opinion in document.opinions))
    return office.people.staff | office.people.parties((*parties, *office.handlers_of(document.id)))


def _steering(meeting: Meeting, people: People) -> frozenset[str]:
    """Members, chair and secretaries: those for whom nothing of the agenda is somebody else's."""
    return people.parties((meeting.chair_id, *meeting.member_ids, *meeting.secretary_ids))


def _attending(meeting: Meeting, people: People) -> frozenset[str]:
    """Those who are there from beginning to end, and the staff that prepares it."""
    return _steering(meeting, people) | people.parties(meeting.standing_observer_ids) | people.staff


def _called_for(item: AgendaItem, people: People) -> frozenset[str]:
    """The reporter, or the reporting organisation when no person is named, and the item's observers."""
    return people.parties((item.reporter_id or item.reporting_org_id, *item.observer_ids))


def _concerned_by_meeting(meeting: Meeting, office: Office) -> frozenset[str]:
    called = (_called_for(item, office.people) for item in office.items_of(meeting.id))
    return _attending(meeting, office.people).union(*called)


def _concerned_by_item(item: AgendaItem, office: Office) -> frozenset[str]:
    """Observers are called item by item; appointments are for members only (DOMAIN.md 2.9)."""
    meeting = office.meeting(item.meeting_id)
    if meeting is None:
        return frozenset()
    if item.members_only:
        return _steering(meeting, office.people)
    return _attending(meeting, office.people) | _called_for(item, office.people)
