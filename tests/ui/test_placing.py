"""Placing a seal: millimetres, the way back, and the date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.seal import Size
from desktop.ui.sealing.placing import SealPlace, first_placing, suggest_on_date
from tests.ui.office import THREE_PAGES

SEAL = Size(45, 45)
A4 = Size(210, 297)
START = first_placing(SEAL, [A4, A4], None)

places = st.builds(SealPlace, st.integers(-3, 5), st.floats(-500, 500), st.floats(-500, 500))


@given(st.lists(places, max_size=12))
def test_the_seal_always_lies_on_a_page_as_a_whole(wanted: list[SealPlace]) -> None:
    placing = START
    for place in wanted:
        placing = placing.put(place)
        at = placing.place
        assert 0 <= at.page < 2
        assert 0 <= at.x_mm <= 210 - 45
        assert 0 <= at.y_mm <= 297 - 45


@given(st.lists(places, max_size=12))
def test_undo_leads_back_to_the_start_and_redo_to_the_end(wanted: list[SealPlace]) -> None:
    placing = START
    for place in wanted:
        placing = placing.put(place)
    end = placing.place
    steps = len(placing.past)
    for _ in range(steps):
        placing = placing.undone()
    assert placing.place == START.place
    assert placing.undone() == placing
    for _ in range(steps):
        placing = placing.redone()
    assert placing.place == end


def test_a_new_step_forgets_what_was_undone() -> None:
    placing = START.put(SealPlace(0, 10, 10)).put(SealPlace(0, 20, 20)).undone().put(SealPlace(0, 30, 30))
    assert placing.redone() == placing
    assert placing.place == SealPlace(0, 30, 30)


def test_putting_the_seal_where_it_is_makes_no_step() -> None:
    assert START.put(START.place) is START


def test_a_nudge_of_a_tenth_of_a_millimetre_is_kept_exactly() -> None:
    placing = START.put(SealPlace(0, 100, 100))
    for _ in range(3):
        placing = placing.put(placing.place.moved(0.1, 0))
    assert placing.place.x_mm == pytest.approx(100.3)


def test_near_the_date_the_seal_snaps_onto_it_axis_by_axis() -> None:
    near = replace(START, suggested=SealPlace(1, 100, 200))
    assert near.snapped(SealPlace(1, 101, 250)) == SealPlace(1, 100, 250)
    assert near.snapped(SealPlace(0, 101, 201)) == SealPlace(0, 101, 201)


def test_another_seal_keeps_the_centre() -> None:
    resized = START.put(SealPlace(0, 50, 50)).resized(Size(42, 42))
    assert resized.place == SealPlace(0, 51.5, 51.5)
    assert not resized.past


def test_without_a_date_there_is_no_suggestion_and_the_seal_starts_on_the_last_page() -> None:
    assert suggest_on_date(THREE_PAGES, SEAL) is None
    assert START.place.page == 1


def test_what_is_no_document_gives_no_suggestion() -> None:
    assert suggest_on_date(b"not a package", SEAL) is None


def test_the_placement_is_in_page_millimetres() -> None:
    placement = START.put(SealPlace(1, 12.5, 34)).placement
    assert placement.page == 1
    assert placement.boundary == (12.5, 34, 45, 45)
