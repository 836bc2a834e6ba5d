"""Where a seal goes: at a point, on a word, on the date, over the edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ofd import TextRun
from core.ofd.display import Box
from core.seal import (
    Edge,
    NothingToStraddle,
    PageLines,
    PageMissing,
    Placement,
    Size,
    StampOutsidePage,
    TextNotFound,
    middle_offset,
    place_at,
    place_on_date,
    place_on_keyword,
    straddle,
    straddle_groups,
)

A4, SEAL, NAME_STAMP = Size(210, 297), Size(42, 42), Size(38, 16)


def line(text: str, x: float, y: float, number: int) -> TextRun:
    boxes = tuple(Box(x + 5 * place, y, 5, 5) for place in range(len(text)))
    return TextRun(text=text, box=Box(x, y, 5 * len(text), 5), char_boxes=boxes, line=number)


def visible(placement: Placement) -> Box:
    """The part of the page that shows a piece of the seal."""
    box, clip = placement.boundary, placement.clip
    return box if clip is None else Box(box.x + clip.x, box.y + clip.y, clip.width, clip.height)


def test_a_seal_stands_where_it_was_put() -> None:
    assert place_at(1, 100, 200, SEAL, [A4, A4]) == Placement(1, Box(100, 200, 42, 42))


def test_a_page_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PageMissing):
        place_at(2, 0, 0, SEAL, [A4, A4])


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, 256), (169, 0)])
def test_a_seal_that_leaves_the_page_is_refused(x: float, y: float) -> None:
    with pytest.raises(StampOutsidePage):
        place_at(0, x, y, SEAL, [A4])


def test_the_keyword_is_taken_where_it_stands_last() -> None:
    texts = [[line("青禾县人民政府", 50, 30, 0)], [line("青禾县人民政府", 120, 200, 0)]]
    placement = place_on_keyword("人民政府", texts, SEAL, [A4, A4])
    assert placement == Placement(1, Box(145 - 21, 202.5 - 21, 42, 42))


def test_a_seal_on_a_keyword_at_the_edge_is_moved_inside() -> None:
    placement = place_on_keyword("章", [[line("章", 204, 2, 0)]], SEAL, [A4])
    assert placement.boundary == Box(168, 0, 42, 42)


def test_a_keyword_that_is_not_there_is_refused() -> None:
    with pytest.raises(TextNotFound):
        place_on_keyword("章", [[line("无", 0, 0, 0)]], SEAL, [A4])


def test_name_and_date_stand_in_the_seal_slightly_below_its_centre() -> None:
    runs = [
        line("请于2026年6月1日前报送。", 30, 100, 0),
        line("演示市政府", 140, 200, 1),
        line("2026年6月16日", 130, 210, 2),
    ]
    placement = place_on_date([runs], SEAL, [A4])
    seal = placement.boundary
    centre_x, centre_y = seal.x + 21, seal.y + 21
    assert centre_x == pytest.approx(130 + 10 * 5 / 2)
    assert centre_y == pytest.approx((200 + 215) / 2 - 2)


@pytest.mark.parametrize(("name_y", "moved_up"), [(225.5, 0.0), (232.0, 1.7), (234.0, 3.7), (236.0, 0.0)])
def test_a_seal_that_would_stand_a_little_too_low_is_moved_up_to_within_a_line_of_the_text(
    name_y: float, moved_up: float
) -> None:
    """Too far below it is left in the middle of what it presses, and the window says how far it is."""
    runs = [
        line("请于2026年6月1日前报送。", 30, 200, 0),
        line("演示市政府", 140, name_y, 1),
        line("2026年6月16日", 130, name_y + 10, 2),
    ]
    seal = place_on_date([runs], SEAL, [A4]).boundary
    assert seal.y + 21 == pytest.approx(name_y + 7.5 - 2 - moved_up, abs=0.5)
    free = PageLines.of(runs).lines_above(seal)
    assert free is not None
    assert (free <= 1.0) is (name_y < 236)


def test_a_name_stamp_stands_two_characters_beside_its_post() -> None:
    runs = [
        line("本命令自2026年3月10日起施行。", 30, 180, 0),
        line("县长", 100, 210, 1),
        line("2026年3月2日", 130, 230, 2),
    ]
    stamp = place_on_date([runs], NAME_STAMP, [A4]).boundary
    assert stamp == pytest.approx(Box(110 + 2 * 5, 212.5 - 8, 38, 16))


def test_without_a_post_a_name_stamp_ends_where_the_date_ends_a_blank_line_above_it() -> None:
    runs = [line("本命令自2026年3月10日起施行。", 30, 215, 0), line("2026年3月2日", 130, 230, 1)]
    stamp = place_on_date([runs], NAME_STAMP, [A4]).boundary
    assert stamp.x + stamp.width == pytest.approx(130 + 9 * 5)
    assert 230 - (stamp.y + stamp.height) == pytest.approx(10.45)


def test_a_date_in_chinese_figures_is_a_date() -> None:
    assert place_on_date([[line("二〇二六年六月十六日", 100, 200, 0)]], SEAL, [A4]).page == 0


def test_a_date_inside_a_sentence_is_no_date_of_signing() -> None:
    with pytest.raises(TextNotFound):
        place_on_date([[line("2026年6月16日起施行。", 20, 200, 0)]], SEAL, [A4])


@given(
    edge=st.sampled_from(Edge),
    pages=st.lists(st.builds(Size, st.floats(60, 500), st.floats(60, 500)), min_size=2, max_size=100),
)
def test_the_slices_of_each_group_make_one_whole_seal_at_the_edge(edge: Edge, pages: list[Size]) -> None:
    placements = straddle(SEAL, pages, edge)
    assert [placement.page for placement in placements] == list(range(len(pages)))
    total = 0.0
    for placement in placements:
        box, page = visible(placement), pages[placement.page]
        assert placement.boundary[2:] == (42, 42)
        sideways = edge in (Edge.LEFT, Edge.RIGHT)
        reach = {
            Edge.RIGHT: box.x + box.width - page.width,
            Edge.LEFT: box.x,
            Edge.BOTTOM: box.y + box.height - page.height,
            Edge.TOP: box.y,
        }[edge]
        assert reach == pytest.approx(0)
        total += box.width if sideways else box.height
        assert (box.width if sideways else box.height) >= 2
    assert total % 42 == pytest.approx(0) or total % 42 == pytest.approx(42)


def test_sheets_fanned_to_the_right_show_the_seal_in_order() -> None:
    clips = [placement.clip for placement in straddle(SEAL, [A4] * 3, Edge.RIGHT)]
    assert clips == [Box(0, 0, 14, 42), Box(14, 0, 14, 42), Box(28, 0, 14, 42)]
    mirrored = [placement.clip for placement in straddle(SEAL, [A4] * 3, Edge.LEFT)]
    assert mirrored == list(reversed(clips))


def test_the_slice_lies_at_the_edge_of_its_own_page() -> None:
    narrow, wide = straddle(SEAL, [A4, Size(297, 297)], Edge.RIGHT)
    assert (narrow.boundary.x, wide.boundary.x) == (210 - 21, 297 - 42)


def test_one_page_has_nothing_to_straddle() -> None:
    with pytest.raises(NothingToStraddle):
        straddle(SEAL, [A4], Edge.RIGHT)


@pytest.mark.parametrize(("pages", "groups"), [(20, 1), (21, 2), (45, 3)])
def test_many_pages_are_sealed_in_groups_of_about_equal_size(pages: int, groups: int) -> None:
    starts = [place for place in straddle(SEAL, [A4] * pages, Edge.RIGHT) if place.clip and place.clip.x == 0]
    assert len(starts) == groups


def test_an_offset_that_leaves_a_page_is_refused() -> None:
    with pytest.raises(StampOutsidePage):
        straddle(SEAL, [A4, Size(297, 210)], Edge.RIGHT, offset_mm=200)


def test_white_margins_are_trimmed_before_cutting() -> None:
    placements = straddle(SEAL, [A4] * 4, Edge.RIGHT, inked=Box(3, 1, 36, 40))
    shown = [visible(placement) for placement in placements]
    assert [box.width for box in shown] == pytest.approx([9.0] * 4)
    assert all(box.x + box.width == pytest.approx(210) for box in shown)
    clips = [placement.clip for placement in placements]
    assert [clip.x for clip in clips if clip] == pytest.approx([3, 12, 21, 30])
    assert all((p.boundary.width, p.boundary.height) == (42, 42) for p in placements)


def test_a_narrow_picture_is_cut_into_more_groups() -> None:
    assert straddle_groups(SEAL, 20, Edge.RIGHT) == (20,)
    assert straddle_groups(SEAL, 20, Edge.RIGHT, inked=Box(10, 0, 20, 42)) == (10, 10)
    assert straddle_groups(SEAL, 1, Edge.RIGHT) == ()
    assert middle_offset(SEAL, [A4, Size(200, 142)], Edge.LEFT) == 50
