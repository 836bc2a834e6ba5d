"""The client certificate, shown to the application (uvicorn keeps it to itself; SYNC.md 4.1)."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway.authority import certificate_sha256
from gateway.errors import DeviceUnknown

_STATE = "sealdesk.certificate_sha256"


class ClientCertificateProtocol(HttpToolsProtocol):
    """HTTP/1.1 over TLS that notes the SHA-256 of the peer's certificate in every request's scope.

    It is noted by the connection itself, so nothing that a client sends can stand in its place.
    """

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
