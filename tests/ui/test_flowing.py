"""Text that is chosen and copied as prose: paragraphs instead of printed lines, words, carets."""

from __future__ import annotations

import pytest

from desktop.reading.wire import BoxMm, PageText, TextRun
from desktop.ui.parts.pages.flowing import flowing, paragraph_around, word_around
from desktop.ui.parts.pages.texts import FlatText, flattened

EM = 5.6
LEADING = 10.2
LEFT, ACROSS = 28.0, 28


def _page(*lines: tuple[float, str], upright: bool = False) -> FlatText:
    """Lines of an official document (GB/T 9704: 28 characters across), each indented by so many of them."""
    runs = []
    for number, (indent, text) in enumerate(lines):
        boxes = []
        along = LEFT + indent * EM
        for char in text:
            wide = EM / 2 if char.isascii() else EM
            across = 30.0 + number * LEADING
            boxes.append(
                BoxMm(200.0 - across, along, EM, wide) if upright else BoxMm(along, across, wide, EM)
            )
            along += wide
        runs.append(
            TextRun(text=text, box_mm=boxes[0], char_boxes_mm=tuple(boxes), line=number, vertical=upright)
        )
    return flattened(PageText(text="\n".join(text for _, text in lines), runs=tuple(runs)))


def _all(text: FlatText) -> str:
    return flowing(text, 0, len(text.chars) - 1)


FULL = "为管好用好山塘除险加固补助资金确保工程按期完工现就有关事项"


@pytest.mark.parametrize("upright", [False, True])
def test_a_line_that_only_the_margin_ends_goes_on_and_an_indented_one_begins_anew(upright: bool) -> None:
    page = _page((2, FULL[:26]), (0, "通知如下："), (2, "一、专款专用"), upright=upright)
    assert _all(page) == f"{FULL[:26]}通知如下：\n一、专款专用"


def test_a_line_that_had_room_for_more_is_the_end_of_its_paragraph() -> None:
    page = _page((0, FULL[:28]), (0, "各乡镇人民政府："), (0, FULL[:28]))
    assert _all(page).split("\n") == [f"{FULL[:28]}各乡镇人民政府：", FULL[:28]]


def test_latin_words_stay_apart_and_a_long_one_that_went_down_joins_again() -> None:
    page = _page(
        (0, "The source of every file is described in one"), (0, "http://www.example.invalid/standards/x")
    )
    assert _all(page) == "The source of every file is described in one http://www.example.invalid/standards/x"


def test_a_heading_of_another_size_is_no_part_of_what_follows() -> None:
    page = _page((0, FULL[:28]), (0, FULL[:28]))
    large = FlatText(
        text=page.text,
        chars=page.chars,
        boxes=tuple(
            BoxMm(box.x, box.y, box.width, box.height * (1.4 if line == 0 else 1))
            for box, line in zip(page.boxes, page.lines, strict=True)
        ),
        lines=page.lines,
        upright=page.upright,
        links=(),
    )
    assert _all(large) == f"{FULL[:28]}\n{FULL[:28]}"


def test_part_of_a_paragraph_is_copied_without_what_lies_around_it() -> None:
    page = _page((2, FULL[:26]), (0, "通知如下："))
    assert flowing(page, 24, 27) == f"{FULL[24:26]}通知"


def test_a_paragraph_is_found_around_any_of_its_characters() -> None:
    page = _page((2, "一、专款专用"), (2, FULL[:26]), (0, "通知如下："), (2, "二、按进度拨付"))
    assert paragraph_around(page, 10) == paragraph_around(page, 33) == (6, 36)
    assert paragraph_around(page, 0) == (0, 5)


@pytest.mark.parametrize(
    ("line", "at", "word"),
    [
        ("联系电话0571-88886666，传真另告", 6, "0571-88886666"),
        ("见www.example.invalid。", 3, "www.example.invalid"),
        ("共24号", 1, "24"),
        ("总计3.", 2, "3"),
        ("各乡镇", 1, None),
    ],
)
def test_a_number_or_an_address_is_a_word(line: str, at: int, word: str | None) -> None:
    page = _page((0, line))
    found = word_around(page, at)
    assert (page.part(*found) if found else None) == word


@pytest.mark.parametrize("upright", [False, True])
def test_a_point_past_the_middle_of_a_character_is_before_the_next(upright: bool) -> None:
    page = _page((0, "各乡镇"), upright=upright)
    box = page.boxes[1]
    before, past = (
        (box.x + box.width * (0.5 if upright else part), box.y + box.height * (part if upright else 0.5))
        for part in (0.3, 0.7)
    )
    assert page.caret(*before) == 1
    assert page.caret(*past) == 2


def test_between_two_lines_there_is_text_and_in_the_margin_none() -> None:
    page = _page((0, FULL[:28]), (0, FULL[:28]))
    between = page.boxes[0].y + EM + (LEADING - EM) / 2
    assert page.over(60.0, between)
    assert not page.over(8.0, between)
