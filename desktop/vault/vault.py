"""The vault: one random data key (DEK), opened by a password or by what this device remembers."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Self

from core.crypto import (
    KdfParameters,
    RandomSecret,
    StreamDamaged,
    WrapDamaged,
    create_wrap,
    derive_key,
    open_chunks,
    open_wrap,
    seal_chunks,
)
from core.crypto import WrongPassword as WrapRefusesSecret
from desktop.vault import header as headers
from desktop.vault.attempts import AttemptCount
from desktop.vault.errors import (
    FileDamaged,
    HeaderDamaged,
    NotRemembered,
    PasswordUnfit,
    VaultAbsent,
    VaultExists,
    VaultLocked,
)
from desktop.vault.files import FolderLock, disk_failures, read_at_most, write_durably
from desktop.vault.header import Header, Secret
from desktop.vault.places import exists
from desktop.vault.secret_store import SecretStore

SHORTEST_PASSWORD, LONGEST_PASSWORD = 4, 1024
_LONGEST_FILE = 16 << 20
_DEK_BYTES = 32


class UnlockedVault:
    """The open vault: gives keys for purposes, keeps small encrypted files, changes its secrets.

    `lock` overwrites the keys held here. Python and the libraries below may have made copies of
    them; nothing but the end of the process clears those.
    """

    def __init__(self, folder: Path, header: Header, dek: bytes, claim: FolderLock) -> None:
        self.folder = folder
        self._header = header
        self._dek = bytearray(dek)
        self._keys: dict[str, bytearray] = {}
        self._claim = claim
        self._locked = False

    def key(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose ("database", "blobs", …). Raises `VaultLocked`."""
        self._require_open()
        if purpose not in self._keys:
            self._keys[purpose] = bytearray(derive_key(bytes(self._dek), purpose))
        return bytes(self._keys[purpose])

    def write_file(self, name: str, content: bytes) -> None:
        """Keep `content` encrypted beside the header. Raises `DiskRefused`, `VaultLocked`."""
        sealed = seal_chunks(
            self.key(f"file/{name}"), [content], salt=secrets.token_bytes(32), prefix=secrets.token_bytes(7)
        )
        write_durably(self.folder / name, sealed)

    def read_file(self, name: str) -> bytes | None:
        """What `write_file` kept, or None. Raises `FileDamaged`, `DiskRefused`, `VaultLocked`."""
        key = self.key(f"file/{name}")
        sealed = read_at_most(self.folder / name, _LONGEST_FILE)
        if sealed is None:
            return None
        try:
            return b"".join(open_chunks(key, [sealed]))
        except StreamDamaged:
            raise FileDamaged(name) from None

    def change_password(self, old: str, new: str, *, kdf: KdfParameters | None = None) -> None:
        """Wrap the same data key under `new`; nothing is re-encrypted, other ways in stay.

        Raises `WrongPassword`, `UnlockTooSoon`, `PasswordUnfit`, `DiskRefused`.
        """
        self._require_open()
        _require_fit(new)
        _open_by_password(self.folder, self._header, old, time.time())
        self._save(self._header.with_wrap(Secret.PASSWORD, _wrap(new.encode(), bytes(self._dek), kdf)))

    def remember(self, store: SecretStore) -> None:
        """Let this device's secret store open the vault too; the password always goes on working.

        Raises `SecretStoreUnavailable` and then leaves everything as it was.
        """
        self._require_open()
        secret = secrets.token_bytes(32)
        store.put(self._header.vault_id, secret)
        self._save(self._header.with_wrap(Secret.DEVICE, _wrap(secret, bytes(self._dek), RandomSecret())))

    def forget(self, store: SecretStore) -> None:
        """Take that way in away: the wrap first, so that a store which fails leaves no way in."""
        self._require_open()
        self._save(self._header.without(Secret.DEVICE))
        store.forget(self._header.vault_id)

    @property
    def remembered(self) -> bool:
        return self._header.wrap_for(Secret.DEVICE) is not None

    @property
    def locked(self) -> bool:
        return self._locked

    def lock(self) -> None:
        """Overwrite the keys and let other processes in; again is harmless."""
        self._locked = True
        for secret in (self._dek, *self._keys.values()):
            secret[:] = bytes(len(secret))
        self._keys.clear()
        self._claim.release()

    def _require_open(self) -> None:
        if self._locked:
            raise VaultLocked

    def _save(self, header: Header) -> None:
        headers.save(self.folder, header)
        self._header = header


class Vault:
    """The ways into the vault of a folder."""

    @staticmethod
    def exists(folder: Path) -> bool:
        return exists(folder)

    @classmethod
    def create(cls, folder: Path, password: str, *, kdf: KdfParameters | None = None) -> UnlockedVault:
        """A new vault; `kdf` is Argon2id 64 MiB, 3 passes, 4 lanes unless given.

        Raises `VaultExists`, `VaultInUse`, `PasswordUnfit`, `DiskRefused`.
        """
        _require_fit(password)
        with disk_failures():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if cls.exists(folder):
            raise VaultExists
        with _Claim(folder) as claim:
            dek = secrets.token_bytes(_DEK_BYTES)
            header = Header(vault_id=str(uuid.uuid4()), wraps=()).with_wrap(
                Secret.PASSWORD, _wrap(password.encode(), dek, kdf)
            )
            headers.save(folder, header)
            return UnlockedVault(folder, header, dek, claim.kept())

    @staticmethod
    def unlock(folder: Path, password: str, *, now: Callable[[], float] = time.time) -> UnlockedVault:
        """Open with the password.

        Raises `VaultAbsent`, `VaultInUse`, `WrongPassword`, `UnlockTooSoon`, `HeaderDamaged`, `DiskRefused`.
        """
        with _Claim(folder) as claim:
            header = headers.load(folder)
            dek = _open_by_password(folder, header, password, now())
            return UnlockedVault(folder, header, dek, claim.kept())

    @staticmethod
    def remembered(folder: Path) -> bool:
        """Whether this device has been asked to remember a key for the vault there.

        Raises `VaultAbsent`, `HeaderDamaged`, `DiskRefused`.
        """
        return headers.load(folder).wrap_for(Secret.DEVICE) is not None

    @staticmethod
    def unlock_remembered(folder: Path, store: SecretStore) -> UnlockedVault:
        """Open with what this device remembers.

        Raises `NotRemembered`, `SecretStoreUnavailable`, and as `unlock`; the password still works then.
        """
        with _Claim(folder) as claim:
            header = headers.load(folder)
            wrapped = header.wrap_for(Secret.DEVICE)
            secret = None if wrapped is None else store.get(header.vault_id)
            if wrapped is None or secret is None:
                raise NotRemembered
            try:
                dek = open_wrap(wrapped, secret)
            except (WrapRefusesSecret, WrapDamaged):
                raise NotRemembered from None
            return UnlockedVault(folder, header, dek, claim.kept())


class _Claim:
    """The folder's lock, released again unless it was kept: a failed unlock leaves the folder free."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise VaultAbsent
        self._lock = FolderLock(folder)
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def kept(self) -> FolderLock:
        self._kept = True
        return self._lock

    def __exit__(self, *_: object) -> None:
        if not self._kept:
            self._lock.release()


def _open_by_password(folder: Path, header: Header, password: str, now: float) -> bytes:
    attempts = AttemptCount(folder)
    attempts.require_patience(now)
    wrapped = header.wrap_for(Secret.PASSWORD)
    if wrapped is None:
        raise HeaderDamaged("no password")
    try:
        dek = open_wrap(wrapped, password.encode(errors="surrogatepass"))
    except WrapRefusesSecret:
        raise attempts.wrong(now) from None
    except WrapDamaged as damage:
        raise HeaderDamaged(damage.fault) from None
    attempts.right()
    return dek


def _wrap(secret: bytes, dek: bytes, kdf: KdfParameters | None) -> bytes:
    return create_wrap(secret, dek, salt=secrets.token_bytes(32), nonce=secrets.token_bytes(12), kdf=kdf)


def _require_fit(password: str) -> None:
    try:
        password.encode()
    except UnicodeEncodeError:
        raise PasswordUnfit(SHORTEST_PASSWORD, LONGEST_PASSWORD) from None
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordUnfit(SHORTEST_PASSWORD, LONGEST_PASSWORD)
