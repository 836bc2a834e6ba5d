"""What is no request of ours gets a code and nothing else."""

from __future__ import annotations

import random
import socket
import ssl
from collections.abc import Callable, Iterator

import pytest

from core.sync.wire import MAX_ACTION_BYTES, Actions, SetAgendaDuration, encode
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action, tls_context
from tests.integration.gateway.conftest import CUSTODIAN, SECRETARY

DeviceOf = Callable[[str], Device]
GARBAGE = [
    b"",
    b"null",
    b"{}",
    b"[]",
    b"\xff\xfe\x00",
    b"{" * 5000,
    b"[" * 60_000,
    b'{"actions":[]}',
    b'{"actions":[{}]}',
    b'{"actions":[],"extra":1}',
    b'{"ids":[""]}',
    '{"ids":["密"]}'.encode(),
    b'{"sha256":"../../etc/passwd","size":1}',
    b'{"sha256":"' + b"0" * 64 + b'","size":0}',
    b'{"sha256":"' + b"0" * 64 + b'","size":1e99}',
    b'{"sha256":"' + b"0" * 64 + b'","size":true}',
]


@pytest.mark.parametrize("path", ["/v1/actions", "/v1/purge-acks", "/v1/uploads"])
@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_malformed(device_of: DeviceOf, path: str, body: bytes) -> None:
    answer = device_of(CUSTODIAN).send("POST", path, body)
    assert (answer.status, answer.code) == (400, "malformed")


def test_mutilated_actions_are_problems_and_change_nothing(device_of: DeviceOf, seed: int) -> None:
    device = device_of(SECRETARY)
    version = device.version("ag-1-2")
    good = encode(Actions(actions=(action(SetAgendaDuration(item_id="ag-none", duration_min=5)),)))
    draw = random.Random(seed)
    for _ in range(300):
        body = bytearray(good)
        for _ in range(draw.randrange(1, 4)):
            place = draw.randrange(len(body))
            body[place : place + draw.randrange(2)] = draw.randbytes(draw.randrange(3))
        answer = device.send("POST", "/v1/actions", bytes(body))
        assert answer.status == 200 or (answer.status, answer.code) == (400, "malformed"), bytes(body)
    assert device.version("ag-1-2") == version


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(device_of: DeviceOf) -> None:
    headers = {"Content-Length": str(MAX_ACTION_BYTES + 1)}
    answer = device_of(CUSTODIAN).send("POST", "/v1/actions", b"{", headers)
    assert (answer.status, answer.code) == (413, "too_large")


def test_a_body_without_a_length_is_stopped_at_the_limit(device_of: DeviceOf) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * (100 << 10)

    try:
        answer = device_of(CUSTODIAN).send("POST", "/v1/actions", endless())
    except (BrokenPipeError, ConnectionResetError):
        return  # refused before we had said it all
    assert (answer.status, answer.code) == (413, "too_large")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/v1",
        "/v1/blobs/",
        "/v1/blobs/..%2f..%2fkeys%2fca.key",
        "/v1/blobs/" + "G" * 64,
        "/v1/blobs/" + "0" * 63,
        "/v1/uploads/..%2fkeys",
        "/v1/me/",
        "/v1//me",
        "/docs",
        "/v1/blobs/%00",
    ],
)
def test_paths_that_lead_nowhere_are_not_found(device_of: DeviceOf, path: str) -> None:
    answer = device_of(CUSTODIAN).get(path)
    assert answer.status in {404, 405}
    assert answer.code in {"not_found", "method"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(device_of: DeviceOf, method: str) -> None:
    answer = device_of(CUSTODIAN).send(method, "/v1/me")
    assert (answer.status, answer.code) == (405, "method")


@pytest.mark.parametrize(
    "head",
    [
        {"Upload-Offset": "-1"},
        {"Upload-Offset": "x"},
        {"Upload-Offset": "99999999999999999999"},
        {"Upload-Offset": "0", "Content-Type": "text/plain"},
        {},
    ],
)
def test_an_upload_with_bad_headers_is_malformed(device_of: DeviceOf, head: dict[str, str]) -> None:
    device = device_of(CUSTODIAN)
    state = device.offer(b"headers")
    headers = {"Content-Type": "application/offset+octet-stream"} | head
    answer = device.send("PATCH", f"/v1/uploads/{state.upload_id}", b"headers", headers)
    assert (answer.status, answer.code) == (400, "malformed")


def test_what_is_no_http_is_dropped_and_the_gateway_goes_on(
    gateway: GatewayProcess, device_of: DeviceOf, seed: int
) -> None:
    kit = gateway.enrol(CUSTODIAN)
    host, _, port = kit.gateway_url.removeprefix("https://").rpartition(":")
    draw = random.Random(seed)
    for _ in range(20):
        with (
            socket.create_connection((host, int(port)), timeout=10) as plain,
            tls_context(kit).wrap_socket(plain, server_hostname=host) as connection,
        ):
            connection.sendall(draw.randbytes(draw.randrange(1, 400)) + b"\r\n\r\n")
    assert device_of(CUSTODIAN).get("/v1/me").status == 200


@pytest.mark.parametrize("line", [b"X-Long: ", b"GET /"], ids=["header", "address"])
def test_a_request_without_an_end_is_dropped_before_it_fills_the_memory(
    gateway: GatewayProcess, device_of: DeviceOf, line: bytes
) -> None:
    kit = gateway.enrol(CUSTODIAN)
    host, _, port = kit.gateway_url.removeprefix("https://").rpartition(":")
    opening = line if line.startswith(b"GET") else b"GET /v1/me HTTP/1.1\r\nHost: g\r\n" + line
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        tls_context(kit).wrap_socket(plain, server_hostname=host) as connection,
        pytest.raises((ConnectionError, ssl.SSLError)),
    ):
        _flood(connection, opening)
    assert device_of(CUSTODIAN).get("/v1/me").status == 200


def test_what_is_no_tls_is_dropped_and_the_gateway_goes_on(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    host, _, port = gateway.url.removeprefix("https://").rpartition(":")
    for opening in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\xff\xff", b"\x00" * 500):
        with socket.create_connection((host, int(port)), timeout=10) as plain:
            plain.sendall(opening)
    assert device_of(CUSTODIAN).get("/v1/me").status == 200


def test_the_log_names_no_person_and_no_title(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    records = [put.record for put in device.records().values()]
    titles = [getattr(record, "title", None) or getattr(record, "name", "") for record in records]
    device.get("/v1/nothing?title=" + "%E5%85%AC")
    device.act(SetAgendaDuration(item_id="ag-1-1", duration_min=13), base_version=device.version("ag-1-1"))
    written = (gateway.data.parent / "gateway.log").read_text()
    assert "result=ok" in written
    assert [title for title in titles if title and title in written] == []
    assert "Traceback" not in written


def test_the_interface_describes_itself(device_of: DeviceOf) -> None:
    answer = device_of(CUSTODIAN).get("/v1/openapi.json")
    described = answer.json()
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) >= {
        "/v1/me",
        "/v1/changes",
        "/v1/actions",
        "/v1/uploads",
        "/v1/blobs/{sha256}",
    }
    assert {"Put", "Purge", "Action", "Problem"} <= set(described["components"]["schemas"])


def _flood(connection: ssl.SSLSocket, opening: bytes) -> None:
    """Send a MiB of head. Raises ConnectionError or SSLError when the gateway hangs up."""
    connection.sendall(opening)
    for _ in range(64):
        connection.sendall(b"a" * (16 << 10))
    if not connection.recv(1):
        raise ConnectionResetError
