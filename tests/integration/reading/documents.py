"""Documents for the real worker: small ones, and ones that mean harm."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pypdfium2

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


def picture_bomb() -> bytes:
    """A picture that claims 60 000 × 60 000 pixels and a page full of it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(10**6)))
    media = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>b.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>"
    )
    objects = '<ofd:ImageObject ID="9" ResourceID="5" Boundary="0 0 100 100" CTM="100 0 0 100 0 0"/>'
    return ofd(objects, res=media, files={"Doc_0/Res/b.png": png})


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
