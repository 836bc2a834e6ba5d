"""Seal monitoring: what is asked before a use, what a refused use leaves behind, who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.office import (
    AlarmKind,
    ESeal,
    LedgerEntry,
    OfficePolicy,
    RequestState,
    SealAlarm,
    SealRequest,
    SealState,
    UseOutcome,
)
from core.sync.wire import (
    AcknowledgeAlarm,
    ActionResult,
    Confirmed,
    Denied,
    Invalid,
    SealUseAnswer,
    SealUseQuestion,
    SealUseQuestions,
    decode_seal_use_answer,
    decode_seal_use_answers,
    encode,
)
from gateway.data_folder import DataFolder
from gateway.service.auditing import Auditing
from gateway.store import Store
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action, connected
from tests.integration.gateway.conftest import AUDITOR, CUSTODIAN, SECURITY, WITNESS
from tests.integration.gateway.desk import DOCUMENT, REQUEST, SEAL, Desk, alarms, entries, put

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once


def seal_of(desk: Desk) -> ESeal:
    seal = desk.device.record(SEAL)
    assert isinstance(seal, ESeal)
    return seal


def ask(device: Device, question: SealUseQuestion) -> SealUseAnswer:
    answer = device.send("POST", "/v1/seal-uses/check", encode(question))
    assert answer.status == 200
    return decode_seal_use_answer(answer.body)


def test_many_uses_are_asked_about_at_once_and_each_has_its_own_answer(desk: Desk) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    good = SealUseQuestion(
        request_id=REQUEST, document_id=DOCUMENT, seal_id=SEAL, blob=request.items[0].approved_blob
    )
    questions = (good, replace(good, blob="0" * 64), replace(good, seal_id="none"))
    answer = desk.device.send(
        "POST", "/v1/seal-uses/check-many", encode(SealUseQuestions(questions=questions))
    )
    told = decode_seal_use_answers(answer.body).answers
    assert [each.permitted for each in told] == [True, False, False]
    assert [each.reason for each in told] == ["", "not_the_approved_file", "gone"]


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ({"state": SealState.CANCELLED}, AlarmKind.USED_WHILE_CANCELLED, "seal_not_in_use"),
        ({"state": SealState.SUSPENDED}, AlarmKind.USED_WHILE_SUSPENDED, "seal_not_in_use"),
        (
            {"valid_until": datetime.now(UTC).date() - timedelta(days=2)},
            AlarmKind.USED_OUT_OF_PERIOD,
            "seal_not_valid_today",
        ),
    ],
)
def test_a_seal_that_may_not_be_used_raises_one_alarm_and_one_entry_however_often_it_is_sent(
    gateway: GatewayProcess,
    desk: Desk,
    device_of: DeviceOf,
    changed: dict[str, object],
    kind: AlarmKind,
    reason: str,
) -> None:
    put(gateway, replace(seal_of(desk), **changed))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    recording = desk.recording(sealed)
    before = len(entries(gateway))

    for _ in range(2):
        (result,) = desk.device.perform([recording])
        assert result == Denied(id=result.id, reason=reason)

    (last,) = entries(gateway)[before:]
    assert (last.outcome, last.reason, last.operator_id) == (UseOutcome.REFUSED, reason, "u-16")
    for account in (CUSTODIAN, WITNESS, AUDITOR, SECURITY):
        assert [alarm.kind for alarm in alarms(device_of(account))] == [kind]
    assert alarms(device_of("qh019")) == []


@pytest.mark.parametrize("whose", ["office", "seal"])
def test_a_use_without_the_time_stamp_that_is_demanded_is_refused_entered_and_told_of(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf, whose: str
) -> None:
    seal = desk.device.record(SEAL)
    assert isinstance(seal, ESeal)
    demanded = replace(seal, demands_time_stamp=True)
    put(gateway, OfficePolicy(demands_time_stamp=True) if whose == "office" else demanded)
    sealed = desk.sealed()
    desk.device.upload(sealed)
    recording = desk.recording(sealed)
    before = len(entries(gateway))
    for _ in range(2):
        (result,) = desk.device.perform([recording])
        assert result == Invalid(id=result.id, reason="time_stamp_demanded")
    (last,) = entries(gateway)[before:]
    assert (last.outcome, last.reason, last.witness_id) == (
        UseOutcome.REFUSED,
        "time_stamp_demanded",
        "u-17",
    )
    for account in (CUSTODIAN, WITNESS, AUDITOR, SECURITY):
        assert [alarm.kind for alarm in alarms(device_of(account))] == [AlarmKind.USED_WITHOUT_TIME_STAMP]
    put(gateway, OfficePolicy() if whose == "office" else seal)
    (done,) = desk.device.perform([recording])
    assert isinstance(done, Confirmed)


def test_a_use_without_approval_raises_an_alarm_and_one_too_late_does_not(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    sealed = desk.sealed()
    desk.device.upload(sealed)
    put(gateway, replace(request, state=RequestState.PENDING))
    desk.device.perform([desk.recording(sealed)])
    assert [alarm.kind for alarm in alarms(desk.device)] == [AlarmKind.USED_WITHOUT_APPROVAL]

    put(gateway, request)
    (done,) = desk.device.perform([desk.recording(sealed)])
    assert isinstance(done, Confirmed)
    (late,) = desk.device.perform([desk.recording(sealed)])
    assert late == Denied(id=late.id, reason="request_not_approved")
    assert len(alarms(desk.device)) == 1


def test_an_application_that_nobody_has_witnessed_is_not_sealed(gateway: GatewayProcess, desk: Desk) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    put(gateway, replace(request, confirmations=()))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Denied(id=result.id, reason="not_witnessed")


def test_who_confirmed_and_then_became_custodian_does_not_press_alone(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    (own,) = request.confirmations
    put(gateway, replace(seal_of(desk), witness_id=None))
    put(gateway, replace(request, confirmations=(replace(own, witness_id="u-16"),)))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Denied(id=result.id, reason="witness")


def test_an_alarm_is_taken_note_of_once_by_whoever_sees_it(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    put(gateway, replace(seal_of(desk), state=SealState.SUSPENDED))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    desk.device.perform([desk.recording(sealed)])
    (alarm,) = alarms(desk.device)
    auditor, custodian = device_of(AUDITOR), device_of(CUSTODIAN)
    own = custodian.act(AcknowledgeAlarm(alarm_id=alarm.id))
    assert own == Denied(id=own.id, reason="own_alarm"), "what he did himself is noted by somebody else"
    for device in (auditor, custodian):
        assert isinstance(device.act(AcknowledgeAlarm(alarm_id=alarm.id)), Confirmed)
    (noted,) = alarms(auditor)
    assert (noted.acknowledged_by, noted.acknowledged_at is not None) == ("u-28", True)


def test_the_gateway_says_before_a_use_whether_it_will_be_taken(gateway: GatewayProcess, desk: Desk) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    (item,) = request.items
    question = SealUseQuestion(
        request_id=REQUEST, document_id=DOCUMENT, seal_id=SEAL, blob=item.approved_blob
    )
    before = len(entries(gateway))
    yes = ask(desk.device, question)
    assert (yes.permitted, yes.reason, yes.state) == (True, "", SealState.IN_USE)
    other = ask(desk.device, replace(question, blob="0" * 64))
    assert (other.permitted, other.reason) == (False, "not_the_approved_file")
    unseen = ask(desk.device, replace(question, request_id="sr-none"))
    assert (unseen.permitted, unseen.reason, unseen.state) == (False, "gone", None)
    put(gateway, replace(seal_of(desk), state=SealState.SUSPENDED))
    no = ask(desk.device, question)
    assert (no.permitted, no.reason, no.state) == (False, "seal_not_in_use", SealState.SUSPENDED)
    assert len(entries(gateway)) == before
    assert alarms(desk.device) == []


def test_of_two_that_seal_at_once_one_does_and_the_ledger_keeps_its_order(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """Two devices of one custodian, each with a sealed file of its own."""
    before = len(entries(gateway))

    def seal(minutes: int) -> ActionResult:
        with connected(gateway.enrol(CUSTODIAN)) as device:
            other = Desk.of(device)
            sealed = other.sealed(at=datetime.now(UTC) - timedelta(minutes=minutes))
            device.upload(sealed)
            (result,) = device.perform([other.recording(sealed)])
            return result

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(seal, range(4)))

    assert [type(result) for result in results].count(Confirmed) == 1
    done = [entry for entry in entries(gateway)[before:] if entry.outcome is UseOutcome.SEALED]
    assert len(done) == 1


def test_what_breaks_the_judging_of_one_file_leaves_the_other_acts_alone(
    gateway: GatewayProcess, desk: Desk
) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    recording = desk.recording(sealed)
    blob = seal_of(desk).blob
    place = gateway.data / "blobs" / blob[:2] / blob
    content = place.read_bytes()
    place.unlink()
    place.mkdir()  # reading it fails in a way that nobody declares
    alarm = next(
        stored.record for stored in desk.device.records().values() if isinstance(stored.record, SealAlarm)
    )
    put(gateway, replace(alarm, operator_id="u-17"))
    note = action(AcknowledgeAlarm(alarm_id=alarm.id))

    broken, noted = desk.device.perform([recording, note])

    assert broken == Invalid(id=broken.id, reason="internal")
    assert isinstance(noted, Confirmed)
    place.rmdir()
    place.write_bytes(content)
    (whole,) = desk.device.perform([recording])
    assert isinstance(whole, Confirmed)


def test_a_broken_ledger_is_told_to_custodians_and_auditors_once(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    with gateway.store() as store, store.writing() as transaction:
        first = min(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)
        transaction.records.put(replace(first, copies=first.copies + 1))
    folder = DataFolder.opened(gateway.data)
    for _ in range(2):
        with closing(Store(folder.database)) as store:
            report = Auditing(folder, store).audit()
    assert report.bad_signatures == (first.sequence_no,)
    assert report.broken_links == (first.sequence_no + 1,)
    found = [put.record for put in device_of(AUDITOR).records().values() if isinstance(put.record, SealAlarm)]
    assert [alarm.kind for alarm in found].count(AlarmKind.LEDGER_BROKEN) == 1
