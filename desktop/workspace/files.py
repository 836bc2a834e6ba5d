"""Getting a file: from the encrypted cache, else from the gateway, verified before anybody sees it."""

from __future__ import annotations

import threading
from collections import defaultdict

from core.ids import content_address
from desktop.cache import BlobCache, Receiving
from desktop.errors import (
    FileDiffers,
    GatewayRefused,
    GatewayUnreachable,
    OfflineAndAbsent,
    RecordAbsent,
)
from desktop.remote import Gateway, Progress


class Files:
    """The files of one workspace. One thread at a time fetches a file; others then find it cached."""

    def __init__(self, blobs: BlobCache, gateway: Gateway) -> None:
        self._blobs = blobs
        self._gateway = gateway
        self._lock = threading.Lock()
        self._fetching: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def get(self, address: str, size: int, progress: Progress | None = None) -> bytes:
        """The file; `size` in bytes, 0 when unknown.

        Raises `OfflineAndAbsent`, `RecordAbsent` when the gateway no longer gives it to this person,
        `FileDiffers`, other kinds of `GatewayError`, `DiskRefused`.
        """
        with self._turn(address):
            content = self._blobs.read(address)
            if content is not None:
                return content
            try:
                return self._fetched(address, size or self._size_of(address), progress)
            except GatewayUnreachable:
                raise OfflineAndAbsent(address) from None
            except GatewayRefused as refused:
                if refused.problem == "not_found":
                    raise RecordAbsent(address) from None
                raise

    def keep(self, content: bytes) -> None:
        """Keep a file that was made here; somebody may be fetching it already. Raises `DiskRefused`."""
        with self._turn(content_address(content)):
            self._blobs.keep(content)

    def _turn(self, address: str) -> threading.Lock:
        """Two threads that wrote the same file would take it away from each other."""
        with self._lock:
            return self._fetching[address]

    def _size_of(self, address: str) -> int:
        with self._gateway.download(address, 0) as download:
            return download.size

    def _fetched(self, address: str, size: int, progress: Progress | None) -> bytes:
        with self._blobs.receive(address, size) as receiving:
            while len(receiving.content) < size:
                before = len(receiving.content)
                try:
                    self._receive(receiving, address, size, progress)
                except GatewayUnreachable:
                    if len(receiving.content) <= before:
                        raise  # nothing came at all; what came earlier is kept for the next time
            if content_address(bytes(receiving.content)) != address:
                receiving.restart()
                raise FileDiffers(address)
            return receiving.finish()

    def _receive(self, receiving: Receiving, address: str, size: int, progress: Progress | None) -> None:
        with self._gateway.download(address, len(receiving.content)) as download:
            if download.size != size:
                raise FileDiffers(address)
            if download.start != len(receiving.content):
                receiving.restart()
            for piece in download.pieces:
                receiving.write(piece)
                if progress is not None:
                    progress(len(receiving.content), size)
