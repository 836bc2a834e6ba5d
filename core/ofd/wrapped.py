"""Pictures that a producer put something around: stray bytes in front, or base64 as text."""

from __future__ import annotations

import base64
import binascii
import re

_STRAY = b"\0\t\r\n \xef\xbb\xbf"
_STRAY_MAX = 64
_BLANKS = b" \t\r\n\v\f"
_DATA = b"data:"
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


def unwrapped(data: bytes) -> bytes:
    """The picture's own bytes; nothing when there is nothing around them that can be taken off."""
    bare = data[:_STRAY_MAX].lstrip(_STRAY) + data[_STRAY_MAX:]
    if bare.startswith(_DATA):
        bare = bare.partition(b",")[2]
    if _BASE64.fullmatch(bare[:_STRAY_MAX]):
        try:
            return base64.b64decode(bare.translate(None, _BLANKS), validate=True)
        except binascii.Error:
            return b""
    return bare if len(bare) < len(data) else b""
