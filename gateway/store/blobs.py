"""Files by content address: the port, and its folder implementation."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from core.ids import content_address
from gateway.errors import HashMismatch, NotFound, OffsetMismatch, TooLarge

_READ = 1 << 20


class BlobStore(Protocol):
    """Immutable files named by their SHA-256, and unfinished ones named by their upload."""

    def put(self, content: bytes) -> str:
        """Keep `content`; its address. Keeping it twice is keeping it once."""

    def put_all(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        """Keep them all, as `put`; their addresses in order. Nothing is promised before it returns."""

    def size(self, sha256: str) -> int | None:
        """Bytes of a blob, None when it is not held."""

    def read(self, sha256: str) -> bytes:
        """The whole blob. Raises `NotFound`."""

    def open(self, sha256: str) -> BinaryIO:
        """The blob for reading, seekable. Raises `NotFound`."""

    def remove(self, sha256: str) -> None:
        """Forget a blob; one that is not held is forgotten already."""

    def part_size(self, upload_id: str) -> int:
        """Bytes of an unfinished upload that are safely held."""

    def append(self, upload_id: str, offset: int, content: bytes, *, limit: int) -> int:
        """Add `content` behind byte `offset`; the new size.

        Raises `OffsetMismatch` when the part does not end at `offset`, `TooLarge` when it would
        grow beyond `limit` bytes; the part then stays as it was.
        """

    def sync(self, upload_id: str) -> None:
        """Make what was appended survive a power cut."""

    def finish(self, upload_id: str, sha256: str) -> None:
        """Turn a part into a blob. Raises `HashMismatch`, and the part is gone, when it is another file."""

    def abandon(self, upload_id: str) -> None:
        """Drop a part."""


class FolderBlobStore:
    """Blobs in a folder: `ab/abcd…`, written beside, fsynced, then renamed into place."""

    def __init__(self, blobs: Path, parts: Path) -> None:
        self._blobs = blobs
        self._parts = parts

    def put(self, content: bytes) -> str:
        return self.put_all([content])[0]

    def put_all(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        addresses = tuple(map(content_address, contents))
        missing = {
            address: content
            for address, content in zip(addresses, contents, strict=True)
            if self.size(address) is None
        }
        parts = {address: self._written(address, content) for address, content in missing.items()}
        for part in parts.values():
            _sync(part)  # after all were written: the disk takes them in one go
        for address, part in parts.items():
            part.replace(self._place(address))
        for folder in {self._place(address).parent for address in parts}:
            _sync(folder)
        return addresses

    def size(self, sha256: str) -> int | None:
        try:
            return self._place(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, sha256: str) -> bytes:
        with self.open(sha256) as file:
            return file.read()

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._place(sha256).open("rb")
        except FileNotFoundError:
            raise NotFound from None

    def remove(self, sha256: str) -> None:
        self._place(sha256).unlink(missing_ok=True)

    def part_size(self, upload_id: str) -> int:
        try:
            return self._part(upload_id).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, upload_id: str, offset: int, content: bytes, *, limit: int) -> int:
        with open(os.open(self._part(upload_id), os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # a client that gave a connection up may still be writing on it
            held = file.seek(0, os.SEEK_END)
            if held != offset:
                raise OffsetMismatch(held)
            if held + len(content) > limit:
                raise TooLarge(limit)
            while content:
                written = file.write(content)
                content = content[written:]
            return file.tell()

    def sync(self, upload_id: str) -> None:
        with suppress(FileNotFoundError):  # it has become a blob meanwhile
            _sync(self._part(upload_id))

    def finish(self, upload_id: str, sha256: str) -> None:
        part, place = self._part(upload_id), self._place(sha256)
        if _address_of(part) != sha256:
            part.unlink()
            raise HashMismatch
        _sync(part)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        part.replace(place)
        _sync(place.parent)

    def abandon(self, upload_id: str) -> None:
        self._part(upload_id).unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        return self._blobs / sha256[:2] / sha256

    def _part(self, upload_id: str) -> Path:
        return self._parts / f"{upload_id}.part"

    def _written(self, address: str, content: bytes) -> Path:
        place = self._place(address)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        part = place.with_suffix(f".{secrets.token_hex(8)}.part")  # two may be writing the same blob
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        return part


def _address_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ):
            digest.update(block)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
