"""Font programs of our own, made of rectangles and triangles: TrueType, bare CFF (also CID) and OTTO.

Every feature file writes its title with `pixel_font`, so that no golden picture depends on what is installed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

EM = 1000
PIXEL = 100
ADVANCE = 600
Contour = tuple[tuple[int, int], ...]

_ROWS = {
    "A": "0E11111F111111", "B": "1E11111E11111E", "C": "0E11101010110E", "D": "1E11111111111E",
    "E": "1F10101E10101F", "F": "1F10101E101010", "G": "0E11101711110F", "H": "1111111F111111",
    "I": "0E04040404040E", "J": "0702020202120C", "K": "11121418141211", "L": "1010101010101F",
    "M": "111B1515111111", "N": "11191513111111", "O": "0E11111111110E", "P": "1E11111E101010",
    "Q": "0E11111115120D", "R": "1E11111E141211", "S": "0F10100E01011E", "T": "1F040404040404",
    "U": "1111111111110E", "V": "11111111110A04", "W": "11111115151B11", "X": "11110A040A1111",
    "Y": "11110A04040404", "Z": "1F01020408101F", "0": "0E11131519110E", "1": "040C040404040E",
    "2": "0E11010608101F", "3": "0E11010601110E", "4": "02060A121F0202", "5": "1F101E0101110E",
    "6": "0608101E11110E", "7": "1F010204080808", "8": "0E11110E11110E", "9": "0E11110F01020C",
    ".": "00000000000C0C", ",": "000000000C0408", "-": "0000001F000000", "+": "0004041F040400",
    "=": "00001F001F0000", "/": "00010204081000", "(": "02040808080402", ")": "08040202020408",
    ":": "000C0C000C0C00", "#": "0A0A1F0A1F0A0A", "%": "18190204081303", ">": "08040201020408",
    "<": "02040810080402", "*": "0004150E150400", "'": "04040800000000", "?": "0E110102040004",
    "_": "0000000000001F", "@": "0E11171517100E", "&": "0814140815120D", " ": "00000000000000",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A glyph: closed straight outlines in em units (1000), y up, and its width."""

    contours: tuple[Contour, ...] = ()
    advance: int = EM


def rectangle(x0: int, y0: int, x1: int, y1: int) -> Contour:
    return ((x0, y0), (x0, y1), (x1, y1), (x1, y0))


SQUARE = Drawing((rectangle(100, 0, 900, 800),))
TRIANGLE = Drawing((((100, 0), (500, 800), (900, 0)),))
BAR = Drawing((rectangle(400, 0, 600, 800),))
CROSS = Drawing((rectangle(100, 320, 900, 480), rectangle(420, 0, 580, 800)))
FLAG = Drawing((rectangle(100, 0, 220, 800), ((220, 800), (900, 600), (220, 400))))
RING = Drawing((rectangle(100, 0, 900, 800), ((300, 200), (700, 200), (700, 600), (300, 600))))
STEPS = Drawing(
    (((100, 0), (100, 800), (350, 800), (350, 533), (620, 533), (620, 267), (900, 267), (900, 0)),)
)
NOTDEF = Drawing((rectangle(100, 0, 900, 700), ((180, 80), (820, 80), (820, 620), (180, 620))))


def pixel_font(text: str) -> bytes:
    """A TrueType font with the letters of `text` as 5 × 7 dots; small letters look like capitals."""
    letters = sorted({letter.upper() for letter in text if letter.upper() in _ROWS} | {" "})
    drawings = [NOTDEF, *(Drawing(tuple(_dots(_ROWS[letter])), ADVANCE) for letter in letters)]
    characters = {ord(letter): number for number, letter in enumerate(letters, 1)}
    characters |= {ord(chr(code).lower()): glyph for code, glyph in characters.items()}
    return truetype(drawings, characters)


def _dots(rows: str) -> Iterable[Contour]:
    for row in range(7):
        bits = int(rows[2 * row : 2 * row + 2], 16)
        column = 0
        while column < 5:
            length = 0
            while column + length < 5 and bits >> (4 - column - length) & 1:
                length += 1
            if length:
                left, low = column * PIXEL + 50, (6 - row) * PIXEL
                yield rectangle(left, low, left + length * PIXEL, low + PIXEL)
            column += length + 1


# -- sfnt


def truetype(
    drawings: Sequence[Drawing],
    characters: Mapping[int, int] | None = None,
    *,
    encoding: tuple[int, int] | None = None,
) -> bytes:
    """A TrueType font: glyf, loca, head, hhea, hmtx, maxp, and a cmap when `characters` are given.

    The cmap is Unicode's, or has the codes of a platform's `encoding` alone (3, 0 for symbols).
    """
    records = [_glyf(drawing) for drawing in drawings]
    places = [0]
    for record in records:
        places.append(places[-1] + len(record))
    points = max(sum(map(len, drawing.contours)) for drawing in drawings)
    outlines = max(len(drawing.contours) for drawing in drawings)
    maxp = struct.pack(">L14H", 0x00010000, len(drawings), points, outlines, 0, 0, 2, *[0] * 8)
    tables = {
        b"glyf": b"".join(records),
        b"loca": struct.pack(f">{len(places)}L", *places),
        b"maxp": maxp,
        **_common(drawings),
    }
    if characters is not None:
        tables[b"cmap"] = _cmap(characters, encoding)
    return _sfnt(b"\0\1\0\0", tables)


def otto(drawings: Sequence[Drawing], characters: Mapping[int, int] | None = None) -> bytes:
    """An OpenType font with CFF outlines."""
    tables = {
        b"CFF ": cff(drawings),
        b"maxp": struct.pack(">LH", 0x00005000, len(drawings)),
        **_common(drawings),
    }
    if characters is not None:
        tables[b"cmap"] = _cmap(characters, None)
    return _sfnt(b"OTTO", tables)


def _common(drawings: Sequence[Drawing]) -> dict[bytes, bytes]:
    widths = [drawing.advance for drawing in drawings]
    head = struct.pack(
        ">LLLLHHQQhhhhHHhhh",
        0x00010000, 0x00010000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 1, 0,
    )  # fmt: skip
    hhea = struct.pack(">LhhhH11hH", 0x00010000, 800, -200, 0, max(widths), *[0] * 11, len(widths))
    hmtx = b"".join(
        struct.pack(">Hh", width, _left(drawing)) for width, drawing in zip(widths, drawings, strict=True)
    )
    return {b"head": head, b"hhea": hhea, b"hmtx": hmtx}


def _left(drawing: Drawing) -> int:
    return min((x for contour in drawing.contours for x, _ in contour), default=0)


def _glyf(drawing: Drawing) -> bytes:
    points = [point for contour in drawing.contours for point in contour]
    if not points:
        return b""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    ends, last = [], -1
    for contour in drawing.contours:
        last += len(contour)
        ends.append(last)
    record = struct.pack(">5h", len(ends), min(xs), min(ys), max(xs), max(ys))
    record += struct.pack(f">{len(ends)}HH", *ends, 0)
    record += bytes([1]) * len(points)
    for axis in (xs, ys):
        before = 0
        for value in axis:
            record += struct.pack(">h", value - before)
            before = value
    return record + bytes(-len(record) % 4)


def _cmap(characters: Mapping[int, int], encoding: tuple[int, int] | None) -> bytes:
    """Formats 4 and 12 of Unicode, or format 4 of another encoding alone."""
    low = {code: glyph for code, glyph in characters.items() if code < 0x10000}
    four = _format_4(low)
    if encoding is not None:
        return struct.pack(">HHHHL", 0, 1, *encoding, 12) + four
    groups = b"".join(struct.pack(">LLL", code, code, glyph) for code, glyph in sorted(characters.items()))
    twelve = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(characters)) + groups
    header = struct.pack(">HH", 0, 2)
    header += struct.pack(">HHL", 3, 1, 20) + struct.pack(">HHL", 3, 10, 20 + len(four))
    return header + four + twelve


def _format_4(characters: Mapping[int, int]) -> bytes:
    segments = [*sorted(characters.items()), (0xFFFF, 0)]
    count = len(segments)
    power = 1 << (count.bit_length() - 1)
    codes = [code for code, _ in segments]
    deltas = [(glyph - code) & 0xFFFF for code, glyph in segments[:-1]] + [1]
    body = struct.pack(">HHHH", 2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    body += struct.pack(f">{count}HH", *codes, 0) + struct.pack(f">{count}H", *codes)
    body += struct.pack(f">{count}H", *deltas) + struct.pack(f">{count}H", *[0] * count)
    return struct.pack(">HHH", 4, 6 + len(body), 0) + body


def _sfnt(version: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = version + struct.pack(">HHHH", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    place, body = 12 + 16 * count, b""
    for tag in sorted(tables):
        content = tables[tag]
        padded = content + bytes(-len(content) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        header += struct.pack(">4sLLL", tag, checksum, place + len(body), len(content))
        body += padded
    return header + body


# -- CFF


def cff(drawings: Sequence[Drawing], *, cid: bool = False) -> bytes:
    """A bare CFF program; with `cid` a CID-keyed one whose CIDs are its glyph ids."""
    charstrings = _index([_charstring(drawing) for drawing in drawings])
    private = _integer(0) + b"\x14" + _integer(0) + b"\x15"  # defaultWidthX, nominalWidthX
    charset = b"\2" + struct.pack(">HH", 1, max(0, len(drawings) - 2))
    strings = _index([b"Adobe", b"Identity", *(b"g%d" % number for number in range(1, len(drawings)))])
    head = b"\1\0\4\4" + _index([b"Features"])
    select = b"\3" + struct.pack(">HHBH", 1, 0, 0, len(drawings))

    def top(at: int) -> bytes:
        """The Top DICT for data that begins at `at`: its length does not depend on it."""
        chars, select_at = at + len(charset), at + len(charset) + len(charstrings)
        private_at = select_at + len(select)
        words = _integer(at) + b"\x0f" + _integer(chars) + b"\x11"
        if not cid:
            return words + _integer(len(private)) + _integer(private_at) + b"\x12"
        array_at = private_at + len(private)
        rose = _integer(391) + _integer(392) + _integer(0) + b"\x0c\x1e"
        words += _integer(array_at) + b"\x0c\x24" + _integer(select_at) + b"\x0c\x25"
        return rose + words

    at = len(head) + len(_index([top(0)])) + len(strings) + len(_index([]))
    private_at = at + len(charset) + len(charstrings) + len(select)
    fonts = _index([_integer(len(private)) + _integer(private_at) + b"\x12"]) if cid else b""
    data = charset + charstrings + select + private + fonts
    return head + _index([top(at)]) + strings + _index([]) + data


def _integer(value: int) -> bytes:
    """A DICT integer, always five bytes."""
    return b"\x1d" + struct.pack(">l", value)


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return struct.pack(">HB", len(items), 4) + struct.pack(f">{len(offsets)}L", *offsets) + b"".join(items)


def _charstring(drawing: Drawing) -> bytes:
    """Type 2: the width, then a moveto and linetos per outline."""
    program = _short(drawing.advance)
    x = y = 0
    for contour in drawing.contours:
        for number, point in enumerate(contour):
            program += _short(point[0] - x) + _short(point[1] - y)
            program += b"\x05" if number else b"\x15"
            x, y = point
    return program + b"\x0e"


def _short(value: int) -> bytes:
    return b"\x1c" + struct.pack(">h", value)
