"""Which installed typeface stands in for a name a document uses: names, classes and their substitutes.

Chinese office documents name a handful of typefaces that a Linux machine does not have. What must survive
is the class: 宋, 仿宋, 楷, 黑, and the heavy 小标宋 of red heads. Names are compared by `plain`.
"""

from __future__ import annotations

import re
from enum import Enum

import msgspec

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NOISE = re.compile(r"[\s\-_,.]+")
_BOLD = re.compile(r"(?<![a-z])(?:semi|demi|extra)?bold(?:mt)?|粗体|加粗")
_ITALIC = re.compile(r"(?:italic|oblique)(?:mt)?|斜体")


class FontClass(Enum):
    """What a typeface is for, as an office sees it."""

    SONG = "song"
    FANGSONG = "fangsong"
    KAI = "kai"
    HEI = "hei"
    XIAOBIAOSONG = "xiaobiaosong"
    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"
    SYMBOL = "symbol"


class WantedFont(msgspec.Struct, frozen=True, kw_only=True):
    """A typeface as a document asks for it: its class, its plain name, its style."""

    plain_name: str
    font_class: FontClass
    bold: bool = False
    italic: bool = False


# A part of a plain name, and the class it betrays; the first that fits decides.
_MARKS: tuple[tuple[str, FontClass], ...] = (
    ("小标宋", FontClass.XIAOBIAOSONG),
    ("xiaobiaosong", FontClass.XIAOBIAOSONG),
    ("fzxbs", FontClass.XIAOBIAOSONG),
    ("大标宋", FontClass.XIAOBIAOSONG),
    ("fzdbs", FontClass.XIAOBIAOSONG),
    ("仿宋", FontClass.FANGSONG),
    ("fangsong", FontClass.FANGSONG),
    ("fzfs", FontClass.FANGSONG),
    ("simfang", FontClass.FANGSONG),
    ("楷", FontClass.KAI),
    ("kaiti", FontClass.KAI),
    ("kaigb", FontClass.KAI),
    ("fzkai", FontClass.KAI),
    ("fzkt", FontClass.KAI),
    ("simkai", FontClass.KAI),
    ("evermorekai", FontClass.KAI),
    ("ukai", FontClass.KAI),
    ("dfkai", FontClass.KAI),
    ("biaukai", FontClass.KAI),
    # Written with a brush: nearest to 楷.
    ("隶", FontClass.KAI),
    ("lisu", FontClass.KAI),
    ("stliti", FontClass.KAI),
    ("xingkai", FontClass.KAI),
    ("魏", FontClass.KAI),
    ("xinwei", FontClass.KAI),
    ("黑", FontClass.HEI),
    ("等线", FontClass.HEI),
    ("dengxian", FontClass.HEI),
    ("simhei", FontClass.HEI),
    ("heiti", FontClass.HEI),
    ("fzht", FontClass.HEI),
    ("fzhei", FontClass.HEI),
    ("sthei", FontClass.HEI),
    ("stxihei", FontClass.HEI),
    ("yahei", FontClass.HEI),
    ("evermorehei", FontClass.HEI),
    ("sourcehansans", FontClass.HEI),
    ("sanscjk", FontClass.HEI),
    ("notosanssc", FontClass.HEI),
    ("wenquanyi", FontClass.HEI),
    ("pingfang", FontClass.HEI),
    ("gothic", FontClass.HEI),
    ("兰亭", FontClass.HEI),
    ("fzlt", FontClass.HEI),
    ("幼圆", FontClass.HEI),
    ("youyuan", FontClass.HEI),
    ("文泉驿", FontClass.HEI),
    ("mhei", FontClass.HEI),
    ("zhonghei", FontClass.HEI),
    ("qihei", FontClass.HEI),
    ("宋", FontClass.SONG),
    ("simsun", FontClass.SONG),
    ("songti", FontClass.SONG),
    ("stsong", FontClass.SONG),
    ("songstd", FontClass.SONG),
    ("shusong", FontClass.SONG),
    ("evermoresong", FontClass.SONG),
    ("serifcjk", FontClass.SONG),
    ("sourcehanserif", FontClass.SONG),
    ("mincho", FontClass.SONG),
    ("uming", FontClass.SONG),
    ("wingdings", FontClass.SYMBOL),
    ("webdings", FontClass.SYMBOL),
    ("symbol", FontClass.SYMBOL),
    ("dingbats", FontClass.SYMBOL),
    ("courier", FontClass.MONO),
    ("consolas", FontClass.MONO),
    ("mono", FontClass.MONO),
    ("ocr", FontClass.MONO),
    ("times", FontClass.SERIF),
    ("cambria", FontClass.SERIF),
    ("minion", FontClass.SERIF),
    ("georgia", FontClass.SERIF),
    ("garamond", FontClass.SERIF),
    ("century", FontClass.SERIF),
    ("bookantiqua", FontClass.SERIF),
    ("palatino", FontClass.SERIF),
    ("notoserif", FontClass.SERIF),
    ("liberationserif", FontClass.SERIF),
    ("arial", FontClass.SANS),
    ("helvetica", FontClass.SANS),
    ("calibri", FontClass.SANS),
    ("tahoma", FontClass.SANS),
    ("verdana", FontClass.SANS),
    ("dinpro", FontClass.SANS),
    ("segoe", FontClass.SANS),
    ("roboto", FontClass.SANS),
    ("lucidaconsole", FontClass.MONO),
    ("menlo", FontClass.MONO),
    ("lucida", FontClass.SANS),
    ("trebuchet", FontClass.SANS),
    ("impact", FontClass.SANS),
    ("myriad", FontClass.SANS),
    ("univers", FontClass.SANS),
    ("sans", FontClass.SANS),
)

_SONG = (
    "simsun", "宋体", "nsimsun", "方正书宋简体", "方正书宋gbk", "fzshusong", "sourcehanserifsc",
    "sourcehanserifcn", "思源宋体", "notoserifcjksc", "notoserifsc", "arplumingcn", "arplsungtilgb",
    "arplsungtil", "fandolsong", "stsong", "songtisc",
)  # fmt: skip
_HEI = (
    "simhei", "黑体", "方正黑体简体", "方正黑体gbk", "sourcehansanssc", "sourcehansanscn", "思源黑体",
    "notosanscjksc", "notosanssc", "wenquanyizenhei", "wenquanyimicrohei", "fandolhei", "microsoftyahei",
    "droidsansfallback",
)  # fmt: skip
_KAI = (
    "kaiti", "楷体", "kaitigb2312", "楷体gb2312", "方正楷体简体", "方正楷体gbk", "fzkai", "arplukaicn",
    "arplkaitimgb", "arplkaitim", "fandolkai", "stkaiti",
)  # fmt: skip
_FANGSONG = (
    "fangsong", "仿宋", "fangsonggb2312", "仿宋gb2312", "方正仿宋简体", "方正仿宋gbk", "fzfangsong",
    "fandolfang", "fandolfangr", "stfangsong",
)  # fmt: skip
_XIAOBIAOSONG = ("方正小标宋简体", "方正小标宋gbk", "小标宋体", "fzxiaobiaosongb05s", "fzxiaobiaosongb05")

SUBSTITUTES: dict[FontClass, tuple[str, ...]] = {
    FontClass.SONG: _SONG,
    FontClass.FANGSONG: _FANGSONG + _SONG,
    FontClass.KAI: _KAI + _SONG,
    FontClass.HEI: _HEI,
    FontClass.XIAOBIAOSONG: _XIAOBIAOSONG + _SONG,
    FontClass.SERIF: ("timesnewroman", "liberationserif", "tinos", "nimbusroman", "dejavuserif"),
    FontClass.SANS: ("arial", "liberationsans", "arimo", "carlito", "nimbussans", "dejavusans"),
    FontClass.MONO: ("couriernew", "liberationmono", "cousine", "nimbusmonops", "dejavusansmono"),
    FontClass.SYMBOL: ("dejavusans", "notosanssymbols2", "notosanssymbols"),
}

FALLBACKS: tuple[str, ...] = (
    *_SONG,
    *_HEI,
    "liberationserif",
    "dejavusans",
    "notosanssymbols2",
    "notosanssymbols",
    "notosansmath",
    "arplukaicn",
    "arplumingcn",
    "hanazonomina",
)
"""Families asked, in order, for a glyph that the typeface chosen lacks."""

CJK_CLASSES = frozenset(
    {FontClass.SONG, FontClass.FANGSONG, FontClass.KAI, FontClass.HEI, FontClass.XIAOBIAOSONG}
)


def plain(name: str) -> str:
    """A name as it is compared."""
    return _NOISE.sub("", name).lower()


def repaired(name: str) -> str:
    """The name behind UTF-8 bytes that somebody read as GBK (瀹嬩綋 is 宋体)."""
    try:
        meant = name.encode("gbk").decode("utf-8")
    except UnicodeError:
        return name
    return meant if meant != name and any("\u4e00" <= character <= "\u9fff" for character in meant) else name


def wanted_font(
    name: str,
    *,
    family: str = "",
    bold: bool = False,
    italic: bool = False,
    serif: bool = False,
    fixed_width: bool = False,
) -> WantedFont:
    """What a font's name and flags ask for; `family` counts where the name says nothing."""
    bare = _SUBSET.sub("", name).lower()
    plain_name, font_class = _classified(bare)
    if font_class is None and not name.isascii():
        bare = repaired(_SUBSET.sub("", name)).lower()
        plain_name, font_class = _classified(bare)
    if font_class is None and family:
        _, font_class = _classified(repaired(family).lower())
    if font_class is None:
        font_class = FontClass.MONO if fixed_width else FontClass.SERIF if serif else FontClass.SONG
    return WantedFont(
        plain_name=plain_name,
        font_class=font_class,
        bold=bold or bool(_BOLD.search(bare)),
        italic=italic or bool(_ITALIC.search(bare)),
    )


def _classified(bare: str) -> tuple[str, FontClass | None]:
    plain_name = plain(_ITALIC.sub("", _BOLD.sub("", bare)))
    return plain_name, next((kind for mark, kind in _MARKS if mark in plain_name), None)


_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③",
    0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩", 0x22: "✂",
    0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x46: "☞", 0x4A: "☺", 0xA3: "○", 0xA1: "○", 0xB2: "✧",
    0x20: " ",
}  # fmt: skip

_SYMBOL_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = (
    {0x41 + index: letter for index, letter in enumerate(_SYMBOL_CAPITALS)}
    | {0x61 + index: letter for index, letter in enumerate(_SYMBOL_SMALL)}
    | {code: chr(code) for code in (*range(0x20, 0x22), *range(0x28, 0x2A), *range(0x2B, 0x40))}
    | {
        0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
        0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂",
        0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪",
        0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD6: "√", 0xD5: "∏", 0xE5: "∑", 0xF2: "∫",
    }
)  # fmt: skip


def symbol_meaning(character: str, wanted: WantedFont) -> str:
    """The Unicode character behind a symbol font's own code, or the character itself.

    Symbol fonts use U+F020–F0FF, or the plain codes below 256 when the document names them as text.
    """
    code = ord(character[0])
    private = 0xF020 <= code <= 0xF0FF
    if not private and (wanted.font_class is not FontClass.SYMBOL or code > 0xFF):
        return character
    table = _SYMBOL if "symbol" in wanted.plain_name else _WINGDINGS
    return table.get(code & 0xFF, "•" if private else character)
