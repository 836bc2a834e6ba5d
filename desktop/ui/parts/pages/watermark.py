"""The visible watermark (明水印): who looked, when, and that this is a demonstration (DOMAIN.md 8)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from desktop.ui.theme import colour, ui_font

_TURN_DEGREES = -24.0
_INK = colour("watermark", 26)
_STEP_X_MM, _STEP_Y_MM = 78.0, 46.0


@dataclass(frozen=True, slots=True)
class Watermark:
    """Lines that are repeated across the paper, at the same size on paper whatever the zoom."""

    lines: tuple[str, ...]
    size_mm: float = 4.2

    def places(self, width_mm: float, height_mm: float) -> Iterator[tuple[float, float]]:
        """Centres of the repetitions, in mm, every second row shifted by half a step."""
        for row in range(math.ceil(height_mm / _STEP_Y_MM) + 1):
            shift = _STEP_X_MM / 2 if row % 2 else 0.0
            for column in range(math.ceil(width_mm / _STEP_X_MM) + 1):
                yield column * _STEP_X_MM + shift, (row + 0.5) * _STEP_Y_MM

    def paint(self, painter: QPainter, paper: QRectF, px_per_mm: float) -> None:
        """Paint over `paper`, which is in the painter's coordinates."""
        if not self.lines:
            return
        font = QFont(ui_font())
        font.setPixelSize(max(1, round(self.size_mm * px_per_mm)))
        painter.save()
        try:
            painter.setClipRect(paper)
            painter.setFont(font)
            painter.setPen(_INK)
            metrics = painter.fontMetrics()
            pitch = metrics.lineSpacing()
            for x_mm, y_mm in self.places(paper.width() / px_per_mm, paper.height() / px_per_mm):
                painter.save()
                painter.translate(paper.left() + x_mm * px_per_mm, paper.top() + y_mm * px_per_mm)
                painter.rotate(_TURN_DEGREES)
                for index, line in enumerate(self.lines):
                    left = -metrics.horizontalAdvance(line) / 2
                    painter.drawText(QPointF(left, (index - len(self.lines) / 2 + 0.8) * pitch), line)
                painter.restore()
        finally:
            painter.restore()
