"""The gateway, as the desktop sees it (DESIGN.md 6)."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import requests

from core.ids import content_address
from core.seal.time_stamps import MAX_RESPONSE_BYTES
from core.sync.files import FILES_TYPE, pack_files
from core.sync.wire import (
    MAX_BLOB_BYTES,
    MAX_TOGETHER,
    Action,
    ActionResult,
    Actions,
    ChangesPage,
    EnrolmentKit,
    Me,
    PurgeAcks,
    RevocationLists,
    SealUseAnswer,
    SealUseQuestion,
    SealUseQuestions,
    TimeStampQueries,
    UploadOffer,
    UploadState,
    decode_changes,
    decode_files_taken,
    decode_me,
    decode_results,
    decode_revocation_lists,
    decode_seal_use_answers,
    decode_time_stamp_replies,
    decode_upload_state,
    encode,
)
from desktop.errors import EnrolmentUnusable, GatewayGarbled, GatewayRefused, GatewayUnreachable
from desktop.tls import client_context
from desktop.transport import Patience, Transport

_SMALL_ANSWER = 1 << 20
_PAGE_ANSWER = 64 << 20
_LISTS_ANSWER = 32 << 20
_UPLOAD_PIECE = 4 << 20
_UPLOAD_TURNS = 1000
_STAMPS_ANSWER = MAX_TOGETHER * 2 * MAX_RESPONSE_BYTES
_JSON: Mapping[str, str] = {"Content-Type": "application/json"}
LONGEST_WAIT_S = 25
AnswerT = TypeVar("AnswerT")

Progress = Callable[[int, int], None]
"""Called with (bytes so far, bytes in all)."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way: `pieces` begin at byte `start` of `size`; `start` may be 0 where more was asked."""

    start: int
    size: int
    pieces: Iterator[bytes]


class Gateway(Protocol):
    """What a sync round and a workspace need. Every method raises kinds of `GatewayError`."""

    @property
    def clock_ahead_s(self) -> float:
        """How far this computer's clock is ahead of the gateway's, by its last answer; seconds."""

    def me(self) -> Me: ...

    def changes(self, cursor: str, *, limit: int, wait_s: int = 0) -> ChangesPage:
        """The changes behind `cursor`, "" for the beginning. Raises `CursorExpired`."""

    def submit(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]: ...

    def acknowledge_purges(self, record_ids: Collection[str]) -> None: ...

    def upload(self, content: bytes, *, progress: Progress | None = None) -> None:
        """Bring a file up, going on where an earlier try ended."""

    def upload_together(self, contents: Sequence[bytes]) -> None:
        """Bring small files up in one request: a group of `core.sync.files.bodies_of`."""

    @contextmanager
    def download(self, address: str, start: int) -> Iterator[Download]:
        """Ask for a file from byte `start` on. What arrives is not verified yet."""

    def revocation_lists(self) -> RevocationLists:
        """The newest revocation lists that the office has."""

    def time_stamps(self, requests: Sequence[bytes]) -> tuple[bytes | None, ...]:
        """The time-stamp authority's answer (TimeStampResp) to each TimeStampReq, at most `MAX_TOGETHER`.

        All are DER and nobody judged them; None where it gave no answer.
        """

    def check_seal_uses(self, questions: Sequence[SealUseQuestion]) -> tuple[SealUseAnswer, ...]:
        """Whether seals may be pressed now: an answer to each of at most `MAX_TOGETHER` questions."""

    def close(self) -> None:
        """Break off what is under way in other threads."""


class HttpGateway:
    """The gateway over HTTPS, with the device's certificate."""

    def __init__(self, kit: EnrolmentKit, *, patience: Patience | None = None) -> None:
        """Raises `EnrolmentUnusable`; connects to nothing yet."""
        parts = urlsplit(kit.gateway_url)
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or parts.username:
            raise EnrolmentUnusable("gateway_url")
        self._transport = Transport(kit.gateway_url, client_context(kit), patience or Patience())
        self._clock_ahead_s = 0.0

    @property
    def clock_ahead_s(self) -> float:
        return self._clock_ahead_s

    def me(self) -> Me:
        me = self._transport.ask("GET", "/v1/me", decode_me, limit=_SMALL_ANSWER)
        self._compare_clocks(me.server_time)
        return me

    def changes(self, cursor: str, *, limit: int, wait_s: int = 0) -> ChangesPage:
        params = {"limit": str(limit), "wait": str(min(wait_s, LONGEST_WAIT_S))}
        if cursor:
            params["cursor"] = cursor
        page = self._transport.ask(
            "GET", "/v1/changes", decode_changes, limit=_PAGE_ANSWER, params=params, waiting_s=wait_s
        )
        if page.more and page.cursor == cursor:
            raise GatewayGarbled("no_progress")  # we would ask for the same page for ever
        self._compare_clocks(page.server_time)
        return page

    def submit(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]:
        body = encode(Actions(actions=tuple(actions)))
        answer = self._transport.ask(
            "POST", "/v1/actions", decode_results, limit=_PAGE_ANSWER, body=body, headers=_JSON
        )
        self._compare_clocks(answer.server_time)
        if not {result.id for result in answer.results} <= {action.id for action in actions}:
            raise GatewayGarbled("unasked_result")
        return answer.results

    def acknowledge_purges(self, record_ids: Collection[str]) -> None:
        body = encode(PurgeAcks(ids=tuple(record_ids)))
        with self._transport.exchange("POST", "/v1/purge-acks", body=body, headers=_JSON):
            return

    def upload(self, content: bytes, *, progress: Progress | None = None) -> None:
        offer = UploadOffer(sha256=content_address(content), size=len(content))
        for _ in range(_UPLOAD_TURNS):
            state = self._transport.ask(
                "POST",
                "/v1/uploads",
                decode_upload_state,
                limit=_SMALL_ANSWER,
                body=encode(offer),
                headers=_JSON,
            )
            try:
                self._send_rest(content, state, progress)
            except GatewayRefused as refused:
                if refused.problem != "upload_offset":
                    raise
                continue  # another connection of ours was still writing: ask how far it came
            return
        raise GatewayGarbled("no_progress")

    def upload_together(self, contents: Sequence[bytes]) -> None:
        answer = self._posted(
            "/v1/files", pack_files(contents), decode_files_taken, headers={"Content-Type": FILES_TYPE}
        )
        if answer.addresses != tuple(map(content_address, contents)):
            raise GatewayGarbled("addresses")

    @contextmanager
    def download(self, address: str, start: int) -> Iterator[Download]:
        headers = {"Range": f"bytes={start}-", "If-Range": f'"{address}"'} if start else {}
        with self._transport.exchange("GET", f"/v1/blobs/{address}", headers=headers) as response:
            first, size = _extent(response, start)
            yield Download(first, size, _exactly(size - first, self._transport.pieces(response)))

    def revocation_lists(self) -> RevocationLists:
        answer = self._transport.ask(
            "GET", "/v1/revocation-lists", decode_revocation_lists, limit=_LISTS_ANSWER
        )
        self._compare_clocks(answer.server_time)
        return answer

    def time_stamps(self, requests: Sequence[bytes]) -> tuple[bytes | None, ...]:
        answer = self._posted(
            "/v1/time-stamps/many",
            encode(TimeStampQueries(queries=tuple(requests))),
            decode_time_stamp_replies,
            limit=_STAMPS_ANSWER,
        )
        if len(answer.replies) != len(requests):
            raise GatewayGarbled("answers")
        return answer.replies

    def check_seal_uses(self, questions: Sequence[SealUseQuestion]) -> tuple[SealUseAnswer, ...]:
        answers = self._posted(
            "/v1/seal-uses/check-many",
            encode(SealUseQuestions(questions=tuple(questions))),
            decode_seal_use_answers,
        ).answers
        if len(answers) != len(questions):
            raise GatewayGarbled("answers")
        self._compare_clocks(answers[0].server_time)
        return answers

    def close(self) -> None:
        self._transport.close()

    def _send_rest(self, content: bytes, state: UploadState, progress: Progress | None) -> None:
        while not state.complete:
            if not 0 <= state.offset < len(content):
                raise GatewayGarbled("upload_offset")
            piece = content[state.offset : state.offset + _UPLOAD_PIECE]
            headers = {
                "Content-Type": "application/offset+octet-stream",
                "Upload-Offset": str(state.offset),
            }
            path = f"/v1/uploads/{_as_path(state.upload_id)}"
            reached = self._transport.ask(
                "PATCH", path, decode_upload_state, limit=_SMALL_ANSWER, body=piece, headers=headers
            )
            if not reached.complete and reached.offset <= state.offset:
                raise GatewayGarbled("no_progress")
            state = reached
            if progress is not None:
                progress(state.offset, len(content))

    def _posted(
        self,
        path: str,
        body: bytes,
        decode: Callable[[bytes], AnswerT],
        *,
        limit: int = _SMALL_ANSWER,
        headers: Mapping[str, str] = _JSON,
    ) -> AnswerT:
        return self._transport.ask("POST", path, decode, limit=limit, body=body, headers=headers)

    def _compare_clocks(self, server_time: datetime) -> None:
        self._clock_ahead_s = time.time() - server_time.timestamp()


def _as_path(untrusted_id: str) -> str:
    if not untrusted_id or len(untrusted_id) > 128 or not untrusted_id.replace("-", "").isalnum():
        raise GatewayGarbled("upload_id")
    return untrusted_id


def _extent(response: requests.Response, asked: int) -> tuple[int, int]:
    """First byte and size of the whole file, as the response's headers say. Raises `GatewayGarbled`."""
    if response.status_code != 206:
        return 0, _number(response.headers.get("Content-Length", ""))
    unit, _, rest = response.headers.get("Content-Range", "").partition(" ")
    span, _, size = rest.partition("/")
    first = _number(span.partition("-")[0])
    if unit != "bytes" or first != asked or first > _number(size):
        raise GatewayGarbled("range")
    return first, _number(size)


def _number(untrusted_text: str) -> int:
    if not untrusted_text.isascii() or not untrusted_text.isdigit() or len(untrusted_text) > 12:
        raise GatewayGarbled("length")
    value = int(untrusted_text)
    if value > MAX_BLOB_BYTES:
        raise GatewayGarbled("too_long")
    return value


def _exactly(length: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    left = length
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise GatewayGarbled("too_long")
        yield piece
    if left:
        raise GatewayUnreachable("broken")
