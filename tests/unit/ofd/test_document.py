"""What a document says about itself."""

from __future__ import annotations

from core.ofd import open_ofd
from core.ofd.actions import parse_region
from core.ofd.display import Goto
from core.ofd.limits import DEFAULT_LIMITS
from core.ofd.xml import parse_xml
from tests.unit.ofd.build import NS, document_xml, pack, page_xml, parts_of


def test_doc_info_is_read_whole() -> None:
    info = """<ofd:DocInfo><ofd:DocID>AB</ofd:DocID><ofd:Title>通知</ofd:Title><ofd:Author>某办</ofd:Author>
    <ofd:CreationDate>2026-01-02</ofd:CreationDate><ofd:Keywords><ofd:Keyword>甲</ofd:Keyword></ofd:Keywords>
    <ofd:CustomDatas><ofd:CustomData Name="文号">〔2026〕1号</ofd:CustomData></ofd:CustomDatas>
    </ofd:DocInfo>"""
    parts = parts_of(page_xml())
    parts["OFD.xml"] = (
        f'<ofd:OFD {NS} Version="1.2" DocType="OFD"><ofd:DocBody>{info}'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    found = open_ofd(pack(parts)).info
    assert (found.version, found.doc_id, found.title, found.author) == ("1.2", "AB", "通知", "某办")
    assert (found.keywords, found.custom_data) == (("甲",), (("文号", "〔2026〕1号"),))


def test_outlines_lead_to_pages_also_by_bookmark() -> None:
    goto = '<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>%s</ofd:Goto></ofd:Action></ofd:Actions>'
    dest = '<ofd:Dest Type="Fit" PageID="1"/>'
    rest = (
        f'<ofd:Outlines><ofd:OutlineElem Title="一">{goto % dest}'
        '<ofd:OutlineElem Title="（一）" Expanded="false">'
        + goto
        % '<ofd:Bookmark Name="b"/>'
        + f'</ofd:OutlineElem></ofd:OutlineElem></ofd:Outlines><ofd:Bookmarks><ofd:Bookmark Name="b">{dest}'
        "</ofd:Bookmark></ofd:Bookmarks>"
    )
    (first,) = open_ofd(pack(parts_of(page_xml(), rest=rest))).outlines
    (inner,) = first.children
    assert (first.title, inner.title, inner.expanded) == ("一", "（一）", False)
    for line in (first, inner):
        (action,) = line.actions
        assert isinstance(action, Goto)
        assert action.dest.page_index == 0


def test_permissions_and_preferences_default_to_the_standards() -> None:
    document = open_ofd(pack(parts_of(page_xml())))
    assert document.permissions.printable
    assert document.permissions.copies is None
    assert document.preferences.page_layout == "OneColumn"
    rest = (
        '<ofd:Permissions><ofd:Edit>false</ofd:Edit><ofd:Print Printable="true" Copies="2"/>'
        '<ofd:ValidPeriod EndDate="2030-01-01T00:00:00"/></ofd:Permissions>'
        "<ofd:VPreferences><ofd:PageLayout>TwoPageR</ofd:PageLayout><ofd:Zoom>1.5</ofd:Zoom></ofd:VPreferences>"
    )
    document = open_ofd(pack(parts_of(page_xml(), rest=rest)))
    assert (document.permissions.edit, document.permissions.copies) == (False, 2)
    assert document.permissions.valid_until == "2030-01-01T00:00:00"
    assert (document.preferences.page_layout, document.preferences.zoom) == ("TwoPageR", 1.5)


def test_attachments_have_names_sizes_and_bytes_on_demand() -> None:
    parts = parts_of(page_xml(), rest="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
    parts["Doc_0/Attachs/Attachments.xml"] = (
        f'<ofd:Attachments {NS}><ofd:Attachment ID="a" Name="清单" Format="xml"><ofd:FileLoc>list.xml'
        '</ofd:FileLoc></ofd:Attachment><ofd:Attachment ID="b" Name="没有"><ofd:FileLoc>gone</ofd:FileLoc>'
        "</ofd:Attachment></ofd:Attachments>"
    )
    parts["Doc_0/Attachs/list.xml"] = b"<x/>"
    document = open_ofd(pack(parts))
    found, missing = document.attachments
    assert (found.name, found.size, document.attachment_bytes(found)) == ("清单", 4, b"<x/>")
    assert missing.part == ""
    assert "attachment.missing" in {warning.code for warning in document.warnings}


def test_fonts_bring_their_program_when_the_package_holds_it() -> None:
    res = (
        '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋" Bold="true"><ofd:FontFile>f.otf</ofd:FontFile>'
        "</ofd:Font>"
        '<ofd:Font ID="2" FontName="SimSun" FamilyName="宋体" Charset="prc"/></ofd:Fonts>'
    )
    parts = parts_of(page_xml(), res=res)
    parts["Doc_0/Res/f.otf"] = b"OTTO..."
    document = open_ofd(pack(parts))
    assert document.fonts == (1, 2)
    first, second = document.font(1), document.font(2)
    assert (first.name, first.bold, first.program) == ("仿宋", True, b"OTTO...")
    assert (second.family, second.charset, second.program) == ("宋体", "prc", None)
    assert document.font(99).name == ""


def test_resources_without_base_loc_are_sought_where_they_may_be() -> None:
    parts = parts_of(page_xml(), common="<ofd:DocumentRes>R/Res.xml</ofd:DocumentRes>")
    media = '<ofd:MultiMedia ID="%d" Type="Image"><ofd:MediaFile>%s</ofd:MediaFile></ofd:MultiMedia>'
    parts["Doc_0/R/Res.xml"] = (
        f"<ofd:Res {NS}><ofd:MultiMedias>{media % (1, 'a.gif')}{media % (2, 'b.gif')}{media % (3, 'c.gif')}"
        "</ofd:MultiMedias></ofd:Res>"
    )
    parts |= {"Doc_0/R/a.gif": b"GIF8a", "Doc_0/b.gif": b"GIF8b", "c.gif": b"GIF8c"}
    document = open_ofd(pack(parts))
    assert [document.image(key).data for key in (1, 2, 3)] == [b"GIF8a", b"GIF8b", b"GIF8c"]


def test_what_the_document_wants_done_when_opened_is_only_told() -> None:
    rest = (
        '<ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://example.org"/></ofd:Action></ofd:Actions>'
    )
    (action,) = open_ofd(pack(parts_of(page_xml(), rest=rest))).open_actions
    assert "example" in repr(action)


def test_a_region_is_an_outline() -> None:
    region = parse_xml(
        b'<Region><Area Start="0 0"><Line Point1="10 0"/><CubicBezier Point3="10 10"/><Arc EllipseSize="5" '
        b'EndPoint="0 10" RotationAngle="0" LargeArc="false" SweepDirection="true"/><Close/></Area></Region>',
        "region",
        DEFAULT_LIMITS,
    )
    path = parse_region(region)
    assert path is not None
    assert path.ops == "MLBBBC"
    assert parse_region(None) is None


def test_the_pages_are_a_sequence() -> None:
    pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_0/Content.xml"/>' for at in (5, 6))
    document = open_ofd(pack({**parts_of(page_xml()), "Doc_0/Document.xml": document_xml(pages=pages)}))
    assert [page.page_id for page in document.pages] == [5, 6]
    assert document.pages[-1].index == 1
