"""What pages show: paths, draw parameters and clips."""

from __future__ import annotations

from core.ofd import open_ofd
from core.ofd.display import AreaClip, Box, Cap, Join, Matrix, PathItem, Pen, RectClip, Rgba, Rule, SolidPaint
from tests.unit.ofd.build import pack, page_of, page_xml, parts_of
from tests.unit.ofd.drawing import BLACK, only, path_of, path_xml


def test_a_path_is_stroked_black_and_not_filled_by_default() -> None:
    item = path_of()
    assert (item.stroke, item.fill, item.pen) == (BLACK, None, Pen())
    assert item.matrix == Matrix(1, 0, 0, 1, 20, 30)
    assert item.boundary == Box(20, 30, 10, 10)
    assert item.alpha == 255


def test_fill_without_a_colour_paints_nothing() -> None:
    assert path_of(Fill="true").fill is None
    assert page_of(path_xml(Fill="true", Stroke="false")).items == ()


def test_a_matrix_applies_before_the_boundary_moves_it() -> None:
    assert path_of(CTM="2 0 0 3 4 5").matrix == Matrix(2, 0, 0, 3, 24, 35)


def test_a_pen_has_every_property_of_the_standard() -> None:
    pen = path_of(
        LineWidth="2", Cap="Round", Join="Bevel", MiterLimit="7", DashPattern="3 1 2", DashOffset="1"
    ).pen
    assert pen == Pen(2, Cap.ROUND, Join.BEVEL, 7, (3, 1, 2), 1)


def test_even_odd_and_alpha_are_kept() -> None:
    item = path_of(Rule="Even-Odd", Alpha="128")
    assert (item.rule, item.alpha) == (Rule.EVEN_ODD, 128)


def test_an_invisible_object_is_not_drawn() -> None:
    assert page_of(path_xml(Visible="false")).items == ()


def test_draw_parameters_are_inherited_from_relatives_and_the_layer() -> None:
    res = """<ofd:DrawParams>
    <ofd:DrawParam ID="11" LineWidth="1" Relative="12"/>
    <ofd:DrawParam ID="12" LineWidth="9" Cap="Round"><ofd:StrokeColor Value="255 0 0"/></ofd:DrawParam>
    <ofd:DrawParam ID="13" LineWidth="5" Join="Round"/></ofd:DrawParams>"""
    parts = parts_of(page_xml(path_xml(DrawParam="11", DashOffset="2"), layer='DrawParam="13"'), res=res)
    item = only(open_ofd(pack(parts)).display(0))
    assert isinstance(item, PathItem)
    assert item.pen == Pen(1, Cap.ROUND, Join.ROUND, dash_offset=2)
    assert item.stroke == SolidPaint(Rgba(255, 0, 0))


def test_a_cycle_of_draw_parameters_ends() -> None:
    res = (
        '<ofd:DrawParams><ofd:DrawParam ID="11" Relative="12"/>'
        '<ofd:DrawParam ID="12" Relative="11" LineWidth="4"/></ofd:DrawParams>'
    )
    assert path_of(DrawParam="11", res=res).pen.width == 4


def test_content_inside_its_boundary_needs_no_clip() -> None:
    assert path_of().clips == ()


def test_content_beyond_its_boundary_is_clipped_to_it() -> None:
    assert path_of(Boundary="20 30 6 6").clips == (RectClip(Box(20, 30, 6, 6)),)


def test_a_boundary_of_no_area_clips_nothing() -> None:
    assert path_of(Boundary="20 30 10 0").clips == ()


def clip_xml(inner: str, attributes: str = "") -> str:
    return f"<ofd:Clips {attributes}><ofd:Clip>{inner}</ofd:Clip></ofd:Clips>"


AREA = (
    '<ofd:Area CTM="0.5 0 0 0.5 1 1"><ofd:Path Boundary="2 2 8 8"><ofd:AbbreviatedData>'
    "M 0 0 L 8 0 L 8 8 L 0 8 C</ofd:AbbreviatedData></ofd:Path></ofd:Area>"
)


def test_a_clip_path_moves_by_its_boundary_then_its_areas_matrix_then_the_objects() -> None:
    item = path_of(clip_xml(AREA), CTM="2 0 0 2 0 0", Boundary="20 30 20 20")
    assert item.clips == (RectClip(Box(22, 32, 4, 4)),)


def test_trans_flag_puts_the_clip_under_the_objects_matrix() -> None:
    item = path_of(clip_xml(AREA, 'TransFlag="true"'), CTM="2 0 0 2 0 0", Boundary="20 30 20 20")
    assert item.clips == (RectClip(Box(24, 34, 8, 8)),)


def test_a_round_clip_stays_an_area_and_areas_of_one_clip_are_united() -> None:
    circle = (
        "<ofd:Area><ofd:Path><ofd:AbbreviatedData>M 0 5 A 5 5 0 1 1 10 5 A 5 5 0 1 1 0 5 C"
        "</ofd:AbbreviatedData></ofd:Path></ofd:Area>"
    )
    item = path_of(clip_xml(circle + AREA))
    (clip,) = item.clips
    assert isinstance(clip, AreaClip)
    assert len(clip.areas) == 2
    assert clip.areas[0].matrix == Matrix(1, 0, 0, 1, 20, 30)


def test_several_rectangular_clips_become_one() -> None:
    other = AREA.replace('CTM="0.5 0 0 0.5 1 1"', "")
    item = path_of(
        f"<ofd:Clips><ofd:Clip>{AREA}</ofd:Clip><ofd:Clip>{other}</ofd:Clip></ofd:Clips>",
        Boundary="20 30 10 10",
    )
    assert item.clips == (RectClip(Box(22, 32, 4, 4)),)


def test_text_can_clip() -> None:
    code = '<ofd:TextCode X="0" Y="4">印</ofd:TextCode>'
    text = f'<ofd:Text Boundary="1 1 9 9" Font="1" Size="5">{code}</ofd:Text>'
    (clip,) = path_of(clip_xml(f"<ofd:Area>{text}</ofd:Area>")).clips
    assert isinstance(clip, AreaClip)
    (run,) = clip.areas[0].text
    assert run.chars == ("印",)
    assert run.matrix == Matrix(1, 0, 0, 1, 21, 31)
