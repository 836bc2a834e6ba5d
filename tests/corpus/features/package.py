"""One-page OFD packages as bytes that never change: parts are stored, not packed, without times.

Deflate is left out on purpose: its output differs between versions of zlib, and the test compares bytes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from core.ofd import OfdDocument
from tests.corpus.features.fonts import pixel_font

NAMESPACE = "http://www.ofdspec.org/2016"
Parts = dict[str, bytes]
WIDTH, HEIGHT = 100, 70
TITLE_FONT = 1
STAR = "M 12 1 L 18.5 21 L 1.5 8.6 L 22.5 8.6 L 5.5 21 C"
_TITLE_SIZE = 3.2
_TEXT_CODE = re.compile(r"<ofd:TextCode[^>]*>([^<]*)<")
_DOC_ID = "5ea1de5c0fd0000000000000fea70000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One synthetic file: what it holds, the clause of GB/T 33190-2016, and what a page of it must show.

    `warnings` are the codes a reader has to give; `facts` looks at what no picture shows; `refused` is the
    code of the error that opening ends with, and then there is no picture.
    """

    name: str
    clause: str
    expected: str
    build: Callable[[], bytes]
    warnings: frozenset[str] = frozenset()
    facts: Callable[[OfdDocument], bool] | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document of one page. Texts are XML; `ID="?"` is numbered. `layers` stand instead of `body`."""

    title: str
    body: str = ""
    layers: str = ""
    area: str = f"<ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox>"
    page_area: str = ""
    before_content: str = ""
    public: str = ""
    resources: str = ""
    common: str = ""
    document: str = ""
    body_entry: str = ""
    info: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def parts_of(sheet: Sheet) -> Parts:
    """The package's parts, OFD.xml first. The title's letters come with their own font."""
    texts = [sheet.body, sheet.layers, sheet.public, sheet.resources]
    texts += [content.decode() for content in sheet.files.values() if content.startswith(b"<")]
    words = sheet.title + "".join(word for text in texts for word in _TEXT_CODE.findall(text))
    content = sheet.layers or f'<ofd:Layer ID="?">{sheet.body}{title(sheet.title)}</ofd:Layer>'
    fonts = f'<ofd:Font ID="{TITLE_FONT}" FontName="Dots"><ofd:FontFile>dots.ttf</ofd:FontFile></ofd:Font>'
    document = (
        f"<ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>{sheet.area}</ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        f'{sheet.common}</ofd:CommonData><ofd:Pages><ofd:Page ID="2" BaseLoc="Pages/Page_0/Content.xml"/>'
        f"</ofd:Pages>{sheet.document}"
    )
    page = f"{sheet.before_content}{sheet.page_area}<ofd:Content>{content}</ofd:Content>"
    parts = {
        "OFD.xml": root_xml(docbody(sheet)),
        "Doc_0/Document.xml": xml("Document", document),
        "Doc_0/PublicRes.xml": xml("Res", f"<ofd:Fonts>{fonts}</ofd:Fonts>{sheet.public}", BaseLoc="Res"),
        "Doc_0/DocumentRes.xml": xml("Res", sheet.resources, BaseLoc="Res"),
        "Doc_0/Pages/Page_0/Content.xml": xml("Page", page),
        "Doc_0/Res/dots.ttf": pixel_font(words),
        **sheet.files,
    }
    return _numbered(parts)


def docbody(sheet: Sheet, root: str = "Doc_0/Document.xml") -> str:
    return (
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{_DOC_ID}</ofd:DocID><ofd:Title>{sheet.title}</ofd:Title>"
        f"{sheet.info}</ofd:DocInfo><ofd:DocRoot>{root}</ofd:DocRoot>{sheet.body_entry}</ofd:DocBody>"
    )


def root_xml(bodies: str) -> bytes:
    return xml("OFD", bodies, Version="1.0", DocType="OFD")


def xml(name: str, content: str, **attributes: str) -> bytes:
    """A part with its declaration."""
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    text = f'<ofd:{name} xmlns:ofd="{NAMESPACE}"{given}>{content}</ofd:{name}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _numbered(parts: Mapping[str, bytes]) -> Parts:
    """Every `ID="?"` of the package becomes a number of its own."""
    numbers = count(1001)
    return {
        name: re.sub(rb'\bID="\?"', lambda _: b'ID="%d"' % next(numbers), content)
        if content.startswith(b"<")
        else content
        for name, content in parts.items()
    }


def ofd(sheet: Sheet) -> bytes:
    return zipped(parts_of(sheet))


def zipped(parts: Mapping[str, bytes], *, before: bytes = b"", raw_names: bool = False) -> bytes:
    """A ZIP archive with `parts` stored in their order; `before` stands in front of it."""
    out, directory = bytearray(), bytearray()
    for name, content in parts.items():
        raw = name.encode("gb18030" if raw_names else "utf-8")
        common = (0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(raw), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *common, 0, 0, 0, 0, len(out)) + raw
        out += struct.pack("<4s5H3L2H", b"PK\3\4", 20, *common) + raw + content
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(out), 0)
    return before + bytes(out + directory) + end


# -- objects


def title(text: str) -> str:
    """The title at the top of the page."""
    return label(3, 5.2, text, size=_TITLE_SIZE)


def label(x: float, y: float, text: str, *, size: float = 2.6, **attributes: object) -> str:
    """A line of dotted letters whose baseline begins at x, y (mm)."""
    width = len(text) * size * 0.6
    steps = f' DeltaX="g {len(text) - 1} {size * 0.6:g}"' if len(text) > 1 else ""
    return text_object(
        (x, y - size, width + size, size * 1.3),
        f'<ofd:TextCode X="0" Y="{size:g}"{steps}>{text}</ofd:TextCode>',
        Font=TITLE_FONT,
        Size=f"{size:g}",
        **attributes,
    )


def text_object(box: tuple[float, ...], content: str, **attributes: object) -> str:
    return made("TextObject", box, content, **attributes)


def path_object(
    box: tuple[float, ...],
    data: str,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    inner: str = "",
    **attributes: object,
) -> str:
    """An outline. `fill` and `stroke` are the attributes and content of a colour, as `colour` takes them."""
    if fill is not None:
        attributes["Fill"] = "true"
        inner += colour("FillColor", fill)
    if stroke is None:
        attributes.setdefault("Stroke", "false")
    elif stroke:
        inner += colour("StrokeColor", stroke)
    return made("PathObject", box, f"{inner}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>", **attributes)


def image_object(box: tuple[float, ...], resource: int, *, inner: str = "", **attributes: object) -> str:
    if "CTM" not in attributes:
        attributes["CTM"] = f"{box[2]:g} 0 0 {box[3]:g} 0 0"
    return made("ImageObject", box, inner, ResourceID=resource, **attributes)


def made(kind: str, box: tuple[float, ...], content: str, **attributes: object) -> str:
    area = " ".join(f"{value:g}" for value in box)
    given = "".join(f' {key}="{value}"' for key, value in attributes.items() if value is not None)
    return f'<ofd:{kind} ID="?" Boundary="{area}"{given}>{content}</ofd:{kind}>'


def colour(element: str, value: str) -> str:
    """A colour: `"255 0 0"`, or `"<ofd:AxialShd …>"`, or attributes as `Index="1" ColorSpace="9"`."""
    if value.startswith("<"):
        return f"<ofd:{element}>{value}</ofd:{element}>"
    if "=" in value:
        return f"<ofd:{element} {value}/>"
    return f'<ofd:{element} Value="{value}"/>' if value else f"<ofd:{element}/>"


def colour_space(
    resource: int, kind: str, *, bits: int | None = None, palette: str = "", extra: str = ""
) -> str:
    """A ColorSpace; `palette` separates its entries by semicolons."""
    given = f' BitsPerComponent="{bits}"' if bits else ""
    values = "".join(f"<ofd:CV>{value}</ofd:CV>" for value in palette.split(";") if value)
    inner = f"<ofd:Palette>{values}</ofd:Palette>" if values else ""
    return f'<ofd:ColorSpace ID="{resource}" Type="{kind}"{given}{extra}>{inner}</ofd:ColorSpace>'


def square(width: float, height: float | None = None) -> str:
    """The outline of a rectangle at the origin."""
    height = width if height is None else height
    return f"M 0 0 L {width:g} 0 L {width:g} {height:g} L 0 {height:g} C"


def patch(x: float, y: float, width: float, height: float, fill: str, **attributes: object) -> str:
    """A filled rectangle without an outline."""
    return path_object((x, y, width, height), square(width, height), fill=fill, **attributes)


def frame(x: float, y: float, width: float, height: float) -> str:
    """A thin grey rectangle that shows where something has to be."""
    return path_object(
        (x - 0.5, y - 0.5, width + 1, height + 1),
        f"M 0.5 0.5 L {width + 0.5:g} 0.5 L {width + 0.5:g} {height + 0.5:g} L 0.5 {height + 0.5:g} C",
        stroke="170 170 170",
        LineWidth="0.15",
    )


def group(kind: str, *entries: str) -> str:
    """A list of a resource file, such as ColorSpaces."""
    return f"<ofd:{kind}>{''.join(entries)}</ofd:{kind}>"


def media(resource: int, name: str, *, kind: str = "Image", form: str = "") -> str:
    given = f' Format="{form}"' if form else ""
    return (
        f'<ofd:MultiMedia ID="{resource}" Type="{kind}"{given}>'
        f"<ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>"
    )
