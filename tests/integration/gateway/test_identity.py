"""Who is let in: registered devices with certificates of this network, and nobody else."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from core.sync.wire import EnrolmentKit, decode_me, decode_problem
from gateway import authority
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, connected
from tests.integration.gateway.conftest import CUSTODIAN

DeviceOf = Callable[[str], Device]


def test_a_device_is_taken_for_the_person_it_was_enrolled_for(device_of: DeviceOf) -> None:
    device = device_of(CUSTODIAN)
    me = decode_me(device.get("/v1/me").body)
    assert (me.person.id, me.device_id, me.demonstration) == ("u-16", device.kit.device_id, True)


def test_a_connection_without_a_certificate_is_refused(gateway: GatewayProcess) -> None:
    kit = gateway.enrol(CUSTODIAN)
    bare = ssl.create_default_context(cadata=kit.ca_pem)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _asked(kit, bare)


def test_a_certificate_of_another_authority_is_refused(gateway: GatewayProcess) -> None:
    now = datetime.now(UTC)
    foreign = authority.new_device(authority.new_authority(now), "stranger", now)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _connect(_with(gateway.enrol(CUSTODIAN), foreign))


def test_an_older_tls_is_refused(gateway: GatewayProcess) -> None:
    kit = gateway.enrol(CUSTODIAN)
    old = ssl.create_default_context(cadata=kit.ca_pem)
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _asked(kit, old)


def test_a_certificate_of_ours_without_a_registered_device_sees_nothing(gateway: GatewayProcess) -> None:
    kit = gateway.enrol(CUSTODIAN)
    keys = gateway.data / "keys"
    ca = authority.load((keys / "ca.pem").read_bytes(), (keys / "ca.key").read_bytes())
    unregistered = authority.new_device(ca, "unregistered", datetime.now(UTC))
    with connected(_with(kit, unregistered)) as device:
        answer = device.get("/v1/changes")
    assert (answer.status, answer.code) == (403, "device_unknown")


def test_a_revoked_device_is_told_so_on_its_open_connection(gateway: GatewayProcess) -> None:
    with connected(gateway.enrol(CUSTODIAN)) as device:
        assert device.get("/v1/me").status == 200
        gateway.revoke(device.kit.device_id)
        answers = [device.get(path) for path in ("/v1/me", "/v1/changes", "/v1/openapi.json")]
    assert {(answer.status, answer.code) for answer in answers} == {(403, "device_revoked")}


def test_a_problem_tells_the_time_of_the_gateway_and_no_software(device_of: DeviceOf) -> None:
    answer = device_of(CUSTODIAN).get("/v1/nothing-here")
    assert answer.status == 404
    assert abs(decode_problem(answer.body).server_time - datetime.now(UTC)).total_seconds() < 300
    assert "server" not in answer.headers


def _with(kit: EnrolmentKit, device: authority.KeyedCertificate) -> EnrolmentKit:
    return replace(
        kit, device_certificate_pem=device.certificate_pem.decode(), device_key_pem=device.key_pem.decode()
    )


def _connect(kit: EnrolmentKit) -> None:
    with connected(kit) as device:
        device.get("/v1/me")


def _asked(kit: EnrolmentKit, context: ssl.SSLContext) -> None:
    connection = http.client.HTTPSConnection(kit.gateway_url.removeprefix("https://"), context=context)
    try:
        connection.request("GET", "/v1/me")
        connection.getresponse()
    finally:
        connection.close()


def test_a_waiting_device_hears_of_its_revocation(gateway: GatewayProcess) -> None:
    with connected(gateway.enrol(CUSTODIAN)) as device, ThreadPoolExecutor(1) as pool:
        cursor = device.page().cursor
        waiting = pool.submit(device.get, f"/v1/changes?wait=25&cursor={cursor}")
        gateway.revoke(device.kit.device_id)
        answer = waiting.result(timeout=20)
    assert (answer.status, answer.code) == (403, "device_revoked")
