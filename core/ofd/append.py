"""Adding parts to a package without touching the bytes of those it has (APPNOTE 6.3, 4.3).

Everything before the central directory stays as it is; new parts follow, then a new directory in which a
replaced part stands once. Readers that go by the directory and readers that go from front to back, where
the later part wins, see the same.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.ofd.errors import OfdError, PackageDamaged
from core.ofd.limits import DEFAULT_LIMITS, Limits
from core.ofd.package import Package, join_loc

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_VERSION = 20
_UTF8_NAME = 0x800
_DEFLATED = 8
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_NORMAL_FILE = 0o100644 << 16


@dataclass(eq=False)
class CannotAppend(OfdError):
    """A package that must not be added to: `fault` is "zip64", "disks", "duplicates", "names" or "size"."""

    code: ClassVar[str] = "ofd.cannot_append"
    fault: str


@dataclass(frozen=True, slots=True)
class _End:
    """The end record: where the directory is, how far offsets are off, and the comment."""

    directory: int
    size: int
    shift: int
    comment: bytes


def append_parts(
    data: bytes, parts: Mapping[str, bytes], modified: datetime, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """The package with `parts` (name without a leading slash, content) added or put in place of their names.

    Raises `CannotAppend`, or what `Package` raises for bytes that are no usable package.
    """
    package = Package(data, limits)
    if package.duplicates:
        raise CannotAppend("duplicates")
    if package.unsafe_names:
        raise CannotAppend("names")
    end = _end(data)
    kept = [record for name, record in _records(data, end) if name not in parts]
    out = bytearray(data[: end.directory])
    for name, content in parts.items():
        offset = len(out) - end.shift
        local, central = _entry(name, content, modified, offset)
        out += local
        kept.append(central)
    directory, start = b"".join(kept), len(out) - end.shift
    if len(kept) >= _FULL_16 or start + len(directory) >= _FULL_32:
        raise CannotAppend("size")
    out += directory
    out += _END.pack(b"PK\5\6", 0, 0, len(kept), len(kept), len(directory), start, len(end.comment))
    out += end.comment
    return bytes(out)


def _end(data: bytes) -> _End:
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _FULL_16))
    if at < 0 or at + _END.size > len(data):
        raise PackageDamaged
    _, disk, directory_disk, here, total, size, offset, comment_length = _END.unpack_from(data, at)
    if at >= 20 and data[at - 20 : at - 16] == b"PK\6\7":
        raise CannotAppend("zip64")
    if _FULL_32 in (size, offset) or total == _FULL_16:
        raise CannotAppend("zip64")
    if disk or directory_disk or here != total:
        raise CannotAppend("disks")
    start = at - size
    if start < 0 or offset > start or (size and data[start : start + 4] != b"PK\1\2"):
        raise PackageDamaged
    comment = data[at + _END.size :][:comment_length]
    return _End(directory=start, size=size, shift=start - offset, comment=comment)


def _records(data: bytes, end: _End) -> Iterator[tuple[str, bytes]]:
    """Part name and bytes of every line of the directory; lines of folders have an empty name."""
    at, stop = end.directory, end.directory + end.size
    while at + _CENTRAL.size <= stop:
        fields = _CENTRAL.unpack_from(data, at)
        length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
        if fields[0] != b"PK\1\2" or at + length > stop:
            raise PackageDamaged
        if _FULL_32 in (fields[8], fields[9], fields[16]):
            raise CannotAppend("zip64")
        raw = data[at + _CENTRAL.size :][: fields[10]]
        yield _part_name(raw, fields[3]), data[at : at + length]
        at += length


def _part_name(raw: bytes, flags: int) -> str:
    if raw.endswith((b"/", b"\\")):
        return ""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("cp437" if flags & _UTF8_NAME else "gb18030", "replace")
    return join_loc("", name) or ""


def _entry(name: str, content: bytes, modified: datetime, offset: int) -> tuple[bytes, bytes]:
    """The local entry and the directory's line of one new part."""
    raw = name.encode("utf-8")
    if not raw or len(raw) > _FULL_16 or join_loc("", name) != name:
        raise ValueError("a part's name is relative, normal and not empty")
    flags = 0 if raw.isascii() else _UTF8_NAME
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(content) + deflater.flush()
    method = _DEFLATED if len(packed) < len(content) else 0
    packed = packed if method else content
    if max(len(content), offset) >= _FULL_32:
        raise CannotAppend("size")
    day, clock = _dos_time(modified)
    common = (flags, method, clock, day, zlib.crc32(content), len(packed), len(content), len(raw), 0)
    local = _LOCAL.pack(b"PK\3\4", _VERSION, *common) + raw + packed
    central = _CENTRAL.pack(b"PK\1\2", 3 << 8 | _VERSION, _VERSION, *common, 0, 0, 0, _NORMAL_FILE, offset)
    return local, central + raw


def _dos_time(moment: datetime) -> tuple[int, int]:
    year = min(max(moment.year, 1980), 2107)
    day = (year - 1980) << 9 | moment.month << 5 | moment.day
    return day, moment.hour << 11 | moment.minute << 5 | moment.second // 2
