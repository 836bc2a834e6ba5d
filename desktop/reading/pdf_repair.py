"""A PDF whose end was cut off, given a trailer again: PDFium finds its objects, but not where they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_NUMBERS = re.compile(rb"(\d{1,7})[ \r\n\t]+(\d{1,5})[ \r\n\t]*$")
_PAGE = re.compile(rb"/Type\s{0,9}/Page(?![A-Za-z])")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s{1,9}\d{1,5}\s{1,9}obj\b")
_END = b"endobj"
_DICTIONARY_MAX = 4_096
_PAGES_MAX = 20_000
_FREE_MAX = 4_000_000
"""PDFium takes no greater number for an object."""


def mended(content: bytes) -> Iterator[bytes]:
    """The file with a trailer that names its last catalogue, then with one made of the pages that are left.

    Nothing when it is encrypted: without the trailer that was lost nobody can decipher it.
    """
    if b"/Encrypt" in content:
        return
    catalogue = _object_around(content, content.rfind(b"/Catalog"))
    if catalogue is not None:
        yield content + _trailer(*catalogue)
    whole = content[: content.rfind(_END) + len(_END)]
    pages = dict.fromkeys(_pages(whole))
    free = max((int(found[1]) for found in _OBJECT.finditer(whole)), default=0) + 1
    if pages and free < _FREE_MAX:
        kids = b" ".join(b"%b %b R" % page for page in pages)
        tree = b"\n%d 0 obj<</Type/Pages/Count %d/Kids[%b]>>endobj\n" % (free, len(pages), kids)
        root = b"%d 0 obj<</Type/Catalog/Pages %d 0 R>>endobj" % (free + 1, free)
        yield whole + tree + root + _trailer(b"%d" % (free + 1), b"0")


def _pages(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    for found in islice(_PAGE.finditer(content), _PAGES_MAX):
        page = _object_around(content, found.start())
        if page is not None:
            yield page


def _object_around(content: bytes, at: int) -> tuple[bytes, bytes] | None:
    """Number and generation of the object in whose dictionary `at` lies."""
    start = content.rfind(b"obj", max(0, at - _DICTIONARY_MAX), at) if at >= 0 else -1
    named = _NUMBERS.search(content, max(0, start - 16), start) if start >= 0 else None
    return None if named is None else (named[1], named[2])


def _trailer(number: bytes, generation: bytes) -> bytes:
    return b"\ntrailer\n<</Root %b %b R>>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
