"""Titles: broken by sense into a trapezoid or a diamond."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.redhead.breaking import NO_END, NO_START
from core.redhead.grid import cells
from core.redhead.lexicon import cut
from core.redhead.title import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "青禾县人民政府办公室关于切实做好2026年主汛期防汛备汛工作的通知",
            ("青禾县人民政府办公室", "关于切实做好2026年主汛期", "防汛备汛工作的通知"),
        ),
        (
            "青禾县财政局 青禾县水利局关于审定2026年山塘除险加固补助资金安排计划的请示",
            ("青禾县财政局 青禾县水利局", "关于审定2026年山塘除险加固", "补助资金安排计划的请示"),
        ),
        ("青禾县人民政府森林防火命令", ("青禾县人民政府森林防火命令",)),
    ],
)
def test_titles_of_the_sample_office_break_by_sense(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, width=20) == lines


def test_a_break_that_the_writer_set_is_kept() -> None:
    assert title_lines("关于做好\n有关工作的通知", width=20) == ("关于做好", "有关工作的通知")


def test_no_title_of_the_office_ends_in_a_lone_character_or_is_an_hourglass(office: dict[str, Any]) -> None:
    for record in (*office["documents"], *office["received"]):
        widths = [cells(line) for line in title_lines(record["title"], width=20)]
        assert max(widths) <= 20
        assert min(widths) >= 4
        assert not any(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))


def test_no_title_of_the_office_is_broken_inside_a_word(office: dict[str, Any]) -> None:
    for record in (*office["documents"], *office["received"]):
        place, inside = 0, set()
        for word, _ in cut(record["title"]):
            inside |= set(range(place + 1, place + len(word)))
            place += len(word)
        lines = title_lines(record["title"], width=20)
        breaks, seen = [], 0
        for line in lines[:-1]:
            seen = record["title"].index(line, seen) + len(line)
            breaks.append(seen)
        assert not inside & set(breaks), record["title"]


@given(
    st.text(
        alphabet="青禾县人民政府关于做好防汛备汛工作的通知（草案）《》、“”2026年", min_size=1, max_size=90
    )
)
def test_any_title_keeps_its_characters_and_the_width(title: str) -> None:
    lines = title_lines(title, width=20)
    assert "".join(lines) == title
    assert all(cells(line) <= 20 for line in lines)


@given(
    st.lists(
        st.sampled_from(["关于", "做好", "防汛", "工作", "的", "通知", "（草案）", "《办法》", "、"]),
        min_size=6,
        max_size=20,
    )
)
def test_brackets_and_marks_keep_their_side_of_a_break(words: list[str]) -> None:
    lines = title_lines("关于" + "".join(words), width=20)
    for before, after in pairwise(lines):
        assert before[-1] not in NO_END
        assert after[0] not in NO_START or "、、" in "".join(words) or words[0] == "、"
