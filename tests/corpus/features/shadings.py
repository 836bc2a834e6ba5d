"""Axial, radial and Gouraud shadings (GB/T 33190 8.3.4), and opacity."""

from __future__ import annotations

from tests.corpus.features.package import (
    Feature,
    Sheet,
    colour,
    colour_space,
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
        "ColorSpaces",
        colour_space(20, "CMYK"),
        colour_space(21, "GRAY"),
        colour_space(22, "RGB", palette=f"{_RED};{_GREEN}"),
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
