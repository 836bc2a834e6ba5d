"""Time stamps for the clients: from the authority that the office has chosen, or the sample office's own."""

from __future__ import annotations

import http.client
import secrets
import ssl
import time
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

    def ask(request: bytes) -> bytes:
        connection = _connection(parts, context)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, request, {"Content-Type": QUERY_TYPE, "Accept": REPLY_TYPE})
            return _reply(connection.getresponse(), time.monotonic() + _SECONDS)
        except (OSError, http.client.HTTPException) as error:
            raise TimeStampUnavailable(type(error).__name__) from error
        finally:
            connection.close()

    return ask


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
