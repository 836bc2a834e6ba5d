"""Bytes of an archive that nothing explains."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from core.ofd.container import disagreements
from core.ofd.loose import loose_ends
from core.ofd.packing import Packings

PARTS = {
    f"Doc_0/Part_{number}.xml": b"<Part>" + b"text " * 40 * number + b"</Part>" for number in range(1, 6)
}


def archive(*, streamed: bool = False, mode: int = 0o600, comment: bytes = b"") -> bytes:
    out = _Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name, (2026, 11, 21, 12, 0, 0))
            info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
            package.writestr(info, content)
        package.comment = comment
    return out.getvalue()


class _Unseekable(io.BytesIO):
    """Makes zipfile write data descriptors."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def line_of(data: bytes, number: int) -> int:
    """Where that line of the directory begins."""
    at = data.index(b"PK\1\2")
    for _ in range(number):
        at = data.index(b"PK\1\2", at + 4)
    return at


def with_wide_sizes() -> bytes:
    """As Python writes parts of which it does not know beforehand how large they will be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            with package.open(name, "w", force_zip64=True) as part:
                part.write(content)
    data, at = out.getvalue(), 0
    for _ in PARTS:  # before 3.11.4 Python writes the sizes into the header as well
        at = data.index(b"PK\3\4", at)
        data, at = patched(data, at + 18, b"\xff" * 8), at + 4
    return data


def with_sizes_before_descriptors() -> bytes:
    """As Info-ZIP writes to a pipe: the full size is known, the packed one is not."""
    data, at = archive(streamed=True), 0
    for content in PARTS.values():
        at = data.index(b"PK\3\4", at)
        data = patched(data, at + 22, struct.pack("<L", len(content)))
        at += 4
    return data


def of_java() -> bytes:
    """As `jar` writes: folders too, the first entry marked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("Doc_0/", "Doc_0/Res/", "Doc_0/Pages/", "OFD.xml", *PARTS):
            info = zipfile.ZipInfo(name, (2026, 11, 21, 12, 0, 0))
            info.extra = b"\xfe\xca\0\0" if name == "Doc_0/" else b""
            package.writestr(info, PARTS.get(name, b""))
    return out.getvalue()


WRITTEN: dict[str, Callable[[], bytes]] = {
    "plain": archive,
    "streamed": lambda: archive(streamed=True),
    "with rights": lambda: archive(mode=0o100644),
    "with wide sizes": with_wide_sizes,
    "with sizes before descriptors": with_sizes_before_descriptors,
    "of Java": of_java,
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_what_a_writer_made_explains_itself(written: Callable[[], bytes]) -> None:
    assert list(loose_ends(written())) == []
    assert list(disagreements(written())) == []


def test_wide_sizes_that_the_directory_does_not_have_are_told() -> None:
    data = with_wide_sizes()
    size = data.index(struct.pack("<HH", 1, 16)) + 4
    for at in (size, size + 8):
        assert set(disagreements(patched(data, at, bytes((data[at] ^ 1,))))) == {"Doc_0/Part_1.xml"}


def with_extra(name: str, kind: int, content: bytes) -> bytes:
    """An archive whose parts all have one more field in both headers."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, part in enumerate(("Doc_0/" + name, *PARTS)):
            info = zipfile.ZipInfo(part, (2026, 11, 21, 12, 0, 0))
            field = content if number == 0 else _unicode(part)
            info.extra = struct.pack("<HH", kind, len(field)) + field
            package.writestr(info, b"text")
    return out.getvalue()


def _unicode(name: str, said: str | None = None) -> bytes:
    """The content of a field that gives a name in Unicode (APPNOTE 4.6.9)."""
    return b"\1" + struct.pack("<L", zlib.crc32(name.encode())) + (said or name).encode()


def test_a_name_in_unicode_is_the_headers_own_or_it_is_told() -> None:
    """Some readers go by that field: parts could change places under a seal."""
    name = "Doc_0/\u56fe.xml"
    assert list(loose_ends(with_extra("\u56fe.xml", 0x7075, _unicode(name)))) == []
    assert name in list(loose_ends(with_extra("\u56fe.xml", 0x7075, _unicode(name, "Doc_0/Part_1.xml"))))
    assert name in list(loose_ends(with_extra("\u56fe.xml", 0x7075, _unicode("another"))))
    assert name in list(loose_ends(with_extra("\u56fe.xml", 0x7075, b"\1")))


def test_an_owner_that_the_two_headers_do_not_share_is_told() -> None:
    owner = b"\1\4" + bytes(4) + b"\4" + bytes(4)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name, (2026, 11, 21, 12, 0, 0))
            info.extra = struct.pack("<HH", 0x7875, len(owner)) + owner
            package.writestr(info, content)
    data = out.getvalue()
    assert list(loose_ends(data)) == []
    for at in (data.index(owner) + 3, data.rindex(owner) + 3):
        assert list(loose_ends(patched(data, at, b"\7")))


DEEDS: dict[str, Callable[[bytes], bytes]] = {
    "an attribute a bit off": lambda data: patched(data, line_of(data, 2) + 38, b"\x20"),
    "an unusual attribute": lambda data: patched(data, line_of(data, 2) + 38, b"\x13\x37\0\0"),
    "another maker": lambda data: patched(data, line_of(data, 2) + 4, b"\x15"),
    "an internal attribute": lambda data: patched(data, line_of(data, 2) + 36, b"\1"),
    "trailing bytes": lambda data: data + b"\0",
    "a comment": lambda data: patched(data, len(data) - 2, b"\3\0") + b"abc",
    "a comment's length": lambda data: patched(data, len(data) - 2, b"\3\0"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_byte_without_a_reason_is_told(deed: Callable[[bytes], bytes]) -> None:
    assert list(loose_ends(deed(archive())))


def test_a_gap_between_parts_is_told_unless_it_is_explained() -> None:
    data, gap = archive(), b"nothing"
    at = line_of(data, 0)
    end = data.rindex(b"PK\5\6")
    moved = struct.pack("<L", struct.unpack_from("<L", data, end + 16)[0] + len(gap))
    torn = data[:at] + gap + patched(data[at:], end - at + 16, moved)
    assert list(loose_ends(torn)) == [""]
    assert list(loose_ends(torn, explained=at + len(gap))) == []


def packed(content: bytes, level: int = 6) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


CONTENT = b"<Page>" + b"".join(b"<Text>%d</Text>" % (number % 7) for number in range(200)) + b"</Page>"


def inflated(data: bytes) -> bytes | None:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(data)
    except zlib.error:
        return None
    return content if inflater.eof and not inflater.unused_data else None


@pytest.mark.parametrize("level", range(1, 10))
def test_no_flipped_bit_that_leaves_the_content_goes_unseen(level: int) -> None:
    made = packed(CONTENT, level)
    assert not Packings().is_odd(8, made, len(CONTENT))
    unseen = []
    for bit in range(8 * len(made)):
        changed = patched(made, bit // 8, bytes((made[bit // 8] ^ 1 << bit % 8,)))
        if inflated(changed) == CONTENT and not Packings().is_odd(8, changed, len(CONTENT)):
            unseen.append(bit)
    assert unseen == []


def test_bytes_behind_the_end_of_packed_data_are_odd() -> None:
    assert Packings().is_odd(8, packed(CONTENT) + b"\0", len(CONTENT))


def test_broken_data_and_stored_ones_are_not_judged() -> None:
    assert not Packings().is_odd(8, b"\xff\xff", 10)
    assert not Packings().is_odd(0, b"stored", 6)


def test_no_more_is_inflated_than_was_allowed() -> None:
    bomb, packings = packed(bytes(64 << 20)), Packings(1 << 20)
    assert not packings.is_odd(8, bomb, 10)
    assert packings.inflatable > -(1 << 20)
