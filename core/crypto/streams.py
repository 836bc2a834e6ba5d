"""Encrypted streams: a blob as 1 MiB chunks, each of which can be opened alone (SYNC.md 1.4).

    header:  "SDB1" | suite 1 | chunk size u32 | salt 32 | prefix 7
    chunk i: AEAD(stream key, nonce = prefix | i as u32 | last flag, chunk)

The stream key is HKDF(blob key, salt); the header is associated with chunk 0. Truncation, reordering and
a swapped header fail the tag; an empty blob still has one, empty, chunk. Nothing here knows files.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from core.crypto.errors import StreamDamaged
from core.crypto.suites import TAG_BYTES, Suite, TagMismatch, decrypt, encrypt, expand

CHUNK_BYTES = 1 << 20
STREAM_SALT_BYTES = 32
STREAM_PREFIX_BYTES = 7
_MAGIC = b"SDB1"
_HEADER = struct.Struct(">4sBI32s7s")
STREAM_HEADER_BYTES = _HEADER.size


@dataclass(frozen=True, slots=True)
class SealedStream:
    """The opened header of one encrypted stream."""

    header: bytes
    suite: Suite
    chunk_bytes: int
    prefix: bytes
    key: bytes

    @classmethod
    def begin(
        cls,
        key: bytes,
        *,
        salt: bytes,
        prefix: bytes,
        suite: Suite = Suite.INTERNATIONAL,
        chunk_bytes: int = CHUNK_BYTES,
    ) -> Self:
        """A new stream under the 32-byte blob key; `salt` 32 and `prefix` 7 fresh random bytes."""
        if (len(salt), len(prefix)) != (STREAM_SALT_BYTES, STREAM_PREFIX_BYTES):
            raise ValueError("a stream takes a salt of 32 and a prefix of 7 bytes")
        return cls._from_header(key, _HEADER.pack(_MAGIC, suite, chunk_bytes, salt, prefix))

    @classmethod
    def of(cls, key: bytes, header: bytes) -> Self:
        """The stream that starts with these 48 bytes. Raises `StreamDamaged`."""
        if len(header) != STREAM_HEADER_BYTES or header[:4] != _MAGIC:
            raise StreamDamaged(0)
        return cls._from_header(key, header)

    @classmethod
    def _from_header(cls, key: bytes, header: bytes) -> Self:
        _, suite_byte, chunk_bytes, salt, prefix = _HEADER.unpack(header)
        if suite_byte not in Suite.__members__.values() or not 1 <= chunk_bytes <= 1 << 24:
            raise StreamDamaged(0)
        suite = Suite(suite_byte)
        return cls(header, suite, chunk_bytes, prefix, expand(suite, key, b"blob-v1", salt=salt))

    @property
    def sealed_chunk_bytes(self) -> int:
        """Length of every sealed chunk but the last, which may be shorter."""
        return self.chunk_bytes + TAG_BYTES

    def seal(self, index: int, chunk: bytes, *, last: bool) -> bytes:
        return encrypt(self.suite, self.key, self._nonce(index, last), chunk, self._associated(index))

    def open(self, index: int, sealed: bytes, *, last: bool) -> bytes:
        """Chunk `index` of the stream. Raises `StreamDamaged`."""
        try:
            return decrypt(self.suite, self.key, self._nonce(index, last), sealed, self._associated(index))
        except TagMismatch:
            raise StreamDamaged(index) from None

    def _nonce(self, index: int, last: bool) -> bytes:
        return self.prefix + struct.pack(">IB", index, last)

    def _associated(self, index: int) -> bytes:
        return self.header if index == 0 else b""


def seal_chunks(
    key: bytes,
    pieces: Iterable[bytes],
    *,
    salt: bytes,
    prefix: bytes,
    suite: Suite = Suite.INTERNATIONAL,
    chunk_bytes: int = CHUNK_BYTES,
) -> Iterator[bytes]:
    """The header, then the sealed chunks, of a blob given in pieces of any length."""
    stream = SealedStream.begin(key, salt=salt, prefix=prefix, suite=suite, chunk_bytes=chunk_bytes)
    yield stream.header
    index, waiting = 0, b""
    for chunk in _rechunked(pieces, chunk_bytes):
        if index:
            yield stream.seal(index - 1, waiting, last=False)
        index, waiting = index + 1, chunk
    yield stream.seal(max(index - 1, 0), waiting, last=True)


def open_chunk(key: bytes, header: bytes, index: int, sealed: bytes, *, last: bool) -> bytes:
    """One chunk of a stream by its index. Raises `StreamDamaged`."""
    return SealedStream.of(key, header).open(index, sealed, last=last)


def open_chunks(key: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks of a whole stream that arrives in pieces of any length. Raises `StreamDamaged`.

    A chunk is yielded before the end of the stream has been seen: the reader must not act on the
    whole until the iteration ends without an error.
    """
    rest = iter(pieces)
    head = b""
    while len(head) < STREAM_HEADER_BYTES:
        piece = next(rest, None)
        if piece is None:
            raise StreamDamaged(0)
        head += piece
    stream = SealedStream.of(key, head[:STREAM_HEADER_BYTES])
    index, waiting = 0, b""
    for sealed in _rechunked(_prepended(head[STREAM_HEADER_BYTES:], rest), stream.sealed_chunk_bytes):
        if index:
            yield stream.open(index - 1, waiting, last=False)
        index, waiting = index + 1, sealed
    yield stream.open(max(index - 1, 0), waiting, last=True)


def _prepended(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _rechunked(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in chunks of `size`, the last one shorter; nothing for no bytes."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= size:
            yield bytes(waiting[:size])
            del waiting[:size]
    if waiting:
        yield bytes(waiting)
