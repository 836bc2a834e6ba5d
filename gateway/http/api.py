"""The interface of DESIGN.md 6: one method per endpoint, each as thin as it can be."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import BinaryIO, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from core.seal.time_stamps import MAX_REQUEST_BYTES
from core.sync.files import FILES_TYPE, MAX_FILES_BYTES, unpack_files
from core.sync.wire import (
    MAX_ACTION_BYTES,
    MAX_PAGE,
    FilesTaken,
    RevocationLists,
    SealUseAnswers,
    SealUseQuestion,
    TimeStampReplies,
    decode_actions,
    decode_purge_acks,
    decode_seal_use_question,
    decode_seal_use_questions,
    decode_time_stamp_queries,
    decode_upload_offer,
    encode,
)
from gateway.config import Config
from gateway.errors import Malformed, NotFound, NoTimeStamps, TimeStampUnavailable, TooLarge
from gateway.http.bodies import body_of, content_length, in_time, number
from gateway.http.protocol import peer_certificate
from gateway.http.ranges import Span, asked_span
from gateway.identity import Caller, identify
from gateway.service.acting import Acting
from gateway.service.cursors import Cursors
from gateway.service.notifying import Notifier, Waits
from gateway.service.reading import Page, changes_page, me, open_blob
from gateway.service.stamping import QUERY_TYPE, REPLY_TYPE, AnswerStamp
from gateway.service.uploading import Uploading
from gateway.store import BlobStore, Pulse, Store

log = logging.getLogger(__name__)

MAX_WAIT_SECONDS = 25
_STAMPING_THREADS = 4
_SMALL_BODY = 64 << 10
_ACKS_BODY = 128 << 10
_MANY_BODY = 384 << 10
_PIECE = 256 << 10
_SLOWEST_UPLOAD = 16 << 10
"""Bytes a second below which an upload's connection is given up; the client goes on where it ended."""
_UPLOAD_TYPE = "application/offset+octet-stream"
_BLOB_HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_HEX = frozenset("0123456789abcdef")
Answer = TypeVar("Answer")


class Api:
    """The endpoints. Everything that touches the database or the disk runs on few threads."""

    def __init__(
        self,
        *,
        store: Store,
        blobs: BlobStore,
        cursors: Cursors,
        acting: Acting,
        uploading: Uploading,
        notifier: Notifier,
        newest_lists: Callable[[], RevocationLists],
        stamp: AnswerStamp,
        description: bytes,
        config: Config,
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._cursors = cursors
        self._acting = acting
        self._uploading = uploading
        self._notifier = notifier
        self._newest_lists = newest_lists
        self._stamp = stamp
        self._stamping = CapacityLimiter(_STAMPING_THREADS)
        self._description = description
        self._limiter = CapacityLimiter(config.threads)
        self._body_seconds = float(config.body_seconds)
        self._waits = Waits(config.waits_per_device)

    async def watch(self) -> None:
        """Tell waiting devices of what other processes write, until the notifier is closed."""

        def pulse() -> Pulse:
            with self._store.reading() as transaction:
                return transaction.pulse()

        await self._notifier.watch(lambda: self._in_thread(pulse))

    async def sweep(self, older_than: timedelta, every_seconds: float) -> None:
        """Forget uploads that nobody finished or took up, again and again, until cancelled."""
        while True:
            await anyio.sleep(every_seconds)
            await self._in_thread(lambda: self._uploading.sweep(older_than))

    def routes(self) -> list[Route]:
        return [
            Route("/v1/me", self.me, methods=["GET"]),
            Route("/v1/changes", self.changes, methods=["GET"]),
            Route("/v1/actions", self.actions, methods=["POST"]),
            Route("/v1/purge-acks", self.purge_acks, methods=["POST"]),
            Route("/v1/uploads", self.begin_upload, methods=["POST"]),
            Route("/v1/uploads/{upload_id}", self.upload_state, methods=["HEAD"]),
            Route("/v1/uploads/{upload_id}", self.continue_upload, methods=["PATCH"]),
            Route("/v1/blobs/{sha256}", self.blob, methods=["GET", "HEAD"]),
            Route("/v1/revocation-lists", self.revocation_lists, methods=["GET"]),
            Route("/v1/time-stamps", self.time_stamp, methods=["POST"]),
            Route("/v1/seal-uses/check", self.check_seal_use, methods=["POST"]),
            Route("/v1/time-stamps/many", self.time_stamps, methods=["POST"]),
            Route("/v1/seal-uses/check-many", self.check_seal_uses, methods=["POST"]),
            Route("/v1/files", self.take_files, methods=["POST"]),
            Route("/v1/openapi.json", self.openapi, methods=["GET"]),
        ]

    async def me(self, request: Request) -> Response:
        certificate = peer_certificate(request)

        def answer() -> bytes:
            with self._store.reading() as transaction:
                return encode(me(transaction, identify(transaction, certificate)))

        return _json(await self._in_thread(answer))

    async def changes(self, request: Request) -> Response:
        """A page at once when there is one, else after the next change or `wait` seconds."""
        certificate = peer_certificate(request)
        cursor = request.query_params.get("cursor")
        limit = number(request.query_params.get("limit", str(MAX_PAGE)), at_most=MAX_PAGE)
        wait = number(request.query_params.get("wait", "0"), at_most=MAX_WAIT_SECONDS)
        if limit == 0:
            raise Malformed

        def page() -> Page:
            with self._store.reading() as transaction:
                caller = identify(transaction, certificate)
                return changes_page(transaction, self._cursors, caller, cursor, limit)

        deadline = anyio.current_time() + wait
        with self._waits.one_more(certificate) if wait else nullcontext():
            while True:
                changed = self._notifier.next_change()
                found = await self._in_thread(page)
                left = deadline - anyio.current_time()
                if not found.empty or left <= 0 or self._notifier.closed or cursor is None:
                    return _json(found.body)
                await self._notifier.wait(changed, left)

    async def actions(self, request: Request) -> Response:
        caller = await self._caller(request)
        actions = await body_of(request, decode_actions, MAX_ACTION_BYTES, self._body_seconds)
        results = await self._in_thread(lambda: self._acting.perform(caller, actions))
        self._notifier.notify()
        return _json(encode(results))

    async def purge_acks(self, request: Request) -> Response:
        caller = await self._caller(request)
        acks = await body_of(request, decode_purge_acks, _ACKS_BODY, self._body_seconds)

        def acknowledge() -> None:
            with self._store.writing() as transaction:
                transaction.devices.acknowledge_purges(caller.device_id, acks.ids)

        await self._in_thread(acknowledge)
        return Response(status_code=204)

    async def begin_upload(self, request: Request) -> Response:
        caller = await self._caller(request)
        offer = await body_of(request, decode_upload_offer, _SMALL_BODY, self._body_seconds)
        state = await self._in_thread(lambda: self._uploading.offer(caller, offer))
        return _json(encode(state), headers={"Upload-Offset": str(state.offset)})

    async def upload_state(self, request: Request) -> Response:
        caller = await self._caller(request)
        upload_id = request.path_params["upload_id"]
        state, size = await self._in_thread(lambda: self._uploading.state(caller, upload_id))
        headers = {
            "Upload-Offset": str(state.offset),
            "Upload-Length": str(size),
            "Cache-Control": "no-store",
        }
        return Response(status_code=200, headers=headers)

    async def continue_upload(self, request: Request) -> Response:
        """Append the body behind `Upload-Offset`; what arrived before a broken connection is kept."""
        caller = await self._caller(request)
        upload_id = request.path_params["upload_id"]
        if request.headers.get("content-type") != _UPLOAD_TYPE:
            raise Malformed
        offset = number(request.headers.get("upload-offset", ""))
        state, size = await self._in_thread(lambda: self._uploading.state(caller, upload_id))
        announced = content_length(request)
        if announced is not None and not state.complete and offset + announced > size:
            raise TooLarge(size)
        seconds = self._body_seconds + (size if announced is None else announced) / _SLOWEST_UPLOAD
        try:
            with in_time(seconds):
                offset = await self._append_all(request, caller, upload_id, offset)
        finally:
            with anyio.CancelScope(shield=True):
                await self._in_thread(lambda: self._uploading.settle(upload_id))
        state, _ = await self._in_thread(lambda: self._uploading.state(caller, upload_id))
        return _json(encode(state), headers={"Upload-Offset": str(state.offset)})

    async def blob(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        if len(sha256) != 64 or not _HEX.issuperset(sha256):
            raise NotFound
        certificate = peer_certificate(request)

        def opened() -> tuple[BinaryIO, int]:
            with self._store.reading() as transaction:
                return open_blob(transaction, self._blobs, identify(transaction, certificate), sha256)

        file, size = await self._in_thread(opened)
        etag = f'"{sha256}"'
        try:
            span = asked_span(request.headers.get("range"), request.headers.get("if-range"), etag, size)
        except BaseException:
            file.close()
            raise
        headers = _BLOB_HEADERS | {"ETag": etag, "Content-Length": str(span.stop - span.start)}
        if span.partial:
            headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
        status = 206 if span.partial else 200
        if request.method == "HEAD":
            file.close()
            return Response(status_code=status, headers=headers, media_type="application/octet-stream")
        return StreamingResponse(
            self._pieces(file, span),
            status_code=status,
            headers=headers,
            media_type="application/octet-stream",
        )

    async def revocation_lists(self, request: Request) -> Response:
        await self._caller(request)
        return _json(encode(await self._in_thread(self._newest_lists)))

    async def time_stamp(self, request: Request) -> Response:
        """Passed on to the time-stamp authority, on threads of its own: it may take its time."""
        await self._caller(request)
        if request.headers.get("content-type") != QUERY_TYPE:
            raise Malformed
        query = await body_of(request, bytes, MAX_REQUEST_BYTES, self._body_seconds)
        reply = await to_thread.run_sync(lambda: self._stamp(query), limiter=self._stamping)
        return Response(reply, media_type=REPLY_TYPE, headers={"Cache-Control": "no-store"})

    async def time_stamps(self, request: Request) -> Response:
        """Many at once: what gets no answer is told so, and the others are answered all the same."""
        await self._caller(request)
        asked = await body_of(request, decode_time_stamp_queries, _MANY_BODY, self._body_seconds)
        replies: list[bytes | None] = [None] * len(asked.queries)

        def stamp(query: bytes) -> bytes | None:
            try:
                return self._stamp(query)
            except (Malformed, NoTimeStamps, TimeStampUnavailable) as error:
                log.info("no time stamp code=%s", error.code)
                return None

        async def fill(number: int, query: bytes) -> None:
            replies[number] = await to_thread.run_sync(lambda: stamp(query), limiter=self._stamping)

        async with anyio.create_task_group() as group:
            for number, query in enumerate(asked.queries):
                group.start_soon(fill, number, query)
        return _json(encode(TimeStampReplies(replies=tuple(replies))))

    async def check_seal_use(self, request: Request) -> Response:
        caller = await self._caller(request)
        question = await body_of(request, decode_seal_use_question, _SMALL_BODY, self._body_seconds)
        answers = await self._checked(caller, (question,))
        return _json(encode(answers.answers[0]))

    async def check_seal_uses(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await body_of(request, decode_seal_use_questions, _SMALL_BODY, self._body_seconds)
        return _json(encode(await self._checked(caller, asked.questions)))

    async def _checked(self, caller: Caller, questions: Sequence[SealUseQuestion]) -> SealUseAnswers:
        checked = self._acting.custody.sealing.checked

        def answer() -> SealUseAnswers:
            with self._store.reading() as transaction:
                answers = (checked(transaction, caller, question) for question in questions)
                return SealUseAnswers(answers=tuple(answers))

        return await self._in_thread(answer)

    async def take_files(self, request: Request) -> Response:
        """Small files as a whole, all of them or none."""
        caller = await self._caller(request)
        if request.headers.get("content-type") != FILES_TYPE:
            raise Malformed
        announced = content_length(request) or 0
        seconds = self._body_seconds + min(announced, MAX_FILES_BYTES) / _SLOWEST_UPLOAD
        contents = await body_of(request, unpack_files, MAX_FILES_BYTES, seconds)
        addresses = await self._in_thread(lambda: self._uploading.take(caller, contents))
        return _json(encode(FilesTaken(addresses=addresses)))

    async def openapi(self, request: Request) -> Response:
        await self._caller(request)
        return _json(self._description)

    async def _append_all(self, request: Request, caller: Caller, upload_id: str, offset: int) -> int:
        pending = bytearray()
        appended = False
        try:
            async for piece in request.stream():
                pending += piece
                if len(pending) >= _PIECE:
                    offset = await self._append(caller, upload_id, offset, bytes(pending))
                    appended = True
                    pending.clear()
        except ClientDisconnect:
            log.info("upload interrupted")
        except anyio.get_cancelled_exc_class():
            with anyio.CancelScope(shield=True):
                await self._append(caller, upload_id, offset, bytes(pending))  # what came is kept
            raise
        if pending or not appended:
            offset = await self._append(caller, upload_id, offset, bytes(pending))
        return offset

    async def _append(self, caller: Caller, upload_id: str, offset: int, content: bytes) -> int:
        state = await self._in_thread(lambda: self._uploading.append(caller, upload_id, offset, content))
        return state.offset

    async def _pieces(self, file: BinaryIO, span: Span) -> AsyncIterator[bytes]:
        left = span.stop - span.start
        with file:
            await self._in_thread(lambda: file.seek(span.start))
            while left:
                piece = await self._in_thread(lambda: file.read(min(_PIECE, left)))  # noqa: B023 - awaited here
                if not piece:
                    return
                left -= len(piece)
                yield piece

    async def _caller(self, request: Request) -> Caller:
        certificate = peer_certificate(request)

        def found() -> Caller:
            with self._store.reading() as transaction:
                return identify(transaction, certificate)

        return await self._in_thread(found)

    async def _in_thread(self, work: Callable[[], Answer]) -> Answer:
        return await to_thread.run_sync(work, limiter=self._limiter)


def _json(body: bytes, headers: dict[str, str] | None = None) -> Response:
    return Response(
        body, media_type="application/json", headers={"Cache-Control": "no-store"} | (headers or {})
    )
