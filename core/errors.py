"""The one tree of failures that a user can be told about.

An error carries facts and a code, no prose: the words are chosen where people read them
(`desktop/ui/messages.py`, the command line's `desktop/cli/reasons.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(eq=False)
class AppError(Exception):
    """A failure somebody can be told about; subclasses add facts as fields and name a `code`."""

    code: ClassVar[str] = "error"

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}" if self.facts() else self.code

    def facts(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(eq=False)
class DocumentError(AppError):
    """A document that cannot be opened or drawn."""

    code = "document"


@dataclass(eq=False)
class CryptoError(AppError):
    """A key, certificate or cipher that cannot be used."""

    code = "crypto"


@dataclass(eq=False)
class SealError(AppError):
    """A seal that cannot be read, placed or applied."""

    code = "seal"


@dataclass(eq=False)
class VaultError(AppError):
    """The local vault cannot be opened or written."""

    code = "vault"


@dataclass(eq=False)
class GatewayError(AppError):
    """The gateway cannot be reached, or its answer cannot be used."""

    code = "gateway"


@dataclass(eq=False)
class OfficeError(AppError):
    """An act that the office's rules do not allow."""

    code = "office"
