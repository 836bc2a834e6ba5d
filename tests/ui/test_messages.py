"""Every failure of core and desktop has words, in both languages."""

from __future__ import annotations

import pytest

from core.errors import AppError
from core.seal.report import Code, Step, Verdict
from desktop.config import Language
from desktop.ui import verdicts
from desktop.ui.language import Translation
from desktop.ui.messages import explain, explanation, refusal
from tests.errors import example, kinds_of_error

# What these can meet is told at a terminal, by `desktop.cli.reasons`.
TOLD_AT_A_TERMINAL = ("desktop.cli", "desktop.demo")


@pytest.mark.parametrize(
    "kind", kinds_of_error(outside=TOLD_AT_A_TERMINAL), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_an_error_has_words_of_its_own_in_both_languages(kind: type[AppError], chinese: Translation) -> None:
    said = explain(example(kind))
    assert kind in explanation.explain.registry, f"desktop/ui/messages says nothing about {kind.__name__}"
    chinese.use(Language.ENGLISH)
    english = explain(example(kind))
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
