"""The confined process: a PDF and whom to believe come in over a pipe, a report goes out.

pyHanko and all it needs is loaded before the walls go up, and so is the one event loop: none can be made
behind them. No fetcher is ever given to pyHanko, and the walls leave it no socket to fetch through.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Sequence

import msgspec

from core.crypto import parse_certificate, parse_crl
from core.ofd.display import Box
from core.seal import Trust
from desktop.pdfseals import wire
from desktop.pdfseals.errors import PdfNotSealable, PdfUnreadable
from desktop.pdfseals.judging import judge_pdf
from desktop.pdfseals.pressing import Pressing, press_pdf
from desktop.reading.channel import (
    Channel,
    ChannelClosed,
    ChannelTimeout,
    FrameTooLarge,
    receive_blob,
    send_blob,
    worker_channel,
)
from desktop.reading.confine import confine, grant_cpu_seconds

IDLE_SECONDS = 120.0
"""pyHanko takes some 80 MB: it is not kept while nobody reads PDFs."""


def main(arguments: Sequence[str] = ()) -> int:
    """Raise the walls, say so, serve until the program hangs up or has not asked for a while."""
    logging.disable(logging.CRITICAL)  # pyHanko logs what stands in documents
    channel = worker_channel(arguments[0] if arguments else None)
    loop = asyncio.new_event_loop()
    walls = confine(
        [*filter(None, sys.path), sys.prefix, os.path.dirname(sys.executable), "/usr/share/zoneinfo"]
    )
    channel.send(wire.encode(wire.Ready(landlock=walls.landlock, seccomp=walls.seccomp)))
    try:
        _serve(channel, loop)
    finally:
        loop.close()
    return 0


def _serve(channel: Channel, loop: asyncio.AbstractEventLoop) -> None:
    while True:
        try:
            frame = channel.receive(wire.REQUEST_BYTES_MAX, deadline=time.monotonic() + IDLE_SECONDS)
            request = wire.decode_request(frame)
            if isinstance(request, wire.Signature):
                return  # nobody asked for one
            content = receive_blob(channel, request.size)
        except (ChannelClosed, ChannelTimeout, FrameTooLarge, msgspec.MsgspecError):
            return
        grant_cpu_seconds()
        try:
            if isinstance(request, wire.Press):
                answer, sealed = _pressed(request, content, loop, channel)
            else:
                answer, sealed = _judged(request, content, loop), b""
            channel.send(wire.encode(answer))
            send_blob(channel, sealed)
        except ChannelClosed:
            return


def _judged(request: wire.Judge, content: bytes, loop: asyncio.AbstractEventLoop) -> wire.Answer:
    trust = Trust(
        anchors=tuple(map(parse_certificate, request.anchors)),
        intermediates=tuple(map(parse_certificate, request.intermediates)),
        crls=tuple(map(parse_crl, request.crls)),
        trusted_makers=None if request.makers is None else frozenset(request.makers),
        demands_time_stamp=request.demands_time_stamp,
    )
    try:
        return wire.Judged(report=judge_pdf(content, trust, request.now, loop.run_until_complete))
    except PdfUnreadable as error:
        return wire.Refused(fault=error.fault)
    except Exception as error:  # noqa: BLE001  the worker's outermost handler: no verdict is an answer too
        return wire.Refused(fault=type(error).__name__[:80])


def _pressed(
    request: wire.Press, content: bytes, loop: asyncio.AbstractEventLoop, channel: Channel
) -> tuple[wire.Answer, bytes]:
    """Raises `ChannelClosed` when no signature comes."""

    def sign_e(e: bytes) -> bytes:
        channel.send(wire.encode(wire.ToSign(e=e)))
        answer = wire.decode_request(channel.receive(wire.REQUEST_BYTES_MAX))
        if not isinstance(answer, wire.Signature):
            raise ChannelClosed
        grant_cpu_seconds()
        return answer.value

    pressing = Pressing(
        certificate=request.certificate,
        page=request.page,
        box=Box(*request.box),
        picture=request.picture,
        name=request.name,
        now=request.now,
    )
    try:
        sealed = press_pdf(content, pressing, sign_e, loop.run_until_complete)
    except PdfUnreadable as error:
        return wire.Refused(fault=error.fault), b""
    except PdfNotSealable as error:
        return wire.NotSealable(fault=error.fault), b""
    except ChannelClosed:
        raise
    except Exception as error:  # noqa: BLE001  as above
        return wire.Refused(fault=type(error).__name__[:80]), b""
    return wire.Pressed(size=len(sealed)), sealed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
