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
    demands_time_stamp: bool


class Press(_Frame, frozen=True, tag="press"):
    """Press a seal on the PDF of `size` bytes that follows; `box` is in mm from the page's top left."""

    size: Annotated[int, Meta(ge=0, le=DOCUMENT_BYTES_MAX)]
    certificate: Annotated[bytes, Meta(max_length=64 << 10)]
    page: Annotated[int, Meta(ge=0)]
    box: tuple[float, float, float, float]
    picture: bytes
    name: Annotated[str, Meta(max_length=400)]
    now: datetime


class Signature(_Frame, frozen=True, tag="signature"):
    """The answer to `ToSign`: r||s."""

    value: Annotated[bytes, Meta(min_length=64, max_length=64)]


class Ready(_Frame, frozen=True, tag="ready"):
    """Walls up, code loaded."""

    landlock: str
    seccomp: str


class Judged(_Frame, frozen=True, tag="judged"):
    report: Report


class ToSign(_Frame, frozen=True, tag="to_sign"):
    """The 32-byte e of the signature that a document now only lacks."""

    e: Annotated[bytes, Meta(min_length=32, max_length=32)]


class Pressed(_Frame, frozen=True, tag="pressed"):
    """The sealed PDF of `size` bytes follows."""

    size: Annotated[int, Meta(ge=0, le=2 * DOCUMENT_BYTES_MAX)]


class NotSealable(_Frame, frozen=True, tag="not_sealable"):
    """`fault` as in `PdfNotSealable`."""

    fault: Annotated[str, Meta(max_length=80)]


class Refused(_Frame, frozen=True, tag="refused"):
    """No verdict; `fault` as in `PdfUnreadable`, or the class of what went wrong."""

    fault: Annotated[str, Meta(max_length=80)]


Request = Judge | Press | Signature
Answer = Ready | Judged | ToSign | Pressed | NotSealable | Refused

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
