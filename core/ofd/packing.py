"""Whether packed bytes are what a writer made: DEFLATE lets the same content be packed in many ways."""

from __future__ import annotations

import zlib

from core.ofd.inflating import pieces

_DEFLATED = 8
_MOST_BYTES = 128 << 10
_BUDGET_BYTES = 1 << 20
_MOST_INFLATED = 512 << 20
_FEW = 4
_LEVELS = (6, 9, 1, 5, 8, 7, 4, 3, 2)


class Packings:
    """Looks at the packed parts of one archive, one after the other.

    Data that differ in a few bytes from what zlib makes of their content were made by zlib and changed
    since. Writers that pack otherwise differ everywhere, and are not judged by that.
    """

    def __init__(self, most_inflated: int = _MOST_INFLATED) -> None:
        """Data are inflated up to `most_inflated` bytes in all; what is beyond goes unjudged."""
        self.inflatable = most_inflated
        self._left = _BUDGET_BYTES
        self._level = _LEVELS[0]

    def is_odd(self, method: int, packed: bytes, size: int) -> bool:
        """Whether something in these bytes explains itself by no writer's work; False when it is too much."""
        if method != _DEFLATED or not packed:
            return False
        if not self._ends_clean(packed):
            return True
        if size > _MOST_BYTES or size > self._left:
            return False
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _MOST_BYTES)
        except zlib.error:
            return False
        return self._is_almost(packed, content)

    def _ends_clean(self, packed: bytes) -> bool:
        """Whether the data end with their last byte, and the bits behind their end are zero.

        Broken data are somebody else's finding. The end's bit is not told, so the highest set bit of the
        last byte is taken away: where that changes nothing, it stood behind the end.
        """
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in pieces(inflater, memoryview(packed)[:-1]):
                self.inflatable -= len(piece)
                if self.inflatable < 0:
                    return True
        except zlib.error:
            return True
        if inflater.eof:
            return False
        last = packed[-1]
        given = _ending(inflater, last)
        return given is None or not last or given != _ending(inflater, last ^ 1 << last.bit_length() - 1)

    def _is_almost(self, packed: bytes, content: bytes) -> bool:
        almost = False
        for level in (self._level, *(level for level in _LEVELS if level != self._level)):
            self._left -= len(content)
            made = _deflated(content, level)
            if made == packed:
                self._level = level
                return False
            almost = almost or (len(made) == len(packed) and _differences(made, packed) <= _FEW)
            if self._left < 0:
                break
        return almost


def _deflated(content: bytes, level: int) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def _differences(one: bytes, other: bytes) -> int:
    count = 0
    for left, right in zip(one, other, strict=True):
        count += left != right
        if count > _FEW:
            break
    return count


def _ending(inflater: zlib._Decompress, last: int) -> bytes | None:
    """What the data inflate to with this last byte; None when they do not end with it."""
    branch = inflater.copy()
    try:
        content = branch.decompress(bytes((last,)), _MOST_BYTES)
    except zlib.error:
        return None
    return content if branch.eof else None
