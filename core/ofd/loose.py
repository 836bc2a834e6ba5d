"""Bytes of an archive that nothing explains: where a change could hide, and no reader would see it.

A sealed file of our own is compared byte for byte with what was sealed (`core.seal.archive`). Archives of
other writers cannot be, so here every byte is asked what it is for: gaps, trailing and surplus bytes,
descriptors and extra fields that contradict the headers, attributes in which one part stands out from all
others by a bit, and packed data that differ in a few bytes from what packing their content gives.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, Self

from core.ofd.container import DESCRIPTOR, END, End, LocalEntry, Record, read_end, read_records
from core.ofd.packing import Packings

_SIGNED_DESCRIPTOR = struct.Struct("<4s3L")
_ZIP64, _NTFS, _TIMES, _OWNER, _UNICODE_PATH, _JAR = 1, 0x000A, 0x5455, 0x7875, 0x7075, 0xCAFE
_EXTRAS = frozenset({_ZIP64, _NTFS, _TIMES, _OWNER, _UNICODE_PATH, _JAR})
_NTFS_TIMES = struct.Struct("<LHH3Q")
_NTFS_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = (
    int((datetime(year, 1, 1, tzinfo=UTC) - _NTFS_EPOCH).total_seconds()) * 10**7 for year in (1980, 2108)
)
_USUAL_FILES = frozenset(
    {0, 0x20, 0x80, 0x01800000, 0x80000000, 0x81800000}
    | {mode << 16 for mode in (0o100600, 0o100644, 0o100664, 0o100666, 0o100755, 0o100775, 0o100777)}
)
_USUAL_FOLDERS = frozenset(
    {0, 0x10} | {(mode << 16) + dos for mode in (0o40755, 0o40775, 0o40777) for dos in (0, 0x10)}
)


def loose_ends(data: bytes, explained: int = 0) -> Iterator[str]:
    """Names of the parts with something unexplained about them; "" stands for the archive itself.

    The first `explained` bytes are vouched for by other means. Raises `CannotAppend` or `PackageDamaged`
    where the directory cannot be followed.
    """
    end = read_end(data)
    lines = tuple(read_records(data, end))
    if not _is_tight(data, end, lines):
        yield ""
    at = explained
    for record in sorted(lines, key=lambda record: record.offset):
        if record.offset < explained:
            continue
        stop = _stop(data, record) if record.offset == at else None
        if stop is None:
            yield record.part
        at = max(at, stop or record.offset + 1)
    if at != end.directory and explained < end.directory:
        yield ""
    yield from _odd_ones(lines)
    packings = Packings()
    for record in lines:
        if not record.part and record.header.size:
            yield ""  # a folder with something in it
        if record.offset >= explained and packings.is_odd(*_packed(data, record)):
            yield record.part


def _is_tight(data: bytes, end: End, lines: Sequence[Record]) -> bool:
    """Whether the directory and the end record are exactly as long as they say, with no comment."""
    stop = end.directory + end.size
    *_, listed, _, _, comment_length = END.unpack_from(data, stop)
    return (
        comment_length == 0
        and stop + END.size == len(data)
        and listed == len(lines)
        and sum(len(record.raw) for record in lines) == end.size
    )


def _packed(data: bytes, record: Record) -> tuple[int, bytes, int]:
    """Method, packed bytes and claimed size."""
    central, entry = record.header, LocalEntry.at(data, record.offset)
    packed = b"" if entry is None else data[entry.start : entry.start + central.packed]
    return central.method, packed, central.size


def _stop(data: bytes, record: Record) -> int | None:
    """Where the entry ends, descriptor included; None when its extra fields or descriptor are not right."""
    central, entry = record.header, LocalEntry.at(data, record.offset)
    if entry is None or central.comment_length:
        return None
    extras = (record.extra, entry.extra)
    if not all(_is_sound(extra, central.size, central.packed, record.name) for extra in extras):
        return None
    if not (_same_times(*extras) and _same_owner(*extras)):
        return None
    stop = entry.start + central.packed
    if not central.flags & DESCRIPTOR:
        return stop
    expected = _SIGNED_DESCRIPTOR.pack(b"PK\x07\x08", central.crc, central.packed, central.size)
    for descriptor in (expected, expected[4:]):
        if data[stop : stop + len(descriptor)] == descriptor:
            return stop + len(descriptor)
    return None


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every extra field; kind -1 for bytes that are none."""
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            yield -1, b""
            return
        kind, length = struct.unpack_from("<HH", extra, at)
        content = extra[at + 4 : at + 4 + length]
        yield (kind if len(content) == length else -1), content
        at += 4 + length


def _is_sound(extra: bytes, size: int, packed: int, raw_name: bytes) -> bool:
    for kind, content in _fields(extra):
        if kind not in _EXTRAS or (kind == _JAR and content):
            return False
        if kind == _ZIP64 and content not in (bytes(16), struct.pack("<QQ", size, packed)):
            return False
        if kind == _NTFS and not _is_ntfs(content):
            return False
        if kind == _UNICODE_PATH and not _is_same_name(content, raw_name):
            return False
    return True


def _is_same_name(content: bytes, raw_name: bytes) -> bool:
    """Whether a name in Unicode is that of the header: some readers take it instead (APPNOTE 4.6.9)."""
    if len(content) < 5 or content[0] != 1 or content[1:5] != struct.pack("<L", zlib.crc32(raw_name)):
        return False
    names = {raw_name.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")}
    return content[5:].decode("utf-8", "replace") in names


def _is_ntfs(content: bytes) -> bool:
    if len(content) != _NTFS_TIMES.size:
        return False
    reserved, tag, length, *moments = _NTFS_TIMES.unpack(content)
    return (reserved, tag, length) == (0, 1, 24) and all(
        not each or _EARLIEST <= each < _LATEST for each in moments
    )


def _same_times(of_central: bytes, of_local: bytes) -> bool:
    """Whether Unix times, where both headers have them, agree in the time of change.

    The flags say which times follow; the directory has the first one only.
    """
    central, local = (dict(_fields(extra)).get(_TIMES) for extra in (of_central, of_local))
    if central is None or local is None:
        return True
    flags_agree = central[:1] in (local[:1], b"\1") and (local[:1] or b"\0") <= b"\7"
    return flags_agree and central[1:5] == local[1:5]


def _same_owner(of_central: bytes, of_local: bytes) -> bool:
    """Whether both headers name the same owner, where both name one."""
    central, local = (dict(_fields(extra)).get(_OWNER) for extra in (of_central, of_local))
    return central is None or local is None or central == local


class _Attributes(NamedTuple):
    """What the directory says of a part and no reader of documents asks for."""

    made_by: int
    internal: int
    external: int
    extra_kinds: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, line: Record) -> Self:
        # The mark of a Java archive stands on its first part only, and a name is as long as it is.
        kinds = tuple(
            (kind, len(content)) for kind, content in _fields(line.extra) if kind not in (_JAR, _UNICODE_PATH)
        )
        return cls(line.header.made_by, line.header.internal, line.header.external, kinds)


def _odd_ones(lines: Sequence[Record]) -> Iterator[str]:
    """Parts that stand out from all others by one attribute, which is unusual or beside theirs by a bit.

    A part that another program wrote differs in more than one.
    """
    for folders in (False, True):
        alike = [line for line in lines if (line.part == "") == folders]
        each = [_Attributes.of(line) for line in alike]
        counts = Counter(each)
        common, often = counts.most_common(1)[0] if counts else (None, 0)
        if common is None or often < 2:
            continue
        usual = _USUAL_FOLDERS if folders else _USUAL_FILES
        for line, own in zip(alike, each, strict=True):
            if counts[own] == 1 and _is_beside(own, common, usual):
                yield line.part


def _is_beside(own: _Attributes, common: _Attributes, usual: frozenset[int]) -> bool:
    different = [number for number, value in enumerate(own) if value != common[number]]
    if len(different) != 1:
        return False
    if own.external != common.external:
        return own.external not in usual or (own.external ^ common.external).bit_count() == 1
    return True
