"""Our line icons: SVG drawn in the colour asked for, sharp at every scale."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme import COLOURS

_SIZES = (16, 18, 20, 24, 32, 36, 40, 48)
"""In px of the screen: what buttons ask for, at scales 1 and 2; between them Qt scales down."""


@cache
def icon(name: str, colour: str = COLOURS.ink_soft, *, active: str | None = None) -> QIcon:
    """The icon `name` in `colour` (#RRGGBB); `active` is its colour when checked."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_drawn(name, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(_drawn(name, COLOURS.ink_faint, size), QIcon.Mode.Disabled, QIcon.State.Off)
        if active is not None:
            made.addPixmap(_drawn(name, active, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


@cache
def picture(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as a picture of `size` logical px for a screen of that device pixel ratio."""
    drawn = QPixmap(_drawn(name, colour, round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = files("resources").joinpath("icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(source.replace(b"currentColor", colour.encode())))


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    canvas = QPixmap(QSize(size, size))
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    try:
        _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return canvas
