"""Inflating packed data piece by piece, in time that grows with their length and no more."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_FEED = 1 << 16
_CHUNK = 1 << 18


def pieces(inflater: zlib._Decompress, packed: bytes | memoryview) -> Iterator[bytes]:
    """What the data inflate to; afterwards `inflater` tells whether they came to their end.

    They are fed by the slice: what is left over of all of them would be copied at each step. Raises
    `zlib.error` for data that are none.
    """
    view = memoryview(packed)
    for start in range(0, len(view), _FEED):
        feed: bytes | memoryview = view[start : start + _FEED]
        while len(feed):
            piece = inflater.decompress(feed, _CHUNK)
            if piece:
                yield piece
            if inflater.eof:
                return
            feed = inflater.unconsumed_tail
    while piece := inflater.decompress(b"", _CHUNK):
        yield piece
