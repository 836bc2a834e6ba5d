"""HTTP under the gateway's client: pinned TLS, bounded answers, failures with names.

What `requests` would do on its own is switched off: proxies and settings from the environment,
redirects, cookies, retries, and its habit of adding the public authorities to our TLS context.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar

import msgspec
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError, ReadTimeoutError

from core.errors import GatewayError
from core.sync.wire import decode_problem
from desktop.errors import (
    CursorExpired,
    DeviceRevoked,
    GatewayBusy,
    GatewayGarbled,
    GatewayRefused,
    GatewayUnreachable,
    GatewayUntrusted,
)
from desktop.tls import certificate_fault

_PIECE = 256 << 10
_PROBLEM_BYTES = 64 << 10
_LONGEST_PAUSE_S = 3600.0
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: to connect, between two pieces of an answer, and for a whole JSON answer."""

    connect: float = 5.0
    piece: float = 30.0
    answer: float = 120.0


class Transport:
    """One gateway's connections. Safe for several threads at once."""

    def __init__(self, base_url: str, context: ssl.SSLContext, patience: Patience) -> None:
        self._base_url = base_url.rstrip("/")
        self._patience = patience
        self._sockets = _Sockets()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update({"User-Agent": "sealdesk", "Accept-Encoding": "identity"})
        self._session.adapters.clear()
        self._session.mount(self._base_url + "/", _PinnedAdapter(context, self._sockets))

    def close(self) -> None:
        """Break off every request under way, in whatever thread; later ones fail at once."""
        self._sockets.close()
        self._session.close()

    def ask(
        self,
        method: str,
        path: str,
        decode: Callable[[bytes], AnswerT],
        *,
        limit: int,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        waiting_s: float = 0.0,
    ) -> AnswerT:
        """The decoded answer of at most `limit` bytes; `waiting_s` is what the gateway may idle before it."""
        with self.exchange(
            method, path, body=body, headers=headers, params=params, waiting_s=waiting_s
        ) as response:
            content = self.content(response, limit)
        try:
            return decode(content)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise GatewayGarbled("undecodable") from None

    @contextmanager
    def exchange(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        waiting_s: float = 0.0,
    ) -> Iterator[requests.Response]:
        """A response whose status is 2xx and whose body has not been read.

        Raises the kinds of `GatewayError`, also for what goes wrong while the body is read inside.
        """

        def send() -> requests.Response:
            return self._session.request(
                method,
                self._base_url + path,
                data=body,
                headers=dict(headers or {}),
                params=dict(params or {}),
                timeout=(self._patience.connect, self._patience.piece + waiting_s),
                allow_redirects=False,
                stream=True,
            )

        with self._failures(), self._sent(send) as response:
            if not 200 <= response.status_code < 300:
                raise self._problem(response)
            yield response

    def pieces(self, response: requests.Response) -> Iterator[bytes]:
        """The body as it arrives.

        `iter_content` fills each piece up before it gives it out, and loses what it has when the
        connection breaks.
        """
        while piece := response.raw.read1(_PIECE):
            yield piece

    def content(self, response: requests.Response, limit: int) -> bytes:
        """The body. Raises `GatewayGarbled` above `limit` bytes, `GatewayUnreachable` when it drips."""
        content = bytearray()
        deadline = time.monotonic() + self._patience.answer
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > limit:
                raise GatewayGarbled("too_long")
            if time.monotonic() > deadline:
                raise GatewayUnreachable("slow")
        return bytes(content)

    def _sent(self, send: Callable[[], requests.Response]) -> requests.Response:
        try:
            return send()
        except requests.ConnectionError as error:
            # An idle connection that the gateway closed as we wrote. Every request of ours may be repeated.
            reset = any(isinstance(each, ConnectionResetError) for each in _causes(error))
            if self._sockets.closed or not reset:
                raise
            return send()

    def _problem(self, response: requests.Response) -> Exception:
        status = response.status_code
        if status in (408, 429) or status >= 500:
            return GatewayBusy(status, _retry_after(response))
        if status < 400:
            return GatewayGarbled("redirect")
        try:
            problem = decode_problem(self.content(response, _PROBLEM_BYTES))
        except (msgspec.MsgspecError, ValueError):
            return GatewayGarbled("problem")
        return {"device_revoked": DeviceRevoked(), "epoch": CursorExpired(), "cursor": CursorExpired()}.get(
            problem.code, GatewayRefused(problem.code, status)
        )

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (requests.RequestException, HTTPError, OSError) as error:
            raise self._named(error) from error

    def _named(self, error: Exception) -> GatewayError:
        if self._sockets.closed:
            return GatewayUnreachable("closed")
        named = (_name(cause) for cause in _causes(error))
        return next((name for name in named if name is not None), GatewayUnreachable("broken"))


class _Sockets:
    """Every open connection, so that locking the vault can break off a long poll."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.closed = False

    def opened(self, sock: socket.socket) -> None:
        with self._lock:
            self._open.add(sock)
            closed = self.closed
        if closed:
            _shut(sock)

    def close(self) -> None:
        with self._lock:
            self.closed = True
            sockets = list(self._open)
        for sock in sockets:
            _shut(sock)


def _shut(sock: socket.socket) -> None:
    try:
        # Past the TLS layer, which another thread is reading from.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return  # closed already


class _PinnedAdapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext, sockets: _Sockets) -> None:
        self._context = context
        self._sockets = sockets
        super().__init__(pool_maxsize=8)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        sockets = self._sockets

        class Connection(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                if self.sock is not None:
                    sockets.opened(self.sock)

        class Pool(HTTPSConnectionPool):
            ConnectionCls = Connection

        self.poolmanager.pool_classes_by_scheme = {"https": Pool}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing: the base class would load the public authorities into our context."""

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {}


def _name(cause: BaseException) -> GatewayError | None:
    match cause:
        case ssl.SSLCertVerificationError():
            return GatewayUntrusted(certificate_fault(cause))
        case ssl.SSLError():
            return _tls_failure(cause.reason or "")
        case ConnectionRefusedError():
            return GatewayUnreachable("refused")
        case socket.gaierror():
            return GatewayUnreachable("name")
        case TimeoutError() | requests.Timeout() | ReadTimeoutError():
            return GatewayUnreachable("timeout")
        case _:
            return None


def _tls_failure(reason: str) -> GatewayError:
    if "ALERT" in reason:
        return GatewayRefused("client_certificate", 0)
    if reason in {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"}:
        return GatewayGarbled("no_tls")
    return GatewayUnreachable("broken")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and everything it was made of: requests and urllib3 wrap several times over."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]


def _retry_after(response: requests.Response) -> float:
    """Seconds the gateway asks us to stay away; 0 when it does not say so in seconds."""
    text = response.headers.get("Retry-After", "")
    return min(float(text), _LONGEST_PAUSE_S) if text.isascii() and text.isdigit() and len(text) < 10 else 0.0
