"""Draws the seal impressions of the sample office into resources/impressions, one PNG per seal.

A developer runs it after a change of the seals in sample_office.json: `python -m resources.make_impressions`.
Nothing here may pass for a real seal: a plain hollow star, the word 演示, never the national emblem
(DOMAIN.md). The font is Noto Serif CJK SC (SIL Open Font License 1.1); only outlines of its glyphs are drawn.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

HERE = Path(__file__).parent
FOLDER = HERE / "impressions"
MAX_BYTES = 60_000
_DPI = 600
_RED = QColor(0xC8, 0x10, 0x1E)
_FONT = "Noto Serif CJK SC"
_MARK = "演示"


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    office = json.loads((HERE / "sample_office.json").read_text(encoding="utf-8"))
    FOLDER.mkdir(exist_ok=True)
    for seal in office["seals"]:
        content = png(draw(seal))
        if len(content) > MAX_BYTES:
            raise ValueError(f"{seal['id']}: {len(content)} bytes are too many")
        (FOLDER / f"{seal['id']}.png").write_bytes(content)
    application.quit()


def draw(seal: Mapping[str, Any]) -> QImage:
    """The impression of one seal, transparent but for its red, `_DPI` dots an inch."""
    if "diameter_mm" in seal:
        image, painter = _canvas(seal["diameter_mm"], seal["diameter_mm"])
        _round_seal(painter, seal["diameter_mm"], seal["name"])
    else:
        image, painter = _canvas(seal["width_mm"], seal["height_mm"])
        _name_stamp(painter, seal["width_mm"], seal["height_mm"], _person(seal["name"]))
    painter.end()
    return _one_ink(image)


def _canvas(width_mm: float, height_mm: float) -> tuple[QImage, QPainter]:
    scale = _DPI / 25.4
    image = QImage(round(width_mm * scale), round(height_mm * scale), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.setDotsPerMeterX(round(_DPI / 0.0254))
    image.setDotsPerMeterY(round(_DPI / 0.0254))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / width_mm, image.height() / height_mm)
    return image, painter


def _round_seal(painter: QPainter, diameter: float, name: str) -> None:
    """Ring of 1.2 mm, name from left to right round the centre, hollow star, and the mark below it (mm)."""
    centre, ring = diameter / 2, 1.2
    painter.setPen(_pen(ring))
    painter.drawEllipse(QPointF(centre, centre), centre - ring / 2 - 0.1, centre - ring / 2 - 0.1)
    painter.setPen(_pen(0.7))
    painter.drawPath(_star(QPointF(centre, centre), diameter * 0.15))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RED)
    size = diameter * (0.155 if len(name) <= 8 else 0.13)
    radius = centre - ring - 1.0 - size / 2
    step = min(math.radians(34), math.radians(250) / max(1, len(name) - 1))
    for number, character in enumerate(name):
        angle = (number - (len(name) - 1) / 2) * step
        place = QTransform().translate(centre, centre).rotateRadians(angle).translate(0, -radius)
        painter.drawPath(place.map(_glyphs(character, size, narrow=0.82)))
    mark = _glyphs(_MARK, diameter * 0.105)
    painter.drawPath(QTransform().translate(centre, centre + diameter * 0.29).map(mark))


def _name_stamp(painter: QPainter, width: float, height: float, person: str) -> None:
    """A framed name, with the mark small beside it (mm)."""
    frame = 0.8
    painter.setPen(_pen(frame))
    painter.drawRect(QRectF(frame / 2, frame / 2, width - frame, height - frame))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RED)
    name = _glyphs(person, height * 0.58)
    painter.drawPath(QTransform().translate(width * 0.43, height / 2).map(name))
    for number, character in enumerate(_MARK):
        mark = _glyphs(character, height * 0.27)
        painter.drawPath(QTransform().translate(width * 0.9, height * (0.32 + 0.36 * number)).map(mark))


def _one_ink(image: QImage) -> QImage:
    """The same picture as 16 strengths of one red: a quarter of the bytes, and no coloured fringes."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    levels = bytes(alpha.constBits()).translate(bytes(round(value / 17) for value in range(256)))
    inked = QImage(levels, alpha.width(), alpha.height(), alpha.bytesPerLine(), QImage.Format.Format_Indexed8)
    inked.setColorTable(
        [QColor(_RED.red(), _RED.green(), _RED.blue(), 17 * level).rgba() for level in range(16)]
    )
    inked.setDotsPerMeterX(image.dotsPerMeterX())
    inked.setDotsPerMeterY(image.dotsPerMeterY())
    return inked.copy()


def _pen(width: float) -> QPen:
    pen = QPen(_RED, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _star(centre: QPointF, radius: float) -> QPainterPath:
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    path = QPainterPath()
    for corner in range(10):
        reach = inner if corner % 2 else radius
        angle = math.radians(36 * corner - 90)
        point = centre + QPointF(math.cos(angle), math.sin(angle)) * reach
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    return path


def _glyphs(text: str, size: float, narrow: float = 1.0) -> QPainterPath:
    """Outlines of `text`, `size` mm high and centred on the origin."""
    font = QFont(_FONT)
    font.setPixelSize(200)
    font.setWeight(QFont.Weight.Bold)
    path = QPainterPath()
    path.addText(0, 0, font, text)
    box = path.boundingRect()
    # Centred by the em square, so that low and flat characters keep their place on the line.
    middle = QPointF(box.center().x(), -200 * 0.38)
    scale = size / 200
    return (
        QTransform().scale(scale * narrow, scale).translate(-middle.x(), -middle.y()).map(path).simplified()
    )


def _person(name: str) -> str:
    """The person a name stamp is for: what its name has in brackets."""
    return name.partition("（")[2].rstrip("）") or name


def png(image: QImage) -> bytes:
    """The picture as a small PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(100)
    if not writer.write(image):
        raise RuntimeError(writer.errorString())
    return bytes(buffer.data().data())


if __name__ == "__main__":
    main()
