"""The side journal: the only irreplaceable rows, `pending_action`, a second time (SYNC.md 1.5).

    magic "SDJ1" | salt 16
    entry: mark "\\xa5SDe" | length u32 | nonce 12 | AES-256-GCM of JSON, associated data = salt | index u64

Entries are appended and fsynced before the database is told, those of one step together. A torn or
damaged entry is stepped over by looking for the next mark. What the journal does not know survives in
the database, and the other way round; `Journal.reconcile` makes both say the same.
"""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import TypeAlias

import msgspec

from core.crypto.suites import NONCE_BYTES, Suite, TagMismatch, decrypt, encrypt
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import Action
from desktop.vault.files import disk_failures, open_unbuffered, read_at_most, write_durably

_MAGIC, _MARK = b"SDJ1", b"\xa5SDe"
_SALT_BYTES = 16
_START = len(_MAGIC) + _SALT_BYTES
_LENGTH = struct.Struct(">I")
_FRAME = len(_MARK) + _LENGTH.size
_LONGEST_ENTRY = 2 << 20
_LONGEST_FILE = 256 << 20
_COMPACT_ABOVE = 200


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="made"):
    """An act was made, or is kept with an answer that needs the person's attention."""

    action: Action
    state: PendingState = PendingState.WAITING
    reason: str | None = None


class Settled(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="settled"):
    """The act needs nothing any more: confirmed and come down, or dismissed by the person."""

    id: str


Entry: TypeAlias = Made | Settled
_decode = msgspec.json.Decoder(Entry).decode


class Journal:
    """One open journal file. Not for several threads at once: the cache's lock is around it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Read what is there. Raises `DiskRefused`; damage costs the damaged entries only."""
        self._path = path
        self._key = key
        self.unsettled: dict[str, Made] = {}
        self.settled: set[str] = set()
        content = read_at_most(path, _LONGEST_FILE) or b""
        self._entries = 0
        self._file: FileIO = open_unbuffered(path)
        for entry in self._read(content):
            self._note(entry)
        # Always begun anew: a torn tail is cut, and the numbering starts where we know it.
        self._rewrite()

    def made(self, *acts: PendingAction) -> None:
        """Keep acts, or their new states; on the disk when this returns. Raises `DiskRefused`."""
        self._append(*(Made(each.action, each.state, each.reason) for each in acts))

    def settle(self, action_ids: Iterable[str]) -> None:
        self._append(*(Settled(action_id) for action_id in action_ids))
        if self._entries > _COMPACT_ABOVE + 2 * len(self.unsettled):
            self._rewrite()

    def forget_settled(self) -> None:
        """The database knows now what has been settled; a rewrite may leave it out."""
        self.settled.clear()

    def close(self) -> None:
        self._file.close()

    def _note(self, entry: Entry) -> None:
        match entry:
            case Made():
                self.unsettled[entry.action.id] = entry
            case Settled():
                self.unsettled.pop(entry.id, None)
                self.settled.add(entry.id)

    def _append(self, *entries: Entry) -> None:
        if not entries:
            return
        sealed = memoryview(b"".join(self._sealed(each, self._entries + n) for n, each in enumerate(entries)))
        self._entries += len(entries)  # before writing: a failed write may still have left them
        with disk_failures():
            while sealed:
                sealed = sealed[self._file.write(sealed) :]
            os.fsync(self._file.fileno())
        for entry in entries:
            self._note(entry)

    def _rewrite(self) -> None:
        self._salt = secrets.token_bytes(_SALT_BYTES)
        kept: list[Entry] = [
            *(Settled(settled) for settled in sorted(self.settled)),
            *self.unsettled.values(),
        ]
        sealed = (self._sealed(entry, index) for index, entry in enumerate(kept))
        write_durably(self._path, [_MAGIC + self._salt, *sealed])
        self._entries = len(kept)
        self._file.close()
        with disk_failures():
            self._file = open_unbuffered(self._path)

    def _sealed(self, entry: Entry, index: int) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = encrypt(
            Suite.INTERNATIONAL, self._key, nonce, msgspec.json.encode(entry), self._associated(index)
        )
        return _MARK + _LENGTH.pack(len(nonce) + len(body)) + nonce + body

    def _associated(self, index: int) -> bytes:
        return self._salt + struct.pack(">Q", index)

    def _read(self, content: bytes) -> Iterator[Entry]:
        if content[: len(_MAGIC)] != _MAGIC:
            return
        self._salt = content[len(_MAGIC) : _START]
        at, index = content.find(_MARK, _START), 0
        while at >= 0:
            found = self._entry_at(content, at, index)
            if found is None:
                at = content.find(_MARK, at + 1)
            else:
                entry, index, end = found
                yield entry
                at = content.find(_MARK, end)

    def _entry_at(self, content: bytes, at: int, index: int) -> tuple[Entry, int, int] | None:
        """The entry that starts at `at`, the index after it and its end; None when it is damaged."""
        sealed_at = at + _FRAME
        if sealed_at > len(content):
            return None
        (length,) = _LENGTH.unpack(content[at + len(_MARK) : sealed_at])
        sealed = content[sealed_at : sealed_at + length]
        if not NONCE_BYTES < length <= _LONGEST_ENTRY or len(sealed) < length:
            return None
        # Damaged entries before this one still count in its index.
        for guess in range(index, index + 16):
            try:
                body = decrypt(
                    Suite.INTERNATIONAL,
                    self._key,
                    sealed[:NONCE_BYTES],
                    sealed[NONCE_BYTES:],
                    self._associated(guess),
                )
                return _decode(body), guess + 1, sealed_at + length
            except (TagMismatch, msgspec.MsgspecError, UnicodeDecodeError):
                continue
        return None


def reconciled(journal: Journal, stored: Iterable[PendingAction]) -> list[PendingAction]:
    """The pending actions after a restart, oldest first: what either place knows and nobody has settled.

    Where both know an act the journal is right, because it is written first.
    An act that was confirmed just before a crash may stand here again; sending it again is harmless,
    because the gateway knows its id.
    """
    known = {pending.id: pending for pending in stored if pending.id not in journal.settled}
    known |= {
        made.action.id: PendingAction(action=made.action, state=made.state, reason=made.reason)
        for made in journal.unsettled.values()
    }
    return [known[action_id] for action_id in sorted(known)]
