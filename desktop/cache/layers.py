"""Annotation layers a second time, outside the database: nobody could tell them again if it were damaged.

    magic "SDL1" | nonce 12 | the layer's key, wrapped 48 | SDB1 stream of msgpack [record, address, body]

One file a layer, replaced as a whole and fsynced before the database is told; its name is an HMAC. An empty
body says that the layer was taken away: it stands until the database knows. Erasing a layer overwrites its
key first, so that what a disk may still hold of the file opens no more.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from core.crypto import StreamDamaged, open_chunks, seal_chunks
from core.crypto.suites import NONCE_BYTES, Suite, TagMismatch, decrypt, encrypt
from desktop.vault.files import disk_failures, read_at_most, sync_file, sync_folder, write_all_durably

LAYER_FOLDER = "layers"
_MAGIC = b"SDL1"
_WRAPPED_BYTES = 48
_HEAD = len(_MAGIC) + NONCE_BYTES + _WRAPPED_BYTES
_LONGEST_FILE = 64 << 20
_UNFINISHED = ".tmp"


class KeptLayer(NamedTuple):
    """The layer of a record's file, as bytes of the reader's; empty when it was taken away."""

    record_id: str
    address: str
    body: bytes


_decode = msgspec.msgpack.Decoder(KeptLayer).decode
LayerPlace = tuple[str, str]


class LayerFiles:
    """The layers of one profile. Not for several threads at once: the cache's lock is around it.

    Every method raises `DiskRefused`; a damaged file counts as none.
    """

    def __init__(self, folder: Path, *, key: bytes, name_key: bytes, longest: int = _LONGEST_FILE) -> None:
        """Files of more than `longest` bytes count as damaged."""
        self._folder = folder
        self._longest = longest
        self._key = key
        self._name_key = name_key
        with disk_failures():
            folder.mkdir(mode=0o700, exist_ok=True)
            for unfinished in folder.glob(f"*{_UNFINISHED}"):
                unfinished.unlink(missing_ok=True)

    def read(self, record_id: str, address: str) -> bytes | None:
        """The layer's bytes, none of them when it was taken away; None when there is no readable file."""
        kept = self._kept(self._path(record_id, address))
        return None if kept is None else kept.body

    def write(self, record_id: str, address: str, body: bytes) -> None:
        """Keep a layer; on the disk when this returns."""
        self.write_all([((record_id, address), body)])

    def write_all(self, layers: Iterable[tuple[LayerPlace, bytes]]) -> None:
        """Keep these layers; all are on the disk when this returns. Each is replaced whole or not at all."""
        write_all_durably({self._path(*place): self._sealed(place, body) for place, body in layers})

    def _sealed(self, place: LayerPlace, body: bytes) -> list[bytes]:
        key, nonce = secrets.token_bytes(32), secrets.token_bytes(NONCE_BYTES)
        wrapped = encrypt(Suite.INTERNATIONAL, self._key, nonce, key, self._path(*place).name.encode())
        content = msgspec.msgpack.encode(KeptLayer(*place, body))
        sealed = seal_chunks(key, [content], salt=secrets.token_bytes(32), prefix=secrets.token_bytes(7))
        return [_MAGIC + nonce + wrapped, *sealed]

    def erase(self, places: Iterable[LayerPlace]) -> None:
        """Forget these layers for good: their keys first, then their files."""
        self._erase([self._path(record_id, address) for record_id, address in places])

    def erase_all_but(self, places: Iterable[LayerPlace]) -> None:
        """Forget whatever has a file and is none of these, damaged ones included."""
        self._erase(self._paths_but(places))

    def stray(self, known: set[LayerPlace]) -> list[KeptLayer]:
        """The layers that have a file but are not `known`; damaged files among them are erased."""
        found, damaged = [], []
        for path in self._paths_but(known):
            kept = self._kept(path)
            if kept is None or self._path(kept.record_id, kept.address) != path:
                damaged.append(path)
            else:
                found.append(kept)
        self._erase(damaged)
        return found

    def has(self, record_id: str, address: str) -> bool:
        return self._path(record_id, address).exists()

    def _kept(self, path: Path) -> KeptLayer | None:
        content = read_at_most(path, self._longest)
        if content is None or content[: len(_MAGIC)] != _MAGIC:
            return None
        nonce = content[len(_MAGIC) : len(_MAGIC) + NONCE_BYTES]
        wrapped = content[len(_MAGIC) + NONCE_BYTES : _HEAD]
        try:
            key = decrypt(Suite.INTERNATIONAL, self._key, nonce, wrapped, path.name.encode())
            return _decode(b"".join(open_chunks(key, [content[_HEAD:]])))
        except (TagMismatch, StreamDamaged, msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            return None

    def _paths_but(self, places: Iterable[LayerPlace]) -> list[Path]:
        names = {self._path(*place).name for place in places}
        with disk_failures():
            return sorted(path for path in self._folder.iterdir() if path.name not in names)

    def _erase(self, paths: Iterable[Path]) -> None:
        with disk_failures():
            there = [path for path in paths if path.exists()]
            for path in there:
                with path.open("r+b") as file:
                    file.write(bytes(_HEAD))
            for path in there:  # after all were overwritten: the disk takes them in one go
                sync_file(path)
                path.unlink()
            if there:
                sync_folder(self._folder)

    def _path(self, record_id: str, address: str) -> Path:
        named = b"layer\0" + record_id.encode() + b"\0" + address.encode()
        return self._folder / hmac.new(self._name_key, named, hashlib.sha256).hexdigest()
