"""Custody attacked by those who have a key: what they try is refused, and stands in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from core.ids import content_address
from core.ofd.display import Box
from core.office import (
    AlarmKind,
    OfficialDocument,
    OfflineGrace,
    Person,
    Queue,
    RequestState,
    SealAlarm,
    SealRequest,
    SealState,
    UseOutcome,
    WorkItem,
)
from core.office.calendar import office_day
from core.seal import Edge, Placement, Trust, page_sizes, place_at, straddle, verify_document
from core.sync.wire import (
    Confirmed,
    DecideSealRequest,
    Denied,
    Invalid,
    MarkDone,
    SealUseQuestion,
    decode_seal_use_answer,
    encode,
)
from gateway.data_folder import DataFolder
from gateway.service.auditing import Auditing
from gateway.service.register import Register
from gateway.store import Store
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action
from tests.integration.gateway.conftest import APPROVER, AUDITOR, WITNESS
from tests.integration.gateway.desk import REQUEST, SEAL, Desk, alarm_kinds, entries
from tests.integration.gateway.statements import confirmation

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once


def change(gateway: GatewayProcess, record_id: str, **changed: Any) -> None:
    with gateway.store() as store, store.writing() as transaction:
        stored = transaction.records.find(record_id)
        assert stored is not None
        Register(transaction).put(replace(stored.record, **changed))


def request_of(device: Device) -> SealRequest:
    request = device.record(REQUEST)
    assert isinstance(request, SealRequest)
    return request


def test_an_id_used_again_for_another_use_hides_neither(gateway: GatewayProcess, desk: Desk) -> None:
    change(gateway, SEAL, state=SealState.SUSPENDED)
    before = len(entries(gateway))
    first = desk.recording(desk.sealed())
    second = replace(first, act=desk.act(desk.sealed(at=datetime.now(UTC) - timedelta(minutes=2))))
    for tried in (first, second, first, second):
        (result,) = desk.device.perform([tried])
        assert result == Denied(id=first.id, reason="seal_not_in_use")
    assert {entry.sealed_blob for entry in entries(gateway)[before:]} == {
        each.act.sealed_blob for each in (first, second)
    }
    assert len(entries(gateway)) == before + 2
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WHILE_SUSPENDED] * 2


def test_a_seal_pressed_on_something_else_than_was_approved_leaves_a_trace(
    gateway: GatewayProcess, desk: Desk
) -> None:
    other = desk.device.record("d-tonggao")
    assert isinstance(other, OfficialDocument)
    sealed = desk.sealed(desk.device.get(f"/v1/blobs/{other.versions[0].blob}").body)
    desk.device.upload(sealed)
    before = len(entries(gateway))
    tried = (
        (desk.recording(sealed), "original_changed"),
        (desk.recording(sealed, document_id="d-qingshi"), "other_document"),
        (desk.recording(sealed, original_blob=other.versions[0].blob), "not_the_approved_file"),
    )
    for recording, reason in tried:
        (result,) = desk.device.perform([recording])
        assert result == Invalid(id=recording.id, reason=reason)
    assert [entry.reason for entry in entries(gateway)[before:]] == [reason for _, reason in tried]
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_APPROVAL] * 3


def _along_the_edge(desk: Desk) -> bytes:
    """A straddle seal, though one at the close was approved and is told."""
    pages = page_sizes(desk.original)
    return desk.sealed(placements=straddle(desk.size, pages, Edge.RIGHT))


def _closing_and_along_the_edge(desk: Desk) -> bytes:
    pages = page_sizes(desk.original)
    slices = straddle(desk.size, pages, Edge.RIGHT)
    return desk.sealed(placements=[place_at(0, 60, 100, desk.size, pages), *slices])


def _larger_than_it_is(desk: Desk) -> bytes:
    return desk.sealed(placements=[Placement(0, Box(20, 20, 150, 150))])


@pytest.mark.parametrize(
    ("pressed", "reason"),
    [
        (_along_the_edge, "kinds_differ"),
        (_closing_and_along_the_edge, "kinds_differ"),
        (_larger_than_it_is, "other_size"),
    ],
)
def test_a_seal_pressed_in_another_way_than_was_told_and_approved_leaves_a_trace(
    gateway: GatewayProcess, desk: Desk, pressed: Callable[[Desk], bytes], reason: str
) -> None:
    sealed = pressed(desk)
    desk.device.upload(sealed)
    before, stood = len(entries(gateway)), request_of(desk.device)
    (report,) = verify_document(sealed, Trust(), datetime.now(UTC)).seals
    pages = tuple(dict.fromkeys(stamp.page for stamp in report.stamps if stamp.page is not None))
    (result,) = desk.device.perform([desk.recording(sealed, pages=pages)])
    assert result == Invalid(id=result.id, reason=reason)
    assert [entry.reason for entry in entries(gateway)[before:]] == [reason]
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_APPROVAL]
    assert request_of(desk.device) == stood


def test_what_was_witnessed_with_a_key_that_was_withdrawn_since_is_not_witnessed(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """A key that got lost may have signed anything: the use waits until somebody confirms it anew."""
    (confirmed,) = request_of(desk.device).confirmations
    change(gateway, confirmed.witness_id, signing_certificates=())
    question = SealUseQuestion(
        request_id=REQUEST, document_id="d-pifu", seal_id=SEAL, blob=content_address(desk.original)
    )
    asked = desk.device.send("POST", "/v1/seal-uses/check", encode(question))
    answer = decode_seal_use_answer(asked.body)
    assert (answer.permitted, answer.reason) == (False, "witness_not_believed")
    sealed, before = desk.sealed(), len(entries(gateway))
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Invalid(id=result.id, reason="witness_not_believed")
    assert [entry.reason for entry in entries(gateway)[before:]] == ["witness_not_believed"]
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_APPROVAL]


@pytest.mark.parametrize(
    ("ago", "reason"),
    [(timedelta(days=4000), "sealed_before_approval"), (timedelta(minutes=7), "times_differ")],
)
def test_a_use_cannot_be_told_for_another_time_than_it_was_made(
    gateway: GatewayProcess, desk: Desk, ago: timedelta, reason: str
) -> None:
    change(gateway, REQUEST, approved_at=datetime.now(UTC) - timedelta(days=1))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed, used_at=datetime.now(UTC) - ago)])
    assert result == Invalid(id=result.id, reason=reason)
    assert entries(gateway)[-1].reason == reason
    assert len(alarm_kinds(desk.device)) == 1


@pytest.mark.parametrize("told", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+08:00"])
@pytest.mark.parametrize("grace", [None, OfflineGrace(uses_max=1, hours_max=1)])
def test_a_use_told_for_an_absurd_time_is_entered_at_one_that_every_desk_can_show(
    gateway: GatewayProcess, desk: Desk, told: str, grace: OfflineGrace | None
) -> None:
    change(gateway, SEAL, offline_grace=grace)
    sealed = desk.sealed()
    desk.device.upload(sealed)
    act = replace(desk.act(sealed, signature=b"-"), used_at=datetime.fromisoformat(told), offline=True)
    before = len(entries(gateway))
    desk.device.perform([action(act, base_version=desk.device.records()[REQUEST].version)])
    (entry,) = entries(gateway)[before:]
    assert entry.outcome is UseOutcome.REFUSED
    assert office_day(entry.used_at) == office_day(datetime.now(UTC))


def test_a_seal_on_other_pages_than_was_told_is_entered_and_told_of(
    gateway: GatewayProcess, desk: Desk
) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed, pages=(1,))])
    assert result == Invalid(id=result.id, reason="pages_differ")
    assert entries(gateway)[-1].reason == "pages_differ"
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_APPROVAL]


def test_uses_off_line_are_counted_in_whatever_order_they_come_up(
    gateway: GatewayProcess, desk: Desk
) -> None:
    now = datetime.now(UTC)
    change(gateway, REQUEST, approved_at=now - timedelta(days=1))
    change(gateway, SEAL, offline_grace=OfflineGrace(uses_max=1, hours_max=1))
    last = next(entry for entry in entries(gateway) if entry.seal_id == SEAL)
    later = replace(
        last,
        id="le-later",
        sequence_no=9000,
        operator_id="u-16",
        offline=True,
        used_at=now - timedelta(hours=2),
    )
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(later)
    for minutes, expected in ((150, "offline_uses_over"), (220, None)):
        at = now - timedelta(minutes=minutes)
        sealed = desk.sealed(at=at)
        desk.device.upload(sealed)
        (result,) = desk.device.perform([desk.recording(sealed, used_at=at, offline=True)])
        assert getattr(result, "reason", None) == expected


def test_what_a_use_was_witnessed_by_cannot_be_replaced(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    witness = device_of(WITNESS)
    request = request_of(witness)
    done = replace(request.items[0], done=(SEAL,))
    change(gateway, REQUEST, items=(done,))
    result = witness.act(confirmation(witness, request, SEAL))
    assert result == Denied(id=result.id, reason="seal_used_already")
    assert request_of(witness).confirmations == request.confirmations


def test_one_key_under_two_names_does_not_witness_its_own_use(gateway: GatewayProcess, desk: Desk) -> None:
    with gateway.store() as store, store.reading() as transaction:
        stored = transaction.records.find("u-16")
        assert stored is not None
        assert isinstance(stored.record, Person)
        own = stored.record.signing_certificates
    (confirmed,) = request_of(desk.device).confirmations
    change(gateway, "u-16", signing_certificates=(*own, content_address(confirmed.certificate)))
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Denied(id=result.id, reason="witness")
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_APPROVAL]


def test_who_is_no_approver_any_more_decides_nothing(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    approver = device_of(APPROVER)
    change(gateway, REQUEST, state=RequestState.PENDING, approver_id="u-08", applicant_id="u-15")
    change(gateway, "u-08", roles=frozenset({"drafter"}))
    result = approver.act(DecideSealRequest(request_id=REQUEST, approved=True))
    assert result == Denied(id=result.id, reason="not_an_approver")


def test_trust_that_cannot_be_read_stops_one_act_and_not_the_others(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    (gateway.data / "trust" / "broken.crt").write_text(
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    )
    witness = device_of(WITNESS)
    work = next(
        put.record.id
        for put in witness.records().values()
        if isinstance(put.record, WorkItem) and put.record.queue is Queue.TO_READ
    )
    confirming = action(confirmation(witness, request_of(witness), SEAL))
    stopped, noted = witness.perform([confirming, action(MarkDone(work_item_id=work))])
    assert stopped == Denied(id=confirming.id, reason="internal")
    assert isinstance(noted, Confirmed)


@pytest.mark.parametrize("kept", [1, 0])
def test_a_ledger_that_was_cut_off_at_its_end_is_told(
    gateway: GatewayProcess, device_of: DeviceOf, kept: int
) -> None:
    lost = entries(gateway)[kept:]
    with gateway.store() as store, store.writing() as transaction:
        for entry in lost:
            transaction.records.remove(entry.id)
    folder = DataFolder.opened(gateway.data)
    with closing(Store(folder.database)) as store:
        report = Auditing(folder, store).audit()
    assert report.gaps[-len(lost) :] == tuple(entry.sequence_no for entry in lost)
    found = [put.record for put in device_of(AUDITOR).records().values() if isinstance(put.record, SealAlarm)]
    assert AlarmKind.LEDGER_BROKEN in [alarm.kind for alarm in found]
