"""Adding parts to a package without touching the bytes of those it has (APPNOTE 6.3, 4.3).

Everything before the central directory stays as it is; new parts follow, then a new directory in which a
replaced part stands once. Readers that go by the directory and readers that go from front to back, where
the later part wins, see the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.ofd.container import (
    CENTRAL,
    END,
    FULL_16,
    FULL_32,
    LOCAL,
    UTF8_NAME,
    CannotAppend,
    read_end,
    read_records,
)
from core.ofd.limits import DEFAULT_LIMITS, Limits
from core.ofd.package import Package, join_loc

__all__ = ["CannotAppend", "Kept", "append_parts", "appended", "kept_before", "kept_without"]

_VERSION = 20
_DEFLATED = 8
_NORMAL_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What stays of an archive when parts are added: its first `length` bytes, and lines of its directory."""

    length: int
    shift: int
    lines: tuple[bytes, ...]
    comment: bytes

    @property
    def directory(self) -> bytes:
        """The lines that stay, with the archive's comment: what a record of them is a digest of."""
        return b"".join(self.lines) + self.comment


def append_parts(
    data: bytes,
    parts: Mapping[str, bytes],
    modified: datetime,
    limits: Limits = DEFAULT_LIMITS,
    *,
    packed: bool = True,
) -> bytes:
    """The package with `parts` (name without a leading slash, content) added or put in place of their names.

    Without `packed` they are stored as they are: so the same parts give the same bytes on every machine.
    Raises `CannotAppend`, or what `Package` raises for bytes that are no usable package.
    """
    package = Package(data, limits)
    if package.duplicates:
        raise CannotAppend("duplicates")
    if package.unsafe_names:
        raise CannotAppend("names")
    kept = kept_without(data, parts)
    return data[: kept.length] + appended(kept, parts, modified, packed=packed)


def kept_without(data: bytes, replaced: Container[str]) -> Kept:
    """What stays of the archive when the parts `replaced` are put in anew. Raises as `read_end`."""
    end = read_end(data)
    lines = tuple(record.raw for record in read_records(data, end) if record.part not in replaced)
    return Kept(length=end.directory, shift=end.shift, lines=lines, comment=end.comment)


def kept_before(data: bytes, length: int) -> tuple[Kept, tuple[str, ...]]:
    """What of this archive stood in its first `length` bytes, and the parts that came behind, in order.

    Raises as `read_end`.
    """
    end = read_end(data)
    records = tuple(read_records(data, end))
    lines = tuple(record.raw for record in records if record.offset < length)
    added = tuple(record.part for record in records if record.offset >= length)
    return Kept(length=length, shift=end.shift, lines=lines, comment=end.comment), added


def appended(kept: Kept, parts: Mapping[str, bytes], modified: datetime, *, packed: bool = True) -> bytes:
    """The bytes behind the first `kept.length`: the parts, the directory, the end record."""
    lines, out = list(kept.lines), bytearray()
    for name, content in parts.items():
        local, central = _entry(name, content, modified, kept.length + len(out) - kept.shift, packed=packed)
        out += local
        lines.append(central)
    directory, start = b"".join(lines), kept.length + len(out) - kept.shift
    if len(lines) >= FULL_16 or start + len(directory) >= FULL_32:
        raise CannotAppend("size")
    out += directory
    out += END.pack(b"PK\5\6", 0, 0, len(lines), len(lines), len(directory), start, len(kept.comment))
    return bytes(out + kept.comment)


def _entry(
    name: str, content: bytes, modified: datetime, offset: int, *, packed: bool
) -> tuple[bytes, bytes]:
    """The local entry and the directory's line of one new part."""
    raw = name.encode("utf-8")
    if not raw or len(raw) > FULL_16 or join_loc("", name) != name:
        raise ValueError("a part's name is relative, normal and not empty")
    flags = 0 if raw.isascii() else UTF8_NAME
    deflated = _deflated(content) if packed else content
    method = _DEFLATED if len(deflated) < len(content) else 0
    body = deflated if method else content
    if max(len(content), offset) >= FULL_32:
        raise CannotAppend("size")
    day, clock = _dos_time(modified)
    common = (flags, method, clock, day, zlib.crc32(content), len(body), len(content), len(raw), 0)
    local = LOCAL.pack(b"PK\3\4", _VERSION, *common) + raw + body
    central = CENTRAL.pack(b"PK\1\2", 3 << 8 | _VERSION, _VERSION, *common, 0, 0, 0, _NORMAL_FILE, offset)
    return local, central + raw


def _deflated(content: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def _dos_time(moment: datetime) -> tuple[int, int]:
    year = min(max(moment.year, 1980), 2107)
    day = (year - 1980) << 9 | moment.month << 5 | moment.day
    return day, moment.hour << 11 | moment.minute << 5 | moment.second // 2
