"""What stands elsewhere, is called otherwise or is wrapped in something, and is meant all the same."""

from __future__ import annotations

import base64

from core.ofd import OfdDocument, page_text, plain_text
from tests.corpus.features import pictures
from tests.corpus.features.fonts import BAR, CROSS, FLAG, NOTDEF, RING, SQUARE, STEPS, TRIANGLE, truetype
from tests.corpus.features.package import (
    Feature,
    Sheet,
    frame,
    group,
    image_object,
    label,
    media,
    ofd,
    parts_of,
    patch,
    path_object,
    square,
    text_object,
    xml,
    zipped,
)

_GREEN, _RED = "20 150 60", "220 30 30"
_PAGE, _DOCUMENT = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml"
_SHAPES = (NOTDEF, SQUARE, TRIANGLE, BAR, CROSS, FLAG, RING, STEPS)


def _large(x: float, y: float, width: float, content: str, font: int | str = 10) -> str:
    return frame(x, y, width, 9) + text_object((x, y, width, 9), content, Font=font, Size=7)


def _font(number: int | str, name: str) -> str:
    return f'<ofd:Font ID="{number}" FontName="{name}"><ofd:FontFile>{name}.ttf</ofd:FontFile></ofd:Font>'


def _astray() -> bytes:
    """Locations above the root, without a folder of their path, in another folder; resources outside."""
    red = patch(40, 12, 20, 12, _RED).replace('ID="?"', 'ID="92"')
    sheet = Sheet(
        title="GONE ASTRAY 7.3",
        body=patch(10, 12, 20, 12, _GREEN) + image_object((70, 12, 20, 15), 30),
        before_content='<ofd:Template TemplateID="90" ZOrder="Background"/>',
        common='<ofd:TemplatePage ID="90" BaseLoc="Tpl_0/Content.xml"/>',
        resources=group("MultiMedias", media(30, "card.png")),
        area="<ofd:PhysicalBox>0mm 0mm 100mm 40mm</ofd:PhysicalBox>",
        files={
            "Doc_0/Tpls/Tpl_0/Content.xml": xml(
                "Page", f'<ofd:Content><ofd:Layer ID="91">{red}</ofd:Layer></ofd:Content>'
            ),
            "Doc_0/Images/card.png": pictures.png(pictures.card(32, 24)),
        },
    )
    parts = parts_of(sheet)
    inside, outside = b"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>", b"</ofd:CommonData>"
    document = parts[_DOCUMENT].replace(inside, b"").replace(outside, outside + inside)
    document = document.replace(b'"Pages/Page_0/Content.xml"', b'"../../Doc_0/Pages/Page_0/Content.xml"')
    return zipped({**parts, _DOCUMENT: document})


def _otherwise() -> bytes:
    """Resources called by words, a colour as text, an empty matrix, pictures in wrappings, a late Area."""
    green = f"<ofd:FillColor>{_GREEN}</ofd:FillColor>"
    body = path_object((10, 12, 20, 12), square(20, 12), inner=green, Fill="true")
    body += image_object((40, 12, 20, 15), 30, CTM="") + image_object((70, 12, 20, 15), 31)
    body += _large(10, 34, 28, '<ofd:TextCode X="1" Y="7" DeltaX="8 8">abc</ofd:TextCode>', "F1")
    card = pictures.png(pictures.card(32, 24))
    sheet = Sheet(
        title="CALLED OTHERWISE 7.9",
        body=body,
        area="<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
        public=group("Fonts", _font("F1", "shapes"), _font("F2", "others")),
        resources=group("MultiMedias", media(30, "stray.png"), media(31, "text.png")),
        files={
            "Doc_0/Res/shapes.ttf": truetype(_SHAPES, {ord("a"): 5, ord("b"): 6, ord("c"): 7}),
            "Doc_0/Res/others.ttf": truetype(_SHAPES, {ord(letter): 1 for letter in "abc"}),
            "Doc_0/Res/stray.png": b"\r\n" + card,
            "Doc_0/Res/text.png": b"data:image/png;base64," + base64.encodebytes(card),
        },
    )
    parts = parts_of(sheet)
    late = b"<ofd:Area><ofd:PhysicalBox>0 0 100 50</ofd:PhysicalBox></ofd:Area>"
    return zipped({**parts, _PAGE: parts[_PAGE].replace(b"</ofd:Content>", b"</ofd:Content>" + late)})


def _transform(position: int, *glyphs: int) -> str:
    count, ids = len(glyphs), " ".join(map(str, glyphs))
    return (
        f'<ofd:CGTransform CodePosition="{position}" CodeCount="{count}" GlyphCount="{count}">'
        f"<ofd:Glyphs>{ids}</ofd:Glyphs></ofd:CGTransform>"
    )


def _code(x: int, text: str, given: str = "") -> str:
    return f'<ofd:TextCode X="{x}" Y="7" {given}>{text}</ofd:TextCode>'


def _transforms() -> bytes:
    """Glyph transforms behind each of several codes, counted through all codes; a control character."""
    each = (_code(1, "a", ""), _code(9, "b", ""), _code(17, "c", ""))
    rows = (
        ("BEHIND EACH CODE", _code(1, "ab", 'DeltaX="8"') + _transform(0, 5, 6) + each[2] + _transform(0, 7)),
        ("THROUGH ALL CODES", "".join(_transform(at, glyph) for at, glyph in enumerate((5, 6, 7)))
         + "".join(each)),
        ("CONTROL CHARACTER", _transform(1, 5, 6, 7) + _code(1, "@control@abc", 'DeltaX="0 8 8"')),
    )  # fmt: skip
    body = ""
    for number, (name, content) in enumerate(rows):
        body += label(4, 18 + number * 14, name) + _large(44, 12 + number * 14, 28, content)
    font = truetype(_SHAPES, {ord(letter): 1 for letter in "abc"})
    parts = parts_of(
        Sheet(
            title="TRANSFORMS IN OTHER PLACES 11.4",
            body=body,
            public=group("Fonts", _font(10, "shapes")),
            files={"Doc_0/Res/shapes.ttf": font},
        )
    )
    return zipped({**parts, _PAGE: parts[_PAGE].replace(b"@control@", b"\x1f")})


def _as_written(document: OfdDocument) -> bool:
    text = plain_text(page_text(document.display(0)))
    return all(row in text for row in ("ab c", "a b c", "abc"))


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 15">'
    '<rect width="20" height="15" fill="#fff0c0"/>'
    '<rect width="7" height="5" fill="#dc1e1e"/><rect x="13" width="7" height="5" fill="#14963c"/></svg>'
)


def _kinds() -> bytes:
    """A picture in a kind that the standard does not name; characters escaped twice."""
    rows = (("AMPERSAND", "a&amp;amp;b"), ("BRACKETS", "&amp;lt;b&amp;gt;"), ("AS IT IS", "&amp;lt;b"))
    body = image_object((10, 12, 20, 15), 30)
    for number, (name, text) in enumerate(rows):
        code = (
            f'<ofd:TextCode X="1" Y="7" DeltaX="{"7 7 7 7" if number == 2 else "8 8"}">{text}</ofd:TextCode>'
        )
        body += label(34, 18 + number * 14, name, size=2.3) + _large(58, 12 + number * 14, 38, code)
    shapes = {ord("a"): 5, ord("&"): 6, ord("b"): 7, ord("<"): 1, ord(">"): 2, ord("l"): 3, ord("t"): 4}
    return ofd(
        Sheet(
            title="OTHER KINDS 10, 11.3",
            body=body,
            public=group("Fonts", _font(10, "shapes")),
            resources=group("MultiMedias", media(30, "card.svg", form="SVG")),
            files={
                "Doc_0/Res/shapes.ttf": truetype(_SHAPES, {**shapes, ord(";"): 6}),
                "Doc_0/Res/card.svg": _SVG.encode(),
            },
        )
    )


_MAPS = (
    ("GB", (3, 3), "gb18030", "中文字"),
    ("BIG5", (3, 4), "big5", "中文字"),
    ("SHIFT-JIS", (3, 2), "shift_jis", "中文字"),
    ("MACINTOSH", (1, 0), "mac_roman", "aéß"),
)


def _maps() -> bytes:
    """Fonts that map the codes of older encodings only."""
    body, fonts, files = "", [], {}
    for number, (name, encoding, codec, text) in enumerate(_MAPS):
        codes = {int.from_bytes(letter.encode(codec)): 5 + at for at, letter in enumerate(text)}
        fonts.append(_font(10 + number, f"map{number}"))
        files[f"Doc_0/Res/map{number}.ttf"] = truetype(_SHAPES, codes, encoding=encoding)
        y = 8 + number * 13
        body += label(4, y + 6, name)
        body += _large(44, y, 28, _code(1, text, 'DeltaX="8 8"'), 10 + number)
    return ofd(
        Sheet(title="MAPS OF OLDER ENCODINGS 11.1", body=body, public=group("Fonts", *fonts), files=files)
    )


FEATURES = (
    Feature(
        name="stray-parts",
        clause="7.3",
        expected="green, red, the card, on a page 40 mm high: a location above the root, one that lacks a"
        " folder, a picture elsewhere, resources beside CommonData, a box with units",
        build=_astray,
        warnings=frozenset({"location.inexact", "document.misplaced"}),
    ),
    Feature(
        name="stray-names",
        clause="7.9",
        expected="green, the card twice, flag, ring, steps, on a page of 100 × 50 mm",
        build=_otherwise,
        warnings=frozenset({"resource.id_not_a_number", "image.wrapped", "object.bad_matrix"}),
    ),
    Feature(
        name="stray-transforms",
        clause="11.4",
        expected="flag, ring, steps three times",
        build=_transforms,
        warnings=frozenset({"xml.repaired"}),
        facts=_as_written,
    ),
    Feature(
        name="stray-kinds",
        clause="10",
        expected="a pale card with red and green corners from SVG; flag, ring, steps; square, steps,"
        " triangle; ring, bar, cross, ring, steps: only what fits the steps is read as escaped twice",
        build=_kinds,
        warnings=frozenset({"text.escaped_twice", "image.svg"}),
        facts=lambda document: "a&b" in plain_text(page_text(document.display(0))),
    ),
    Feature(
        name="font-maps",
        clause="11.1",
        expected="flag, ring, steps four times",
        build=_maps,
    ),
)
