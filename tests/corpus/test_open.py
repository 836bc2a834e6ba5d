"""Every OFD of the corpus opens, and every page becomes a display list and text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import DocumentError
from core.ofd import open_ofd, page_text, plain_text

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
BROKEN_ROOT = ("050", "051", "060")

pytestmark = pytest.mark.skipif(
    not (CORPUS / "MANIFEST.tsv").is_file(), reason="the corpus is not beside the project (../shared/corpus)"
)


def manifest() -> Iterator[tuple[str, int]]:
    """File names and page counts; nothing when the corpus is absent, so the tests can still be collected."""
    if (CORPUS / "MANIFEST.tsv").is_file():
        with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8") as lines:
            for line in csv.DictReader(lines, delimiter="\t"):
                yield line["file"], int(line["pages"])


@pytest.mark.parametrize(("file", "pages"), list(manifest()), ids=lambda value: str(value)[:3])
def test_every_page_of_the_corpus_has_a_display_list(file: str, pages: int) -> None:
    document = open_ofd((CORPUS / "ofd" / file).read_bytes())
    if file.startswith(BROKEN_ROOT):
        assert document.page_count > 0
    else:
        assert document.page_count == pages
    for index in range(document.page_count):
        page = document.display(index)
        assert document.page_size(index) == (page.width, page.height)
        assert "\ufffd" not in plain_text(page_text(page))
    for key in document.fonts:
        document.font(key)
    for signature in document.signatures:
        assert document.signed_value(signature.signature_id)
    assert all(attachment.part for attachment in document.attachments)


@pytest.mark.parametrize(("file", "pages"), list(manifest()), ids=lambda value: str(value)[:3])
def test_a_file_of_the_corpus_cut_off_fails_with_a_declared_error(file: str, pages: int) -> None:
    data = (CORPUS / "ofd" / file).read_bytes()
    for kept in (len(data) // 3, len(data) - 40):
        with pytest.raises(DocumentError):
            open_ofd(data[:kept])
