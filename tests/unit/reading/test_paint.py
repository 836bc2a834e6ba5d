"""What a display list looks like on paper, by its pixels."""

from __future__ import annotations

import math
from io import BytesIO

import PIL.Image
import pytest
from PySide6.QtGui import QImage

from core.ofd.display import (
    AreaClip,
    AxialPaint,
    Blend,
    Border,
    Box,
    ClipArea,
    Group,
    ImageItem,
    Item,
    MapType,
    Matrix,
    MeshPaint,
    Path,
    PathItem,
    Pen,
    RadialPaint,
    RectClip,
    Reflect,
    Rgba,
    Rule,
    Stamp,
    Stop,
    TilingPaint,
    Vertex,
)
from desktop.reading.wire import RectPx
from tests.unit.reading.sheets import (
    BLACK,
    BLUE,
    GREEN,
    HERE,
    RED,
    SHEET,
    WHITE,
    at,
    ink,
    painted,
    resources,
    sheet,
    solid,
    square,
)

WHITE_PX, RED_PX, GREEN_PX, BLUE_PX, BLACK_PX = (
    (255, 255, 255),
    (255, 0, 0),
    (0, 255, 0),
    (0, 0, 255),
    (0, 0, 0),
)
ALONG_X = {"start": (20.0, 0.0), "end": (80.0, 0.0), "matrix": HERE}
RED_TO_BLUE = (Stop(0, RED), Stop(1, BLUE))


def filled(
    path: Path, paint: object, *, boundary: Box = SHEET, clips: tuple[object, ...] = (), **more: object
) -> PathItem:
    return PathItem(object_id=1, boundary=boundary, matrix=HERE, clips=clips, path=path, fill=paint, **more)  # type: ignore[arg-type]


def stroked(path: Path, width: float, **more: object) -> PathItem:
    return PathItem(
        object_id=1,
        boundary=SHEET,
        matrix=HERE,
        clips=(),
        path=path,
        stroke=solid(BLACK),
        pen=Pen(width=width, **more),  # type: ignore[arg-type]
    )


def everything(paint: object) -> PathItem:
    return filled(square(0, 0, 100), paint)


def picture_of(*items: Item, **more: object) -> QImage:
    image, warnings = painted(sheet(items), **more)  # type: ignore[arg-type]
    assert warnings == ()
    return image


def test_paper_is_white_and_a_square_is_where_it_was_put() -> None:
    image = picture_of(filled(square(20, 30, 10), solid(RED)))
    assert (at(image, 25, 35), at(image, 19, 35), at(image, 31, 35)) == (RED_PX, WHITE_PX, WHITE_PX)


def test_an_outline_is_cut_at_its_boundary() -> None:
    image = picture_of(filled(square(20, 20, 60), solid(RED), boundary=Box(20, 20, 20, 60)))
    assert (at(image, 30, 50), at(image, 60, 50)) == (RED_PX, WHITE_PX)


def test_the_rule_decides_about_a_hole() -> None:
    both = Path("MLLLCMLLLC", square(10, 10, 80).coords + square(30, 30, 40).coords)
    assert at(picture_of(filled(both, solid(RED))), 50, 50) == RED_PX
    assert at(picture_of(filled(both, solid(RED), rule=Rule.EVEN_ODD)), 50, 50) == WHITE_PX


@pytest.mark.parametrize("width", [0.0, 0.001, 0.1])
def test_the_thinnest_line_is_a_pixel_wide(width: float) -> None:
    image = picture_of(stroked(Path("ML", (10, 50.5, 90, 50.5)), width))
    assert ink(image, 20, 50, 60, 1) > 0.9


def test_a_dash_leaves_gaps() -> None:
    image = picture_of(stroked(Path("ML", (10, 50, 90, 50)), 4, dash=(10.0, 10.0)))
    assert (at(image, 15, 50), at(image, 25, 50), at(image, 35, 50)) == (BLACK_PX, WHITE_PX, BLACK_PX)


def test_a_dash_too_fine_to_see_is_a_solid_line_and_no_endless_work() -> None:
    image = picture_of(stroked(Path("ML", (10, 50, 90, 50)), 4, dash=(1e-9, 1e-9)))
    assert at(image, 50, 50) == BLACK_PX


def test_the_alphas_of_object_and_colour_multiply() -> None:
    image = picture_of(filled(square(0, 0, 100), solid(Rgba(0, 0, 0, 128)), alpha=128))
    assert at(image, 50, 50) == pytest.approx((191, 191, 191), abs=2)


def test_clips_are_intersected_and_their_areas_united() -> None:
    areas = AreaClip(
        (ClipArea(matrix=HERE, path=square(0, 0, 30)), ClipArea(matrix=HERE, path=square(60, 0, 30)))
    )
    image = picture_of(filled(square(0, 0, 100), solid(RED), clips=(areas, RectClip(Box(0, 0, 70, 20)))))
    assert (at(image, 10, 10), at(image, 65, 10)) == (RED_PX, RED_PX)
    assert (at(image, 45, 10), at(image, 80, 10), at(image, 10, 28)) == (WHITE_PX, WHITE_PX, WHITE_PX)


def test_the_pen_of_a_clip_widens_it() -> None:
    line = ClipArea(matrix=HERE, path=Path("ML", (0, 50, 100, 50)), pen=Pen(width=20))
    image = picture_of(filled(square(0, 0, 100), solid(RED), clips=(AreaClip((line,)),)))
    assert (at(image, 50, 45), at(image, 50, 30)) == (RED_PX, WHITE_PX)


def test_a_group_is_drawn_as_one() -> None:
    inner = (filled(square(0, 0, 60), solid(BLACK)), filled(square(20, 20, 60), solid(BLACK)))
    group = Group(object_id=1, boundary=SHEET, matrix=HERE, clips=(), unit=1, items=inner, alpha=128)
    image = picture_of(group)
    assert at(image, 40, 40) == at(image, 10, 10) == pytest.approx((127, 127, 127), abs=2)


def test_multiplied_ink_keeps_what_lies_under_it() -> None:
    image = picture_of(
        filled(square(0, 0, 100), solid(BLUE)),
        filled(square(0, 0, 50), solid(Rgba(255, 255, 0)), blend=Blend.MULTIPLY),
    )
    assert (at(image, 20, 20), at(image, 80, 80)) == (BLACK_PX, BLUE_PX)


@pytest.mark.parametrize(
    ("extend", "before", "after"),
    [(0, WHITE_PX, WHITE_PX), (1, RED_PX, WHITE_PX), (2, WHITE_PX, BLUE_PX), (3, RED_PX, BLUE_PX)],
)
def test_an_axial_shading_goes_on_only_where_it_is_extended(
    extend: int, before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    paint = AxialPaint(**ALONG_X, stops=RED_TO_BLUE, map_type=MapType.DIRECT, unit=60, extend=extend)
    image = picture_of(everything(paint))
    assert (at(image, 10, 50), at(image, 90, 50)) == (before, after)
    assert at(image, 50, 50) == pytest.approx((127, 0, 127), abs=6)


def test_a_repeating_shading_starts_anew_and_a_reflected_one_turns_back() -> None:
    def at_the_second_start(map_type: MapType) -> tuple[int, int, int]:
        paint = AxialPaint(**ALONG_X, stops=RED_TO_BLUE, map_type=map_type, unit=30, extend=3)
        return at(picture_of(everything(paint)), 51, 50)

    assert at_the_second_start(MapType.REPEAT)[0] > 220
    assert at_the_second_start(MapType.REFLECT)[2] > 220


@pytest.mark.parametrize(
    ("extend", "inside", "outside"),
    [(0, WHITE_PX, WHITE_PX), (1, RED_PX, WHITE_PX), (2, WHITE_PX, BLUE_PX), (3, RED_PX, BLUE_PX)],
)
def test_a_radial_shading_goes_on_only_where_it_is_extended(
    extend: int, inside: tuple[int, int, int], outside: tuple[int, int, int]
) -> None:
    paint = RadialPaint(
        start=(50, 50), start_radius=10, end=(50, 50), end_radius=40, eccentricity=0, angle=0,
        stops=RED_TO_BLUE, map_type=MapType.DIRECT, unit=30, extend=extend, matrix=HERE,
    )  # fmt: skip
    image = picture_of(everything(paint))
    assert (at(image, 50, 50), at(image, 97, 50)) == (inside, outside)
    assert at(image, 75, 50) == pytest.approx((127, 0, 127), abs=8)


def test_an_eccentric_shading_is_narrower_across_its_long_axis() -> None:
    paint = RadialPaint(
        start=(50, 50), start_radius=0, end=(50, 50), end_radius=40, eccentricity=0.8, angle=0,
        stops=RED_TO_BLUE, map_type=MapType.DIRECT, unit=40, extend=0, matrix=HERE,
    )  # fmt: skip
    image = picture_of(everything(paint))
    assert at(image, 85, 50) != WHITE_PX
    assert at(image, 50, 85) == WHITE_PX


def test_a_mesh_blends_its_corners_and_fills_the_rest_with_its_back() -> None:
    triangle = (Vertex(10, 10, RED), Vertex(90, 10, GREEN), Vertex(10, 90, BLUE))
    image = picture_of(everything(MeshPaint(triangles=(triangle,), back=WHITE, matrix=HERE)))
    assert at(image, 12, 12)[0] > 220
    assert at(image, 84, 12)[1] > 220
    assert at(image, 12, 84)[2] > 220
    assert at(image, 36, 36) == pytest.approx((85, 85, 85), abs=25)
    assert at(image, 80, 80) == WHITE_PX


@pytest.mark.parametrize("reflect", list(Reflect))
@pytest.mark.parametrize("size", [20.0, 4.0])
def test_a_pattern_repeats_and_mirrors_its_cell(reflect: Reflect, size: float) -> None:
    corner = filled(square(0, 0, size / 2), solid(RED), boundary=Box(0, 0, size, size))
    paint = TilingPaint(
        width=size, height=size, x_step=size, y_step=size, reflect=reflect, cell=(corner,), matrix=HERE
    )
    image = picture_of(everything(paint), px_per_mm=1.0)
    quarter = size / 4
    across = (
        size + (3 * quarter if reflect in {Reflect.COLUMN, Reflect.ROW_AND_COLUMN} else quarter),
        quarter,
    )
    down = (quarter, size + (3 * quarter if reflect in {Reflect.ROW, Reflect.ROW_AND_COLUMN} else quarter))
    for x, y in ((quarter, quarter), across, down):
        assert at(image, int(x), int(y)) == RED_PX
    assert at(image, int(3 * quarter), int(3 * quarter)) == WHITE_PX


def test_a_pattern_of_a_million_cells_shows_their_mean_colour() -> None:
    half = filled(square(0, 0, 0.01), solid(RED), boundary=Box(0, 0, 0.01, 0.005))
    paint = TilingPaint(
        width=0.01, height=0.01, x_step=0.01, y_step=0.02, reflect=Reflect.NORMAL, cell=(half,), matrix=HERE
    )
    image = picture_of(everything(paint), px_per_mm=2.0)
    assert at(image, 50, 50) == pytest.approx((255, 128, 128), abs=70)


@pytest.mark.parametrize("turn", [0.0, 30.0])
def test_a_pattern_of_full_cells_shows_no_seam(turn: float) -> None:
    cell = filled(square(0, 0, 6), solid(RED), boundary=Box(0, 0, 6, 6))
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    paint = TilingPaint(
        width=6,
        height=6,
        x_step=6,
        y_step=6,
        reflect=Reflect.NORMAL,
        cell=(cell,),
        matrix=Matrix(cosine, sine, -sine, cosine, 0.3, 0.7),
    )
    image = picture_of(everything(paint), px_per_mm=3.779)
    assert {at(image, x, y) for x in range(20, 120) for y in range(20, 120)} == {RED_PX}


def png_of(image: PIL.Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def pictured(matrix: Matrix, **more: object) -> ImageItem:
    return ImageItem(object_id=1, boundary=SHEET, matrix=matrix, clips=(), image=7, **more)  # type: ignore[arg-type]


def half_red_half_blue() -> bytes:
    image = PIL.Image.new("RGB", (2, 1), RED_PX)
    image.putpixel((1, 0), BLUE_PX)
    return png_of(image.resize((40, 20), PIL.Image.Resampling.NEAREST))


def test_a_picture_fills_its_unit_square_and_a_mirrored_one_is_mirrored() -> None:
    held = resources({7: half_red_half_blue()})
    upright, _ = painted(sheet([pictured(Matrix(80, 0, 0, 40, 10, 10))]), held=held)
    mirrored, _ = painted(sheet([pictured(Matrix(-80, 0, 0, 40, 90, 10))]), held=held)
    assert (at(upright, 20, 20), at(upright, 80, 20)) == (RED_PX, BLUE_PX)
    assert (at(mirrored, 20, 20), at(mirrored, 80, 20)) == (BLUE_PX, RED_PX)


def test_a_large_scan_is_decoded_to_the_size_it_has_on_the_page() -> None:
    scan = PIL.Image.new("RGB", (1600, 800), RED_PX)
    scan.paste(BLUE_PX, (800, 0, 1600, 800))
    buffer = BytesIO()
    scan.save(buffer, "JPEG")
    held = resources({7: buffer.getvalue()})
    image, warnings = painted(sheet([pictured(Matrix(80, 0, 0, 40, 10, 10))]), held=held)
    assert warnings == ()
    assert at(image, 20, 20) == pytest.approx(RED_PX, abs=4)
    assert at(image, 80, 40) == pytest.approx(BLUE_PX, abs=4)


def test_a_picture_shows_where_its_mask_is_white() -> None:
    mask = PIL.Image.new("1", (2, 1), 0)
    mask.putpixel((1, 0), 1)
    held = resources({7: half_red_half_blue(), 8: png_of(mask.resize((40, 20)))})
    image, warnings = painted(sheet([pictured(Matrix(80, 0, 0, 40, 10, 10), mask=8)]), held=held)
    assert warnings == ()
    assert (at(image, 20, 20), at(image, 80, 20)) == (WHITE_PX, BLUE_PX)


def test_a_picture_nobody_can_decode_is_its_substitution_or_a_frame_and_a_warning() -> None:
    matrix = Matrix(80, 0, 0, 40, 10, 10)
    held = resources({7: b"no picture", 8: half_red_half_blue()})
    image, warnings = painted(sheet([pictured(matrix, substitution=8)]), held=held)
    assert at(image, 20, 20) == RED_PX
    assert warnings == ()
    image, warnings = painted(sheet([pictured(matrix)]), held=held)
    assert at(image, 20, 20) == WHITE_PX
    assert [warning.code for warning in warnings] == ["image.undecodable"]


def test_the_border_of_a_picture_runs_around_its_square() -> None:
    border = Border(Pen(width=4), solid(GREEN))
    held = resources({7: half_red_half_blue()})
    image, _ = painted(sheet([pictured(Matrix(80, 0, 0, 40, 10, 10), border=border)]), held=held)
    assert at(image, 50, 10) == GREEN_PX


def stamped(clip: Box | None = None) -> QImage:
    stamp = Stamp(signature_id="1", stamp_id="1", page_id=1, boundary=Box(20, 20, 40, 40), clip=clip)
    seal = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    seal.fill(0xFFFF0000)
    page = sheet([filled(square(0, 0, 40), solid(BLACK))], stamps=(stamp,))
    return painted(page, stamp_picture=lambda *_: seal)[0]


def test_a_stamp_is_ink_over_everything_and_hides_no_text() -> None:
    image = stamped()
    assert (at(image, 50, 50), at(image, 30, 30), at(image, 70, 70)) == (RED_PX, BLACK_PX, WHITE_PX)


def test_the_clip_of_a_stamp_cuts_its_picture() -> None:
    image = stamped(Box(20, 20, 40, 25))
    assert (at(image, 50, 42), at(image, 50, 55)) == (RED_PX, WHITE_PX)


def test_tiles_of_a_page_join_without_a_seam() -> None:
    page = sheet([filled(square(10.3, 10.7, 61.9), solid(RED)), stroked(Path("ML", (5, 5, 95, 91)), 0.7)])
    whole, _ = painted(page, px_per_mm=3.0)
    for left, top in ((0, 0), (150, 0), (0, 150), (150, 150)):
        tile, _ = painted(page, px_per_mm=3.0, rect=RectPx(left, top, 150, 150))
        there = whole.copy(left, top, 150, 150)
        furthest = max(
            abs(a - b) for a, b in zip(bytes(tile.constBits()), bytes(there.constBits()), strict=True)
        )
        assert furthest <= 8, "an edge's smoothing may round otherwise, no more"


def test_nothing_is_drawn_outside_the_application_box() -> None:
    page = sheet([everything(solid(RED))], application=Box(25, 25, 50, 50))
    image, _ = painted(page)
    assert (at(image, 50, 50), at(image, 10, 10), at(image, 90, 90)) == (RED_PX, WHITE_PX, WHITE_PX)


@pytest.mark.parametrize("across", [50.0, 50.2, 50.5, 50.8])
@pytest.mark.parametrize("as_fill", [True, False])
def test_a_thin_rule_is_whole_pixels_wherever_it_falls(across: float, *, as_fill: bool) -> None:
    rule = (
        filled(Path("MLLLC", (10, across, 90, across, 90, across + 0.3, 10, across + 0.3)), solid(BLACK))
        if as_fill
        else stroked(Path("ML", (10, across, 90, across)), 0.3)
    )
    image = picture_of(rule)
    rows = [round(ink(image, 20, row, 10, 1), 3) for row in range(48, 54)]
    assert sorted(rows) == [0, 0, 0, 0, 0, 1]
