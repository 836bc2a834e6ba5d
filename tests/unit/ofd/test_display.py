"""What pages show: every graphic feature of the standard in a page of its own."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from core.ofd import DEFAULT_LIMITS, ImageKind, OverLimit, open_ofd
from core.ofd.display import (
    AreaClip,
    AxialPaint,
    Blend,
    Box,
    Cap,
    GlyphRun,
    Goto,
    Group,
    ImageItem,
    Item,
    Join,
    MapType,
    Matrix,
    MeshPaint,
    OpenUri,
    Page,
    Paint,
    PathItem,
    Pen,
    RadialPaint,
    RectClip,
    Reflect,
    Rgba,
    Rule,
    SolidPaint,
    TilingPaint,
)
from tests.unit.ofd.build import NS, document_of, pack, page_of, page_xml, parts_of

SQUARE = "<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</ofd:AbbreviatedData>"
BLACK = SolidPaint(Rgba(0, 0, 0))


def path_xml(inside: str = "", *, data: str = SQUARE, **attributes: str) -> str:
    attributes = {"ID": "5", "Boundary": "20 30 10 10", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<ofd:PathObject {written}>{inside}{data}</ofd:PathObject>"


def text_xml(code: str, **attributes: str) -> str:
    attributes = {"ID": "6", "Boundary": "20 30 100 10", "Font": "1", "Size": "5", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<ofd:TextObject {written}>{code}</ofd:TextObject>"


def only(page: Page) -> Item:
    (item,) = page.items
    return item


def path_of(inside: str = "", *, data: str = SQUARE, res: str = "", **attributes: str) -> PathItem:
    item = only(page_of(path_xml(inside, data=data, **attributes), res=res))
    assert isinstance(item, PathItem)
    return item


def run_of(code: str, res: str = "", **attributes: str) -> GlyphRun:
    item = only(page_of(text_xml(code, **attributes), res=res))
    assert isinstance(item, GlyphRun)
    return item


def fill_of(color: str, **attributes: str) -> Paint | None:
    return path_of(f"<ofd:FillColor>{color}</ofd:FillColor>", Fill="true", **attributes).fill


def codes(page: Page) -> set[str]:
    return {warning.code for warning in page.warnings}


# -- paths


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


# -- clips


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


# -- colours


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


# -- text


def test_text_is_black_unstroked_and_stands_where_the_deltas_say() -> None:
    run = run_of('<ofd:TextCode X="1" Y="4" DeltaX="5 g 2 6" DeltaY="1">公文办理</ofd:TextCode>')
    assert (run.fill, run.stroke, run.font, run.size) == (BLACK, None, 1, 5)
    assert run.xs == (1, 6, 12, 18)
    assert run.ys == (4, 5, 5, 5)
    assert (run.placed, run.chars, run.text) == (4, tuple("公文办理"), "公文办理")


def test_text_attributes_reach_the_run() -> None:
    run = run_of(
        '<ofd:TextCode X="0" Y="4">a</ofd:TextCode>',
        HScale="0.5", CharDirection="90", ReadDirection="270", Weight="700", Italic="true", Stroke="true",
    )  # fmt: skip
    assert (run.h_scale, run.char_direction, run.read_direction) == (0.5, 90, 270)
    assert (run.weight, run.italic, run.stroke) == (700, True, None)


def test_a_text_code_without_origin_starts_where_the_one_before_did() -> None:
    page = page_of(text_xml('<ofd:TextCode X="3" Y="4">a</ofd:TextCode><ofd:TextCode Y="9">b</ofd:TextCode>'))
    first, second = page.items
    assert isinstance(first, GlyphRun)
    assert isinstance(second, GlyphRun)
    assert (second.xs, second.ys) == ((3,), (9,))


def test_white_space_is_never_trimmed() -> None:
    assert run_of('<ofd:TextCode X="0" Y="4"> a  b </ofd:TextCode>').text == " a  b "


def test_glyph_ids_belong_to_the_text_code_that_follows() -> None:
    run = run_of(
        '<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="2"><ofd:Glyphs>40 41</ofd:Glyphs>'
        '</ofd:CGTransform><ofd:TextCode X="0" Y="4" DeltaX="5 5">甲乙丙</ofd:TextCode>'
    )
    assert run.glyph_ids == (-1, 40, 41)


def test_text_wholly_transparent_is_kept_for_searching() -> None:
    assert run_of('<ofd:TextCode X="0" Y="4">密</ofd:TextCode>', Alpha="0").alpha == 0


def test_text_a_little_wider_than_its_boundary_is_not_cut() -> None:
    code = '<ofd:TextCode X="0" Y="4" DeltaX="5">公文</ofd:TextCode>'
    assert run_of(code, Boundary="20 30 9 4").clips == ()
    assert run_of(code, Boundary="20 30 1 1").clips == (RectClip(Box(20, 30, 1, 1)),)


def test_text_without_size_or_font_is_drawn_with_defaults() -> None:
    page = page_of(
        '<ofd:TextObject ID="Text1" CTM="1 0 0 1 30 40"><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>'
    )
    item = only(page)
    assert isinstance(item, GlyphRun)
    assert item.size > 0
    assert {"text.no_size", "object.no_boundary", "font.unknown"} <= codes(page)


# -- images, composites, blocks

MEDIA = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image" Format="BMP"><ofd:MediaFile>a.bmp</ofd:MediaFile>'
    "</ofd:MultiMedia></ofd:MultiMedias>"
)


def test_a_picture_fills_its_boundary_without_a_matrix_and_its_bytes_tell_its_kind() -> None:
    parts = parts_of(page_xml('<ofd:ImageObject ID="9" ResourceID="8" Boundary="5 6 7 8"/>'), res=MEDIA)
    parts["Doc_0/Res/a.bmp"] = b"\x89PNG\r\n\x1a\nrest"
    document = open_ofd(pack(parts))
    item = only(document.display(0))
    assert isinstance(item, ImageItem)
    assert item.matrix == Matrix(7, 0, 0, 8, 5, 6)
    source = document.image(item.image)
    assert (source.kind, source.declared) == (ImageKind.PNG, "BMP")


def test_a_picture_has_mask_substitution_and_border() -> None:
    item = only(
        page_of(
            '<ofd:ImageObject ID="9" ResourceID="8" Substitution="8" ImageMask="8" Boundary="5 6 7 8" '
            'CTM="7 0 0 8 0 0" Alpha="7"><ofd:Border LineWidth="1" HorizonalCornerRadius="2">'
            '<ofd:BorderColor Value="255 0 0"/></ofd:Border></ofd:ImageObject>',
            res=MEDIA,
        )
    )
    assert isinstance(item, ImageItem)
    assert (item.mask, item.substitution, item.alpha) == (8, 8, 7)
    assert item.border is not None
    assert (item.border.pen.width, item.border.x_radius, item.border.paint) == (
        1,
        2,
        SolidPaint(Rgba(255, 0, 0)),
    )


def test_a_picture_nobody_defined_is_skipped_and_told() -> None:
    page = page_of('<ofd:ImageObject ID="9" ResourceID="77" Boundary="5 6 7 8"/>')
    assert page.items == ()
    assert "image.unknown" in codes(page)


def test_a_missing_picture_file_has_no_data() -> None:
    document = document_of('<ofd:ImageObject ID="9" ResourceID="8" Boundary="5 6 7 8"/>', res=MEDIA)
    document.display(0)
    assert document.image(8).data == b""
    assert "image.file_missing" in {warning.code for warning in document.warnings}


def unit_xml(content: str, unit: int = 70) -> str:
    return (
        f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{unit}" Width="10" Height="10">'
        f"<ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )


def composite(unit: int = 70, **attributes: str) -> str:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<ofd:CompositeObject ID="71" ResourceID="{unit}" Boundary="50 60 30 30" {written}/>'


def test_a_composite_shares_its_items_and_is_clipped_to_the_unit() -> None:
    page = page_of(composite() + composite(CTM="2 0 0 2 0 0", Alpha="50"), res=unit_xml(path_xml()))
    first, second = page.items
    assert isinstance(first, Group)
    assert isinstance(second, Group)
    assert first.items is second.items
    assert first.clips == (RectClip(Box(50, 60, 10, 10)),)
    assert second.clips == (RectClip(Box(50, 60, 20, 20)),)
    assert (second.matrix, second.alpha) == (Matrix(2, 0, 0, 2, 50, 60), 50)


def test_a_turned_composite_is_clipped_to_the_turned_unit() -> None:
    item = only(page_of(composite(CTM="0.7 0.7 -0.7 0.7 0 0"), res=unit_xml(path_xml())))
    assert isinstance(item, Group)
    assert any(isinstance(clip, AreaClip) for clip in item.clips)


def test_a_composite_within_itself_ends() -> None:
    page = page_of(composite(), res=unit_xml(path_xml() + composite()))
    assert "composite.unusable" in codes(page)


def test_composites_that_multiply_are_refused() -> None:
    units = unit_xml(path_xml(), 70) + "".join(unit_xml(composite(at - 1) * 10, at) for at in range(71, 80))
    with pytest.raises(OverLimit) as caught:
        page_of(composite(79), res=units)
    assert caught.value.limit == "page_objects"


def test_blocks_may_nest_but_not_for_ever() -> None:
    nested = '<ofd:PageBlock ID="1">' * 5 + path_xml() + "</ofd:PageBlock>" * 5
    assert len(page_of(nested).items) == 1
    page = page_of('<ofd:PageBlock ID="1">' * 60 + path_xml() + "</ofd:PageBlock>" * 60)
    assert page.items == ()
    assert "content.too_deep" in codes(page)


@pytest.mark.parametrize(
    ("limit", "content"),
    [
        ("page_objects", path_xml() * 20),
        ("path_segments", path_xml(data="<ofd:AbbreviatedData>" + "L 1 1 " * 20 + "</ofd:AbbreviatedData>")),
        ("glyphs", text_xml('<ofd:TextCode X="0" Y="0">' + "a" * 20 + "</ofd:TextCode>")),
    ],
)
def test_a_page_larger_than_its_limits_is_refused(limit: str, content: str) -> None:
    limits = replace(DEFAULT_LIMITS, **{limit: 10})
    with pytest.raises(OverLimit) as caught:
        open_ofd(pack(parts_of(page_xml(content))), limits).display(0)
    assert caught.value.limit == limit


def test_objects_nobody_knows_are_told() -> None:
    assert "content.unknown" in codes(page_of("<ofd:HologramObject/>"))


# -- pages: bands, areas, templates, annotations, stamps, links


def test_bands_templates_and_layers_come_in_order() -> None:
    def marked(number: int) -> str:
        return path_xml(ID=str(number))

    page = (
        f'<ofd:Page {NS}><ofd:Template TemplateID="41" ZOrder="Foreground"/><ofd:Template TemplateID="42"/>'
        f'<ofd:Content><ofd:Layer ID="1" Type="Foreground">{marked(4)}</ofd:Layer>'
        f'<ofd:Layer ID="2">{marked(3)}</ofd:Layer>'
        f'<ofd:Layer ID="3" Type="Background">{marked(2)}</ofd:Layer></ofd:Content></ofd:Page>'
    )
    common = '<ofd:TemplatePage ID="41" BaseLoc="T1.xml"/><ofd:TemplatePage ID="42" BaseLoc="T2.xml"/>'
    parts = parts_of(page, common=common)
    parts["Doc_0/T1.xml"] = page_xml(marked(9))
    parts["Doc_0/T2.xml"] = page_xml(marked(1))
    assert [item.object_id for item in open_ofd(pack(parts)).display(0).items] == [1, 2, 3, 9, 4]


def test_the_page_area_is_the_pages_then_the_templates_then_the_documents() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 %s</ofd:PhysicalBox></ofd:Area>"
    common = '<ofd:TemplatePage ID="41" BaseLoc="T1.xml"/>'
    template = '<ofd:Template TemplateID="41"/>'
    sizes = []
    for own, before in ((area % "100 200", template), ("", template), ("", "")):
        parts = parts_of(page_xml(area=own, before=before), common=common)
        parts["Doc_0/T1.xml"] = page_xml(area=area % "50 60")
        document = open_ofd(pack(parts))
        sizes.append((document.page_size(0), document.display(0).width))
    assert sizes == [((100, 200), 100), ((50, 60), 50), ((210, 297), 210)]


def test_the_application_box_counts_from_the_physical_boxes_corner_and_is_cut_to_it() -> None:
    area = (
        "<ofd:Area><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox>"
        "<ofd:ApplicationBox>%s</ofd:ApplicationBox></ofd:Area>"
    )
    inside = open_ofd(pack(parts_of(page_xml(area=area % "10 10 200 50")))).display(0)
    outside = open_ofd(pack(parts_of(page_xml(area=area % "300 0 20 20")))).display(0)
    assert inside.application == Box(10, 10, 90, 50)
    assert outside.application.width == 0


def test_a_page_of_no_size_is_a4() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 0 0</ofd:PhysicalBox></ofd:Area>"
    document = open_ofd(pack(parts_of(page_xml(area=area))))
    assert document.page_size(0) == (210, 297)


def test_annotations_stand_at_their_boundary_and_hidden_ones_are_left_out() -> None:
    rest = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    parts = parts_of(page_xml(), rest=rest)
    parts["Doc_0/Annots/Annotations.xml"] = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    appearance = f'<ofd:Appearance Boundary="100 50 30 30">{path_xml()}</ofd:Appearance>'
    parts["Doc_0/Annots/P.xml"] = (
        f'<ofd:PageAnnot {NS}><ofd:Annot ID="3" Type="Highlight" Print="false">{appearance}</ofd:Annot>'
        f'<ofd:Annot ID="4" Type="Link" Visible="false">{appearance}</ofd:Annot></ofd:PageAnnot>'
    )
    (annotation,) = open_ofd(pack(parts)).display(0).annotations
    assert (annotation.annotation_id, annotation.kind, annotation.prints) == (3, "Highlight", False)
    assert annotation.blend is Blend.MULTIPLY
    assert annotation.items[0].boundary == Box(120, 80, 10, 10)


def test_stamps_stand_on_their_page_with_their_clip_in_page_space() -> None:
    parts = parts_of(page_xml(), body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>")
    parts["Doc_0/Signs/Signatures.xml"] = (
        f"<ofd:Signatures {NS}><ofd:MaxSignId>s001</ofd:MaxSignId>"
        '<ofd:Signature ID="s001" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
    )
    parts["Doc_0/Signs/Sign_0/Signature.xml"] = f"""<ofd:Signature {NS}><ofd:SignedInfo>
    <ofd:Provider ProviderName="p"/><ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>
    <ofd:References CheckMethod="1.2.156.10197.1.401"><ofd:Reference FileRef="/OFD.xml">
    <ofd:CheckValue>QUJD</ofd:CheckValue></ofd:Reference></ofd:References>
    <ofd:StampAnnot ID="t1" PageRef="1" Boundary="190 100 40 40" Clip="0 0 20 40"/>
    <ofd:StampAnnot ID="t2" PageRef="99" Boundary="0 0 40 40"/></ofd:SignedInfo>
    <ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"""
    parts["Doc_0/Signs/Sign_0/SignedValue.dat"] = b"value"
    document = open_ofd(pack(parts))
    (stamp,) = document.display(0).stamps
    assert (stamp.signature_id, stamp.stamp_id) == ("s001", "t1")
    assert (stamp.boundary, stamp.clip) == (Box(190, 100, 40, 40), Box(190, 100, 20, 40))
    assert document.signed_value("s001") == b"value"
    (signature,) = document.signatures
    assert [reference.file_ref for reference in signature.references] == ["/OFD.xml"]
    assert "signature.stamp_nowhere" in {warning.code for warning in document.warnings}


def test_a_click_leads_to_a_page_or_an_address() -> None:
    actions = (
        '<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="1" Top="5"/>'
        '</ofd:Goto></ofd:Action><ofd:Action Event="CLICK"><ofd:URI URI="http://example.org"/></ofd:Action>'
        "</ofd:Actions>"
    )
    (link,) = page_of(path_xml(actions)).links
    assert link.box == Box(20, 30, 10, 10)
    first, second = link.actions
    assert isinstance(first, Goto)
    assert (first.dest.page_index, first.dest.top) == (0, 5)
    assert second == OpenUri("http://example.org")


def test_what_a_page_wants_done_when_shown_is_only_told() -> None:
    actions = (
        '<ofd:Actions><ofd:Action Event="PO"><ofd:URI URI="http://example.org"/></ofd:Action></ofd:Actions>'
    )
    page = open_ofd(pack(parts_of(page_xml(before=actions)))).display(0)
    assert page.open_actions == (OpenUri("http://example.org"),)
    assert page.links == ()


def test_a_pages_own_resources_do_not_change_the_documents() -> None:
    res = '<ofd:DrawParams><ofd:DrawParam ID="11" LineWidth="1"/></ofd:DrawParams>'
    own = '<ofd:DrawParams><ofd:DrawParam ID="11" LineWidth="8"/></ofd:DrawParams>'
    pages = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="Pages/P1.xml"/>'
    parts = parts_of(page_xml(path_xml(DrawParam="11")), res=res, pages=pages)
    parts["Doc_0/Pages/P1.xml"] = page_xml(
        path_xml(DrawParam="11"), before="<ofd:PageRes>Own.xml</ofd:PageRes>"
    )
    parts["Doc_0/Pages/Own.xml"] = f"<ofd:Res {NS}>{own}</ofd:Res>"
    document = open_ofd(pack(parts))
    widths = []
    for index in (1, 0):
        item = only(document.display(index))
        assert isinstance(item, PathItem)
        widths.append(item.pen.width)
    assert widths == [8, 1]


def test_a_display_list_survives_the_way_to_another_process() -> None:
    page = page_of(
        path_xml() + text_xml('<ofd:TextCode X="0" Y="4">公文</ofd:TextCode>') + composite(),
        res=unit_xml(path_xml()),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=Page) == page


def test_pages_that_begin_alike_are_measured_once_and_never_mistaken() -> None:
    def page(area: str, before: str = "") -> str:
        return page_xml("", area=f"{before}<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>")

    hidden = "<!-- <ofd:Area><ofd:PhysicalBox>0 0 9 9</ofd:PhysicalBox></ofd:Area> -->"
    pages = [
        page("0 0 100 50"),
        page("0 0 100 50"),
        page("0 0 50 100", hidden),
        page("0 0 70 80", hidden),
        page_xml(""),
        page_xml("", before="<ofd:Actions/>"),
        page("0 0 100 50"),
    ]
    refs = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="P{i}.xml"/>' for i in range(len(pages)))
    parts = parts_of("", pages=refs) | {f"Doc_0/P{i}.xml": content for i, content in enumerate(pages)}
    document = open_ofd(pack(parts))
    whole = (210, 297)
    expected = [(100, 50), (100, 50), (50, 100), (70, 80), whole, whole, (100, 50)]
    assert [document.page_size(i) for i in range(len(pages))] == expected
    assert [(document.display(i).width, document.display(i).height) for i in range(len(pages))] == expected
