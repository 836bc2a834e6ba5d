"""Documents found by what a person types."""

from __future__ import annotations

import pytest

from desktop.workspace.searching import folded, searched_text, words_of
from tests.unit.desktop.builders import document


@pytest.mark.parametrize(
    "typed", ["〔2026〕8号", "[2026]8号", "［２０２６］８号", "(2026)8号", "【2026】8号"]
)
def test_any_bracket_and_width_is_the_same_number(typed: str) -> None:
    assert folded(typed) == "(2026)8号"


def test_words_are_looked_for_one_by_one() -> None:
    assert words_of(" 公园　改造 ") == ["公园", "改造"]


def test_numbers_titles_and_organs_are_searched() -> None:
    text = searched_text(document(), "城市管理局")
    assert all(word in text for word in ("北滨路", "江城管(2026)8号", "城市管理局", "请示"))
