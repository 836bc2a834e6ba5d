"""The typefaces that official documents are set in (GB/T 9704), or what stands in for them."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Set
from typing import NamedTuple

from desktop.checkup.finding import Finding, State
from desktop.checkup.toolkit import package_remedy


class Typeface(NamedTuple):
    """One class of Chinese type: families that are it, and families that only resemble it."""

    name: str
    true: tuple[str, ...]
    resembling: tuple[str, ...]
    package: str


TYPEFACES = (
    Typeface(
        "宋体",
        ("SimSun", "宋体", "NSimSun", "新宋体", "STSong", "华文宋体", "FZShuSong-Z01", "方正书宋_GBK"),
        ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL SungtiL GB", "AR PL UMing CN", "FandolSong"),
        "fonts-noto-cjk",
    ),
    Typeface(
        "仿宋",
        ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "方正仿宋_GBK"),
        ("FandolFang", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL SungtiL GB", "AR PL UMing CN"),
        "fonts-noto-cjk",
    ),
    Typeface(
        "楷体",
        ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体", "方正楷体_GBK"),
        ("AR PL UKai CN", "AR PL KaitiM GB", "FandolKai"),
        "fonts-arphic-ukai",
    ),
    Typeface(
        "黑体",
        ("SimHei", "黑体", "STHeiti", "华文黑体", "方正黑体_GBK"),
        ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
        "fonts-noto-cjk",
    ),
    Typeface(
        "小标宋",
        ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK"),
        ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN"),
        "fonts-noto-cjk",
    ),
)


def fonts() -> Iterator[Finding]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        gui = importlib.import_module("PySide6.QtGui")
    except ImportError as error:
        remedy = package_remedy(str(error))
        yield Finding(check="fonts", state=State.LACKING, found=str(error), remedy=remedy)
        return
    application = gui.QGuiApplication([])
    families = frozenset(gui.QFontDatabase.families())
    del application
    for typeface in TYPEFACES:
        yield judge(typeface, families)


def judge(typeface: Typeface, families: Set[str]) -> Finding:
    """The licensed typeface, a free one in its place, or none at all."""
    name = f"fonts.{typeface.name}"
    if found := next((family for family in typeface.true if family in families), None):
        return Finding(check=name, state=State.OK, found=found)
    if found := next((family for family in typeface.resembling if family in families), None):
        return Finding(
            check=name,
            state=State.ADVICE,
            found=f"{found} stands in",
            remedy=f"install {typeface.true[1]} if licensed: until then print-outs look different",
        )
    return Finding(
        check=name,
        state=State.LACKING,
        found="no typeface of this class",
        remedy=f"apt-get install {typeface.package}",
    )
