"""What goes on paper: print flags and pictures of higher resolution; patterns that belong to the page."""

from __future__ import annotations

from core.ofd import for_print, open_ofd
from core.ofd.display import Group, ImageItem, Matrix, PathItem, TilingPaint
from tests.unit.ofd.build import NS, pack, page_of, page_xml, parts_of

MEDIA = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile>'
    '</ofd:MultiMedia><ofd:MultiMedia ID="6" Type="Image"><ofd:MediaFile>b.png</ofd:MediaFile>'
    "</ofd:MultiMedia></ofd:MultiMedias>"
)
PICTURE = '<ofd:ImageObject ID="9" ResourceID="5" Substitution="6" Boundary="0 0 50 50"/>'


def annot(number: int, flags: str) -> str:
    return (
        f'<ofd:Annot ID="{number}" Type="Watermark" Creator="x" LastModDate="2026-01-01" {flags}>'
        '<ofd:Appearance Boundary="0 0 9 9"/></ofd:Annot>'
    )


def test_print_flags_choose_the_annotations_of_paper() -> None:
    flags = ["", 'Print="false"', 'Visible="false"', 'Visible="false" Print="true"']
    parts = parts_of(page_xml(), rest="<ofd:Annotations>A.xml</ofd:Annotations>")
    parts["Doc_0/A.xml"] = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    lines = "".join(annot(number, flag) for number, flag in enumerate(flags, 1))
    parts["Doc_0/P.xml"] = f"<ofd:PageAnnot {NS}>{lines}</ofd:PageAnnot>"
    page = open_ofd(pack(parts)).display(0)
    assert [found.annotation_id for found in page.annotations] == [1, 2]
    assert [found.annotation_id for found in for_print(page).annotations] == [1, 4]


def test_paper_takes_the_substitution_of_a_picture_also_inside_units() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="50" Height="50"><ofd:Content>'
        f"{PICTURE}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    composite = '<ofd:CompositeObject ID="7" ResourceID="70" Boundary="0 0 50 50"/>'
    page = for_print(page_of(PICTURE + composite * 2, res=MEDIA + unit))
    picture, first, second = page.items
    assert isinstance(picture, ImageItem)
    assert (picture.image, picture.substitution) == (6, 5)
    assert isinstance(first, Group)
    assert isinstance(second, Group)
    assert first.items is second.items
    assert isinstance(first.items[0], ImageItem)
    assert first.items[0].image == 6


def test_a_page_without_finer_pictures_prints_as_it_is() -> None:
    page = page_of(PICTURE.replace('Substitution="6"', ""), res=MEDIA)
    assert for_print(page).items is page.items


def test_a_pattern_relative_to_the_page_says_so_inside_a_composite() -> None:
    square = (
        '<ofd:PathObject ID="8" Boundary="5 5 20 20" Fill="true" Stroke="false"><ofd:FillColor><ofd:Pattern'
        ' Width="4" Height="4" RelativeTo="Page"><ofd:CellContent/></ofd:Pattern></ofd:FillColor>'
        "<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="50" Height="50"><ofd:Content>'
        f"{square}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    page = page_of('<ofd:CompositeObject ID="7" ResourceID="70" Boundary="31 17 50 50"/>', res=unit)
    (group,) = page.items
    assert isinstance(group, Group)
    (item,) = group.items
    assert isinstance(item, PathItem)
    assert isinstance(item.fill, TilingPaint)
    assert (item.fill.on_page, item.fill.matrix) == (True, Matrix())
