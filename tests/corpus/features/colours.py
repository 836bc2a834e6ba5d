"""Patterns and colour spaces (GB/T 33190 8.3.1–8.3.3)."""

from __future__ import annotations

import struct

from tests.corpus.features.package import (
    Feature,
    Sheet,
    colour,
    colour_space,
    frame,
    group,
    label,
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
    return ofd(
        Sheet(title="CMYK COLOURS 8.3.2", body=body, public=group("ColorSpaces", colour_space(20, "CMYK")))
    )


def _color_palette() -> bytes:
    spaces = group(
        "ColorSpaces",
        colour_space(20, "RGB", palette="220 30 30;20 150 60;30 60 210;#FF #CC #00"),
        colour_space(21, "GRAY", palette="0;80;160;240"),
        colour_space(22, "CMYK", palette="255 0 0 0;0 255 0 0;0 0 255 0;0 0 0 255"),
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
        spaces += [colour_space(20 + number, "GRAY", bits=bits), colour_space(30 + number, "RGB", bits=bits)]
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
    spaces = group(
        "ColorSpaces", colour_space(20, "GRAY"), colour_space(21, "CMYK"), colour_space(22, "RGB", bits=16)
    )
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
    spaces = group("ColorSpaces", colour_space(20, "GRAY"), colour_space(21, "cmyk"))
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
        colour_space(20, "RGB", extra=' Profile="plain.icc"'),
        colour_space(21, "RGB", extra=' Profile="swapped.icc"'),
        colour_space(22, "RGB", extra=' Profile="broken.icc"'),
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
)
