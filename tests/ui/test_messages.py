"""Every failure of core and desktop has words, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

import core
import desktop
from core.errors import AppError
from core.seal.report import Code, Step, Verdict
from desktop.config import Language
from desktop.ui import verdicts
from desktop.ui.language import Translation
from desktop.ui.messages import explain, refusal

UNSEEN = ("desktop.cli", "desktop.demo", "tests", "gateway")
"""Their errors are told at a terminal, by `desktop.cli.reasons`."""


def _leaves(kind: type[AppError]) -> Iterator[type[AppError]]:
    children = kind.__subclasses__()
    if not children and not kind.__module__.startswith(UNSEEN):
        yield kind
    for child in children:
        yield from _leaves(child)


def _every_error() -> list[type[AppError]]:
    for package in (core, desktop):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__") and not module.name.startswith(UNSEEN):
                importlib.import_module(module.name)
    return sorted(set(_leaves(AppError)), key=lambda kind: (kind.__module__, kind.__name__))


def _example(kind: type[AppError]) -> AppError:
    """An error of that kind with facts of the right types."""
    values: dict[str, Any] = {"str": "x", "int": 3, "float": 2.5, "bool": True}
    hints = get_type_hints(kind)
    facts = {}
    for name in kind.fact_names:
        named = str(getattr(hints[name], "__name__", hints[name]))
        facts[name] = ("x",) if named.startswith("tuple") else values.get(named, 3)
    return kind(**facts)


@pytest.mark.parametrize("kind", _every_error(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_an_error_has_words_of_its_own_in_both_languages(kind: type[AppError], chinese: Translation) -> None:
    assert kind in explain.registry, f"desktop/ui/messages says nothing about {kind.__name__}"
    said = explain(_example(kind))
    chinese.use(Language.ENGLISH)
    english = explain(_example(kind))
    for ours, theirs in zip(
        (said.title, said.sentence, said.remedy),
        (english.title, english.sentence, english.remedy),
        strict=True,
    ):
        assert ours
        assert ours != theirs
        assert "{" not in ours + theirs
        assert "%n" not in ours + theirs


def test_an_error_without_words_is_still_told() -> None:
    said = explain(AppError())
    assert said.title
    assert "error" in said.sentence


@pytest.mark.parametrize("code", Code)
def test_every_finding_of_verification_has_a_sentence(code: Code, chinese: Translation) -> None:
    assert str(code) not in verdicts.reason(code)


def test_the_three_verdicts_are_those_of_the_glossary(chinese: Translation) -> None:
    assert [verdicts.verdict(each) for each in Verdict] == ["有效", "无效", "未能判定", "无签章"]


@pytest.mark.parametrize("step", Step)
def test_every_step_of_verification_has_a_name(step: Step, chinese: Translation) -> None:
    assert verdicts.step(step)


def test_an_unknown_reason_is_told_by_its_code() -> None:
    assert "brand_new" in refusal("brand_new")
