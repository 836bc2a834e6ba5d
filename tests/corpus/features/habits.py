"""What producers do although the standard says otherwise, and what has to be seen all the same."""

from __future__ import annotations

from core.ofd import OfdDocument, page_text, plain_text
from tests.corpus.features import pictures
from tests.corpus.features.fonts import BAR, FLAG, NOTDEF, RING, SQUARE, STEPS, TRIANGLE, truetype
from tests.corpus.features.package import (
    Feature,
    Parts,
    Sheet,
    frame,
    group,
    image_object,
    label,
    media,
    ofd,
    parts_of,
    patch,
    text_object,
    xml,
    zipped,
)

_GREEN, _RED, _BLUE = "20 150 60", "220 30 30", "30 60 210"
_PAGE = "Doc_0/Pages/Page_0/Content.xml"
_WIDE = "\U00020bb7"
_SHAPES = (NOTDEF, SQUARE, TRIANGLE, BAR, FLAG, RING, STEPS)


def _shapes(characters: dict[int, int]) -> dict[str, object]:
    font = '<ofd:Font ID="10" FontName="Shapes"><ofd:FontFile>shapes.ttf</ofd:FontFile></ofd:Font>'
    return {"public": group("Fonts", font), "files": {"Doc_0/Res/shapes.ttf": truetype(_SHAPES, characters)}}


def _large(x: float, y: float, width: float, content: str) -> str:
    return frame(x, y, width, 9) + text_object((x, y, width, 9), content, Font=10, Size=7)


def _halves() -> bytes:
    """Characters above U+FFFF as two references or as the bytes of two surrogates, a bare ampersand."""
    steps = 'X="1" Y="7" DeltaX="8 8"'
    rows = (("REFERENCES", "a@refs@b"), ("BYTES", "a@bytes@b"), ("AMPERSAND", "a&amp;b"))
    body = ""
    for number, (name, text) in enumerate(rows):
        y = 12 + number * 14
        code = f"<ofd:TextCode {steps}>{text}</ofd:TextCode>"
        body += label(4, y + 6, name) + _large(40, y, 28, code)
    shapes = _shapes({ord("a"): 4, ord(_WIDE): 5, ord("b"): 6, ord("&"): 1})
    parts = parts_of(Sheet(title="CHARACTERS IN HALVES 7.2", body=body, **shapes))  # type: ignore[arg-type]
    halves = _WIDE.encode("utf-16-be")
    high, low = int.from_bytes(halves[:2], "big"), int.from_bytes(halves[2:], "big")
    page = parts[_PAGE].replace(b"@refs@", b"&#%d;&#x%X;" % (high, low))
    page = page.replace(b"@bytes@", (chr(high) + chr(low)).encode("utf-8", "surrogatepass"))
    return zipped({**parts, _PAGE: page.replace(b"a&amp;b", b"a&b")})


def _whole_again(document: OfdDocument) -> bool:
    text = plain_text(page_text(document.display(0)))
    return text.count(f"a{_WIDE}b") == 2 and "a&b" in text


def _elsewhere() -> bytes:
    """Locations reckoned from another folder than that of their file; a DocRoot that names nothing."""
    annot = (
        '<ofd:Annot ID="700" Type="Stamp" Creator="feature" LastModDate="2026-01-01">'
        f'<ofd:Appearance Boundary="40 30 20 12">{patch(0, 0, 20, 12, _RED)}</ofd:Appearance></ofd:Annot>'
    ).replace('ID="?"', 'ID="701"')
    listed = '<ofd:Page PageID="2"><ofd:FileLoc>/Annots/Page_0/Annot.xml</ofd:FileLoc></ofd:Page>'
    sheet = Sheet(
        title="LOCATIONS FROM ELSEWHERE 7.3",
        body=patch(10, 30, 20, 12, _GREEN) + image_object((70, 30, 20, 15), 30),
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        resources=group("MultiMedias", media(30, "card.png")),
        files={
            "Doc_0/Annots/Annotations.xml": xml("Annotations", listed),
            "Doc_0/Annots/Page_0/Annot.xml": xml("PageAnnot", annot),
            "Doc_0/Res/card.png": pictures.png(pictures.card(32, 24)),
        },
    )
    parts = parts_of(sheet)
    parts["OFD.xml"] = parts["OFD.xml"].replace(b"Doc_0/Document.xml", b"Doc_1/Document.xml")
    for name in ("Doc_0/PublicRes.xml", "Doc_0/DocumentRes.xml"):
        parts[name] = parts[name].replace(b'BaseLoc="Res"', b'BaseLoc="Doc_0/Res"')
    return zipped(parts)


def _misplaced() -> bytes:
    """An empty Content before the real one, a layer behind it, a resource without its group."""
    body = patch(10, 20, 20, 12, _GREEN) + image_object((70, 20, 20, 15), 30)
    sheet = Sheet(
        title="PARTS IN THE WRONG PLACE 7.7",
        body=body,
        resources=media(30, "card.png"),
        files={"Doc_0/Res/card.png": pictures.png(pictures.card(32, 24))},
    )
    parts: Parts = parts_of(sheet)
    behind = f'<ofd:Layer ID="800">{patch(40, 20, 20, 12, _BLUE)}</ofd:Layer>'.replace('ID="?"', 'ID="801"')
    page = parts[_PAGE].replace(b"<ofd:Content>", b"<ofd:Content/><ofd:Content>")
    parts[_PAGE] = page.replace(b"</ofd:Content></ofd:Page>", f"</ofd:Content>{behind}</ofd:Page>".encode())
    return zipped(parts)


def _uncounted() -> bytes:
    """Glyph transforms without their counts, behind their text, and for a text that is empty."""
    glyphs = "<ofd:Glyphs>4 5 6</ofd:Glyphs>"
    uncounted = f'<ofd:CGTransform CodePosition="0">{glyphs}</ofd:CGTransform>'
    counted = f'<ofd:CGTransform CodePosition="0" CodeCount="3" GlyphCount="3">{glyphs}</ofd:CGTransform>'
    code = '<ofd:TextCode X="1" Y="7" DeltaX="8 8">abc</ofd:TextCode>'
    rows = (
        ("NO COUNTS", uncounted + code),
        ("BEHIND", code + counted),
        ("EMPTY TEXT", counted + code.replace("abc", "")),
    )
    body = ""
    for number, (name, content) in enumerate(rows):
        body += label(4, 18 + number * 14, name) + _large(40, 12 + number * 14, 28, content)
    shapes = _shapes({ord(letter): 1 for letter in "abc"})
    return ofd(Sheet(title="GLYPHS WITHOUT COUNTS 11.4", body=body, **shapes))  # type: ignore[arg-type]


def _values() -> bytes:
    """Alpha as a share of one, colours as on the web, Z as the end of an outline."""
    body = label(4, 14, "ALPHA 0.5, 1.0, 0.0, 128") + patch(60, 8, 36, 3, "0 0 0")
    for number, value in enumerate(("0.5", "1.0", "0.0", "128")):
        body += patch(60 + number * 9, 8, 8, 8, _RED, Alpha=value)
    body += label(4, 30, "#DC1E1E, #14963C, #1e3cd2")
    for number, value in enumerate(("#DC1E1E", "#14963C", "#1e3cd2")):
        body += patch(60 + number * 9, 24, 8, 8, value)
    body += label(4, 48, "Z CLOSES")
    outline = "<ofd:AbbreviatedData>M 1 1 L 19 1 L 19 11 Z</ofd:AbbreviatedData>"
    body += f'<ofd:PathObject ID="?" Boundary="60 40 20 12" LineWidth="1">{outline}</ofd:PathObject>'
    return ofd(Sheet(title="VALUES OF THE FIELD 8", body=body))


FEATURES = (
    Feature(
        name="habit-halves",
        clause="7.2",
        expected="flag, ring, steps; the same; flag, square, steps: no character is lost, no text garbled",
        build=_halves,
        warnings=frozenset({"xml.repaired"}),
        facts=_whole_again,
    ),
    Feature(
        name="habit-locations",
        clause="7.3",
        expected="green, red, the card: DocRoot, BaseLoc of Res and an annotation's file are found although"
        " they are written from another folder",
        build=_elsewhere,
        warnings=frozenset({"location.inexact"}),
    ),
    Feature(
        name="habit-places",
        clause="7.7",
        expected="green, blue, the card: neither an empty Content, a layer outside, nor a resource without"
        " its group hides anything",
        build=_misplaced,
    ),
    Feature(
        name="habit-glyphs",
        clause="11.4",
        expected="flag, ring, steps three times",
        build=_uncounted,
    ),
    Feature(
        name="habit-values",
        clause="8",
        expected="half seen, full, none, half; red, green, blue; a closed triangle",
        build=_values,
    ),
)
