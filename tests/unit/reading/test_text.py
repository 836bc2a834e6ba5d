"""Glyph runs on paper: which glyph, where, how wide, how heavy."""

from __future__ import annotations

import struct
from pathlib import Path as FilePath

import pytest
from PySide6.QtGui import QImage

from core.ofd.display import (
    AreaClip,
    AxialPaint,
    Box,
    ClipArea,
    FontSource,
    GlyphRun,
    MapType,
    Matrix,
    Path,
    PathItem,
    Pen,
    Stop,
)
from desktop.reading.canvas import Resources
from desktop.reading.fontfiles import FontFile, FontFiles, installed_fonts
from desktop.reading.fontstack import FontStack, Style, Typefaces
from desktop.reading.substitutes import wanted_font
from desktop.reading.textpaint import placements
from desktop.reading.typeface import open_typeface
from tests.unit.reading.sheets import (
    BLACK,
    BLUE,
    HERE,
    RED,
    SHEET,
    at,
    ink,
    painted,
    resources,
    sheet,
    solid,
    square,
)

FILES = installed_fonts()
REGULAR = Style(400, False)
LATIN = FILES.standing_in(wanted_font("Times New Roman"))

pytestmark = pytest.mark.skipif(
    LATIN is None or not LATIN.path.endswith(".ttf"), reason="this machine has no TrueType font to embed"
)


def program() -> bytes:
    assert LATIN is not None
    return FilePath(LATIN.path).read_bytes()


def without_tables(font: bytes, *dropped: bytes) -> bytes:
    """The TrueType program without some of its tables, as subsets in documents are."""
    count = struct.unpack_from(">H", font, 4)[0]
    lines = [struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(count)]
    kept = [line for line in lines if line[0] not in dropped]
    offset = 12 + 16 * len(kept)
    head, body = font[:4] + struct.pack(">HHHH", len(kept), 0, 0, 0), b""
    for tag, checksum, start, length in kept:
        head += struct.pack(">4sIII", tag, checksum, offset + len(body), length)
        body += font[start : start + length] + bytes(-length % 4)
    return head + body


def run_of(text: str, **more: object) -> GlyphRun:
    facts: dict[str, object] = {
        "object_id": 1, "boundary": SHEET, "matrix": HERE, "clips": (), "font": 3, "size": 20.0, "text": text,
        "chars": tuple(text), "glyph_ids": (), "xs": tuple(10.0 + 20 * i for i in range(len(text))),
        "ys": (50.0,) * len(text), "placed": len(text), "fill": solid(BLACK),
    }  # fmt: skip
    return GlyphRun(**(facts | more))  # type: ignore[arg-type]


def with_font(**facts: object) -> Resources:
    return resources(fonts={3: FontSource(**({"key": 3, "name": "宋体"} | facts))})  # type: ignore[arg-type]


def picture_of(run: GlyphRun, held: Resources | None = None) -> QImage:
    image, _ = painted(sheet([run]), held=held or with_font(), px_per_mm=2)
    return image


def test_a_glyph_stands_on_its_baseline_and_not_left_of_its_origin() -> None:
    image = picture_of(run_of("H"), with_font(name="Arial"))
    assert ink(image, 20, 70, 40, 30) > 0.15
    assert ink(image, 0, 0, 18, 200) == 0
    assert ink(image, 0, 102, 200, 90) == 0


def test_a_program_without_cmap_name_and_os2_is_drawn_by_glyph_id() -> None:
    whole = open_typeface(program())
    assert whole is not None
    subset = without_tables(program(), b"cmap", b"name", b"OS/2", b"post")
    run = run_of("H", glyph_ids=(whole.glyph_for("H"),))
    drawn = picture_of(run, with_font(name="ABCDEF+Anything", program=subset))
    assert drawn == picture_of(run_of("H"), with_font(program=program()))


def test_a_glyph_id_counts_only_for_the_program_it_came_with() -> None:
    run = run_of("口", glyph_ids=(43,))
    assert picture_of(run, with_font(program=b"no font program")) == picture_of(run_of("口"))


def test_a_glyph_id_past_the_end_of_the_program_falls_back_to_its_character() -> None:
    held = with_font(program=program())
    assert picture_of(run_of("H", glyph_ids=(65_000,)), held) == picture_of(run_of("H"), held)


def test_a_character_the_program_lacks_is_drawn_by_another_typeface() -> None:
    stack = FontStack(FontSource(key=1, name="Arial", program=program()), Typefaces(FILES))
    glyph = stack.glyph("\u4e2d", -1, REGULAR)
    if glyph is None:
        pytest.skip("this machine has no Chinese font")
    assert glyph.typeface is not stack.embedded


@pytest.mark.parametrize("font", ["Wingdings", "Symbol"])
def test_a_private_bullet_becomes_a_bullet_and_never_a_box(font: str) -> None:
    stack = FontStack(FontSource(key=1, name=font), Typefaces(FILES))
    glyph = stack.glyph("\uf0b7", -1, REGULAR)
    assert glyph is not None
    assert glyph.number != 0


def test_what_nothing_can_draw_is_a_blank_and_a_warning() -> None:
    image, warnings = painted(sheet([run_of("\U0010fffd")]), held=with_font())
    assert ink(image, 0, 0, 100, 100) == 0
    assert [warning.code for warning in warnings] == ["text.no_glyph"]


def test_a_machine_without_fonts_draws_blanks_and_says_so() -> None:
    bare = Resources(lambda key: FontSource(key=key, name="宋体"), lambda key: None, Typefaces(FontFiles(())))
    image, warnings = painted(sheet([run_of("H")]), held=bare)
    assert ink(image, 0, 0, 100, 100) == 0
    assert [warning.code for warning in warnings] == ["text.no_glyph"]


def test_glyphs_without_a_place_follow_by_their_own_width() -> None:
    stack = FontStack(FontSource(key=1, name="Arial", program=program()), Typefaces(FILES))
    places = list(placements(run_of("il", xs=(10.0, 99.0), placed=1), stack))
    assert stack.embedded is not None
    assert places[1].x == pytest.approx(10 + 20 * stack.embedded.advance(places[0].glyph.number))


def test_a_line_that_runs_down_puts_them_below_each_other() -> None:
    stack = FontStack(FontSource(key=1, name="Arial", program=program()), Typefaces(FILES))
    one, other = placements(run_of("il", placed=1, read_direction=90), stack)
    assert other.x == pytest.approx(one.x)
    assert other.y > one.y + 2


def test_a_latin_stand_in_is_narrowed_to_the_room_the_file_gives_it() -> None:
    stack = FontStack(FontSource(key=1, name="宋体"), Typefaces(FILES))
    wide, roomy = (
        placements(run_of("MM", xs=(10.0, 20.0)), stack),
        placements(run_of("MM", xs=(10.0, 60.0)), stack),
    )
    assert next(wide).squeeze < 1 == next(roomy).squeeze


@pytest.mark.parametrize(("name", "half_wide"), [("宋体", True), ("楷体", True), ("Arial", False)])
def test_latin_without_a_place_is_half_an_em_wide_where_a_chinese_typeface_is_meant(
    name: str, half_wide: bool
) -> None:
    stack = FontStack(FontSource(key=1, name=name), Typefaces(FILES))
    steps = [place.x for place in placements(run_of("MiM", xs=(10.0, 99.0, 99.0), placed=1), stack)]
    assert (steps == [10.0, 20.0, 30.0]) is half_wide


def test_a_dash_at_the_end_keeps_its_width() -> None:
    stack = FontStack(FontSource(key=1, name="宋体"), Typefaces(FILES))
    *_, number, dash = placements(run_of("—1—", xs=(10.0, 30.0, 40.0)), stack)
    assert dash.squeeze == 1
    assert number.squeeze <= 1


def test_weight_is_made_by_emboldening_where_no_bold_face_is_installed() -> None:
    assert LATIN is not None
    family = FontFile(path=LATIN.path, index=LATIN.index, families=("Only",), weight=400)
    held = Resources(
        lambda key: FontSource(key=key, name="Only"), lambda key: None, Typefaces(FontFiles((family,)))
    )
    plain, heavy = picture_of(run_of("H"), held), picture_of(run_of("H", weight=700), held)
    assert ink(heavy, 0, 0, 200, 200) > 1.05 * ink(plain, 0, 0, 200, 200)


def test_a_slant_is_made_by_shearing_where_no_italic_face_is_installed() -> None:
    assert LATIN is not None
    family = FontFile(path=LATIN.path, index=LATIN.index, families=("Only",))
    held = Resources(
        lambda key: FontSource(key=key, name="Only"), lambda key: None, Typefaces(FontFiles((family,)))
    )
    upright, slanted = picture_of(run_of("I"), held), picture_of(run_of("I", italic=True), held)
    assert upright != slanted
    assert ink(slanted, 0, 0, 200, 200) == pytest.approx(ink(upright, 0, 0, 200, 200), rel=0.1)


def test_turning_a_character_turns_its_shape_about_its_origin() -> None:
    image = picture_of(run_of("H", char_direction=180), with_font(name="Arial"))
    assert ink(image, 0, 102, 20, 26) > 0.1
    assert ink(image, 22, 0, 170, 98) == 0


def test_a_matrix_moves_and_scales_text_and_its_distances() -> None:
    run = run_of("HH", matrix=Matrix(0.5, 0, 0, 0.5, 0, 0))
    image = picture_of(run, with_font(name="Arial"))
    assert ink(image, 10, 30, 15, 20) > 0.1
    assert ink(image, 60, 0, 140, 200) == 0


def test_small_text_and_large_text_have_the_same_weight() -> None:
    small = picture_of(run_of("口", size=30.0), with_font())
    large = painted(sheet([run_of("口", size=30.0)]), held=with_font(), px_per_mm=4)[0]
    assert ink(small, 0, 0, 200, 200) == pytest.approx(ink(large, 0, 0, 400, 400), rel=0.2)


def test_text_takes_any_paint() -> None:
    stops = (Stop(0, RED), Stop(1, BLUE))
    shading = AxialPaint(
        start=(0, 0), end=(100, 0), stops=stops, map_type=MapType.DIRECT, unit=100, extend=3, matrix=HERE
    )
    image = picture_of(run_of("■■", size=40.0, fill=shading, xs=(5.0, 55.0)))
    inked = {x: at(image, x, y) for x in range(200) for y in range(200) if at(image, x, y)[1] < 60}
    assert inked[min(inked)][0] > inked[min(inked)][2]
    assert inked[max(inked)][2] > inked[max(inked)][0]


def test_stroked_text_is_an_outline() -> None:
    filled = picture_of(run_of("■", size=40.0))
    stroked = picture_of(run_of("■", size=40.0, fill=None, stroke=solid(BLACK), pen=Pen(width=0.5)))
    assert 0 < ink(stroked, 0, 0, 200, 200) < ink(filled, 0, 0, 200, 200) / 2


def test_text_cuts_what_it_clips() -> None:
    letters = AreaClip((ClipArea(matrix=HERE, text=(run_of("■", size=40.0),)),))
    behind = PathItem(
        object_id=1, boundary=SHEET, matrix=HERE, clips=(letters,), path=square(0, 0, 100), fill=solid(RED)
    )
    image, _ = painted(sheet([behind]), held=with_font(), px_per_mm=2)
    assert at(image, 50, 80) == (255, 0, 0)
    assert at(image, 180, 180) == (255, 255, 255)


def test_text_is_not_cut_at_its_own_boundary() -> None:
    assert picture_of(run_of("HH", boundary=Box(10, 30, 5, 5))) == picture_of(run_of("HH"))


def test_a_transparent_run_is_not_drawn() -> None:
    assert ink(picture_of(run_of("H", alpha=0)), 0, 0, 200, 200) == 0


def test_an_endless_outline_of_a_path_is_no_glyph() -> None:
    assert open_typeface(b"") is None
    assert open_typeface(b"\x00\x01\x00\x00" + bytes(200)) is None
    assert Path("", ()).ops == ""
