"""Chinese line breaking: what may not start or end a line, and how a line is filled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.redhead.breaking import NO_END, NO_START, break_lines
from core.redhead.grid import COLUMNS, cell_of, cells

PROSE = st.text(
    alphabet="县人民政府关于做好防汛工作的通知，。、；：“”（）《》〔〕！？0123456789.%KmA—…", max_size=200
)


@given(PROSE)
def test_no_character_is_lost_added_or_moved(text: str) -> None:
    lines = break_lines(text, first=26, rest=28)
    assert "".join(line.text for line in lines) == text
    assert all(text[line.start :].startswith(line.text) for line in lines)


HAN_WITH_MARKS = st.lists(
    st.tuples(
        st.text(alphabet="县人民政府关于做好防汛工作", min_size=2, max_size=6),
        st.sampled_from("，。、；：！？”）》"),
    ),
    max_size=40,
).map(lambda pairs: "".join(han + mark for han, mark in pairs))


@given(HAN_WITH_MARKS)
def test_no_line_starts_with_a_closing_mark(text: str) -> None:
    assert all(line.text[0] not in NO_START for line in break_lines(text, first=26, rest=28))


@given(
    st.lists(
        st.tuples(st.sampled_from("“（《〔"), st.text(alphabet="县人民政府关于做好", min_size=2, max_size=5)),
        max_size=40,
    ).map(lambda pairs: "".join(mark + han for mark, han in pairs))
)
def test_no_line_ends_with_an_opening_mark(text: str) -> None:
    assert all(line.text[-1] not in NO_END for line in break_lines(text, first=26, rest=28))


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="县人民政府工作", min_size=1, max_size=7),
            st.from_regex(r"[0-9]{1,6}", fullmatch=True),
        ),
        max_size=60,
    )
)
def test_a_number_is_never_cut_in_two(pieces: list[str]) -> None:
    text = "县".join(pieces)
    found = [
        number for line in break_lines(text, first=26, rest=28) for number in re.findall(r"\d+", line.text)
    ]
    assert found == re.findall(r"\d+", text)


@given(PROSE)
def test_no_line_is_wider_than_its_room(text: str) -> None:
    for number, line in enumerate(break_lines(text, first=26, rest=28)):
        room = 26 if number == 0 else 28
        hanging = 0 if line.text[-1] not in NO_START else 1
        assert sum(line.advances) - hanging <= room + 1e-6 or len(set(line.text) & (NO_START | NO_END)) > 3


@given(HAN_WITH_MARKS)
def test_prose_fills_every_line_but_the_last_to_the_right_edge(text: str) -> None:
    for number, line in enumerate(break_lines(text, first=26, rest=28)[:-1]):
        assert sum(line.advances) == pytest.approx(26 if number == 0 else 28, abs=0.02)


@given(PROSE)
def test_glyphs_keep_most_of_their_cell(text: str) -> None:
    for line in break_lines(text, first=26, rest=28):
        for character, advance in zip(line.text, line.advances, strict=True):
            assert cell_of(character) * 0.49 <= advance <= cell_of(character) + 0.4


def test_a_full_stop_after_a_full_line_is_squeezed_in_rather_than_carried() -> None:
    text = "各乡镇人民政府、县政府各部门，要认真做好防汛抗旱各项工作。现将有关事项"
    lines = break_lines(text, first=28, rest=28)
    assert cells("各乡镇人民政府、县政府各部门，要认真做好防汛抗旱各项工作。") == 29
    assert lines[0].text.endswith("。")
    assert sum(lines[0].advances) == pytest.approx(28)


def test_a_word_longer_than_a_line_is_cut_where_the_paper_ends() -> None:
    lines = break_lines("a" * 200, first=COLUMNS, rest=COLUMNS)
    assert all(sum(line.advances) <= COLUMNS for line in lines)


def test_nothing_to_set_gives_no_line() -> None:
    assert break_lines("", first=26, rest=28) == ()
