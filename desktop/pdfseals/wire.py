"""What crosses between the program and the process that judges PDFs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from core.seal.report import Report

DOCUMENT_BYTES_MAX = 512 << 20
REQUEST_BYTES_MAX = 64 << 20
ANSWER_BYTES_MAX = 16 << 20


class _Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Judge(_Frame, frozen=True, tag="judge"):
    """Judge the PDF of `size` bytes that follows; the rest is a `Trust` in DER."""

    size: Annotated[int, Meta(ge=0, le=DOCUMENT_BYTES_MAX)]
    now: datetime
    anchors: tuple[bytes, ...]
    intermediates: tuple[bytes, ...]
    crls: tuple[bytes, ...]
    makers: tuple[bytes, ...] | None


class Ready(_Frame, frozen=True, tag="ready"):
    """Walls up, code loaded."""

    landlock: str
    seccomp: str


class Judged(_Frame, frozen=True, tag="judged"):
    report: Report


class Refused(_Frame, frozen=True, tag="refused"):
    """No verdict; `fault` as in `PdfUnreadable`, or the class of what went wrong."""

    fault: Annotated[str, Meta(max_length=80)]


Answer = Ready | Judged | Refused

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Judge).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
