"""The gateway knocks at its own door before it says where it is."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gateway.data_folder import DataFolder
from gateway.errors import SelfTestFailed
from gateway.self_test import prove_refusals
from tests.gateway_process import GatewayProcess


def test_a_gateway_of_ours_refuses_both_strangers(gateway: GatewayProcess) -> None:
    host, _, port = gateway.url.removeprefix("https://").rpartition(":")
    prove_refusals(DataFolder.opened(gateway.data), (host, int(port)))


@pytest.mark.parametrize(
    ("mode", "probe"), [(ssl.CERT_NONE, "no certificate"), (ssl.CERT_OPTIONAL, "no certificate")]
)
def test_a_server_that_lets_anybody_in_is_found_out(
    sample_folder: Path, mode: ssl.VerifyMode, probe: str
) -> None:
    folder = DataFolder.opened(sample_folder)
    with _answering(folder, mode) as address, pytest.raises(SelfTestFailed) as found:
        prove_refusals(folder, address)
    assert found.value.probe == probe


@contextmanager
def _answering(folder: DataFolder, mode: ssl.VerifyMode) -> Iterator[tuple[str, int]]:
    """A server with our certificate that greets whoever comes, once."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder.server_certificate, folder.server_key)
    context.load_verify_locations(folder.ca_certificate)
    context.verify_mode = mode

    def greet(listener: socket.socket) -> None:
        plain, _ = listener.accept()
        with context.wrap_socket(plain, server_side=True) as connection:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        greeting = threading.Thread(target=greet, args=(listener,))
        greeting.start()
        yield listener.getsockname()
        greeting.join(10)
