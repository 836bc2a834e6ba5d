"""Encrypted streams in chunks: whole, or noticed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto import (
    STREAM_HEADER_BYTES,
    StreamDamaged,
    Suite,
    open_chunk,
    open_chunks,
    seal_chunks,
)

KEY, SALT, PREFIX = b"k" * 32, b"s" * 32, b"p" * 7
CHUNK = 64


def sealed(blob: bytes, suite: Suite = Suite.INTERNATIONAL) -> list[bytes]:
    return list(seal_chunks(KEY, [blob], salt=SALT, prefix=PREFIX, suite=suite, chunk_bytes=CHUNK))


def opened(pieces: Sequence[bytes]) -> bytes:
    return b"".join(open_chunks(KEY, pieces))


@given(blob=st.binary(max_size=300), cut=st.integers(1, 50), suite=st.sampled_from(Suite))
def test_a_blob_comes_back_however_its_stream_is_cut(blob: bytes, cut: int, suite: Suite) -> None:
    stream = b"".join(sealed(blob, suite))
    assert opened([stream[at : at + cut] for at in range(0, len(stream), cut)]) == blob


def test_an_empty_blob_is_still_authenticated() -> None:
    header, chunk = sealed(b"")
    assert opened([header, chunk]) == b""
    with pytest.raises(StreamDamaged):
        opened([header])


def test_any_chunk_opens_alone() -> None:
    blob = bytes(range(200))
    header, *chunks = sealed(blob)
    assert open_chunk(KEY, header, 2, chunks[2], last=False) == blob[128:192]


def test_the_layout_is_the_one_of_sync_md() -> None:
    header, *chunks = sealed(b"x" * (CHUNK + 1))
    assert header == b"SDB1\x01" + CHUNK.to_bytes(4, "big") + SALT + PREFIX
    assert len(header) == STREAM_HEADER_BYTES == 48
    assert [len(chunk) for chunk in chunks] == [CHUNK + 16, 1 + 16]


def test_truncation_reordering_and_another_key_are_noticed() -> None:
    header, *chunks = sealed(b"x" * (3 * CHUNK))
    for damaged in (
        [header, *chunks[:2]],
        [header, chunks[1], chunks[0], chunks[2]],
        [header, *chunks, b"x"],
    ):
        with pytest.raises(StreamDamaged):
            opened(damaged)
    with pytest.raises(StreamDamaged):
        b"".join(open_chunks(b"K" * 32, [header, *chunks]))


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_any_changed_bit_is_noticed(place: int, bit: int) -> None:
    stream = bytearray(b"".join(sealed(b"x" * 150)))
    stream[place % len(stream)] ^= 1 << bit
    with pytest.raises(StreamDamaged):
        opened([bytes(stream)])
