"""Geometry of GB/T 9704-2012: what a ruler laid on the page would find."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.redhead import (
    Element,
    Layout,
    Paragraph,
    ParagraphKind,
    RedHeadDocument,
    SealMode,
    Spot,
    SpotKind,
    TypesetPage,
    UnsettableText,
    red_head_document,
    typeset,
)
from core.redhead.grid import (
    ASCENT,
    BOTTOM,
    CELL,
    LEFT,
    PITCH,
    RED,
    RIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP,
    line_top,
)


def paragraphs(count: int, length: int = 60) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(ParagraphKind.PLAIN, "防汛抗旱工作事关人民群众生命财产安全"[: length or 1] * 3)
        for _ in range(count)
    )


def notice(**more: Any) -> RedHeadDocument:
    facts: dict[str, Any] = {
        "layout": Layout.GENERAL,
        "title": "青禾县人民政府办公室关于做好主汛期防汛备汛工作的通知",
        "organ_mark": ("青禾县人民政府办公室文件",),
        "doc_number": "青政办发〔2026〕23号",
        "recipients": ("各乡镇人民政府", "县政府各部门"),
        "body": paragraphs(9),
        "organ_signatures": ("青禾县人民政府办公室",),
        "doc_date": date(2026, 6, 8),
        "cc": ("县委办公室",),
        "print_organ": "青禾县人民政府办公室",
        "print_date": date(2026, 6, 8),
    }
    return RedHeadDocument(**facts | more)


def top_of(page: TypesetPage, element: Element) -> float:
    """Upper edge of the first glyph box of an element."""
    text = page.of(element)[0]
    return text.baseline_mm - ASCENT * text.size_mm


def body_lines(page: TypesetPage) -> list[float]:
    return sorted({round(text.baseline_mm, 3) for text in page.of(Element.BODY)})


def spots(pages: tuple[TypesetPage, ...], kind: SpotKind) -> list[Spot]:
    return [spot for page in pages for spot in page.spots if spot.kind is kind]


def test_a_full_page_holds_22_lines_that_fill_the_type_area() -> None:
    page = typeset(notice(body=paragraphs(60)))[1]
    lines = body_lines(page)
    assert len(lines) == 22
    assert lines[0] - ASCENT * SIZE_3 == pytest.approx(37, abs=0.01)
    assert lines[-1] + (1 - ASCENT) * SIZE_3 == pytest.approx(262, abs=0.01)


def test_a_full_line_holds_28_characters_over_156_mm() -> None:
    page = typeset(notice(body=paragraphs(30)))[1]
    full = [
        text for text in page.of(Element.BODY) if text.x_mm == pytest.approx(LEFT) and len(text.text) == 28
    ]
    assert full
    assert all(text.right_mm == pytest.approx(184, abs=0.01) for text in full)
    assert full[0].advances_mm[0] == pytest.approx(5.571, abs=0.001)


def test_no_text_leaves_the_type_area_but_the_page_number(office: dict[str, Any]) -> None:
    for record in office["documents"]:
        for page in typeset(red_head_document(office, record["id"])):
            for text in page.texts:
                if text.element is Element.PAGE_NUMBER or record["layout"] == "信函":
                    continue
                assert text.x_mm >= LEFT - 0.01, (record["id"], text.text)
                assert text.right_mm <= RIGHT + 0.5 * CELL, (record["id"], text.text)
                assert text.baseline_mm + (1 - ASCENT) * text.size_mm <= BOTTOM + 0.01, (
                    record["id"],
                    text.text,
                )


def test_the_mark_starts_35_mm_below_the_type_area_and_is_red() -> None:
    mark = typeset(notice())[0].of(Element.ORGAN_MARK)[0]
    assert mark.baseline_mm - 0.86 * mark.size_mm == pytest.approx(TOP + 35)
    assert mark.color == RED
    assert (mark.x_mm + mark.right_mm) / 2 == pytest.approx(105)


def test_the_number_stands_two_lines_below_the_mark_and_4_mm_above_the_rule() -> None:
    page = typeset(notice())[0]
    mark, number = page.of(Element.ORGAN_MARK)[0], page.of(Element.DOC_NUMBER)[0]
    rule = next(rule for rule in page.rules if rule.color == RED)
    mark_bottom = TOP + 35 + mark.size_mm
    assert top_of(page, Element.DOC_NUMBER) - mark_bottom == pytest.approx(2 * PITCH, abs=0.01)
    assert rule.y1 - (top_of(page, Element.DOC_NUMBER) + SIZE_3) == pytest.approx(4, abs=0.01)
    assert (rule.x1, rule.x2) == (pytest.approx(28), pytest.approx(184))
    assert 0.35 <= rule.width_mm <= 0.5
    assert (number.x_mm + number.right_mm) / 2 == pytest.approx(105)


def test_the_title_leaves_two_lines_below_the_rule_and_one_above_the_recipients() -> None:
    page = typeset(notice())[0]
    rule = next(rule for rule in page.rules if rule.color == RED)
    assert top_of(page, Element.TITLE) - rule.y1 >= 2 * PITCH - 2 - (SIZE_2 - SIZE_3) / 2
    titles = page.of(Element.TITLE)
    assert all(text.size_mm == pytest.approx(7.76, abs=0.01) for text in titles)
    gap = top_of(page, Element.RECIPIENT) - (titles[-1].baseline_mm + (1 - ASCENT) * SIZE_2)
    assert PITCH < gap < 2 * PITCH


def test_recipients_stand_flush_left_and_close_with_a_full_width_colon() -> None:
    recipients = typeset(notice())[0].of(Element.RECIPIENT)
    assert recipients[0].x_mm == pytest.approx(28)
    assert recipients[-1].text.endswith("：")


def test_markings_go_down_from_copy_number_to_urgency_and_secrecy_keeps_line_2() -> None:
    page = typeset(notice(copy_no="000017", secrecy_mark="【演示】秘密★3年", urgency="特急"))[0]
    tops = [top_of(page, element) for element in (Element.COPY_NO, Element.SECRECY, Element.URGENCY)]
    assert tops == pytest.approx([line_top(0), line_top(1), line_top(2)])
    alone = typeset(notice(secrecy_mark="【演示】秘密★3年"))[0]
    assert top_of(alone, Element.SECRECY) == pytest.approx(line_top(1))
    assert top_of(typeset(notice(urgency="加急"))[0], Element.URGENCY) == pytest.approx(line_top(0))


def test_an_upward_document_has_its_number_left_and_its_signer_right_on_one_line() -> None:
    page = typeset(notice(upward=True, signers=("林知远",)))[0]
    number, (label, name) = page.of(Element.DOC_NUMBER)[0], page.of(Element.SIGNER)
    assert number.x_mm == pytest.approx(LEFT + CELL)
    assert name.right_mm == pytest.approx(RIGHT - CELL)
    assert (label.text, label.font, name.font) == ("签发人：", "仿宋_GB2312", "楷体_GB2312")
    assert number.baseline_mm == pytest.approx(name.baseline_mm)


def test_three_signers_take_two_lines_and_the_rule_goes_below_the_last() -> None:
    page = typeset(notice(upward=True, signers=("林知远", "顾长宁", "陆衡")))[0]
    names = page.of(Element.SIGNER)[1:]
    rule = next(rule for rule in page.rules if rule.color == RED)
    assert [name.text for name in names] == ["林知远　顾长宁", "陆　衡"]
    assert page.of(Element.DOC_NUMBER)[0].baseline_mm == pytest.approx(names[-1].baseline_mm)
    assert rule.y1 > names[-1].baseline_mm


def test_joint_organs_are_stacked_to_one_width_with_the_closing_word_beside_them() -> None:
    marks = typeset(notice(organ_mark=("青禾县财政局", "青禾县农业农村局文件")))[0].of(Element.ORGAN_MARK)
    first, second, word = marks
    assert [mark.text for mark in marks] == ["青禾县财政局", "青禾县农业农村局", "文件"]
    assert first.x_mm == pytest.approx(second.x_mm)
    assert first.right_mm == pytest.approx(second.right_mm)
    assert word.x_mm > first.right_mm
    assert word.baseline_mm == pytest.approx((first.baseline_mm + second.baseline_mm) / 2)


def test_headings_have_their_faces_and_stay_with_the_text_below() -> None:
    body = (
        *paragraphs(5),
        Paragraph(ParagraphKind.H1, "一、总体要求"),
        Paragraph(ParagraphKind.H2_RUN_IN, "严格落实各项责任。", "（一）压实责任。"),
    )
    texts = [text for page in typeset(notice(body=body)) for text in page.of(Element.BODY)]
    fonts = {text.text: text.font for text in texts}
    assert fonts["一、总体要求"] == "黑体"
    assert fonts["（一）压实责任。"] == "楷体_GB2312"
    assert fonts["严格落实各项责任。"] == "仿宋_GB2312"


@given(st.integers(1, 40))
def test_a_heading_never_ends_a_page(count: int) -> None:
    body = tuple(
        p
        for _ in range(count)
        for p in (Paragraph(ParagraphKind.H1, "一、标题"), Paragraph(ParagraphKind.PLAIN, "正文。"))
    )
    for page in typeset(notice(body=body)):
        texts = page.of(Element.BODY)
        assert not texts or texts[-1].text != "一、标题"


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=40),
    st.sampled_from([42.0, 45.0]),
    st.integers(0, 4),
    st.sampled_from([SealMode.SEAL, SealMode.NO_SEAL, SealMode.SIGNATURE_STAMP]),
)
def test_a_signature_never_stands_without_body_text(
    lengths: list[int], seal_mm: float, attachments: int, mode: SealMode
) -> None:
    body = tuple(Paragraph(ParagraphKind.PLAIN, "防汛抗旱工作事关人民群众生命财产安全" * n) for n in lengths)
    names = tuple(f"附件名称{n}" for n in range(attachments))
    pages = typeset(
        notice(body=body, seal_mm=seal_mm, attachments=names, seal_mode=mode, signature_title="县长")
    )
    signed = next(page for page in pages if page.of(Element.ORGAN_SIGNATURE))
    total = sum(len(body_lines(page)) for page in pages)
    assert len(body_lines(signed)) >= min(2, total - 1), "page 1 keeps a line of a body of two"
    assert pages[0].of(Element.BODY)


@given(st.integers(1, 45))
def test_every_character_of_the_body_is_on_paper_in_order(count: int) -> None:
    body = paragraphs(count)
    pages = typeset(notice(body=body))
    set_text = "".join(text.text for page in pages for text in page.of(Element.BODY))
    assert set_text == "".join(p.text for p in body if isinstance(p, Paragraph))


def test_the_date_is_four_characters_from_the_right_and_the_name_is_centred_over_it() -> None:
    pages = typeset(notice(organ_signatures=("青禾县财政局",)))
    day = next(text for page in pages for text in page.of(Element.DOC_DATE))
    name = next(text for page in pages for text in page.of(Element.ORGAN_SIGNATURE))
    assert RIGHT - day.right_mm == pytest.approx(4 * CELL)
    assert (name.x_mm + name.right_mm) / 2 == pytest.approx((day.x_mm + day.right_mm) / 2)
    assert day.text == "2026年6月8日"


@pytest.mark.parametrize("seal_mm", [42.0, 45.0])
def test_the_seal_presses_name_and_date_and_is_within_a_line_of_the_body(seal_mm: float) -> None:
    pages = typeset(notice(seal_mm=seal_mm))
    page = next(page for page in pages if page.of(Element.ORGAN_SIGNATURE))
    (seal,) = spots(pages, SpotKind.SEAL)
    _, y, w, h = seal.box
    name, day = page.of(Element.ORGAN_SIGNATURE)[0], page.of(Element.DOC_DATE)[0]
    body_bottom = page.of(Element.BODY)[-1].baseline_mm + (1 - ASCENT) * SIZE_3
    assert (w, h) == (seal_mm, seal_mm)
    assert 0 < y - body_bottom <= PITCH
    assert y < name.baseline_mm - SIZE_3 < day.baseline_mm < y + h
    assert seal.center[0] == pytest.approx((day.x_mm + day.right_mm) / 2)
    middle = (name.baseline_mm + day.baseline_mm) / 2 - (ASCENT - 0.5) * SIZE_3
    assert 0 < middle - seal.center[1] < 4


@pytest.mark.parametrize("count", [2, 3, 4, 6, 7])
@pytest.mark.parametrize("seal_mm", [42.0, 45.0])
def test_joint_seals_never_touch_and_stay_in_the_type_area(count: int, seal_mm: float) -> None:
    organs = tuple(
        f"青禾县{name}局" for name in ("财政", "水利", "民政", "审计", "统计", "林业", "司法")[:count]
    )
    seals = spots(typeset(notice(organ_signatures=organs, seal_mm=seal_mm)), SpotKind.SEAL)
    assert [seal.organ for seal in seals] == list(organs)
    for i, a in enumerate(seals):
        assert a.box[0] >= LEFT - 0.5
        assert a.box[0] + a.box[2] <= RIGHT + 0.5
        for b in seals[i + 1 :]:
            (ax, ay), (bx, by) = a.center, b.center
            assert ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 > seal_mm + 0.5
    rows = {round(seal.box[1], 2) for seal in seals}
    assert all(sum(round(seal.box[1], 2) == row for seal in seals) <= 3 for row in rows)


def test_without_a_seal_the_date_starts_two_characters_right_of_the_name() -> None:
    pages = typeset(notice(seal_mode=SealMode.NO_SEAL))
    (name,), (day,) = spots(pages, SpotKind.ORGAN_SIGNATURE), spots(pages, SpotKind.DOC_DATE)
    assert day.box[0] - name.box[0] == pytest.approx(2 * CELL)
    assert RIGHT - (name.box[0] + name.box[2]) == pytest.approx(2 * CELL)
    short = typeset(notice(seal_mode=SealMode.NO_SEAL, organ_signatures=("县委",)))
    (name,), (day,) = spots(short, SpotKind.ORGAN_SIGNATURE), spots(short, SpotKind.DOC_DATE)
    assert RIGHT - (day.box[0] + day.box[2]) == pytest.approx(2 * CELL)
    assert day.box[0] - name.box[0] == pytest.approx(2 * CELL)


def test_a_name_stamp_leaves_four_characters_right_and_its_post_stands_two_to_the_left() -> None:
    pages = typeset(notice(seal_mode=SealMode.SIGNATURE_STAMP, signature_title="县长"))
    (stamp,) = spots(pages, SpotKind.NAME_STAMP)
    post = next(text for page in pages for text in page.of(Element.ORGAN_SIGNATURE))
    day = next(text for page in pages for text in page.of(Element.DOC_DATE))
    assert RIGHT - (stamp.box[0] + stamp.box[2]) == pytest.approx(4 * CELL)
    assert stamp.box[0] - post.right_mm == pytest.approx(2 * CELL)
    assert RIGHT - day.right_mm == pytest.approx(4 * CELL)


def test_the_imprint_ends_on_the_bottom_edge_of_the_last_page() -> None:
    last = typeset(notice())[-1]
    rules = sorted((rule for rule in last.rules if rule.color != RED), key=lambda rule: rule.y1)
    assert [rule.width_mm for rule in rules] == [0.35, 0.25, 0.35]
    assert rules[-1].y1 == pytest.approx(262)
    copies = "".join(text.text for text in last.of(Element.CC))
    assert copies == "抄送：县委办公室。"
    assert last.of(Element.CC)[0].x_mm == pytest.approx(LEFT + CELL)
    assert last.of(Element.PRINT_DATE)[0].right_mm == pytest.approx(RIGHT - CELL)
    assert last.of(Element.PRINT_DATE)[0].text == "2026年6月8日印发"


@given(st.integers(1, 60))
def test_the_imprint_covers_no_text_and_no_seal(count: int) -> None:
    last = typeset(notice(body=paragraphs(count)))[-1]
    top = min(rule.y1 for rule in last.rules if rule.color != RED)
    inside = {Element.CC, Element.PRINT_ORGAN, Element.PRINT_DATE, Element.PAGE_NUMBER}
    assert all(text.baseline_mm < top for text in last.texts if text.element not in inside)
    assert all(spot.box[1] + spot.box[3] <= top for spot in last.spots)


@given(st.integers(1, 60))
def test_an_imprint_without_room_goes_to_an_even_page_and_unnumbered_pages_stand_before_it(
    count: int,
) -> None:
    pages = typeset(notice(body=paragraphs(count)))
    alone = not (pages[-1].of(Element.BODY) or pages[-1].of(Element.ORGAN_SIGNATURE))
    if alone:
        assert pages[-1].number % 2 == 0
    bare = [page for page in pages if not page.texts]
    assert all(not page.numbered for page in bare)
    assert not bare or not pages[-1].numbered


def test_too_many_recipients_move_to_the_imprint_so_that_page_1_shows_body_text() -> None:
    pages = typeset(notice(recipients=tuple(f"第{n}乡镇人民政府" for n in range(60))))
    assert pages[0].of(Element.BODY)
    assert not pages[0].of(Element.RECIPIENT)
    moved = pages[-1].of(Element.RECIPIENT)
    assert moved[0].text == "主送："
    assert moved[0].size_mm == pytest.approx(SIZE_4)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_7_mm_below() -> None:
    pages = typeset(notice(body=paragraphs(40)))
    numbers = [page.of(Element.PAGE_NUMBER)[0] for page in pages]
    assert [number.text for number in numbers[:2]] == ["— 1 —", "— 2 —"]
    assert numbers[0].right_mm == pytest.approx(RIGHT - CELL)
    assert numbers[1].x_mm == pytest.approx(LEFT + CELL)
    assert numbers[0].baseline_mm - 0.36 * SIZE_4 == pytest.approx(269)
    assert numbers[0].font == "宋体"


def test_a_letter_has_double_rules_its_number_right_and_no_number_on_page_1() -> None:
    pages = typeset(notice(layout=Layout.LETTER, organ_mark=("青禾县人民政府办公室",)))
    first = pages[0]
    mark = first.of(Element.ORGAN_MARK)[0]
    rules = sorted((rule for rule in first.rules if rule.color == RED), key=lambda rule: rule.y1)
    assert mark.baseline_mm - 0.86 * mark.size_mm == pytest.approx(30)
    assert rules[0].y1 - (30 + mark.size_mm) == pytest.approx(4)
    assert all(rule.x2 - rule.x1 == pytest.approx(170) for rule in rules)
    assert [rule.width_mm > 0.5 for rule in rules] == [True, False, False, True]
    assert 297 - rules[2].y1 == pytest.approx(20)
    assert first.of(Element.DOC_NUMBER)[0].right_mm == pytest.approx(184)
    assert not first.of(Element.PAGE_NUMBER)
    assert all(page.of(Element.PAGE_NUMBER) for page in pages[1:])
    assert not [rule for rule in pages[-1].rules if rule.color != RED]


def test_a_decree_has_its_number_two_lines_below_the_mark_and_no_rule() -> None:
    document = notice(
        layout=Layout.DECREE,
        organ_mark=("青禾县人民政府令",),
        doc_number="第3号",
        recipients=(),
        cc=(),
        print_organ="",
    )
    first = typeset(document)[0]
    mark = first.of(Element.ORGAN_MARK)[0]
    assert mark.baseline_mm - 0.86 * mark.size_mm == pytest.approx(TOP + 20)
    assert not first.rules
    assert not first.of(Element.TITLE)
    gap = top_of(first, Element.BODY) - top_of(first, Element.DOC_NUMBER) - SIZE_3
    assert 2 * PITCH - 2 <= gap < 3 * PITCH


def test_minutes_name_who_attended_below_the_body_and_bear_no_signature() -> None:
    document = notice(
        layout=Layout.MINUTES,
        seal_mode=SealMode.NONE,
        attendance=(("出席", ("陆怀瑾", "邹平章")), ("请假", ("丁禾生",))),
    )
    pages = typeset(document)
    texts = [text for page in pages for text in page.of(Element.ATTENDANCE)]
    assert [(text.text, text.font) for text in texts[:2]] == [
        ("出席：", "黑体"),
        ("陆怀瑾、邹平章", "仿宋_GB2312"),
    ]
    assert not spots(pages, SpotKind.SEAL)


def test_attachments_are_named_one_line_below_the_body_with_aligned_wraps() -> None:
    names = ("柳溪河综合治理工程资金筹措方案及相关说明材料汇编（征求意见稿）", "一览表")
    texts = [t for page in typeset(notice(attachments=names)) for t in page.of(Element.ATTACHMENT_NOTE)]
    label, ordinal, first, wrapped, second, _ = texts
    assert (label.text, ordinal.text, second.text) == ("附件：", "1. ", "2. ")
    assert label.x_mm == pytest.approx(LEFT + 2 * CELL)
    assert wrapped.x_mm == pytest.approx(first.x_mm)
    assert second.x_mm == pytest.approx(ordinal.x_mm)
    assert not any(text.text.endswith(("。", "；")) for text in texts)


def test_a_draft_leaves_month_and_day_open() -> None:
    pages = typeset(notice(doc_date=None, draft_year=2026))
    assert next(text.text for page in pages for text in page.of(Element.DOC_DATE)) == "2026年　月　日"


@pytest.mark.parametrize("text", ["a\x00b", "坏\x1b字", "\ud800"])
def test_a_control_character_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(UnsettableText) as refused:
        typeset(notice(body=(Paragraph(ParagraphKind.PLAIN, text),)))
    assert refused.value.element == "text"


@pytest.mark.parametrize("body", [(), (Paragraph(ParagraphKind.PLAIN, ""),)])
def test_an_empty_body_still_gives_a_page(body: tuple[Paragraph, ...]) -> None:
    assert typeset(notice(body=body))


def test_the_same_document_is_set_the_same_way() -> None:
    assert typeset(notice()) == typeset(notice())
