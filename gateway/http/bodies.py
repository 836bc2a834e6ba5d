"""Bodies and parameters, bounded before they are read and typed before they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import anyio
import msgspec
from starlette.requests import ClientDisconnect, Request

from gateway.errors import Malformed, TooLarge, TooSlow

Decoded = TypeVar("Decoded")


async def body_of(
    request: Request, decode: Callable[[bytes], Decoded], limit: int, seconds: float
) -> Decoded:
    """The typed body.

    Raises `TooLarge` beyond `limit` bytes, `TooSlow` after `seconds`, `Malformed` when not of the type.
    """
    with in_time(seconds):
        body = await _read(request, limit)
    try:
        return decode(body)
    except (msgspec.DecodeError, msgspec.ValidationError, ValueError, RecursionError):
        raise Malformed from None


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Whatever is awaited inside has so many seconds. Raises `TooSlow`."""
    try:
        with anyio.fail_after(seconds):
            yield
    except TimeoutError:
        raise TooSlow(seconds) from None


async def _read(request: Request, limit: int) -> bytes:
    announced = content_length(request)
    if announced is not None and announced > limit:
        raise TooLarge(limit)
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > limit:
                raise TooLarge(limit)
    except ClientDisconnect:
        raise Malformed from None
    return bytes(body)


def content_length(request: Request) -> int | None:
    return None if "content-length" not in request.headers else number(request.headers["content-length"])


def number(untrusted_text: str, *, at_most: int = 1 << 53) -> int:
    """A plain non-negative decimal number. Raises `Malformed`."""
    if not untrusted_text.isascii() or not untrusted_text.isdigit() or len(untrusted_text) > 16:
        raise Malformed
    value = int(untrusted_text)
    if value > at_most:
        raise Malformed
    return value
