"""Search as people mean it: brackets, widths, case and line ends do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ofd import find_text, page_text, search_text
from core.ofd.search import HITS_MAX, folded, folded_page
from tests.unit.ofd.build import page_of
from tests.unit.ofd.test_text import text_xml


def hits(wanted: str, *objects: str) -> int:
    return len(search_text(page_text(page_of("".join(objects))), wanted))


@pytest.mark.parametrize(
    "wanted",
    ["〔2026〕12号", "[2026]12号", "［２０２６］12号", "(2026)１２号", "（2026） 12 号", "【2026】12号"],
)
def test_every_way_to_write_an_official_number_finds_it(wanted: str) -> None:
    assert hits(wanted, text_xml("国办发〔2026〕12号", 20, 40)) == 1
    assert hits(wanted, text_xml("国办发（2026）12号", 20, 40)) == 1


def test_case_and_width_do_not_count() -> None:
    assert hits("gb/t", text_xml("按照ＧＢ／Ｔ 33190和GB/T 9704", 20, 40)) == 2


def test_a_character_that_folds_to_several_has_one_box() -> None:
    (hit,) = search_text(page_text(page_of(text_xml("共㎏计", 20, 40))), "kg")
    assert (hit.boxes[0].x, hit.boxes[0].width) == (pytest.approx(25), pytest.approx(5))


def test_a_hit_across_a_line_break_has_a_box_on_each_line() -> None:
    runs = page_text(page_of(text_xml("关于做好安全生", 100, 40) + text_xml("产工作的通知", 20, 48)))
    (hit,) = search_text(runs, "安全生产工作")
    first, second = hit.boxes
    assert (first.x, first.width) == (pytest.approx(120), pytest.approx(15))
    assert (second.x, second.width) == (pytest.approx(20), pytest.approx(15))
    assert second.y > first.y
    assert find_text(runs, "安全生产工作") == ()
    assert hit.context == "关于做好安全生产工作的通知"


def test_words_on_two_lines_are_told_apart_around_a_hit() -> None:
    runs = page_text(page_of(text_xml("the source", 20, 40) + text_xml("files described", 20, 48)))
    (hit,) = search_text(runs, "source files")
    assert hit.context == "the source files described"


def test_occurrences_do_not_overlap() -> None:
    assert hits("哈哈", text_xml("哈哈哈哈哈", 20, 40)) == 2


def test_nothing_but_blanks_finds_nothing() -> None:
    assert hits(" \u3000\u200b", text_xml("有 字", 20, 40)) == 0


def test_answers_are_bounded() -> None:
    line = text_xml("一" * 3000, 0, 40, step=0.05)
    assert hits("一", line, text_xml("一" * 3000, 0, 80, step=0.05)) == HITS_MAX


@given(st.text(max_size=30), st.text(min_size=1, max_size=6), st.text(max_size=30))
def test_what_stands_in_the_folded_page_is_found(before: str, wanted: str, after: str) -> None:
    runs = page_text(page_of(""))
    assert runs == ()
    assert folded(before + wanted + after) == folded(before) + folded(wanted) + folded(after)
    assert folded(folded(wanted)) == folded(wanted)


def test_a_page_folds_to_what_is_searched() -> None:
    runs = page_text(page_of(text_xml("Ａ〔1〕", 20, 40) + text_xml("乙", 20, 60)))
    assert folded_page(runs) == "a(1)乙"
