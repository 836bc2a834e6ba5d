"""What can go wrong with the vault on this device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import VaultError


@dataclass(eq=False)
class WrongPassword(VaultError):
    """The password does not open the vault; the next try is allowed in `delay_s` seconds.

    `attempts` counts wrong passwords since the last right one. Nothing is ever erased because of them.
    """

    code: ClassVar[str] = "vault.wrong_password"
    delay_s: float
    attempts: int


@dataclass(eq=False)
class UnlockTooSoon(VaultError):
    """A password was offered before the wait after a wrong one was over; it was not looked at."""

    code: ClassVar[str] = "vault.unlock_too_soon"
    delay_s: float


@dataclass(eq=False)
class HeaderDamaged(VaultError):
    """Neither the vault's header nor its back-up copy can be read; without one no password opens it."""

    code: ClassVar[str] = "vault.header_damaged"
    fault: str


@dataclass(eq=False)
class VaultAbsent(VaultError):
    """The folder holds no vault."""

    code: ClassVar[str] = "vault.absent"


@dataclass(eq=False)
class VaultExists(VaultError):
    """The folder holds a vault already; a second one would lock the first one's owner out."""

    code: ClassVar[str] = "vault.exists"


@dataclass(eq=False)
class VaultInUse(VaultError):
    """Another Sealdesk has this vault open."""

    code: ClassVar[str] = "vault.in_use"


@dataclass(eq=False)
class VaultLocked(VaultError):
    """The vault has been locked: its keys are gone from memory."""

    code: ClassVar[str] = "vault.locked"


@dataclass(eq=False)
class PasswordUnfit(VaultError):
    """A new password shorter than `shortest` or longer than `longest` characters."""

    code: ClassVar[str] = "vault.password_unfit"
    shortest: int
    longest: int


@dataclass(eq=False)
class FileDamaged(VaultError):
    """An encrypted file of the profile that cannot be read; `name` is one of our own file names."""

    code: ClassVar[str] = "vault.file_damaged"
    name: str


@dataclass(eq=False)
class DiskRefused(VaultError):
    """The profile's disk does not take or give our files; `fault` is the system's error name (`ENOSPC` …)."""

    code: ClassVar[str] = "vault.disk_refused"
    fault: str


@dataclass(eq=False)
class NotRemembered(VaultError):
    """This device does not remember the vault, or its secret store has forgotten it: use the password."""

    code: ClassVar[str] = "vault.not_remembered"


@dataclass(eq=False)
class SecretStoreUnavailable(VaultError):
    """The system's secret store cannot be used; `fault` is a code such as `absent`, `locked`, `hung`."""

    code: ClassVar[str] = "vault.secret_store_unavailable"
    fault: str
