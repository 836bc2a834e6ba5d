"""What a client can ask of an OFD besides its pictures, through the real worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import PIL.Image
import PIL.ImageDraw
import pytest
from PIL import ImageCms

from core.ofd import allowed
from core.ofd.errors import VersionUnknown
from desktop.reading import Handle, PageHits, ReadingWorker
from desktop.reading.errors import Cancelled
from tests.integration.reading.documents import SQUARE, ofd
from tests.unit.ofd.build import NS, pack, page_xml, parts_of
from tests.unit.ofd.test_around_pages import with_versions
from tests.unit.ofd.test_text import text_xml


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.stop()


def opened(worker: ReadingWorker, objects: str, **more: str) -> Handle:
    return worker.open(pack(parts_of(page_xml(objects), **more)))


def test_a_search_answers_boxes_on_the_page(worker: ReadingWorker) -> None:
    handle = opened(worker, text_xml("国办发〔2026〕1号", 20, 40))
    (hit,) = worker.search(handle, 0, "[２０２６]")
    assert hit.boxes_mm[0] == pytest.approx((35, 35.6, 30, 5), abs=0.01)
    assert worker.search(handle, 0, "不在") == ()
    assert worker.search(handle, 0, "") == ()


def many_pages() -> bytes:
    """Forty pages, every tenth of which, from the third on, holds something else."""
    names = ["Found" if number % 10 == 3 else "Pages/Page_0/Content" for number in range(1, 41)]
    lines = (f'<ofd:Page ID="{number}" BaseLoc="{name}.xml"/>' for number, name in enumerate(names, 1))
    parts = parts_of(page_xml(text_xml("一般内容", 20, 40)), pages="".join(lines))
    return pack(parts | {"Doc_0/Found.xml": page_xml(text_xml("要找的内容", 20, 40))})


def test_a_search_through_all_pages_begins_where_the_reader_is(worker: ReadingWorker) -> None:
    handle = worker.open(many_pages())
    found = list(worker.search_pages(handle, "要找", first=15))
    assert [hits.page for hits in found] == [22, 32, 2, 12]
    assert all(len(hits.hits) == 1 and not hits.unread for hits in found)
    again = list(worker.search_pages(handle, "要找"))
    assert [hits.page for hits in again] == [2, 12, 22, 32]


def test_a_search_nobody_wants_any_more_ends_between_pages(worker: ReadingWorker) -> None:
    answers = iter([False] * 8 + [True] * 1000)
    with pytest.raises(Cancelled):
        list(worker.search_pages(worker.open(many_pages()), "要找", cancelled=lambda: next(answers)))


def test_a_page_that_cannot_be_read_is_told_in_a_search(worker: ReadingWorker) -> None:
    lines = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="None.xml"/>'
    handle = opened(worker, text_xml("在", 20, 40), pages=lines)
    assert [(hits.page, hits.unread) for hits in worker.search_pages(handle, "在")] == [(0, False), (1, True)]
    assert list(worker.search_pages(handle, "无"))[-1] == PageHits(1, (), unread=True)


def test_links_say_where_they_lead(worker: ReadingWorker) -> None:
    def linked(action: str, y: int) -> str:
        actions = f'<ofd:Actions><ofd:Action Event="CLICK">{action}</ofd:Action></ofd:Actions>'
        return SQUARE.replace("50 100", f"50 {y}").replace("<ofd:FillColor", actions + "<ofd:FillColor")

    goto = '<ofd:Goto><ofd:Dest Type="XYZ" PageID="1" Left="10" Top="90" Zoom="1.5"/></ofd:Goto>'
    parts = parts_of(
        page_xml(
            linked(goto, 10)
            + linked("<ofd:URI><ofd:URI>https://example.test/</ofd:URI></ofd:URI>", 60)
            + linked('<ofd:GotoA AttachID="k1"/>', 120)
            + linked('<ofd:Sound ResourceID="3"/>', 180)
        ),
        rest="<ofd:Bookmarks><ofd:Bookmark Name='第一章'><ofd:Dest Type='XYZ' PageID='1' Top='50'/>"
        "</ofd:Bookmark></ofd:Bookmarks><ofd:Attachments>Attachments.xml</ofd:Attachments>",
    )
    parts["Doc_0/Attachments.xml"] = (
        f'<ofd:Attachments {NS}><ofd:Attachment ID="k1" Name="附件"><ofd:FileLoc>a.txt</ofd:FileLoc>'
        "</ofd:Attachment></ofd:Attachments>"
    )
    parts["Doc_0/a.txt"] = b"attached"
    handle = worker.open(pack(parts))
    page, uri, attachment = worker.page_text(handle, 0).links
    assert (page.page, page.left_mm, page.top_mm, page.zoom) == (0, 10, 90, 1.5)
    assert uri.uri == "https://example.test/"
    assert attachment.attachment == 0
    assert page.box_mm == (50, 10, 40, 40)
    assert worker.attachment(handle, 0) == b"attached"
    (bookmark,) = handle.summary.bookmarks
    assert (bookmark.name, bookmark.page, bookmark.top_mm) == ("第一章", 0, 50)


def test_the_outline_leads_to_places_and_addresses(worker: ReadingWorker) -> None:
    def line(title: str, action: str, inner: str = "") -> str:
        return (
            f'<ofd:OutlineElem Title="{title}" Expanded="false"><ofd:Actions><ofd:Action Event="CLICK">'
            f"{action}</ofd:Action></ofd:Actions>{inner}</ofd:OutlineElem>"
        )

    uri = line("网址", "<ofd:URI><ofd:URI>https://example.test/</ofd:URI></ofd:URI>")
    chapter = line("章", '<ofd:Goto><ofd:Dest Type="XYZ" PageID="1" Left="1" Top="70"/></ofd:Goto>', uri)
    handle = opened(worker, SQUARE, rest=f"<ofd:Outlines>{chapter}</ofd:Outlines>")
    first, second = handle.summary.outline
    assert (first.page, first.top_mm, first.left_mm, first.level, first.expanded) == (0, 70, 1, 0, False)
    assert (second.uri, second.page, second.level) == ("https://example.test/", None, 1)


def test_older_versions_open_and_are_opened_again_after_a_worker_died(worker: ReadingWorker) -> None:
    handle = worker.open(with_versions(), version="v1")
    assert [
        (found.version_id, found.name, found.current, found.shown) for found in handle.summary.versions
    ] == [
        ("v1", "初稿", False, True),
        ("v2", "定稿", True, False),
        ("v3", "", False, False),
    ]
    assert worker.page_text(handle, 0).text == "初稿"
    for _ in range(9):
        worker.open(ofd())
    assert worker.page_text(handle, 0).text == "初稿"
    with pytest.raises(VersionUnknown):
        worker.open(with_versions(), version="v7")


def test_rights_come_with_the_summary_and_are_judged_by_the_clock(worker: ReadingWorker) -> None:
    rest = (
        "<ofd:Permissions><ofd:Export>false</ofd:Export><ofd:Print Printable='true' Copies='2'/>"
        "<ofd:ValidPeriod EndDate='2026-06-30'/></ofd:Permissions>"
    )
    rights = opened(worker, SQUARE, rest=rest).summary.rights
    before = allowed(rights, datetime(2026, 6, 30, 23, tzinfo=UTC))
    after = allowed(rights, datetime(2026, 7, 1, 1, tzinfo=UTC))
    assert (before.export, before.copies, before.within_period) == (False, 2, True)
    assert (after.printing, after.within_period) == (False, False)


def test_details_name_tags_with_what_the_page_shows(worker: ReadingWorker) -> None:
    parts = parts_of(
        page_xml(text_xml("国办发〔2026〕1号", 20, 40)),
        rest="<ofd:CustomTags>Tags.xml</ofd:CustomTags><ofd:Extensions>Ext.xml</ofd:Extensions>",
    )
    parts["Doc_0/Tags.xml"] = (
        f'<ofd:CustomTags {NS}><ofd:CustomTag TypeID="公文"><ofd:FileLoc>Tag.xml</ofd:FileLoc>'
        "</ofd:CustomTag></ofd:CustomTags>"
    )
    parts["Doc_0/Tag.xml"] = f'<a {NS}><文号><ofd:ObjectRef PageRef="1">6</ofd:ObjectRef></文号></a>'
    parts["Doc_0/Ext.xml"] = f'<ofd:Extensions {NS}><ofd:Extension AppName="某" RefId="6"/></ofd:Extensions>'
    details = worker.details(worker.open(pack(parts)))
    (tag,) = details.custom_tags
    assert (tag.kind, tag.path, tag.text, tag.objects, tag.page) == (
        "公文",
        ("a", "文号"),
        "国办发〔2026〕1号",
        (6,),
        0,
    )
    assert [found.app_name for found in details.extensions] == ["某"]


def seal_picture() -> bytes:
    image = PIL.Image.new("RGBA", (300, 300))
    PIL.ImageDraw.Draw(image).ellipse((8, 8, 292, 292), outline=(220, 20, 20, 255), width=12)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


MEDIA = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>s.png</ofd:MediaFile>'
    "</ofd:MultiMedia></ofd:MultiMedias>"
)


@pytest.mark.parametrize(("side", "marked"), [(42, True), (8, False), (150, False)])
def test_a_picture_like_a_seal_is_marked_where_it_has_a_seals_size(
    worker: ReadingWorker, side: int, marked: bool
) -> None:
    picture = f'<ofd:ImageObject ID="9" ResourceID="5" Boundary="20 30 {side} {side}"/>'
    handle = worker.open(ofd(picture, res=MEDIA, files={"Doc_0/Res/s.png": seal_picture()}))
    marks = worker.page_marks(handle, 0).seal_like
    assert [(mark.source, mark.box_mm) for mark in marks] == (
        [("picture", (20, 30, side, side))] if marked else []
    )


def test_paper_leaves_out_what_is_not_printed(worker: ReadingWorker) -> None:
    parts = parts_of(page_xml(), rest="<ofd:Annotations>A.xml</ofd:Annotations>")
    parts["Doc_0/A.xml"] = (
        f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    parts["Doc_0/P.xml"] = (
        f'<ofd:PageAnnot {NS}><ofd:Annot ID="5" Type="Watermark" Creator="x" LastModDate="2026-01-01"'
        f' Print="false"><ofd:Appearance>{SQUARE}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
    )
    handle = worker.open(pack(parts))
    screen = worker.page_picture(handle, 0, px_per_mm=1)
    paper = worker.page_picture(handle, 0, px_per_mm=1, purpose="print")
    middle = 120 * screen.stride + 70 * 4
    assert screen.pixels[middle : middle + 3] == b"\x00\x00\xff"
    assert paper.pixels[middle : middle + 3] == b"\xff\xff\xff"


def test_a_pattern_of_the_page_goes_on_through_composites(worker: ReadingWorker) -> None:
    """The same stripes, every 8 mm of the page, straight on it and in composites that stand anywhere."""

    def striped(boundary: str, extent: str) -> str:
        stripe = SQUARE.replace("50 100 40 40", "0 0 4 8").replace('ID="11"', 'ID="77"')
        return (
            f'<ofd:PathObject ID="8" Boundary="{boundary}" Fill="true" Stroke="false"><ofd:FillColor>'
            f'<ofd:Pattern Width="8" Height="8" RelativeTo="Page"><ofd:CellContent>{stripe}</ofd:CellContent>'
            f"</ofd:Pattern></ofd:FillColor><ofd:AbbreviatedData>M 0 0 L {extent} 0 L {extent} {extent}"
            f" L 0 {extent} C</ofd:AbbreviatedData></ofd:PathObject>"
        )

    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="90" Height="90"><ofd:Content>'
        f"{striped('0 0 90 90', '90')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    plain = opened(worker, striped("0 0 210 210", "210"))
    composed = opened(
        worker, '<ofd:CompositeObject ID="7" ResourceID="70" Boundary="31 50 90 90"/>', res=unit
    )
    one, other = (worker.page_picture(handle, 0, px_per_mm=2) for handle in (plain, composed))
    row = 160 * one.stride
    assert one.pixels[row + 4 * 70 : row + 4 * 230] == other.pixels[row + 4 * 70 : row + 4 * 230]
    assert len(set(one.pixels[row + 4 * 70 : row + 4 * 230])) > 1


@pytest.mark.parametrize("known", [True, False], ids=["profile", "rubbish"])
def test_colours_by_profile_are_converted_behind_the_walls(worker: ReadingWorker, known: bool) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() if known else b"rubbish"
    space = '<ofd:ColorSpaces><ofd:ColorSpace ID="4" Type="RGB" Profile="a.icc"/></ofd:ColorSpaces>'
    square = SQUARE.replace('Value="255 0 0"', 'Value="255 0 0" ColorSpace="4"')
    handle = worker.open(ofd(square, res=space, files={"Doc_0/Res/a.icc": profile}))
    picture = worker.page_picture(handle, 0, px_per_mm=1)
    middle = 120 * picture.stride + 70 * 4
    assert list(picture.pixels[middle : middle + 3]) == pytest.approx([0, 0, 255], abs=1)
    ignored = "color.profile_ignored" in [warning.code for warning in picture.warnings]
    assert ignored is not known
