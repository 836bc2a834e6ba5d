"""Which typeface a name asks for."""

from __future__ import annotations

import pytest

from desktop.reading.fontfiles import FontFile, FontFiles
from desktop.reading.substitutes import FontClass, symbol_meaning, wanted_font

SERIF = FontFile(path="serif.ttc", index=2, families=("Noto Serif CJK SC",))
SERIF_BOLD = FontFile(path="serif-bold.ttc", index=2, families=("Noto Serif CJK SC",), weight=700)
SANS = FontFile(path="sans.ttc", index=2, families=("Noto Sans CJK SC", "思源黑体"))
KAI = FontFile(path="ukai.ttc", index=0, families=("AR PL UKai CN",))
TIMES = FontFile(path="times.ttf", index=0, families=("Liberation Serif",))
TIMES_ITALIC = FontFile(path="times-italic.ttf", index=0, families=("Liberation Serif",), italic=True)
MACHINE = FontFiles((SANS, KAI, SERIF_BOLD, SERIF, TIMES_ITALIC, TIMES))


@pytest.mark.parametrize(
    ("name", "font_class"),
    [
        ("宋体", FontClass.SONG),
        ("SimSun", FontClass.SONG),
        ("STSong-Light", FontClass.SONG),
        ("瀹嬩綋", FontClass.SONG),
        ("仿宋_GB2312", FontClass.FANGSONG),
        ("FZFSJW--GB1-0", FontClass.FANGSONG),
        ("楷体_GB2312", FontClass.KAI),
        ("妤蜂綋", FontClass.KAI),
        ("FZKai-Z03", FontClass.KAI),
        ("黑体", FontClass.HEI),
        ("榛戜綋", FontClass.HEI),
        ("FZHTJW--GB1-0", FontClass.HEI),
        ("微软雅黑", FontClass.HEI),
        ("方正小标宋简体", FontClass.XIAOBIAOSONG),
        ("FZXBSJW--GB1-0", FontClass.XIAOBIAOSONG),
        ("TimesNewRomanPSMT", FontClass.SERIF),
        ("ArialMT", FontClass.SANS),
        ("CourierNewPSMT", FontClass.MONO),
        ("Wingdings", FontClass.SYMBOL),
        ("HYbsj", FontClass.SONG),
        ("FZLTHK--GBK1-0", FontClass.HEI),
        ("幼圆", FontClass.HEI),
        ("MHei-Medium", FontClass.HEI),
        ("HeiseiMin-W3", FontClass.SONG),
        ("华文行楷", FontClass.KAI),
        ("LiSu", FontClass.KAI),
        ("DFKai-SB", FontClass.KAI),
        ("FZDBSK--GBK1-0", FontClass.XIAOBIAOSONG),
        ("Lucida Console", FontClass.MONO),
        ("Roboto", FontClass.SANS),
    ],
)
def test_a_name_betrays_its_class(name: str, font_class: FontClass) -> None:
    assert wanted_font(name).font_class is font_class


def test_a_subset_prefix_and_a_style_suffix_are_not_part_of_the_name() -> None:
    wanted = wanted_font("ABCDEF+Times New Roman,BoldItalic")
    assert (wanted.plain_name, wanted.bold, wanted.italic) == ("timesnewroman", True, True)


def test_an_unknown_name_is_decided_by_its_flags() -> None:
    assert wanted_font("Nobody", fixed_width=True).font_class is FontClass.MONO
    assert wanted_font("Nobody", serif=True).font_class is FontClass.SERIF
    assert wanted_font("Nobody").font_class is FontClass.SONG


def test_where_a_name_says_nothing_the_family_does() -> None:
    assert wanted_font("E-B6", family="楷体_GB2312").font_class is FontClass.KAI
    assert wanted_font("E-B6", family="Nobody").font_class is FontClass.SONG
    assert wanted_font("SimHei", family="楷体").font_class is FontClass.HEI


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("宋体", SERIF),
        ("SimSun-Bold", SERIF_BOLD),
        ("仿宋_GB2312", SERIF),
        ("楷体", KAI),
        ("黑体", SANS),
        ("方正小标宋简体", SERIF_BOLD),
        ("Times New Roman", TIMES),
        ("Times New Roman Italic", TIMES_ITALIC),
        ("思源黑体", SANS),
    ],
)
def test_the_nearest_installed_face_stands_in(name: str, face: FontFile) -> None:
    assert MACHINE.standing_in(wanted_font(name)) == face


def test_any_face_stands_in_before_none_does() -> None:
    lonely = FontFile(path="x.ttf", index=0, families=("Something",))
    assert FontFiles((lonely,)).standing_in(wanted_font("宋体")) == lonely
    assert FontFiles(()).standing_in(wanted_font("宋体")) is None


@pytest.mark.parametrize(
    ("character", "font", "meaning"),
    [
        ("\uf0d8", "Wingdings", "➢"),
        ("\uf0fc", "Wingdings", "✓"),
        ("l", "Wingdings", "●"),
        ("a", "Symbol", "α"),
        ("\uf0b7", "Symbol", "•"),
        ("l", "宋体", "l"),
        ("\uf06e", "宋体", "■"),
        ("\ue000", "宋体", "\ue000"),
    ],
)
def test_the_codes_of_symbol_fonts_have_a_meaning(character: str, font: str, meaning: str) -> None:
    assert symbol_meaning(character, wanted_font(font)) == meaning
