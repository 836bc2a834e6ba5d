"""What pages show: text, pictures, composites and blocks, within limits."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from core.ofd import DEFAULT_LIMITS, ImageKind, OverLimit, open_ofd
from core.ofd.display import AreaClip, Box, GlyphRun, Group, ImageItem, Matrix, RectClip, Rgba, SolidPaint
from tests.unit.ofd.build import document_of, pack, page_of, page_xml, parts_of
from tests.unit.ofd.drawing import BLACK, codes, composite, only, path_xml, run_of, text_xml, unit_xml


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
