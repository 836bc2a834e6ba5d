"""Fonts and pictures changed where they say what they hold: plain noise mostly ends in their first check."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from random import Random

from tests.fuzz.values import mutated_bytes

_SFNT = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
_PNG = b"\x89PNG\r\n\x1a\n"
_WORDS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)
_LONGS = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000, 60_000)
_TELLING_BYTES = 400


def mutated_blob(random: Random, content: bytes) -> bytes:
    """`content` with one thing wrong that its reader has to understand before it can refuse it."""
    if random.random() < 0.3 or len(content) < 16:
        return mutated_bytes(random, content)
    if content[:4] in _SFNT:
        return _mutated_font(random, content)
    if content.startswith(_PNG):
        return _mutated_png(random, content)
    if content.startswith(b"\xff\xd8"):
        return _mutated_jpeg(random, content)
    return _odd_field(random, content, 0, min(len(content), _TELLING_BYTES), random.choice("<>"))


def _odd_field(random: Random, content: bytes, start: int, stop: int, order: str = ">") -> bytes:
    """A number of two or four bytes between two places, made odd."""
    form, values = random.choice((("H", _WORDS), ("H", _WORDS), ("I", _LONGS)))
    size = struct.calcsize(form)
    if stop - start < size:
        return mutated_bytes(random, content)
    at = random.randrange(start, stop - size + 1)
    return content[:at] + struct.pack(order + form, random.choice(values)) + content[at + size :]


def _mutated_font(random: Random, content: bytes) -> bytes:
    """A field of the table directory, or a field near the beginning of one table, some of them twice."""
    count = min(int.from_bytes(content[4:6], "big"), 64)
    for _ in range(random.choice((1, 1, 2, 5))):
        record = 12 + 16 * random.randrange(max(1, count))
        if random.random() < 0.2 or record + 16 > len(content):
            content = _odd_field(random, content, 4, min(len(content), 12 + 16 * count))
            continue
        start = int.from_bytes(content[record + 8 : record + 12], "big")
        length = int.from_bytes(content[record + 12 : record + 16], "big")
        stop = min(len(content), start + length)
        content = _odd_field(random, content, start, min(stop, start + random.choice((64, 4_000))))
    return content


def _mutated_png(random: Random, content: bytes) -> bytes:
    """Chunks changed, swapped, repeated or left out; their check sums are right again afterwards."""
    chunks = list(_chunks(content))
    if not chunks:
        return mutated_bytes(random, content)
    at = random.randrange(len(chunks))
    kind, body = chunks[at]
    match random.randrange(5):
        case 0:
            chunks[at] = kind, _odd_field(random, body, 0, len(body))
        case 1:
            chunks.insert(random.randrange(len(chunks) + 1), (kind, body))
        case 2:
            del chunks[at]
        case 3:
            chunks[at] = random.choice((b"PLTE", b"tRNS", b"iCCP", b"acTL", b"IDAT", b"eXIf")), body
        case _:
            chunks = [(name, _repacked(random, data) if name == b"IDAT" else data) for name, data in chunks]
    return _PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def _repacked(random: Random, packed: bytes) -> bytes:
    try:
        return zlib.compress(mutated_bytes(random, zlib.decompress(packed)))
    except zlib.error:
        return mutated_bytes(random, packed)


def _mutated_jpeg(random: Random, content: bytes) -> bytes:
    """A field of one segment, or a segment twice."""
    at, segments = 2, []
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        segments.append((at, min(len(content), at + 2 + length)))
        at += 2 + length
    if not segments:
        return mutated_bytes(random, content)
    start, stop = random.choice(segments)
    if random.random() < 0.3:
        return content[:stop] + content[start:stop] * random.choice((1, 300)) + content[stop:]
    return _odd_field(random, content, start + 1, stop)
