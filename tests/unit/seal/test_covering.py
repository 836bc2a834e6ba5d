"""上不压正文: what lies under a seal, and how far the text above it is."""

from __future__ import annotations

import pytest

from core.ofd import TextRun
from core.ofd.display import Box
from core.seal import PageLines, Size, size_rule


def line(text: str, x: float, y: float, number: int) -> TextRun:
    boxes = tuple(Box(x + 5 * place, y, 5, 5) for place in range(len(text)))
    return TextRun(text=text, box=Box(x, y, 5 * len(text), 5), char_boxes=boxes, line=number)


PAGE = [
    line("一、各部门要认真落实，确保安全度汛。", 39, 180, 0),
    line("附件：1．任务分工表", 39, 200, 1),
    line("青禾县人民政府", 115, 230, 2),
    line("2026年6月17日", 115, 240, 3),
    line("（联系人：唐景和）", 39, 262, 4),
]
LINES = PageLines.of(PAGE)


def test_names_and_date_may_be_pressed() -> None:
    assert ["".join(run.text for run in each) for each in LINES.closing] == [
        "青禾县人民政府",
        "2026年6月17日",
    ]
    assert LINES.covered(Box(115, 212, 45, 45)) == ()


def test_a_seal_on_the_body_names_the_characters_it_covers() -> None:
    covered = LINES.covered(Box(60, 160, 45, 45))
    assert covered
    assert {box.y for box in covered} == {180.0, 200.0}


def test_the_corner_outside_a_round_seal_covers_nothing() -> None:
    corner = Box(84 - 44, 205 - 44 + 4, 45, 45)
    assert len(LINES.covered(corner, rounded=False)) > len(LINES.covered(corner))


def test_free_lines_above_are_told_in_lines() -> None:
    assert LINES.lines_above(Box(115, 215.45, 45, 45)) == pytest.approx(1.0)
    assert LINES.lines_above(Box(115, 200, 45, 45)) == pytest.approx(-5 / 10.45)
    assert LINES.lines_above(Box(115, 0, 45, 45)) is None


def test_without_a_date_every_line_is_body() -> None:
    assert PageLines.of(PAGE[:2]).closing == ()


@pytest.mark.parametrize(
    ("organ", "mm", "allowed"),
    [
        ("青禾县人民政府", 45, True),
        ("青禾县人民政府", 42, False),
        ("柳河镇人民政府", 42, True),
        ("柳河镇人民政府", 45, False),
        ("青禾县财政局", 40, True),
        ("青禾县财政局", 46, False),
    ],
)
def test_a_seals_size_follows_its_organ(organ: str, mm: float, allowed: bool) -> None:
    rule = size_rule(organ)
    assert rule is not None
    assert rule.allows(Size(mm, mm)) is allowed


def test_a_province_follows_another_rule() -> None:
    assert size_rule("东岭省人民政府") is None
