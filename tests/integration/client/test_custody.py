"""Custody from the desks of those who take part: each with an own workspace and an own key."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.office import RequestState, SealState, UseKind, UseOutcome
from core.seal import Size, page_sizes, place_at, straddle
from core.seal.placement import Edge
from desktop.errors import ActRefused, RecordAbsent
from desktop.workspace import LedgerFilter, SealingState, Workspace
from tests.gateway_process import serving, verb
from tests.integration.client.conftest import CUSTODIAN, Opener

APPLICANT, APPROVER, WITNESS, AUDITOR, SECURITY = "qh015", "qh008", "qh017", "qh028", "qh027"
SEAL, DOCUMENTS = "s-office", ("d-tongzhi", "d-yijian")


def synced(*workspaces: Workspace) -> None:
    for workspace in workspaces:
        workspace.sync()
        assert workspace.needs_attention() == []


def applied(applicant: Workspace, *, kinds: tuple[UseKind, ...] = (UseKind.CLOSING,)) -> str:
    draft = applicant.draft_application(
        DOCUMENTS, seal_ids=(SEAL,), kinds=kinds, copies=2, approver_id="u-08"
    )
    assert all(item.pages >= 1 for item in draft.items)
    return applicant.apply_for_seal(draft)


def pressed(custodian: Workspace, request_id: str, document_id: str) -> SealingState:
    subject = custodian.sealing_subject(request_id, document_id)
    seal = next(each for each in subject.seals if each.id == SEAL)
    pages, size = page_sizes(subject.original), Size(seal.width_mm, seal.height_mm)
    places = [place_at(0, 20, 20, size, pages)]
    kinds = [UseKind.CLOSING]
    if len(pages) > 1:
        places += straddle(size, pages, Edge.RIGHT)
        kinds.append(UseKind.STRADDLE)
    prepared = custodian.prepare_sealing(
        request_id, places, seal_id=SEAL, kinds=kinds, document_id=document_id
    )
    return custodian.apply_seal(prepared).state


def test_from_the_application_to_the_auditor(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        applicant, approver, witness, custodian, auditor = (
            opened(gateway, account) for account in (APPLICANT, APPROVER, WITNESS, CUSTODIAN, AUDITOR)
        )
        request_id = applied(applicant, kinds=(UseKind.CLOSING, UseKind.STRADDLE))
        synced(applicant, approver)
        approver.decide_seal_request(request_id, True)
        synced(approver, custodian, witness)
        with pytest.raises(ActRefused) as early:
            pressed(custodian, request_id, DOCUMENTS[0])
        assert early.value.reason == "not_witnessed"

        witness.confirm_as_witness(request_id, SEAL)
        synced(witness, custodian)
        for document_id in DOCUMENTS:
            assert custodian.check_seal_use(request_id, document_id, SEAL).permitted
            assert pressed(custodian, request_id, document_id) is SealingState.CONFIRMED
        synced(applicant, auditor)

        (request,) = (each for each in applicant.seal_requests() if each.id == request_id)
        assert request.state is RequestState.SEALED
        used = auditor.ledger(LedgerFilter(seal_id=SEAL, outcome=UseOutcome.SEALED))[:2]
        assert {entry.document_id for entry in used} == set(DOCUMENTS)
        assert {entry.witness_id for entry in used} == {"u-17"}
        assert UseKind.STRADDLE in {kind for entry in used for kind in entry.kinds}
        whole, part = auditor.verify_ledger(), custodian.verify_ledger()
        assert (whole.unbroken, whole.partial, whole.entries) == (True, False, len(auditor.ledger()))
        assert (part.unbroken, part.partial) == (True, True)
        assert auditor.documents() == []


def test_a_refusal_reaches_the_applicant_and_the_ledger(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        applicant, approver, custodian = (
            opened(gateway, account) for account in (APPLICANT, APPROVER, CUSTODIAN)
        )
        request_id = applied(applicant)
        synced(applicant, approver)
        approver.decide_seal_request(request_id, True)
        synced(approver, custodian)
        custodian.refuse_sealing(request_id, "blank_document", "附件为空白页")
        synced(custodian, applicant)
        (request,) = (each for each in applicant.seal_requests() if each.id == request_id)
        assert (request.state, request.reason) == (RequestState.REJECTED, "附件为空白页")
        assert custodian.ledger()[0].reason == "blank_document"


def test_what_the_gateway_would_refuse_is_refused_at_the_desk(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        applicant, custodian = opened(gateway, APPLICANT), opened(gateway, CUSTODIAN)
    refusals = []
    for workspace, act in (
        (applicant, lambda one: one.decide_seal_request("sr-1", True)),
        (applicant, lambda one: one.refuse_sealing("sr-1", "blank_document")),
        (custodian, lambda one: one.withdraw_seal_request("sr-1")),
        (custodian, lambda one: one.confirm_as_witness("sr-1", "s-qh")),
        (custodian, lambda one: one.change_seal_state("s-qh", SealState.CANCELLED, "误")),
        (custodian, lambda one: one.offer_seal("s-qh", "u-17")),
        (custodian, lambda one: one.take_over_seal("s-qh")),
        (applicant, lambda one: one.renew_seal("s-qh", b"")),
    ):
        with pytest.raises(ActRefused) as refused:
            act(workspace)
        refusals.append(refused.value.reason)
    assert refusals == [
        "not_approver",
        "not_custodian",
        "not_applicant",
        "witness",
        "not_security_administrator",
        "witness",
        "not_offered",
        "not_custodian",
    ]
    with pytest.raises(RecordAbsent):
        applicant.acknowledge_alarm("al-none")


def test_custody_is_handed_over_with_both_keys(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        custodian, receiver, security = (
            opened(gateway, account) for account in (CUSTODIAN, WITNESS, SECURITY)
        )
        custodian.offer_seal("s-head", "u-17")
        synced(custodian, receiver)
        receiver.take_over_seal("s-head")
        synced(receiver, security, custodian)
        for workspace in (custodian, receiver, security):
            (seal,) = (each for each in workspace.seals() if each.id == "s-head")
            assert (seal.custodian_id, len(seal.custody)) == ("u-17", 1)
        security.change_seal_state("s-head", SealState.SUSPENDED, "交接")
        synced(security, receiver)
        (seal,) = (each for each in receiver.seals() if each.id == "s-head")
        assert seal.state is SealState.SUSPENDED


def test_alarms_are_taken_note_of_and_copies_counted(data: Path, opened: Opener) -> None:
    verb("prints", data, "--document", "d-tongzhi", "--copies", "3")
    with serving(data) as gateway:
        auditor, reader = opened(gateway, AUDITOR), opened(gateway, APPLICANT)
        (alarm,) = (each for each in auditor.alarms() if each.seal_id == "s-old")
        auditor.acknowledge_alarm(alarm.id)
        synced(auditor)
        assert [each.acknowledged_by for each in auditor.alarms()] == ["u-28"]

        assert reader.print_allowance("d-yijian") is None
        assert reader.print_allowance("d-tongzhi") == 3
        reader.record_print("d-tongzhi", 2)
        assert reader.print_allowance("d-tongzhi") == 1
        synced(reader)
        assert reader.print_allowance("d-tongzhi") == 1
        assert reader.office_policy().expiry_notice_days == 60
