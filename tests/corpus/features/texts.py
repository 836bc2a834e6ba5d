"""Text codes, directions, glyph transforms, styles and embedded font programs (GB/T 33190 11)."""

from __future__ import annotations

from collections.abc import Mapping

from tests.corpus.features.fonts import (
    BAR,
    CROSS,
    FLAG,
    NOTDEF,
    RING,
    SQUARE,
    STEPS,
    TRIANGLE,
    cff,
    otto,
    truetype,
)
from tests.corpus.features.package import Feature, Sheet, colour, frame, group, label, ofd, text_object

SHAPES = (NOTDEF, SQUARE, TRIANGLE, BAR, CROSS, FLAG, RING, STEPS)
"""Glyphs 1 to 7: the letters a to g of the feature files' own fonts."""
_LETTERS = {ord(letter): glyph for glyph, letter in enumerate("abcdefg", 1)}
_BAR, _FLAG, _RING, _STEPS = 3, 5, 6, 7


def _fonts(**programs: bytes) -> dict[str, object]:
    """Fonts 10, 11 … with these programs, as a sheet's `public` and `files`."""
    entries, files = [], {}
    for number, (name, program) in enumerate(programs.items(), 10):
        entries.append(
            f'<ofd:Font ID="{number}" FontName="{name}"><ofd:FontFile>{name}.bin</ofd:FontFile></ofd:Font>'
        )
        files[f"Doc_0/Res/{name}.bin"] = program
    return {"public": group("Fonts", *entries), "files": files}


def _plain(characters: Mapping[int, int] | None = None) -> dict[str, object]:
    return _fonts(shapes=truetype(SHAPES, _LETTERS if characters is None else characters))


def _run(
    x: float,
    y: float,
    width: float,
    code: str,
    *,
    size: float = 6,
    inner: str = "",
    font: int = 10,
    **given: object,
) -> str:
    """A text object in a frame of its own; `code` is a whole TextCode with what stands before it."""
    box = (x, y, width, size * 1.4)
    return frame(*box) + text_object(box, inner + code, Font=font, Size=f"{size:g}", **given)


def _code(text: str, given: str = "", x: str = 'X="1"', y: str = 'Y="6.5"') -> str:
    return f"<ofd:TextCode {x} {y} {given}>{text}</ofd:TextCode>"


def _deltas() -> bytes:
    rows = (
        ("DELTAX 8 8 8", _code("abcd", 'DeltaX="8 8 8"')),
        ("G 2 8 12", _code("abcd", 'DeltaX="g 2 8 12"')),
        ("NONE: OWN WIDTH", _code("abcd")),
        ("TOO SHORT: 9", _code("abcd", 'DeltaX="9"')),
        ("TOO LONG", _code("abcd", 'DeltaX="8 8 8 90 90"')),
        ("SECOND CODE", _code("ab", 'DeltaX="8"') + _code("cd", 'DeltaX="8"', x='X="20"', y="")),
    )
    body = ""
    for number, (name, code) in enumerate(rows):
        y = 9 + number * 10
        body += label(3, y + 5, name, size=2.3) + _run(30, y, 38, code)
    body += label(74, 11, "DELTAY", size=2.3) + frame(74, 12, 9, 40)
    body += text_object((74, 12, 9, 40), _code("abcd", 'DeltaY="9 9 9"'), Font=10, Size=6)
    body += label(87, 11, "BOTH", size=2.3) + frame(86, 12, 12, 40)
    body += text_object(
        (86, 12, 12, 40), _code("ab cd", 'DeltaX="2 0 -2 2" DeltaY="9 3 6 9"'), Font=10, Size=6
    )
    body += label(74, 60, "CTM X .5 MOVED", size=2.0)
    body += _run(74, 61, 22, _code("abcd", 'DeltaX="g 3 8"'), size=6, CTM="0.5 0 0 0.5 4 2")
    return ofd(Sheet(title="TEXTCODE DELTAS 11.3", body=body, **_plain()))


def _directions() -> bytes:
    body = label(4, 12, "CHARDIRECTION 0 90 180 270, DELTAX 8")
    for number, turn in enumerate((0, 90, 180, 270)):
        box = (4 + number * 24, 13, 22, 13)
        body += frame(*box)
        code = _code("ef", 'DeltaX="9"', x='X="6"', y='Y="6.5"')
        body += text_object(box, code, Font=10, Size=6, CharDirection=turn)
    body += label(4, 30, "READDIRECTION 0 90 180 270, NO DELTAS")
    starts = (('X="1"', 'Y="8"'), ('X="8"', 'Y="8"'), ('X="14"', 'Y="8"'), ('X="8"', 'Y="20"'))
    for number, turn in enumerate((0, 90, 180, 270)):
        x, y = starts[number]
        body += frame(4 + number * 24, 31, 20, 24)
        body += text_object(
            (4 + number * 24, 31, 20, 24), _code("efg", "", x=x, y=y), Font=10, Size=6, ReadDirection=turn
        )
    body += label(4, 62, "BOTH 90: A COLUMN TURNED") + frame(64, 57, 28, 12)
    body += text_object(
        (64, 57, 28, 12),
        _code("ef", "", x='X="4"', y='Y="1"'),
        Font=10,
        Size=5,
        ReadDirection=90,
        CharDirection=90,
    )
    return ofd(Sheet(title="READDIRECTION, CHARDIRECTION 11.2", body=body, **_plain()))


def _h_scale() -> bytes:
    body = ""
    for number, scale in enumerate(("0.5", None, "1.5")):
        y = 9 + number * 10
        body += label(3, y + 5, f"HSCALE {scale or 'ABSENT'}", size=2.3)
        body += _run(30, y, 30, _code("efg", 'DeltaX="9 9"'), HScale=scale)
        body += _run(64, y, 32, _code("efg"), HScale=scale)
    body += label(3, 45, "LEFT: DELTAS STAY. RIGHT: OWN WIDTHS SCALED", size=2.3)
    body += label(3, 55, "CTM X 2 WITH HSCALE .5", size=2.3)
    body += _run(60, 49, 36, _code("efg", 'DeltaX="8 8"'), HScale="0.5", CTM="2 0 0 1 0 0")
    return ofd(Sheet(title="HSCALE 11.2", body=body, **_plain()))


def _escapes() -> bytes:
    signs = {ord("\\"): _BAR, ord("0"): _FLAG, ord("6"): _RING, ord("1"): _STEPS}
    far = {**_LETTERS, **signs, 0x20001: _FLAG, 0x1F600: _RING}
    rows = (
        ("A TAB AS 0009: BLANK", _code("a\\0009b", 'DeltaX="8 8"')),
        ("005C: ONE BACKSLASH", _code("a\\005Cb", 'DeltaX="8 8"')),
        ("0061 STAYS AS WRITTEN", _code("\\0061", 'DeltaX="g 4 6"')),
        ("PLACE HOLDER A4", _code("a¤b", 'DeltaX="8 8"')),
        ("SURROGATE PAIR", _code("a\U00020001b\U0001f600", 'DeltaX="8 8 8"')),
        (
            "POSITION 2 AFTER A PAIR",
            '<ofd:CGTransform CodePosition="2" CodeCount="1" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs>'
            "</ofd:CGTransform>" + _code("a\U00020001b", 'DeltaX="8 8"'),
        ),
    )
    body = ""
    for number, (name, code) in enumerate(rows):
        y = 9 + number * 10
        body += label(3, y + 5, name, size=2.3) + _run(56, y, 40, code)
    return ofd(Sheet(title="ESCAPES, PLACE HOLDER, PAIRS 11.3", body=body, **_plain(far)))


def _transform(position: int, codes: int, *glyphs: int) -> str:
    return (
        f'<ofd:CGTransform CodePosition="{position}" CodeCount="{codes}" GlyphCount="{len(glyphs)}">'
        f"<ofd:Glyphs>{' '.join(map(str, glyphs))}</ofd:Glyphs></ofd:CGTransform>"
    )


def _transforms() -> bytes:
    rows = (
        ("1 TO 1: E F FOR A B", _transform(0, 2, _FLAG, _RING) + _code("abc", 'DeltaX="8 8"')),
        ("2 TO 1: A, G, D", _transform(1, 2, _STEPS) + _code("abcd", 'DeltaX="8 8"')),
        ("1 TO 2: A, F G, C", _transform(1, 1, _RING, _STEPS) + _code("abc", 'DeltaX="8 8 8"')),
        ("3 TO 2: E F, D", _transform(0, 3, _FLAG, _RING) + _code("abcd", 'DeltaX="8 8"')),
        ("TWO OF THEM", _transform(0, 1, _RING) + _transform(2, 1, _STEPS) + _code("abc", 'DeltaX="8 8"')),
        ("NO GLYPHS: A B", '<ofd:CGTransform CodePosition="0"/>' + _code("ab", 'DeltaX="8"')),
    )
    body = ""
    for number, (name, code) in enumerate(rows):
        y = 9 + number * 10
        body += label(3, y + 5, name, size=2.3) + _run(50, y, 46, code)
    return ofd(Sheet(title="CGTRANSFORM 11.4", body=body, **_plain()))


def _styles() -> bytes:
    red = colour("StrokeColor", "220 30 30")
    cases: tuple[tuple[str, dict[str, object], str], ...] = (
        ("PLAIN", {}, ""),
        ("WEIGHT 700", {"Weight": 700}, ""),
        ("WEIGHT 200", {"Weight": 200}, ""),
        ("ITALIC", {"Italic": "true"}, ""),
        ("STROKE", {"Stroke": "true", "Fill": "false", "LineWidth": "0.4"}, red),
        ("BOTH", {"Stroke": "true", "LineWidth": "0.5"}, red + colour("FillColor", "255 220 0")),
        ("STROKE, NO COLOUR", {"Stroke": "true", "LineWidth": "0.5"}, ""),
        ("NEITHER", {"Fill": "false"}, ""),
        ("GREEN", {}, colour("FillColor", "20 150 60")),
        ("ITALIC 700", {"Italic": "true", "Weight": 700}, ""),
    )  # fmt: skip
    body = ""
    for number, (name, given, inner) in enumerate(cases):
        x, y = 3 + number % 2 * 49, 9 + number // 2 * 12
        body += label(x, y + 6, name, size=2.2)
        body += _run(x + 22, y, 24, _code("efg", 'DeltaX="7.5 7.5"', y='Y="8"'), size=7, inner=inner, **given)
    return ofd(Sheet(title="WEIGHT, ITALIC, STROKE, FILL 11.2", body=body, **_plain()))


def _programs() -> bytes:
    symbol = {0xF000 + code: glyph for code, glyph in _LETTERS.items()}
    fonts = _fonts(
        truetype=truetype(SHAPES, _LETTERS),
        bare=truetype(SHAPES),
        symbol=truetype(SHAPES, symbol, encoding=(3, 0)),
        otto=otto(SHAPES, _LETTERS),
        cff=cff(SHAPES),
        cid=cff(SHAPES, cid=True),
        otto2=otto(SHAPES),
    )
    ids = _transform(0, 3, 4, 5, 6)
    rows = (
        ("TRUETYPE WITH CMAP", ""),
        ("TRUETYPE WITHOUT", ids),
        ("SYMBOL CMAP F0XX", ""),
        ("OPENTYPE, CFF", ""),
        ("BARE CFF, IDS", ids),
        ("BARE CFF BY CID", ids),
        ("OTTO WITHOUT CMAP", ids),
    )
    body = ""
    for number, (name, before) in enumerate(rows):
        y = 8 + number * 8.8
        body += label(3, y + 5, name, size=2.3)
        body += _run(
            46, y, 34, before + _code("def", 'DeltaX="9 9"', y='Y="5.5"'), size=5.5, font=10 + number
        )
    return ofd(Sheet(title="FONT PROGRAMS 11.1", body=body, **fonts))


FEATURES = (
    Feature(
        name="text-deltas",
        clause="11.3",
        expected="square, triangle, bar, cross every 8 mm; then 8 8 12; by their own width; every 9 mm;"
        " what is too much is ignored; the second code on the first one's line; columns;"
        " half size,"
        " half steps",
        build=_deltas,
    ),
    Feature(
        name="text-directions",
        clause="11.2",
        expected="each glyph turned clockwise about its origin; lines that run right, down, left, up"
        " with upright"
        " glyphs; a turned column",
        build=_directions,
    ),
    Feature(
        name="text-hscale",
        clause="11.2",
        expected="shapes half, once, one and a half times as wide; given deltas stay, own widths"
        " follow; the matrix"
        " makes 0.5 whole again",
        build=_h_scale,
    ),
    Feature(
        name="text-escapes",
        clause="11.3",
        expected="square, gap, triangle; square, bar, triangle; bar, flag, flag, ring, steps; a gap for"
        " the place"
        " holder; square, flag, triangle, ring; square, flag, steps",
        build=_escapes,
    ),
    Feature(
        name="text-cgtransform",
        clause="11.4",
        expected="flag ring bar; square steps cross; square ring steps bar; flag ring cross; ring"
        " triangle steps;"
        " square triangle: deltas run per glyph",
        build=_transforms,
    ),
    Feature(
        name="text-style",
        clause="11.2",
        expected="plain; heavier; not lighter; slanted to the right; red outline; yellow with red"
        " outline; black"
        " only; nothing; green; heavy and slanted",
        build=_styles,
    ),
    Feature(
        name="font-programs",
        clause="11.1",
        expected="cross, flag, ring in every row, whatever kind of program the shapes come in",
        build=_programs,
    ),
)
