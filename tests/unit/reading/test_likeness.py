"""Pictures that look like seals are told from those that do not."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRadialGradient

from desktop.reading.likeness import SIDE_PX, looks_like_a_seal

RED = QColor(220, 20, 30)


def drawn(draw: Callable[[QPainter], object], paper: QColor | Qt.GlobalColor) -> QImage:
    """A picture of 400 px, made small as the reader makes it."""
    image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return image.scaled(
        SIDE_PX, SIDE_PX, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def ring(painter: QPainter, *, color: QColor = RED, width: float = 14, inset: float = 10) -> None:
    painter.setPen(QPen(color, width))
    painter.drawEllipse(QRectF(inset, inset, 400 - 2 * inset, 400 - 2 * inset))


def seal(painter: QPainter) -> None:
    ring(painter)
    painter.setBrush(RED)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(150, 150, 100, 100))
    for x in range(90, 320, 40):
        painter.drawRect(QRectF(x, 90 + abs(x - 200) / 4, 22, 34))


@pytest.mark.parametrize("paper", [Qt.GlobalColor.transparent, Qt.GlobalColor.white], ids=["alpha", "white"])
def test_a_red_ring_with_a_star_is_like_a_seal(paper: Qt.GlobalColor) -> None:
    assert looks_like_a_seal(drawn(seal, paper))


def test_a_seal_within_an_empty_margin_is_like_a_seal() -> None:
    assert looks_like_a_seal(drawn(lambda painter: ring(painter, inset=60), Qt.GlobalColor.transparent))


def test_a_flat_oval_is_like_a_seal_once_stretched() -> None:
    def oval(painter: QPainter) -> None:
        painter.setPen(QPen(RED, 12))
        painter.drawEllipse(QRectF(20, 70, 360, 260))

    assert looks_like_a_seal(drawn(oval, Qt.GlobalColor.white))


def photo(painter: QPainter) -> None:
    chance = random.Random(7)
    for _ in range(4000):
        colour = QColor(chance.randrange(256), chance.randrange(200), chance.randrange(200))
        painter.fillRect(QRectF(chance.randrange(400), chance.randrange(400), 30, 30), colour)


def sunset(painter: QPainter) -> None:
    glow = QRadialGradient(QPointF(200, 200), 220)
    glow.setColorAt(0, QColor(255, 240, 120))
    glow.setColorAt(1, QColor(190, 20, 20))
    painter.fillRect(QRectF(0, 0, 400, 400), glow)


def block(painter: QPainter) -> None:
    painter.fillRect(QRectF(40, 40, 320, 320), RED)


def disc(painter: QPainter) -> None:
    painter.setBrush(RED)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(10, 10, 380, 380))


def frame(painter: QPainter) -> None:
    painter.setPen(QPen(RED, 14))
    painter.drawRect(QRectF(20, 20, 360, 360))


def arc(painter: QPainter) -> None:
    painter.setPen(QPen(RED, 14))
    painter.drawArc(QRectF(10, 10, 380, 380), 0, 250 * 16)


def lettering(painter: QPainter) -> None:
    for y in range(20, 380, 50):
        painter.fillRect(QRectF(20, y, 360, 20), RED)


def sign(painter: QPainter) -> None:
    """A traffic sign: a red ring around much black."""
    ring(painter, width=40)
    painter.fillRect(QRectF(90, 120, 220, 160), Qt.GlobalColor.black)


@pytest.mark.parametrize(
    "draw",
    [
        photo,
        sunset,
        block,
        disc,
        frame,
        arc,
        lettering,
        sign,
        lambda painter: ring(painter, color=QColor("blue")),
    ],
    ids=["photo", "sunset", "block", "disc", "frame", "arc", "lettering", "sign", "blue ring"],
)
def test_what_is_no_red_ring_is_not(draw: Callable[[QPainter], object]) -> None:
    assert not looks_like_a_seal(drawn(draw, Qt.GlobalColor.white))


def test_an_empty_picture_is_not() -> None:
    assert not looks_like_a_seal(drawn(lambda painter: None, Qt.GlobalColor.transparent))
