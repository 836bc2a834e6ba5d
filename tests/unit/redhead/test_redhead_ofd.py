"""Typeset documents as OFD packages, read back by our own reader."""

from __future__ import annotations

from typing import Any

import pytest

from core.ofd import open_ofd, page_text
from core.redhead import NoSuchPaper, SpotKind, papers, red_head_document, render_document, typeset
from core.seal.placement import Size, place_on_date


def typeset_ids(office: dict[str, Any]) -> list[str]:
    return [paper.id for paper in papers(office) if not paper.file]


def test_every_paper_reads_back_as_the_characters_that_were_set_where_they_were_set(
    office: dict[str, Any],
) -> None:
    for document_id in typeset_ids(office):
        opened = open_ofd(render_document(office, document_id))
        pages = typeset(red_head_document(office, document_id))
        assert opened.page_count == len(pages)
        for number, page in enumerate(pages):
            found = [run.text for run in page_text(opened.display(number))]
            assert sorted("".join(found)) == sorted("".join(text.text for text in page.texts)), document_id


def test_our_packages_give_the_reader_nothing_to_be_lenient_about(office: dict[str, Any]) -> None:
    for document_id in typeset_ids(office):
        opened = open_ofd(render_document(office, document_id))
        assert not opened.warnings
        assert not [warning for i in range(opened.page_count) for warning in opened.display(i).warnings]
        assert all(opened.page_size(i) == pytest.approx((210, 297)) for i in range(opened.page_count))


def test_the_package_says_what_the_document_is(office: dict[str, Any]) -> None:
    info = open_ofd(render_document(office, "d-qingshi")).info
    assert info.title == "青禾县人民政府关于申请柳溪河综合治理工程补助资金的请示"
    assert info.author == "青禾县人民政府"
    assert info.creation_date == "2026-06-15"
    assert ("发文字号", "青政〔2026〕33号") in info.custom_data


def test_rendering_is_the_same_bytes_each_time_and_other_bytes_for_another_paper(
    office: dict[str, Any],
) -> None:
    assert render_document(office, "d-pifu") == render_document(office, "d-pifu")
    assert (
        open_ofd(render_document(office, "d-pifu")).info.doc_id
        != open_ofd(render_document(office, "d-han")).info.doc_id
    )


@pytest.mark.parametrize("document_id", ["", "d-nothing", "ag-1-6", "x-yijian-1"])
def test_what_has_no_text_of_its_own_is_refused_by_name(office: dict[str, Any], document_id: str) -> None:
    with pytest.raises(NoSuchPaper) as refused:
        render_document(office, document_id)
    assert refused.value.document == document_id


def test_a_received_item_whose_text_is_one_of_our_documents_shows_that(office: dict[str, Any]) -> None:
    assert red_head_document(office, "r-05") == red_head_document(office, "d-joint")


def test_a_classified_demo_item_never_carries_the_plain_marking(office: dict[str, Any]) -> None:
    assert red_head_document(office, "r-03").secrecy_mark == "【演示】秘密★3年"
    assert red_head_document(office, "mt-1-5-1").secrecy_mark == "【演示】秘密★1年"


def test_a_draft_shows_no_number_of_its_own(office: dict[str, Any]) -> None:
    draft = red_head_document(office, "d-han")
    assert draft.doc_number == "青政办函〔2026〕\u3000号"
    assert draft.doc_date is None


def test_sealing_over_the_date_finds_the_room_that_was_left_for_the_seal(office: dict[str, Any]) -> None:
    for document_id in ("d-tongzhi", "d-qingshi", "d-joint", "r-02", "r-06"):
        document = red_head_document(office, document_id)
        spots = [
            (page.number - 1, spot)
            for page in typeset(document)
            for spot in page.spots
            if spot.kind is SpotKind.SEAL
        ]
        page, spot = spots[-1]
        opened = open_ofd(render_document(office, document_id))
        texts = [page_text(opened.display(i)) for i in range(opened.page_count)]
        size = Size(document.seal_mm, document.seal_mm)
        placed = place_on_date(texts, size, [Size(210, 297)] * opened.page_count)
        assert placed.page == page
        assert (placed.boundary.x, placed.boundary.y) == pytest.approx(spot.box[:2], abs=1)


def test_a_name_stamp_finds_the_room_beside_its_post(office: dict[str, Any]) -> None:
    document = red_head_document(office, "d-ling")
    [(page, spot)] = [
        (page.number - 1, spot)
        for page in typeset(document)
        for spot in page.spots
        if spot.kind is SpotKind.NAME_STAMP
    ]
    opened = open_ofd(render_document(office, "d-ling"))
    texts = [page_text(opened.display(i)) for i in range(opened.page_count)]
    placed = place_on_date(texts, Size(*spot.box[2:]), [Size(210, 297)] * opened.page_count)
    assert placed.page == page
    assert placed.boundary == pytest.approx(spot.box, abs=1)
