"""The worker's search: what it remembers of pages never changes what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from core.ofd import TextRun, search_text
from core.ofd.display import Box
from desktop.reading.texts import FoldedPages, page_text


def run(text: str, line: int) -> TextRun:
    boxes = tuple(Box(at, line, 1, 1) for at in range(len(text)))
    return TextRun(text=text, box=Box(0, line, len(text), 1), char_boxes=boxes, line=line)


@dataclass
class Pages:
    """A document of text alone, which counts how often its pages are laid out."""

    lines: dict[int, list[str]]
    laid_out: list[int] = field(default_factory=list)

    def runs(self, page: int) -> tuple[TextRun, ...]:
        self.laid_out.append(page)
        return tuple(run(text, number) for number, text in enumerate(self.lines[page]) if text)

    def characters(self, page: int) -> str:
        return "".join(reversed(self.lines[page]))


letters = st.text("甲乙丙aAＡ〔[( ", max_size=8)


@given(
    st.lists(st.lists(letters, max_size=4), min_size=1, max_size=3), st.lists(letters, min_size=1, max_size=6)
)
def test_remembering_pages_finds_what_reading_them_finds(pages: list[list[str]], wanted: list[str]) -> None:
    document = Pages(dict(enumerate(pages)))
    remembered = FoldedPages()
    for text in wanted * 2:
        for page in document.lines:
            found = remembered.search(page, text, document)  # type: ignore[arg-type]
            direct = search_text(document.runs(page), text)
            assert [tuple(map(tuple, hit.boxes_mm)) for hit in found] == [
                tuple(map(tuple, hit.boxes)) for hit in direct
            ]


def test_a_page_in_which_nothing_can_be_found_is_not_laid_out() -> None:
    document = Pages({0: ["甲乙"], 1: ["丙"]})
    remembered = FoldedPages()
    for wanted in ("丁", "甲丙", "", " "):
        assert remembered.search(0, wanted, document) == ()  # type: ignore[arg-type]
    assert document.laid_out == []
    assert remembered.search(0, "乙甲", document) == ()  # type: ignore[arg-type]
    assert remembered.search(0, "乙甲", document) == ()  # type: ignore[arg-type]
    assert document.laid_out == [0]


def test_what_is_remembered_is_bounded() -> None:
    document = Pages({page: ["一" * 60] for page in range(5)})
    remembered = FoldedPages(characters_max=100)
    for page in document.lines:
        assert len(remembered.search(page, "一一", document)) == 30  # type: ignore[arg-type]
    assert sum(map(len, remembered._pages.values())) <= 100


def test_text_that_cannot_be_encoded_is_answered_all_the_same() -> None:
    answer = page_text([run("甲\ud800", 0)], ())
    assert answer.text.encode()
    assert len(answer.runs[0].text) == len(answer.runs[0].char_boxes_mm)
