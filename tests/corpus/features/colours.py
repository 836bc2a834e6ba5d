"""Patterns, colour spaces and shadings (GB/T 33190 8.3)."""

from __future__ import annotations

import struct

from tests.corpus.features.package import (
    Feature,
    Sheet,
    colour,
    frame,
    group,
    label,
    made,
    ofd,
    patch,
    path_object,
    square,
    text_object,
)

_RED, _GREEN, _BLUE = "220 30 30", "20 150 60", "30 60 210"


# -- patterns


def _cell(*, width: float = 6, height: float = 6, attributes: str = "") -> str:
    """A pattern whose cell is a blue flag on a red staff, with a grey foot: no mirror image looks alike."""
    content = (
        patch(0.8, 0.6, 0.8, 4.8, _RED)
        + path_object((1.6, 0.6, 3.2, 2.4), "M 0 0 L 3.2 1.2 L 0 2.4 C", fill=_BLUE)
        + patch(0.8, 4.8, 3, 0.6, "120 120 120")
    )
    return (
        f'<ofd:Pattern Width="{width:g}" Height="{height:g}" {attributes}>'
        f"<ofd:CellContent>{content}</ofd:CellContent></ofd:Pattern>"
    )


def _pattern_reflect() -> bytes:
    body = ""
    for number, method in enumerate(("Normal", "Row", "Column", "RowAndColumn")):
        x, y = 5 + number % 2 * 48, 12 + number // 2 * 29
        body += label(x, y, method) + frame(x, y + 1, 42, 24)
        body += patch(x, y + 1, 42, 24, _cell(attributes=f'ReflectMethod="{method}"'))
    return ofd(Sheet(title="PATTERN REFLECTMETHOD 8.3.3", body=body))


def _pattern_relative() -> bytes:
    body = ""
    for number, (relative, ctm) in enumerate(
        (("Object", ""), ("Page", ""), ("Object", "1 0 0 1 2 0"), ("Page", "1 0 0 1 2 0"))
    ):
        x, y = 5 + number % 2 * 48, 12 + number // 2 * 29
        given = f'RelativeTo="{relative}"' + (f' CTM="{ctm}"' if ctm else "")
        body += label(x, y, f"{relative} {ctm}") + frame(x + 1, y + 2, 18, 18) + frame(x + 22, y + 5, 18, 18)
        body += patch(x + 1, y + 2, 18, 18, _cell(attributes=given))
        body += patch(x + 22, y + 5, 18, 18, _cell(attributes=given))
    return ofd(Sheet(title="PATTERN RELATIVETO 8.3.3", body=body))


def _pattern_ctm() -> bytes:
    cases = (
        ("TURN 30", 'CTM="0.866 0.5 -0.5 0.866 0 0"', None),
        ("HALF", 'CTM="0.5 0 0 0.5 0 0"', None),
        ("SHEAR", 'CTM="1 0 0.5 1 0 0"', None),
        ("MIRROR", 'CTM="-1 0 0 1 0 0"', None),
        ("OBJECT X 2", "", "2 0 0 2 0 0"),
        ("ROW TURNED", 'ReflectMethod="Row" CTM="0 1 -1 0 0 0"', None),
    )
    body = ""
    for number, (name, given, ctm) in enumerate(cases):
        x, y = 4 + number % 3 * 32, 12 + number // 3 * 29
        side = 12 if ctm else 24
        body += label(x, y, name) + frame(x, y + 1, 24, 24)
        body += path_object((x, y + 1, 24, 24), square(side), fill=_cell(attributes=given), CTM=ctm)
    return ofd(Sheet(title="PATTERN CTM 8.3.3", body=body))


def _pattern_use() -> bytes:
    body = label(5, 12, "STEP 9 9") + frame(5, 13, 27, 24)
    body += patch(5, 13, 27, 24, _cell(attributes='XStep="9" YStep="9"'))
    body += label(37, 12, "STEP 3 = 6") + frame(37, 13, 27, 24)
    body += patch(37, 13, 27, 24, _cell(attributes='XStep="3" YStep="3"'))
    body += label(69, 12, "ALPHA 90") + frame(69, 13, 27, 24)
    body += patch(69, 13, 27, 24, _cell(), Alpha="90")
    body += label(5, 43, "STROKE")
    body += path_object(
        (5, 44, 40, 22), "M 4 18 L 20 4 L 36 18", stroke=_cell(width=6, height=6), LineWidth="5"
    )
    body += label(52, 43, "TEXT")
    letters = '<ofd:TextCode X="0" Y="18" DeltaX="15 15">OFD</ofd:TextCode>'
    body += text_object(
        (52, 45, 46, 22), colour("FillColor", _cell(width=6, height=6)) + letters, Font=1, Size=24
    )
    return ofd(Sheet(title="PATTERN STEP, STROKE, TEXT 8.3.3", body=body))


def _pattern_nested() -> bytes:
    inner = _cell(width=6, height=6, attributes='CTM="0.5 0 0 0.5 0 0"')
    outer = (
        '<ofd:Pattern Width="20" Height="20"><ofd:CellContent>'
        + patch(2, 2, 16, 16, inner)
        + path_object((0, 0, 24, 24), square(24), stroke=_GREEN, LineWidth="2")
        + "</ofd:CellContent></ofd:Pattern>"
    )
    unknown = '<ofd:Plaid Width="3"/>'
    body = label(5, 12, "IN EACH OTHER, CELL CUT") + frame(5, 14, 50, 50) + patch(5, 14, 50, 50, outer)
    body += label(62, 12, "UNKNOWN: NOTHING") + frame(62, 14, 30, 20) + patch(62, 14, 30, 20, unknown)
    body += label(62, 42, "NO CELL: NOTHING") + frame(62, 44, 30, 20)
    body += patch(62, 44, 30, 20, '<ofd:Pattern Width="3" Height="3"/>')
    return ofd(Sheet(title="PATTERN IN PATTERN 8.3.3", body=body))


def _pattern_grid() -> bytes:
    """Every ReflectMethod, relative to the object and to the page, plain and turned by a CTM."""
    body = ""
    for column, method in enumerate(("Normal", "Row", "Column", "RowAndColumn")):
        body += label(7 + column * 23, 10, method, size=2.2)
        for row, (relative, ctm) in enumerate(
            (("Object", ""), ("Object", _TURNED), ("Page", ""), ("Page", _TURNED))
        ):
            x, y = 7 + column * 23, 11 + row * 14.5
            given = f'ReflectMethod="{method}" RelativeTo="{relative}"' + (f' CTM="{ctm}"' if ctm else "")
            body += frame(x, y, 20, 13.5) + patch(x, y, 20, 13.5, _cell(attributes=given))
    return ofd(Sheet(title="REFLECT, RELATIVETO, CTM 8.3.3", body=body))


_TURNED = "0.8 0.6 -0.6 0.8 3 1"


# -- spaces


def _space(resource: int, kind: str, *, bits: int | None = None, palette: str = "", extra: str = "") -> str:
    given = f' BitsPerComponent="{bits}"' if bits else ""
    values = "".join(f"<ofd:CV>{value}</ofd:CV>" for value in palette.split(";") if value)
    inner = f"<ofd:Palette>{values}</ofd:Palette>" if values else ""
    return f'<ofd:ColorSpace ID="{resource}" Type="{kind}"{given}{extra}>{inner}</ofd:ColorSpace>'


def _patches(y: float, name: str, colours: list[str], *, width: float = 8, height: float = 8) -> str:
    row = label(4, y - 1, name)
    for number, value in enumerate(colours):
        row += patch(4 + number * (width + 1), y, width, height, value)
    return row


def _color_cmyk() -> bytes:
    def cmyk(*inks: int) -> str:
        return f'Value="{" ".join(map(str, inks))}" ColorSpace="20"'

    full = [(255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255)]
    mixed = [(0, 255, 255, 0), (255, 0, 255, 0), (255, 255, 0, 0), (0, 0, 0, 128), (128, 0, 0, 0)]
    pale = [(51, 0, 0, 0), (0, 51, 0, 0), (0, 0, 51, 0), (0, 0, 0, 51), (255, 255, 255, 255)]
    body = _patches(13, "C M Y K", [cmyk(*inks) for inks in full])
    body += _patches(30, "MY=R CY=G CM=B K/2 C/2", [cmyk(*inks) for inks in mixed])
    body += _patches(47, "20% EACH, ALL FOUR", [cmyk(*inks) for inks in pale])
    body += label(4, 63, "FOUR VALUES WITHOUT A SPACE") + patch(60, 58, 8, 8, "0 255 255 0")
    return ofd(Sheet(title="CMYK COLOURS 8.3.2", body=body, public=group("ColorSpaces", _space(20, "CMYK"))))


def _color_palette() -> bytes:
    spaces = group(
        "ColorSpaces",
        _space(20, "RGB", palette="220 30 30;20 150 60;30 60 210;#FF #CC #00"),
        _space(21, "GRAY", palette="0;80;160;240"),
        _space(22, "CMYK", palette="255 0 0 0;0 255 0 0;0 0 255 0;0 0 0 255"),
    )

    def row(space: int) -> list[str]:
        return [f'Index="{index}" ColorSpace="{space}"' for index in range(4)]

    body = _patches(13, "RGB INDEX 0-3", row(20)) + _patches(28, "GRAY INDEX 0-3", row(21))
    body += _patches(43, "CMYK INDEX 0-3", row(22))
    body += label(4, 60, "INDEX 9: BLACK") + patch(40, 56, 8, 8, 'Index="9" ColorSpace="20"')
    body += label(55, 60, "VALUE WINS") + patch(80, 56, 8, 8, f'Index="0" Value="{_GREEN}" ColorSpace="20"')
    return ofd(Sheet(title="PALETTE AND INDEX 8.3.2", body=body, public=spaces))


def _color_bits() -> bytes:
    rows = {1: (0, 1), 2: (0, 1, 2, 3), 4: (0, 4, 8, 12, 15), 8: (0, 64, 128, 192, 255)}
    rows[16] = (0, 16384, 32768, 49152, 65535)
    spaces, body = [], ""
    for number, (bits, values) in enumerate(rows.items()):
        spaces += [_space(20 + number, "GRAY", bits=bits), _space(30 + number, "RGB", bits=bits)]
        y = 12 + number * 11.5
        body += label(3, y + 4, f"{bits} BITS", size=2.4)
        for place, value in enumerate(values):
            body += frame(20 + place * 7, y, 6, 7)
            body += patch(20 + place * 7, y, 6, 7, f'Value="{value}" ColorSpace="{20 + number}"')
        top = values[-1]
        for place, value in enumerate((f"{top} 0 0", f"0 {top} 0", f"0 0 {top}", f"{top} {top} 0")):
            body += patch(62 + place * 8, y, 7, 7, f'Value="{value}" ColorSpace="{30 + number}"')
    sheet = Sheet(title="BITSPERCOMPONENT 8.3.2", body=body, public=group("ColorSpaces", *spaces))
    return ofd(sheet)


def _color_hex() -> bytes:
    spaces = group("ColorSpaces", _space(20, "GRAY"), _space(21, "CMYK"), _space(22, "RGB", bits=16))
    body = _patches(13, "#DC #1E #1E AND SO ON", ["#DC #1E #1E", "#14 #96 #3C", "#1e #3c #d2", "#0 #0 #0"])
    body += _patches(
        28,
        "MIXED, GRAY, CMYK, 16 BITS",
        [
            "#FF 204 0",
            'Value="#80" ColorSpace="20"',
            'Value="#00 #FF #FF #00" ColorSpace="21"',
            'Value="#FFFF #8000 #0000" ColorSpace="22"',
        ],
    )
    body += _patches(43, "OUT OF RANGE: BLACK", ["300 0 0", "-1 200 0", "#1FF 0 0", "RED 0 0"])
    body += _patches(58, "ALPHA 128 OVER BLACK BAR", [])
    body += patch(4, 62, 40, 3, "0 0 0")
    body += patch(6, 59, 8, 9, f'Value="{_RED}" Alpha="128"') + patch(
        18, 59, 8, 9, f'Value="{_RED}" Alpha="0"'
    )
    return ofd(Sheet(title="HEX VALUES 8.3.2", body=body, public=spaces))


def _color_defaults() -> bytes:
    spaces = group("ColorSpaces", _space(20, "GRAY"), _space(21, "cmyk"))
    body = label(4, 12, "DEFAULTCS GRAY: ONE VALUE 160") + patch(70, 8, 8, 6, "160")
    body += label(4, 22, "THREE VALUES: RGB") + patch(70, 18, 8, 6, _RED)
    body += label(4, 32, "NO VALUE IN GRAY: BLACK") + patch(70, 28, 8, 6, "")
    body += label(4, 42, "NO VALUE IN CMYK: NO INK") + frame(70, 38, 8, 6)
    body += patch(70, 38, 8, 6, 'ColorSpace="21"')
    body += label(4, 52, "SPACE UNKNOWN: RGB") + patch(70, 48, 8, 6, f'Value="{_BLUE}" ColorSpace="77"')
    sheet = Sheet(
        title="DEFAULTCS AND DEFAULTS 8.3.2",
        body=body,
        public=spaces,
        common="<ofd:DefaultCS>20</ofd:DefaultCS>",
    )
    return ofd(sheet)


def _color_profile() -> bytes:
    spaces = group(
        "ColorSpaces",
        _space(20, "RGB", extra=' Profile="plain.icc"'),
        _space(21, "RGB", extra=' Profile="swapped.icc"'),
        _space(22, "RGB", extra=' Profile="broken.icc"'),
    )
    body = ""
    names = ("PROFILE OF SRGB", "RED AND GREEN CHANGED", "NO PROFILE AT ALL: AS DEVICE COLOURS")
    for number, name in enumerate(names):
        row = [
            f'Value="{value}" ColorSpace="{20 + number}"' for value in (_RED, _GREEN, _BLUE, "128 128 128")
        ]
        body += _patches(13 + number * 20, name, row, width=12, height=11)
    files = {
        "Doc_0/Res/plain.icc": _icc(),
        "Doc_0/Res/swapped.icc": _icc(swapped=True),
        "Doc_0/Res/broken.icc": b"no profile",
    }
    return ofd(Sheet(title="ICC PROFILE 8.3.1", body=body, public=spaces, files=files))


def _icc(*, swapped: bool = False) -> bytes:
    """A matrix profile (ICC.1:2001): the primaries of sRGB, red and green `swapped`, gamma 2.2."""
    red, green = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971)
    if swapped:
        red, green = green, red

    def fixed(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))

    curve = b"curv\0\0\0\0" + struct.pack(">LH", 1, 563) + b"\0\0"
    text = b"text\0\0\0\0Sealdesk feature file\0"
    tags = {
        b"cprt": text,
        b"wtpt": fixed(0.9642, 1, 0.8249),
        b"rXYZ": fixed(*red),
        b"gXYZ": fixed(*green),
        b"bXYZ": fixed(0.1431, 0.0606, 0.7141),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">L", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += tag + struct.pack(">LL", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">L4sL4s4s4s", start + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp")
    head += bytes(68 - len(head)) + struct.pack(">3l", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + table + body


# -- shadings


def _segments(*stops: tuple[float | None, str]) -> str:
    found = ""
    for at, value in stops:
        given = "" if at is None else f' Position="{at:g}"'
        found += f"<ofd:Segment{given}>{colour('Color', value)}</ofd:Segment>"
    return found


_TWO = _segments((0, _RED), (1, _BLUE))


def _axial(start: str, end: str, given: str = "", stops: str = _TWO) -> str:
    return f'<ofd:AxialShd StartPoint="{start}" EndPoint="{end}" {given}>{stops}</ofd:AxialShd>'


def _radial(start: str, r0: float, end: str, r1: float, given: str = "", stops: str = _TWO) -> str:
    return (
        f'<ofd:RadialShd StartPoint="{start}" StartRadius="{r0:g}" EndPoint="{end}" EndRadius="{r1:g}" '
        f"{given}>{stops}</ofd:RadialShd>"
    )


def _axial_extend() -> bytes:
    body = ""
    for extend in range(4):
        y = 12 + extend * 14
        body += label(4, y + 6, f"EXTEND {extend}") + frame(30, y, 64, 11)
        body += patch(30, y, 64, 11, _axial("20 0", "44 0", f'Extend="{extend}"'))
    return ofd(Sheet(title="AXIAL EXTEND 8.3.4.2", body=body))


def _axial_map() -> bytes:
    body = ""
    for number, (kind, unit, extend) in enumerate(
        (("Repeat", 8, 0), ("Repeat", 8, 3), ("Reflect", 8, 0), ("Reflect", 8, 3), ("Direct", 8, 0))
    ):
        y = 11 + number * 11.5
        body += label(3, y + 5, f"{kind} {unit} E{extend}", size=2.4) + frame(30, y, 64, 9)
        given = f'MapType="{kind}" MapUnit="{unit}" Extend="{extend}"'
        body += patch(30, y, 64, 9, _axial("16 0", "48 0", given))
    return ofd(Sheet(title="AXIAL MAPTYPE 8.3.4.2", body=body))


def _axial_stops() -> bytes:
    stops = _segments((None, _RED), (None, "255 220 0"), (0.8, _GREEN), (None, _BLUE))
    body = label(4, 12, "POSITIONS LEFT OUT") + patch(4, 13, 60, 8, _axial("0 0", "60 0", "", stops))
    body += label(4, 27, "SLANTED") + patch(4, 28, 28, 16, _axial("0 0", "28 16", 'Extend="3"'))
    body += label(36, 27, "OBJECT TURNED")
    body += path_object(
        (36, 28, 28, 16), square(18, 12), fill=_axial("0 0", "18 0"), CTM="0.966 0.259 -0.259 0.966 6 0"
    )
    body += label(70, 12, "STROKE")
    body += path_object(
        (70, 13, 26, 31),
        "M 4 4 L 22 4 L 22 27 L 4 27 C",
        stroke=_axial("0 0", "0 31"),
        LineWidth="4",
    )
    body += label(4, 49, "TEXT")
    letters = '<ofd:TextCode X="0" Y="16" DeltaX="12 12">OFD</ofd:TextCode>'
    body += text_object(
        (4, 50, 40, 17), colour("FillColor", _axial("0 0", "36 0", 'Extend="3"')) + letters, Font=1, Size=20
    )
    clear = _segments((0, _RED), (1, f'Value="{_RED}" Alpha="0"'))
    body += label(52, 51, "TO CLEAR") + patch(52, 58, 44, 3, "0 0 0")
    body += patch(52, 53, 44, 13, _axial("0 0", "44 0", "", clear))
    return ofd(Sheet(title="AXIAL SEGMENTS 8.3.4.2", body=body))


def _radial_extend() -> bytes:
    body = ""
    for extend in range(4):
        x, y = 5 + extend % 2 * 48, 12 + extend // 2 * 29
        body += label(x, y, f"EXTEND {extend}") + frame(x, y + 1, 42, 24)
        given = f'Extend="{extend}"'
        body += patch(x, y + 1, 20, 24, _radial("10 12", 3, "10 12", 8, given))
        body += patch(x + 22, y + 1, 20, 24, _radial("12 12", 2, "9 12", 8, given))
    return ofd(Sheet(title="RADIAL EXTEND 8.3.4.3", body=body))


def _radial_cone() -> bytes:
    body = ""
    for extend in range(4):
        x, y = 5 + extend % 2 * 48, 12 + extend // 2 * 29
        body += label(x, y, f"APART, EXTEND {extend}") + frame(x, y + 1, 42, 24)
        body += patch(x, y + 1, 42, 24, _radial("12 12", 3, "29 12", 7, f'Extend="{extend}"'))
    return ofd(Sheet(title="RADIAL CIRCLES APART 8.3.4.3", body=body))


def _radial_ellipse() -> bytes:
    cases = (
        ("E .8", 'Eccentricity="0.8"', "12 12", 0.0),
        ("E .8 45", 'Eccentricity="0.8" Angle="45"', "12 12", 0.0),
        ("E .95 90", 'Eccentricity="0.95" Angle="90"', "12 12", 0.0),
        ("OFF E .6", 'Eccentricity="0.6"', "8 12", 0.0),
        ("E .8 X3", 'Eccentricity="0.8" Extend="3"', "12 12", 3.0),
        ("E 0", 'Eccentricity="0"', "12 12", 3.0),
    )
    body = ""
    for number, (name, given, start, r0) in enumerate(cases):
        x, y = 4 + number % 3 * 32, 12 + number // 3 * 29
        body += label(x, y, name) + frame(x, y + 1, 24, 24)
        body += patch(x, y + 1, 24, 24, _radial(start, r0, "12 12", 11, given))
    return ofd(Sheet(title="RADIAL ECCENTRICITY 8.3.4.3", body=body))


def _radial_map() -> bytes:
    cases = (("Repeat", 4, 0), ("Repeat", 4, 3), ("Reflect", 4, 0), ("Reflect", 4, 3))
    body = ""
    for number, (kind, unit, extend) in enumerate(cases):
        x, y = 5 + number % 2 * 48, 12 + number // 2 * 29
        body += label(x, y, f"{kind} {unit} EXTEND {extend}") + frame(x, y + 1, 42, 24)
        given = f'MapType="{kind}" MapUnit="{unit}" Extend="{extend}"'
        body += patch(x, y + 1, 42, 24, _radial("21 12", 0, "21 12", 8, given))
    return ofd(Sheet(title="RADIAL MAPTYPE 8.3.4.3", body=body))


def _radial_reverse() -> bytes:
    body = ""
    for extend in range(4):
        x, y = 5 + extend % 2 * 48, 12 + extend // 2 * 29
        body += label(x, y, f"LARGE TO SMALL, EXTEND {extend}", size=2.3) + frame(x, y + 1, 42, 24)
        given = f'Extend="{extend}"'
        body += patch(x, y + 1, 14, 24, _radial("7 12", 6, "7 12", 2, given))
        body += patch(x + 14, y + 1, 28, 24, _radial("19 12", 7, "7 12", 3, given))
    return ofd(Sheet(title="RADIAL INWARDS 8.3.4.3", body=body))


def _shading_colours() -> bytes:
    spaces = group(
        "ColorSpaces", _space(20, "CMYK"), _space(21, "GRAY"), _space(22, "RGB", palette=f"{_RED};{_GREEN}")
    )
    rows = (
        (
            "CMYK STOPS",
            [(0.0, 'Value="0 255 255 0" ColorSpace="20"'), (1.0, 'Value="255 0 0 0" ColorSpace="20"')],
        ),
        ("GRAY STOPS", [(0.0, 'Value="0" ColorSpace="21"'), (1.0, 'Value="255" ColorSpace="21"')]),
        ("PALETTE STOPS", [(0.0, 'Index="0" ColorSpace="22"'), (1.0, 'Index="1" ColorSpace="22"')]),
        ("HARD STEP", [(0.0, _RED), (0.5, _RED), (0.5, _BLUE), (1.0, _BLUE)]),
        ("FROM .3 TO .7", [(0.3, _RED), (0.7, _BLUE)]),
    )
    body = ""
    for number, (name, stops) in enumerate(rows):
        y = 9 + number * 8
        body += label(3, y + 4, name, size=2.3) + frame(34, y, 60, 6)
        body += patch(34, y, 60, 6, _axial("0 0", "60 0", "", _segments(*stops)))
    body += label(3, 54, "COLOUR ALPHA 128", size=2.3) + patch(34, 52, 60, 2, "0 0 0")
    alpha = colour("FillColor", _axial("0 0", "60 0")).replace(
        "<ofd:FillColor>", '<ofd:FillColor Alpha="128">'
    )
    body += path_object((34, 49, 60, 8), square(60, 8), Fill="true", inner=alpha)
    body += label(3, 64, "NO LENGTH: NOTHING", size=2.3) + frame(46, 60, 20, 7)
    body += (
        patch(46, 60, 20, 7, _axial("5 5", "5 5"))
        + label(68, 64, "ONE STOP", size=2.3)
        + frame(82, 60, 12, 7)
    )
    body += patch(82, 60, 12, 7, _axial("0 0", "12 0", "", _segments((0.0, _GREEN))))
    return ofd(Sheet(title="COLOURS OF SHADINGS 8.3.4", body=body, public=spaces))


def _point(x: float, y: float, value: str, flag: int | None = None) -> str:
    given = "" if flag is None else f' EdgeFlag="{flag}"'
    return f'<ofd:Point X="{x:g}" Y="{y:g}"{given}>' + colour("Color", value) + "</ofd:Point>"


def _gouraud() -> bytes:
    triangle = _point(2, 18, _RED, 0) + _point(10, 2, _GREEN) + _point(18, 18, _BLUE)
    strip = triangle + _point(26, 2, "255 220 0", 1) + _point(34, 18, _RED, 1)
    fan = triangle + _point(10, 26, "255 220 0", 2)
    back = '<ofd:BackColor Value="225 225 225"/>'
    body = label(4, 12, "EDGEFLAG 0") + frame(4, 13, 20, 20)
    body += patch(4, 13, 20, 20, f"<ofd:GouraudShd>{triangle}</ofd:GouraudShd>")
    body += label(34, 12, "FLAG 1: EDGE BC") + frame(34, 13, 36, 20)
    body += patch(34, 13, 36, 20, f"<ofd:GouraudShd>{strip}</ofd:GouraudShd>")
    body += label(4, 39, "FLAG 2: AC") + frame(4, 40, 20, 28)
    body += patch(4, 40, 20, 28, f"<ofd:GouraudShd>{fan}</ofd:GouraudShd>")
    body += label(34, 39, "EXTEND 1") + patch(
        34, 40, 20, 20, f'<ofd:GouraudShd Extend="1">{triangle}{back}</ofd:GouraudShd>'
    )
    body += label(64, 39, "EXTEND 0") + frame(64, 40, 20, 20)
    body += patch(64, 40, 20, 20, f"<ofd:GouraudShd>{triangle}{back}</ofd:GouraudShd>")
    return ofd(Sheet(title="GOURAUD EDGEFLAG 8.3.4.4", body=body))


def _lattice() -> bytes:
    points = ""
    shades = (_RED, "255 220 0", _GREEN, _BLUE, "255 255 255", _RED, _GREEN, "40 40 40", "255 220 0")
    for number, shade in enumerate(shades):
        row, column = divmod(number, 3)
        points += _point(4 + column * 16 + row * 2, 4 + row * 12 + column * 2, shade)
    back = '<ofd:BackColor Value="225 225 225"/>'
    body = ""
    for number, name in enumerate(("LaGouraudShd", "LaGourandShd")):
        x = 4 + number * 48
        body += label(x, 12, name) + frame(x, 14, 44, 40)
        extend = f' Extend="{number}"'
        body += patch(x, 14, 44, 40, f'<ofd:{name} VerticesPerRow="3"{extend}>{points}{back}</ofd:{name}>')
    return ofd(Sheet(title="LATTICE GOURAUD 8.3.4.5", body=body))


def _composite_alpha() -> bytes:
    body = patch(4, 16, 92, 4, "0 0 0") + patch(4, 42, 92, 4, "0 0 0")
    body += label(4, 12, "OBJECT ALPHA 255 128 0; COLOUR ALPHA 128; BOTH")
    for number, (own, paint) in enumerate(((255, 255), (128, 255), (0, 255), (255, 128), (128, 128))):
        x = 6 + number * 18
        given = f'Value="{_RED}" Alpha="{paint}"'
        body += patch(x, 14, 12, 8, given, Alpha=own)
    body += label(4, 33, "STROKE AND FILL 128; SHADING 128; TEXT 128")
    body += path_object(
        (6, 36, 24, 18),
        "M 3 3 L 21 3 L 21 15 L 3 15 C",
        fill=_BLUE,
        stroke=_RED,
        LineWidth="3",
        Alpha="128",
    )
    body += patch(36, 37, 24, 15, _axial("0 0", "24 0"), Alpha="128")
    body += made(
        "TextObject",
        (66, 36, 30, 18),
        colour("FillColor", _BLUE) + '<ofd:TextCode X="0" Y="14" DeltaX="9 9">OFD</ofd:TextCode>',
        Font=1,
        Size=16,
        Alpha="128",
    )
    return ofd(Sheet(title="ALPHA OF OBJECT AND COLOUR 8.3.1", body=body))


FEATURES = (
    Feature(
        name="pattern-reflect",
        clause="8.3.3",
        expected="Normal repeats the flag; Row mirrors every second row top to bottom, Column every second"
        " column left to right, RowAndColumn both",
        build=_pattern_reflect,
    ),
    Feature(
        name="pattern-relative",
        clause="8.3.3",
        expected="Object: the first cell begins in each rectangle's corner; Page: both rectangles show one"
        " plane that begins in the page's corner; a CTM moves either by 2 mm",
        build=_pattern_relative,
    ),
    Feature(
        name="pattern-ctm",
        clause="8.3.3",
        expected="the tiled plane is turned, halved, sheared, mirrored; an object's CTM of 2 doubles it too",
        build=_pattern_ctm,
    ),
    Feature(
        name="pattern-grid",
        clause="8.3.3",
        expected="as the columns say; first row begins in each corner, second is turned 37° about it"
        " and moved;"
        " third is one plane of the page, fourth that plane turned",
        build=_pattern_grid,
    ),
    Feature(
        name="pattern-use",
        clause="8.3.3",
        expected="steps of 9 leave gaps, a step below the cell's size counts as the size; alpha fades the"
        " pattern; a stroke and letters are filled with it",
        build=_pattern_use,
    ),
    Feature(
        name="pattern-nested",
        clause="8.3.3",
        expected="small flags within a green grid, cells cut at 20 mm; a colour nobody knows and a pattern"
        " without a cell leave their frames empty",
        build=_pattern_nested,
        warnings=frozenset({"color.unreadable"}),
    ),
    Feature(
        name="color-cmyk",
        clause="8.3.2",
        expected="cyan, magenta, yellow, black; red, green, blue, half grey, half cyan; a fifth of each ink,"
        " black; four values without a space are CMYK: red",
        build=_color_cmyk,
    ),
    Feature(
        name="color-palette",
        clause="8.3.2",
        expected="each index shows its palette entry in RGB, GRAY and CMYK; an index past the end is black;"
        " a Value wins over an Index",
        build=_color_palette,
        warnings=frozenset({"color.index_unknown"}),
    ),
    Feature(
        name="color-bits",
        clause="8.3.2",
        expected="with 1, 2, 4, 8 and 16 bits the highest value is full: greys from black to white, then"
        " red, green, blue, yellow in every row",
        build=_color_bits,
    ),
    Feature(
        name="color-hex",
        clause="8.3.2",
        expected="red, green, blue, black by hex; orange-yellow, half grey, red, orange; what is out of range"
        " is black; alpha 128 half covers the bar, alpha 0 not at all",
        build=_color_hex,
    ),
    Feature(
        name="color-defaults",
        clause="8.3.2",
        expected="light grey, red, black, nothing but the frame, blue",
        build=_color_defaults,
        warnings=frozenset({"color.space_unknown"}),
    ),
    Feature(
        name="color-profile",
        clause="8.3.1",
        expected="red, green, blue, grey; with the second profile red and green change places; what is"
        " no profile"
        " is told of and changes nothing",
        build=_color_profile,
        warnings=frozenset({"color.profile_ignored"}),
    ),
    Feature(
        name="axial-extend",
        clause="8.3.4.2",
        expected="red to blue in 20–44 mm of each strip; 0 nothing outside, 1 red before, 2 blue after,"
        " 3 both",
        build=_axial_extend,
    ),
    Feature(
        name="axial-map",
        clause="8.3.4.2",
        expected="runs of 8 mm from 16 to 48 mm: Repeat jumps back to red, Reflect turns round; Extend"
        " 3 goes on"
        " both ways; Direct ignores MapUnit",
        build=_axial_map,
    ),
    Feature(
        name="axial-stops",
        clause="8.3.4.2",
        expected="red, yellow at 0.4, green at 0.8, blue; slanted, turned with its object, in a stroke, in"
        " letters; red that becomes clear over a black bar",
        build=_axial_stops,
    ),
    Feature(
        name="radial-extend",
        clause="8.3.4.3",
        expected="rings red to blue, concentric and off-centre; 1 fills the middle red, 2 the outside blue",
        build=_radial_extend,
    ),
    Feature(
        name="radial-cone",
        clause="8.3.4.3",
        expected="a cone from the small red circle to the large blue one; 1 goes on to its tip in red,"
        " 2 widens"
        " in blue to the edge",
        build=_radial_cone,
    ),
    Feature(
        name="radial-reverse",
        clause="8.3.4.3",
        expected="red at the large circle, blue at the small one; 1 fills the outside red, 2 the inside"
        " blue; the"
        " circles that overlap go over to the left, 1 widens to the right, 2 to a tip on the left",
        build=_radial_reverse,
    ),
    Feature(
        name="shading-colours",
        clause="8.3.4",
        expected="red to cyan, black to white, red to green; a hard step in the middle; flat ends; half"
        " seen over a"
        " black bar; nothing; green",
        build=_shading_colours,
    ),
    Feature(
        name="radial-ellipse",
        clause="8.3.4.3",
        expected="the long half-axis is 11 mm: flat to 0.6, turned 45° clockwise, upright and thin,"
        " off-centre;"
        " extended both ways; a circle",
        build=_radial_ellipse,
    ),
    Feature(
        name="radial-map",
        clause="8.3.4.3",
        expected="two rings of 4 mm within 8 mm, jumping or turning round; Extend 3 goes on outwards",
        build=_radial_map,
    ),
    Feature(
        name="gouraud",
        clause="8.3.4.4",
        expected="a triangle red, green, blue; a strip that goes on from BC; a fan that goes on from AC; grey"
        " around only with Extend 1",
        build=_gouraud,
    ),
    Feature(
        name="lattice",
        clause="8.3.4.5",
        expected="a net of four cells between nine colours under either spelling; grey around with Extend 1",
        build=_lattice,
    ),
    Feature(
        name="alpha",
        clause="8.3.1",
        expected="full, half, none, half, a quarter over the bar; half seen outline, shading and letters",
        build=_composite_alpha,
    ),
)
