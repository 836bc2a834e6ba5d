"""Colours, distances and type of the window: one place, so that the screens agree.

The seal-paste red belongs to seals alone; everything a person can press is blue-green.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import as_file, files
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Every colour of the window, as #RRGGBB; text on its ground keeps 4.5:1 (GB/T 37668, AA)."""

    ground: str = "#F3F5F6"
    surface: str = "#FFFFFF"
    canvas: str = "#E4E8EA"
    line: str = "#E1E6E9"
    line_strong: str = "#C3CCD1"
    ink: str = "#1D2A33"
    ink_soft: str = "#566570"
    ink_faint: str = "#98A4AC"
    hint: str = "#66747E"
    hover: str = "#EDF1F3"
    pressed: str = "#E1E8EB"
    accent: str = "#2A6070"
    accent_deep: str = "#214F5D"
    accent_deepest: str = "#143742"
    accent_wash: str = "#E2EEF1"
    rail: str = "#20323C"
    rail_ink: str = "#B9C8D0"
    rail_hover: str = "#2A404C"
    rail_active: str = "#38586A"
    rail_focus: str = "#8FC1D0"
    seal: str = "#B3382C"
    seal_deep: str = "#932C22"
    seal_wash: str = "#FAECEA"
    danger: str = "#9C2F1B"
    danger_wash: str = "#FBEAE6"
    caution: str = "#875206"
    caution_wash: str = "#FBF1DC"
    good: str = "#1F6B45"
    good_wash: str = "#E3F2E9"
    shadow: str = "#142834"
    dim: str = "#142028"
    curtain: str = "#000000"
    watermark: str = "#1E3440"
    remark_number: str = "#1C4A5C"
    print_rule: str = "#7A868D"
    print_head: str = "#F0F2F3"
    gate_top: str = "#243945"
    gate_foot: str = "#1A2A33"
    pointer: str = "#DC1E1E"
    hit: str = "#FFC400"
    hit_now: str = "#FF8C00"
    paper_soft: str = "#C7EDCC"
    hit_mark: str = "#D68900"


COLOURS = Colours()

_UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)


def colour(name: str, alpha: int = 255) -> QColor:
    """A colour of the theme by its field name; `alpha` from 0, not to be seen, to 255, opaque."""
    tint = QColor(getattr(COLOURS, name))
    tint.setAlpha(alpha)
    return tint


def dress(application: QApplication) -> None:
    """Give the application its style, font, palette and style sheet; safe to repeat."""
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(ui_font())
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet(_images()))


@cache
def _families() -> tuple[str, ...]:
    """Asking the font database is slow, and the answer does not change while the program runs."""
    present = set(QFontDatabase.families())
    return tuple(family for family in _UI_FAMILIES if family in present) or (QFont().family(),)


def ui_font() -> QFont:
    """The interface's font: the first of ours that this machine has, with Latin from the same family."""
    font = QFont(list(_families()))
    font.setPixelSize(14)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def sized(font: QFont, pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A copy of `font` at `pixels` px."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(weight)
    return copy


def style_sheet(images: Mapping[str, str]) -> str:
    template = files("resources").joinpath("theme", "desk.qss").read_text(encoding="utf-8")
    return Template(template).substitute(asdict(COLOURS), **images)


def _images() -> dict[str, str]:
    """Style sheets load pictures by path: these two lie on disk also in a packaged program."""
    places = {"arrow": "arrow.svg", "tick": "tick.svg"}
    found = {}
    for name, file in places.items():
        with as_file(files("resources").joinpath("theme", file)) as path:
            found[name] = path.as_posix()
    return found


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "ground",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "surface",
        QPalette.ColorRole.PlaceholderText: "hint",
        QPalette.ColorRole.Link: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    return palette
