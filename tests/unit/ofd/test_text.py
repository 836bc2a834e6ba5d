"""Text in reading order with the place of every character."""

from __future__ import annotations

import pytest

from core.ofd import find_text, page_text, plain_text
from core.ofd.display import Box
from tests.unit.ofd.build import page_of


def text_xml(
    text: str, x: float, y: float, *, size: float = 5, step: float | None = None, more: str = ""
) -> str:
    """A line of text whose baseline starts at x, y mm on the page."""
    delta = f'DeltaX="g {len(text) - 1} {step or size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="6" Font="1" Size="{size}" Boundary="{x} {y - size} 150 {size * 1.2}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def read(*objects: str) -> str:
    return plain_text(page_text(page_of("".join(objects))))


def test_lines_come_from_top_to_bottom_whatever_the_files_order() -> None:
    assert read(text_xml("第二行", 20, 60), text_xml("第一行", 20, 40)) == "第一行\n第二行"


def test_a_line_comes_from_left_to_right_and_a_gap_becomes_a_blank() -> None:
    assert read(text_xml("右", 90, 40), text_xml("左边", 20, 40.4)) == "左边 右"
    assert read(text_xml("左边", 20, 40), text_xml("右", 30.5, 40)) == "左边右"


def test_a_transform_of_characters_that_are_not_there_is_no_text() -> None:
    nothing = (
        '<ofd:TextObject ID="6" Font="1" Size="5" Boundary="20 20 50 6">'
        '<ofd:CGTransform CodePosition="1"><ofd:Glyphs>9</ofd:Glyphs></ofd:CGTransform>'
        '<ofd:TextCode X="0" Y="5"/></ofd:TextObject>'
    )
    assert read(nothing, text_xml("甲", 20, 40)) == "甲"


def test_latin_words_set_apart_are_joined_by_a_blank() -> None:
    assert read(text_xml("GB", 20, 40, step=2.5), text_xml("9704", 27, 40, step=2.5)) == "GB 9704"


def test_a_blank_that_is_an_object_of_its_own_stays_a_blank() -> None:
    words = [text_xml("to", 20, 40, step=2.5), text_xml(" ", 25, 40), text_xml("Use", 26.4, 40, step=2.5)]
    assert read(text_xml(" ", 5, 20), *words, text_xml(" ", 60, 40)) == "to Use"


def test_rows_set_unevenly_beside_each_other_do_not_run_together() -> None:
    left = [text_xml(text, 20, y) for text, y in (("甲", 40), ("乙", 46))]
    right = [text_xml(text, 90, y, size=4) for text, y in (("一", 41), ("二", 44), ("三", 47))]
    assert len(read(*left, *right).splitlines()) >= 2


def test_text_laid_twice_to_look_bold_counts_once() -> None:
    assert read(text_xml("关于印发", 20, 40), text_xml("关于印发", 20.2, 40.1)) == "关于印发"


def test_equal_narrow_letters_beside_each_other_all_count() -> None:
    dots = [text_xml(".", 20 + 1.3 * at, 40) for at in range(8)]
    assert read(*dots) == "........"


def test_the_same_word_at_another_place_counts_again() -> None:
    assert read(text_xml("是", 20, 40), text_xml("是", 60, 40)) == "是 是"


def test_every_character_has_its_box_on_the_page() -> None:
    (run,) = page_text(page_of(text_xml("公文", 20, 40)))
    first, second = run.char_boxes
    assert first.x == pytest.approx(20)
    assert second.x == pytest.approx(25)
    assert first.width == pytest.approx(5)
    assert first.y < 40 < first.y + first.height
    assert run.box == Box(first.x, first.y, 10, first.height)
    assert run.size == 5


def test_a_matrix_moves_the_boxes() -> None:
    (run,) = page_text(page_of(text_xml("公文", 20, 40, more='CTM="2 0 0 2 0 0"')))
    assert run.char_boxes[1].x == pytest.approx(30)
    assert run.size == 10


def test_a_column_is_a_line_of_its_own() -> None:
    column = (
        '<ofd:TextObject ID="6" Font="1" Size="5" Boundary="100 20 6 60">'
        '<ofd:TextCode X="0" Y="5" DeltaY="5 5">竖排字</ofd:TextCode></ofd:TextObject>'
    )
    runs = page_text(page_of(column + text_xml("横排", 20, 60)))
    assert [(run.text, run.vertical) for run in runs] == [("竖排字", True), ("横排", False)]


def test_a_run_that_goes_back_begins_a_new_line() -> None:
    rows = (
        '<ofd:TextObject ID="6" Font="1" Size="5" Boundary="20 20 60 20">'
        '<ofd:TextCode X="0" Y="5" DeltaX="5 -5 5" DeltaY="0 6 0">甲乙丙丁</ofd:TextCode></ofd:TextObject>'
    )
    assert read(rows) == "甲乙\n丙丁"


def test_place_holders_and_symbols_are_readable() -> None:
    assert read(text_xml("\uf0b7第一¤条", 20, 40)) == "•第一条"


def test_glyphs_without_characters_leave_the_text_alone() -> None:
    ids = (
        '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>9</ofd:Glyphs>'
        "</ofd:CGTransform>"
    )
    text = text_xml("fi", 20, 40).replace("<ofd:TextCode", ids + "<ofd:TextCode")
    (run,) = page_text(page_of(text))
    assert run.text == "fi"
    assert len(run.char_boxes) == 2


def test_text_inside_composites_is_read_where_it_shows() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="100" Height="50"><ofd:Content>'
        f"{text_xml('组合', 0, 10)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    (run,) = page_text(
        page_of('<ofd:CompositeObject ID="7" ResourceID="70" Boundary="50 60 99 49"/>', res=unit)
    )
    assert (run.box.x, run.box.y < 70 < run.box.y + run.box.height) == (50, True)


def test_transparent_text_is_found_too() -> None:
    assert read(text_xml("隐藏", 20, 40, more='Alpha="0"')) == "隐藏"


def test_text_of_nothing_but_a_character_that_cannot_be_is_no_text() -> None:
    assert read(text_xml(r"\d83d", 20, 40), text_xml("在", 30, 40)) == "在"


def test_a_keyword_is_found_across_runs_and_blanks() -> None:
    runs = page_text(
        page_of(text_xml("（盖", 20, 40) + text_xml("章 处）", 30, 40) + text_xml("盖章", 20, 80))
    )
    (found,) = find_text(runs, "盖章处")
    assert (found.x, found.x + found.width) == (pytest.approx(25), pytest.approx(45))
    assert len(find_text(runs, "盖章")) == 2
    assert find_text(runs, " ") == ()
    assert find_text(runs, "不在") == ()


def prose(letter: str, x: float, y: float, lines: int) -> list[str]:
    """Lines of 14 characters, 5 mm wide each, 7 mm apart."""
    return [text_xml(letter * 14, x, y + 7 * at) for at in range(lines)]


def test_two_columns_are_read_one_after_the_other() -> None:
    title = text_xml("标题横贯两栏" * 5, 20, 30)
    foot = text_xml("脚注也横贯两栏" * 4, 20, 120)
    columns = [*prose("左", 20, 45, 8), *prose("右", 110, 46, 8)]
    text = read(foot, *columns, title).splitlines()
    assert text[0].startswith("标题")
    assert [line[0] for line in text[1:-1]] == ["左"] * 8 + ["右"] * 8
    assert text[-1].startswith("脚注")


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [
        line.replace('Size="5"', 'Size="3.5"') for x in (10, 75, 140) for line in prose("栏", x, 40, 6)
    ]
    narrow = [column.replace("g 13 5", "g 13 4") for column in columns]
    boxes = [run.box for run in page_text(page_of("".join(narrow)))]
    assert [round(box.x) for box in boxes] == [10] * 6 + [75] * 6 + [140] * 6


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        text_xml(f"{row}{column}", x, 40 + 9 * row) for row in range(6) for column, x in ((1, 20), (2, 110))
    ]
    assert read(*cells) == "\n".join(f"{row}1 {row}2" for row in range(6))


def test_a_ruled_table_of_long_cells_is_read_row_by_row() -> None:
    rows = [*prose("左", 20, 45, 5), *prose("右", 110, 45, 5)]
    rules = [
        f'<ofd:PathObject ID="9" Boundary="18 {47 + 7 * at} 170 0.3"><ofd:AbbreviatedData>M 0 0 L 170 0'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for at in range(5)
    ]
    assert [line[0] + line[-1] for line in read(*rows, *rules).splitlines()] == ["左右"] * 5


def test_characters_of_the_files_own_fonts_are_marked_not_copied() -> None:
    (run,) = runs = page_text(page_of(text_xml("甲\ue124乙", 20, 40)))
    assert (run.text, len(run.char_boxes)) == ("甲〓乙", 3)
    assert plain_text(runs, as_written=True) == "甲\ue124乙"


def upright(text: str, x: float, y: float) -> str:
    deltas = " ".join(["5"] * (len(text) - 1))
    return (
        f'<ofd:TextObject ID="6" Font="1" Size="5" Boundary="{x} {y} 6 90">'
        f'<ofd:TextCode X="0" Y="5" DeltaY="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def test_vertical_columns_are_read_from_the_right_though_they_begin_unevenly() -> None:
    first = [upright("右列文字", 100, 42), upright("中列文字", 90, 40), upright("左列文字", 80, 44)]
    text = read(upright("下面一列", 100, 120), *first, text_xml("标题", 20, 20))
    assert text.splitlines() == ["标题", "右列文字", "中列文字", "左列文字", "下面一列"]


def test_characters_set_one_by_one_below_each_other_are_a_column() -> None:
    label = [text_xml(char, 12, 40 + 5.5 * at) for at, char in enumerate("购买方信息")]
    rows = [text_xml(text, 25, 40 + 7 * at) for at, text in enumerate(("名称", "识别号", "地址"))]
    assert read(*label, *rows).splitlines() == ["购买方信息", "名称", "识别号", "地址"]
    (found,) = find_text(page_text(page_of("".join(label))), "买方信")
    assert found.height > 2 * found.width

    lower = [text_xml(char, 12, 41 + 5 * at) for at, char in enumerate("收款人")]
    assert read(*lower, *rows).splitlines() == ["收款人", "名称", "识别号", "地址"]


def test_a_column_of_cells_stays_one_cell_in_each_row() -> None:
    cells = [text_xml(char, 12, 40 + 9 * at) for at, char in enumerate("是否是否")]
    names = [text_xml(text, 25, 40 + 9 * at) for at, text in enumerate(("甲项", "乙项", "丙项", "丁项"))]
    assert read(*cells, *names).splitlines() == ["是 甲项", "否 乙项", "是 丙项", "否 丁项"]
    numbers = [text_xml(char, 12, 40 + 5.5 * at) for at, char in enumerate("1234")]
    names = [text_xml(text, 25, 40 + 5.5 * at) for at, text in enumerate(("甲项", "乙项", "丙项", "丁项"))]
    assert read(*numbers, *names).splitlines() == ["1 甲项", "2 乙项", "3 丙项", "4 丁项"]


def test_columns_within_one_text_code_are_read_from_the_right() -> None:
    columns = (
        '<ofd:TextObject ID="6" Font="1" Size="5" Boundary="20 20 60 40">'
        '<ofd:TextCode X="50" Y="5" DeltaX="0 0 -8 0 0" DeltaY="5 5 -10 5 5">右一列左一列</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    assert read(columns).splitlines() == ["右一列", "左一列"]


def test_labels_far_apart_are_read_from_the_left() -> None:
    assert read(upright("销售方", 100, 40), upright("购买方", 10, 40)).splitlines() == ["购买方", "销售方"]
