"""Time stamps for the clients: from the authority that the office has chosen, or the sample office's own."""

from __future__ import annotations

import http.client
import secrets
import ssl
import time
from collections import deque
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from core.crypto import parse_certificate, read_private_key
from core.errors import CryptoError
from core.seal import TimeStampUnfit, parse_time_stamp_request
from core.seal.stamper import Stamper
from core.seal.time_stamps import MAX_RESPONSE_BYTES
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.errors import ConfigUnusable, KeysUnusable, Malformed, NoTimeStamps, TimeStampUnavailable
from gateway.store import Clock

QUERY_TYPE, REPLY_TYPE = "application/timestamp-query", "application/timestamp-reply"
_SECONDS = 10.0
_PIECE = 16 << 10
_IDLE = 4

AnswerStamp = Callable[[bytes], bytes]
"""TimeStampReq → TimeStampResp, both DER. Raises `Malformed`, `NoTimeStamps`, `TimeStampUnavailable`."""


def stamps(folder: DataFolder, config: Config, clock: Clock) -> AnswerStamp:
    """Raises `ConfigUnusable`, `KeysUnusable`."""
    if config.time_stamp_url is not None:
        return _checked(_asked_of(config.time_stamp_url, config.time_stamp_ca))
    if folder.stamp_key.is_file():
        return _checked(_own(folder, clock))
    return _none


def _checked(answer: AnswerStamp) -> AnswerStamp:
    """Only what is a request of ours goes on."""

    def checked(untrusted_request: bytes) -> bytes:
        try:
            parse_time_stamp_request(untrusted_request)
        except TimeStampUnfit:
            raise Malformed from None
        return answer(untrusted_request)

    return checked


def _none(untrusted_request: bytes) -> bytes:
    raise NoTimeStamps


def _own(folder: DataFolder, clock: Clock) -> AnswerStamp:
    try:
        key = read_private_key(folder.stamp_key.read_bytes())
        stamper = Stamper(parse_certificate(folder.stamp_certificate.read_bytes()).raw, key)
    except (OSError, CryptoError) as error:
        raise KeysUnusable(str(folder.keys)) from error
    return lambda request: stamper.answer(
        parse_time_stamp_request(request), at=clock(), serial=secrets.randbits(120) + 1
    )


def _asked_of(url: str, ca_file: str | None) -> AnswerStamp:
    """Ask over HTTP: one request, no redirect, no proxy, so many bytes and seconds and no more."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ConfigUnusable(url, "time_stamp_url")
    try:
        context = ssl.create_default_context(cafile=ca_file) if parts.scheme == "https" else None
    except OSError as error:
        raise ConfigUnusable(str(ca_file), "time_stamp_ca") from error

    return _Authority(parts, context).ask


class _Authority:
    """One address, asked on connections that are kept for the next request. For several threads."""

    def __init__(self, parts: SplitResult, context: ssl.SSLContext | None) -> None:
        self._parts, self._context = parts, context
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._idle: deque[http.client.HTTPConnection] = deque()

    def ask(self, request: bytes) -> bytes:
        """Raises `TimeStampUnavailable`."""
        try:
            try:
                return self._asked(self._idle.pop(), request)
            except (IndexError, ConnectionError, ssl.SSLError):
                # There was none, or the authority closed it meanwhile: asking twice does no harm.
                return self._asked(_connection(self._parts, self._context), request)
        except (OSError, http.client.HTTPException) as error:
            raise TimeStampUnavailable(type(error).__name__) from error

    def _asked(self, connection: http.client.HTTPConnection, request: bytes) -> bytes:
        kept = False
        try:
            headers = {"Content-Type": QUERY_TYPE, "Accept": REPLY_TYPE}
            connection.request("POST", self._path, request, headers)
            response = connection.getresponse()
            reply = _reply(response, time.monotonic() + _SECONDS)
            if response.length == 0 and not response.will_close and len(self._idle) < _IDLE:
                response.close()  # only the answer: it has been read to its end
                kept = True
                self._idle.append(connection)
            return reply
        finally:
            if not kept:
                connection.close()


def _connection(parts: SplitResult, context: ssl.SSLContext | None) -> http.client.HTTPConnection:
    assert parts.hostname is not None
    if context is None:
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=_SECONDS)
    return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=_SECONDS, context=context)


def _reply(response: http.client.HTTPResponse, deadline: float) -> bytes:
    if response.status != 200 or response.headers.get_content_type() != REPLY_TYPE:
        raise TimeStampUnavailable("answer")
    content = b""
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > MAX_RESPONSE_BYTES or time.monotonic() > deadline:
            raise TimeStampUnavailable("size")
    return content
