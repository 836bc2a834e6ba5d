"""Pictures that look like a seal where no signature stamps: they prove nothing, and people should be told.

A seal of an organ is a red ring, round or oval, on nothing or on white, 38 to 50 mm wide (国发〔1999〕25号);
15 to 65 mm are looked at. The test sees a small copy of the picture only; photos and red blocks fail it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from core.ofd.display import Annotation, Box, Group, ImageItem, Item, Matrix, Page
from core.ofd.geometry import IDENTITY, mapped_box, meet, then
from desktop.reading.canvas import Canvas, Resources
from desktop.reading.facts import box_mm
from desktop.reading.paint import draw_items
from desktop.reading.shapes import Outlines
from desktop.reading.wire import SealLike

SIDE_PX = 72
CANDIDATES_MAX = 30
_SMALLEST_MM, _LARGEST_MM = 15.0, 65.0
_MOST_OBLONG = 1.7
_STAMPED = 0.5
_SECTORS = 36
_RING = (0.82, 1.04)
_WITHIN = (0.4, 0.78)
_ROUND_SECTORS = 0.9
_MOSTLY_RED = 0.85
_OUTSIDE = 0.03
_FILLED = 0.75
_COVERAGE = (0.03, 0.6)


def seal_like(page: Page, resources: Resources) -> Iterator[SealLike]:
    """The pictures and stamp annotations of a page that look like seals, up to `CANDIDATES_MAX` looked at."""
    looked = 0
    stamps = [stamp.boundary for stamp in page.stamps]
    places = {(image.image, area): image for image, area in _pictures(page.items, IDENTITY)}
    for (_, area), image in places.items():
        if looked < CANDIDATES_MAX and could_be_seal(area, stamps):
            looked += 1
            small = _picture(image, resources)
            if small is not None and looks_like_a_seal(small):
                yield SealLike(box_mm(area), "picture")
    for annotation in page.annotations:
        if looked < CANDIDATES_MAX and could_be_seal(annotation.boundary, stamps):
            looked += 1
            if looks_like_a_seal(_appearance(annotation, resources)):
                yield SealLike(box_mm(annotation.boundary), "annotation")


def _pictures(items: Iterable[Item], outer: Matrix) -> Iterator[tuple[ImageItem, Box]]:
    for item in items:
        if isinstance(item, ImageItem):
            yield item, mapped_box(then(item.matrix, outer), Box(0.0, 0.0, 1.0, 1.0))
        elif isinstance(item, Group):
            yield from _pictures(item.items, then(item.matrix, outer))


def could_be_seal(area: Box, stamps: Iterable[Box]) -> bool:
    """Whether the place has a seal's size and shape, and no signature's stamp lies on it."""
    short, long = sorted((area.width, area.height))
    if not (short >= _SMALLEST_MM and long <= _LARGEST_MM and long <= _MOST_OBLONG * short):
        return False
    covered = (meet(area, stamp) for stamp in stamps)
    return all(both.width * both.height < _STAMPED * area.width * area.height for both in covered)


def _picture(item: ImageItem, resources: Resources) -> QImage | None:
    image = resources.picture(item.image)
    if image is None or item.alpha == 0:
        return None
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(SIDE_PX, SIDE_PX), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _appearance(annotation: Annotation, resources: Resources) -> QImage:
    """An annotation drawn small, on nothing."""
    image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    area = annotation.boundary
    to_device = QTransform.fromTranslate(-area.x, -area.y)
    to_device *= QTransform.fromScale(SIDE_PX / area.width, SIDE_PX / area.height)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        canvas = Canvas(painter, resources, Outlines(), QRect(0, 0, SIDE_PX, SIDE_PX), draw_items)
        draw_items(canvas, annotation.items, to_device)
    finally:
        painter.end()
    return image


class _Ink(msgspec.Struct, frozen=True):
    red: list[tuple[float, float]]
    other: int


def looks_like_a_seal(small: QImage) -> bool:
    """Whether a picture of `SIDE_PX` a side, stretched to fill it, shows a red ring with little else."""
    ink = _ink(small.convertToFormat(QImage.Format.Format_ARGB32))
    count = len(ink.red)
    low, high = (share * SIDE_PX * SIDE_PX for share in _COVERAGE)
    if not low <= count <= high or count < _MOSTLY_RED * (count + ink.other):
        return False
    xs, ys = [x for x, _ in ink.red], [y for _, y in ink.red]
    half_width, half_height = (max(xs) - min(xs) + 1) / 2, (max(ys) - min(ys) + 1) / 2
    if not 1 / _MOST_OBLONG <= half_width / half_height <= _MOST_OBLONG:
        return False
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    polar = [_polar((x - x0) / half_width, (y - y0) / half_height) for x, y in ink.red]
    return _is_ring(polar, half_width * half_height)


def _ink(image: QImage) -> _Ink:
    pixels, stride = bytes(image.constBits()), image.bytesPerLine()
    red: list[tuple[float, float]] = []
    other = 0
    for y in range(image.height()):
        for x in range(image.width()):
            at = y * stride + 4 * x
            b, g, r, alpha = pixels[at : at + 4]
            if alpha < 60 or min(r, g, b) > 205:
                continue
            if r > 110 and r - max(g, b) > 45:
                red.append((x, y))
            else:
                other += 1
    return _Ink(red, other)


def _polar(x: float, y: float) -> tuple[float, int]:
    sector = int((math.atan2(y, x) / math.tau % 1.0) * _SECTORS) % _SECTORS
    return math.hypot(x, y), sector


def _is_ring(polar: list[tuple[float, int]], half_area: float) -> bool:
    """Whether the ink lies on the rim all around, not in the corners, and leaves the inside partly free."""
    rim = {sector for radius, sector in polar if _RING[0] <= radius <= _RING[1]}
    outside = sum(radius > 1.08 for radius, _ in polar)
    within = sum(_WITHIN[0] <= radius <= _WITHIN[1] for radius, _ in polar)
    room = math.pi * (_WITHIN[1] ** 2 - _WITHIN[0] ** 2) * half_area
    return (
        len(rim) >= _ROUND_SECTORS * _SECTORS
        and outside <= _OUTSIDE * len(polar)
        and within <= _FILLED * room
    )
