"""An OFD package: a ZIP archive whose parts are found by name and read within limits.

Only the central directory is believed, and of it only the places and packed sizes: what a part inflates to
is counted while it inflates (APPNOTE 6.3; GB/T 33190 7.1).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

import msgspec

from core.ofd.errors import (
    CompressionUnknown,
    NotOfd,
    OverLimit,
    PackageDamaged,
    PackageEncrypted,
    PartMissing,
)
from core.ofd.inflating import pieces
from core.ofd.limits import DEFAULT_LIMITS, Limits

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s4xHH4x3L3H8xL")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
_MOST_ENDS = 16
_STORED, _DEFLATED = 0, 8
_FOLDERS_ABOVE = 8
LONGEST_LOC = 512
"""Of a location, in characters: whoever verifies looks through all that are no longer."""
_MOST_ALIKE = 1_000
_ENCRYPTION_PARTS = frozenset({"encryptions.xml", "decryptseed.dat", "decryptseed"})


# The mark is looked for by itself: a set with a character so far up takes half a millisecond to compile.
_PLAIN = re.compile(r"(?:(?!\ufeff)[^/\\.\s][^/\\]*/)*(?!\ufeff)[^/\\.\s](?:[^/\\]*[^/\\\s])?")
"""A location without anything to resolve."""
_UNPLAIN = ("\\", "\ufeff", "//", "/.", "/\n", "\n/", "\n.")


class Entry(msgspec.Struct, frozen=True):
    """One line of the central directory. `offset` is where its local header stands in the bytes.

    `size` is what the part claims to inflate to: good for showing, never for trusting.
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def folder_of(name: str) -> str:
    """The folder a part stands in, without a closing slash; empty for the root."""
    return name.rpartition("/")[0]


@lru_cache(maxsize=4096)
def join_loc(folder: str, loc: str) -> str | None:
    """The part name that `loc` means in a file of `folder`, or None when it leaves the package.

    A leading slash means the root; `.`, `..`, backslashes and doubled slashes are resolved (GB/T 33190 7.3).
    """
    if _PLAIN.fullmatch(loc) and (not folder or _PLAIN.fullmatch(folder)):
        return f"{folder}/{loc}" if folder else loc  # as nearly all are written
    loc = loc.strip().replace("\\", "/")
    steps = [] if loc.startswith("/") else [step for step in folder.split("/") if step]
    for step in loc.split("/"):
        if step in ("", "."):
            continue
        if step == "..":
            if not steps:
                return None
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


class Package:
    """The parts of a package by name, read on demand.

    `root_part` is its OFD.xml, None without one; `base` the folder that stands in, nearly always the root.
    Raises `NotOfd`, `PackageDamaged` or `OverLimit` when the archive's directory cannot be used.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        if len(data) > limits.package_bytes:
            raise OverLimit(limit="package_bytes", allowed=limits.package_bytes)
        self.data = data
        self.limits = limits
        self._inflated = 0
        self._read_before: set[str] = set()
        self.entries: tuple[Entry, ...] = tuple(_entries(data, limits))
        self.duplicates: tuple[str, ...] = ()
        self.unsafe_names: tuple[str, ...] = ()
        names = [entry.name for entry in self.entries]
        self._by_name = dict(zip(names, self.entries, strict=True))
        if len(self._by_name) < len(names) or not _all_plain(names):
            self._by_name = self._sorted_out()
        self.base = ""
        self.root_part = self._root_part()
        self.base = folder_of(self.root_part or "")

    def _sorted_out(self) -> dict[str, Entry]:
        """The parts by name where some names must be resolved, are folders, lead outside or stand twice."""
        by_name: dict[str, Entry] = {}
        duplicates: dict[str, None] = {}
        unsafe: list[str] = []
        for entry in self.entries:
            name = join_loc("", entry.name.removeprefix("\ufeff"))
            if name is None:
                unsafe.append(entry.name)
            elif name and not entry.name.endswith(("/", "\\")):
                if name in by_name:
                    duplicates[name] = None
                by_name[name] = entry
        self.duplicates, self.unsafe_names = tuple(duplicates), tuple(unsafe)
        return by_name

    def _root_part(self) -> str | None:
        """OFD.xml; when the root has none, the only one in a folder, as hand-made archives have it."""
        if (at_root := self.find("OFD.xml")) is not None:
            return at_root
        inner = [name for name in self._by_name if name.rpartition("/")[2].casefold() == "ofd.xml"]
        return inner[0] if len(inner) == 1 else None

    @property
    def names(self) -> tuple[str, ...]:
        """Part names without a leading slash, folders left out, in the directory's order."""
        return tuple(self._by_name)

    @cached_property
    def encrypted(self) -> bool:
        """Whether the package holds the parts of an encrypted one (GM/T 0099), or its root is locked."""
        root = self._by_name.get("OFD.xml")
        if root is not None and root.flags & 1:
            return True
        return self.has_named(_ENCRYPTION_PARTS)

    def has_named(self, file_names: frozenset[str]) -> bool:
        """Whether a part of one of these names, given in lower case, stands in whatever folder."""
        listed = "\n".join(self._by_name).casefold()
        return any(name in listed for name in file_names) and any(
            name.rpartition("/")[2].casefold() in file_names for name in self._by_name
        )

    def claimed_size(self, name: str) -> int:
        """How many bytes a part says it has: to be shown, not trusted."""
        return self._by_name[name].size

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def find(self, loc: str, folder: str = "", *, above: bool = True) -> str | None:
        """The part that `loc`, written in a file of `folder`, names; None when there is none.

        As written first; then URL-decoded, from the root, from each folder above, and without regard to case:
        compare with `join_loc` to learn whether that was needed. Never leaves the package. Whoever verifies
        what a location names does not look in the folders `above`.
        """
        if _is_endless(loc):
            return None
        exact = join_loc(folder, loc)
        if exact and exact in self._by_name:
            return exact
        tries = [exact, *(join_loc(folder, text) for text in _decoded(loc))]
        starts = ("", self.base, *(_above(folder) if above else (folder,)))
        written = [text.lstrip("/\\") for text in (loc, *_decoded(loc))]
        tries += [join_loc(start, text) for start in starts for text in written]
        known = [name for name in tries if name]
        for name in known:
            if name in self._by_name:
                return name
        for name in known:
            if found := self._folded.get(name.casefold()):
                return found[0]
        return None

    def lost(self, loc: str) -> str | None:
        """The part that `loc` may mean although nothing stands there; for showing, never for verifying.

        Steps that climb above the root end at the root; else the only part whose name ends so.
        """
        if _is_endless(loc):
            return None
        steps = [step for step in loc.strip().replace("\\", "/").split("/") if step not in ("", ".")]
        while steps and (steps[0] == ".." or steps[0].endswith(":")):
            del steps[0]
        name = join_loc(self.base, "/".join(steps)) if steps else None
        if not name or name == self.base:
            return None
        if name.casefold() in self._folded:
            return self._folded[name.casefold()][0]
        alike = self._by_last_step.get(steps[-1].casefold(), ())
        if len(alike) > _MOST_ALIKE:
            return None
        ending = "/" + "/".join(step for step in steps if step != "..").casefold()
        found = [other for other in alike if other.casefold().endswith(ending)]
        return found[0] if len(found) == 1 else None

    def ambiguous(self, name: str) -> bool:
        """Whether other parts differ from `name` by case alone."""
        return self._alike[name.casefold()] > 1

    def read(self, name: str, at_most: int | None = None, *, checked: bool = True) -> bytes:
        """The part's bytes, inflated and, unless they are only to be shown, `checked` against their CRC.

        Raises `PartMissing`, `PackageDamaged`, `PackageEncrypted`, `CompressionUnknown` or `OverLimit`
        (`at_most`, when given, lowers the limit of bytes for this part).
        """
        entry = self._by_name.get(name)
        if entry is None:
            raise PartMissing(part=name)
        content = self._unpack(name, entry, min(at_most or self.limits.entry_bytes, self.limits.entry_bytes))
        if checked and zlib.crc32(content) != entry.crc:
            raise PackageDamaged(part=name)
        if name not in self._read_before:
            self._read_before.add(name)
            self._inflated += len(content)
            if self._inflated > self.limits.inflated_bytes:
                raise OverLimit(limit="inflated_bytes", allowed=self.limits.inflated_bytes, part=name)
        return content

    def beginning(self, name: str, length: int) -> bytes:
        """The first bytes of a part, not checked against its CRC; empty when they cannot be had at once."""
        entry = self._by_name.get(name)
        if entry is None or entry.flags & 1 or entry.method not in (_STORED, _DEFLATED):
            return b""
        try:
            packed = self._packed(name, entry)[: length * 2]
            if entry.method == _STORED:
                return bytes(packed[:length])
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, length)
        except (PackageDamaged, zlib.error):
            return b""

    def _unpack(self, name: str, entry: Entry, allowed: int) -> bytes:
        if entry.flags & 1:
            raise PackageEncrypted
        packed = self._packed(name, entry)
        if entry.method == _STORED:
            if len(packed) > allowed:
                raise OverLimit(limit="entry_bytes", allowed=allowed, part=name)
            return bytes(packed)
        if entry.method != _DEFLATED:
            raise CompressionUnknown(part=name, method=entry.method)
        return _inflate(packed, name, allowed, self.limits)

    def _packed(self, name: str, entry: Entry) -> memoryview:
        try:
            signature, *_, name_length, extra_length = _LOCAL.unpack_from(self.data, entry.offset)
        except struct.error:
            raise PackageDamaged(part=name) from None
        start = entry.offset + _LOCAL.size + name_length + extra_length
        if signature != b"PK\3\4" or start + entry.packed > len(self.data):
            raise PackageDamaged(part=name)
        return memoryview(self.data)[start : start + entry.packed]

    @cached_property
    def look_alikes(self) -> tuple[str, ...]:
        """Parts that come to lie on another one where a package is unpacked into files.

        By case, composed or decomposed letters, dots and blanks at the end, or what a NUL cuts off. Which one
        such a program shows depends on its file system and on their order.
        """
        seen: dict[str, str] = {}
        return tuple(name for name in self._by_name if seen.setdefault(_as_file(name), name) != name)

    @cached_property
    def _alike(self) -> Counter[str]:
        """How many parts have the same name but for case."""
        return Counter(map(str.casefold, self._by_name))

    @cached_property
    def _by_last_step(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._by_name:
            found.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
        return found

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        folded: dict[str, list[str]] = {}
        for name in self._by_name:
            folded.setdefault(name.casefold(), []).append(name)
        return folded


def _all_plain(names: list[str]) -> bool:
    """Whether no name has anything to resolve, as in nearly every package: looked for in all at once."""
    listed = "\n".join(("", *names, ""))
    return listed.split() == names and not any(mark in listed for mark in _UNPLAIN)


def _is_endless(loc: str) -> bool:
    return len(loc) > LONGEST_LOC and len(loc.strip()) > LONGEST_LOC


def _as_file(name: str) -> str:
    whole = name.partition("\0")[0]
    if not whole.isascii():
        from unicodedata import normalize  # noqa: PLC0415  a library that most packages do without

        whole = normalize("NFC", whole)
    return "/".join(step.rstrip(" .") for step in whole.casefold().split("/"))


def _above(folder: str) -> Iterator[str]:
    """The folder itself, the one it stands in, and so on, the root left out."""
    for _ in range(_FOLDERS_ABOVE):
        if not folder:
            return
        yield folder
        folder = folder_of(folder)


def _decoded(loc: str) -> Iterator[str]:
    """Other readings of a location: `%xx` as UTF-8, then as GBK."""
    if "%" not in loc:
        return
    from urllib.parse import unquote  # noqa: PLC0415  rarely met, and long to load

    for encoding in ("utf-8", "gb18030"):
        text = unquote(loc, encoding=encoding, errors="replace")
        if "�" not in text and "\0" not in text:
            yield text


def _inflate(packed: memoryview, name: str, allowed: int, limits: Limits) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    chunks: list[bytes] = []
    size = 0
    try:
        for chunk in pieces(inflater, packed):
            size += len(chunk)
            chunks.append(chunk)
            if size > allowed:
                raise OverLimit(limit="entry_bytes", allowed=allowed, part=name)
            if size > limits.ratio_floor and size > limits.ratio * len(packed):
                raise OverLimit(limit="ratio", allowed=limits.ratio, part=name)
    except zlib.error:
        raise PackageDamaged(part=name) from None
    if not inflater.eof:
        raise PackageDamaged(part=name)
    return b"".join(chunks)


def _entries(data: bytes, limits: Limits) -> Iterator[Entry]:
    start, size, shift = _directory(data)
    if size > limits.entries * (_CENTRAL.size + 512):
        raise OverLimit(limit="entries", allowed=limits.entries)
    at, end, count = start, start + size, 0
    while at + _CENTRAL.size <= end:
        mark, flags, method, crc, packed, full, name_length, extra_length, comment_length, offset = (
            _CENTRAL.unpack_from(data, at)
        )
        if mark != b"PK\1\2":
            raise PackageDamaged
        count += 1
        if count > limits.entries:
            raise OverLimit(limit="entries", allowed=limits.entries)
        at += _CENTRAL.size
        raw = data[at : at + name_length]
        if 0xFFFFFFFF in (packed, full, offset):
            extra = data[at + name_length : at + name_length + extra_length]
            packed, offset = _zip64(extra, full, packed, offset)
        yield Entry(_name(raw), flags, method, crc, packed, full, offset + shift)
        at += name_length + extra_length + comment_length


def _directory(data: bytes) -> tuple[int, int, int]:
    """Where the central directory starts, its size, and how far all offsets are off (bytes put in front)."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if end < 0:
        end = data.rfind(b"PK\5\6")  # with more behind it than a comment can be
    if end < 0 and data[:4] != b"PK\3\4":
        raise NotOfd(size=len(data))
    for _ in range(_MOST_ENDS):
        if end < 0:
            break
        if (found := _directory_before(data, end)) is not None:
            return found
        end = data.rfind(b"PK\5\6", 0, end + 3)  # that one stands in a comment, or behind the archive
    raise PackageDamaged


def _directory_before(data: bytes, end: int) -> tuple[int, int, int] | None:
    """The directory that the end record at `end` tells of; None where none stands in its place."""
    if end + _END.size > len(data):
        return None
    size, offset = _END.unpack_from(data, end)[5:7]
    locator = end - _END64_LOCATOR.size
    if locator >= 0 and data[locator : locator + 4] == b"PK\6\7":
        end, size, offset = _end64(data, locator)
    for start in (end - size, offset):
        if 0 <= start <= end and (size == 0 or data[start : start + 4] == b"PK\1\2"):
            return start, min(size, end - start), start - offset
    return None


def _end64(data: bytes, locator: int) -> tuple[int, int, int]:
    at = data.rfind(b"PK\6\6", 0, locator)
    if at < 0 or at + _END64.size > locator:
        raise PackageDamaged
    size, offset = _END64.unpack_from(data, at)[8:10]
    return at, size, offset


def _zip64(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int]:
    """Packed size and offset from the ZIP64 extra field, which holds only what did not fit."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            wide = [value for (value,) in struct.iter_unpack("<Q", extra[at + 4 : at + 4 + length // 8 * 8])]
            try:
                if size == 0xFFFFFFFF:
                    wide.pop(0)
                if packed == 0xFFFFFFFF:
                    packed = wide.pop(0)
                if offset == 0xFFFFFFFF:
                    offset = wide.pop(0)
            except IndexError:
                raise PackageDamaged from None
            break
        at += 4 + length
    return packed, offset


def _name(raw: bytes) -> str:
    """A part's name: UTF-8 when it is, else GBK: field archivers write that with the flag and without."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")
