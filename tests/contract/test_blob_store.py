"""The promises of a blob store; every implementation runs through all of them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.ids import content_address
from gateway.errors import HashMismatch, NotFound, OffsetMismatch, TooLarge
from gateway.store import BlobStore, FolderBlobStore

CONTENT = bytes(range(256)) * 40
ADDRESS = content_address(CONTENT)


@pytest.fixture(params=["folder"])
def blobs(tmp_path: Path) -> BlobStore:
    for name in ("blobs", "parts"):
        (tmp_path / name).mkdir()
    return FolderBlobStore(tmp_path / "blobs", tmp_path / "parts")


def test_a_blob_is_named_by_its_content_and_comes_back_whole(blobs: BlobStore) -> None:
    assert blobs.put(CONTENT) == ADDRESS
    assert (blobs.size(ADDRESS), blobs.read(ADDRESS)) == (len(CONTENT), CONTENT)


def test_putting_twice_is_putting_once(blobs: BlobStore) -> None:
    assert blobs.put(CONTENT) == blobs.put(CONTENT)
    assert blobs.read(ADDRESS) == CONTENT


def test_many_are_kept_as_one_is(blobs: BlobStore) -> None:
    contents = [CONTENT, b"another", CONTENT, b""]
    blobs.put(b"another")
    assert blobs.put_all(contents) == tuple(map(content_address, contents))
    assert [blobs.read(content_address(each)) for each in contents] == contents


def test_an_empty_blob_is_a_blob(blobs: BlobStore) -> None:
    assert blobs.read(blobs.put(b"")) == b""


def test_a_blob_opens_anywhere(blobs: BlobStore) -> None:
    blobs.put(CONTENT)
    with blobs.open(ADDRESS) as file:
        file.seek(300)
        assert file.read(5) == CONTENT[300:305]


def test_what_is_not_held_is_not_found(blobs: BlobStore) -> None:
    assert blobs.size(ADDRESS) is None
    with pytest.raises(NotFound):
        blobs.read(ADDRESS)
    with pytest.raises(NotFound):
        blobs.open(ADDRESS)


def test_a_removed_blob_is_gone_and_may_be_removed_again(blobs: BlobStore) -> None:
    blobs.put(CONTENT)
    blobs.remove(ADDRESS)
    blobs.remove(ADDRESS)
    assert blobs.size(ADDRESS) is None


def test_a_part_grows_by_offset_and_becomes_a_blob(blobs: BlobStore) -> None:
    assert blobs.part_size("u1") == 0
    assert blobs.append("u1", 0, CONTENT[:100], limit=len(CONTENT)) == 100
    blobs.sync("u1")
    assert blobs.part_size("u1") == 100
    blobs.append("u1", 100, CONTENT[100:], limit=len(CONTENT))
    blobs.finish("u1", ADDRESS)
    assert (blobs.read(ADDRESS), blobs.part_size("u1")) == (CONTENT, 0)


@pytest.mark.parametrize("offset", [0, 99, 101, 10_000])
def test_a_part_continues_only_where_it_ends(blobs: BlobStore, offset: int) -> None:
    blobs.append("u1", 0, CONTENT[:100], limit=len(CONTENT))
    with pytest.raises(OffsetMismatch) as refused:
        blobs.append("u1", offset, b"x", limit=len(CONTENT))
    assert refused.value.offset == 100
    assert blobs.part_size("u1") == 100


def test_a_part_never_grows_beyond_its_limit(blobs: BlobStore) -> None:
    with pytest.raises(TooLarge):
        blobs.append("u1", 0, CONTENT, limit=len(CONTENT) - 1)
    assert blobs.part_size("u1") == 0


def test_a_part_that_is_another_file_is_dropped(blobs: BlobStore) -> None:
    blobs.append("u1", 0, CONTENT, limit=len(CONTENT))
    with pytest.raises(HashMismatch):
        blobs.finish("u1", content_address(b"other"))
    assert blobs.part_size("u1") == 0
    assert blobs.size(ADDRESS) is None


def test_an_abandoned_part_is_gone(blobs: BlobStore) -> None:
    blobs.append("u1", 0, CONTENT, limit=len(CONTENT))
    blobs.abandon("u1")
    blobs.abandon("u1")
    assert blobs.part_size("u1") == 0


def test_many_may_put_the_same_blob_at_once(blobs: BlobStore) -> None:
    gate = threading.Barrier(8)

    def put(_: int) -> str:
        gate.wait(10)
        return blobs.put(CONTENT)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(put, range(8))) == {ADDRESS}
    assert blobs.read(ADDRESS) == CONTENT


def test_two_that_append_at_one_place_do_not_mix(blobs: BlobStore) -> None:
    pieces = [bytes([number]) * 5000 for number in range(6)]
    gate = threading.Barrier(len(pieces))

    def append(piece: bytes) -> bool:
        gate.wait(10)
        try:
            blobs.append("u1", 0, piece, limit=5000)
        except OffsetMismatch:
            return False
        return True

    with ThreadPoolExecutor(len(pieces)) as pool:
        taken = list(pool.map(append, pieces))
    assert taken.count(True) == 1
    blobs.finish("u1", content_address(pieces[taken.index(True)]))
