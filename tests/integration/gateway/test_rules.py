"""用印规定 at the gateway: the security administrator alone sets them, and the auditor hears of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.office import AlarmKind, ESeal, OfficePolicy, OfflineGrace, SealAlarm, SealState
from core.sync.wire import Confirmed, Denied, Gone, Invalid, SetOfficePolicy, SetSealRules
from gateway.service.deciding import Deciding
from gateway.service.register import Register
from gateway.store import Store
from tests.gateway_process import GatewayProcess, serving
from tests.integration.gateway.client import Device, connected
from tests.integration.gateway.conftest import CUSTODIAN
from tests.integration.gateway.desk import SEAL

DeviceOf = Callable[[str], Device]
SECURITY, AUDITOR, WITNESS = "qh027", "qh028", "qh017"
GRACE = OfflineGrace(uses_max=2, hours_max=4)
RULES = SetSealRules(seal_id=SEAL, offline_grace=GRACE, demands_time_stamp=False)
POLICY = OfficePolicy(weakened_display=True, expiry_notice_days=30, demands_time_stamp=True)


@pytest.fixture
def gateway(sample_folder: Path, tmp_path: Path) -> Iterator[GatewayProcess]:
    shutil.copytree(sample_folder, tmp_path / "gateway")
    with serving(tmp_path / "gateway") as running:
        yield running


def seal_of(device: Device) -> ESeal:
    seal = device.record(SEAL)
    assert isinstance(seal, ESeal)
    return seal


def changes_told(device: Device) -> list[SealAlarm]:
    found = [put.record for put in device.records().values() if isinstance(put.record, SealAlarm)]
    return [alarm for alarm in found if alarm.kind is AlarmKind.RULES_CHANGED]


def test_the_security_administrator_says_how_a_seal_is_used_and_the_auditor_hears_of_it(
    device_of: DeviceOf,
) -> None:
    security = device_of(SECURITY)
    assert isinstance(security.act(RULES), Confirmed)
    assert seal_of(device_of(CUSTODIAN)).offline_grace == GRACE
    (told,) = changes_told(device_of(AUDITOR))
    assert (told.seal_id, told.operator_id, told.acknowledged_at) == (SEAL, "u-27", None)
    for account in (SECURITY, CUSTODIAN, WITNESS):
        assert changes_told(device_of(account)) == [], "they do not note it in the auditor's place"


def test_rules_that_somebody_set_meanwhile_are_not_undone_unseen(device_of: DeviceOf) -> None:
    """A grace that was taken away stays away, whatever an older look at the seal would put back."""
    security = device_of(SECURITY)
    seen, before = security.records()[SEAL].version, security.records()["office-policy"].version
    assert isinstance(security.act(RULES, base_version=seen), Confirmed)
    stricter = replace(RULES, offline_grace=None, demands_time_stamp=True)
    late = security.act(stricter, base_version=seen)
    assert late == Invalid(id=late.id, reason="conflict")
    now = security.records()[SEAL].version
    assert isinstance(security.act(stricter, base_version=now), Confirmed)
    assert isinstance(security.act(SetOfficePolicy(policy=POLICY), base_version=before), Confirmed)
    looser = SetOfficePolicy(policy=replace(POLICY, demands_time_stamp=False))
    late = security.act(looser, base_version=before)
    assert late == Invalid(id=late.id, reason="conflict")


def test_what_stays_as_it_is_is_told_to_nobody(device_of: DeviceOf) -> None:
    security = device_of(SECURITY)
    same = SetSealRules(seal_id=SEAL, offline_grace=None, demands_time_stamp=False)
    assert isinstance(security.act(same), Confirmed)
    assert changes_told(device_of(AUDITOR)) == []


def test_the_security_administrator_sets_the_offices_policy(device_of: DeviceOf) -> None:
    assert isinstance(device_of(SECURITY).act(SetOfficePolicy(policy=POLICY)), Confirmed)
    assert device_of(CUSTODIAN).record("office-policy") == POLICY
    (told,) = changes_told(device_of(AUDITOR))
    assert told.seal_id == ""


@pytest.mark.parametrize("account", [CUSTODIAN, WITNESS, AUDITOR])
@pytest.mark.parametrize("act", [RULES, SetOfficePolicy(policy=POLICY)])
def test_nobody_else_sets_rules(
    device_of: DeviceOf, account: str, act: SetSealRules | SetOfficePolicy
) -> None:
    device = device_of(account)
    result = device.act(act)
    assert result == Denied(id=result.id, reason="not_the_rule_maker")
    assert seal_of(device).offline_grace is None


def test_a_cancelled_seal_and_one_that_is_not_there_get_no_rules(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    security = device_of(SECURITY)
    cancelled = replace(seal_of(security), state=SealState.CANCELLED)
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(cancelled)
    result = security.act(RULES)
    assert result == Denied(id=result.id, reason="seal_state")
    missing = security.act(replace(RULES, seal_id="s-none"))
    assert missing == Gone(id=missing.id)


def test_what_is_decided_at_the_gateway_itself_is_told_too(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    with gateway.store() as store:
        Deciding(store).grace(SEAL, GRACE)
    (told,) = changes_told(device_of(AUDITOR))
    assert (told.seal_id, told.operator_id) == (SEAL, "")


def test_an_office_that_an_older_program_made_has_its_policy_set_too(
    sample_folder: Path, tmp_path: Path
) -> None:
    """Nothing there has to be migrated, and until now nobody had decided anything."""
    data = tmp_path / "older"
    shutil.copytree(sample_folder, data)
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        transaction.records.remove(OfficePolicy().id)
    with serving(data) as running, connected(running.enrol(SECURITY)) as security:
        seen = security.records()[POLICY.id].version
        assert isinstance(security.act(SetOfficePolicy(policy=POLICY), base_version=seen), Confirmed)
