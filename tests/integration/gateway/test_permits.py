"""A use told as on line: the gateway was asked before the seal was pressed, or it is refused and told of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from core.ids import content_address
from core.office import AlarmKind, LedgerEntry, UseOutcome, UsePermit
from core.sync.wire import Actions, Confirmed, Invalid, encode
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import AUDITOR, CUSTODIAN, SECURITY, WITNESS
from tests.integration.gateway.desk import Desk, alarm_kinds, entries

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once


def last_entry(gateway: GatewayProcess) -> LedgerEntry:
    return entries(gateway)[-1]


def test_a_use_that_was_asked_about_is_entered_with_the_gateways_yes(
    gateway: GatewayProcess, desk: Desk
) -> None:
    sealed = desk.sealed()
    desk.device.upload(sealed)
    (done,) = desk.device.perform([desk.recording(sealed)])
    assert isinstance(done, Confirmed)
    entry = last_entry(gateway)
    assert entry.outcome is UseOutcome.SEALED
    assert entry.permit == desk.permits[content_address(sealed)]
    assert entry.permit is not UNSET
    assert entry.recorded_at is not None
    assert entry.permit.granted_at < entry.recorded_at


def test_a_use_off_line_told_as_on_line_is_refused_entered_and_told_of_on_every_desk(
    gateway: GatewayProcess, desk: Desk, device_of: DeviceOf
) -> None:
    sealed = desk.sealed_without_asking()
    desk.device.upload(sealed)
    recording = desk.recording(sealed)
    before = len(entries(gateway))
    for _ in range(2):
        (result,) = desk.device.perform([recording])
        assert result == Invalid(id=recording.id, reason="not_asked")
    (last,) = entries(gateway)[before:]
    assert (last.outcome, last.reason, last.sealed_blob) == (
        UseOutcome.REFUSED,
        "not_asked",
        content_address(sealed),
    )
    for account in (CUSTODIAN, WITNESS, AUDITOR, SECURITY):
        assert alarm_kinds(device_of(account)) == [AlarmKind.USED_WITHOUT_ASKING]


def test_asking_after_the_seal_was_pressed_does_not_help(gateway: GatewayProcess, desk: Desk) -> None:
    """Nobody can know the gateway's signature before it is made, so the seal cannot name it."""
    sealed = desk.sealed_without_asking()
    desk.device.upload(sealed)
    late = desk.permitted(content_address(desk.original))
    assert late is not None
    recording = desk.recording(sealed, permit=late)
    (result,) = desk.device.perform([recording])
    assert result == Invalid(id=recording.id, reason="not_asked")
    assert last_entry(gateway).reason == "not_asked"


def _of_another_use(permit: UsePermit) -> UsePermit:
    return replace(permit, granted_at=permit.granted_at - timedelta(seconds=1))


def _of_nobody(permit: UsePermit) -> UsePermit:
    return replace(permit, signature=permit.signature[:-1] + bytes((permit.signature[-1] ^ 1,)))


@pytest.mark.parametrize("change", [_of_another_use, _of_nobody])
def test_a_permit_that_the_gateway_did_not_give_is_none(
    gateway: GatewayProcess, desk: Desk, change: Callable[[UsePermit], UsePermit]
) -> None:
    given = desk.permitted(content_address(desk.original))
    assert given is not None
    forged = change(given)
    sealed = desk.sealed_under(forged)
    desk.device.upload(sealed)
    recording = desk.recording(sealed, permit=forged)
    (result,) = desk.device.perform([recording])
    assert result == Invalid(id=recording.id, reason="not_asked")


def test_a_permit_serves_no_use_at_another_time(gateway: GatewayProcess, desk: Desk) -> None:
    earlier = datetime.now(UTC) - timedelta(minutes=20)
    sealed = desk.sealed(at=earlier)
    desk.device.upload(sealed)
    recording = desk.recording(sealed, used_at=earlier)
    (result,) = desk.device.perform([recording])
    assert result == Invalid(id=recording.id, reason="times_differ")
    assert last_entry(gateway).reason == "times_differ", "the seal was pressed all the same"
    assert alarm_kinds(desk.device) == [AlarmKind.USED_WITHOUT_ASKING]


def test_a_permit_of_no_time_zone_is_no_message(gateway: GatewayProcess, desk: Desk) -> None:
    """Its time could not be held against that of the use, and the use would be entered nowhere."""
    sealed = desk.sealed()
    desk.device.upload(sealed)
    given = desk.permits[content_address(sealed)]
    naive = replace(given, granted_at=given.granted_at.astimezone().replace(tzinfo=None))
    body = encode(Actions(actions=(desk.recording(sealed, permit=naive),)))
    assert desk.device.send("POST", "/v1/actions", body).status == 400
