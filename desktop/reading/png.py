"""PNG files written for speed: grey where the page is grey, repeated rows packed once.

Two thirds of the rows of a page repeat the one above: white between lines, rules, frames. Such a row is
filter type Up and zeros, whatever it shows, so that many of them are deflate data known beforehand; they are
laid between what is packed, and their checksum is reckoned (ISO/IEC 15948 9.2 and 10, RFC 1950, RFC 1951).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PySide6.QtGui import QImage

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB = 0, 2
_MM_PER_M = 1000
_BAND_ROWS = 24
_REPEATED_MIN = 8
"""Rows that repeat the one above before they are worth an interruption of what is packed."""
_REPEATED_AT_ONCE = 32
"""Larger pieces save a few bytes, and take milliseconds to pack."""
_ZLIB_HEADER = b"\x78\x01"
_LAST_EMPTY_BLOCK = b"\x03\x00"
_ADLER = 65_521


def png(picture: QImage, *, px_per_mm: float) -> bytes:
    """An opaque picture of 32 bits a pixel as a PNG that says its resolution."""
    width, height = picture.width(), picture.height()
    stretches = list(_stretches(picture))
    grey = all(_is_grey(picture, top, rows) for top, rows, _ in stretches)
    packed = _Packed(width if grey else width * 3)
    for top, rows, repeated in stretches:
        for band in _grey_rows(picture, top, rows) if grey else _rgb_rows(picture, top, rows):
            packed.add(band)
        packed.repeat(repeated)
    density = min(round(px_per_mm * _MM_PER_M), 2**31 - 1)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _GREY if grey else _RGB, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
            _chunk(b"IDAT", packed.whole()),
            _chunk(b"IEND", b""),
        )
    )


class _Packed:
    """A zlib stream of rows of `length` bytes, each behind its filter type."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._parts = [_ZLIB_HEADER]
        self._packer = zlib.compressobj(1, wbits=-15, strategy=zlib.Z_RLE)
        self._checksum = 1
        self._repeats: dict[int, bytes] = {}

    def add(self, rows: bytes) -> None:
        self._checksum = zlib.adler32(rows, self._checksum)
        self._parts.append(self._packer.compress(rows))

    def repeat(self, rows: int) -> None:
        """The row above, so many times more."""
        if not rows:
            return
        # Matches reach back one byte at most, which is a zero on both sides of the seam where one is found.
        self._parts.append(self._packer.flush(zlib.Z_FULL_FLUSH))
        power = min(_REPEATED_AT_ONCE, 1 << (rows.bit_length() - 1))
        left = rows
        while left:
            while power > left:
                power >>= 1
            self._parts.append(self._repeated(power))
            left -= power
        low, high = self._checksum & 0xFFFF, self._checksum >> 16
        high += (self._length + 1) * (rows * low + rows * (rows + 1))
        self._checksum = (high % _ADLER) << 16 | (low + 2 * rows) % _ADLER

    def _repeated(self, rows: int) -> bytes:
        if rows not in self._repeats:
            packer = zlib.compressobj(1, wbits=-15, strategy=zlib.Z_RLE)
            content = packer.compress((b"\2" + bytes(self._length)) * rows)
            self._repeats[rows] = content + packer.flush(zlib.Z_FULL_FLUSH)
        return self._repeats[rows]

    def whole(self) -> bytes:
        self._parts.append(self._packer.flush(zlib.Z_FULL_FLUSH))
        return b"".join((*self._parts, _LAST_EMPTY_BLOCK, struct.pack(">I", self._checksum)))


def _stretches(picture: QImage) -> Iterator[tuple[int, int, int]]:
    """Where rows start that are packed, how many they are, and how many after them repeat the last."""
    pixels, stride, height = picture.constBits(), picture.bytesPerLine(), picture.height()
    start, same, above = 0, 0, b""
    for row in range(height):
        here = bytes(pixels[row * stride : (row + 1) * stride])
        if here == above:
            same += 1
            continue
        if same >= _REPEATED_MIN:
            yield start, row - same - start, same
            start = row
        same, above = 0, here
    same = same if same >= _REPEATED_MIN else 0
    yield start, height - same - start, same


def _is_grey(picture: QImage, top: int, rows: int) -> bool:
    """Whether some rows have no colour."""
    return _part(picture, top, rows).allGray()


def _part(picture: QImage, top: int, rows: int) -> QImage:
    """Some rows, in the picture's own memory."""
    pixels, stride = picture.constBits(), picture.bytesPerLine()
    return QImage(
        pixels[top * stride : (top + rows) * stride], picture.width(), rows, stride, picture.format()
    )


# A band stays in the cache: fresh memory for copies of a whole page takes longer than packing it.


def _grey_rows(picture: QImage, top: int, rows: int) -> Iterator[bytes]:
    """Any channel will do; Qt's own conversion weighs all three."""
    pixels, stride, width = picture.constBits(), picture.bytesPerLine(), picture.width()
    for first, after in _bands(top, rows):
        yield _unfiltered(bytes(pixels[first * stride : after * stride])[::4], stride // 4, width)


def _rgb_rows(picture: QImage, top: int, rows: int) -> Iterator[bytes]:
    width = picture.width()
    for first, after in _bands(top, rows):
        band = _part(picture, first, after - first).convertToFormat(QImage.Format.Format_RGB888)
        yield _unfiltered(bytes(band.constBits()), band.bytesPerLine(), width * 3)


def _bands(top: int, rows: int) -> Iterator[tuple[int, int]]:
    for first in range(top, top + rows, _BAND_ROWS):
        yield first, min(first + _BAND_ROWS, top + rows)


def _unfiltered(pixels: bytes, stride: int, length: int) -> bytes:
    """The rows with their filter type, which is none."""
    return b"".join(b"\0" + pixels[start : start + length] for start in range(0, len(pixels), stride))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
