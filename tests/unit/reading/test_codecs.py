"""Pictures by their first bytes, within bounds."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from desktop.reading.imagecodecs import decode
from desktop.reading.jbig2 import FILE_MAGIC, Jbig2Damaged, pdf_of_jbig2
from desktop.reading.pixelbound import Undecodable
from desktop.reading.png import png
from desktop.reading.rarecodecs import decode_svg


def encoded(image: PIL.Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


RED = PIL.Image.new("RGB", (16, 8), (255, 0, 0))
BILEVEL = RED.convert("1")


@pytest.mark.parametrize(
    ("content", "lightness"),
    [
        (encoded(RED, "PNG"), 0.5),
        (encoded(RED, "JPEG"), 0.5),
        (encoded(RED, "BMP"), 0.5),
        (encoded(RED, "GIF"), 0.5),
        (encoded(RED, "TIFF", compression="tiff_lzw"), 0.5),
        (encoded(RED.convert("CMYK"), "JPEG"), 0.5),
        (encoded(RED, "JPEG2000"), 0.5),
        (encoded(RED, "WEBP", lossless=True), 0.5),
        (encoded(PIL.Image.new("1", (16, 8), 0), "BMP"), 0.0),
        (encoded(PIL.Image.new("1", (16, 8), 1), "TIFF", compression="group4"), 1.0),
    ],
    ids=["png", "jpeg", "bmp", "gif", "tiff lzw", "cmyk jpeg", "jpeg 2000", "webp", "1-bit bmp", "fax tiff"],
)
def test_a_picture_is_known_by_its_first_bytes(content: bytes, lightness: float) -> None:
    image = decode(content)
    assert (image.width(), image.height()) == (16, 8)
    assert QColor(image.pixel(8, 4)).lightnessF() == pytest.approx(lightness, abs=0.05)


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "1", {}),
        ("PNG", "L", {}),
        ("JPEG", "L", {"quality": 40}),
        ("JPEG", "CMYK", {"quality": 40}),
        ("TIFF", "1", {"compression": "group4"}),
        ("BMP", "1", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_scan_too_large_to_be_held_whole_is_decoded_smaller(
    kind: str, mode: str, options: dict[str, object]
) -> None:
    scan = PIL.Image.new(mode, (10_000, 7_000), 0)
    scan.paste({"1": 1, "L": 255, "CMYK": (0, 255, 255, 0)}[mode], (0, 0, 10_000, 3_500))
    image = decode(encoded(scan, kind, **options))
    assert (image.width(), image.height()) == (5_000, 3_500)
    upper, lower = (QColor(image.pixel(2_500, y)).lightnessF() for y in (1_000, 2_500))
    assert abs(upper - lower) > 0.4


def test_a_picture_of_ten_thousand_million_pixels_is_not_decoded() -> None:
    with pytest.raises(Undecodable):
        decode(png_header(100_000, 100_000))


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_undecodable(content: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"II*\0", b"BM", b"GIF89a", b"\xff\xd8\xff", FILE_MAGIC):
        try:
            decode(start + content)
        except Undecodable:
            continue


def segment(number: int, kind: int, body: bytes) -> tuple[bytes, bytes]:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(body)), body


PAGE = segment(0, 48, struct.pack(">IIIIBH", 16, 8, 0, 0, 0, 0))
REGION = segment(1, 38, struct.pack(">II", 16, 8) + b"region data")
END = segment(2, 51, b"")


def test_the_three_organisations_of_jbig2_hold_the_same_picture() -> None:
    bare = b"".join(PAGE + REGION)
    sequential = FILE_MAGIC + b"\x01\0\0\0\x01" + b"".join(PAGE + REGION + END)
    headers, bodies = zip(PAGE, REGION, END, strict=True)
    random_access = FILE_MAGIC + b"\x00\0\0\0\x01" + b"".join(headers) + b"".join(bodies)
    wrapped = {pdf_of_jbig2(content) for content in (bare, sequential, random_access)}
    assert len(wrapped) == 1
    assert next(iter(wrapped))[1:] == (16, 8)


@pytest.mark.parametrize(
    "content", [b"", FILE_MAGIC, FILE_MAGIC + b"\x01\0\0\0\x01" + PAGE[0], REGION[0] + REGION[1]]
)
def test_jbig2_without_a_page_is_damaged(content: bytes) -> None:
    with pytest.raises(Jbig2Damaged):
        pdf_of_jbig2(content)


def test_an_svg_is_drawn_on_nothing() -> None:
    image = decode_svg(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        b'<rect width="5" height="10" fill="#f00"/></svg>',
        width=40,
        height=40,
    )
    assert (image.pixelColor(10, 20).alpha(), image.pixelColor(30, 20).alpha()) == (255, 0)
    with pytest.raises(Undecodable):
        decode_svg(b"<svg", width=40, height=40)


@pytest.mark.parametrize(("colour", "mode"), [(0xFF808080, "L"), (0xFF804020, "RGB")])
def test_a_png_is_grey_where_the_page_is_and_says_its_resolution(colour: int, mode: str) -> None:
    picture = QImage(7, 5, QImage.Format.Format_RGB32)
    picture.fill(colour)
    with PIL.Image.open(BytesIO(png(picture, px_per_mm=144 / 25.4))) as read:
        read.load()
        assert (read.mode, read.size) == (mode, (7, 5))
        assert read.info["dpi"] == pytest.approx((144, 144), rel=1e-3)
        assert QImage.fromData(png(picture, px_per_mm=1)).pixel(3, 3) == colour


@given(
    st.lists(
        st.tuples(st.sampled_from([0x000000, 0xFFFFFF, 0x808080, 0x804020]), st.integers(1, 150)),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 9),
)
def test_a_png_holds_every_row_whether_it_repeats_the_one_above_or_not(
    stretches: list[tuple[int, int]], width: int
) -> None:
    picture = QImage(width, sum(rows for _, rows in stretches), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    colours = [colour for colour, rows in stretches for _ in range(rows)]
    for row, colour in enumerate(colours):
        picture.setPixel(width - 1, row, 0xFF000000 | colour)
    file = png(picture, px_per_mm=1)
    with PIL.Image.open(BytesIO(file)) as read:
        lasting = [read.convert("RGB").getpixel((width - 1, row)) for row in range(len(colours))]
    assert lasting == [(colour >> 16, colour >> 8 & 255, colour & 255) for colour in colours]
    body = file[file.index(b"IDAT") + 4 : file.index(b"IEND") - 8]
    assert len(zlib.decompress(body)) == len(colours) * (1 + width * (3 if read.mode == "RGB" else 1))


SYMBOLS = struct.pack(">H8xII", 0, 1, 2**31)
TEXT = struct.pack(">II9xHI", 16, 8, 0, 2**31)
HALFTONE = struct.pack(">II9xBII", 16, 8, 0, 2**16, 2**16)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (0, SYMBOLS),
        (0, b""),
        (6, TEXT),
        (16, struct.pack(">BBBI", 0, 1, 1, 2**31)),
        (22, HALFTONE),
        (38, b"\1" * 8),
    ],
)
def test_jbig2_that_counts_for_ever_is_damaged(kind: int, body: bytes) -> None:
    with pytest.raises(Jbig2Damaged):
        pdf_of_jbig2(b"".join(PAGE + segment(1, kind, body)))
