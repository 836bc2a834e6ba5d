"""The vault's header file: which secrets open it.

    magic "SDV1" | SHA-256 of the rest 32 | JSON of `Header`

It stands twice in the folder, because without it nothing else there can be read. The digest is no
protection, it tells a damaged file from a good one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from desktop.vault.errors import HeaderDamaged, VaultAbsent
from desktop.vault.files import disk_failures, read_at_most, sync_folder, write_durably
from desktop.vault.places import BACKUP_NAME, HEADER_NAME

_MAGIC = b"SDV1"
_DIGEST_BYTES = 32
_LONGEST = 64 << 10


class Secret(StrEnum):
    """What a wrap of the data key is opened with."""

    PASSWORD = "password"  # noqa: S105 - a kind, not a secret
    DEVICE = "device"
    """A random secret in the system's secret store."""


class Wrap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    secret: Secret
    record: Annotated[bytes, Meta(max_length=1024)]


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Literal[1] = 1
    vault_id: Annotated[str, Meta(max_length=64)]
    wraps: Annotated[tuple[Wrap, ...], Meta(min_length=1, max_length=8)]

    def wrap_for(self, secret: Secret) -> bytes | None:
        return next((wrap.record for wrap in self.wraps if wrap.secret is secret), None)

    def with_wrap(self, secret: Secret, record: bytes) -> Header:
        """The header with this one wrap for `secret`, whatever there was before."""
        others = self.without(secret).wraps
        return replace(self, wraps=(*others, Wrap(secret, record)))

    def without(self, secret: Secret) -> Header:
        return replace(self, wraps=tuple(wrap for wrap in self.wraps if wrap.secret is not secret))


_decode = msgspec.json.Decoder(Header).decode


def save(folder: Path, header: Header) -> None:
    """Write header, then back-up: at any moment at least one of them is whole. Raises `DiskRefused`."""
    content = _encode(header)
    write_durably(folder / HEADER_NAME, [content])
    write_durably(folder / BACKUP_NAME, [content])


def load(folder: Path) -> Header:
    """The header, or its back-up where the header is missing or damaged; the pair is mended.

    Raises `VaultAbsent` when neither file exists, `HeaderDamaged` when neither can be read.
    """
    copies = [read_at_most(folder / name, _LONGEST) for name in (HEADER_NAME, BACKUP_NAME)]
    if copies == [None, None]:
        raise VaultAbsent
    faults: list[str] = []
    for copy in copies:
        try:
            header = _opened(copy)
        except HeaderDamaged as damage:
            faults.append(damage.fault)
            continue
        if copies != [copy, copy]:
            save(folder, header)
        return header
    raise HeaderDamaged(faults[0])


def erase(folder: Path) -> None:
    """Make the vault unopenable for good: without a header no secret leads to the data key.

    Overwritten before they are removed; what a solid-state disk keeps of the old blocks is beyond us.
    Raises `DiskRefused`.
    """
    for name in (HEADER_NAME, BACKUP_NAME):
        path = folder / name
        with disk_failures():
            if path.exists():
                with path.open("r+b") as file:
                    file.write(secrets.token_bytes(path.stat().st_size))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()
    with disk_failures():
        sync_folder(folder)


def _encode(header: Header) -> bytes:
    body = msgspec.json.encode(header)
    return _MAGIC + hashlib.sha256(body).digest() + body


def _opened(content: bytes | None) -> Header:
    if content is None:
        raise HeaderDamaged("missing")
    digest, body = content[4 : 4 + _DIGEST_BYTES], content[4 + _DIGEST_BYTES :]
    if content[:4] != _MAGIC or hashlib.sha256(body).digest() != digest:
        raise HeaderDamaged("checksum")
    try:
        return _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise HeaderDamaged("version") from None
