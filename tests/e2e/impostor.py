"""Servers that are not the gateway: one that answers garbage, one that holds another certificate."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ANSWERS = {
    "noise": b"\x00\xff\xfe garbage \x80\n" * 64,
    "a page of another program": b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>",
    "another json": b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n" + b'{"unknown": 12}',
    "an endless answer": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{",
    "half an answer": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
}


@contextmanager
def impostor(certificate: Path, key: Path, port: int, answer: bytes) -> Iterator[None]:
    """Serve `answer` to whoever speaks TLS on 127.0.0.1:`port`, until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", port))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with plain, context.wrap_socket(plain, server_side=True) as connection:
                    connection.settimeout(5)
                    connection.recv(65536)
                    connection.sendall(answer)
            except OSError:
                continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with closing(listener):
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
    thread.join()
