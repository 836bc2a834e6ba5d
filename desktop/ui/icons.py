"""Our line icons: SVG drawn in the colour asked for, sharp at every scale."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme import COLOURS
from desktop.ui.turns import one_a_turn

_SIZES = (16, 18, 20, 24)
"""In logical px: what buttons ask for."""


@cache
def _screen_sizes() -> tuple[int, ...]:
    """The same in px of the screens there are, so that an icon is drawn for them and for no others."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
    return tuple(sorted({round(size * ratio) for size in _SIZES for ratio in ratios}))


@cache
def icon(name: str, colour: str = COLOURS.ink_soft, *, active: str | None = None) -> QIcon:
    """The icon `name` in `colour` (#RRGGBB); `active` is its colour when checked."""
    made = QIcon()
    for size in _screen_sizes():
        made.addPixmap(_drawn(name, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(_drawn(name, COLOURS.ink_faint, size), QIcon.Mode.Disabled, QIcon.State.Off)
        if active is not None:
            made.addPixmap(_drawn(name, active, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def warm_up(owner: QObject) -> None:
    """Draw the icons while nothing else is to be done, one a turn of the event loop.

    Drawing them all at once when the main window opens would hold it up.
    """
    folder = files("resources").joinpath("icons")
    names = sorted(file.name.removesuffix(".svg") for file in folder.iterdir())
    one_a_turn(owner, (partial(icon, name) for name in names if name != "sealdesk"))


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


@cache
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    canvas = QPixmap(QSize(size, size))
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    try:
        _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return canvas
