"""Pages that ask for more than a page is worth: recursion, floods, nothing at all, and infinitely much."""

from __future__ import annotations

import struct
import zlib
from functools import partial
from io import BytesIO

import PIL.Image

from tests.corpus.hostile.package import (
    GIVEN_UP,
    OVER_LIMIT,
    RED,
    Hostile,
    filled,
    ofd,
    part,
    picture,
    square,
    with_parts,
)
from tests.unit.ofd.build import document_xml, page_xml

_BIG = "1e308"


def composites(uses: str, units: str) -> bytes:
    return ofd(uses, res=f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>")


def unit(number: int, inside: str) -> str:
    return (
        f'<ofd:CompositeGraphicUnit ID="{number}" Width="200" Height="290"><ofd:Content>{inside}'
        "</ofd:Content></ofd:CompositeGraphicUnit>"
    )


def use(number: int, more: str = "") -> str:
    return f'<ofd:CompositeObject ID="9" ResourceID="{number}" Boundary="0 0 200 290" {more}/>'


def recursive_composite() -> bytes:
    return composites(use(60), unit(60, square() + use(61)) + unit(61, use(60) * 3))


def growing_composites() -> bytes:
    """Ten levels of ten: 10¹⁰ squares."""
    units = "".join(unit(60 + level, use(61 + level) * 10) for level in range(10)) + unit(70, square() * 10)
    return composites(use(60), units)


def transparent_composites() -> bytes:
    return composites(use(60, 'Alpha="99"') * 4000, unit(60, square(0, 0, 200) * 4))


def recursive_template() -> bytes:
    template = (
        '<ofd:TemplatePage ID="50" BaseLoc="Tpls/T0.xml"/><ofd:TemplatePage ID="51" BaseLoc="Tpls/T1.xml"/>'
    )
    used = '<ofd:Template TemplateID="50"/><ofd:Template TemplateID="51" ZOrder="Foreground"/>'
    page = page_xml(square(), before=used)
    return with_parts(
        {
            "Doc_0/Document.xml": document_xml(common=template),
            "Doc_0/Pages/Page_0/Content.xml": page,
            "Doc_0/Tpls/T0.xml": page,
            "Doc_0/Tpls/T1.xml": page,
        }
    )


def template_flood() -> bytes:
    """One template of ten squares, named 20 000 times; found by the fuzzer."""
    template = '<ofd:TemplatePage ID="50" BaseLoc="Tpls/T0.xml"/>'
    return with_parts(
        {
            "Doc_0/Document.xml": document_xml(common=template),
            "Doc_0/Pages/Page_0/Content.xml": page_xml("", before='<ofd:Template TemplateID="50"/>' * 20_000),
            "Doc_0/Tpls/T0.xml": page_xml(square() * 10),
        }
    )


def pattern(steps: str, inside: str, side: float = 200) -> str:
    return filled(
        f"<ofd:Pattern {steps}><ofd:CellContent>{inside}</ofd:CellContent></ofd:Pattern>", side=side
    )


def nested_patterns(levels: int) -> bytes:
    inside = square(0, 0, 5)
    for _ in range(levels):
        inside = pattern('Width="10" Height="10"', inside)
    return ofd(inside)


def recursive_pattern() -> bytes:
    """A pattern whose cell is a composite that holds the pattern."""
    cell = pattern('Width="10" Height="10"', use(60))
    return composites(use(60), unit(60, cell))


def tiny_pattern(steps: str) -> bytes:
    return ofd(pattern(steps, square(0, 0, 5)))


def dashed(pattern_: str, length: float = 1e6) -> bytes:
    line = (
        '<ofd:PathObject ID="9" Boundary="0 0 200 200" LineWidth="0.3" DashOffset="-1e9" '
        f'DashPattern="{pattern_}"><ofd:AbbreviatedData>M 0 0 L {length} {length} B 0 {length} {length} 0 9 9'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    return ofd(line * 20 + square())


def odd_numbers(value: str) -> bytes:
    """Every number of a page is `value`."""
    v = value
    objects = (
        f'<ofd:PathObject ID="9" Boundary="0 0 {v} {v}" CTM="{v} 0 0 {v} {v} {v}" LineWidth="{v}" '
        f'MiterLimit="{v}" Alpha="{v}" DashPattern="{v} {v}" DashOffset="{v}">'
        f'<ofd:StrokeColor Value="{v} {v} {v}" Alpha="{v}"/><ofd:AbbreviatedData>'
        f"M {v} {v} L 5 {v} A {v} {v} {v} 1 0 9 9 Q {v} 1 2 3 C</ofd:AbbreviatedData></ofd:PathObject>"
        f'<ofd:TextObject ID="8" Font="3" Size="{v}" HScale="{v}" Weight="{v}" Boundary="9 9 {v} 9">'
        f'<ofd:TextCode X="{v}" Y="{v}" DeltaX="{v} g 2 {v}" DeltaY="g {v} {v}">公文测试</ofd:TextCode>'
        f'</ofd:TextObject><ofd:ImageObject ID="7" ResourceID="{v}" Boundary="{v} 0 9 9" '
        f'CTM="{v} 0 0 {v} 0 0"/>'
    )
    shadings = (
        f'<ofd:AxialShd StartPoint="{v} 0" EndPoint="0 {v}" MapType="Repeat" MapUnit="{v}" Extend="3">'
        f"{_stops(v)}</ofd:AxialShd>",
        f'<ofd:RadialShd StartPoint="{v} 0" StartRadius="{v}" EndPoint="9 9" EndRadius="{v}" '
        f'Eccentricity="{v}" Angle="{v}" MapType="Reflect" MapUnit="{v}" Extend="3">'
        f"{_stops(v)}</ofd:RadialShd>",
        f'<ofd:GouraudShd Extend="{v}">{_corner(v) * 4}</ofd:GouraudShd>',
        f'<ofd:LaGourandShd VerticesPerRow="{v}">{_corner(v) * 6}</ofd:LaGourandShd>',
    )
    clip = (
        f'<ofd:Clips><ofd:Clip><ofd:Area CTM="{v} 0 0 {v} 0 0"><ofd:Path Boundary="0 0 {v} {v}">'
        f"<ofd:AbbreviatedData>M 0 0 L {v} {v} L 0 9 C</ofd:AbbreviatedData></ofd:Path></ofd:Area>"
        "</ofd:Clip></ofd:Clips>"
    )
    steps = f'Width="{v}" Height="{v}" XStep="{v}" YStep="{v}" CTM="{v} 0 0 {v} 0 0"'
    objects += (
        "".join(filled(shading) for shading in shadings) + square(inner=RED + clip) + pattern(steps, square())
    )
    area = f"<ofd:Area><ofd:PhysicalBox>0 0 {v} {v}</ofd:PhysicalBox></ofd:Area>"
    return with_parts({"Doc_0/Pages/Page_0/Content.xml": page_xml(objects + square(), area=area)})


def _stops(value: str) -> str:
    return "".join(
        f'<ofd:Segment Position="{value}"><ofd:Color Value="255 0 {value}"/></ofd:Segment>' for _ in range(3)
    )


def _corner(value: str) -> str:
    return f'<ofd:Point X="{value}" Y="9" EdgeFlag="{value}"><ofd:Color Value="1 2 3"/></ofd:Point>'


def shading_flood(steps: int) -> bytes:
    """Colours that repeat a billion times, and a mesh of very many corners."""
    stops = "".join(
        f'<ofd:Segment Position="{i / steps}"><ofd:Color Value="{i % 256} 0 0"/></ofd:Segment>'
        for i in range(steps)
    )
    axial = (
        '<ofd:AxialShd StartPoint="0 0" EndPoint="200 0" MapType="Repeat" MapUnit="1e-9" Extend="3">'
        f"{stops}</ofd:AxialShd>"
    )
    corners = "".join(
        f'<ofd:Point X="{i % 200}" Y="{i * 7 % 200}"><ofd:Color Value="{i % 256} 0 0"/></ofd:Point>'
        for i in range(steps)
    )
    mesh = f'<ofd:LaGourandShd VerticesPerRow="2">{corners}</ofd:LaGourandShd>'
    return ofd(filled(axial) + filled(mesh))


def glyph_flood() -> bytes:
    code = '<ofd:TextCode X="0" Y="5" DeltaX="g 2147483647 0.001" DeltaY="g 2147483647 0">%s</ofd:TextCode>'
    text = f'<ofd:TextObject ID="8" Font="3" Size="5" Boundary="9 9 50 9">{code % ("字" * 1000)}'
    return ofd(f"{text}</ofd:TextObject>" * 400)


def impossible_text() -> bytes:
    """A text of nothing but half a surrogate pair."""
    code = r'<ofd:TextCode X="0" Y="5">\d83d</ofd:TextCode>'
    return ofd(f'<ofd:TextObject ID="8" Font="3" Size="5" Boundary="9 9 50 9">{code}</ofd:TextObject>')


def segment_flood() -> bytes:
    data = "M 0 0 " + "L 1 1 L 2 0 " * 400_000
    path = f'<ofd:PathObject ID="9" Boundary="0 0 99 99"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
    return ofd(f"{path}</ofd:PathObject>")


def wild_path() -> bytes:
    """Quarter of a million segments to and fro over the page, dashed and joined round."""
    data = "M 0 0 " + "".join(f"L {i * 37 % 200} {i * 91 % 290} " for i in range(100_000))
    line = (
        '<ofd:PathObject ID="9" Boundary="0 0 200 290" Fill="true" LineWidth="3" Join="Round" Cap="Round" '
        f'DashPattern="0.1 0.1"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )
    return ofd(line)


def clip_flood() -> bytes:
    ring = "M 0 0 A 99 99 0 1 0 150 150 C"
    path = f'<ofd:Path Boundary="0 0 200 200"><ofd:AbbreviatedData>{ring}</ofd:AbbreviatedData></ofd:Path>'
    area = f"<ofd:Area>{path}</ofd:Area>"
    return ofd(square(inner=RED + f"<ofd:Clips>{f'<ofd:Clip>{area}</ofd:Clip>' * 20_000}</ofd:Clips>"))


def huge_png(width: int, height: int, *, bits: int = 8, color: int = 6, honest: bool = True) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    channels = {0: 1, 2: 3, 6: 4}[color]
    size = height * (1 + width * channels * bits // 8) if honest else 1000
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(bytes(2**20)) for _ in range(size >> 20))
    body += packer.compress(bytes(size & (2**20 - 1))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def huge(kind: str) -> bytes:
    """10⁸ pixels of one bit."""
    buffer = BytesIO()
    mode = "L" if kind in ("JPEG", "GIF") else "1"
    options = {"compression": "group4"} if kind == "TIFF" else {}
    PIL.Image.new(mode, (10_000, 10_000)).save(buffer, kind, **options)
    return buffer.getvalue()


def huge_bmp() -> bytes:
    """A header that promises 2³¹ − 1 rows, and no rows."""
    info = struct.pack("<LllHHLLllLL", 40, 2**31 - 1, 2**31 - 1, 1, 32, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<LHHL", 54, 0, 0, 54) + info


def huge_jbig2() -> bytes:
    """A page of 2³¹ × 2³¹ and one generic region as large."""
    side = struct.pack(">LL", 2**31, 2**31)
    info = struct.pack(">LBBL", 0, 48, 1, 19) + side + bytes(8) + b"\0" + struct.pack(">H", 0)
    region = struct.pack(">LBBL", 1, 38, 1, 26) + side + bytes(9) + b"\0" + bytes(8)
    return b"\x97JB2\r\n\x1a\n\x01" + struct.pack(">L", 1) + info + region


def endless_jbig2() -> bytes:
    """A small page, and a dictionary of two thousand million symbols without data."""
    side = struct.pack(">LL", 228, 100)
    info = struct.pack(">LBBBL", 0, 48, 0, 1, 19) + side + bytes(8) + b"\0" + struct.pack(">H", 0)
    counts = struct.pack(">LL", 2**31 - 1, 2**31 - 1)
    symbols = struct.pack(">LBBBL", 1, 0, 0, 1, 18) + bytes(2) + bytes(8) + counts
    region = struct.pack(">LBBBL", 2, 38, 0, 1, 26) + side + bytes(9) + b"\0" + bytes(8)
    return b"\x97JB2\r\n\x1a\n\x01" + struct.pack(">L", 1) + info + symbols + region


def annotation_flood() -> bytes:
    one = (
        '<ofd:Annot ID="77" Type="Watermark"><ofd:Appearance Boundary="0 0 200 290">'
        f"{square(0, 0, 200, Alpha=9)}</ofd:Appearance></ofd:Annot>"
    )
    return with_parts(
        {
            "Doc_0/Document.xml": document_xml(
                rest="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
            ),
            "Doc_0/Annots/Annotations.xml": part(
                "Annotations", '<ofd:Page PageID="1"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
            ),
            "Doc_0/Annots/A.xml": part("PageAnnot", one * 3000),
        }
    )


def circular_params() -> bytes:
    chain = "".join(f'<ofd:DrawParam ID="{i}" Relative="{i % 500 + 1}"/>' for i in range(1, 501))
    return ofd(square(DrawParam="1"), res=f"<ofd:DrawParams>{chain}</ofd:DrawParams>")


DRAWINGS = (
    Hostile("composites within each other", recursive_composite),
    Hostile("composites that grow tenfold ten times", growing_composites, OVER_LIMIT),
    Hostile("4000 transparent composites", transparent_composites, GIVEN_UP),
    Hostile("templates within each other", recursive_template),
    Hostile("a template named 20 000 times", template_flood, OVER_LIMIT),
    Hostile("patterns within patterns, 20 deep", lambda: nested_patterns(20)),
    Hostile("patterns within patterns, 80 deep", lambda: nested_patterns(80)),
    Hostile("a pattern within itself", recursive_pattern),
    Hostile("pattern steps of a nanometre", lambda: tiny_pattern('Width="1e-6" Height="1e-6"')),
    Hostile(
        "pattern steps of nothing", lambda: tiny_pattern('Width="5" Height="5" XStep="1e-300" YStep="0"')
    ),
    Hostile(
        "negative pattern steps", lambda: tiny_pattern('Width="-5" Height="-5" XStep="-1e-9" YStep="-1"')
    ),
    Hostile(
        "a pattern made tiny by its CTM", lambda: tiny_pattern('Width="5" Height="5" CTM="1e-7 0 0 1e-7 0 0"')
    ),
    Hostile("endless dash", lambda: dashed("0.000001 0.000001")),
    Hostile("dash of nothing", lambda: dashed("0 0")),
    Hostile("dash of less than nothing", lambda: dashed("-1 1e-300")),
    Hostile("a dash pattern of 100 000 numbers", lambda: dashed("0.001 " * 100_000)),
    *(
        Hostile(f"every number is {v}", partial(odd_numbers, v))
        for v in ("nan", "inf", "-inf", _BIG, "-1e308")
    ),
    *(
        Hostile(f"every number is {v}", partial(odd_numbers, v))
        for v in ("0", "-1", "1e-300", "1e9", "9" * 500)
    ),
    Hostile("shadings of 50 000 colours", lambda: shading_flood(50_000), GIVEN_UP),
    Hostile("400 000 glyphs", glyph_flood, OVER_LIMIT),
    Hostile("a text of one impossible character", impossible_text),
    Hostile("800 000 segments", segment_flood, OVER_LIMIT),
    Hostile("100 000 strokes over the page, dashed", wild_path, GIVEN_UP),
    Hostile("20 000 clips of one square", clip_flood, GIVEN_UP),
    Hostile("3000 watermarks", annotation_flood, GIVEN_UP),
    Hostile("draw parameters in a ring of 500", circular_params),
    Hostile(
        "20 000 pictures over each other",
        lambda: picture(huge_png(300, 300), times=20_000),
        warnings=frozenset({"image.too_many"}),
    ),
    Hostile("10⁸ pixels in a PNG", lambda: picture(huge_png(10_000, 10_000, bits=1, color=0))),
    Hostile("10⁸ pixels of colour in a PNG", lambda: picture(huge_png(10_000, 10_000))),
    Hostile("10⁹ pixels in a PNG", lambda: picture(huge_png(31_623, 31_623, bits=1, color=0))),
    Hostile(
        "4·10¹⁸ pixels that are not there", lambda: picture(huge_png(2**31 - 1, 2**31 - 1, honest=False))
    ),
    Hostile("10⁸ pixels in a JPEG", lambda: picture(huge("JPEG"), "p.jpg")),
    Hostile("10⁸ pixels in a TIFF", lambda: picture(huge("TIFF"), "p.tif")),
    Hostile("10⁸ pixels in a GIF", lambda: picture(huge("GIF"), "p.gif")),
    Hostile("a BMP that promises everything", lambda: picture(huge_bmp(), "p.bmp")),
    Hostile(
        "a JBIG2 that counts for ever",
        lambda: picture(endless_jbig2(), "p.jb2"),
        warnings=frozenset({"image.undecodable"}),
    ),
    Hostile("a JBIG2 that promises everything", lambda: picture(huge_jbig2(), "p.jb2")),
)
