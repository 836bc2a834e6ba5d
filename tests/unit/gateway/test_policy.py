"""Who sees a record, by its classification, its scope and the person's posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from msgspec.structs import replace

from core.office import (
    AgendaGap,
    AgendaItem,
    AlarmKind,
    Classification,
    ClearanceClass,
    ESeal,
    LedgerEntry,
    Meeting,
    OfficialDocument,
    Organisation,
    Person,
    PrintCount,
    RequestedDocument,
    RequestState,
    SealAlarm,
    SealRequest,
    SealState,
    SecrecyLevel,
    Urgency,
    UseKind,
)
from core.office.document import Box
from gateway.policy import People, audience, gives_file

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)


def _person(
    number: int, *roles: str, clearance: ClearanceClass = ClearanceClass.GENERAL, org: str = "org-1"
) -> Person:
    return Person(
        id=f"u-{number}",
        name=f"人{number}",
        org_id=org,
        post_id="p",
        position="员",
        order_key=str(number),
        clearance=clearance,
        roles=frozenset(roles),
    )


STAFF, UNCLEARED = _person(1, "drafter"), _person(2, "drafter", clearance=ClearanceClass.NONE)
OUTSIDE, ADMINISTRATOR = _person(3, org="org-2"), _person(4, "sysadmin", "drafter")


PEOPLE = People((STAFF, UNCLEARED, OUTSIDE, ADMINISTRATOR))


@dataclass(frozen=True)
class Office:
    """A small office of values."""

    items: tuple[AgendaItem, ...] = ()
    handlers: tuple[str, ...] = ()
    documents: tuple[OfficialDocument, ...] = ()
    people: People = PEOPLE

    def meeting(self, meeting_id: str) -> Meeting | None:
        return MEETING if meeting_id == MEETING.id else None

    def items_of(self, meeting_id: str) -> tuple[AgendaItem, ...]:
        return self.items

    def item_behind(self, gap_id: str) -> AgendaItem | None:
        return next(iter(self.items), None)

    def seal(self, seal_id: str) -> ESeal | None:
        return SEAL if seal_id == SEAL.id else None

    def document(self, document_id: str) -> OfficialDocument | None:
        return next((each for each in self.documents if each.id == document_id), None)

    def handlers_of(self, document_id: str) -> tuple[str, ...]:
        return self.handlers


MEETING = Meeting(
    id="m",
    name="会",
    meeting_kind="常务会议",
    session_no=1,
    opens_at=NOON,
    closes_at=NOON,
    venue="室",
    chair_id="u-1",
    state="通知已发",
    classification=Classification(level=SecrecyLevel.INTERNAL),
    member_ids=("u-1",),
)
ITEM = AgendaItem(
    id="a",
    meeting_id="m",
    position="V",
    title="题",
    reporting_org_id=None,
    reporter_id=None,
    duration_min=10,
    item_kind="研究",
    classification=Classification(),
)
SEAL = ESeal(
    id="s",
    name="印",
    owner_org_id="org-1",
    seal_kind="法定名称章",
    width_mm=42,
    height_mm=42,
    custodian_id="u-2",
    witness_id="u-1",
    valid_from=date(2025, 1, 1),
    valid_until=date(2027, 1, 1),
    state=SealState.IN_USE,
    blob="0" * 64,
    size=1,
)
OFFICE = Office(items=(ITEM,))


def _document(*, issued: bool = False, classification: Classification | None = None) -> OfficialDocument:
    return OfficialDocument(
        id="d",
        box=Box.OUTGOING,
        title="题",
        doc_kind="通知",
        doc_number=None,
        register_no=None,
        urgency=Urgency.NONE,
        classification=classification or Classification(),
        issuer_ids=("org-1",),
        doc_date=None,
        received_at=None,
        state="草拟",
        versions=(),
        issued=issued,
    )


def test_everybody_sees_the_directory() -> None:
    organisation = Organisation(id="o", name="局", short_name="局", parent_id=None, order_key="1")
    assert audience(organisation, OFFICE) == {"u-1", "u-2", "u-3", "u-4"}


def test_an_issued_document_is_for_all_but_administrators() -> None:
    assert audience(_document(issued=True), OFFICE) == {"u-1", "u-2", "u-3"}


def test_a_draft_is_for_the_office_and_its_handlers() -> None:
    assert audience(_document(), OFFICE) == {"u-1", "u-2"}
    handled = Office(handlers=("u-3",))
    assert audience(_document(), handled) == {"u-1", "u-2", "u-3"}


def test_a_secret_needs_clearance_and_a_named_scope() -> None:
    named = Classification(level=SecrecyLevel.MIMI, known_to=frozenset({"u-1", "u-2", "u-4"}))
    assert audience(_document(classification=named), OFFICE) == {"u-1"}
    assert audience(_document(classification=replace(named, known_to=None)), OFFICE) == frozenset()


def test_handling_a_secret_does_not_widen_its_scope() -> None:
    named = Classification(level=SecrecyLevel.MIMI, known_to=frozenset({"u-1"}))
    handled = Office(handlers=("u-3",))
    assert audience(_document(classification=named), handled) == {"u-1"}


def test_an_observer_sees_the_item_and_the_meeting() -> None:
    observed = replace(ITEM, observer_ids=("org-2",))
    office = Office(items=(observed,))
    assert "u-3" in audience(observed, office)
    assert "u-3" in audience(MEETING, office)
    assert "u-3" not in audience(ITEM, OFFICE)
    assert "u-3" not in audience(MEETING, OFFICE)


def test_members_only_is_for_those_who_steer_the_meeting() -> None:
    assert audience(replace(ITEM, members_only=True, observer_ids=("u-2",)), OFFICE) == {"u-1"}


def test_who_sees_the_meeting_sees_either_an_item_or_its_gap() -> None:
    gap = AgendaGap(id="g", meeting_id="m", position="V", duration_min=10)
    for item in (ITEM, replace(ITEM, members_only=True), replace(ITEM, observer_ids=("org-2",))):
        office = Office(items=(item,))
        seen, left_out = audience(item, office), audience(gap, office)
        assert not seen & left_out
        assert seen | left_out == audience(MEETING, office)
    assert audience(replace(gap, meeting_id="gone"), OFFICE) == frozenset()


def test_an_item_of_no_meeting_is_for_nobody() -> None:
    assert audience(replace(ITEM, meeting_id="gone"), OFFICE) == frozenset()


def test_an_application_is_for_its_parties_and_the_seals_keepers() -> None:
    request = SealRequest(
        id="r",
        items=(),
        subject="题",
        seal_ids=("s",),
        kinds=(UseKind.CLOSING,),
        applied_at=datetime(2026, 6, 17, tzinfo=UTC),
        copies=1,
        applicant_id="u-3",
        state=RequestState.PENDING,
    )
    assert audience(request, OFFICE) == {"u-1", "u-2", "u-3"}


def test_a_seals_record_is_for_who_may_ask_for_it_and_its_data_for_its_keepers() -> None:
    assert audience(SEAL, OFFICE) == {"u-1", "u-2", "u-4"}
    assert [person for person in ("u-1", "u-2", "u-4") if gives_file(SEAL, person)] == ["u-1", "u-2"]


def test_uses_and_alarms_are_for_keepers_and_auditors_and_counts_for_who_printed() -> None:
    entry = LedgerEntry(
        id="le",
        sequence_no=1,
        used_at=NOON,
        seal_id="s",
        request_id="r",
        document_id="d",
        original_blob="0" * 64,
        sealed_blob="1" * 64,
        operator_id="u-1",
        witness_id="u-3",
        previous="0" * 64,
    )
    alarm = SealAlarm(
        id="al", seal_id="s", kind=AlarmKind.USED_WHILE_CANCELLED, raised_at=NOON, operator_id="u-3"
    )
    auditor, security = _person(5, "auditor"), _person(6, "secadmin")
    office = Office(people=People((STAFF, UNCLEARED, OUTSIDE, ADMINISTRATOR, auditor, security)))
    assert audience(entry, office) == {"u-1", "u-2", "u-3", "u-5"}
    assert audience(alarm, office) == {"u-1", "u-2", "u-5", "u-6"}
    ruled = SealAlarm(id="al", seal_id="s", kind=AlarmKind.RULES_CHANGED, raised_at=NOON, operator_id="u-7")
    assert audience(ruled, office) == {"u-5"}, "another security administrator does not note it either"
    assert {"u-5", "u-6"} <= audience(SEAL, office)
    count = PrintCount(id="pc", document_id="d", person_id="u-3", copies=1)
    assert audience(count, office) == {"u-3"}


def test_an_application_tells_no_title_to_those_who_may_not_know_the_document() -> None:
    request = SealRequest(
        id="r",
        items=(RequestedDocument(document_id="d", approved_blob="0" * 64, blob="0" * 64, pages=1),),
        subject="题",
        seal_ids=("s",),
        kinds=(UseKind.CLOSING,),
        applied_at=datetime(2026, 6, 17, tzinfo=UTC),
        copies=1,
        applicant_id="u-3",
        state=RequestState.PENDING,
    )
    secret = Classification(level=SecrecyLevel.MIMI, known_to=frozenset({"u-1", "u-3"}))
    assert audience(request, Office(documents=(_document(classification=secret),))) == {"u-1", "u-3"}
    assert audience(request, Office(documents=(_document(),))) == {"u-1", "u-2", "u-3"}


def test_an_administrator_who_became_an_approver_sees_no_application() -> None:
    auditor = _person(5, "auditor", "leader", "seal_custodian")
    request = SealRequest(
        id="r",
        items=(),
        subject="题",
        seal_ids=("s",),
        kinds=(UseKind.CLOSING,),
        applied_at=NOON,
        copies=1,
        applicant_id="u-3",
        approver_id="u-5",
        state=RequestState.PENDING,
    )
    people = People((STAFF, UNCLEARED, OUTSIDE, ADMINISTRATOR, auditor))
    kept = Office(people=people)
    assert "u-5" not in audience(request, kept)
