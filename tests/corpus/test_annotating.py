"""Marks written into the files of the corpus: what was there stays, and sealed files are refused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.ofd import (
    DocumentSealed,
    Highlight,
    annotate,
    open_ofd,
    page_text,
    plain_text,
    read_marks,
)
from core.ofd.marks import Area

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted((CORPUS / "ofd").glob("*.ofd"))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
MARK = Highlight(mark_id="1", page=0, author="甲", made_at=NOW, areas=(Area(20, 20, 30, 5),), remark="批注")

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not beside the project (../shared/corpus)")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:3])
def test_a_mark_is_added_and_everything_else_stays(file: Path) -> None:
    before = file.read_bytes()
    document = open_ofd(before)
    if document.signatures_loc:
        with pytest.raises(DocumentSealed):
            annotate(before, [MARK], now=NOW)
        return
    after = annotate(before, [MARK], now=NOW)
    marked = open_ofd(after)
    assert read_marks(marked, 0) == (MARK,)
    assert marked.page_count == document.page_count
    page, old = marked.display(0), document.display(0)
    assert len(page.annotations) == len(old.annotations) + 1
    assert (page.items, page.links) == (old.items, old.links)
    assert plain_text(page_text(page)) == plain_text(page_text(old))
    directory = before.rindex(b"PK\x05\x06")
    start = int.from_bytes(before[directory + 16 : directory + 20], "little")
    assert after[:start] == before[:start]
