"""Joint seals stand in rows, in order, apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ofd import TextRun
from core.ofd.display import Box
from core.seal import JointSeal, Size, TextNotFound, place_jointly, touching

A4 = Size(210, 297)
SEAL = Size(45, 45)


def line(text: str, x: float, y: float, number: int) -> TextRun:
    boxes = tuple(Box(x + 5 * place, y, 5, 5) for place in range(len(text)))
    return TextRun(text=text, box=Box(x, y, 5 * len(text), 5), char_boxes=boxes, line=number)


DATED = [line("特此通知。", 39, 80, 0), line("2026年6月17日", 110, 250, 1)]
sizes = st.sampled_from([Size(45, 45), Size(42, 42), Size(40, 30), Size(50, 50)])


@given(st.lists(sizes, min_size=1, max_size=9))
def test_seals_never_touch_stand_in_order_and_at_most_three_a_row(chosen: list[Size]) -> None:
    seals = [JointSeal(f"机关{number}", size) for number, size in enumerate(chosen)]
    boxes = [placement.boundary for placement in place_jointly(seals, [DATED], [A4])]
    assert [(box.width, box.height) for box in boxes] == [(size.width, size.height) for size in chosen]
    assert not any(touching(one, [other]) for one, other in combinations(boxes, 2) if one.y + one.height > 0)
    middles = [(round(box.y + box.height / 2, 3), box.x) for box in boxes]
    assert middles == sorted(middles)
    rows = [[y for y, _ in middles].count(row) for row in {y for y, _ in middles}]
    assert max(rows) <= 3


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_row_stays_inside_the_type_area(count: int) -> None:
    seals = [JointSeal(f"机关{number}", Size(42, 42)) for number in range(count)]
    boxes = [placement.boundary for placement in place_jointly(seals, [DATED], [A4])]
    assert all(box.x >= 28 - 0.01 and box.x + box.width <= 184 + 0.01 for box in boxes)


def test_the_last_presses_the_date() -> None:
    seals = [JointSeal("甲局", SEAL), JointSeal("乙局", SEAL)]
    last = place_jointly(seals, [DATED], [A4])[-1].boundary
    date = DATED[1].box
    assert last.x + last.width / 2 == pytest.approx(date.x + date.width / 2)
    assert last.y < date.y < last.y + last.height


def test_each_stands_on_its_name_where_the_names_are_typeset() -> None:
    runs = [
        line("特此通知。", 39, 60, 0),
        line("青禾县财政局", 40, 150, 1),
        line("青禾县审计局", 125, 150, 1),
        line("青禾县民政局", 120, 235, 2),
        line("2026年6月17日", 115, 250, 3),
    ]
    names = ["青禾县财政局", "青禾县审计局", "青禾县民政局"]
    boxes = [p.boundary for p in place_jointly([JointSeal(name, SEAL) for name in names], [runs], [A4])]
    assert boxes[0].x + 22.5 == pytest.approx(55)
    assert boxes[1].x + 22.5 == pytest.approx(140)
    assert boxes[0].y == boxes[1].y == pytest.approx(152.5 - 22.5)
    assert boxes[2].y > boxes[1].y + 45


def test_without_a_date_there_is_no_place() -> None:
    with pytest.raises(TextNotFound):
        place_jointly([JointSeal("甲局", SEAL)], [[line("特此通知。", 39, 60, 0)]], [A4])
