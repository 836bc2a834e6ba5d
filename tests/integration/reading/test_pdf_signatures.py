"""What the reader says of the signatures in signed PDFs (../shared/vectors/pdf)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.reading import ReadingWorker

VECTORS = Path(__file__).parents[3].parent / "shared" / "vectors" / "pdf"

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the signed PDFs are not beside the project (../shared/vectors/pdf)"
)


@pytest.mark.parametrize(
    ("file", "kinds", "pages"),
    [
        ("pades_sm2_B-B.pdf", ["ETSI.CAdES.detached"], [0]),
        ("pades_sm2_multi.pdf", ["ETSI.CAdES.detached"] * 3, [0, 1, 2]),
        ("pades_sm2_B-LTA.pdf", ["ETSI.CAdES.detached", "ETSI.RFC3161"], [0, 0]),
        ("ses_custom_subfilter.pdf", ["GM.sm2seal"], [0]),
    ],
)
def test_signatures_are_listed_with_their_method_and_place(
    file: str, kinds: list[str], pages: list[int]
) -> None:
    worker = ReadingWorker()
    try:
        handle = worker.open((VECTORS / file).read_bytes())
        picture = worker.page_picture(handle, 0, dpi=36)
    finally:
        worker.stop()
    marks = handle.summary.signatures
    assert [mark.kind for mark in marks] == kinds
    assert [place.page for mark in marks for place in mark.stamps] == pages
    assert (round(marks[0].stamps[0].box_mm.width), round(marks[0].stamps[0].box_mm.height)) == (42, 42)
    assert picture.warnings == ()
