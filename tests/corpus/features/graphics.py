"""Outlines, pens and draw parameters (GB/T 33190 8.2, 9)."""

from __future__ import annotations

from tests.corpus.features.package import (
    STAR,
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
)

_RED, _GREEN, _BLUE, _GREY = "220 30 30", "20 150 60", "30 60 210", "170 170 170"


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
        body += path_object((x, 13, 24, 24), STAR, fill=_RED, Rule=rule)
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
)
