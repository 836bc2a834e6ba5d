"""The annotations inside files through the real worker: listed, and shown where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from core.ofd import Highlight, Note, annotate
from core.ofd.marks import Area
from desktop.reading import Picture, ReadingWorker
from desktop.reading.wire import ANNOTATED_PAGES, PageView, Purpose
from tests.integration.reading.documents import ofd
from tests.integration.reading.portable import pdf_of, stream
from tests.unit.ofd.build import NS, pack, page_xml, parts_of

NOW = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)
MM = 25.4 / 72
PRINT, NO_ZOOM, NO_VIEW, HIDDEN = 4, 8, 32, 2
RED, WHITE = (255, 0, 0), (255, 255, 255)


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.stop()


def flagged_pdf(*flags: int) -> bytes:
    """A page of 200 × 100 pt with a red square annotation of 20 pt for each set of flags, from the left."""
    count = len(flags)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    annots = [
        b"<</Type/Annot/Subtype/Square/F %d/Rect[%d 40 %d 60]/T(Wang)/Contents<FEFF6838>"
        b"/M(D:20260617083000+08'00')/AP<</N 4 0 R>>>>" % (flag, 10 + 30 * number, 30 + 30 * number)
        for number, flag in enumerate(flags)
    ]
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Annots[" + kids + b"]>>",
            stream(b"1 0 0 rg 0 0 20 20 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 20 20]"),
            *annots,
        ]
    )


def colour(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    at = y * picture.stride + 4 * x
    blue, green, red = picture.pixels[at : at + 3]
    return red, green, blue


def test_what_an_ofd_says_of_its_annotations_is_listed(worker: ReadingWorker) -> None:
    count = ANNOTATED_PAGES + 2
    who = {"author": "王秘书", "made_at": NOW}
    marks = [
        Highlight(mark_id="a", page=0, areas=(Area(20, 30, 40, 5),), **who),
        Note(mark_id="b", page=count - 1, x=50, y=60, remark="请核对<金额>", **who),
    ]
    first, second = worker.annotations(worker.open(annotate(ofd(pages=count), marks, now=NOW)))
    assert (first.page, first.kind, first.author, first.changed) == (0, "highlight", "王秘书", "2026-06-17")
    assert first.box_mm == pytest.approx((20, 30, 40, 5), abs=0.3)
    assert (second.page, second.kind, second.words) == (count - 1, "note", "请核对<金额>")
    assert worker.annotations(worker.open(ofd())) == ()


def test_what_a_pdf_says_of_its_annotations_is_listed(worker: ReadingWorker) -> None:
    found = worker.annotations(worker.open(flagged_pdf(PRINT, 0, PRINT | NO_VIEW, HIDDEN | PRINT)))
    assert [(each.shown, each.prints) for each in found] == [
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ]
    first = found[0]
    assert (first.kind, first.author, first.changed, first.words) == (
        "drawing",
        "Wang",
        "2026-06-17 08:30",
        "核",
    )
    assert first.box_mm == pytest.approx((10 * MM, 40 * MM, 20 * MM, 20 * MM), abs=0.05)


def test_flags_say_whether_a_pdf_annotation_shows_on_screen_and_on_paper(worker: ReadingWorker) -> None:
    handle = worker.open(flagged_pdf(PRINT, 0, PRINT | NO_VIEW, HIDDEN | PRINT))
    seen = {}
    for purpose in ("screen", "print"):
        picture = worker.page_picture(handle, 0, dpi=72, purpose=purpose)
        seen[purpose] = [colour(picture, 20 + 30 * number, 50) for number in range(4)]
    assert seen == {"screen": [RED, RED, WHITE, WHITE], "print": [RED, WHITE, RED, WHITE]}


def bare_pdf(flags: int = PRINT) -> bytes:
    """A page of 200 × 100 pt whose annotations have no appearance: they only say what they are."""
    shared = b"<</Type/Annot/F %d/C[1 0 0]/Rect[%b]/Subtype"
    annots = (
        (b"10 85 90 95", b"/Line/L[10 90 90 90]/Border[0 0 4]>>"),
        (b"110 50 150 90", b"/Polygon/Vertices[110 50 150 50 150 90 110 90]/IC[0 0 1]>>"),
        (b"160 50 190 90", b"/PolyLine/Vertices[160 90 160 50 190 50]/Border[0 0 4]/AP null>>"),
        (b"10 10 100 80", b"/FreeText/Contents(l\nllllll)/DA(0 0 1 rg /Helv 24 Tf)>>"),
    )
    bodies = [shared % (flags, area) + rest for area, rest in annots]
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + len(bodies)))
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Annots[%b]>>" % kids,
            *bodies,
        ]
    )


@pytest.mark.parametrize("purpose", ["screen", "print"])
def test_annotations_of_a_pdf_without_an_appearance_are_drawn_by_what_they_say(
    worker: ReadingWorker, purpose: Purpose
) -> None:
    handle = worker.open(bare_pdf())
    for _ in range(2):  # PDFium makes some appearances while it draws
        picture = worker.page_picture(handle, 0, dpi=72, purpose=purpose)
        assert colour(picture, 50, 10) == RED
        assert (colour(picture, 130, 30), colour(picture, 110, 30)[0]) == ((0, 0, 255), 255)
        assert (colour(picture, 160, 30), colour(picture, 175, 50)) == (RED, RED)
        one, six, none = ([x for x in range(12, 98) if colour(picture, x, y)[0] < 128] for y in (36, 65, 85))
        assert max(one) < 25 < max(six)
        assert not none


def test_hidden_ones_without_an_appearance_stay_hidden(worker: ReadingWorker) -> None:
    for flags, screen, paper in (
        (HIDDEN | PRINT, WHITE, WHITE),
        (0, RED, WHITE),
        (NO_VIEW | PRINT, WHITE, RED),
    ):
        handle = worker.open(bare_pdf(flags))
        seen = [
            colour(worker.page_picture(handle, 0, dpi=72, purpose=purpose), 50, 10)  # type: ignore[arg-type]
            for purpose in ("screen", "print")
        ]
        assert seen == [screen, paper]


def flagged_ofd(flags: str) -> bytes:
    """A page of 210 × 297 mm with a red annotation on 50–60 mm across and 40–60 mm down."""
    shape = (
        '<ofd:PathObject ID="91" Boundary="0 0 10 20" Fill="true" Stroke="false">'
        '<ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 20 L 0 20 C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )
    page = (
        f'<ofd:PageAnnot {NS}><ofd:Annot ID="90" Type="Path" Creator="a" LastModDate="2026-01-01" {flags}>'
        f'<ofd:Appearance Boundary="50 40 10 20">{shape}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
    )
    listing = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    parts = parts_of(page_xml(), rest="<ofd:Annotations>Annots/A.xml</ofd:Annotations>")
    parts["Doc_0/Annots/A.xml"], parts["Doc_0/Annots/P.xml"] = listing, page
    return pack(parts)


def reds(picture: Picture) -> tuple[int, int, int, int]:
    """The rectangle of all that is red, px."""
    found = [
        (x, y) for y in range(picture.height) for x in range(picture.width) if colour(picture, x, y) == RED
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


@pytest.mark.parametrize(
    ("flags", "view", "covered"),
    [
        ("", PageView(2.0, 1), (100, 80, 120, 120)),
        ('NoZoom="true"', PageView(1.0), (100, 80, 120, 120)),
        ('NoZoom="true"', PageView(2.0), (100, 80, 110, 100)),
        ('NoZoom="true"', PageView(0.5), (100, 80, 140, 160)),
        ('NoRotate="true"', PageView(2.0, 1), (100, 60, 140, 80)),
        ('NoRotate="true"', PageView(1.0, 2), (80, 40, 100, 80)),
        ('NoRotate="true"', PageView(1.0, 3), (60, 80, 100, 100)),
        ('NoZoom="true" NoRotate="true"', PageView(2.0, 1), (100, 70, 120, 80)),
    ],
)
def test_an_annotation_that_says_so_keeps_its_size_and_stands_upright(
    worker: ReadingWorker, flags: str, view: PageView, covered: tuple[int, int, int, int]
) -> None:
    """About its upper left corner, at 100 px across and 80 down; the view is turned clockwise afterwards."""
    handle = worker.open(flagged_ofd(flags))
    assert reds(worker.page_picture(handle, 0, px_per_mm=2.0, view=view)) == covered


def test_a_pdf_annotation_that_says_so_keeps_its_size(worker: ReadingWorker) -> None:
    handle = worker.open(flagged_pdf(PRINT | NO_ZOOM))
    pictures = [worker.page_picture(handle, 0, dpi=144, view=PageView(zoom)) for zoom in (1.0, 2.0, 0.5, 1.0)]
    assert [reds(picture) for picture in pictures] == [
        (20, 80, 60, 120),
        (20, 80, 40, 100),
        (20, 80, 100, 160),
        (20, 80, 60, 120),
    ]
