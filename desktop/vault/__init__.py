"""Unlocking, keys, and what this device remembers."""

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
