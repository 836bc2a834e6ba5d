"""Picture files of our own, byte for byte the same on every machine: no library packs them.

A `Picture` is rows of (red, green, blue). `card` is the picture most feature files show: a red corner at the
top left, a green one at the top right, a blue one at the bottom left, on pale yellow, with a black bar.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

Rgb = tuple[int, int, int]
Picture = list[list[Rgb]]

RED, GREEN, BLUE = (220, 30, 30), (20, 150, 60), (30, 60, 210)
PALE, BLACK, WHITE = (255, 240, 190), (0, 0, 0), (255, 255, 255)


def card(width: int = 32, height: int = 24) -> Picture:
    """The usual picture; sides are best divisible by 8."""

    def pixel(x: int, y: int) -> Rgb:
        if 3 * y < height:
            return RED if 3 * x < width else GREEN if 3 * x >= 2 * width else PALE
        if 3 * y >= 2 * height and 3 * x < width:
            return BLUE
        return BLACK if 5 * height <= 10 * y < 6 * height and 2 * x >= width else PALE

    return [[pixel(x, y) for x in range(width)] for y in range(height)]


def bits_of(picture: Picture) -> list[list[int]]:
    """1 where the picture is dark."""
    return [[int(sum(pixel) < 384) for pixel in row] for row in picture]


def mark(width: int = 32, height: int = 24) -> list[list[int]]:
    """A two-tone picture (1 black): a frame of 8 pixels' columns, open at the right, and a bar."""
    rows = []
    for y in range(height):
        if y < height // 4 or y >= height - height // 4:
            rows.append([0] * 8 + [1] * (width - 8))
        else:
            rows.append([0] * 8 + [1] * 8 + [0] * (width - 16))
    return rows


def _packed(rows: Iterable[Sequence[int]], bits: int = 1) -> Iterator[bytes]:
    """Each row's samples in bytes, the first sample highest."""
    for row in rows:
        text = "".join(f"{value:0{bits}b}" for value in row)
        text += "0" * (-len(text) % 8)
        yield int(text, 2).to_bytes(len(text) // 8, "big")


def stored_deflate(content: bytes) -> bytes:
    """A zlib stream whose blocks are stored: the same under every zlib."""
    out = b"\x78\x01"
    pieces = [content[at : at + 0xFFFF] for at in range(0, len(content), 0xFFFF)] or [b""]
    for number, piece in enumerate(pieces):
        out += struct.pack("<BHH", number == len(pieces) - 1, len(piece), len(piece) ^ 0xFFFF) + piece
    return out + struct.pack(">L", zlib.adler32(content))


# -- PNG


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def _png(width: int, height: int, bits: int, kind: int, rows: Iterable[bytes], extra: bytes = b"") -> bytes:
    data = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">LLBBBBB", width, height, bits, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + extra
        + _chunk(b"IDAT", stored_deflate(data)) + _chunk(b"IEND", b"")
    )  # fmt: skip


def png(picture: Picture, *, white_is_clear: bool = False) -> bytes:
    """8 bits; with `white_is_clear` an alpha channel."""
    rows = []
    for row in picture:
        if white_is_clear:
            rows.append(b"".join(bytes((*pixel, 0 if pixel == WHITE else 255)) for pixel in row))
        else:
            rows.append(b"".join(bytes(pixel) for pixel in row))
    return _png(len(picture[0]), len(picture), 8, 6 if white_is_clear else 2, rows)


def png_16(picture: Picture) -> bytes:
    rows = [
        b"".join(struct.pack(">3H", *(value * 257 for value in pixel)) for pixel in row) for row in picture
    ]
    return _png(len(picture[0]), len(picture), 16, 2, rows)


def png_palette(picture: Picture) -> bytes:
    """4 bits an index, with tRNS that makes pale yellow half clear."""
    shades = sorted({pixel for row in picture for pixel in row})
    table = b"".join(bytes(shade) for shade in shades)
    clear = bytes(128 if shade == PALE else 255 for shade in shades)
    rows = _packed(([shades.index(pixel) for pixel in row] for row in picture), 4)
    extra = _chunk(b"PLTE", table) + _chunk(b"tRNS", clear)
    return _png(len(picture[0]), len(picture), 4, 3, rows, extra)


def png_bits(rows: list[list[int]]) -> bytes:
    """1 bit a pixel; 1 is black."""
    return _png(len(rows[0]), len(rows), 1, 0, _packed([[1 - bit for bit in row] for row in rows]))


def png_huge(side: int) -> bytes:
    """A header that claims side × side pixels, and hardly any data."""
    header = struct.pack(">LLBBBBB", side, side, 8, 2, 0, 0, 0)
    data = _chunk(b"IDAT", stored_deflate(bytes(64)))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + data + _chunk(b"IEND", b"")


# -- BMP, GIF, TIFF


def _bmp(width: int, height: int, bits: int, rows: Iterable[bytes], palette: bytes = b"") -> bytes:
    data = b"".join(row + bytes(-len(row) % 4) for row in rows)
    start = 54 + len(palette)
    head = struct.pack("<2sLHHL", b"BM", start + len(data), 0, 0, start)
    head += struct.pack(
        "<LllHHLLllLL", 40, width, height, 1, bits, 0, len(data), 3780, 3780, len(palette) // 4, 0
    )
    return head + palette + data


def bmp(picture: Picture) -> bytes:
    """24 bits, rows from the bottom."""
    rows = [b"".join(bytes(pixel[::-1]) for pixel in row) for row in reversed(picture)]
    return _bmp(len(picture[0]), len(picture), 24, rows)


def bmp_32(picture: Picture) -> bytes:
    rows = [b"".join(bytes((*pixel[::-1], 0)) for pixel in row) for row in reversed(picture)]
    return _bmp(len(picture[0]), len(picture), 32, rows)


def bmp_bits(rows: list[list[int]]) -> bytes:
    """1 bit with a palette of white and dark red."""
    palette = bytes((255, 255, 255, 0, 20, 20, 160, 0))
    return _bmp(len(rows[0]), len(rows), 1, _packed(reversed(rows)), palette)


def gif(picture: Picture, *, white_is_clear: bool = False) -> bytes:
    """GIF89a whose codes never grow: a clear code in time keeps them at nine bits."""
    shades = sorted({pixel for row in picture for pixel in row})
    table = b"".join(bytes(shade) for shade in shades) + bytes(3 * (256 - len(shades)))
    width, height = len(picture[0]), len(picture)
    codes = []
    for number, shade in enumerate(pixel for row in picture for pixel in row):
        if number % 200 == 0:
            codes.append(256)
        codes.append(shades.index(shade))
    codes.append(257)
    stream = "".join(f"{code:09b}"[::-1] for code in codes)
    stream += "0" * (-len(stream) % 8)
    data = bytes(int(stream[at : at + 8][::-1], 2) for at in range(0, len(stream), 8))
    out = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + table
    if white_is_clear:
        out += b"\x21\xf9\x04\x01\0\0" + bytes([shades.index(WHITE)]) + b"\0"
    out += struct.pack("<BHHHHBB", 0x2C, 0, 0, width, height, 0, 8)
    for at in range(0, len(data), 255):
        piece = data[at : at + 255]
        out += bytes([len(piece)]) + piece
    return out + b"\0;"


def _tiff(
    width: int, height: int, data: bytes, *, bits: int, samples: int, packing: int, meaning: int
) -> bytes:
    tags = [
        (256, 3, 1, width), (257, 3, 1, height), (258, 3, 1, bits), (259, 3, 1, packing),
        (262, 3, 1, meaning),
        (273, 4, 1, 0), (277, 3, 1, samples), (278, 3, 1, height), (279, 4, 1, len(data)),
    ]  # fmt: skip
    depth = b""
    start = 8 + 2 + 12 * len(tags) + 4
    if samples > 1:
        depth = struct.pack(f"<{samples}H", *[bits] * samples)
        tags[2] = (258, 3, samples, start)
    tags[5] = (273, 4, 1, start + len(depth))
    entries = b"".join(struct.pack("<HHLL", *tag) for tag in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4) + depth + data


def tiff(picture: Picture) -> bytes:
    """Uncompressed RGB."""
    data = b"".join(bytes(pixel) for row in picture for pixel in row)
    return _tiff(len(picture[0]), len(picture), data, bits=8, samples=3, packing=1, meaning=2)


def tiff_packbits(picture: Picture) -> bytes:
    """RGB under PackBits: runs of literal bytes."""
    data = b""
    for row in picture:
        raw = b"".join(bytes(pixel) for pixel in row)
        for at in range(0, len(raw), 128):
            piece = raw[at : at + 128]
            data += bytes([len(piece) - 1]) + piece
    return _tiff(len(picture[0]), len(picture), data, bits=8, samples=3, packing=32773, meaning=2)


def tiff_cmyk(picture: Picture) -> bytes:
    data = b"".join(bytes(_inks(pixel)) for row in picture for pixel in row)
    return _tiff(len(picture[0]), len(picture), data, bits=8, samples=4, packing=1, meaning=5)


def tiff_fax(rows: list[list[int]]) -> bytes:
    """CCITT group 4; 1 is black."""
    return _tiff(len(rows[0]), len(rows), mmr(rows), bits=1, samples=1, packing=4, meaning=0)


def _inks(pixel: Rgb) -> tuple[int, int, int, int]:
    red, green, blue = pixel
    black = 255 - max(pixel)
    if black == 255:
        return 0, 0, 0, 255
    share = 255 / (255 - black)
    cyan, magenta, yellow = (round((255 - black - value) * share) for value in (red, green, blue))
    return cyan, magenta, yellow, black


# -- JBIG2


_WHITE_RUNS = {0: "00110101", 8: "10011", 16: "101010", 24: "0101000", 32: "00011011", 64: "11011"}
_BLACK_RUNS = {0: "0000110111", 8: "000101", 16: "0000010111", 24: "00000010111", 32: "000001101010"}


def mmr(rows: list[list[int]]) -> bytes:
    """ITU-T T.6 in horizontal mode alone; runs are multiples of 8 up to 32 pixels."""
    bits = ""
    for row in rows:
        at = 0
        while at < len(row):
            bits += "001"
            for shade, codes in ((0, _WHITE_RUNS), (1, _BLACK_RUNS)):
                run = 0
                while at + run < len(row) and row[at + run] == shade:
                    run += 1
                bits += codes[run]
                at += run
    bits += "000000000001" * 2
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def jbig2_segments(rows: list[list[int]]) -> list[tuple[bytes, bytes]]:
    """Header and data of: page information, one generic region, end of page (ITU-T T.88 7)."""
    width, height = len(rows[0]), len(rows)
    page = struct.pack(">LLLLBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">LLLLBB", width, height, 0, 0, 0, 1) + mmr(rows)
    return [
        (struct.pack(">LBBBL", number, kind, 0, 1, len(data)), data)
        for number, (kind, data) in enumerate(((48, page), (38, region), (49, b"")))
    ]


def jbig2(rows: list[list[int]], organisation: str) -> bytes:
    """A file `sequential` or `random` in its order, or `bare` segments without a file header."""
    segments = jbig2_segments(rows)
    sequence = b"".join(header + data for header, data in segments)
    if organisation == "bare":
        return sequence
    end = struct.pack(">LBBBL", len(segments), 51, 0, 0, 0)
    magic = b"\x97JB2\r\n\x1a\n"
    if organisation == "sequential":
        return magic + b"\1" + struct.pack(">L", 1) + sequence + end
    headers = b"".join(header for header, _ in segments)
    return magic + b"\0" + struct.pack(">L", 1) + headers + end + b"".join(data for _, data in segments)


# -- JPEG


_SIZES = (0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)


def jpeg(picture: Picture, model: str) -> bytes:
    """A baseline JPEG of flat 8 × 8 blocks, each of the colour of its first pixel: only DC coefficients.

    `model`: gray, ycc (JFIF), cmyk (Adobe, inverted), ycck (Adobe, inverted).
    """
    width, height = len(picture[0]), len(picture)
    planes = [[_levels(picture[y][x], model) for x in range(0, width, 8)] for y in range(0, height, 8)]
    count = len(planes[0][0])
    before = [0] * count
    bits = ""
    for row in planes:
        for block in row:
            for plane, level in enumerate(block):
                value = 8 * (level - 128)
                bits += _coded(value - before[plane]) + "0"
                before[plane] = value
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    frame = struct.pack(">BHHB", 8, height, width, count)
    frame += b"".join(bytes((plane + 1, 0x11, 0)) for plane in range(count))
    scan = bytes([count]) + b"".join(bytes((plane + 1, 0)) for plane in range(count)) + bytes((0, 63, 0))
    first = _marker(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    if model in ("cmyk", "ycck"):
        first = _marker(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([2 if model == "ycck" else 0]))
    return (
        b"\xff\xd8" + first + _marker(0xDB, b"\0" + bytes([1] * 64)) + _marker(0xC0, frame)
        + _marker(0xC4, b"\0" + bytes(_SIZES) + bytes(range(12)))
        + _marker(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
        + _marker(0xDA, scan) + data + b"\xff\xd9"
    )  # fmt: skip


def _marker(code: int, content: bytes) -> bytes:
    return bytes((0xFF, code)) + struct.pack(">H", len(content) + 2) + content


def _coded(value: int) -> str:
    """A DC difference: the code of its size, then its bits (ITU-T T.81 F.1.2.1)."""
    size = abs(value).bit_length()
    low = value if value >= 0 else value + (1 << size) - 1
    return _DC_CODES[size] + (f"{low:0{size}b}" if size else "")


def _codes(sizes: Sequence[int]) -> list[str]:
    """Huffman codes in order (T.81 C.2)."""
    codes, code = [], 0
    for length, count in enumerate(sizes, 1):
        for _ in range(count):
            codes.append(f"{code:0{length}b}")
            code += 1
        code <<= 1
    return codes


_DC_CODES = _codes(_SIZES)


def _levels(pixel: Rgb, model: str) -> tuple[int, ...]:
    if model == "gray":
        return (_ycc(pixel)[0],)
    if model == "ycc":
        return _ycc(pixel)
    inks = _inks(pixel)
    if model == "cmyk":
        return tuple(255 - ink for ink in inks)
    return (*_ycc(inks[:3]), 255 - inks[3])  # a decoder turns the colours round, never the black


def _ycc(pixel: Rgb) -> tuple[int, int, int]:
    red, green, blue = pixel
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    levels = (luma, 128 + (blue - luma) * 0.564, 128 + (red - luma) * 0.713)
    first, second, third = (min(255, max(0, round(level))) for level in levels)
    return first, second, third
