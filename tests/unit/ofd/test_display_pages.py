"""What pages show: bands, areas, templates, annotations, stamps and links."""

from __future__ import annotations

import msgspec

from core.ofd import open_ofd
from core.ofd.display import Blend, Box, Goto, OpenUri, Page, PathItem
from tests.unit.ofd.build import NS, pack, page_of, page_xml, parts_of
from tests.unit.ofd.drawing import composite, only, path_xml, text_xml, unit_xml


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
