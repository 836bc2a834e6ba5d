"""Numbers, paths, deltas and colours from text nobody has checked."""

from __future__ import annotations

from math import hypot, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ofd.colors import ColorSpace, rgba
from core.ofd.display import Box, Matrix, Rgba
from core.ofd.geometry import IDENTITY, inverse, mapped, then
from core.ofd.glyphs import Places, Shape, Transform, parse_deltas, place, shape, unescape, unfolded
from core.ofd.package import join_loc
from core.ofd.paths import parse_path
from core.ofd.values import alpha, box, dash, identifier, number, numbers, truth, upright

WIDTHS = {"M": 2, "L": 2, "Q": 4, "B": 6, "C": 0}
finite = st.floats(min_value=-1e4, max_value=1e4, allow_nan=False)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400", "1e12", "", "x", None])
def test_what_is_no_usable_number_is_none(text: str | None) -> None:
    assert number(text) is None


def test_a_unit_after_a_number_is_ignored() -> None:
    assert number(" 3.5mm") == 3.5


def test_lists_accept_commas_and_refuse_words() -> None:
    assert numbers("1, 2,3") == [1, 2, 3]
    assert numbers("1 two 3") is None
    assert numbers("1 nan") is None


def test_simple_types_fall_back_to_what_the_caller_knows() -> None:
    assert truth("TRUE", False)
    assert truth("perhaps", True)
    assert identifier("Layer1") == 0
    assert identifier("12") == 12
    assert alpha(None) == 255
    assert alpha("999") == 255
    assert dash([0, 0]) == ()
    assert dash([3, -1]) == ()
    assert dash([3]) == (3,)


def test_a_box_of_negative_size_is_set_upright() -> None:
    found = box("52 25 -0.353 10")
    assert found is not None
    assert upright(found) == Box(52 - 0.353, 25, 0.353, 10)


@given(st.text())
def test_no_text_makes_the_path_parser_fail(data: str) -> None:
    path = parse_path(data)
    assert sum(WIDTHS[op] for op in path.ops) == len(path.coords)
    assert all(map(isfinite, path.coords))
    assert not path.ops or path.ops[0] == "M"


@given(st.text(alphabet="MSLQBAC 0123456789.-+eE,nxg", max_size=200))
def test_no_likely_path_makes_the_parser_fail(data: str) -> None:
    path = parse_path(data)
    assert sum(WIDTHS[op] for op in path.ops) == len(path.coords)
    assert all(map(isfinite, path.coords))


def test_a_path_needs_no_blanks_and_knows_exponents() -> None:
    assert parse_path("M1 2L3-4,5e0.5C") == parse_path("M 1 2 L 3 -4 L 5 0.5 C")


def test_s_starts_a_sub_path_as_m_does() -> None:
    assert parse_path("S 1 2 L 3 4") == parse_path("M 1 2 L 3 4")


def test_closing_returns_to_the_start_of_the_sub_path() -> None:
    path = parse_path("M 1 2 L 3 4 C L 5 6")
    assert path.ops == "MLCML"
    assert path.coords[4:6] == (1, 2)


def test_an_operator_that_lacks_operands_is_left_out() -> None:
    assert parse_path("M 0 0 L 5 B 1 2 3 L 4 4").ops == "ML"


def test_a_half_circle_does_not_vanish() -> None:
    path = parse_path("M 0 0 A 10 10 0 0 1 20 0")
    assert path.ops == "MBB"
    assert path.coords[6:8] == pytest.approx((10, -10))
    assert path.coords[-2:] == (20, 0)


@given(
    finite,
    finite,
    st.floats(0.1, 500),
    st.floats(0.1, 500),
    st.floats(-720, 720),
    st.booleans(),
    st.booleans(),
)
def test_every_arc_ends_where_it_says(
    x: float, y: float, rx: float, ry: float, angle: float, large: bool, sweep: bool
) -> None:
    path = parse_path(f"M 0 0 A {rx} {ry} {angle} {int(large)} {int(sweep)} {x} {y}")
    if hypot(x, y) > 0:
        assert path.coords[-2:] == pytest.approx((x, y))
    assert all(map(isfinite, path.coords))


def test_an_arc_too_short_to_have_a_centre_is_a_line() -> None:
    assert parse_path("M 0 0 A 1 1 0 0 0 0 1.4e-155").ops == "ML"


def test_an_arc_without_a_radius_is_a_line_and_one_to_its_start_is_nothing() -> None:
    assert parse_path("M 0 0 A 0 5 0 0 1 9 9").ops == "ML"
    assert parse_path("M 3 3 A 5 5 0 1 1 3 3").ops == "M"


@given(st.lists(finite, min_size=6, max_size=6), finite, finite)
def test_a_matrix_and_its_inverse_bring_a_point_back(values: list[float], x: float, y: float) -> None:
    there = Matrix(1 + values[0] / 1e5, values[1] / 1e5, values[2] / 1e5, 1 + values[3] / 1e5, *values[4:])
    back = inverse(there)
    assert back is not None
    assert mapped(then(there, back), x, y) == pytest.approx((x, y), abs=1e-3)


def test_a_flat_matrix_has_no_inverse() -> None:
    assert inverse(Matrix(1, 1, 1, 1, 0, 0)) is None


@given(st.text(alphabet="g 0123456789.-xn", max_size=80), st.integers(0, 50))
def test_delta_lists_stay_within_bounds(text: str, at_most: int) -> None:
    assert len(parse_deltas(text, at_most)) <= at_most


def test_repeats_may_stand_anywhere_in_a_delta_list() -> None:
    assert parse_deltas("1 g 3 2.5 4", 99) == [1, 2.5, 2.5, 2.5, 4]
    assert parse_deltas("g3 1.5", 99) == [1.5, 1.5, 1.5]
    assert parse_deltas("g 999999999 1", 5) == [1] * 5


def test_a_list_that_is_too_long_is_cut() -> None:
    places = place("ab", (0, 9), ([3.0, 4.0, 5.0], []), 4, 0)
    assert places.xs == (0, 3)
    assert places.ys == (9, 9)
    assert places.placed == 2


def test_a_list_that_is_too_short_goes_on_with_its_last_step() -> None:
    assert place("单 位", (0, 0), ([4.0], []), 4, 0) == Places((0, 4, 8), (0, 0, 0), 3)
    assert place("号1234", (0, 0), ([4.0, 2.0], []), 4, 0).xs == (0, 4, 6, 8, 10)
    assert place("中文字", (5, 0), ([], [3.0]), 4, 0) == Places((5, 5, 5), (0, 3, 6), 3)


def test_a_column_moves_down_only() -> None:
    places = place("中文字", (5, 0), ([], [4.0]), 4, 0)
    assert places == Places((5, 5, 5), (0, 4, 8), 3)


def test_text_without_deltas_runs_by_the_font_in_its_reading_direction() -> None:
    assert place("中文", (0, 0), ([], []), 4, 0) == Places((0, 4), (0, 0), 1)
    assert place("中文", (0, 0), ([], []), 4, 90) == Places((0, 0), (0, 4), 1)


def test_without_transforms_the_characters_are_the_glyphs() -> None:
    assert shape("a¤\nb", []) == Shape(("a", "", " ", "b"), ())


def test_a_transform_gives_ids_to_its_characters_only() -> None:
    shown = shape("abcd", [Transform(1, 2, (7, 8))])
    assert shown == Shape(("a", "b", "c", "d"), (-1, 7, 8, -1))


def test_a_ligature_keeps_its_characters_and_a_split_glyph_has_none() -> None:
    assert shape("xfi", [Transform(1, 2, (9,))]) == Shape(("x", "fi"), (-1, 9))
    assert shape("ax", [Transform(0, 1, (3, 4))]) == Shape(("a", "", "x"), (3, 4, -1))


def test_positions_that_only_fit_utf16_count_its_units() -> None:
    text = "𠀀𠀁a"
    assert shape(text, [Transform(4, 1, (5,))]).glyph_ids == (-1, -1, 5)
    assert shape(text, [Transform(2, 1, (5,))]).glyph_ids == (-1, -1, 5)


@given(
    st.text(max_size=20),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 9), st.lists(st.integers(-1, 9), min_size=1, max_size=6))
    ),
)
def test_shapes_have_one_character_entry_per_glyph(
    text: str, given_: list[tuple[int, int, list[int]]]
) -> None:
    shown = shape(text, [Transform(at, count, tuple(ids)) for at, count, ids in given_])
    assert shown.glyph_ids == () or len(shown.glyph_ids) == len(shown.chars)
    assert "".join(shown.chars) == "".join(shape(text, []).chars)


@pytest.mark.parametrize(
    ("text", "read"),
    [("\n  公文\n ", "公文"), ("OFD\n   Reader", "OFD Reader"), ("  a  b ", "  a  b "), ("\n", "")],
)
def test_line_breaks_of_the_xml_are_no_characters(text: str, read: str) -> None:
    assert unfolded(text) == read


def test_escapes_stand_only_for_what_xml_cannot_hold() -> None:
    assert unescape(r"a\0001b") == "a b"
    assert unescape(r"C:\beef") == r"C:\beef"
    assert unescape(r"\005C") == "\\"


@pytest.mark.parametrize(
    ("value", "space", "color"),
    [
        ("255 0 0", ColorSpace(), Rgba(255, 0, 0)),
        ("#FF #00 #80", ColorSpace(), Rgba(255, 0, 128)),
        ("128", ColorSpace("GRAY"), Rgba(128, 128, 128)),
        ("0 255 255 0", ColorSpace("CMYK"), Rgba(255, 0, 0)),
        ("1", ColorSpace("GRAY", 1), Rgba(255, 255, 255)),
        ("15 0 0", ColorSpace("RGB", 4), Rgba(255, 0, 0)),
        ("65535 0 0", ColorSpace("RGB", 16), Rgba(255, 0, 0)),
        ("200", ColorSpace("RGB"), Rgba(200, 200, 200)),
        ("0 0 0 255", ColorSpace("RGB"), Rgba(0, 0, 0)),
        ("256 0 0", ColorSpace(), Rgba(0, 0, 0)),
        ("red", ColorSpace(), Rgba(0, 0, 0)),
        ("1 2", ColorSpace(), Rgba(0, 0, 0)),
        (None, ColorSpace(), Rgba(0, 0, 0)),
        (None, ColorSpace("CMYK"), Rgba(255, 255, 255)),
    ],
)
def test_colours_follow_their_space(value: str | None, space: ColorSpace, color: Rgba) -> None:
    assert rgba(value, space) == color


@pytest.mark.parametrize(
    ("folder", "loc", "name"),
    [
        ("Doc_0", "Res/a.png", "Doc_0/Res/a.png"),
        ("Doc_0", "/Res/a.png", "Res/a.png"),
        ("Doc_0/Pages", "../Res\\a.png", "Doc_0/Res/a.png"),
        ("Doc_0", "./a//b", "Doc_0/a/b"),
        ("Doc_0", "../../etc/passwd", None),
        ("", "..", None),
    ],
)
def test_locations_never_leave_the_package(folder: str, loc: str, name: str | None) -> None:
    assert join_loc(folder, loc) == name


def test_the_identity_is_neutral() -> None:
    some = Matrix(1, 2, 3, 4, 5, 6)
    assert then(some, IDENTITY) == some == then(IDENTITY, some)
