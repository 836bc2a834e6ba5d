"""The ZIP container of a package as raw records: for appending to it, and for distrusting it.

Readers differ: some go by the central directory, some from front to back by the local headers. Where the two
disagree, one document can look like two.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple, Self

from core.ofd.errors import OfdError, PackageDamaged
from core.ofd.package import join_loc

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
UTF8_NAME = 0x800
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
DESCRIPTOR = 0x8


@dataclass(eq=False)
class CannotAppend(OfdError):
    """A container we cannot work on: `fault` is "zip64", "disks", "duplicates", "names" or "size"."""

    code: ClassVar[str] = "ofd.cannot_append"
    fault: str


@dataclass(frozen=True, slots=True)
class End:
    """The end record: where the directory is, how far offsets are off, and the comment."""

    directory: int
    size: int
    shift: int
    comment: bytes


class CentralHeader(NamedTuple):
    """A line of the directory, before name, extra field and comment (APPNOTE 4.3.12)."""

    signature: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    clock: int
    day: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    internal: int
    external: int
    offset: int


class LocalHeader(NamedTuple):
    """What stands before a part's name, extra field and bytes (APPNOTE 4.3.7)."""

    signature: bytes
    needed: int
    flags: int
    method: int
    clock: int
    day: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the directory. `part` is empty for a folder; `offset` is absolute."""

    part: str
    header: CentralHeader
    raw: bytes
    offset: int

    @property
    def name(self) -> bytes:
        return self.raw[CENTRAL.size :][: self.header.name_length]

    @property
    def extra(self) -> bytes:
        return self.raw[CENTRAL.size + self.header.name_length :][: self.header.extra_length]


@dataclass(frozen=True, slots=True)
class LocalEntry:
    """A part where it lies: its own header, name and extra field, and where its bytes `start`."""

    header: LocalHeader
    name: bytes
    extra: bytes
    start: int

    @classmethod
    def at(cls, data: bytes, offset: int) -> Self | None:
        """The entry at this place; None where the bytes end before its header does."""
        if offset + LOCAL.size > len(data):
            return None
        header = LocalHeader._make(LOCAL.unpack_from(data, offset))
        behind = offset + LOCAL.size + header.name_length
        start = behind + header.extra_length
        return cls(header, data[offset + LOCAL.size : behind], data[behind:start], start)


def read_end(data: bytes) -> End:
    at = data.rfind(b"PK\5\6", max(0, len(data) - END.size - FULL_16))
    if at < 0 or at + END.size > len(data):
        raise PackageDamaged
    _, disk, directory_disk, here, total, size, offset, comment_length = END.unpack_from(data, at)
    if at >= 20 and data[at - 20 : at - 16] == b"PK\6\7":
        raise CannotAppend("zip64")
    if FULL_32 in (size, offset) or total == FULL_16:
        raise CannotAppend("zip64")
    if disk or directory_disk or here != total:
        raise CannotAppend("disks")
    start = at - size
    if start < 0 or offset > start or (size and data[start : start + 4] != b"PK\1\2"):
        raise PackageDamaged
    comment = data[at + END.size :][:comment_length]
    return End(directory=start, size=size, shift=start - offset, comment=comment)


def read_records(data: bytes, end: End) -> Iterator[Record]:
    """Every line of the directory, in its order."""
    at, stop = end.directory, end.directory + end.size
    while at + CENTRAL.size <= stop:
        header = CentralHeader._make(CENTRAL.unpack_from(data, at))
        length = CENTRAL.size + header.name_length + header.extra_length + header.comment_length
        if header.signature != b"PK\1\2" or at + length > stop:
            raise PackageDamaged
        if FULL_32 in (header.packed, header.size, header.offset):
            raise CannotAppend("zip64")
        name = data[at + CENTRAL.size :][: header.name_length]
        yield Record(_part_name(name), header, data[at : at + length], header.offset + end.shift)
        at += length


def _part_name(raw: bytes) -> str:
    if raw.endswith((b"/", b"\\")):
        return ""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", "replace")
    return join_loc("", name.removeprefix("\ufeff")) or ""


def disagreements(data: bytes) -> Iterator[str]:
    """Parts whose local header says something else than the directory, or whose bytes another part shares.

    Also parts that stand in the archive but not in the directory, unless a later one took their place: who
    reads from front to back finds them. What was put in front of the whole archive counts as one, "".
    Raises `CannotAppend` or `PackageDamaged` where the directory cannot be followed.
    """
    end = read_end(data)
    if end.shift:
        yield ""
    taken: list[tuple[int, int, str]] = []
    for record in read_records(data, end):
        stop = _agreed_stop(data, record)
        if stop is None or stop > end.directory:
            yield record.part
        else:
            taken.append((record.offset, stop, record.part))
    taken.sort()
    for before, after in pairwise(taken):
        if after[0] < before[1]:
            yield after[2]
    yield from _unlisted(data, taken, end.directory)


def _unlisted(data: bytes, taken: list[tuple[int, int, str]], directory: int) -> Iterator[str]:
    """Parts in the spaces that the directory leaves, but for those whose successor it names further on."""
    offsets = {part: start for start, _, part in taken}
    start = 0
    for begin, stop, _ in (*taken, (directory, directory, "")):
        at = data.find(b"PK\3\4", start, begin)
        while at >= 0:
            part = _local_part(data, at)
            if offsets.get(part, -1) < at:
                yield part
            at = data.find(b"PK\3\4", at + 4, begin)
        start = max(start, stop)


def _local_part(data: bytes, at: int) -> str:
    entry = LocalEntry.at(data, at)
    return "" if entry is None else _part_name(entry.name)


def _measured(entry: LocalEntry) -> tuple[int, int, int]:
    """Checksum, packed and full size by the local header; some writers put all sizes in the wide field."""
    header = entry.header
    packed, size = header.packed, header.size
    wide = struct.pack("<HH", 1, 16)
    if packed == size == FULL_32 and entry.extra[:4] == wide and len(entry.extra) >= 20:
        size, packed = struct.unpack_from("<QQ", entry.extra, 4)
    return header.crc, packed, size


def _agreed_stop(data: bytes, record: Record) -> int | None:
    """Where the part's packed bytes end, or None when its two headers differ."""
    central, entry = record.header, LocalEntry.at(data, record.offset)
    if entry is None or entry.header.signature != b"PK\3\4":
        return None
    alike = ("needed", "flags", "method", "clock", "day")
    same = all(getattr(entry.header, name) == getattr(central, name) for name in alike)
    if not same or central.disk != 0 or entry.name != record.name:
        return None
    told_behind = central.flags & DESCRIPTOR
    sizes = (central.crc, central.packed, central.size)
    if any(
        here != there and not (told_behind and here == 0)
        for here, there in zip(_measured(entry), sizes, strict=True)
    ):
        return None
    return entry.start + central.packed
