"""Document properties: what the file says about itself, how it was read, and what of it may be copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.ofd import allowed
from core.office import Classification
from core.office.calendar import OFFICE_TIME
from desktop.reading.client import ReadingWorker
from desktop.reading.wire import (
    Details,
    DocumentSummary,
    ExtensionMark,
    FontUse,
    PageSize,
    Rights,
    Tag,
    Warned,
)
from desktop.ui.language import Translation
from desktop.ui.reader import Paper, ReaderPresenter
from desktop.ui.reader.properties import Properties, PropertiesSheet
from desktop.ui.reader.property_words import about_facts, font_facts, moment, note_of, papers, reading_notes
from desktop.workspace import Workspace
from tests.integration.reading.portable import pdf_of
from tests.ui.office import PAPER, SECRET
from tests.ui.reading import read, reader_on_screen

A4, A3 = PageSize(210, 297), PageSize(420, 297)
NOW = datetime(2026, 6, 17, tzinfo=OFFICE_TIME)


def _told(summary: DocumentSummary, *, quotable: bool = True) -> Properties:
    return Properties(
        summary=summary, size_bytes=3_000, permitted=allowed(summary.rights, NOW), quotable=quotable
    )


def _texts(sheet: PropertiesSheet) -> list[str]:
    return [each.text() for each in sheet.findChildren(QLabel) if not each.isHidden() and each.text()]


def test_each_fact_stands_beside_its_caption(qtbot: QtBot, chinese: Translation) -> None:
    summary = DocumentSummary(
        format="ofd",
        pages=(A4, A4, A3),
        about={"title": "通知", "created": "2026-06-01", "version": "1.1"},
        fonts=(
            FontUse("仿宋_GB2312", False, "Noto Serif CJK SC"),
            FontUse("黑体", True),
            FontUse("黑体", True),
        ),
        rights=Rights(printable=True, copies=2, export=False, valid_until="2026-12-31"),
        warnings=(Warned("location.inexact", "Doc_0/Document.xml"), Warned("package.root_in_folder")),
    )
    sheet = PropertiesSheet(_told(summary))
    qtbot.addWidget(sheet)
    texts = _texts(sheet)
    for caption, value in (
        ("标题", "通知"),
        ("格式", "OFD 1.1"),
        ("页数", "3"),
        ("页面大小", "210 × 297 毫米（A4）、420 × 297 毫米（A3）"),
        ("打印", "至多 2 份"),
        ("复制", "不允许"),
        ("有效期", "… – 2026-12-31"),
        ("仿宋_GB2312", "以 Noto Serif CJK SC 代替"),
    ):
        assert texts[texts.index(caption) + 1] == value
    assert texts.count("黑体") == 1
    assert "文件包结构不规范，各部分均已找到。" in texts
    assert "Doc_0/Document.xml" in texts


def test_what_a_document_keeps_about_itself_follows_or_is_said_to_be_unreadable(
    qtbot: QtBot, chinese: Translation
) -> None:
    sheet = PropertiesSheet(_told(DocumentSummary(format="ofd", pages=(A4,))))
    qtbot.addWidget(sheet)
    assert "正在读取文件自带的数据…" in _texts(sheet)
    sheet.show_details(
        Details(
            custom_data=(("模板编号", "7"),),
            keywords=("防汛",),
            custom_tags=(Tag(kind="", path=("eInvoice", "InvoiceCode"), text="044001911211"),),
            extensions=(ExtensionMark(app_name="排版", company="甲公司", app_version="2"),),
        )
    )
    texts = _texts(sheet)
    assert texts[texts.index("InvoiceCode") + 1] == "044001911211"
    assert texts[texts.index("模板编号") + 1] == "7"
    assert texts[texts.index("排版") + 1] == "甲公司  2"
    assert "正在读取文件自带的数据…" not in texts
    other = PropertiesSheet(_told(DocumentSummary(format="pdf", pages=(A4,))))
    qtbot.addWidget(other)
    other.show_details(None)
    assert "无法读取文件自带的数据。" in _texts(other)


@pytest.mark.parametrize("quotable", [True, False])
def test_words_of_what_may_not_be_copied_cannot_be_selected(
    qtbot: QtBot, chinese: Translation, quotable: bool
) -> None:
    summary = DocumentSummary(format="ofd", pages=(A4,), about={"title": "通知"})
    sheet = PropertiesSheet(_told(summary, quotable=quotable))
    qtbot.addWidget(sheet)
    flags = [each.textInteractionFlags() for each in sheet.findChildren(QLabel) if each.text() == "通知"]
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    assert all(bool(each & selectable) is quotable for each in flags)


def test_a_key_opens_the_properties_of_what_is_read(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, chinese: Translation
) -> None:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-secret"))
    assert workspace.document("d-secret").classification == SECRET
    view.pages.canvas.setFocus()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    sheet = view.findChild(PropertiesSheet)
    assert sheet.isVisible()
    waiting = sheet.findChild(QLabel, "propertiesWaiting")
    qtbot.waitUntil(waiting.isHidden)
    value = next(each for each in sheet.findChildren(QLabel) if each.text() == "3")
    assert not value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    sheet.reject()


def test_the_head_says_that_other_fonts_stand_in(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, chinese: Translation
) -> None:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    said = "部分字体以相近字体代替"
    pages = presenter.pages
    summary = pages.state.summary
    assert summary is not None
    stood_in = any(font.drawn_with and font.drawn_with != font.name for font in summary.fonts)
    assert any(said in each.text() for each in view.findChildren(QLabel)) is stood_in
    faked = structs.replace(summary, fonts=(FontUse("小标宋", False, "Noto Serif"),))
    pages._become(replace(pages.state, summary=faked))
    assert any(said in each.text() for each in view.findChildren(QLabel))


def test_a_pdf_tells_when_it_was_changed_and_by_what(
    reading: ReadingWorker,
) -> None:
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Producer (Typesetter 3) /Keywords (flood) /ModDate (D:20260617093000+08'00') >>",
    )
    handle = reading.open(pdf_of(bodies, b"/Info 4 0 R"))
    try:
        facts = dict(about_facts(handle.summary, len(handle.document)))
    finally:
        reading.close(handle)
    assert facts["Made with"] == "Typesetter 3"
    assert facts["Keywords"] == "flood"
    assert facts["Changed on"] == "2026-06-17 09:30"


def test_times_of_a_pdf_are_written_as_people_do_and_others_stand() -> None:
    assert moment("D:20261122082720Z00'00'") == "2026-11-22 08:27"
    assert moment("D:20261122") == "2026-11-22"
    assert moment("2016-12-14") == "2016-12-14"
    assert moment("") == ""


def test_many_sizes_of_paper_are_told_in_part() -> None:
    assert papers((A4, A3, A4)) == "210 × 297 mm (A4), 420 × 297 mm (A3)"
    assert papers(tuple(PageSize(100 + n, 100) for n in range(9))).endswith(" mm…")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("package.encrypted_parts", "encrypted"),
        ("location.is_folder", "package"),
        ("ofd.part_malformed", "malformed"),
        ("text.no_glyph", "text"),
        ("signature.value_missing", "seals"),
        ("draw_param.cycle", "drawing"),
        ("never.seen", "drawing"),
    ],
)
def test_every_leniency_has_a_sentence(code: str, told: str) -> None:
    assert told in note_of(code)


def test_warnings_of_a_kind_are_told_once_with_all_they_befell() -> None:
    notes = reading_notes((Warned("image.undecodable", "a"), Warned("image.unknown", "b"), Warned("text.x")))
    assert [befell for _, befell in notes] == ["a\nb", ""]


def test_a_font_that_is_here_by_its_own_name_stands_in_for_nobody() -> None:
    facts = dict(font_facts((FontUse("SimSun", False, "simsun"), FontUse("楷体", False))))
    assert facts == {"SimSun": "Of this computer", "楷体": "Of this computer"}


def test_a_file_out_of_a_file_has_properties_too(
    qtbot: QtBot, presenter: ReaderPresenter, chinese: Translation
) -> None:
    view = reader_on_screen(qtbot, presenter)
    presenter.show_paper(Paper(title="附件", blob="", classification=Classification(), content=PAPER))
    qtbot.waitUntil(lambda: presenter.pages.handle is not None)
    view.show_properties()
    sheet = view.findChild(PropertiesSheet)
    qtbot.waitUntil(sheet.findChild(QLabel, "propertiesWaiting").isHidden)
    sheet.reject()
