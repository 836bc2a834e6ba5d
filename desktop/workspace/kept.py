"""Sealed files whose use the gateway has not settled: kept encrypted and durably, beside the database.

Order of a use: sign → keep the file → keep the act → bring up → record. Whatever stops in between, a file
without an act was given to nobody and goes; an act without an answer is sent again, with its file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from core.ids import content_address
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import MAX_BLOB_BYTES, RecordSealing
from desktop.cache.layers import LayerFiles
from desktop.vault import UnlockedVault

KEPT_FOLDER = "sealed"
_OWNER = "sealed"
_HEADROOM = 1 << 20
_AT_HAND = 16 << 20


class KeptSealings:
    """The files of one profile; every method raises `DiskRefused`, and may be called from any thread."""

    def __init__(self, vault: UnlockedVault) -> None:
        self._lock = threading.Lock()
        self._in_hand: set[str] = set()
        self._at_hand: dict[str, bytes] = {}
        self._files = LayerFiles(
            vault.folder / KEPT_FOLDER,
            key=vault.key("sealed"),
            name_key=vault.key("names"),
            longest=MAX_BLOB_BYTES + _HEADROOM,
        )

    @contextmanager
    def keeping(self, contents: Sequence[bytes]) -> Iterator[None]:
        """On the disk inside the block, in which their acts are to be kept; without these they are erased."""
        files = {content_address(content): content for content in contents}
        with self._lock:
            self._in_hand.update(files)
        done = False
        try:
            with self._lock:
                self._files.write_all(((_OWNER, address), content) for address, content in files.items())
            yield
            done = True
            self._remember(files)
        finally:
            with self._lock:
                self._in_hand.difference_update(files)
            if not done:
                self.forget(files)

    def _remember(self, files: Mapping[str, bytes]) -> None:
        """The newest files are about to be brought up: they need not be read and decrypted again."""
        with self._lock:
            self._at_hand = {} if sum(map(len, files.values())) > _AT_HAND else dict(files)

    def read(self, address: str) -> bytes | None:
        """None when it is not here, or damaged."""
        with self._lock:
            at_hand = self._at_hand.get(address)
            if at_hand is not None:
                return at_hand
            content = self._files.read(_OWNER, address)
        return content if content is not None and content_address(content) == address else None

    def forget(self, addresses: Iterable[str]) -> None:
        """Erase these for good."""
        with self._lock:
            self._at_hand.clear()
            self._files.erase((_OWNER, address) for address in addresses)

    def close(self) -> None:
        """Nothing readable stays behind a locked vault."""
        with self._lock:
            self._at_hand.clear()

    def forget_all_but(self, wanted: Callable[[], Collection[str]]) -> None:
        """Erase what no use waits for any more.

        `wanted` is asked inside: a file is in hand until its act is kept, so one of the two always holds it.
        """
        with self._lock:
            wanted_now = {*wanted(), *self._in_hand}
            self._at_hand = {each: content for each, content in self._at_hand.items() if each in wanted_now}
            self._files.erase_all_but({(_OWNER, address) for address in wanted_now})


def kept_files(folder: Path) -> list[Path]:
    """Every file kept in a profile's folder."""
    return [*(folder / KEPT_FOLDER).glob("*")]


def unsettled(pending: Iterable[PendingAction]) -> dict[str, RecordSealing]:
    """Action id → use of a seal that still waits for the gateway's answer, oldest first."""
    return {
        each.id: each.action.act
        for each in pending
        if each.state is PendingState.WAITING and isinstance(each.action.act, RecordSealing)
    }
