"""JBIG2 by way of PDFium: the segments are wrapped into a PDF of one picture (ITU-T T.88 Annex D)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from desktop.reading.pixelbound import LARGE_PIXELS_MAX, PIXELS_MAX

FILE_MAGIC = b"\x97JB2\r\n\x1a\n"
_PAGE_INFORMATION = 48
_END_OF_PAGE, _END_OF_FILE = 49, 51
_UNKNOWN_LENGTH = 0xFFFFFFFF
_SEGMENTS_MAX = 10_000
_SYMBOL_DICTIONARY, _PATTERN_DICTIONARY = 0, 16
_TEXT_REGIONS, _HALFTONE_REGIONS = (4, 6, 7), (20, 22, 23)
_REGIONS = (*_TEXT_REGIONS, *_HALFTONE_REGIONS, 36, 38, 39, 40, 42, 43)
_REGION_BYTES = 17
_SYMBOLS_MAX = 100_000
_INSTANCES_MAX = 1_000_000


class Jbig2Damaged(Exception):
    """The segments do not hold together."""


class _Segment(msgspec.Struct, frozen=True):
    kind: int
    header: bytes
    length: int


def pdf_of_jbig2(content: bytes) -> tuple[bytes, int, int]:
    """A one-page PDF, a point per pixel, and the picture's width and height. Raises `Jbig2Damaged`."""
    parts = list(_embedded(content))
    page = next((body for segment, body in parts if segment.kind == _PAGE_INFORMATION), b"")
    if len(page) < 8:
        raise Jbig2Damaged
    width, height = struct.unpack_from(">II", page)
    if not width or not height or height == _UNKNOWN_LENGTH:
        raise Jbig2Damaged
    for segment, body in parts:
        _check_cost(segment, body)
    stream = b"".join(
        segment.header + body for segment, body in parts if segment.kind not in (_END_OF_PAGE, _END_OF_FILE)
    )
    return _pdf(stream, width, height), width, height


def _check_cost(segment: _Segment, body: bytes) -> None:
    """Refuse what PDFium would count to for ever, whether the data are there or not (T.88 7.4)."""
    try:
        if segment.kind == _SYMBOL_DICTIONARY:
            (flags,) = struct.unpack_from(">H", body)
            adaptive = 0 if flags & 1 else 2 if flags & 0xC00 else 8
            refining = 4 if flags & 2 and not flags & 0x1000 else 0
            exported, new = struct.unpack_from(">II", body, 2 + adaptive + refining)
            _bound(exported + new, _SYMBOLS_MAX)
        elif segment.kind == _PATTERN_DICTIONARY:
            _bound(struct.unpack_from(">I", body, 3)[0], _SYMBOLS_MAX)
        elif segment.kind in _REGIONS:
            width, height = struct.unpack_from(">II", body)
            _bound(width * height, LARGE_PIXELS_MAX)
        if segment.kind in _TEXT_REGIONS:
            (flags,) = struct.unpack_from(">H", body, _REGION_BYTES)
            huffman = 2 if flags & 1 else 0
            refining = 4 if flags & 2 and not flags & 0x8000 else 0
            _bound(struct.unpack_from(">I", body, _REGION_BYTES + 2 + huffman + refining)[0], _INSTANCES_MAX)
        elif segment.kind in _HALFTONE_REGIONS:
            across, down = struct.unpack_from(">II", body, _REGION_BYTES + 1)
            _bound(across * down, PIXELS_MAX)
    except struct.error as error:
        raise Jbig2Damaged from error


def _bound(count: int, limit: int) -> None:
    if count > limit:
        raise Jbig2Damaged


def _embedded(content: bytes) -> Iterator[tuple[_Segment, bytes]]:
    """Segments with their data, whichever of the three organisations the file has."""
    position, sequential = 0, True
    if content.startswith(FILE_MAGIC):
        flags = content[8] if len(content) > 8 else 0
        sequential = bool(flags & 1)
        position = 9 if flags & 2 else 13
    if sequential:
        for _ in range(_SEGMENTS_MAX):
            if position >= len(content):
                return
            segment, start = _segment(content, position)
            length = len(content) - start if segment.length == _UNKNOWN_LENGTH else segment.length
            yield segment, content[start : start + length]
            position = start + length
        return
    segments: list[_Segment] = []
    for _ in range(_SEGMENTS_MAX):
        segment, position = _segment(content, position)
        segments.append(segment)
        if segment.kind == _END_OF_FILE:
            break
    for segment in segments:
        yield segment, content[position : position + segment.length]
        position += segment.length


def _segment(content: bytes, position: int) -> tuple[_Segment, int]:
    """The segment header at `position` (T.88 7.2), and where it ends."""
    try:
        (number,) = struct.unpack_from(">I", content, position)
        flags, referred = content[position + 4], content[position + 5]
        cursor = position + 5
        count = referred >> 5
        if count == 7:
            count = struct.unpack_from(">I", content, cursor)[0] & 0x1FFFFFFF
            cursor += 4 + (count + 8) // 8
        else:
            cursor += 1
        cursor += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
        cursor += 4 if flags & 0x40 else 1
        (length,) = struct.unpack_from(">I", content, cursor)
    except (struct.error, IndexError) as error:
        raise Jbig2Damaged from error
    end = cursor + 4
    return _Segment(flags & 0x3F, content[position:end], length), end


def _pdf(stream: bytes, width: int, height: int) -> bytes:
    drawing = b"q %d 0 0 %d 0 0 cm /P Do Q" % (width, height)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
        % (width, height),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray"
        b"/Filter/JBIG2Decode/Length %d>>stream\n" % (width, height, len(stream)) + stream + b"\nendstream",
    ]
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        file
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(file)
    )
