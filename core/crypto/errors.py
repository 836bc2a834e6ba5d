"""What can go wrong with a key, a wrap or a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import CryptoError


@dataclass(eq=False)
class WrongPassword(CryptoError):
    """The secret does not open this wrap."""

    code: ClassVar[str] = "crypto.wrong_password"


@dataclass(eq=False)
class WrapDamaged(CryptoError):
    """A wrapped key that is cut, altered, of an unknown version or with absurd parameters."""

    code: ClassVar[str] = "crypto.wrap_damaged"
    fault: str


@dataclass(eq=False)
class StreamDamaged(CryptoError):
    """A chunk of an encrypted stream that is cut, altered, moved or under another key."""

    code: ClassVar[str] = "crypto.stream_damaged"
    chunk: int


@dataclass(eq=False)
class CertificateUnreadable(CryptoError):
    """Bytes that are no X.509 certificate or CRL we can read; `fault` names the part."""

    code: ClassVar[str] = "crypto.certificate_unreadable"
    fault: str


@dataclass(eq=False)
class KeyUnreadable(CryptoError):
    """Bytes that are no SM2 key; `fault` names what is wrong."""

    code: ClassVar[str] = "crypto.key_unreadable"
    fault: str
