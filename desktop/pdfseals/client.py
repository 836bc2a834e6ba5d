"""Asking the confined process for a verdict on a PDF. It is started with the first one and kept for more."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

import msgspec

from core.seal import Report, StampPlace, Trust
from desktop.confined import ConfinedProcess, ProcessBabbles, ProcessGone, ProcessSilent
from desktop.pdfseals import wire
from desktop.pdfseals.errors import PdfNotSealable, PdfSealsUnjudged, PdfUnreadable

START_SECONDS = 30.0
SECONDS = 30.0
"""For one document; the process's own limit of CPU time is half of it."""

_HEAD_BYTES = 1024
_UNREADABLE = ("damaged", "encrypted")


def is_pdf(content: bytes) -> bool:
    """Whether a reader would take it for a PDF: they accept bytes before its own first ones."""
    return b"%PDF-" in content[:_HEAD_BYTES]


class PdfSeals:
    """Safe for any thread: one document is judged after the other. `close` ends the process."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: ConfinedProcess | None = None
        self.walls: wire.Ready | None = None
        """What holds the process, once there has been one."""
        self._closing = False
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return self._process.pid if self._process and self._process.alive else None

    @property
    def busy(self) -> bool:
        """Whether a document is being judged."""
        return self._turn.locked()

    def judge(self, content: bytes, trust: Trust, now: datetime) -> Report:
        """Every signature of a PDF as of `now` (with a zone). Raises `PdfUnreadable`, `PdfSealsUnjudged`."""
        if len(content) > wire.DOCUMENT_BYTES_MAX:
            raise PdfSealsUnjudged("too_large")
        request = wire.encode(
            wire.Judge(
                size=len(content),
                now=now,
                anchors=tuple(each.raw for each in trust.anchors),
                intermediates=tuple(each.raw for each in trust.intermediates),
                crls=tuple(each.raw for each in trust.crls),
                makers=None if trust.trusted_makers is None else tuple(sorted(trust.trusted_makers)),
                demands_time_stamp=trust.demands_time_stamp,
            )
        )
        with self._turn, _failures():
            answer = self._asked_twice(request, content)
        match answer:
            case wire.Judged():
                return answer.report
            case wire.Refused() if answer.fault in _UNREADABLE:
                raise PdfUnreadable(answer.fault)
            case _:
                raise PdfSealsUnjudged("answer")

    def press(
        self,
        content: bytes,
        *,
        certificate: bytes,
        place: StampPlace,
        picture: bytes,
        name: str,
        now: datetime,
        sign_e: Callable[[bytes], tuple[int, int]],
    ) -> bytes:
        """The PDF with one PAdES B-B signature more, and `picture` (a PNG) where it stands.

        `sign_e` is asked once; what it raises passes through, and nothing has been made then. Raises
        `PdfUnreadable`, `PdfNotSealable`, `PdfSealsUnjudged`.
        """
        if len(content) > wire.DOCUMENT_BYTES_MAX:
            raise PdfSealsUnjudged("too_large")
        if place.page is None or place.page < 0 or place.box_mm is None:
            raise PdfNotSealable("page")
        x, y, width, height = place.box_mm
        request = wire.Press(
            size=len(content),
            certificate=certificate,
            page=place.page,
            box=(x, y, width, height),
            picture=picture,
            name=name,
            now=now,
        )
        with self._turn, _failures():
            answer: wire.Answer | bytes = self._asked(wire.encode(request), content)
            if isinstance(answer, wire.ToSign) and self._process is not None:
                answer = self._signed(self._process, sign_e, answer.e)
            if isinstance(answer, bytes):
                return answer
        match answer:
            case wire.NotSealable():
                raise PdfNotSealable(answer.fault)
            case wire.Refused() if answer.fault in _UNREADABLE:
                raise PdfUnreadable(answer.fault)
            case _:
                raise PdfSealsUnjudged("answer")

    def _signed(
        self, process: ConfinedProcess, sign_e: Callable[[bytes], tuple[int, int]], e: bytes
    ) -> wire.Answer | bytes:
        """Have `e` signed: the PDF that bears the signature, or what the process answers instead."""
        try:
            r, s = sign_e(e)
        except BaseException:
            process.end(patience=0)  # it waits for a signature that will not come
            raise
        value = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        process.send(wire.encode(wire.Signature(value=value)), seconds=self._seconds)
        answer = self._answer(process, self._seconds)
        if isinstance(answer, wire.Pressed):
            return process.receive_blob(answer.size, seconds=self._seconds)
        return answer

    def close(self) -> None:
        """End the process, in the middle of a document too; the next question starts another. Repeatable."""
        self._closing, process = True, self._process
        if process is not None and self.busy:
            process.kill()
        with self._turn:
            process, self._process = self._process, None
            if process is not None:
                process.end()
            self._closing = False

    def _asked_twice(self, request: bytes, content: bytes) -> wire.Answer:
        """A process that served before may have ended of itself just now, and asking again costs nothing."""
        served_before = self._process is not None
        try:
            return self._asked(request, content)
        except ProcessGone:
            if self._closing or not served_before:
                raise
            return self._asked(request, content)

    def _asked(self, request: bytes, content: bytes) -> wire.Answer:
        process = self._running()
        process.send(request, blob=content, seconds=self._seconds)
        return self._answer(process, self._seconds)

    def _running(self) -> ConfinedProcess:
        if self._process is None or not self._process.alive:
            if self._closing:
                raise ProcessGone(None)  # a new one would keep `close` waiting for its answer
            if self._process is not None:
                self._process.end(patience=0)
            process = self._process = ConfinedProcess(judge_command(), _environment())
            answer = self._answer(process, START_SECONDS)
            if not isinstance(answer, wire.Ready):
                raise process.babbles()
            self.walls = answer
        return self._process

    @staticmethod
    def _answer(process: ConfinedProcess, seconds: float) -> wire.Answer:
        frame = process.receive(wire.ANSWER_BYTES_MAX, seconds=seconds)
        try:
            answer: wire.Answer = wire.decode_answer(frame)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise process.babbles() from error
        return answer


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ProcessSilent as error:
        raise PdfSealsUnjudged("time") from error
    except ProcessGone as error:
        raise PdfSealsUnjudged("ended") from error
    except ProcessBabbles as error:
        raise PdfSealsUnjudged("answer") from error


def judge_command() -> list[str]:
    """How this program starts the process: itself, frozen or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--pdf-judge"]
    return [sys.executable, "-I", "-m", "desktop.pdfseals.worker"]


def _environment() -> dict[str, str]:
    """Nothing of this person's: no proxy, no home, no locale but our own."""
    kept = ("SYSTEMROOT", "WINDIR", "TEMP") if sys.platform == "win32" else ()
    return {"LANG": "C.UTF-8"} | {name: os.environ[name] for name in kept if name in os.environ}
