"""PDFs written object by object, for what no writer here makes: passwords, links, fields, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(16)


def pdf_of(bodies: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def locked_pdf(password: str, *, printing: bool = True) -> bytes:
    """An empty page that opens with `password` (ISO 32000-1 7.6.3, revision 2: RC4, 40 bits)."""
    user = (password.encode("latin-1") + _PAD)[:32]
    permissions = -1 if printing else -1 & ~4
    owner = _rc4(hashlib.md5(b"owner" + _PAD[:27], usedforsecurity=False).digest()[:5], user)
    bits = (permissions & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5(user + owner + bits + _ID, usedforsecurity=False).digest()[:5]
    lock = b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
        permissions,
        owner.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
    )
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
        lock,
    ]
    return pdf_of(bodies, b"/Encrypt 4 0 R/ID[<%s><%s>]" % (_ID.hex().encode(), _ID.hex().encode()))


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def pictured_pdf(side: int, samples: bytes, mask: bytes) -> bytes:
    """A page of 200 × 200 pt with a square picture (RGB, and its opacity) on 40–160 pt both ways."""
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (side, side)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>>>>>",
            stream(b"q 120 0 0 120 40 40 cm /I Do Q"),
            stream(samples, entries + b"/ColorSpace/DeviceRGB/SMask 6 0 R"),
            stream(mask, entries + b"/ColorSpace/DeviceGray"),
        ]
    )


def rich_pdf() -> bytes:
    """Two pages: text, links, an outline, names, a filled field, a note, an attachment, scripts; one turned.

    Page 1 is 200 × 100 pt. Its field fills 20–60 × 20–40 pt (from the bottom left) with red, its square
    annotation 100–140 × 20–40 pt with blue, which is not printed.
    """
    red, blue = b"1 0 0 rg 0 0 40 20 re f", b"0 0 1 rg 0 0 40 20 re f"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 40 20]"
    script = b"<</S/JavaScript/JS(app.alert\\('no'\\); while(true){})>>"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R/AcroForm<</Fields[6 0 R]>>/OpenAction "
            + script
            + b"/Names<</Dests<</Names[(chapter)[4 0 R/XYZ 10 90 0]]>>"
            b"/EmbeddedFiles<</Names[(a.txt) 12 0 R]>>"
            b"/JavaScript<</Names[(x) " + script + b"]>>>>>>",
            b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R/Annots[6 0 R 7 0 R 8 0 R 14 0 R]"
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/AA<</O "
            + script
            + b">>>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Rotate 90/Contents 5 0 R"
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
            stream(b"BT /F 10 Tf 20 70 Td (Number [2026] one) Tj 0 -15 Td (second line) Tj ET"),
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(x)/F 4/Rect[20 20 60 40]/AP<</N 11 0 R>>>>",
            b"<</Type/Annot/Subtype/Link/Rect[20 60 60 80]/Dest[4 0 R/XYZ 0 80 0]>>",
            b"<</Type/Annot/Subtype/Link/Rect[70 60 90 80]/A<</S/URI/URI(https://example.test/)>>>>",
            b"<</Type/Outlines/First 10 0 R/Last 10 0 R/Count 1>>",
            b"<</Title(Chapter)/Parent 9 0 R/Dest[4 0 R/XYZ 0 100 0]>>",
            stream(red, form),
            b"<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 13 0 R>>>>",
            stream(b"attached", b"/Type/EmbeddedFile"),
            b"<</Type/Annot/Subtype/Square/F 0/Rect[100 20 140 40]/AP<</N 15 0 R>>>>",
            stream(blue, form),
        ]
    )
