"""Encrypted files beside the database, one key each (SYNC.md 1.4).

A file's name says nothing: it is an HMAC of the content address. The file's key stands wrapped in
its row, so that deleting the row erases the file. Order of a new file: row (partial) → chunks into
`.part` → fsync → rename → fsync of the folder → row (whole); a crash leaves what `sweep` clears.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterable
from io import FileIO
from pathlib import Path
from typing import Self

from core.crypto import CHUNK_BYTES, STREAM_HEADER_BYTES, SealedStream, StreamDamaged, open_chunks
from core.crypto.suites import NONCE_BYTES, Suite, TagMismatch, decrypt, encrypt
from core.ids import content_address
from desktop.cache.cache import BLOB_FOLDER, Cache
from desktop.vault import UnlockedVault
from desktop.vault.files import disk_failures, open_unbuffered, sync_folder

_PART = ".part"


class BlobCache:
    """The files of one profile, by content address."""

    def __init__(self, vault: UnlockedVault, cache: Cache) -> None:
        self._folder = vault.folder / BLOB_FOLDER
        with disk_failures():
            self._folder.mkdir(mode=0o700, exist_ok=True)
        self._cache = cache
        self._key: Callable[[], bytes] = lambda: vault.key("blobs")
        self._name_key: Callable[[], bytes] = lambda: vault.key("names")

    def read(self, address: str) -> bytes | None:
        """The file, or None when it is not here as a whole; a damaged one is dropped, to be fetched again."""
        row = self._cache.blob_row(address)
        if row is None or not row[1]:
            return None
        try:
            content = self._read(address, row[0])
        except StreamDamaged:
            content = None
        if content is None or content_address(content) != address:
            self.forget(address)
            return None
        return content

    def keep(self, content: bytes) -> None:
        """Keep a file we have as a whole. Raises `DiskRefused`."""
        address = content_address(content)
        row = self._cache.blob_row(address)
        if row is None or not row[1]:
            with self.receive(address, len(content)) as receiving:
                receiving.restart()
                receiving.write(content)
                receiving.finish()

    def receive(self, address: str, size: int) -> Receiving:
        """Begin, or go on with, receiving a file of `size` bytes."""
        row = self._cache.blob_row(address)
        key = self._unwrapped(address, row[0]) if row is not None else None
        if key is None:
            key = secrets.token_bytes(32)
            self._keep_row(address, key, size, whole=False)
        path = self._path(address)
        return Receiving(
            path.with_name(path.name + _PART),
            path,
            key,
            size,
            lambda: self._keep_row(address, key, size, whole=True),
        )

    def forget(self, address: str) -> None:
        self._cache.forget_blob(address)
        self.unlink([self._name(address)])

    def unlink(self, names: Iterable[str]) -> None:
        """Remove files whose rows, and so whose keys, are gone."""
        with disk_failures():
            for name in names:
                (self._folder / name).unlink(missing_ok=True)
                (self._folder / (name + _PART)).unlink(missing_ok=True)

    def sweep(self) -> None:
        """After a crash: remove files without a row and rows without a file."""
        rows = self._cache.blob_names()
        wanted = {name if whole else name + _PART for name, whole in rows.items()}
        with disk_failures():
            present = {path.name for path in self._folder.iterdir()}
            for stray in present - wanted:
                (self._folder / stray).unlink(missing_ok=True)
        missing = [name for name, whole in rows.items() if whole and name not in present]
        self._cache.forget_blobs_named(missing)

    def _read(self, address: str, wrapped: bytes) -> bytes | None:
        key = self._unwrapped(address, wrapped)
        path = self._path(address)
        if key is None or not path.exists():
            return None
        with disk_failures(), path.open("rb") as file:
            return b"".join(open_chunks(key, iter(lambda: file.read(CHUNK_BYTES), b"")))

    def _keep_row(self, address: str, key: bytes, size: int, *, whole: bool) -> None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = nonce + encrypt(Suite.INTERNATIONAL, self._key(), nonce, key, address.encode())
        self._cache.keep_blob_row(address, self._name(address), wrapped, size, whole=whole)

    def _unwrapped(self, address: str, wrapped: bytes) -> bytes | None:
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return decrypt(Suite.INTERNATIONAL, self._key(), nonce, sealed, address.encode())
        except TagMismatch:
            return None

    def _name(self, address: str) -> str:
        return hmac.new(self._name_key(), address.encode(), hashlib.sha256).hexdigest()

    def _path(self, address: str) -> Path:
        return self._folder / self._name(address)


class Receiving:
    """A file on its way in: encrypted chunk by chunk, whole chunks kept across interruptions.

    `content` is what has arrived; of it, `len(content)` bytes need not be asked for again.
    """

    def __init__(self, part: Path, target: Path, key: bytes, size: int, finished: Callable[[], None]) -> None:
        self._part, self._target, self._size = part, target, size
        self._key = key
        self._finished = finished
        self.content = bytearray()
        self._file: FileIO = open_unbuffered(part)
        self._stream: SealedStream | None = None
        self._resume()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def restart(self) -> None:
        """Begin again from the first byte, under a fresh salt."""
        with disk_failures():
            self._file.truncate(0)
        self.content.clear()
        self._sealed = 0
        self._stream = SealedStream.begin(
            self._key, salt=secrets.token_bytes(32), prefix=secrets.token_bytes(7)
        )
        self._append(self._stream.header)

    def write(self, piece: bytes) -> None:
        """Take the next bytes; more than the announced size is the caller's bug (ValueError)."""
        if len(self.content) + len(piece) > self._size:
            raise ValueError("more than was announced")
        self.content += piece
        while self._sealed < self._last and len(self.content) >= (self._sealed + 1) * CHUNK_BYTES:
            self._seal_next()

    def finish(self) -> bytes:
        """The whole content; its file is durable when this returns. The caller has checked the address."""
        while self._sealed <= self._last:
            self._seal_next()
        with disk_failures():
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._part, self._target)
            sync_folder(self._target.parent)
        self._finished()
        return bytes(self.content)

    @property
    def _last(self) -> int:
        """Index of the last chunk; an empty file has one, empty."""
        return max(0, (self._size - 1) // CHUNK_BYTES)

    def _seal_next(self) -> None:
        assert self._stream is not None
        at = self._sealed * CHUNK_BYTES
        chunk = bytes(self.content[at : at + CHUNK_BYTES])
        self._append(self._stream.seal(self._sealed, chunk, last=self._sealed == self._last))
        self._sealed += 1

    def _append(self, sealed: bytes) -> None:
        rest = memoryview(sealed)
        with disk_failures():
            while rest:
                rest = rest[self._file.write(rest) :]

    def _resume(self) -> None:
        """Open the whole chunks that an earlier run left, or begin."""
        with disk_failures():
            left = self._part.read_bytes()
        try:
            self._stream = SealedStream.of(self._key, left[:STREAM_HEADER_BYTES])
        except StreamDamaged:
            self.restart()
            return
        self._sealed = 0
        for index in range(self._last):
            sealed = self._stream.sealed_chunk_bytes
            at = STREAM_HEADER_BYTES + index * sealed
            try:
                self.content += self._stream.open(index, left[at : at + sealed], last=False)
            except StreamDamaged:
                break
            self._sealed += 1
        with disk_failures():
            self._file.truncate(STREAM_HEADER_BYTES + self._sealed * self._stream.sealed_chunk_bytes)
