"""Unlocking, keys, and what this device remembers; a module is loaded with its first name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.on_demand import on_demand

if TYPE_CHECKING:
    from desktop.vault.errors import (
        DiskRefused,
        FileDamaged,
        HeaderDamaged,
        NotRemembered,
        PasswordUnfit,
        SecretStoreUnavailable,
        UnlockTooSoon,
        VaultAbsent,
        VaultExists,
        VaultInUse,
        VaultLocked,
        WrongPassword,
    )
    from desktop.vault.secret_store import KeyringSecretStore, SecretStore
    from desktop.vault.vault import UnlockedVault, Vault

__all__ = [
    "DiskRefused",
    "FileDamaged",
    "HeaderDamaged",
    "KeyringSecretStore",
    "NotRemembered",
    "PasswordUnfit",
    "SecretStore",
    "SecretStoreUnavailable",
    "UnlockTooSoon",
    "UnlockedVault",
    "Vault",
    "VaultAbsent",
    "VaultExists",
    "VaultInUse",
    "VaultLocked",
    "WrongPassword",
]

if not TYPE_CHECKING:
    __getattr__ = on_demand(__name__, ("errors", "secret_store", "vault"))
