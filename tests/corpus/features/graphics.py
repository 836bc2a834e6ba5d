"""Outlines, pens, draw parameters, clips, matrices, blocks and composites (GB/T 33190 8.2–8.5, 9, 13)."""

from __future__ import annotations

from tests.corpus.features import pictures
from tests.corpus.features.package import (
    Feature,
    Sheet,
    colour,
    frame,
    group,
    image_object,
    label,
    made,
    media,
    ofd,
    patch,
    path_object,
    square,
    text_object,
)

_RED, _GREEN, _BLUE, _GREY = "220 30 30", "20 150 60", "30 60 210", "170 170 170"
_STAR = "M 12 1 L 18.5 21 L 1.5 8.6 L 22.5 8.6 L 5.5 21 C"


# -- outlines


def _operators() -> bytes:
    cases = (
        ("S M L C", "S 2 16 L 10 2 L 18 16 C M 6 13 L 10 6 L 14 13 C"),
        ("Q", "M 2 16 Q 10 -8 18 16 Q 10 10 2 16"),
        ("B", "M 2 9 B 2 -2 18 20 18 9 B 18 -2 2 20 2 9"),
        ("A", "M 2 10 A 8 6 0 0 1 18 10 A 8 6 0 0 1 2 10"),
        ("L REPEATED", "M 2 2 L 18 2 18 16 2 16 C"),
        ("COMMAS, E", "M2,2L1.8e1,2 18,1.6e+1L2,16C"),
        ("AFTER C", "M 4 4 L 16 4 L 10 9 C L 4 16 L 16 16"),
        ("UNKNOWN X", "M 2 9 X 5 5 L 18 9"),
    )
    body = ""
    for number, (name, data) in enumerate(cases):
        x, y = 3 + number % 4 * 24.5, 12 + number // 4 * 29
        body += label(x, y, name, size=2.3) + frame(x, y + 1, 20, 18)
        body += path_object((x, y + 1, 20, 18), data, stroke=_BLUE, LineWidth="0.8")
    return ofd(Sheet(title="ABBREVIATEDDATA 9.1", body=body))


def _arcs() -> bytes:
    cases = (
        ("SMALL CW", "M 3 9 A 8 8 0 0 1 17 9"),
        ("LARGE CW", "M 6 12 A 7 7 0 1 1 14 12"),
        ("SMALL CCW", "M 3 7 A 8 8 0 0 0 17 7"),
        ("LARGE CCW", "M 6 5 A 7 7 0 1 0 14 5"),
        ("HALF, LARGE", "M 3 13 A 7 7 0 1 1 17 13"),
        ("TOO SMALL", "M 3 13 A 2 2 0 0 1 17 13"),
        ("TURNED 30", "M 4 14 A 9 4 30 0 1 16 5 A 9 4 30 0 1 4 14"),
        ("RX 0: LINE", "M 3 13 A 0 7 0 0 1 17 5"),
        ("SAME POINT", "M 3 9 A 7 7 0 1 1 3 9 L 17 9"),
        ("RADIUS -7", "M 3 13 A -7 7 0 0 1 17 13"),
        ("ANGLE 390", "M 4 14 A 9 4 390 0 1 16 5 A 9 4 390 0 1 4 14"),
        ("ROUNDED", "M 3 5 A 6.9999 7 0 0 0 17 5.0001"),
    )
    body = ""
    for number, (name, data) in enumerate(cases):
        x, y = 3 + number % 4 * 24.5, 10.5 + number // 4 * 20.5
        body += label(x, y, name, size=2.2) + frame(x, y + 0.7, 20, 16)
        body += path_object((x, y + 0.7, 20, 16), data, stroke=_BLUE, LineWidth="0.7")
    return ofd(Sheet(title="ARCS 9.3.5", body=body))


def _rules() -> bytes:
    rings = "M 12 1 A 10 10 0 1 1 11.99 1 C M 12 6 A 5 5 0 1 1 11.99 6 C"
    cross = "M 3.5 3.5 L 5 2 L 20.5 18.5 L 19 20 C M 19 2 L 20.5 3.5 L 5 20 L 3.5 18.5 C"
    body = ""
    for number, rule in enumerate((None, "NonZero", "Even-Odd")):
        x = 4 + number * 32
        body += label(x, 12, rule or "ABSENT")
        body += path_object((x, 13, 24, 24), _STAR, fill=_RED, Rule=rule)
        body += path_object((x, 42, 24, 24), f"{rings} {cross}", fill=_GREEN, stroke="0 0 0", Rule=rule,
                            LineWidth="0.2")  # fmt: skip
    return ofd(Sheet(title="RULE 9.1", body=body))


def _paint_defaults() -> bytes:
    cases = (
        ("NOTHING SAID: BLACK LINE", {}, ""),
        ("FILL, NO COLOUR: LINE ONLY", {"Fill": "true"}, ""),
        ("STROKE FALSE, FILL RED", {"Stroke": "false", "Fill": "true"}, colour("FillColor", _RED)),
        ("FILL FALSE WITH A COLOUR", {}, colour("FillColor", _RED)),
        (
            "STROKE GREEN, FILL RED",
            {"Fill": "true"},
            colour("FillColor", _RED) + colour("StrokeColor", _GREEN),
        ),
        ("NEITHER", {"Stroke": "false"}, ""),
    )
    body = ""
    for number, (name, given, colours) in enumerate(cases):
        y = 10 + number * 10
        body += label(4, y + 4, name)
        data = f"{colours}<ofd:AbbreviatedData>M 2 2 L 28 2 L 28 6 L 2 6 C</ofd:AbbreviatedData>"
        body += made("PathObject", (65, y, 30, 8), data, LineWidth="1", **given)
    return ofd(Sheet(title="DEFAULT PAINT 9.1", body=body))


# -- pens


def _pens() -> bytes:
    body = ""
    for number, cap in enumerate((None, "Butt", "Round", "Square")):
        y = 11 + number * 6
        body += label(3, y + 3, f"CAP {cap or 'ABSENT'}", size=2.3)
        body += path_object((28, y, 24, 6), "M 5 3 L 19 3", stroke=_GREY, LineWidth="4", Cap=cap)
        body += path_object((28, y, 24, 6), "M 5 3 L 19 3", stroke="0 0 0", LineWidth="0.2")
    for number, join in enumerate((None, "Miter", "Round", "Bevel")):
        x = 3 + number * 14
        body += label(x, 38, join or "ABSENT", size=2.2)
        body += path_object((x, 39, 13, 16), "M 2 13 L 6.5 5 L 11 13", stroke=_BLUE, LineWidth="3", Join=join)
    for number, limit in enumerate((None, "1", "3", "10")):
        y = 11 + number * 13
        body += label(62, y + 7, f"LIMIT {limit or 'ABSENT'}", size=2.2)
        body += path_object(
            (78, y, 20, 12), "M 2 2.5 L 12 6 L 2 9.5", stroke=_RED, LineWidth="2", MiterLimit=limit
        )
    body += label(3, 60, "JOIN ROUND CAP ROUND, WIDTH 3", size=2.3)
    body += path_object(
        (3, 60, 55, 8), "M 3 6 L 12 3 L 20 6 L 40 3", stroke=_GREEN, LineWidth="3", Join="Round", Cap="Round"
    )
    return ofd(Sheet(title="CAP, JOIN, MITERLIMIT 8.2", body=body))


def _dashes() -> bytes:
    cases = (
        ("4 2", "4 2", None, None),
        ("OFFSET 2", "4 2", "2", None),
        ("4 2 1 2", "4 2 1 2", None, None),
        ("ODD: 3", "3", None, None),
        ("ODD: 5 1 2", "5 1 2", None, None),
        ("0 3 ROUND", "0 3", None, "Round"),
        ("4 3 SQUARE", "4 3", None, "Square"),
        ("0 0: SOLID", "0 0", None, None),
        ("-1 2: SOLID", "-1 2", None, None),
    )
    body = ""
    for number, (name, pattern, offset, cap) in enumerate(cases):
        y = 10 + number * 5.5
        body += label(4, y + 3, name, size=2.3)
        body += path_object(
            (30, y, 66, 5), "M 2 2.5 L 64 2.5", stroke="0 0 0", LineWidth="1.2",
            DashPattern=pattern, DashOffset=offset, Cap=cap,
        )  # fmt: skip
    body += path_object(
        (4, 60, 92, 9), "M 1 1 L 90 1 L 90 7 L 1 7 C", stroke=_BLUE, LineWidth="0.5", DashPattern="3 1.5"
    )
    return ofd(Sheet(title="DASHPATTERN 8.2", body=body))


def _widths() -> bytes:
    body = ""
    for number, width in enumerate(("0", "0.01", "0.1", None, "1", "2")):
        y = 11 + number * 6
        body += label(4, y + 3, f"WIDTH {width or 'ABSENT'}", size=2.3)
        body += path_object((30, y, 30, 6), "M 2 3 L 28 3", stroke="0 0 0", LineWidth=width)
    body += label(64, 12, "X 4: NIB", size=2.3)
    body += path_object(
        (64, 14, 32, 20), "M 1 2 L 7 2 L 7 18 L 1 18 C", stroke=_BLUE, LineWidth="1", CTM="4 0 0 1 0 0"
    )
    body += label(64, 40, "POINTS .3528", size=2.3)
    body += path_object(
        (64, 42, 32, 20), "M 6 6 L 80 6 L 80 48 L 6 48 C", stroke=_RED, LineWidth="4",
        DashPattern="14 7", CTM="0.3528 0 0 0.3528 0 0",
    )  # fmt: skip
    body += label(4, 53, "TABLE OF HAIRLINES", size=2.3)
    for line in range(5):
        body += patch(4, 55 + line * 3, 52, 0.03, "0 0 0") + patch(4 + line * 13, 55, 0.03, 12, "0 0 0")
    return ofd(Sheet(title="LINEWIDTH 8.2", body=body))


def _params() -> bytes:
    def param(number: int, given: str = "", relative: int = 0, fill: str = "", stroke: str = "") -> str:
        chain = f' Relative="{relative}"' if relative else ""
        paints = (colour("FillColor", fill) if fill else "") + (
            colour("StrokeColor", stroke) if stroke else ""
        )
        return f'<ofd:DrawParam ID="{number}"{chain} {given}>{paints}</ofd:DrawParam>'

    params = group(
        "DrawParams",
        param(20, 'LineWidth="3" Join="Round"', 0, _RED, _BLUE),
        param(21, 'DashPattern="4 3"', 20),
        param(22, 'LineWidth="1"', 21, fill=_GREEN),
        param(23, 'LineWidth="2"', 24, stroke=_RED),
        param(24, 'Cap="Round"', 23, stroke=_GREEN),
        param(25, 'LineWidth="2" DashPattern="1 1"', 0, stroke="200 0 200", fill="255 220 0"),
    )
    box = "M 3 3 L 25 3 L 25 9 L 3 9 C"

    def row(y: float, name: str, number: int | None, **given: object) -> str:
        return label(4, y + 7, name, size=2.3) + made(
            "PathObject", (66, y, 28, 12), f"<ofd:AbbreviatedData>{box}</ofd:AbbreviatedData>",
            Fill="true", DrawParam=number, **given,
        )  # fmt: skip

    rows = (
        row(7, "20: BLUE 3, RED INSIDE", 20)
        + row(19, "21 OVER 20: DASHED", 21)
        + row(31, "22: THIN, GREEN INSIDE, DASHED", 22)
        + row(43, "23 AND 24 IN A CIRCLE: RED 2", 23)
    )
    own = row(55, "LAYER 25; OWN LINEWIDTH .5", None, LineWidth="0.5")
    layers = (
        f'<ofd:Layer ID="?">{rows}{label(3, 5.2, _PARAM_TITLE, size=3.2)}</ofd:Layer>'
        f'<ofd:Layer ID="?" DrawParam="25">{own}</ofd:Layer>'
    )
    return ofd(Sheet(title=_PARAM_TITLE, layers=layers, resources=params))


_PARAM_TITLE = "DRAWPARAM, RELATIVE 8.2"


# -- clips


def _clip(*areas: str) -> str:
    return "<ofd:Clip>" + "".join(f"<ofd:Area>{area}</ofd:Area>" for area in areas) + "</ofd:Clip>"


def _outline(data: str, box: str = "0 0 24 24", given: str = "") -> str:
    return f'<ofd:Path Boundary="{box}" {given}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:Path>'


def _clipped(x: float, y: float, clips: str, given: str = "", **attributes: object) -> str:
    return frame(x, y, 24, 24) + path_object(
        (x, y, 24, 24), square(24), fill=_BLUE, inner=f"<ofd:Clips {given}>{clips}</ofd:Clips>", **attributes
    )


_ROUND = "M 1 12 A 8 8 0 1 1 17 12 A 8 8 0 1 1 1 12 C"


def _clips() -> bytes:
    left, right = _outline(_ROUND), _outline(_ROUND, "6 0 24 24")
    body = label(4, 12, "UNION") + _clipped(4, 13, _clip(left, right))
    body += label(36, 12, "INTERSECTION") + _clipped(36, 13, _clip(left) + _clip(right))
    body += label(68, 12, "BOTH") + _clipped(68, 13, _clip(left, right) + _clip(_outline(square(24, 12))))
    body += label(4, 43, "AREA CTM")
    turned = f'<ofd:Area CTM="0.707 0.707 -0.707 0.707 12 -2">{_outline(square(14))}</ofd:Area>'
    body += _clipped(4, 44, f"<ofd:Clip>{turned}</ofd:Clip>")
    body += label(36, 43, "STROKED PATH")
    stroked = 'Stroke="true" Fill="false" LineWidth="4"'
    body += _clipped(36, 44, _clip(_outline("M 6 12 L 12 5 L 18 12 L 12 19 C", given=stroked)))
    body += label(68, 43, "EVEN-ODD STAR")
    body += _clipped(68, 44, _clip(_outline(_STAR, given='Rule="Even-Odd"')))
    return ofd(Sheet(title="CLIPS 8.4", body=body))


def _clip_text() -> bytes:
    word = (
        '<ofd:Text Boundary="0 0 60 24" Font="1" Size="{size}" {given}>'
        '<ofd:TextCode X="1" Y="{base}" DeltaX="g 2 {step}">OFD</ofd:TextCode></ofd:Text>'
    )
    shade = (
        '<ofd:AxialShd StartPoint="0 0" EndPoint="56 0">'
        f'<ofd:Segment Position="0">{colour("Color", _RED)}</ofd:Segment>'
        f'<ofd:Segment Position="1">{colour("Color", _BLUE)}</ofd:Segment></ofd:AxialShd>'
    )
    first = word.format(size=26, given="", base=21, step=17)
    body = label(4, 12, "LETTERS CUT A SHADING") + frame(4, 13, 56, 24)
    body += path_object(
        (4, 13, 56, 24), square(56, 24), fill=shade, inner=f"<ofd:Clips>{_clip(first)}</ofd:Clips>"
    )
    small = word.format(size=16, given='CTM="1 0 0.3 1 0 0"', base=14, step=11)
    body += label(4, 43, "SHEARED TEXT AND A SQUARE, UNITED") + frame(4, 44, 56, 22)
    both = _clip(small, _outline(square(8), "44 6 8 8"))
    body += path_object((4, 44, 56, 22), square(56, 22), fill=_GREEN, inner=f"<ofd:Clips>{both}</ofd:Clips>")
    body += label(66, 12, "PICTURE")
    body += image_object(
        (66, 13, 30, 24),
        30,
        inner=f"<ofd:Clips>{_clip(word.format(size=16, given='', base=18, step=9.5))}</ofd:Clips>",
    )
    return ofd(
        Sheet(
            title="CLIP BY TEXT 8.4",
            body=body,
            resources=group("MultiMedias", media(30, "card.png")),
            files={"Doc_0/Res/card.png": pictures.png(pictures.card(30, 24))},
        )
    )


def _trans_flag() -> bytes:
    body = ""
    clip = _clip(_outline(square(12)))
    for number, flag in enumerate(("", 'TransFlag="false"', 'TransFlag="true"')):
        x = 4 + number * 32
        body += label(x, 12, ("ABSENT", "FALSE", "TRUE")[number])
        body += _clipped(x, 13, clip, flag, CTM="0.5 0 0 0.5 6 0")
    body += label(4, 45, "PICTURE, UNIT SQUARE, TRUE") + frame(4, 46, 24, 20)
    unit = '<ofd:Clips TransFlag="true">' + _clip(_outline("M 0 0 L 1 0 L 0 1 C", "0 0 1 1")) + "</ofd:Clips>"
    body += image_object((4, 46, 24, 20), 30, inner=unit)
    return ofd(
        Sheet(
            title="TRANSFLAG (FIELD) 8.4",
            body=body,
            resources=group("MultiMedias", media(30, "card.png")),
            files={"Doc_0/Res/card.png": pictures.png(pictures.card(30, 24))},
        )
    )


def _boundary() -> bytes:
    body = label(4, 12, "PATH CUT") + frame(4, 13, 24, 20)
    body += path_object((4, 13, 24, 20), _ROUND.replace("8 8", "14 14"), fill=_BLUE, CTM="1.4 0 0 1.4 0 0")
    body += label(36, 12, "MOVED OUT") + frame(36, 13, 24, 20)
    body += path_object((36, 13, 24, 20), square(12), fill=_RED, CTM="1 0 0 1 18 14")
    body += label(68, 12, "PICTURE CUT") + frame(68, 13, 24, 20)
    body += image_object((68, 13, 24, 20), 30, CTM="36 0 0 30 -6 -4")
    body += label(4, 42, "STROKE CUT") + frame(4, 43, 24, 20)
    body += path_object((4, 43, 24, 20), "M 0 0 L 24 0 L 24 20 L 0 20 C", stroke=_GREEN, LineWidth="4")
    body += label(36, 42, "RULE NOT LOST")
    body += path_object((36, 50, 24, 0.1), "M 0 0 L 24 0", stroke="0 0 0", LineWidth="0.3")
    body += label(68, 42, "TEXT MAY STAND OUT") + frame(68, 46, 8, 4)
    body += text_object(
        (68, 46, 8, 4), '<ofd:TextCode X="0" Y="7" DeltaX="g 2 6">OFD</ofd:TextCode>', Font=1, Size=9
    )
    return ofd(
        Sheet(
            title="BOUNDARY 8.5",
            body=body,
            resources=group("MultiMedias", media(30, "card.png")),
            files={"Doc_0/Res/card.png": pictures.png(pictures.card(30, 24))},
        )
    )


# -- matrices, blocks, units


def _matrices() -> bytes:
    cases = (
        ("PLAIN", "1 0 0 1 0 0"),
        ("TURN 30", "0.866 0.5 -0.5 0.866 5 -3"),
        ("MIRROR", "-1 0 0 1 20 0"),
        ("SHEAR", "1 0 -0.4 1 6 0"),
    )
    body = ""
    for number, (name, ctm) in enumerate(cases):
        x = 3 + number * 24.5
        body += label(x, 11, name, size=2.3)
        body += frame(x, 12, 20, 17) + frame(x, 31, 20, 17) + frame(x, 50, 20, 17)
        flag = "M 4 3 L 6 3 L 16 7 L 6 11 L 6 14 L 4 14 C"
        body += path_object((x, 12, 20, 17), flag, fill=_BLUE, CTM=ctm)
        body += text_object(
            (x, 31, 20, 17),
            '<ofd:TextCode X="3" Y="12" DeltaX="7">FD</ofd:TextCode>',
            Font=1,
            Size=11,
            CTM=ctm,
        )
        a, b, c, d, e, f = map(float, ctm.split())
        unit = (14 * a, 14 * b, 11 * c, 11 * d, 3 * a + 3 * c + e, 3 * b + 3 * d + f)
        body += image_object((x, 50, 20, 17), 30, CTM=" ".join(f"{value:g}" for value in unit))
    return ofd(
        Sheet(
            title="CTM OF PATH, TEXT, PICTURE 8.3",
            body=body,
            resources=group("MultiMedias", media(30, "card.png")),
            files={"Doc_0/Res/card.png": pictures.png(pictures.card(30, 24))},
        )
    )


def _blocks() -> bytes:
    def nested(depth: int, content: str) -> str:
        return '<ofd:PageBlock ID="?">' * depth + content + "</ofd:PageBlock>" * depth

    body = label(4, 14, "20 BLOCKS DEEP") + nested(20, patch(50, 10, 10, 6, _GREEN))
    body += label(4, 26, "IN ORDER: BLUE ON RED") + nested(2, patch(50, 22, 10, 6, _RED))
    body += nested(1, patch(54, 24, 10, 6, _BLUE))
    body += (
        label(4, 38, "200 BLOCKS: LEFT OUT") + frame(50, 34, 10, 6) + nested(200, patch(50, 34, 10, 6, _RED))
    )
    body += label(4, 50, "AFTER THEM") + patch(50, 46, 10, 6, _GREEN)
    return ofd(Sheet(title="PAGEBLOCK 7.7", body=body))


def _unit(number: int, width: float, height: float, content: str) -> str:
    return (
        f'<ofd:CompositeGraphicUnit ID="{number}" Width="{width:g}" Height="{height:g}">'
        f"<ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>"
    )


def _use(box: tuple[float, ...], unit: int, **attributes: object) -> str:
    return made("CompositeObject", box, "", ResourceID=unit, **attributes)


def _composite() -> bytes:
    badge = (
        patch(0, 0, 20, 16, "255 225 120")
        + path_object((2, 2, 9, 12), "M 0 0 L 9 6 L 0 12 C", fill=_RED)
        + patch(8, 4, 20, 8, _BLUE)
    )
    units = group(
        "CompositeGraphicUnits",
        _unit(40, 20, 16, badge),
        _unit(41, 24, 20, _use((2, 2, 20, 16), 40, CTM="0.5 0 0 0.5 0 0") + patch(14, 12, 8, 6, _GREEN)),
    )
    body = label(4, 12, "CUT TO 20 BY 16") + frame(4, 13, 28, 20) + _use((4, 13, 28, 20), 40)
    body += label(36, 12, "X 1.4 TURNED") + frame(36, 13, 28, 26)
    body += _use((36, 13, 28, 26), 40, CTM="1.212 0.7 -0.7 1.212 10 -6")
    body += label(68, 12, "BOUNDARY 10") + frame(68, 13, 10, 10) + _use((68, 13, 10, 10), 40)
    body += label(4, 46, "ALPHA 128") + patch(4, 53, 28, 3, "0 0 0") + _use((4, 47, 28, 20), 40, Alpha="128")
    body += label(36, 46, "UNIT IN UNIT") + frame(36, 47, 24, 20) + _use((36, 47, 24, 20), 41)
    body += (
        label(68, 46, "MIRRORED") + frame(68, 47, 20, 16) + _use((68, 47, 20, 16), 40, CTM="-1 0 0 1 20 0")
    )
    return ofd(Sheet(title="COMPOSITEOBJECT 13", body=body, resources=units))


def _cycles() -> bytes:
    units = group(
        "CompositeGraphicUnits",
        _unit(40, 30, 20, patch(0, 0, 10, 20, _RED) + _use((10, 0, 20, 20), 40)),
        _unit(41, 30, 20, patch(0, 0, 10, 20, _GREEN) + _use((10, 0, 20, 20), 42)),
        _unit(42, 20, 20, patch(0, 0, 8, 20, _BLUE) + _use((10, 0, 10, 20), 41)),
    )
    body = label(4, 12, "UNIT WITHIN ITSELF: ONCE") + frame(4, 14, 30, 20) + _use((4, 14, 30, 20), 40)
    body += label(52, 12, "TWO IN A CIRCLE") + frame(52, 14, 30, 20) + _use((52, 14, 30, 20), 41)
    cell = (
        '<ofd:Pattern Width="10" Height="10"><ofd:CellContent>'
        f"{patch(0, 0, 5, 5, _BLUE)}{_use((5, 5, 5, 5), 43)}</ofd:CellContent></ofd:Pattern>"
    )
    units = units.replace(
        "</ofd:CompositeGraphicUnits>",
        _unit(43, 30, 20, patch(0, 0, 30, 20, cell)) + "</ofd:CompositeGraphicUnits>",
    )
    body += label(4, 43, "PATTERN USES ITS UNIT") + frame(4, 45, 30, 20) + _use((4, 45, 30, 20), 43)
    body += label(52, 43, "UNKNOWN UNIT: NOTHING") + frame(52, 45, 30, 20) + _use((52, 45, 30, 20), 99)
    return ofd(Sheet(title="COMPOSITE CYCLES 13", body=body, resources=units))


def _invisible() -> bytes:
    units = group("CompositeGraphicUnits", _unit(40, 20, 10, patch(0, 0, 20, 10, _RED)))
    hidden = {"Visible": "false"}
    text = '<ofd:TextCode X="0" Y="8" DeltaX="6 6">OFD</ofd:TextCode>'
    body = label(4, 12, "VISIBLE FALSE: FRAMES STAY EMPTY")
    body += "".join(frame(4 + number * 24, 14, 20, 10) for number in range(4))
    body += patch(4, 14, 20, 10, _RED, **hidden)
    body += text_object((28, 14, 20, 10), text, Font=1, Size=8, **hidden)
    body += image_object((52, 14, 20, 10), 30, **hidden) + _use((76, 14, 20, 10), 40, **hidden)
    body += label(4, 34, "ALPHA 0: EMPTY TOO")
    body += "".join(frame(4 + number * 24, 36, 20, 10) for number in range(4))
    body += patch(4, 36, 20, 10, _RED, Alpha="0") + text_object(
        (28, 36, 20, 10), text, Font=1, Size=8, Alpha="0"
    )
    body += image_object((52, 36, 20, 10), 30, Alpha="0") + _use((76, 36, 20, 10), 40, Alpha="0")
    body += label(4, 56, "VISIBLE TRUE, 1, ABSENT")
    body += "".join(
        patch(52 + number * 16, 52, 12, 8, _GREEN, Visible=word)
        for number, word in enumerate(("true", "1", None))
    )
    return ofd(
        Sheet(
            title="VISIBLE 8.5",
            body=body,
            resources=group("MultiMedias", media(30, "card.png")) + units,
            files={"Doc_0/Res/card.png": pictures.png(pictures.card(30, 24))},
        )
    )


def _broken_objects() -> bytes:
    good = patch(60, 10, 8, 6, _GREEN)
    body = label(4, 14, "GOOD AFTER EACH BAD ONE") + good
    body += (
        '<ofd:PathObject ID="?"><ofd:AbbreviatedData>M 60 20 L 68 20 L 68 26 L 60 26 C</ofd:AbbreviatedData>'
    )
    body += "</ofd:PathObject>" + label(4, 24, "NO BOUNDARY: DRAWN")
    body += patch(60, 30, 8, 6, _GREEN, CTM="1 0 nan") + label(4, 34, "BAD MATRIX: PLAIN")
    body += (
        '<ofd:PathObject ID="?" Boundary="60 40 8 6"/>' + frame(60, 40, 8, 6) + label(4, 44, "NO DATA: EMPTY")
    )
    body += image_object((60, 50, 8, 6), 999) + frame(60, 50, 8, 6) + label(4, 54, "PICTURE UNKNOWN: EMPTY")
    body += (
        '<ofd:SoundObject ID="?"/>'
        + patch(60, 60, 8, 6, _GREEN, LineWidth="wide")
        + label(4, 64, "BAD WIDTH")
    )
    return ofd(Sheet(title="BROKEN OBJECTS 8.5", body=body))


FEATURES = (
    Feature(
        name="path-operators",
        clause="9.1, 9.3",
        expected="two triangles; a leaf; a crossed loop; an ellipse; two equal rectangles; a triangle"
        " whose next"
        " line starts at its first corner; a line past an unknown letter",
        build=_operators,
    ),
    Feature(
        name="path-arcs",
        clause="9.3.5",
        expected="hill, loop above, bowl, loop below; a half circle on top whatever the large flag;"
        " radii scaled"
        " up; a turned ellipse; straight line; line only; as 7; as 30°; a half circle below",
        build=_arcs,
    ),
    Feature(
        name="path-rule",
        clause="9.1",
        expected="the star is full but for Even-Odd, where its pentagon is open; rings and cross likewise",
        build=_rules,
    ),
    Feature(
        name="path-defaults",
        clause="9.1",
        expected="black outline; black outline, not filled; red without outline; black outline only;"
        " green and"
        " red; nothing",
        build=_paint_defaults,
    ),
    Feature(
        name="pen-shapes",
        clause="8.2",
        expected="butt twice, round, square ends; mitered twice, round, bevelled corners; the sharp"
        " corner is cut"
        " with limit 1, pointed with 10",
        build=_pens,
    ),
    Feature(
        name="pen-dash",
        clause="8.2",
        expected="dashes of 4 and 2, begun 2 mm in; 4 2 1 2; odd lists repeat; round dots; square ends;"
        " solid when"
        " nothing can be seen; a dashed frame",
        build=_dashes,
    ),
    Feature(
        name="pen-width",
        clause="8.2",
        expected="0, 0.01 and 0.1 mm are still seen; 0.353, 1, 2 mm; a nib four times as wide across as high;"
        " a dash measured in points; every rule of the table",
        build=_widths,
    ),
    Feature(
        name="draw-param",
        clause="8.2",
        expected="own attribute before DrawParam before Relative before the layer's; a circle ends"
        " where it began",
        build=_params,
        warnings=frozenset({"draw_param.cycle"}),
    ),
    Feature(
        name="clip-path",
        clause="8.4",
        expected="two discs; their lens; their upper half; a diamond; a diamond grown by its stroke; a"
        " star with a hole",
        build=_clips,
    ),
    Feature(
        name="clip-text",
        clause="8.4",
        expected="letters filled by a shading red to blue; sheared letters and a square in green; the card in"
        " letters",
        build=_clip_text,
    ),
    Feature(
        name="clip-transflag",
        clause="8.4",
        expected="absent and false: the clip of 12 mm stands at the object's corner, so half of the"
        " small square"
        " shows; true: the clip shrinks with the object; the card's upper left triangle",
        build=_trans_flag,
    ),
    Feature(
        name="boundary",
        clause="8.5",
        expected="path, square, card and stroke are cut at the frame (to a pixel); the flat rule is"
        " seen; text"
        " is not cut",
        build=_boundary,
    ),
    Feature(
        name="ctm",
        clause="8.3",
        expected="flag, letters and card alike: as they are, turned 30° clockwise, mirrored, sheared left",
        build=_matrices,
    ),
    Feature(
        name="page-block",
        clause="7.7",
        expected="blocks have no place of their own; blue over red; what is 200 deep is left out with a"
        " warning,"
        " what follows is drawn",
        build=_blocks,
        warnings=frozenset({"content.too_deep"}),
    ),
    Feature(
        name="composite",
        clause="13",
        expected="the badge cut at its own 20 × 16 mm, turned with that rectangle, cut to the object's 10 mm;"
        " half seen as one; half size in a second unit; mirrored",
        build=_composite,
    ),
    Feature(
        name="composite-cycle",
        clause="13",
        expected="a red strip; a green and a blue strip; one pattern; nothing; each circle ends at once",
        build=_cycles,
        warnings=frozenset({"composite.unusable", "composite.unknown"}),
    ),
    Feature(
        name="invisible",
        clause="8.5",
        expected="eight empty frames, three green squares",
        build=_invisible,
    ),
    Feature(
        name="broken-objects",
        clause="8.5",
        expected="a bad object costs itself at most: its neighbours are drawn, and the reader says what"
        " was wrong",
        build=_broken_objects,
        warnings=frozenset(
            {"object.no_boundary", "object.bad_matrix", "path.empty", "image.unknown", "content.unknown"}
        ),
    ),
)
