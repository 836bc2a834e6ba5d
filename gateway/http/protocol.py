"""The client certificate, shown to the application (uvicorn keeps it to itself; SYNC.md 4.1)."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway.authority import certificate_sha256
from gateway.errors import DeviceUnknown

log = logging.getLogger(__name__)

_STATE = "sealdesk.certificate_sha256"
MAX_HEAD_BYTES = 64 << 10


class ClientCertificateProtocol(HttpToolsProtocol):
    """HTTP/1.1 over TLS that notes the SHA-256 of the peer's certificate in every request's scope.

    It is noted by the connection itself, so nothing that a client sends can stand in its place.
    A request whose head does not end is dropped: uvicorn would collect it until memory is full.
    """

    _head_ended = False
    _head_bytes = 0

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_ended:
            self._head_bytes = 0
        elif self._head_bytes > MAX_HEAD_BYTES:
            log.info("dropped a request without an end")
            self.transport.abort()

    def on_message_begin(self) -> None:
        self._head_ended = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_ended = True
        super().on_headers_complete()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        tls = transport.get_extra_info("ssl_object")
        der = None if tls is None else tls.getpeercert(binary_form=True)
        noted = None if der is None else certificate_sha256(der)
        application = self.app

        async def with_certificate(scope: Scope, receive: Receive, send: Send) -> None:
            scope[_STATE] = noted
            await application(scope, receive, send)

        self.app: Any = with_certificate


def peer_certificate(request: Request) -> str:
    """The SHA-256 of the connection's client certificate. Raises `DeviceUnknown` without one."""
    noted: str | None = request.scope.get(_STATE)
    if noted is None:
        raise DeviceUnknown
    return noted
