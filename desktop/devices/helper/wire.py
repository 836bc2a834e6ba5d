"""What crosses between the program and a helper process: small frames, typed and bounded at both ends."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.devices.profiles import TokenProfile

FRAME_BYTES_MAX = 64 << 10
CERTIFICATE_BYTES_MAX = 16 << 10
PIN_BYTES_MAX = 64

Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Tries = Annotated[int, Meta(ge=0, le=255)]
Detail = Annotated[str, Meta(max_length=80)]


class Fault(StrEnum):
    """Why a helper could not do what it was asked."""

    ABSENT = "absent"
    PIN_REQUIRED = "pin_required"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    LIBRARY = "library"
    UNSUITED = "unsuited"
    FAILED = "failed"


class _Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Begin(_Frame, frozen=True, tag="begin"):
    """The first request: raise the walls, check the library, load it."""

    profile: TokenProfile


class Look(_Frame, frozen=True, tag="look"):
    """Find the token and its signing certificate. No PIN is tried."""


class Login(_Frame, frozen=True, tag="login"):
    """Give the PIN to the token, once."""

    pin: Annotated[bytes, Meta(min_length=1, max_length=PIN_BYTES_MAX)]


class Sign(_Frame, frozen=True, tag="sign"):
    e: Bytes32


class Walls(_Frame, frozen=True):
    """What holds the helper, each "active …" or "none: why"."""

    no_new_privileges: Detail
    not_dumpable: Detail
    limits: Detail
    landlock: Detail
    seccomp: Detail


class Begun(_Frame, frozen=True, tag="begun"):
    walls: Walls


class Looked(_Frame, frozen=True, tag="looked"):
    """The token as it is: `unfit` says why it cannot press seals, empty when it can."""

    certificate: Annotated[bytes, Meta(min_length=1, max_length=CERTIFICATE_BYTES_MAX)]
    device: Annotated[str, Meta(max_length=200)]
    logged_in: bool
    tries_left: Tries | None = None
    unfit: Detail = ""


class LoggedIn(_Frame, frozen=True, tag="logged_in"):
    tries_left: Tries | None = None


class Signed(_Frame, frozen=True, tag="signed"):
    r: Bytes32
    s: Bytes32


class Failed(_Frame, frozen=True, tag="failed"):
    """`detail` is a word of ours or the library's code, never text of the library."""

    fault: Fault
    detail: Detail = ""
    tries_left: Tries | None = None


Request = Begin | Look | Login | Sign
Answer = Begun | Looked | LoggedIn | Signed | Failed

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
