"""用印申请 at the gateway: who may ask, decide, witness, withdraw and refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from core.office import (
    Classification,
    FileFormat,
    LedgerEntry,
    OfficialDocument,
    RequestState,
    SealRequest,
    SecrecyLevel,
    UseKind,
    UseOutcome,
)
from core.seal import check_signature, witness_statement
from core.sync.wire import (
    ApplyForSeal,
    Confirmed,
    DecideSealRequest,
    Denied,
    Gone,
    Invalid,
    RefuseSealing,
    RequestedFile,
    WithdrawSealRequest,
)
from gateway.service.ledger import audited
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action
from tests.integration.gateway.conftest import APPLICANT, APPROVER, CUSTODIAN, OUTSIDER, WITNESS
from tests.integration.gateway.desk import put
from tests.integration.gateway.statements import confirmation, draft

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once
ISSUED = "d-tongzhi"


@pytest.fixture
def applicant(device_of: DeviceOf) -> Device:
    return device_of(APPLICANT)


def blob_of(device: Device, document_id: str = ISSUED) -> str:
    document = device.record(document_id)
    assert isinstance(document, OfficialDocument)
    assert document.current is not None
    return document.current.blob


def apply(applicant: Device, **changed: Any) -> str:
    """A pending application; its id."""
    asked = draft(blob_of(applicant), **changed)
    result = applicant.act(ApplyForSeal(request=asked))
    assert isinstance(result, Confirmed), result
    return asked.request_id


def request_of(device: Device, request_id: str) -> SealRequest:
    request = device.record(request_id)
    assert isinstance(request, SealRequest)
    return request


def test_an_application_goes_from_hand_to_hand_until_it_may_be_sealed(
    applicant: Device, device_of: DeviceOf
) -> None:
    request_id = apply(applicant)
    pending = request_of(device_of(APPROVER), request_id)
    assert (pending.state, pending.applicant_id, pending.copies) == (RequestState.PENDING, "u-15", 3)
    assert pending.subject == getattr(applicant.record(ISSUED), "title", None)

    decided = device_of(APPROVER).act(DecideSealRequest(request_id=request_id, approved=True))
    assert isinstance(decided, Confirmed)
    witness = device_of(WITNESS)
    approved = request_of(witness, request_id)
    assert approved.state is RequestState.APPROVED
    assert approved.approved_at is not None

    assert isinstance(witness.act(confirmation(witness, approved, "s-office")), Confirmed)
    (kept,) = request_of(device_of(CUSTODIAN), request_id).confirmations
    assert kept.witness_id == "u-17"
    check_signature(witness_statement(approved, "s-office", "u-17"), kept.certificate, kept.signature)


def test_an_application_sent_twice_is_one(applicant: Device) -> None:
    sent = action(ApplyForSeal(request=draft(blob_of(applicant))))
    (first,) = applicant.perform([sent])
    (second,) = applicant.perform([sent])
    assert isinstance(first, Confirmed)
    assert second == replace(first, replayed=True)
    other = action(sent.act)
    (third,) = applicant.perform([other])
    assert third == Invalid(id=other.id, reason="id_taken")


def test_a_document_of_many_is_named_once_and_the_subject_counts_them(applicant: Device) -> None:
    documents = ("d-tongzhi", "d-yijian", "d-tongbao")
    asked = draft(blob_of(applicant))
    files = tuple(RequestedFile(document_id=one, blob=blob_of(applicant, one), pages=2) for one in documents)
    result = applicant.act(ApplyForSeal(request=replace(asked, items=files)))
    assert isinstance(result, Confirmed)
    request = request_of(applicant, asked.request_id)
    assert [item.document_id for item in request.items] == list(documents)
    assert request.subject.endswith("（等3件）")
    twice = replace(asked, request_id="twice", items=(files[0], files[0]))
    answer = applicant.act(ApplyForSeal(request=twice))
    assert isinstance(answer, Denied)
    assert answer.reason == "document_twice"


def test_joint_seals_stand_in_the_order_of_their_organs(applicant: Device) -> None:
    request_id = apply(applicant, seal_ids=("s-office", "s-qh"))
    assert request_of(applicant, request_id).seal_ids == ("s-qh", "s-office")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"copies": 0}, "no_copies"),
        ({"pages": 0}, "blank_document"),
        ({"pages": 1, "kinds": (UseKind.STRADDLE,)}, "nothing_to_straddle"),
        ({"kinds": (UseKind.CLOSING, UseKind.CLOSING)}, "kinds"),
        ({"seal_ids": ("s-none",)}, "seal_unknown"),
        ({"seal_ids": ("s-office", "s-office")}, "seal_twice"),
        ({"seal_ids": ("s-old",)}, "seal_not_in_use"),
        ({"document_id": "d-none"}, "document_unknown"),
        ({"approver_id": "u-13"}, "not_an_approver"),
        ({"approver_id": "u-none"}, "not_an_approver"),
    ],
)
def test_an_application_against_the_rules_is_refused(
    applicant: Device, changed: dict[str, Any], reason: str
) -> None:
    result = applicant.act(ApplyForSeal(request=draft(blob_of(applicant), **changed)))
    assert result == Denied(id=result.id, reason=reason)


@pytest.mark.parametrize(
    ("document_id", "reason"),
    [("d-han", "not_signed_off"), ("d-jiyao", "not_signed_off"), ("d-yian", "not_signed_off")],
)
def test_what_is_not_signed_off_gets_no_seal(applicant: Device, document_id: str, reason: str) -> None:
    asked = draft(blob_of(applicant, document_id), document_id=document_id)
    result = applicant.act(ApplyForSeal(request=asked))
    assert result == Denied(id=result.id, reason=reason)


def test_what_has_no_number_was_revoked_or_has_changed_gets_no_seal(
    gateway: GatewayProcess, applicant: Device
) -> None:
    document = applicant.record(ISSUED)
    assert isinstance(document, OfficialDocument)
    newer = replace(document.versions[0], id="v-newer", blob="1" * 64)
    pdf = replace(document.versions[0], format=FileFormat.PDF)
    asked = draft(blob_of(applicant))
    for changed, reason in (
        (replace(document, doc_number=None), "not_issued"),
        (replace(document, state="已撤销"), "document_cancelled"),
        (replace(document, versions=()), "blank_document"),
        (replace(document, versions=(pdf,)), "not_ofd"),
        (replace(document, versions=(*document.versions, newer)), "not_the_current_version"),
    ):
        put(gateway, changed)
        result = applicant.act(ApplyForSeal(request=replace(asked, request_id=reason)))
        assert result == Denied(id=result.id, reason=reason)


def test_nobody_decides_on_their_own_application(device_of: DeviceOf) -> None:
    approver = device_of(APPROVER)
    result = approver.act(ApplyForSeal(request=draft(blob_of(approver), approver_id="u-08")))
    assert result == Denied(id=result.id, reason="own_application")


def test_who_may_not_know_the_document_is_not_asked_about_it(
    gateway: GatewayProcess, applicant: Device
) -> None:
    document = applicant.record(ISSUED)
    assert isinstance(document, OfficialDocument)
    for known_to, reason in (
        (frozenset({"u-15", "u-16"}), "approver_out_of_scope"),
        (frozenset({"u-15", "u-08"}), "custodian_out_of_scope"),
    ):
        scope = Classification(level=SecrecyLevel.INTERNAL, known_to=known_to)
        put(gateway, replace(document, classification=scope))
        result = applicant.act(ApplyForSeal(request=draft(blob_of(applicant))))
        assert result == Denied(id=result.id, reason=reason)


def test_a_seal_is_asked_for_once_at_a_time(applicant: Device) -> None:
    request_id = apply(applicant)
    result = applicant.act(ApplyForSeal(request=draft(blob_of(applicant))))
    assert result == Denied(id=result.id, reason="applied_already")
    assert isinstance(applicant.act(WithdrawSealRequest(request_id=request_id)), Confirmed)
    assert request_of(applicant, request_id).state is RequestState.WITHDRAWN
    assert request_of(applicant, apply(applicant)).state is RequestState.PENDING


def test_only_the_approver_decides_once_and_says_why_not(applicant: Device, device_of: DeviceOf) -> None:
    request_id, approver = apply(applicant), device_of(APPROVER)
    other = applicant.act(DecideSealRequest(request_id=request_id, approved=True))
    assert other == Denied(id=other.id, reason="not_approver")
    silent = approver.act(DecideSealRequest(request_id=request_id, approved=False, reason=" "))
    assert silent == Denied(id=silent.id, reason="no_reason")
    said = approver.act(DecideSealRequest(request_id=request_id, approved=False, reason="份数不符"))
    assert isinstance(said, Confirmed)
    rejected = request_of(applicant, request_id)
    assert (rejected.state, rejected.reason) == (RequestState.REJECTED, "份数不符")
    late = approver.act(DecideSealRequest(request_id=request_id, approved=True))
    assert late == Denied(id=late.id, reason="request_not_pending")


def test_a_document_that_changed_is_not_approved(
    gateway: GatewayProcess, applicant: Device, device_of: DeviceOf
) -> None:
    request_id = apply(applicant)
    document = applicant.record(ISSUED)
    assert isinstance(document, OfficialDocument)
    newer = replace(document.versions[0], id="v-newer", blob="1" * 64)
    put(gateway, replace(document, versions=(*document.versions, newer)))
    result = device_of(APPROVER).act(DecideSealRequest(request_id=request_id, approved=True))
    assert result == Denied(id=result.id, reason="not_the_current_version")


def test_only_the_applicant_withdraws(applicant: Device, device_of: DeviceOf) -> None:
    request_id = apply(applicant)
    result = device_of(APPROVER).act(WithdrawSealRequest(request_id=request_id))
    assert result == Denied(id=result.id, reason="not_applicant")


def test_an_application_of_others_is_not_there(applicant: Device, device_of: DeviceOf) -> None:
    request_id, outside = apply(applicant), device_of(OUTSIDER)
    result = outside.act(WithdrawSealRequest(request_id=request_id))
    assert result == Gone(id=result.id)


def test_the_witness_is_the_one_appointed_and_signs_what_was_approved(
    applicant: Device, device_of: DeviceOf
) -> None:
    request_id, witness, custodian = apply(applicant), device_of(WITNESS), device_of(CUSTODIAN)
    pending = request_of(witness, request_id)
    early = witness.act(confirmation(witness, pending, "s-office"))
    assert early == Denied(id=early.id, reason="request_not_approved")
    device_of(APPROVER).act(DecideSealRequest(request_id=request_id, approved=True))
    request = request_of(witness, request_id)

    operator = custodian.act(confirmation(custodian, request, "s-office"))
    assert operator == Denied(id=operator.id, reason="witness")
    more = witness.act(confirmation(witness, replace(request, copies=30), "s-office"))
    assert more == Denied(id=more.id, reason="statement_signature")
    borrowed = replace(
        confirmation(custodian, request, "s-office"),
        signature=confirmation(witness, request, "s-office").signature,
    )
    result = witness.act(borrowed)
    assert result == Denied(id=result.id, reason="statement_person")
    other_seal = witness.act(replace(confirmation(witness, request, "s-qh"), request_id=request_id))
    assert other_seal == Denied(id=other_seal.id, reason="seal_not_in_request")
    assert request_of(witness, request_id).confirmations == ()


def test_a_custodian_refuses_and_the_refusal_is_in_the_ledger(
    gateway: GatewayProcess, applicant: Device, device_of: DeviceOf
) -> None:
    request_id, custodian = apply(applicant), device_of(CUSTODIAN)
    early = custodian.act(RefuseSealing(request_id=request_id, reason_code="blank_document"))
    assert early == Denied(id=early.id, reason="request_not_approved")
    device_of(APPROVER).act(DecideSealRequest(request_id=request_id, approved=True))
    witness = device_of(WITNESS)
    other = witness.act(RefuseSealing(request_id=request_id, reason_code="blank_document"))
    assert other == Denied(id=other.id, reason="not_custodian")

    result = custodian.act(
        RefuseSealing(request_id=request_id, reason_code="blank_document", reason="附件为空白页")
    )

    assert isinstance(result, Confirmed)
    refused = request_of(applicant, request_id)
    assert (refused.state, refused.reason) == (RequestState.REJECTED, "附件为空白页")
    with gateway.store() as store, store.reading() as transaction:
        report = audited(transaction, (gateway.data / "keys" / "ca.pem").read_text())
        last = max(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)
    assert report.unbroken
    assert (last.outcome, last.reason, last.seal_id) == (UseOutcome.REFUSED, "blank_document", "s-office")
    assert "附件为空白页" not in str(last)
