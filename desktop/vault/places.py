"""Where a vault's header lies in its folder: known before anything else of the vault is loaded."""

from __future__ import annotations

from pathlib import Path

HEADER_NAME = "vault"
BACKUP_NAME = "vault.backup"


def exists(folder: Path) -> bool:
    """Whether there is a vault in `folder`, whole or not."""
    return any((folder / name).exists() for name in (HEADER_NAME, BACKUP_NAME))
