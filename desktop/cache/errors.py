"""What can go wrong with the encrypted cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import VaultError


@dataclass(eq=False)
class CacheDamaged(VaultError):
    """The cache on this device cannot be read; it is rebuilt from the gateway, unsent acts are kept apart."""

    code: ClassVar[str] = "cache.damaged"
    fault: str


@dataclass(eq=False)
class CacheClosed(VaultError):
    """The cache was closed because the vault was locked."""

    code: ClassVar[str] = "cache.closed"
