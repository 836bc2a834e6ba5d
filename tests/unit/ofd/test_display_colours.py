"""What pages show: colours, shadings and patterns."""

from __future__ import annotations

import pytest

from core.ofd.display import (
    AxialPaint,
    MapType,
    Matrix,
    MeshPaint,
    PathItem,
    RadialPaint,
    Reflect,
    Rgba,
    SolidPaint,
    TilingPaint,
)
from tests.unit.ofd.build import page_of
from tests.unit.ofd.drawing import codes, fill_of, only, path_of, path_xml


def test_a_colour_goes_by_its_space_and_alpha() -> None:
    res = (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="3" Type="CMYK"/><ofd:ColorSpace ID="4" Type="RGB">'
        "<ofd:Palette><ofd:CV>1 2 3</ofd:CV><ofd:CV>4 5 6</ofd:CV></ofd:Palette></ofd:ColorSpace>"
        "</ofd:ColorSpaces>"
    )
    inside = '<ofd:StrokeColor Value="0 255 255 0" ColorSpace="3" Alpha="9"/>'
    assert path_of(inside, res=res).stroke == SolidPaint(Rgba(255, 0, 0, 9))
    assert path_of('<ofd:StrokeColor Index="1" ColorSpace="4"/>', res=res).stroke == SolidPaint(Rgba(4, 5, 6))


def test_the_documents_default_space_counts_when_a_colour_names_none() -> None:
    res = '<ofd:ColorSpaces><ofd:ColorSpace ID="3" Type="GRAY"/></ofd:ColorSpaces>'
    page = page_of(
        path_xml('<ofd:StrokeColor Value="7"/>'), res=res, common="<ofd:DefaultCS>3</ofd:DefaultCS>"
    )
    item = only(page)
    assert isinstance(item, PathItem)
    assert item.stroke == SolidPaint(Rgba(7, 7, 7))


STOPS = (
    '<ofd:Segment><ofd:Color Value="255 0 0"/></ofd:Segment>'
    '<ofd:Segment Position="0.8"><ofd:Color Value="0 255 0"/></ofd:Segment>'
    '<ofd:Segment><ofd:Color Value="0 0 255" Alpha="100"/></ofd:Segment>'
)


def test_an_axial_shading_keeps_its_axis_and_spreads_its_stops() -> None:
    paint = fill_of(
        '<ofd:AxialShd StartPoint="0 0" EndPoint="3 4" MapType="Reflect" MapUnit="2" Extend="3">'
        f"{STOPS}</ofd:AxialShd>"
    )
    assert isinstance(paint, AxialPaint)
    assert (paint.start, paint.end, paint.map_type, paint.unit, paint.extend) == (
        (0, 0),
        (3, 4),
        MapType.REFLECT,
        2,
        3,
    )
    assert [stop.position for stop in paint.stops] == [0, 0.8, 1]
    assert paint.stops[2].color == Rgba(0, 0, 255, 100)
    assert paint.matrix == Matrix(1, 0, 0, 1, 20, 30)


def test_a_radial_shading_may_be_an_eccentric_ellipse() -> None:
    paint = fill_of(
        '<ofd:RadialShd StartPoint="1 1" EndPoint="2 2" EndRadius="9" Eccentricity="0.6" Angle="30">'
        f"{STOPS}</ofd:RadialShd>"
    )
    assert isinstance(paint, RadialPaint)
    assert (paint.start_radius, paint.end_radius, paint.eccentricity, paint.angle) == (0, 9, 0.6, 30)
    assert paint.map_type is MapType.DIRECT


def test_gouraud_triangles_share_edges_by_flag() -> None:
    points = "".join(
        f'<ofd:Point X="{x}" Y="{y}" EdgeFlag="{flag}"><ofd:Color Value="{x} 0 0"/></ofd:Point>'
        for x, y, flag in [(0, 0, 0), (5, 0, 0), (0, 5, 0), (5, 5, 1), (9, 9, 2)]
    )
    paint = fill_of(f'<ofd:GouraudShd Extend="1">{points}<ofd:BackColor Value="1 2 3"/></ofd:GouraudShd>')
    assert isinstance(paint, MeshPaint)
    assert [[(v.x, v.y) for v in triangle] for triangle in paint.triangles] == [
        [(0, 0), (5, 0), (0, 5)],
        [(5, 0), (0, 5), (5, 5)],
        [(5, 0), (5, 5), (9, 9)],
    ]
    assert paint.back == Rgba(1, 2, 3)


@pytest.mark.parametrize("name", ["LaGouraudShd", "LaGourandShd"])
def test_a_lattice_becomes_two_triangles_a_cell(name: str) -> None:
    points = "".join(
        f'<ofd:Point X="{at % 3}" Y="{at // 3}"><ofd:Color Value="0 0 0"/></ofd:Point>' for at in range(6)
    )
    paint = fill_of(f'<ofd:{name} VerticesPerRow="3">{points}</ofd:{name}>')
    assert isinstance(paint, MeshPaint)
    assert len(paint.triangles) == 4
    assert paint.back is None


def test_a_pattern_keeps_its_cell_and_its_steps() -> None:
    inner = path_xml(Boundary="0 0 2 2", data="<ofd:AbbreviatedData>M 0 0 L 2 2</ofd:AbbreviatedData>")
    pattern = (
        '<ofd:Pattern Width="4" Height="3" XStep="2" YStep="5" ReflectMethod="RowAndColumn" CTM="1 0 0 1 7 0"'
        f"%s><ofd:CellContent>{inner}</ofd:CellContent></ofd:Pattern>"
    )
    paint = fill_of(pattern % "")
    assert isinstance(paint, TilingPaint)
    assert (paint.x_step, paint.y_step, paint.reflect) == (4, 5, Reflect.ROW_AND_COLUMN)
    assert paint.matrix == Matrix(1, 0, 0, 1, 27, 30)
    assert len(paint.cell) == 1
    on_page = fill_of(pattern % ' RelativeTo="Page"')
    assert isinstance(on_page, TilingPaint)
    assert on_page.matrix == Matrix(1, 0, 0, 1, 7, 0)


def test_a_colour_nobody_knows_is_transparent_and_told() -> None:
    page = page_of(path_xml("<ofd:FillColor><ofd:Glitter/></ofd:FillColor>", Fill="true", Stroke="false"))
    assert page.items == ()
    assert "color.unreadable" in codes(page)


def test_a_pattern_within_itself_ends() -> None:
    inner = path_xml(DrawParam="11", Fill="true", Stroke="false")
    res = (
        '<ofd:DrawParams><ofd:DrawParam ID="11"><ofd:FillColor><ofd:Pattern Width="4" Height="3">'
        f"<ofd:CellContent>{inner}</ofd:CellContent></ofd:Pattern></ofd:FillColor></ofd:DrawParam></ofd:DrawParams>"
    )
    assert "content.too_deep" in codes(page_of(inner, res=res))
