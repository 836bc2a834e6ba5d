"""The annotations inside files through the real worker: listed, and shown where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from core.ofd import Highlight, Note, annotate
from core.ofd.marks import Area
from desktop.reading import Picture, ReadingWorker
from desktop.reading.wire import ANNOTATED_PAGES
from tests.integration.reading.documents import ofd
from tests.integration.reading.portable import pdf_of, stream

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
