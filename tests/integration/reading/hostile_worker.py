"""A worker that an attacker owns: it says it is ready, then answers its one request as the test asks."""

from __future__ import annotations

import os
import struct
import sys

from desktop.reading import wire
from desktop.reading.wire import Confinement

WALLS = Confinement(no_new_privileges="", not_dumpable="", limits="", seccomp="", landlock="")
SUMMARY = wire.DocumentSummary(format="ofd", pages=(wire.PageSize(100.0, 100.0),))


def frame(body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + body


def read_frame() -> bytes:
    (length,) = struct.unpack("!I", read(4))
    return read(length)


def read(length: int) -> bytes:
    found = b""
    while len(found) < length:
        piece = os.read(0, length - len(found))
        if not piece:
            sys.exit(0)
        found += piece
    return found


def say(content: bytes) -> None:
    while content:
        content = content[os.write(1, content) :]


def main(manner: str) -> None:
    read_frame()  # which fonts there are
    say(frame(wire.encode(wire.Ready(0, WALLS))))
    request = wire.decode_request(read_frame())
    assert isinstance(request, wire.Open)
    read(struct.unpack("!I", read(4))[0])
    if manner == "garbage":
        say(frame(b"\xc1\xc1\xc1"))
    elif manner == "text that is none":
        say(frame(wire.encode(wire.Failed(request.serial, "text")).replace(b"text", b"te\x80t")))
    elif manner == "endless frame":
        say(struct.pack("!I", 2**32 - 1) + bytes(1000))
    elif manner == "half a frame":
        say(struct.pack("!I", 1000) + bytes(10))
    elif manner == "another's answer":
        say(frame(wire.encode(wire.Opened(request.serial + 1, SUMMARY))))
    elif manner == "another kind of answer":
        say(frame(wire.encode(wire.Closed(request.serial))))
    elif manner == "death":
        os._exit(3)
    elif manner == "an answer to another question":
        say(frame(wire.encode(wire.Opened(request.serial, SUMMARY))))
        say(frame(wire.encode(wire.Closed(wire.decode_request(read_frame()).serial))))
    else:
        say(frame(wire.encode(wire.Opened(request.serial, SUMMARY))))
        draw = wire.decode_request(read_frame())
        assert isinstance(draw, wire.Draw)
        width, length = (1, 4) if manner == "another size" else (draw.rect.width, 2**39)
        drawn = wire.Drawn(
            serial=draw.serial,
            width=width,
            height=draw.rect.height,
            stride=4,
            length=length,
            paint_ms=0,
            encode_ms=0,
        )
        say(frame(wire.encode(drawn)))
    read_frame()


if __name__ == "__main__":
    main(sys.argv[1])
