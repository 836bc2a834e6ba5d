"""A sealed file is taken in under its approved application, or refused and entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from core.crypto import sm2
from core.ids import content_address
from core.office import (
    ESeal,
    OfficialDocument,
    RequestState,
    SealRequest,
    SealState,
    WitnessConfirmation,
    WorkItem,
)
from core.seal import witness_statement
from core.seal.ledger import entry_digest
from core.sync.wire import Confirmed, Denied, Invalid
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, connected
from tests.integration.gateway.conftest import CUSTODIAN, SECRETARY
from tests.integration.gateway.desk import (
    DOCUMENT,
    REQUEST,
    SEAL,
    Desk,
    entries,
    own_certificate,
    own_key,
    put,
)

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once


def test_a_sealed_file_becomes_current_closes_the_application_and_enters_theentries(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])

    assert isinstance(result, Confirmed)
    document = device_of(SECRETARY).record(DOCUMENT)
    assert isinstance(document, OfficialDocument)
    assert document.current is not None
    assert (document.current.blob, document.current.sealed) == (content_address(sealed), True)
    assert document.versions[0].blob == content_address(desk.original)
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    assert request.state is RequestState.SEALED
    ledger = entries(gateway)
    assert [entry.sequence_no for entry in ledger] == list(
        range(ledger[0].sequence_no, ledger[-1].sequence_no + 1)
    )
    assert ledger[-1].previous == entry_digest(ledger[-2])
    assert (ledger[-1].operator_id, ledger[-1].witness_id) == ("u-16", "u-17")
    assert device_of(SECRETARY).get(f"/v1/blobs/{content_address(sealed)}").body == sealed


def test_sealing_finishes_the_custodians_work(desk: Desk) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    desk.device.perform([desk.recording(sealed)])
    work = [put.record for put in desk.device.records().values() if isinstance(put.record, WorkItem)]
    assert [item.done_at is not None for item in work if item.document_id == DOCUMENT] == [True]


def test_a_sealing_sent_again_is_recorded_once(gateway: GatewayProcess, desk: Desk) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    recording = desk.recording(sealed)
    (first,) = desk.device.perform([recording])
    count = len(entries(gateway))
    (second,) = desk.device.perform([recording])
    assert isinstance(first, Confirmed)
    assert second == replace(first, replayed=True)
    assert len(entries(gateway)) == count


def test_one_application_is_one_seal(desk: Desk) -> None:
    first, second = desk.sealed(), desk.sealed(at=datetime.now(UTC) - timedelta(minutes=1))
    for sealed in (first, second):
        desk.device.upload(sealed)
    desk.device.perform([desk.recording(first)])
    (result,) = desk.device.perform([desk.recording(second)])
    assert result == Denied(id=result.id, reason="request_not_approved")


def test_two_sealings_in_one_request_are_one(desk: Desk) -> None:
    first, second = desk.sealed(), desk.sealed(at=datetime.now(UTC) - timedelta(minutes=1))
    for sealed in (first, second):
        desk.device.upload(sealed)
    results = desk.device.perform([desk.recording(first), desk.recording(second)])
    assert [type(result) for result in results] == [Confirmed, Denied]


def test_a_suspended_seal_is_not_used(gateway: GatewayProcess, desk: Desk) -> None:
    seal = desk.device.record(SEAL)
    assert isinstance(seal, ESeal)
    put(gateway, replace(seal, state=SealState.SUSPENDED))
    assert _refused(desk) == "seal_not_in_use"


def test_a_seal_past_its_time_is_not_used(gateway: GatewayProcess, desk: Desk) -> None:
    seal = desk.device.record(SEAL)
    assert isinstance(seal, ESeal)
    put(gateway, replace(seal, valid_until=datetime.now(UTC).date() - timedelta(days=2)))
    assert _refused(desk) == "seal_not_valid_today"


def test_a_document_that_went_on_after_approval_is_not_sealed(gateway: GatewayProcess, desk: Desk) -> None:
    document = desk.device.record(DOCUMENT)
    assert isinstance(document, OfficialDocument)
    newer = replace(document.versions[0], id="d-pifu-v2", blob="1" * 64)
    put(gateway, replace(document, versions=(*document.versions, newer)))
    assert _refused(desk) == "not_the_current_version"


def test_nothing_is_taken_in_that_the_gateways_own_trust_does_not_call_valid(
    gateway: GatewayProcess, desk: Desk
) -> None:
    for certificate in (gateway.data / "trust").glob("*.crt"):
        certificate.unlink()
    assert _refused(desk) == "seal_undetermined"


def test_a_joint_application_is_open_until_every_seal_is_on_it(gateway: GatewayProcess, desk: Desk) -> None:
    request = desk.device.record(REQUEST)
    assert isinstance(request, SealRequest)
    put(gateway, witnessed(gateway, replace(request, seal_ids=(SEAL, "s-office"))))
    first = desk.sealed()
    desk.device.upload(first)
    (half,) = desk.device.perform([desk.recording(first)])
    assert isinstance(half, Confirmed)
    open_request = desk.device.record(REQUEST)
    assert isinstance(open_request, SealRequest)
    assert open_request.state is RequestState.APPROVED
    assert open_request.items[0].blob == content_address(first)
    assert open_request.items[0].done == (SEAL,)

    with connected(gateway.enrol(CUSTODIAN)) as device:
        office = Desk.of(device, seal_id="s-office")
        second = office.sealed()
        device.upload(second)
        (whole,) = device.perform([office.recording(second, seal_id="s-office")])
        assert isinstance(whole, Confirmed)
        closed = device.record(REQUEST)
    assert isinstance(closed, SealRequest)
    assert closed.state is RequestState.SEALED


def witnessed(gateway: GatewayProcess, request: SealRequest) -> SealRequest:
    """The application confirmed by u-17 for each of its seals."""
    with connected(gateway.enrol("qh017")) as witness:
        return replace(
            request,
            confirmations=tuple(
                WitnessConfirmation(
                    seal_id=seal_id,
                    witness_id="u-17",
                    confirmed_at=datetime.now(UTC),
                    certificate=own_certificate(witness),
                    signature=sm2.sign(own_key(witness), witness_statement(request, seal_id, "u-17")),
                )
                for seal_id in request.seal_ids
            ),
        )


def _refused(desk: Desk) -> str:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert isinstance(result, Denied | Invalid)
    return result.reason
