"""Colours that can be read: text on its ground keeps 4.5 : 1, what is only drawn 3 : 1 (GB/T 37668, AA)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import colour, dress

TEXTS = [
    ("ink", "surface"),
    ("ink", "ground"),
    ("ink", "accent_wash"),
    ("ink_soft", "surface"),
    ("ink_soft", "ground"),
    ("ink_soft", "accent_wash"),
    ("ink_soft", "line"),
    ("hint", "surface"),
    ("accent", "surface"),
    ("accent_deep", "accent_wash"),
    ("danger", "danger_wash"),
    ("caution", "caution_wash"),
    ("good", "good_wash"),
    ("rail_ink", "rail"),
    ("surface", "accent"),
    ("surface", "seal"),
    ("surface", "rail_active"),
    ("rail", "rail_focus"),
]


def _luminance(name: str) -> float:
    """WCAG 2.1's relative luminance."""
    parts = (colour(name).redF(), colour(name).greenF(), colour(name).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert _contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["surface", "ground"])
def test_the_ring_of_the_focus_is_seen(ground: str) -> None:
    assert _contrast("accent", ground) >= 3.0


def test_a_fields_hint_is_text_too(qapp: QApplication) -> None:
    dress(qapp)
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText) == colour("hint")
