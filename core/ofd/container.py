"""The ZIP container of a package as raw records: for appending to it, and for distrusting it.

Readers differ: some go by the central directory, some from front to back by the local headers. Where the two
disagree, one document can look like two.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

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


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the directory. `part` is empty for a folder; `offset` is absolute."""

    part: str
    raw: bytes
    offset: int


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
        fields = CENTRAL.unpack_from(data, at)
        length = CENTRAL.size + fields[10] + fields[11] + fields[12]
        if fields[0] != b"PK\1\2" or at + length > stop:
            raise PackageDamaged
        if FULL_32 in (fields[8], fields[9], fields[16]):
            raise CannotAppend("zip64")
        raw = data[at + CENTRAL.size :][: fields[10]]
        yield Record(_part_name(raw), data[at : at + length], fields[16] + end.shift)
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
    if at + LOCAL.size > len(data):
        return ""
    local = LOCAL.unpack_from(data, at)
    return _part_name(data[at + LOCAL.size :][: local[9]])


def _measured(data: bytes, offset: int, local: tuple[Any, ...]) -> tuple[int, int, int]:
    """Checksum, packed and full size by the local header; some writers put all sizes in the wide field."""
    crc, packed, size = local[6:9]
    extra = data[offset + LOCAL.size + local[9] :][: local[10]]
    wide = struct.pack("<HH", 1, 16)
    if packed == size == FULL_32 and extra[:4] == wide and len(extra) >= 20:
        size, packed = struct.unpack_from("<QQ", extra, 4)
    return crc, packed, size


def _agreed_stop(data: bytes, record: Record) -> int | None:
    """Where the part's packed bytes end, or None when its two headers differ."""
    central = CENTRAL.unpack_from(record.raw)
    _, _, version, flags, method, clock, day, *sizes, name = central[:11]
    if record.offset + LOCAL.size > len(data):
        return None
    local = LOCAL.unpack_from(data, record.offset)
    local_name = data[record.offset + LOCAL.size :][: local[9]]
    same = local[:6] == (b"PK\3\4", version, flags, method, clock, day)
    first_disk = central[13] == 0
    if not (same and first_disk) or local_name != record.raw[CENTRAL.size :][:name]:
        return None
    measured = _measured(data, record.offset, local)
    told_behind = flags & DESCRIPTOR
    if any(
        here != there and not (told_behind and here == 0) for here, there in zip(measured, sizes, strict=True)
    ):
        return None
    packed: int = sizes[1]
    start: int = record.offset + LOCAL.size + local[9] + local[10]
    return start + packed
