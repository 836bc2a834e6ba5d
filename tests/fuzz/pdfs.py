"""A PDF with a little of everything, to be mutated: shadings, masks, a form, notes, an attachment."""

from __future__ import annotations

import zlib

from tests.fuzz.pdf import Objects, written


def _stream(head: str, body: bytes) -> bytes:
    packed = zlib.compress(body, 9)
    return b"<</Filter /FlateDecode /Length %d %b>>stream\n%b\nendstream\n" % (
        len(packed),
        head.encode(),
        packed,
    )


_DRAWING = b"""q 0.8 0.1 0.1 rg 10 10 60 40 re f Q
q 2 w [6 3] 1 d 1 J 1 j 10 60 m 90 60 l 60 90 l S Q
q /Pattern cs /P0 scn 80 10 50 50 re f Q
q 140 10 40 40 re W n /S0 sh Q q 140 60 40 40 re W n /S1 sh Q q 10 110 40 40 re W n /S2 sh Q
q 60 110 40 40 re W n 40 0 0 40 60 110 cm /X0 Do Q
q /G0 gs 0 0.5 0 rg 20 20 60 60 re f Q
q 30 0 0 30 110 110 cm /X1 Do Q
BT /F0 14 Tf 10 170 Td (Sealdesk) Tj 3 Tr (clip) Tj ET
BT /F1 10 Tf 90 170 Td [(aba) -200 (ab)] TJ ET
BI /W 4 /H 4 /BPC 1 /CS /G ID \xa0\x50\xa0\x50 EI
0 0.2 0.9 0.1 k 150 150 m 160 190 190 190 190 150 c b*
"""
_RESOURCES = """<</Font <</F0 6 0 R /F1 7 0 R>> /Pattern <</P0 9 0 R>>
/Shading <</S0 10 0 R /S1 11 0 R /S2 12 0 R>>
/XObject <</X0 13 0 R /X1 14 0 R>> /ExtGState <</G0 <</ca 0.5 /BM /Multiply /SMask 16 0 R>>>>>>"""


def everything_pdf() -> bytes:
    """One page of 200 × 200 points and a second one, empty and turned."""
    texts: dict[int, str] = {
        1: "<</Type /Catalog /Pages 2 0 R /Outlines 18 0 R /AcroForm 20 0 R "
        "/Names <</EmbeddedFiles 23 0 R>>>>",
        2: "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>",
        3: f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R /Resources {_RESOURCES} "
        "/Annots [21 0 R 22 0 R 25 0 R]>>",
        4: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Rotate 90 /CropBox [10 10 150 90]>>",
        6: "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        7: "<</Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FirstChar 97 "
        "/FontMatrix [0.001 0 0 0.001 0 0] "
        "/LastChar 98 /Widths [600 600] /Encoding <</Type /Encoding /Differences [97 /a /b]>> "
        "/CharProcs <</a 8 0 R /b 8 0 R>> /Resources <<>>>>",
        10: "<</ShadingType 2 /ColorSpace /DeviceRGB /Coords [140 10 180 50] /Function 15 0 R "
        "/Extend [true false]>>",
        11: "<</ShadingType 3 /ColorSpace /DeviceRGB /Coords [150 80 2 165 80 20] /Function 15 0 R "
        "/Extend [true true]>>",
        15: "<</FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1.5>>",
        16: "<</S /Luminosity /G 17 0 R>>",
        18: "<</Type /Outlines /First 19 0 R /Last 19 0 R /Count 1>>",
        19: "<</Title (Chapter) /Parent 18 0 R /Dest [4 0 R /XYZ 0 90 1]>>",
        20: "<</Fields [21 0 R] /DA (/F0 10 Tf) /DR <</Font <</F0 6 0 R>>>> /NeedAppearances true>>",
        21: "<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (value) /Rect [110 60 135 75] "
        "/DA (/F0 8 Tf) /P 3 0 R>>",
        22: "<</Type /Annot /Subtype /Link /Rect [10 10 70 50] /A <</S /URI /URI (http://example.invalid/)>>>>",
        23: "<</Names [(a.txt) 24 0 R]>>",
        24: "<</Type /Filespec /F (a.txt) /EF <</F 26 0 R>>>>",
        25: "<</Type /Annot /Subtype /Highlight /Rect [10 165 80 185] "
        "/QuadPoints [10 185 80 185 10 165 80 165] /C [1 1 0]>>",
    }
    pattern = (
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources <<>>"
    )
    mesh = (
        "/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 "
        "/Decode [10 50 110 150 0 1 0 1 0 1]"
    )
    image = "/Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 "
    image += "/ColorSpace [/Indexed /DeviceRGB 1 <ff000000ff00>]"
    form = "/Subtype /Form /BBox [0 0 200 200] /Group <</S /Transparency /CS /DeviceGray>> /Resources <<>>"
    objects: Objects = {number: f"\n{text}\n".encode() for number, text in texts.items()}
    objects[5] = _stream("", _DRAWING)
    objects[8] = _stream("", b"600 0 0 0 500 500 d1 0 0 400 400 re f")
    objects[9] = _stream(pattern, b"0 0.6 0.9 rg 0 0 5 5 re f")
    objects[12] = _stream(mesh, bytes((0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 128, 255, 0, 0, 255)))
    objects[13] = _stream(image, bytes((0, 1) * 8))
    objects[14] = _stream(form, b"0 0 1 rg 0 0 1 1 re f")
    objects[17] = _stream(form, b"1 g 0 0 200 200 re f 0.4 g 20 20 30 30 re f")
    objects[26] = _stream("/Type /EmbeddedFile", b"attached")
    return written(dict(sorted(objects.items())), b"<</Size 27 /Root 1 0 R>>\n")
