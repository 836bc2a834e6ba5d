"""What one device may hold open at a time, and for how long."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from gateway.config import Config
from tests.gateway_process import GatewayProcess, serving, verb
from tests.integration.gateway.client import Device, connected, tls_context
from tests.integration.gateway.conftest import SECRETARY

WAITS = Config().waits_per_device


@pytest.fixture
def gateway(sample_folder: Path, tmp_path: Path) -> Iterator[GatewayProcess]:
    shutil.copytree(sample_folder, tmp_path / "gateway")
    settings = tmp_path / "gateway.toml"
    settings.write_text("body_seconds = 1\n")
    with serving(tmp_path / "gateway", config=settings) as running:
        yield running


def line(gateway: GatewayProcess, device: Device) -> ssl.SSLSocket:
    host, port = gateway.url.removeprefix("https://").split(":")
    raw = socket.create_connection((host, int(port)), timeout=30)
    return tls_context(device.kit).wrap_socket(raw, server_hostname=host)


def answer(connection: ssl.SSLSocket) -> bytes:
    """Everything until the gateway closes the connection."""
    received = b""
    while piece := connection.recv(4096):
        received += piece
    return received


def test_a_body_that_drips_is_cut_off_and_its_connection_closed(gateway: GatewayProcess) -> None:
    with connected(gateway.enrol(SECRETARY)) as device, line(gateway, device) as connection:
        head = b"POST /v1/actions HTTP/1.1\r\nHost: gateway\r\nContent-Length: 5000\r\n\r\n"
        connection.sendall(head + b"{")
        told = answer(connection)
    assert told.startswith(b"HTTP/1.1 408")
    assert b"too_slow" in told


def test_an_upload_that_drips_keeps_what_came(gateway: GatewayProcess) -> None:
    content = b"x" * 20_000
    with connected(gateway.enrol(SECRETARY)) as device, line(gateway, device) as connection:
        state = device.offer(content)
        head = (
            f"PATCH /v1/uploads/{state.upload_id} HTTP/1.1\r\nHost: gateway\r\nUpload-Offset: 0\r\n"
            f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        connection.sendall(head.encode() + content[:5000])
        assert answer(connection).startswith(b"HTTP/1.1 408")
        assert device.offer(content).offset == 5000


def test_a_device_waits_on_so_many_connections_and_others_wait_on_theirs(gateway: GatewayProcess) -> None:
    kit, other = gateway.enrol(SECRETARY), gateway.enrol(SECRETARY)
    with ExitStack() as open_lines, ThreadPoolExecutor(WAITS + 1) as threads:
        devices = [open_lines.enter_context(connected(kit)) for _ in range(WAITS + 1)]
        cursor = devices[0].page().cursor
        path = f"/v1/changes?wait=3&cursor={cursor}"
        answers = list(threads.map(lambda device: device.get(path).status, devices))
        assert sorted(answers) == [*[200] * WAITS, 429]
        apart = open_lines.enter_context(connected(other))
        assert apart.get(f"/v1/changes?wait=1&cursor={apart.page().cursor}").status == 200
        assert devices[0].get(f"/v1/changes?wait=1&cursor={cursor}").status == 200


def test_after_a_backup_a_new_epoch_makes_every_device_ask_anew(data: Path) -> None:
    with serving(data) as gateway, connected(gateway.enrol(SECRETARY)) as device:
        kit, page = device.kit, device.page()
    answer = verb("new-epoch", data)
    assert answer["epoch"] != page.epoch
    port = int(kit.gateway_url.rpartition(":")[2])
    with serving(data, port=port), connected(kit) as device:
        stale = device.get(f"/v1/changes?cursor={page.cursor}")
        assert (stale.status, stale.code) == (410, "epoch")
        assert device.page().epoch == answer["epoch"]


def test_the_ledger_is_printed_and_verified_on_the_command_line(sample_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gateway", "audit", "--data", str(sample_folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert '"unbroken": true' in lines[-1]
    assert len(lines) == 12
    assert "signature" not in lines[0]
