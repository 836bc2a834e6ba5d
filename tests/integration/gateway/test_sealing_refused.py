"""Sealed files that the gateway does not take in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from core.office import FileFormat, OfficialDocument, UseKind
from core.sync.wire import Denied, Gone, Invalid
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import CUSTODIAN
from tests.integration.gateway.desk import Desk

DeviceOf = Callable[[str], Device]


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
        ({"signature": b"forged"}, Invalid(id="", reason="statement_signature")),
        ({"certificate": b"none"}, Invalid(id="", reason="statement_person")),
        ({"kinds": (UseKind.KEYWORD,)}, Denied(id="", reason="kind_not_approved")),
        ({"pages": (1,)}, Invalid(id="", reason="pages_differ")),
        ({"pages": (99,)}, Invalid(id="", reason="page_missing")),
        ({"offline": True}, Denied(id="", reason="no_offline_grace")),
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
    desk: Desk, changed: dict[str, Any], expected: Denied | Invalid | Gone
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
