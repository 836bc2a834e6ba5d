"""A TLS server that says what a test tells it to say: for the faults a real gateway does not have."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from core.sync.wire import EnrolmentKit

NOW = datetime.now(UTC)
Reply = bytes | Callable[[bytes], bytes]


@dataclass(frozen=True)
class Identity:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def key_pem(self) -> str:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def issued(
    name: str,
    issuer: Identity | None = None,
    *,
    address: str = "127.0.0.1",
    valid: tuple[timedelta, timedelta] = (timedelta(days=-1), timedelta(days=1)),
) -> Identity:
    """A certificate by `issuer`, or an authority of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + valid[0])
        .not_valid_after(NOW + valid[1])
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False
        )
    )
    return Identity(builder.sign(key if issuer is None else issuer.key, hashes.SHA256()), key)


AUTHORITY = issued("our authority")
SERVER = issued("gateway", AUTHORITY)
DEVICE = issued("device", AUTHORITY)


def kit(url: str, *, authority: Identity = AUTHORITY) -> EnrolmentKit:
    return EnrolmentKit(
        gateway_url=url,
        ca_pem=authority.pem,
        device_id="d-1",
        device_certificate_pem=DEVICE.pem,
        device_key_pem=DEVICE.key_pem,
        person_id="p-1",
        person_name="唐景和",
    )


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP response; header names with `_` for `-`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class FaultyGateway:
    """Answers the n-th request with the n-th reply, the last one again and again."""

    replies: list[Reply]
    requests: list[bytes] = field(default_factory=list)
    url: str = ""

    def reply_to(self, request: bytes) -> bytes:
        reply = self.replies[min(len(self.requests), len(self.replies) - 1)]
        self.requests.append(request)
        return reply(request) if callable(reply) else reply


@contextmanager
def faulty_gateway(
    folder: Path, *replies: Reply, server: Identity = SERVER, plain: bool = False
) -> Iterator[FaultyGateway]:
    """Serve on loopback until the block ends; `plain` speaks no TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    chain = folder / "server.pem"
    chain.write_text(server.pem + server.key_pem)
    context.load_cert_chain(chain)
    gateway = FaultyGateway(list(replies))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gateway.url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        stopping = threading.Event()

        def serve() -> None:
            while not stopping.is_set():
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.settimeout(5)
                    if plain:
                        connection.recv(1)
                        connection.sendall(b"HTTP/1.0 400 what\r\n\r\n")
                        continue
                    with context.wrap_socket(connection, server_side=True) as secured:
                        secured.sendall(gateway.reply_to(_request(secured)))

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield gateway
        finally:
            stopping.set()
            with suppress(OSError):
                socket.create_connection(listener.getsockname(), timeout=5).close()
            thread.join(10)


def _request(secured: ssl.SSLSocket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = secured.recv(65536)
        if not piece:
            raise OSError
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    fields = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:])
    length = int(fields.get(b"content-length", b"0"))
    while len(body) < length:
        body += secured.recv(65536)
    return head + b"\r\n\r\n" + body
