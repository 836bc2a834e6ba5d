"""PDFs through the real worker: passwords, links, forms, turned pages, attachments, and no scripts."""

from __future__ import annotations

from collections.abc import Iterator

import PIL.Image
import PIL.ImageDraw
import pytest

from desktop.reading import Picture, ReadingWorker
from desktop.reading.errors import PdfDamaged, PdfPasswordNeeded, PdfProtectionUnknown
from desktop.reading.fontfiles import installed_fonts
from desktop.reading.pdf import WITHOUT_JAVASCRIPT
from desktop.reading.substitutes import plain
from tests.fuzz.pdf import Objects, written
from tests.integration.reading.portable import locked_pdf, pdf_of, pictured_pdf, rich_pdf, stream

MM = 25.4 / 72
FACES = installed_fonts().faces


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.stop()


def colour(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue at a place in points from the bottom left of a page 100 pt high at 72 dpi."""
    at = (100 - y) * picture.stride + 4 * x
    blue, green, red = picture.pixels[at : at + 3]
    return red, green, blue


def test_a_locked_pdf_opens_with_its_password_only(worker: ReadingWorker) -> None:
    document = locked_pdf("secret")
    with pytest.raises(PdfPasswordNeeded) as asked:
        worker.open(document)
    with pytest.raises(PdfPasswordNeeded) as refused:
        worker.open(document, password="guess")
    handle = worker.open(document, password="secret")
    assert (asked.value.wrong, refused.value.wrong) == (False, True)
    assert worker.page_picture(handle, 0, dpi=72).width == 200
    assert "secret" not in repr(handle)


def test_the_permissions_of_a_locked_pdf_are_told(worker: ReadingWorker) -> None:
    assert worker.open(locked_pdf("a"), password="a").summary.rights.printable
    kept = worker.open(locked_pdf("a", printing=False), password="a").summary
    assert not kept.rights.printable
    assert kept.permissions["print"] is False


def test_links_outline_and_names_lead_to_their_places(worker: ReadingWorker) -> None:
    handle = worker.open(rich_pdf())
    inner, outer = worker.page_text(handle, 0).links
    assert (inner.page, outer.uri) == (1, "https://example.test/")
    assert inner.box_mm == pytest.approx((20 * MM, 20 * MM, 40 * MM, 20 * MM), abs=0.05)
    (chapter,) = handle.summary.outline
    assert (chapter.title, chapter.page, chapter.level) == ("Chapter", 1, 0)
    (name,) = handle.summary.bookmarks
    assert (name.name, name.page) == ("chapter", 1)


def test_an_attachment_is_listed_and_its_bytes_come_on_demand(worker: ReadingWorker) -> None:
    handle = worker.open(rich_pdf())
    assert [found.name for found in handle.summary.attachments] == ["a.txt"]
    assert worker.attachment(handle, 0) == b"attached"


def test_fields_and_annotations_are_drawn_and_print_flags_kept(worker: ReadingWorker) -> None:
    handle = worker.open(rich_pdf())
    screen = worker.page_picture(handle, 0, dpi=72)
    paper = worker.page_picture(handle, 0, dpi=72, purpose="print")
    assert colour(screen, 40, 30)[0] > 200 > colour(screen, 40, 30)[2]
    assert colour(screen, 120, 30) == (0, 0, 255)
    assert colour(paper, 120, 30) == (255, 255, 255)


def test_a_turned_page_has_its_size_and_places_as_shown(worker: ReadingWorker) -> None:
    handle = worker.open(rich_pdf())
    size = handle.summary.pages[1]
    assert (size.width_mm, size.height_mm) == pytest.approx((100 * MM, 200 * MM))
    first, second = worker.page_text(handle, 1).runs
    assert (first.text, second.text) == ("Number [2026] one", "second line")
    assert first.vertical
    assert first.box_mm.x == pytest.approx(70 * MM, abs=4)


def test_text_is_found_and_placed_as_in_an_ofd(worker: ReadingWorker) -> None:
    handle = worker.open(rich_pdf())
    text = worker.page_text(handle, 0)
    assert text.text.splitlines() == ["Number [2026] one", "second line", "x"]
    assert all(len(run.text) == len(run.char_boxes_mm) for run in text.runs)
    (hit,) = worker.search(handle, 0, "〔２０２６〕ONE second")
    assert len(hit.boxes_mm) == 2


@pytest.mark.parametrize("hollow", [True, False], ids=["ring", "disc"])
def test_a_red_ring_in_a_pdf_is_marked_as_seal_like(worker: ReadingWorker, hollow: bool) -> None:
    image = PIL.Image.new("RGBA", (200, 200))
    fill = None if hollow else (220, 20, 20, 255)
    PIL.ImageDraw.Draw(image).ellipse((5, 5, 195, 195), outline=(220, 20, 20, 255), width=9, fill=fill)
    colours, opacity = image.convert("RGB").tobytes(), image.getchannel("A").tobytes()
    handle = worker.open(pictured_pdf(200, colours, opacity))
    marks = worker.page_marks(handle, 0).seal_like
    assert len(marks) == hollow
    if hollow:
        assert marks[0].box_mm == pytest.approx((40 * MM, 40 * MM, 120 * MM, 120 * MM), abs=0.1)


def test_no_script_can_run() -> None:
    assert WITHOUT_JAVASCRIPT


def test_a_pdf_full_of_scripts_opens_as_any_other(worker: ReadingWorker) -> None:
    assert len(worker.open(rich_pdf()).summary.pages) == 2


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_cut_off_opens_or_fails_as_declared(worker: ReadingWorker, kept: float) -> None:
    whole = rich_pdf()
    try:
        handle = worker.open(whole[: int(len(whole) * kept)])
    except PdfDamaged:
        return
    assert worker.page_picture(handle, 0, dpi=36).width > 0


def test_a_pdf_without_its_table_is_repaired(worker: ReadingWorker) -> None:
    whole = rich_pdf()
    handle = worker.open(whole[: whole.index(b"xref\n")] + b"trailer<</Root 1 0 R>>")
    assert worker.page_text(handle, 0).text.startswith("Number")


def test_a_pdf_that_lost_its_trailer_is_mended_and_told_of(worker: ReadingWorker) -> None:
    whole = rich_pdf()
    handle = worker.open(whole[: whole.index(b"xref\n")])
    assert [warned.code for warned in handle.summary.warnings] == ["pdf.repaired"]
    assert worker.page_text(handle, 0).text.startswith("Number")


def test_the_pages_of_a_pdf_that_lost_its_catalogue_are_gathered(worker: ReadingWorker) -> None:
    whole = rich_pdf()
    torn = whole[whole.index(b"3 0 obj") : whole.rindex(b"endobj") - 3]
    handle = worker.open(b"%PDF-1.7\n" + torn)
    assert [warned.code for warned in handle.summary.warnings] == ["pdf.repaired"]
    assert [(page.width_mm, page.height_mm) for page in handle.summary.pages] == [
        pytest.approx((70.556, 35.278), abs=0.01),
        pytest.approx((35.278, 70.556), abs=0.01),
    ]
    assert worker.page_text(handle, 0).text.startswith("Number")


def form_pdf() -> bytes:
    """A page of 200 × 100 pt: two lines; fields beside the first, between both, below, and not to be read."""
    field = b"<</Type/Annot/Subtype/Widget/T(%b)/Rect[%b]/F %d%b>>"
    fields = [
        field % (b"name", b"60 76 150 92", 4, b"/FT/Tx/V<FEFF674E0020738B>"),
        field % (b"choice", b"20 52 150 64", 4, b"/FT/Ch/Ff 131072/Opt[(one)(two)]/V(two)"),
        field % (b"pin", b"20 40 150 50", 4, b"/FT/Tx/Ff 8192/V(4711)"),
        field % (b"hidden", b"20 30 150 40", 2, b"/FT/Tx/V(unseen)"),
        field % (b"many", b"20 2 150 26", 4, b"/FT/Tx/Ff 4096/V(a\\nb)"),
    ]
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + len(fields)))
    text = b"BT /F 10 Tf 20 80 Td (Name) Tj 0 -45 Td (End) Tj ET"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]>>>>" % kids,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Annots[%b]"
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % kids,
            stream(text),
            *fields,
        ]
    )


def test_what_is_filled_in_on_a_form_is_read_where_it_stands(worker: ReadingWorker) -> None:
    handle = worker.open(form_pdf())
    found = worker.page_text(handle, 0)
    assert found.text == "Name 李 王\ntwo\nEnd\na\nb"
    (name,) = (run for run in found.runs if run.text == "李 王")
    assert name.box_mm[:2] == pytest.approx((60 * MM, 8 * MM), abs=0.1)
    assert len(name.char_boxes_mm) == 3
    assert [hit.page for hit in worker.search_pages(handle, "李王")] == [0]


def test_a_foreign_protection_asks_for_no_password_and_nor_does_the_next_file(worker: ReadingWorker) -> None:
    pages: Objects = {1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Kids [] /Count 0>>"}
    with pytest.raises(PdfProtectionUnknown):
        worker.open(
            written({**pages, 3: b"<</Filter /Some.Other /V 9>>"}, b"<</Root 1 0 R /Encrypt 3 0 R>>\n")
        )
    with pytest.raises(PdfDamaged):
        worker.open(written(pages, b"<</Root 1 0 R>>\n"))


def _unembedded(name: str, text: bytes) -> bytes:
    """A page of 200 × 60 points with some words in a typeface that the file only names."""
    drawn = b"BT /F 24 Tf 10 20 Td <%b> Tj ET" % text.hex().encode()
    described = f"<</Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [0 -200 1000 900]>>"
    system = "<</Registry (Adobe) /Ordering (GB1) /Supplement 2>>"
    objects = {
        1: "<</Type /Catalog /Pages 2 0 R>>",
        2: "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 60] /Contents 7 0 R "
        "/Resources <</Font <</F 4 0 R>>>>>>",
        4: f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /GBK-EUC-H /DescendantFonts [5 0 R]>>",
        5: f"<</Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /CIDSystemInfo {system} "
        "/FontDescriptor 6 0 R /DW 1000>>",
        6: described,
    }
    parts: Objects = {number: f"\n{body}\n".encode() for number, body in objects.items()}
    parts[7] = b"\n<</Length %d>>stream\n%b\nendstream\n" % (len(drawn), drawn)
    return written(parts, b"<</Root 1 0 R>>\n")


@pytest.mark.skipif(
    not {"notosanscjksc", "arplukaicn"} <= {plain(name) for each in FACES for name in each.families},
    reason="the typefaces Noto Sans CJK and AR PL UKai are not installed",
)
def test_chinese_typefaces_that_are_not_embedded_keep_their_class(worker: ReadingWorker) -> None:
    def drawn(name: str, text: str) -> bytes:
        handle = worker.open(_unembedded(name, text.encode("gbk")))
        return bytes(worker.page_picture(handle, 0, dpi=72).pixels)

    pictures = {drawn(name, "发票") for name in ("STSong-Light", "SimHei", "KaiTi_GB2312")}
    assert len(pictures) == 3
    assert drawn("SimHei", "") not in pictures


def test_thousands_of_pages_open_without_being_loaded(worker: ReadingWorker) -> None:
    count = 5_000
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>"] * count
    tree = b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count
    handle = worker.open(pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", tree, *pages]))
    assert len(handle.summary.pages) == count
    assert worker.page_picture(handle, count - 1, dpi=36).width == 100


def _warned(worker: ReadingWorker, document: bytes) -> list[str]:
    return [warned.code for warned in worker.open(document).summary.warnings]


def test_a_form_that_only_its_own_program_draws_is_told_of(worker: ReadingWorker) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 4 0 R>>/NeedsRendering true>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
        stream(b"<xdp/>"),
    ]
    assert _warned(worker, pdf_of(objects)) == ["pdf.xfa_form"]


def test_a_portfolio_says_where_its_files_are(worker: ReadingWorker) -> None:
    named = b"/Names<</EmbeddedFiles<</Names[(a.txt) 4 0 R]>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Collection<</View/D>>" + named + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
        b"<</Type/Filespec/F(a.txt)/EF<</F 5 0 R>>>>",
        stream(b"inside"),
    ]
    assert _warned(worker, pdf_of(objects)) == ["pdf.portfolio"]
    assert _warned(worker, pdf_of([objects[0].replace(b"/Collection", b"/Collector"), *objects[1:]])) == []


def test_a_page_that_its_crop_box_leaves_nothing_of_is_shown_whole(worker: ReadingWorker) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/CropBox[900 900 990 990]/Contents 4 0 R>>",
        stream(b"1 0 0 rg 10 10 40 40 re f"),
    ]
    handle = worker.open(pdf_of(objects))
    picture = worker.page_picture(handle, 0, dpi=72)
    assert (picture.width, picture.height) == (200, 100)
    assert colour(picture, 30, 30) == (255, 0, 0)
    assert [warned.code for warned in handle.summary.warnings] == ["pdf.crop_outside"]


def test_a_character_in_two_halves_is_one(worker: ReadingWorker) -> None:
    table = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <D842DFB7> endbfchar"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(b"BT /F 20 Tf 20 20 Td (BA) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        stream(table + b" endcmap"),
    ]
    assert worker.page_text(worker.open(pdf_of(objects)), 0).text.endswith("\U00020bb7")
