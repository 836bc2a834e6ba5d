"""Every answer that is not 2xx: a code and the gateway's time, nothing else."""

from __future__ import annotations

import errno
import logging

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.sync.wire import Problem, encode
from gateway.errors import (
    DiskFull,
    Internal,
    Malformed,
    MethodNotAllowed,
    NotFound,
    OffsetMismatch,
    RangeUnsatisfiable,
    Refused,
    TooSlow,
)
from gateway.store import Clock

log = logging.getLogger(__name__)


def problem_response(refused: Refused, clock: Clock) -> Response:
    headers = {}
    match refused:
        case OffsetMismatch(offset=offset):
            headers["Upload-Offset"] = str(offset)
        case RangeUnsatisfiable(size=size):
            headers["Content-Range"] = f"bytes */{size}"
        case TooSlow():
            headers["Connection"] = "close"  # the rest of the body would go on dripping
    return Response(
        encode(Problem(code=refused.code, server_time=clock())),
        status_code=refused.status,
        media_type="application/problem+json",
        headers=headers,
    )


class Problems:
    """The outermost layer: whatever goes wrong inside becomes a problem here, and only here."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["app"] = self  # so that the router raises what it refuses instead of answering in prose
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            refused = _refusal(error)
            log.info("refused method=%s code=%s", scope["method"], refused.code)
            if begun:
                raise
            await problem_response(refused, self._clock)(scope, receive, send)


def _refusal(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        return {404: NotFound(), 405: MethodNotAllowed()}.get(error.status_code, Malformed())
    log.error("unforeseen error", exc_info=error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return Internal()
