"""Serving: TLS 1.3 with client certificates, proven by a self-test before the address is told."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import uvicorn

from core.errors import AppError
from gateway.app import Service, build
from gateway.config import Config
from gateway.data_folder import DataFolder, write_private
from gateway.errors import AddressTaken, KeysUnusable
from gateway.http.protocol import ClientCertificateProtocol
from gateway.self_test import prove_refusals

log = logging.getLogger(__name__)

_GRACE_SECONDS = 5
_FAREWELL_SECONDS = 0.3
_KEEP_ALIVE_SECONDS = 75


def serve(
    folder: DataFolder,
    config: Config,
    *,
    host: str,
    port: int,
    stop_with_parent: bool,
    ready: Callable[[str], None],
) -> None:
    """Serve until SIGTERM, SIGINT or, with `stop_with_parent`, the end of standard input.

    `ready` is told the address once connections without a certificate of ours were seen refused.
    Raises `AddressTaken`, `KeysUnusable`, `SelfTestFailed`, `SchemaMismatch`.
    """
    tls = _tls(folder)
    service = build(folder, config)
    try:
        service.uploading.sweep(timedelta(days=config.unfinished_upload_days))
        with _listening(host, port) as listener:
            url = _url(listener, config)
            server = _Server(
                _uvicorn_config(tls, service),
                service,
                lambda: _opened(folder, listener.getsockname()[:2], url, ready),
            )
            if stop_with_parent:
                threading.Thread(target=server.stop_at_end_of_input, daemon=True).start()
            server.run(sockets=[listener])
        if server.failure is not None:
            raise server.failure
    finally:
        service.store.close()


class _Server(uvicorn.Server):
    """uvicorn's server that opens with a self-test and ends every long poll when it closes."""

    def __init__(self, config: uvicorn.Config, service: Service, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self._service = service
        self._opened = opened
        self._beside: list[asyncio.Task[None]] = []
        self.failure: AppError | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        try:
            await asyncio.to_thread(self._opened)
        except AppError as error:
            self.failure = error
            self.should_exit = True
        else:
            self._beside = [
                asyncio.create_task(work()) for work in (self._service.watch, self._service.sweep)
            ]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.notifier.close()
        asyncio.get_running_loop().call_later(_FAREWELL_SECONDS, self._drop_idle)
        await super().shutdown(sockets=sockets)
        for task in self._beside:
            task.cancel()
        if self._beside:
            await asyncio.wait(self._beside)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A signal ends the serving and is then done with; uvicorn would raise it once more."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)

    def stop_at_end_of_input(self) -> None:
        """Whoever started us holds our standard input; when they are gone, so are we."""
        while os.read(sys.stdin.fileno(), 4096):
            continue
        self._stop()

    def _drop_idle(self) -> None:
        """A TLS peer that never says goodbye would hold the whole gateway for the time of grace."""
        for connection in list(self.server_state.connections):
            assert isinstance(connection, ClientCertificateProtocol)
            if connection.cycle is None or connection.cycle.response_complete:
                connection.transport.abort()

    def _stop(self) -> None:
        self.should_exit = True


def _uvicorn_config(tls: ssl.SSLContext, service: Service) -> uvicorn.Config:
    return uvicorn.Config(
        service.asgi,
        http=ClientCertificateProtocol,
        ws="none",
        lifespan="off",
        loop="uvloop",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ssl_context_factory=lambda _config, _default: tls,
    )


def _tls(folder: DataFolder) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.num_tickets = 0  # a resumed session would not show its certificate again
    try:
        context.load_cert_chain(folder.server_certificate, folder.server_key)
        context.load_verify_locations(folder.ca_certificate)
    except OSError as error:  # ssl.SSLError is one too
        raise KeysUnusable(str(folder.keys)) from error
    return context


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressTaken(host, port, error.strerror or "refused") from error
    with listener:
        yield listener


def _url(listener: socket.socket, config: Config) -> str:
    """The address to be told to devices: one that listens everywhere goes by its configured name."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared with, not bound
        host = config.hosts[0]
    return f"https://{f'[{host}]' if ':' in host else host}:{port}"


def _opened(folder: DataFolder, address: tuple[str, int], url: str, ready: Callable[[str], None]) -> None:
    prove_refusals(folder, address)
    write_private(folder.last_url, url.encode())
    log.info("serving")
    ready(url)
