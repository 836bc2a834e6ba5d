"""The rules that screens and gateway both ask before a seal is used."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from core.office import (
    Box,
    Classification,
    DocumentVersion,
    ESeal,
    FileFormat,
    OfficialDocument,
    Opinion,
    RequestedDocument,
    RequestState,
    SealRequest,
    SealState,
    SecrecyLevel,
    Urgency,
    UseKind,
)
from core.office.custody_rules import (
    document_fault,
    handover_fault,
    kind_fault,
    seal_fault,
    state_change_fault,
)

NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)
TODAY = NOW.date()
BLOB = "a" * 64
SEAL = ESeal(
    id="s",
    name="印",
    owner_org_id="org",
    seal_kind="法定名称章",
    width_mm=42,
    height_mm=42,
    custodian_id="u-1",
    witness_id="u-2",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    state=SealState.IN_USE,
    blob=BLOB,
    size=1,
)
DOCUMENT = OfficialDocument(
    id="d",
    box=Box.OUTGOING,
    title="题",
    doc_kind="通知",
    doc_number="青政〔2026〕1号",
    register_no=None,
    urgency=Urgency.NONE,
    classification=Classification(level=SecrecyLevel.INTERNAL),
    issuer_ids=("org",),
    doc_date=TODAY,
    received_at=None,
    state="待用印",
    versions=(
        DocumentVersion(
            id="v", blob=BLOB, size=1, format=FileFormat.OFD, made_at=NOW, made_by="u-3", sealed=False
        ),
    ),
    opinions=(Opinion(node="签发", person_id="u-4", written_at=NOW, text="同意。"),),
)


@pytest.mark.parametrize(
    ("changed", "blob", "pages", "fault"),
    [
        ({}, BLOB, 3, None),
        ({"opinions": (), "issued": True}, BLOB, 3, None),
        ({"opinions": ()}, BLOB, 3, "not_signed_off"),
        ({"doc_number": None}, BLOB, 3, "not_issued"),
        ({"doc_number": ""}, BLOB, 3, "not_issued"),
        ({"state": "已废止"}, BLOB, 3, "document_cancelled"),
        ({}, BLOB, 0, "blank_document"),
        ({"versions": ()}, BLOB, 3, "blank_document"),
        ({}, "b" * 64, 3, "not_the_current_version"),
        ({"versions": (replace(DOCUMENT.versions[0], format=FileFormat.PDF),)}, BLOB, 3, "not_ofd"),
    ],
)
def test_what_stands_in_the_way_of_sealing_a_document(
    changed: dict[str, object], blob: str, pages: int, fault: str | None
) -> None:
    assert document_fault(replace(DOCUMENT, **changed), blob, pages) == fault


@pytest.mark.parametrize("state", [state for state in SealState if state is not SealState.IN_USE])
def test_only_a_seal_in_use_is_used(state: SealState) -> None:
    assert seal_fault(replace(SEAL, state=state), TODAY) == "seal_not_in_use"


def test_a_seal_is_used_from_its_first_day_to_its_last() -> None:
    assert [seal_fault(SEAL, day) for day in (SEAL.valid_from, SEAL.valid_until)] == [None, None]
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        assert seal_fault(SEAL, day) == "seal_not_valid_today"


def test_expiry_is_told_ahead_and_not_of_what_is_cancelled() -> None:
    assert [SEAL.expires_within(days, date(2026, 12, 1)) for days in (29, 30)] == [False, True]
    assert not replace(SEAL, state=SealState.CANCELLED).expires_within(60, date(2026, 12, 30))


def test_one_page_is_not_straddled() -> None:
    assert kind_fault((UseKind.STRADDLE,), 1) == "nothing_to_straddle"
    assert kind_fault((UseKind.CLOSING, UseKind.STRADDLE), 2) is None
    assert kind_fault((), 2) == "kinds"


@pytest.mark.parametrize(
    ("state", "to", "person", "roles", "fault"),
    [
        (SealState.IN_USE, SealState.SUSPENDED, "u-1", {"seal_custodian"}, None),
        (SealState.IN_USE, SealState.CANCELLED, "u-1", {"seal_custodian"}, "not_security_administrator"),
        (SealState.IN_USE, SealState.SUSPENDED, "u-2", {"seal_custodian"}, "not_security_administrator"),
        (SealState.REGISTERED, SealState.IN_USE, "u-9", {"secadmin"}, None),
        (SealState.SUSPENDED, SealState.IN_USE, "u-9", {"secadmin"}, None),
        (SealState.CANCELLED, SealState.IN_USE, "u-9", {"secadmin"}, "seal_state"),
        (SealState.IN_USE, SealState.IN_USE, "u-9", {"secadmin"}, "seal_state"),
    ],
)
def test_states_change_by_rule(
    state: SealState, to: SealState, person: str, roles: set[str], fault: str | None
) -> None:
    seal = replace(SEAL, state=state)
    assert state_change_fault(seal, to, person_id=person, roles=frozenset(roles), reason="检修") == fault


def test_custody_goes_to_a_custodian_who_is_neither_the_same_nor_the_witness() -> None:
    custodian = frozenset({"seal_custodian"})
    assert handover_fault(SEAL, from_id="u-1", to_id="u-3", to_roles=custodian) is None
    assert handover_fault(SEAL, from_id="u-2", to_id="u-3", to_roles=custodian) == "not_custodian"
    assert handover_fault(SEAL, from_id="u-1", to_id="u-2", to_roles=custodian) == "witness"
    assert handover_fault(SEAL, from_id="u-1", to_id="u-1", to_roles=custodian) == "own_seal"
    assert handover_fault(SEAL, from_id="u-1", to_id="u-3", to_roles=frozenset()) == "not_a_custodian"


def test_of_several_seals_the_next_is_awaited_once_the_application_is_approved() -> None:
    item = RequestedDocument(document_id="d", approved_blob=BLOB, blob=BLOB, pages=3)
    request = SealRequest(
        id="sr",
        items=(item,),
        subject="",
        seal_ids=("first", "second"),
        kinds=(UseKind.CLOSING,),
        copies=1,
        applicant_id="u-3",
        applied_at=NOW,
        state=RequestState.APPROVED,
    )
    assert request.awaits({"first"})
    assert not request.awaits({"second"})
    assert not replace(request, state=RequestState.PENDING).awaits({"first"})
    half = replace(request, items=(replace(item, done=("first",)), item))
    assert half.awaits({"first"})
    assert half.awaits({"second"})
    whole = replace(request, items=(replace(item, done=("first", "second")),))
    assert not whole.awaits({"first", "second"})
