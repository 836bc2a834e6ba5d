"""Encrypted files beside the database."""

from __future__ import annotations

import random

import pytest

from core.crypto import CHUNK_BYTES
from core.ids import content_address
from desktop.cache import BlobCache, Cache
from desktop.vault import UnlockedVault

LONG = random.Random(7).randbytes(3 * CHUNK_BYTES + 5)


@pytest.fixture
def blobs(vault: UnlockedVault, cache: Cache) -> BlobCache:
    return BlobCache(vault, cache)


@pytest.mark.parametrize("content", [b"", b"x", LONG[:CHUNK_BYTES], LONG[: CHUNK_BYTES + 1], LONG])
def test_a_file_comes_back_as_it_was(blobs: BlobCache, content: bytes) -> None:
    blobs.keep(content)
    assert blobs.read(content_address(content)) == content


def test_a_file_is_not_readable_and_its_name_says_nothing(blobs: BlobCache, vault: UnlockedVault) -> None:
    blobs.keep("江城管".encode() * 99)
    (path,) = (vault.folder / "blobs").iterdir()
    assert "江城管".encode() not in path.read_bytes()
    assert path.name != content_address("江城管".encode() * 99)


def test_a_file_that_is_not_here_is_none(blobs: BlobCache) -> None:
    assert blobs.read(content_address(b"nowhere")) is None


def test_a_damaged_file_is_dropped_and_fetched_again(blobs: BlobCache, vault: UnlockedVault) -> None:
    blobs.keep(LONG)
    (path,) = (vault.folder / "blobs").iterdir()
    content = bytearray(path.read_bytes())
    content[CHUNK_BYTES + 999] ^= 1
    path.write_bytes(content)
    assert blobs.read(content_address(LONG)) is None
    assert list((vault.folder / "blobs").iterdir()) == []
    blobs.keep(LONG)
    assert blobs.read(content_address(LONG)) == LONG


def test_an_interrupted_download_keeps_its_whole_chunks(blobs: BlobCache) -> None:
    address = content_address(LONG)
    with blobs.receive(address, len(LONG)) as receiving:
        receiving.write(LONG[: 2 * CHUNK_BYTES + 100])
    assert blobs.read(address) is None
    with blobs.receive(address, len(LONG)) as receiving:
        assert bytes(receiving.content) == LONG[: 2 * CHUNK_BYTES]
        receiving.write(LONG[2 * CHUNK_BYTES :])
        assert receiving.finish() == LONG
    assert blobs.read(address) == LONG


def test_a_damaged_part_is_asked_for_from_the_damage_on(blobs: BlobCache, vault: UnlockedVault) -> None:
    address = content_address(LONG)
    with blobs.receive(address, len(LONG)) as receiving:
        receiving.write(LONG[: 2 * CHUNK_BYTES])
    (path,) = (vault.folder / "blobs").iterdir()
    content = bytearray(path.read_bytes())
    content[CHUNK_BYTES + 999] ^= 1
    path.write_bytes(content)
    with blobs.receive(address, len(LONG)) as receiving:
        assert len(receiving.content) == CHUNK_BYTES
        receiving.write(LONG[CHUNK_BYTES:])
        receiving.finish()
    assert blobs.read(address) == LONG


def test_more_than_was_announced_is_not_taken(blobs: BlobCache) -> None:
    with blobs.receive(content_address(b"abc"), 3) as receiving, pytest.raises(ValueError, match="announced"):
        receiving.write(b"abcd")


def test_the_sweep_clears_strays_and_keeps_parts(
    blobs: BlobCache, cache: Cache, vault: UnlockedVault
) -> None:
    blobs.keep(b"whole")
    with blobs.receive(content_address(LONG), len(LONG)) as receiving:
        receiving.write(LONG[:CHUNK_BYTES])
    (vault.folder / "blobs" / "stray").write_bytes(b"?")
    (vault.folder / "blobs" / "stray.part").write_bytes(b"?")
    blobs.sweep()
    assert len(list((vault.folder / "blobs").iterdir())) == 2
    with blobs.receive(content_address(LONG), len(LONG)) as receiving:
        assert len(receiving.content) == CHUNK_BYTES


def test_the_sweep_forgets_rows_whose_file_is_gone(
    blobs: BlobCache, cache: Cache, vault: UnlockedVault
) -> None:
    blobs.keep(b"whole")
    next((vault.folder / "blobs").iterdir()).unlink()
    blobs.sweep()
    assert cache.blob_row(content_address(b"whole")) is None
