"""Display lists painted in the test's own process, and looked at pixel by pixel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QColor, QImage

from core.ofd.display import (
    Box,
    FontSource,
    ImageKind,
    ImageSource,
    Item,
    Matrix,
    Page,
    Path,
    Rgba,
    SolidPaint,
    Stamp,
)
from desktop.reading.canvas import Resources
from desktop.reading.fontfiles import installed_fonts
from desktop.reading.fontstack import Typefaces
from desktop.reading.paint import StampPicture, paint_page
from desktop.reading.shapes import Outlines
from desktop.reading.wire import RectPx, Warned

SIDE = 100.0
SHEET = Box(0, 0, SIDE, SIDE)
HERE = Matrix()
RED, GREEN, BLUE = Rgba(255, 0, 0), Rgba(0, 255, 0), Rgba(0, 0, 255)
BLACK, WHITE = Rgba(0, 0, 0), Rgba(255, 255, 255)


def solid(rgba: Rgba) -> SolidPaint:
    return SolidPaint(rgba)


def square(left: float, top: float, side: float) -> Path:
    right, bottom = left + side, top + side
    return Path("MLLLC", (left, top, right, top, right, bottom, left, bottom))


def no_stamp(stamp: Stamp, width: int, height: int) -> QImage | None:
    return None


def resources(
    images: Mapping[int, bytes] | None = None, fonts: Mapping[int, FontSource] | None = None
) -> Resources:
    held = images or {}

    def image(key: int) -> ImageSource | None:
        known = key in held
        return ImageSource(key=key, kind=ImageKind.UNKNOWN, declared="", data=held[key]) if known else None

    return Resources((fonts or {}).get, image, Typefaces(installed_fonts()))


def sheet(items: Sequence[Item], **more: object) -> Page:
    """A page of 100 × 100 mm."""
    page = Page(index=0, page_id=1, width=SIDE, height=SIDE, application=SHEET, items=tuple(items))
    return (
        page
        if not more
        else Page(**{name: more.get(name, getattr(page, name)) for name in Page.__struct_fields__})
    )  # type: ignore[arg-type]


def painted(
    page: Page,
    *,
    px_per_mm: float = 1.0,
    rect: RectPx | None = None,
    held: Resources | None = None,
    stamp_picture: StampPicture = no_stamp,
) -> tuple[QImage, tuple[Warned, ...]]:
    side = round(SIDE * px_per_mm)
    return paint_page(
        page,
        resources=held or resources(),
        outlines=Outlines(),
        px_per_mm=px_per_mm,
        rect=rect or RectPx(0, 0, side, side),
        stamp_picture=stamp_picture,
    )


def at(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    color = QColor(image.pixel(x, y))
    return color.red(), color.green(), color.blue()


def ink(image: QImage, left: int, top: int, width: int, height: int) -> float:
    """The mean darkness of a part of the picture, 0 to 1."""
    pixels = [
        QColor(image.pixel(x, y)).lightnessF()
        for x in range(left, left + width)
        for y in range(top, top + height)
    ]
    return 1 - sum(pixels) / len(pixels)
