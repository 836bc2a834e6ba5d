from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.office import (
    ESeal,
    FileFormat,
    OfficialDocument,
)
from core.sync.wire import Denied, Gone, Invalid
from gateway.service.register import Register
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import CUSTODIAN
from tests.integration.gateway.desk import SEAL, Desk

DeviceOf = Callable[[str], Device]


@pytest.fixture
def desk(device_of: DeviceOf) -> Desk:
    return Desk.of(device_of(CUSTODIAN))


def test_a_file_that_did_not_arrive_is_not_recorded(desk: Desk) -> None:
    (result,) = desk.device.perform([desk.recording(desk.sealed())])
    assert result == Invalid(id=result.id, reason="not_uploaded")


def test_a_changed_byte_in_the_sealed_file_is_seen(desk: Desk) -> None:
    sealed = desk.sealed()
    part = sealed.rindex(b"Signature.xml")  # a name in the directory: the package itself is damaged
    broken = sealed[:part] + b"T" + sealed[part + 1 :]
    desk.device.upload(broken)
    (result,) = desk.device.perform([desk.recording(broken)])
    assert isinstance(result, Invalid)


def test_a_document_changed_before_it_was_sealed_is_refused(desk: Desk, device_of: DeviceOf) -> None:
    other = device_of(CUSTODIAN).record("d-tonggao")
    assert isinstance(other, OfficialDocument)
    sealed = desk.sealed(desk.device.get(f"/v1/blobs/{other.versions[0].blob}").body)
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Invalid(id=result.id, reason="original_changed")


def test_a_file_without_a_new_seal_is_refused(desk: Desk) -> None:
    desk.device.upload(desk.original)
    (result,) = desk.device.perform([desk.recording(desk.original)])
    assert result == Invalid(id=result.id, reason="not_one_new_seal")


def test_another_seal_than_the_approved_one_is_refused(desk: Desk, device_of: DeviceOf) -> None:
    sealed = Desk.of(desk.device, seal_id="s-office").sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed)])
    assert result == Invalid(id=result.id, reason="other_seal")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"witness_id": "u-16"}, Denied(id="", reason="witness")),
        ({"witness_id": None}, Denied(id="", reason="witness")),
        ({"witness_id": "u-13"}, Denied(id="", reason="witness")),
        ({"seal_id": "s-office"}, Denied(id="", reason="seal_not_in_request")),
        ({"document_id": "d-qingshi"}, Invalid(id="", reason="other_document")),
        ({"original_blob": "0" * 64}, Invalid(id="", reason="not_the_approved_file")),
        ({"format": FileFormat.PDF}, Invalid(id="", reason="format")),
        ({"sealed_size": 1}, Invalid(id="", reason="not_uploaded")),
        ({"request_id": "sr-4"}, Denied(id="", reason="request_not_approved")),
        ({"request_id": "sr-3"}, Gone(id="")),
        ({"seal_id": "s-none"}, Gone(id="")),
    ],
)
def test_a_sealing_against_the_rules_is_refused(
    desk: Desk, changed: dict[str, str | int | None], expected: Denied | Invalid | Gone
) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (result,) = desk.device.perform([desk.recording(sealed, **changed)])
    assert replace(result, id="") == expected


def test_only_the_custodian_seals(desk: Desk, device_of: DeviceOf) -> None:
    sealed = desk.sealed()
    witness = device_of("qh017")
    witness.upload(sealed)
    (result,) = witness.perform([desk.recording(sealed)])
    assert result == Denied(id=result.id, reason="not_custodian")


def test_a_witness_of_a_seal_without_one_is_somebody_there_is(gateway: GatewayProcess, desk: Desk) -> None:
    seal = desk.device.record(SEAL)
    assert isinstance(seal, ESeal)
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(replace(seal, witness_id=None))
    sealed = desk.sealed()
    desk.device.upload(sealed)

    (result,) = desk.device.perform([desk.recording(sealed, witness_id="u-nobody")])

    assert result == Denied(id=result.id, reason="witness")
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(seal)
