"""Placing a seal: millimetres, the way back, and the date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from core.ofd.display import Box
from core.office import UseKind
from core.seal import Edge, JointSeal, Size
from desktop.ui import words
from desktop.ui.sealing.fields import LengthField
from desktop.ui.sealing.placing import Placing, SealPlace, Straddling, first_placing, page_ranges
from desktop.ui.sealing.suggesting import Company, suggest
from tests.ui.office import THREE_PAGES

SEAL = Size(45, 45)
A4 = Size(210, 297)
START = first_placing(SEAL, [A4, A4], None)


def _at(placing: Placing) -> SealPlace:
    assert placing.place is not None
    return placing.place


@given(st.integers(0, 10_000))
def test_a_place_is_told_as_the_number_box_tells_it(qapp: QApplication, hundredths: int) -> None:
    box = QDoubleSpinBox()
    box.setRange(0, 1000)
    box.setDecimals(1)
    box.setLocale(QLocale.c())
    box.setValue(hundredths / 100)
    assert words.tenths(hundredths / 100) == box.text()
    assert words.tenths(hundredths) == f"{hundredths}.0"


@pytest.mark.parametrize(("typed", "taken"), [("190", 165.0), ("42.5", 42.5), ("1900", 165.0)])
def test_a_length_beyond_the_page_is_taken_as_its_end_and_never_as_its_first_figures(
    qtbot: QtBot, typed: str, taken: float
) -> None:
    field = LengthField("sealX")
    qtbot.addWidget(field)
    field.setRange(0.0, 165.0)
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == pytest.approx(taken)


places = st.builds(SealPlace, st.integers(-3, 5), st.floats(-500, 500), st.floats(-500, 500))


@given(st.lists(places, max_size=12))
def test_the_seal_always_lies_on_a_page_as_a_whole(wanted: list[SealPlace]) -> None:
    placing = START
    for place in wanted:
        placing = placing.put(place)
        at = _at(placing)
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
    assert START.put(_at(START)) is START


def test_a_nudge_of_a_tenth_of_a_millimetre_is_kept_exactly() -> None:
    placing = START.put(SealPlace(0, 100, 100))
    for _ in range(3):
        placing = placing.put(_at(placing).moved(0.1, 0))
    assert _at(placing).x_mm == pytest.approx(100.3)


def test_near_the_date_the_seal_snaps_onto_it_axis_by_axis() -> None:
    near = replace(START, suggested=SealPlace(1, 100, 200))
    assert near.snapped(SealPlace(1, 101, 250)) == SealPlace(1, 100, 250)
    assert near.snapped(SealPlace(0, 101, 201)) == SealPlace(0, 101, 201)


def test_another_seal_keeps_the_centre() -> None:
    resized = START.put(SealPlace(0, 50, 50)).resized(Size(42, 42))
    assert resized.place == SealPlace(0, 51.5, 51.5)
    assert not resized.past


def test_without_a_date_there_is_no_suggestion_and_the_seal_starts_on_the_last_page() -> None:
    assert suggest(THREE_PAGES, Company(seals=(JointSeal("甲局", SEAL),))).place is None
    assert _at(START).page == 1


def test_what_is_no_document_gives_no_suggestion() -> None:
    assert suggest(b"not a package", Company(seals=(JointSeal("甲局", SEAL),))).place is None


def test_the_placement_is_in_page_millimetres() -> None:
    (placement,) = START.put(SealPlace(1, 12.5, 34)).placements
    assert placement.page == 1
    assert placement.boundary == (12.5, 34, 45, 45)


steps = st.lists(
    st.one_of(
        places.map(lambda place: lambda each: each.put(place)),
        places.map(lambda place: lambda each: each.with_another(place)),
        st.just(lambda each: each.without_held()),
        st.integers(0, 4).map(lambda number: lambda each: each.hold(number)),
        st.sets(st.integers(0, 5)).map(lambda pages: lambda each: each.spread(pages)),
        st.sampled_from(Edge).map(lambda edge: lambda each: each.straddled(Straddling(edge))),
        st.just(lambda each: each.straddled(None)),
        st.floats(-500, 500).map(lambda by: lambda each: each.slid(by)),
    ),
    max_size=15,
)


@given(steps)
def test_whatever_is_done_something_is_left_to_press_on_the_paper_and_undo_finds_the_start(taken) -> None:
    placing = START
    for step in taken:
        placing = step(placing)
        assert placing.placements
        for placement in placing.placements:
            box, clip = placement.boundary, placement.clip or Box(0, 0, 45, 45)
            assert box.x + clip.x >= -0.01
            assert box.x + clip.x + clip.width <= 210.01
            assert box.y + clip.y >= -0.01
            assert box.y + clip.y + clip.height <= 297.01
    while placing.past:
        placing = placing.undone()
    assert {each.moved(0, 0) for each in placing.pressing.places} == {*START.pressing.places}
    assert placing.straddling is None


def test_the_same_place_on_other_pages_is_one_step() -> None:
    three = first_placing(SEAL, [A4] * 5, None).put(SealPlace(1, 100, 200))
    spread = three.spread([0, 1, 3])
    assert [place.page for place in spread.pressing.places] == [1, 0, 3]
    assert _at(spread).page == 1
    assert spread.undone().pressing == three.pressing


def test_one_page_cannot_be_straddled() -> None:
    single = first_placing(SEAL, [A4], None, (UseKind.CLOSING, UseKind.STRADDLE))
    assert not single.can_straddle
    assert single.straddled(Straddling()) is single
    assert not single.slices


def test_a_straddle_seal_has_a_slice_on_every_page_and_slides_along_its_edge() -> None:
    placing = first_placing(SEAL, [A4, Size(297, 210), A4], None, (UseKind.CLOSING, UseKind.STRADDLE))
    assert [each.page for each in placing.slices] == [0, 1, 2]
    assert placing.offset_mm == (210 - 45) / 2
    assert placing.slid(0.1).offset_mm == pytest.approx(82.6)
    assert placing.slid(500).offset_mm == 165
    assert placing.slid(0.1).undone().offset_mm == placing.offset_mm


def test_a_page_smaller_than_the_seal_has_no_slices_and_is_named() -> None:
    assert first_placing(SEAL, [A4, Size(40, 40)], None, (UseKind.CLOSING, UseKind.STRADDLE)).slices == ()
    assert first_placing(SEAL, [A4, Size(40, 40)], None, (UseKind.CLOSING, UseKind.STRADDLE)).leaving == (1,)
    assert first_placing(SEAL, [A4, Size(40, 40)], None).leaving == (1,), "the last page is to be sealed"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3，5", (0, 1, 2, 4)),
        ("8-", (7, 8, 9)),
        ("-2", (0, 1)),
        ("3、3;9–40", (2, 8, 9)),
        ("11", ()),
        ("0", None),
        ("5-2", None),
        ("一", None),
        ("1,,2", None),
        ("", None),
        ("9999999", None),
    ],
)
def test_page_lists_are_read_as_people_write_them(text: str, pages: tuple[int, ...] | None) -> None:
    assert page_ranges(text, 10) == pages
