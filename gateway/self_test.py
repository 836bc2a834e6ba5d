"""The proof, before the address is told, that nobody gets in without a certificate of ours.

A server can lose client verification silently, through one option that has no effect without another
(SYNC.md 4.1); only trying tells.
"""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from gateway import authority
from gateway.data_folder import DataFolder, write_private
from gateway.errors import SelfTestFailed

_SECONDS = 10


def prove_refusals(folder: DataFolder, address: tuple[str, int]) -> None:
    """Knock at our own door as those who must stay outside. Raises `SelfTestFailed` when one gets in."""
    _must_be_refused("no certificate", address, _stranger(folder))
    _must_be_refused("a certificate of another authority", address, _foreigner(folder))


def _must_be_refused(probe: str, address: tuple[str, int], context: ssl.SSLContext) -> None:
    """In TLS 1.3 the client only learns of its refusal when it reads. Raises `SelfTestFailed`."""
    try:
        with (
            socket.create_connection(address, timeout=_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=address[0]) as connection,
        ):
            connection.sendall(b"GET /v1/me HTTP/1.1\r\nHost: self-test\r\nConnection: close\r\n\r\n")
            answered = connection.recv(1)
    except ssl.SSLError:
        return
    except OSError:
        answered = b""
    if answered:
        raise SelfTestFailed(probe)


def _stranger(folder: DataFolder) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(folder.ca_certificate)
    return context


def _foreigner(folder: DataFolder) -> ssl.SSLContext:
    now = datetime.now(UTC)
    device = authority.new_device(authority.new_authority(now), "self-test", now)
    context = _stranger(folder)
    with TemporaryDirectory(dir=folder.root) as place:
        certificate, key = Path(place) / "certificate.pem", Path(place) / "key.pem"
        certificate.write_bytes(device.certificate_pem)
        write_private(key, device.key_pem)
        context.load_cert_chain(certificate, key)
    return context
