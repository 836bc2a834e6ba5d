"""A PDF whose end was cut off, given a trailer again: PDFium finds its objects, but not where they begin."""

from __future__ import annotations

import re

_NUMBERS = re.compile(rb"(\d{1,7})[ \r\n\t]+(\d{1,5})[ \r\n\t]*$")
_DICTIONARY_MAX = 4_096


def with_trailer(content: bytes) -> bytes | None:
    """The file with a trailer that names its last catalogue; None without one, or when it is encrypted.

    Without the trailer that was lost nobody can decipher an encrypted file.
    """
    at = content.rfind(b"/Catalog")
    start = content.rfind(b"obj", max(0, at - _DICTIONARY_MAX), at) if at >= 0 else -1
    if start < 0 or b"/Encrypt" in content:
        return None
    named = _NUMBERS.search(content, max(0, start - 16), start)
    if named is None:
        return None
    return content + b"\ntrailer\n<</Root %b %b R>>\nstartxref\n0\n%%%%EOF\n" % (named[1], named[2])
