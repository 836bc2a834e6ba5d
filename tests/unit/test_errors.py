"""The base of all errors: facts declared as fields, without dataclasses."""

from __future__ import annotations

import pytest

from core.errors import AppError


class Refused(AppError):
    code = "test.refused"
    part: str
    line: int = 0


def test_facts_are_given_by_place_or_by_name() -> None:
    assert Refused("a", line=2).facts() == Refused(part="a", line=2).facts() == {"part": "a", "line": 2}


def test_a_fact_not_given_has_its_default() -> None:
    assert Refused("a").line == 0


@pytest.mark.parametrize("facts", [{}, {"part": "a", "more": 1}, {"line": 1}])
def test_a_fact_missing_or_unknown_is_a_type_error(facts: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Refused(**facts)


def test_a_fact_given_twice_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        Refused("a", part="b")


def test_an_error_says_its_code_and_its_facts() -> None:
    assert str(Refused("a")) == "test.refused {'part': 'a', 'line': 0}"
    assert repr(Refused("a")) == "Refused(part='a', line=0)"
