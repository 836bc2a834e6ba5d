"""The pane of seals tells of PDFs as it does of OFDs: a verdict, its reason, or why there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.seal import verify_document
from desktop.pdfseals import PdfSealsUnjudged, PdfUnreadable
from desktop.pdfseals.judging import judge_pdf
from desktop.ui.language import Translation
from desktop.ui.parts.seals import SealsPane, VerdictPill
from tests.unit.pdfseals import pdfs
from tests.unit.pdfseals.pdfs import blank, run, sealed, updated, with_value
from tests.unit.seal.forms import NEW, PLAIN, document
from tests.unit.seal.office import NOW, trust


@pytest.fixture
def pane(qtbot: QtBot, chinese: Translation) -> SealsPane:
    made = SealsPane()
    qtbot.addWidget(made)
    made.show()
    return made


def said(pane: SealsPane) -> str:
    return " ".join(label.text() for label in pane.findChildren(QLabel))


def test_a_sealed_pdf_shows_its_verdict_its_signer_and_the_way_to_the_seal(pane: SealsPane) -> None:
    pane.show_report(judge_pdf(sealed(blank()), trust(), NOW, run))
    assert pane.findChild(VerdictPill, "sealVerdict-1").text() == "有效"
    assert "管印人" in said(pane)
    assert pane.findChild(QPushButton, "sealPlace-1") is not None


def test_a_pdf_changed_after_its_seal_says_what_is_wrong(pane: SealsPane) -> None:
    pane.show_report(judge_pdf(updated(sealed(blank()), pdfs.page_replaced), trust(), NOW, run))
    assert pane.findChild(VerdictPill, "sealVerdict-1").text() == "无效"
    assert "用印后页面内容被改动" in said(pane)


def test_a_signature_of_an_unknown_type_is_shown_and_undetermined(pane: SealsPane) -> None:
    report = judge_pdf(with_value(blank(), lambda _: b"\x30\x00", "Vendor.unheard"), trust(), NOW, run)
    pane.show_report(report)
    assert pane.findChild(VerdictPill, "sealVerdict-1").text() == "未能判定"


@pytest.mark.parametrize(
    ("error", "words"), [(PdfUnreadable("encrypted"), "加密"), (PdfSealsUnjudged("time"), "未能判定")]
)
def test_where_there_is_no_verdict_the_reason_stands(
    pane: SealsPane, error: PdfUnreadable | PdfSealsUnjudged, words: str
) -> None:
    pane.show_report(None, error=error)
    assert words in said(pane)


def test_a_field_filled_in_after_the_seal_takes_its_pill_and_says_why(pane: SealsPane) -> None:
    """A shadow attack must not stand under a green pill, nor under words that blame nothing."""
    form = sealed(pdfs.with_field(blank()))
    pane.show_report(judge_pdf(updated(form, pdfs.field_filled_in), trust(), NOW, run))
    assert pane.findChild(VerdictPill, "sealVerdict-1").text() == "未能判定"
    assert "公文有部分内容未受签章保护" in said(pane)


def test_a_format_known_from_public_code_only_is_said_to_be(pane: SealsPane) -> None:
    for form, unconfirmed in ((PLAIN, False), (NEW, True)):
        pane.show_report(verify_document(document(form), trust(), NOW))
        assert ("仅据公开代码" in said(pane)) == unconfirmed


def test_what_a_signature_without_a_seal_calls_itself_is_not_its_heading(pane: SealsPane) -> None:
    """Anybody may write an organ's name into a signature of a PDF: whose certificate it is stands above."""
    pane.show_report(judge_pdf(sealed(blank()), trust(), NOW, run))
    headings = [label.text() for label in pane.findChildren(QLabel) if label.property("role") == "heading"]
    assert headings == ["管印人"]
    assert "自称" in said(pane)


def test_a_seals_name_is_its_heading_for_its_maker_signed_it(pane: SealsPane) -> None:
    pane.show_report(verify_document(document(PLAIN), trust(), NOW))
    assert "自称" not in said(pane)
    assert "演示市人民政府办公室" in said(pane)


def test_a_serial_number_may_be_broken_or_it_would_widen_the_pane(pane: SealsPane) -> None:
    """It is one word of up to forty digits, and pushed the verdict over the pane's edge."""
    report = verify_document(document(PLAIN), trust(), NOW)
    (seal,) = report.seals
    assert seal.certificate is not None
    long = replace(seal, certificate=replace(seal.certificate, serial="7F" * 20))
    pane.show_report(replace(report, seals=(long,)))
    assert "\u200b".join(["7F7F7F7F"] * 5) in said(pane)
