"""Documents for the real worker: small ones, and ones that mean harm."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pypdfium2
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from tests.unit.ofd.build import pack, page_xml, parts_of

TEXT = (
    '<ofd:TextObject ID="10" Boundary="20 20 100 10" Font="3" Size="8">'
    '<ofd:TextCode X="0" Y="8" DeltaX="8 8 8">公文测试</ofd:TextCode></ofd:TextObject>'
)
SQUARE = (
    '<ofd:PathObject ID="11" Boundary="50 100 40 40" Fill="true" Stroke="false">'
    '<ofd:FillColor Value="255 0 0"/>'
    "<ofd:AbbreviatedData>M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>"
)
FONT = '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>'


def ofd(
    objects: str = TEXT + SQUARE, *, res: str = FONT, pages: int = 1, files: dict[str, bytes] | None = None
) -> bytes:
    lines = "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(pages))
    return pack(parts_of(page_xml(objects), res=res, pages=lines) | (files or {}))


def strip() -> bytes:
    """A page 90 m long and half a millimetre high."""
    area = "<ofd:Area><ofd:PhysicalBox>0 0 90000 0.5</ofd:PhysicalBox></ofd:Area>"
    return pack(parts_of(page_xml(area=area)))


def picture_bomb() -> bytes:
    """A picture that claims 60 000 × 60 000 pixels and a page full of it."""
    return _pictured(60_000, zlib.compress(bytes(10**6)))


def text_bomb() -> bytes:
    """A picture of one red pixel with 8 GB of text about it."""
    text = zlib.compress(bytes(7_900_000).replace(b"\0", b"a"), 9)
    texts = (_chunk(b"zTXt", f"key {number}".encode() + b"\0\0" + text) for number in range(990))
    return _pictured(1, zlib.compress(b"\0\xff\0\0\xff"), *texts)


def _pictured(side: int, pixels: bytes, *more: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    chunks = (b"\x89PNG\r\n\x1a\n", header, *more, _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    media = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>b.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>"
    )
    objects = '<ofd:ImageObject ID="9" ResourceID="5" Boundary="0 0 100 100" CTM="100 0 0 100 0 0"/>'
    return ofd(objects, res=media, files={"Doc_0/Res/b.png": b"".join(chunks)})


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def much_work() -> bytes:
    """A page of transparent composites, each drawn on a layer of its own: minutes of work."""
    square = SQUARE.replace("50 100 40 40", "0 0 200 290").replace(' ID="11"', ' ID="8"')
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="6" Width="200" Height="290"><ofd:Content>'
        f"{square * 4}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    one = '<ofd:CompositeObject ID="9" ResourceID="6" Boundary="0 0 200 290" Alpha="99"/>'
    return ofd(one * 4000, res=unit)


def pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    document.new_page(300, 400)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password before anything else (ISO 32000-1 7.6: RC4, 40 bits, key unknown)."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(file)
    return file + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def written_pdf(text: str) -> bytes:
    """An A4 page with one line of text at 20 mm, 30 mm; needs a QGuiApplication."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(254)
    writer.setTitle("A title")
    painter = QPainter(writer)
    try:
        painter.drawText(QPointF(200, 300), text)
    finally:
        painter.end()
    return bytes(buffer.data().data())
