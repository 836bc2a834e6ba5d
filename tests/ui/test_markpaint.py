"""Marks on screen: handwriting kept as a picture looks as it does stroked, at every scale and turn."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from core.ofd import Highlight, Ink, Mark, Note
from core.ofd.marks import Area, InkPoint, Tint
from desktop.ui.reader.markpaint import MarkPainter

WHO = {"author": "甲", "made_at": datetime(2026, 6, 17, tzinfo=UTC), "page": 0}
STROKES = tuple(
    tuple(InkPoint(20 + 10 * n + k * 0.2, 30 + 5 * math.sin(k / 9), 0.3 + k / 100) for k in range(60))
    for n in range(3)
)
INK = Ink(mark_id="i", strokes=STROKES, tint=Tint(24, 104, 160), **WHO)


def painted(painter_of: MarkPainter, mark: Mark, scale: float, turn: int = 0, ratio: float = 1.0) -> QImage:
    """A mark on white, on a canvas that is scrolled by (7, 13)."""
    image = QImage(round(400 * ratio), round(400 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    to_px = QTransform.fromScale(scale, scale) * QTransform().rotate(90 * turn)
    to_px *= QTransform.fromTranslate(200.0, 100.0)
    painter = QPainter(image)
    painter.translate(-7, -13)
    painter_of.paint(painter, mark, to_px, scale)
    painter.end()
    return image


def ink_of(image: QImage) -> float:
    """How much of the picture is not white, in whole pixels."""
    return sum(
        1 - (image.pixelColor(x, y).lightnessF()) for y in range(image.height()) for x in range(image.width())
    )


@pytest.mark.parametrize(
    ("scale", "turn", "ratio"), [(3.0, 0, 1.0), (1.3, 0, 1.25), (2.0, 1, 1.0), (2.0, 3, 2.0)]
)
def test_a_kept_picture_looks_like_the_strokes(qtbot: QtBot, scale: float, turn: int, ratio: float) -> None:
    kept = MarkPainter(keep_pictures=True)
    first = painted(kept, INK, scale, turn, ratio)
    stroked = painted(MarkPainter(), INK, scale, turn, ratio)
    assert painted(kept, INK, scale, turn, ratio) == first
    assert ink_of(first) == pytest.approx(ink_of(stroked), rel=0.02)
    assert ink_of(stroked) > 50


def test_what_changed_is_painted_anew(qtbot: QtBot) -> None:
    kept = MarkPainter(keep_pictures=True)
    before = painted(kept, INK, 3.0)
    shorter = Ink(mark_id="i", strokes=STROKES[:1], tint=INK.tint, **WHO)
    assert ink_of(painted(kept, shorter, 3.0)) < ink_of(before) / 2
    assert painted(kept, INK, 6.0) != before


def test_what_is_out_of_sight_is_not_painted(qtbot: QtBot) -> None:
    far = Highlight(mark_id="h", areas=(Area(1000, 1000, 50, 5),), **WHO)
    near = Highlight(mark_id="n", areas=(Area(10, 10, 50, 5),), **WHO)
    assert ink_of(painted(MarkPainter(), far, 3.0)) == 0
    assert ink_of(painted(MarkPainter(), near, 3.0)) > 100


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_note_stands_upright_and_is_never_too_small(qtbot: QtBot, turn: int) -> None:
    note = Note(mark_id="n", x=0, y=0, **WHO)
    image = painted(MarkPainter(), note, 1.0, turn)
    covered = [(x, y) for y in range(400) for x in range(400) if image.pixelColor(x, y).lightnessF() < 0.99]
    xs, ys = [x for x, _ in covered], [y for _, y in covered]
    assert (min(xs), min(ys)) == pytest.approx((193, 87), abs=1)
    assert (max(xs) - min(xs), max(ys) - min(ys)) == pytest.approx((20, 20), abs=2)
