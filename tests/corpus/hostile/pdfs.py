"""PDFs that mean harm."""

from __future__ import annotations

import zlib

from tests.corpus.hostile.package import GIVEN_UP, Hostile
from tests.fuzz.pdf import Objects, written
from tests.fuzz.pdfs import everything_pdf

_PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <<%s>>>>"


def pdf(
    content: bytes, resources: str = "", more: dict[int, bytes] | None = None, catalog: str = ""
) -> bytes:
    """A page with this content stream; `more` are objects from number 5 on."""
    objects: Objects = {
        1: b"<</Type /Catalog /Pages 2 0 R %b>>" % catalog.encode(),
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: (_PAGE % resources).encode(),
        4: stream("", content),
        **(more or {}),
    }
    return written(objects, b"<</Size 99 /Root 1 0 R>>\n")


def stream(head: str, body: bytes) -> bytes:
    return packed_stream(head, zlib.compress(body, 9))


def packed_stream(head: str, packed: bytes) -> bytes:
    return b"<</Filter /FlateDecode /Length %d %b>>stream\n%b\nendstream\n" % (
        len(packed),
        head.encode(),
        packed,
    )


def bomb() -> bytes:
    """A content stream of 1 MB that is 1 GiB of blanks."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(1024)) + packer.flush()
    return pdf(b"", "", {4: packed_stream("", packed)})


def bomb_of_bombs() -> bytes:
    """Flate within Flate within Flate."""
    body = bytes(2**28)
    for _ in range(3):
        body = zlib.compress(body, 9)
    head = b"<</Filter [/FlateDecode /FlateDecode /FlateDecode] /Length %d>>stream\n%b\nendstream\n"
    return pdf(b"", "", {4: head % (len(body), body)})


def huge_image(filters: str) -> bytes:
    head = f"/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB {filters}"
    return pdf(b"200 0 0 200 0 0 cm /X Do", "/XObject <</X 5 0 R>>", {5: stream(head, bytes(2**20))})


def recursive_form() -> bytes:
    form = stream("/Subtype /Form /BBox [0 0 200 200] /Resources <</XObject <</X 5 0 R>>>>", b"/X Do " * 50)
    return pdf(b"/X Do", "/XObject <</X 5 0 R>>", {5: form})


def growing_forms() -> bytes:
    head = "/Subtype /Form /BBox [0 0 200 200] /Resources <</XObject <</X %d 0 R>>>>"
    forms = {5 + i: stream(head % (6 + i), b"/X Do " * 10) for i in range(10)}
    return pdf(
        b"/X Do",
        "/XObject <</X 5 0 R>>",
        forms | {15: stream("/Subtype /Form /BBox [0 0 9 9]", b"0 0 5 5 re f")},
    )


def pattern(step: str, inner: bytes = b"0 0 5 5 re f") -> bytes:
    head = (
        f"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep {step} /YStep {step} "
        "/Resources <</Pattern <</P 5 0 R>>>>"
    )
    return pdf(b"/Pattern cs /P scn 0 0 200 200 re f", "/Pattern <</P 5 0 R>>", {5: stream(head, inner)})


def page_tree(kids: str, count: int) -> bytes:
    return pdf(b"", "", {2: f"<</Type /Pages /Kids [{kids}] /Count {count}>>".encode()})


def previous_loop() -> bytes:
    """A cross-reference table whose predecessor is itself."""
    made = pdf(b"0 0 9 9 re f")
    at = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def outline_ring() -> bytes:
    ring = {
        5: b"<</Type /Outlines /First 6 0 R /Last 6 0 R>>",
        6: b"<</Title (a) /Parent 5 0 R /Next 7 0 R /First 6 0 R>>",
        7: b"<</Title (b) /Parent 5 0 R /Next 6 0 R /First 5 0 R>>",
    }
    return pdf(b"0 0 9 9 re f", "", ring, "/Outlines 5 0 R")


def half_a_character() -> bytes:
    """An outline title in UTF-16 that ends in the middle of a character."""
    title = {5: b"<</First 6 0 R /Last 6 0 R>>", 6: b"<</Title <FEFF0041D8> /Parent 5 0 R>>"}
    return pdf(b"0 0 9 9 re f", "", title, "/Outlines 5 0 R")


def script() -> bytes:
    action = (
        "/OpenAction <</S /JavaScript /JS (while(true){app.alert(1)})>> /AA <</WC <</S /Launch /F (x)>>>>"
    )
    return pdf(b"0 0 9 9 re f", catalog=action)


def lost_pages() -> bytes:
    return b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj<</Type/Page>>endobj\n" % number for number in range(1, 100_000)
    )


def wordy_fields() -> bytes:
    """A thousand fields over each other, two hundred lines in each."""
    field = b"<</Subtype /Widget /FT /Tx /Ff 4096 /T (f%d) /V (%b) /Rect [9 9 190 190] /P 3 0 R>>"
    lines = b"x\\n" * 200
    fields = {5 + number: field % (number, lines) for number in range(1_000)}
    named = "[" + " ".join(f"{number} 0 R" for number in fields) + "]"
    page = f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots {named}>>"
    return pdf(b"", "", {3: page.encode(), **fields}, f"/AcroForm <</Fields {named}>>")


PDFS = (
    Hostile("PDF: a content stream of 1 GiB", bomb, GIVEN_UP),
    Hostile("PDF: Flate within Flate", bomb_of_bombs, GIVEN_UP),
    Hostile("PDF: a picture of 3.6·10⁹ pixels", lambda: huge_image("")),
    Hostile("PDF: forms within themselves", recursive_form, GIVEN_UP),
    Hostile("PDF: forms that grow tenfold ten times", growing_forms, GIVEN_UP),
    Hostile("PDF: pattern steps of nearly nothing", lambda: pattern("0.0000001"), GIVEN_UP),
    Hostile("PDF: pattern steps of nothing", lambda: pattern("0")),
    Hostile("PDF: a pattern within itself", lambda: pattern("10", b"/Pattern cs /P scn 0 0 9 9 re f")),
    Hostile("PDF: an endless dash", lambda: pdf(b"[0.0000001] 0 d 0 0 m 1e9 1e9 l S")),
    Hostile(
        "PDF: numbers beyond all bounds", lambda: pdf(b"1e39 0 0 1e39 0 0 cm 0 0 1e39 1e39 re f nan inf l S")
    ),
    Hostile("PDF: 100 000 saved states", lambda: pdf(b"q " * 100_000)),
    Hostile("PDF: arrays 100 000 deep", lambda: pdf(b"[" * 100_000 + b"]" * 100_000 + b" TJ")),
    Hostile("PDF: a page tree within itself", lambda: page_tree("2 0 R 3 0 R", 2)),
    Hostile(
        "PDF: a million pages that are not there",
        lambda: page_tree("3 0 R", 10**6),
        frozenset({"reading.pdf_too_many_pages"}),
    ),
    Hostile("PDF: a predecessor that is itself", previous_loop),
    Hostile("PDF: an outline in a ring", outline_ring),
    Hostile("PDF: a title that ends in the middle of a character", half_a_character),
    Hostile("PDF: scripts and launch actions", script),
    Hostile("PDF: a little of everything", everything_pdf),
    Hostile("PDF: cut off in the middle", lambda: everything_pdf()[:2000]),
    Hostile("PDF: pages without end and without a tree", lost_pages),
    Hostile("PDF: fields without end, each of many lines", wordy_fields),
)
