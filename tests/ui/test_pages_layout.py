"""Where pages lie, and what of them is fetched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.parts.pages.layout import (
    MARGIN_PX,
    TILE_PX,
    WHOLE_PAGE_PIXELS,
    ZOOM_MAX,
    ZOOM_MIN,
    Arrangement,
    Fit,
    Place,
    SizeMm,
    Span,
    fitted,
    lay_out,
    stepped,
    tiles,
)

A4 = SizeMm(210, 297)
A3 = SizeMm(420, 297)
SCREEN = 96 / 25.4

sizes = st.lists(st.builds(SizeMm, st.floats(10, 1000), st.floats(10, 1000)), min_size=1, max_size=8)


arrangements = st.sampled_from(Arrangement)


@given(sizes, st.floats(0.3, 30), st.floats(200, 3000), arrangements, st.integers(0, 3), st.data())
def test_a_point_of_a_page_comes_back_from_the_canvas(
    pages: list[SizeMm],
    px_per_mm: float,
    room: float,
    arrangement: Arrangement,
    turn: int,
    data: st.DataObject,
) -> None:
    number = data.draw(st.integers(0, len(pages) - 1))
    layout = lay_out(pages, px_per_mm, room, arrangement=arrangement, page=number, turn=turn)
    x = data.draw(st.floats(0.01, 0.99)) * pages[number].width
    y = data.draw(st.floats(0.01, 0.99)) * pages[number].height
    back = layout.to_page(*layout.to_canvas(Place(number, x, y)))
    assert back.page == number
    assert (back.x_mm, back.y_mm) == pytest.approx((x, y), abs=1e-6)


@given(sizes, st.floats(0.3, 30), st.floats(200, 3000))
def test_pages_never_overlap_and_lie_within_the_canvas(
    pages: list[SizeMm], px_per_mm: float, room: float
) -> None:
    layout = lay_out(pages, px_per_mm, room)
    spans = [layout.span(number) for number in range(len(pages))]
    assert all(above.bottom < below.top for above, below in pairwise(spans))
    assert all(span.left >= 0 and span.right <= layout.width + 1e-6 for span in spans)
    assert spans[-1].bottom < layout.height


@given(sizes, arrangements, st.integers(0, 3), st.data())
def test_all_of_a_page_is_in_sight_of_all_of_the_canvas(
    pages: list[SizeMm], arrangement: Arrangement, turn: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(pages) - 1))
    layout = lay_out(pages, 3.0, 800, arrangement=arrangement, page=number, turn=turn)
    seen = layout.part_in_sight(number, Span(0, 0, layout.width, layout.height))
    assert seen == pytest.approx((0, 0, pages[number].width * 3, pages[number].height * 3), abs=1e-6)


def test_facing_pages_stand_as_in_a_volume_with_the_first_alone_on_the_right() -> None:
    layout = lay_out([A4] * 4, SCREEN, 2000, arrangement=Arrangement.FACING)
    first, second, third = (layout.span(page) for page in range(3))
    assert first.left > layout.width / 2
    assert (second.top, second.right < layout.width / 2) == (third.top, True)
    assert layout.visible(second.top + 1, second.top + 2) == range(1, 3)


def test_pairs_begin_with_the_first_page_and_an_odd_last_one_stands_on_the_left() -> None:
    layout = lay_out([A4] * 3, SCREEN, 2000, arrangement=Arrangement.PAIRS)
    first, second, third = (layout.span(page) for page in range(3))
    assert first.right < layout.width / 2 < second.left
    assert first.top == second.top < third.top
    assert third.left == first.left
    assert lay_out([A4], SCREEN, 2000, arrangement=Arrangement.PAIRS).cells == 1


def test_of_single_pages_only_one_shows() -> None:
    layout = lay_out([A4] * 4, SCREEN, 2000, arrangement=Arrangement.SINGLE, page=2)
    assert [layout.shows(page) for page in range(4)] == [False, False, True, False]
    assert layout.visible(0, layout.height) == range(2, 3)


def test_a_turned_page_lies_on_its_side() -> None:
    span = lay_out([A4], 2.0, 2000, turn=1).span(0)
    assert (span.width, span.height) == (A4.height * 2, A4.width * 2)


def test_only_the_pages_in_sight_are_visible() -> None:
    layout = lay_out([A4] * 100, SCREEN, 1000)
    page = layout.span(50)
    assert layout.visible(page.top + 10, page.top + 20) == range(50, 51)
    assert layout.visible(page.top + 10, page.bottom + 100) == range(50, 52)


def test_fitting_the_width_leaves_the_margins() -> None:
    zoom = fitted(Fit.WIDTH, A4, (900, 600), SCREEN)
    assert A4.width * SCREEN * zoom == pytest.approx(900 - 2 * MARGIN_PX)


def test_fitting_the_page_shows_all_of_it() -> None:
    zoom = fitted(Fit.PAGE, A4, (900, 600), SCREEN)
    assert A4.height * SCREEN * zoom == pytest.approx(600 - 2 * MARGIN_PX)
    assert A4.width * SCREEN * zoom < 900


@pytest.mark.parametrize("steps", [+1, -1])
def test_zoom_steps_end_at_the_limits(steps: int) -> None:
    zoom = 1.0
    for _ in range(40):
        zoom = stepped(zoom, steps)
    assert zoom == (ZOOM_MAX if steps > 0 else ZOOM_MIN)


def test_a_small_page_is_fetched_as_a_whole() -> None:
    (only,) = tiles(0, A4, SCREEN, Span(0, 0, 500, 500))
    assert (only.width, only.height) == (794, 1123)


def test_of_a_large_page_only_the_tiles_in_sight_are_fetched() -> None:
    scale = 40.0
    assert A3.width * scale * A3.height * scale > WHOLE_PAGE_PIXELS
    seen = list(tiles(0, A3, scale, Span(3 * TILE_PX + 5, 2 * TILE_PX + 5, 800, 600)))
    assert {(tile.column, tile.row) for tile in seen} == {(3, 2)}


@given(st.floats(10, 900), st.floats(10, 900), st.floats(3, 60))
def test_the_tiles_of_a_page_cover_it_without_overlap(width: float, height: float, scale: float) -> None:
    size = SizeMm(width, height)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    if across * down > 60_000_000:
        return
    everything = list(tiles(0, size, scale, Span(0, 0, across, down)))
    assert sum(tile.width * tile.height for tile in everything) == across * down
