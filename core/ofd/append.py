"""Adding parts to a package without touching the bytes of those it has (APPNOTE 6.3, 4.3).

Everything before the central directory stays as it is; new parts follow, then a new directory in which a
replaced part stands once. Readers that go by the directory and readers that go from front to back, where
the later part wins, see the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
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

__all__ = ["CannotAppend", "append_parts"]

_VERSION = 20
_DEFLATED = 8
_NORMAL_FILE = 0o100644 << 16


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
    end = read_end(data)
    kept = [record.raw for record in read_records(data, end) if record.part not in parts]
    out = bytearray(data[: end.directory])
    for name, content in parts.items():
        offset = len(out) - end.shift
        local, central = _entry(name, content, modified, offset)
        out += local
        kept.append(central)
    directory, start = b"".join(kept), len(out) - end.shift
    if len(kept) >= FULL_16 or start + len(directory) >= FULL_32:
        raise CannotAppend("size")
    out += directory
    out += END.pack(b"PK\5\6", 0, 0, len(kept), len(kept), len(directory), start, len(end.comment))
    out += end.comment
    return bytes(out)


def _entry(name: str, content: bytes, modified: datetime, offset: int) -> tuple[bytes, bytes]:
    """The local entry and the directory's line of one new part."""
    raw = name.encode("utf-8")
    if not raw or len(raw) > FULL_16 or join_loc("", name) != name:
        raise ValueError("a part's name is relative, normal and not empty")
    flags = 0 if raw.isascii() else UTF8_NAME
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(content) + deflater.flush()
    method = _DEFLATED if len(packed) < len(content) else 0
    packed = packed if method else content
    if max(len(content), offset) >= FULL_32:
        raise CannotAppend("size")
    day, clock = _dos_time(modified)
    common = (flags, method, clock, day, zlib.crc32(content), len(packed), len(content), len(raw), 0)
    local = LOCAL.pack(b"PK\3\4", _VERSION, *common) + raw + packed
    central = CENTRAL.pack(b"PK\1\2", 3 << 8 | _VERSION, _VERSION, *common, 0, 0, 0, _NORMAL_FILE, offset)
    return local, central + raw


def _dos_time(moment: datetime) -> tuple[int, int]:
    year = min(max(moment.year, 1980), 2107)
    day = (year - 1980) << 9 | moment.month << 5 | moment.day
    return day, moment.hour << 11 | moment.minute << 5 | moment.second // 2
