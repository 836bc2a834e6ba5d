"""A file that is fetched and made at once on two threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Thread

from core.ids import content_address
from desktop.cache import BlobCache, Cache
from desktop.remote import Download
from desktop.vault import UnlockedVault
from desktop.workspace.files import Files
from tests.unit.desktop.sim_gateway import Office, SimGateway

SEALED = bytes(range(256)) * 1000


class Delivering(SimGateway):
    """Delivers one file; `meanwhile` begins when half of it has come."""

    meanwhile: Thread

    @contextmanager
    def download(self, address: str, start: int) -> Iterator[Download]:
        def pieces() -> Iterator[bytes]:
            yield SEALED[: len(SEALED) // 2]
            self.meanwhile.start()
            self.meanwhile.join(0.2)  # as far as it gets beside a fetch
            yield SEALED[len(SEALED) // 2 :]

        yield Download(start=0, size=len(SEALED), pieces=pieces())


def test_a_file_kept_while_it_is_being_fetched_is_there_for_both(vault: UnlockedVault, cache: Cache) -> None:
    gateway = Delivering(Office([]), Random(0), loss=0)
    files = Files(BlobCache(vault, cache), gateway)
    gateway.meanwhile = Thread(target=files.keep, args=(SEALED,))
    assert files.get(content_address(SEALED), len(SEALED)) == SEALED
    gateway.meanwhile.join()
    assert files.get(content_address(SEALED), len(SEALED)) == SEALED
