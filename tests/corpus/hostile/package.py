"""What a hostile file is to the test, and the pieces the files are made of."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.unit.ofd.build import NS, pack, page_xml, parts_of

DRAWN = "drawn"
# Work without end: how far it gets before the time or the memory is up depends on the machine.
GIVEN_UP = frozenset({DRAWN, "reading.timed_out", "reading.worker_died", "reading.memory"})
OVER_LIMIT, MALFORMED = frozenset({"ofd.over_limit"}), frozenset({"ofd.part_malformed"})
RED = '<ofd:FillColor Value="255 0 0"/>'
Parts = dict[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file and how it may end: `DRAWN`, or the code of a reason. `warnings` are among those given."""

    name: str
    build: Callable[[], bytes]
    ends: frozenset[str] = frozenset({DRAWN})
    warnings: frozenset[str] = frozenset()


def ofd(objects: str = "", *, files: Mapping[str, bytes] | None = None, **more: str) -> bytes:
    """A package of one page that holds `objects`; `more` is for `parts_of`."""
    return pack(parts_of(page_xml(objects), **more) | dict(files or {}))


def with_parts(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of one empty page, with some parts replaced or added."""
    return pack(parts_of(page_xml(square())) | dict(parts))


def square(x: float = 50, y: float = 50, side: float = 20, inner: str = "", **attributes: object) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<ofd:PathObject ID="9" Boundary="{x} {y} {side} {side}" Fill="true" Stroke="false"{given}>'
        f"{inner or RED}<ofd:AbbreviatedData>M 0 0 L {side} 0 L {side} {side} L 0 {side} C"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def filled(color: str, *, side: float = 200) -> str:
    """A square whose fill colour holds a shading or a pattern."""
    return square(0, 0, side, f"<ofd:FillColor>{color}</ofd:FillColor>")


def picture(content: bytes, name: str = "p.png", times: int = 1) -> bytes:
    """A page full of this picture, so many times over itself."""
    media = (
        f'<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>"
    )
    image = '<ofd:ImageObject ID="9" ResourceID="5" Boundary="0 0 100 100" CTM="100 0 0 100 0 0"/>'
    return ofd(image * times, res=media, files={f"Doc_0/Res/{name}": content})


def part(name: str, inside: str) -> str:
    return f"<ofd:{name} {NS}>{inside}</ofd:{name}>"


def deflated_zeros(mebibytes: int, head: bytes = b"") -> bytes:
    """A raw deflate stream of `head` and so many MiB of zeros, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * mebibytes + packer.flush()


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A part as its packed bytes; its sizes are what they are said to be."""

    name: str
    packed: bytes
    size: int
    crc: int = 0


def archive(entries: list[RawEntry], *, shared_from: int | None = None) -> bytes:
    """A ZIP archive of raw entries; those from `shared_from` on all point at the first of them."""
    out, directory = bytearray(), bytearray()
    shared_at = 0
    for number, entry in enumerate(entries):
        name = entry.name.encode()
        offset = len(out)
        if shared_from is not None and number > shared_from:
            offset = shared_at
        else:
            shared_at = offset
        fields = (0x800, 8, 0, 0x21, entry.crc, len(entry.packed), entry.size & 0xFFFFFFFF, len(name))
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, 0, offset) + name
        if offset == len(out):
            out += struct.pack("<4s5H3L2H", b"PK\3\4", 20, *fields, 0) + name + entry.packed
    count = len(entries)
    return bytes(
        out + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    )


def raw(name: str, content: str | bytes) -> RawEntry:
    body = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return RawEntry(name, packer.compress(body) + packer.flush(), len(body), zlib.crc32(body))
