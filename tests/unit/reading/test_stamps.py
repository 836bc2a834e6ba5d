"""The pictures of seals, whatever they are made of."""

from __future__ import annotations

from io import BytesIO

import msgspec
import PIL.Image
import pytest
from PySide6.QtGui import QColor, QImage

from core.ofd.display import Box, Stamp
from core.ofd.errors import PartMissing
from desktop.reading.fontfiles import FontFiles
from desktop.reading.fontstack import Typefaces
from desktop.reading.stamps import StampPictures
from tests.unit.ofd.build import pack, page_xml, parts_of

STAMP = Stamp(signature_id="1", stamp_id="1", page_id=1, boundary=Box(0, 0, 40, 40))
SQUARE = (
    '<ofd:PathObject ID="11" Boundary="0 0 105 297" Fill="true" Stroke="false">'
    '<ofd:FillColor Value="255 0 0"/>'
    "<ofd:AbbreviatedData>M 0 0 L 105 0 L 105 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>"
)


class SignedDocument:
    """As much of an OFD as the picture of a seal needs."""

    def __init__(self, signed_value: bytes | None) -> None:
        self._signed_value = signed_value
        self.seal: bytes | None = None
        self.asked = 0
        self.noted: list[str] = []

    def signed_value(self, signature_id: str) -> bytes:
        self.asked += 1
        if self._signed_value is None:
            raise PartMissing(part=signature_id)
        return self._signed_value

    def seal_file(self, signature_id: str) -> bytes:
        if self.seal is None:
            raise PartMissing(part=signature_id)
        return self.seal

    def note(self, code: str, detail: object = "") -> None:
        self.noted.append(code)


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    length = len(body).to_bytes(3, "big")
    return bytes([tag, 0x83]) + length + body


def seal(picture: bytes, declared: bytes = b"PNG") -> bytes:
    """A seal with nothing in it but a picture, 40 × 40 mm (GB/T 38540 5.1)."""
    info = der(0x30, der(0x16, declared), der(0x04, picture), b"\x02\x01\x28", b"\x02\x01\x28")
    return der(0x30, der(0x30, der(0x30), der(0x16, b"seal"), der(0x30), info))


def signed_value(picture: bytes, declared: bytes = b"PNG") -> bytes:
    """A SignedValue with nothing in it but a seal's picture."""
    return der(0x30, der(0x30, b"\x02\x01\x04", seal(picture, declared)))


def left_half_red(kind: str) -> bytes:
    image = PIL.Image.new("RGBA", (80, 80), (0, 0, 0, 0) if kind == "PNG" else (255, 255, 255, 255))
    image.paste((255, 0, 0, 255), (0, 0, 40, 80))
    buffer = BytesIO()
    (image if kind == "PNG" else image.convert("RGB")).save(buffer, kind)
    return buffer.getvalue()


SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
<rect width="5" height="10" fill="red"/></svg>"""
NESTED = pack(parts_of(page_xml(SQUARE)))


def pictures(value: bytes | None) -> tuple[StampPictures, SignedDocument]:
    document = SignedDocument(value)
    return StampPictures(document, Typefaces(FontFiles(()))), document  # type: ignore[arg-type]


def drawn(picture: bytes) -> QImage:
    found = pictures(signed_value(picture, b"bmp"))[0].picture(STAMP, 60, 60)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("picture", "opaque"),
    [
        (left_half_red("PNG"), False),
        (left_half_red("BMP"), True),
        (left_half_red("GIF"), True),
        (left_half_red("JPEG"), True),
        (SVG, False),
        (NESTED, False),
    ],
    ids=["png", "bmp", "gif", "jpeg", "svg", "ofd"],
)
def test_a_seal_is_drawn_by_what_it_is_not_by_what_it_says(picture: bytes, opaque: bool) -> None:
    image = drawn(picture)
    left, right = (
        QColor.fromRgba(image.pixel(image.width() * part // 4, image.height() // 2)) for part in (1, 3)
    )
    assert (left.red() > 240, left.green() < 15, left.alpha()) == (True, True, 255)
    assert right.alpha() == (255 if opaque else 0)


@pytest.mark.parametrize(
    "value",
    [None, b"", b"no DER", signed_value(b""), signed_value(b"no picture"), signed_value(NESTED[:-40])],
    ids=["missing", "empty", "garbage", "no bytes", "undecodable", "nested and cut off"],
)
def test_a_seal_without_a_picture_is_no_picture(value: bytes | None) -> None:
    assert pictures(value)[0].picture(STAMP, 60, 60) is None


def test_a_seal_beside_a_value_without_one_is_drawn_and_told_of() -> None:
    stamps, document = pictures(b"no seal")
    document.seal = seal(left_half_red("PNG"))
    assert stamps.picture(STAMP, 60, 60) is not None
    assert document.noted == ["stamp.picture_of_seal_file"]


def test_a_picture_is_taken_out_of_the_signed_value_once() -> None:
    stamps, document = pictures(signed_value(left_half_red("PNG")))
    first = stamps.picture(STAMP, 60, 60)
    assert stamps.picture(STAMP, 60, 60) is first
    assert stamps.picture(STAMP, 30, 30) is not None
    assert document.asked == 1


def test_signatures_that_bear_the_same_seal_share_its_picture() -> None:
    made, _ = pictures(signed_value(NESTED))
    other = msgspec.structs.replace(STAMP, signature_id="2")
    assert made.picture(STAMP, 20, 20) is made.picture(other, 20, 20)


def test_a_weakened_seal_is_grey_and_faint_and_the_paper_around_it_white() -> None:
    stamps, _ = pictures(signed_value(left_half_red("PNG")))
    clear, faint = stamps.picture(STAMP, 80, 80), stamps.weakened(STAMP, 80, 80)
    assert clear is not None
    assert faint is not None
    red, grey = QColor(clear.pixel(20, 40)), QColor(faint.pixel(20, 40))
    assert red.red() > 200 > red.green()
    assert grey.red() == grey.green() == grey.blue()
    assert 180 < grey.red() < 250
    assert QColor(faint.pixel(60, 40)) == QColor(255, 255, 255)


def test_no_picture_is_weakened_to_none() -> None:
    assert pictures(None)[0].weakened(STAMP, 80, 80) is None
