"""The profile's folder: an enrolled device's kit, kept inside the vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from core.crypto import KdfParameters
from core.sync.wire import EnrolmentKit, decode_kit, encode
from desktop.cache import cache_files
from desktop.enrolled import ENROLMENT, is_enrolled
from desktop.errors import EnrolmentUnusable
from desktop.vault import UnlockedVault, Vault
from desktop.vault.files import disk_failures
from desktop.vault.header import erase as erase_header
from desktop.vault.places import BACKUP_NAME, HEADER_NAME
from desktop.workspace.kept import kept_files

REVOCATIONS = "revocations"


def enrol(profile: Path, password: str, kit: EnrolmentKit, kdf: KdfParameters | None) -> UnlockedVault:
    """A new vault with the kit in it.

    A vault without a kit is what a crash in here left: nobody could ever have used it.
    """
    if Vault.exists(profile) and not is_enrolled(profile):
        with disk_failures():
            for name in (HEADER_NAME, BACKUP_NAME):
                (profile / name).unlink(missing_ok=True)
    vault = Vault.create(profile, password, kdf=kdf)
    return _locked_on_failure(vault, lambda: vault.write_file(ENROLMENT, encode(kit)))


def erase(profile: Path) -> None:
    """Erase a device's data for good: first the keys, then what they opened. Raises `DiskRefused`."""
    erase_header(profile)
    with disk_failures():
        for path in (
            profile / ENROLMENT,
            profile / "attempts",
            profile / REVOCATIONS,
            *cache_files(profile),
            *kept_files(profile),
        ):
            path.unlink(missing_ok=True)


def kit_in(vault: UnlockedVault) -> EnrolmentKit:
    """Raises `EnrolmentUnusable`, `FileDamaged`."""
    content = vault.read_file(ENROLMENT)
    if content is None:
        raise EnrolmentUnusable("missing")
    try:
        return decode_kit(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise EnrolmentUnusable("version") from None


def without_keys(kit: EnrolmentKit) -> EnrolmentKit:
    """The kit as far as a locked workspace may remember it."""
    return replace(kit, device_key_pem="", seal_keys=(), personal_keys=(), maker_keys=())


def _locked_on_failure(vault: UnlockedVault, step: Callable[[], None]) -> UnlockedVault:
    done = False
    try:
        step()
        done = True
    finally:
        if not done:
            vault.lock()
    return vault
