"""What a helper speaks to, whatever the vendor's interface is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.devices.helper.wire import Fault, Looked


@dataclass(eq=False)
class TokenFault(Exception):
    """Something the token or its library said no to; becomes a `Failed` answer."""

    fault: Fault
    detail: str = ""
    tries_left: int | None = None


class Token(Protocol):
    """One token through one library. Every method raises `TokenFault`."""

    def look(self) -> Looked: ...

    def login(self, pin: bytes) -> int | None:
        """Give the PIN once; the tries that are left, where the token tells."""

    def sign(self, e: bytes) -> bytes:
        """An SM2 signature over e as r||s, 64 bytes."""

    def leave(self) -> None:
        """Log out and close what is open; never raises."""
