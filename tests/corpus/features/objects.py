"""Clips, matrices, blocks, composites and broken objects (GB/T 33190 8.3–8.5, 13)."""

from __future__ import annotations

from tests.corpus.features import pictures
from tests.corpus.features.package import (
    STAR,
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
    body += _clipped(68, 44, _clip(_outline(STAR, given='Rule="Even-Odd"')))
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
