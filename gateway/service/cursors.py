"""Cursors: where a device stands in the log, readable by nobody but the gateway.

A plain number would tell how much happens that a person may not see (SYNC.md 2.2, 4).
"""

from __future__ import annotations

import base64
import secrets
import struct
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gateway.errors import CursorUnusable, EpochChanged

_LAYOUT = struct.Struct(">16sQQ")
_NONCE = 16
_MAX_TEXT = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Behind change `seq`; the device began with nothing when the log stood at `floor`."""

    seq: int
    floor: int


class Cursors:
    """Makes and reads cursors with one key (64 bytes, AES-SIV, RFC 5297).

    Each is bound to a person and a device, and drawn with a fresh nonce, so that two cursors of one
    place do not look alike.
    """

    def __init__(self, key: bytes, epoch: str) -> None:
        self._cipher = AESSIV(key)
        self._epoch = uuid.UUID(epoch).bytes

    @staticmethod
    def new_key() -> bytes:
        return AESSIV.generate_key(512)

    def written(self, place: Place, person_id: str, device_id: str) -> str:
        nonce = secrets.token_bytes(_NONCE)
        plain = _LAYOUT.pack(self._epoch, place.seq, place.floor)
        sealed = self._cipher.encrypt(plain, [person_id.encode(), device_id.encode(), nonce])
        return base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")

    def read(self, untrusted_text: str, person_id: str, device_id: str) -> Place:
        """Raises `CursorUnusable`, or `EpochChanged` when it comes from another history of the store."""
        try:
            raw = base64.b64decode(_padded(untrusted_text), altchars=b"-_", validate=True)
            nonce, sealed = raw[:_NONCE], raw[_NONCE:]
            plain = self._cipher.decrypt(sealed, [person_id.encode(), device_id.encode(), nonce])
            epoch, seq, floor = _LAYOUT.unpack(plain)
        except (ValueError, InvalidTag, struct.error):
            raise CursorUnusable from None
        if epoch != self._epoch:
            raise EpochChanged
        return Place(seq=seq, floor=floor)


def _padded(text: str) -> bytes:
    if len(text) > _MAX_TEXT:
        raise ValueError("too long")
    return text.encode("ascii") + b"=" * (-len(text) % 4)
