"""Identifiers: time-ordered UUIDs (version 7) and content addresses."""

from __future__ import annotations

import hashlib
import uuid


def uuid7(unix_ms: int, randomness: int) -> str:
    """A version 7 UUID (RFC 9562 5.7) from a time in ms since 1970 and 74 random bits.

    Both are arguments because core has no clock and no entropy of its own.
    """
    if not 0 <= unix_ms < 1 << 48 or not 0 <= randomness < 1 << 74:
        raise ValueError("unix_ms needs 48 bits, randomness 74")
    high, low = randomness >> 62, randomness & (1 << 62) - 1
    return str(uuid.UUID(int=unix_ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low))


def content_address(content: bytes) -> str:
    """The SHA-256 of `content`, 64 lower-case hex digits: the name of a blob everywhere."""
    return hashlib.sha256(content).hexdigest()
