"""The ledger on paper: A4 landscape, laid out in mm; every sheet is headed, numbered and watermarked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from desktop.ui.ledger.columns import COLUMNS, Column
from desktop.ui.parts.pages import Watermark
from desktop.ui.theme import colour, ui_font

SHEET_MM = (297.0, 210.0)
_MARGIN_MM = 15.0
_TITLE_MM, _FACTS_MM, _HEAD_MM, _ROW_MM, _FOOT_MM = 9.0, 7.0, 8.0, 6.4, 10.0
_TEXT_MM, _SMALL_MM, _LARGE_MM = 2.9, 2.6, 5.6
_CELL_LEFT_MM, _CELL_SPARE_MM = 1.0, 1.5
"""What a cell keeps free left of its text, and in all."""
_HEAVY_MM, _FINE_MM = 0.3, 0.1
_FONT_PX = 64
"""Fonts are cut in whole px: text is drawn so large and scaled down to its mm."""
_INK, _RULES, _HEAD_GROUND = colour("ink"), colour("print_rule"), colour("print_head")
_TABLE_TOP_MM = _MARGIN_MM + _TITLE_MM + _FACTS_MM
ROWS = int((SHEET_MM[1] - _TABLE_TOP_MM - _HEAD_MM - _MARGIN_MM - _FOOT_MM) / _ROW_MM)
"""Entries on a sheet."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words of the print, already in a language. `number` has {page} and {pages} to be filled in.

    `notes` follow the entries on a sheet of their own, under `notes_title`.
    """

    title: str
    facts: str
    columns: tuple[str, ...]
    foot: str
    number: str
    watermark: Watermark
    notes_title: str = ""
    notes: tuple[str, ...] = ()
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The lines laid out: how many sheets, and each of them painted."""

    heading: Heading
    lines: Sequence[tuple[str, ...]]

    @property
    def count(self) -> int:
        return sheets_for(len(self.lines), len(self.heading.notes))

    def paint(self, painter: QPainter, sheet: int, px_per_mm: float) -> None:
        """Paint sheet number `sheet`, from 0, with the painter's origin at the paper's top left."""
        painter.save()
        try:
            painter.scale(px_per_mm, px_per_mm)
            entry_sheets = sheets_for(len(self.lines), 0)
            _paint_head(painter, self.heading)
            if sheet < entry_sheets:
                first = sheet * ROWS
                self._paint_table(painter, self.lines[first : first + ROWS])
            else:
                first = (sheet - entry_sheets) * ROWS
                _paint_notes(painter, self.heading, self.heading.notes[first : first + ROWS])
            _paint_foot(painter, self.heading, sheet + 1, self.count)
        finally:
            painter.restore()
        paper = QRectF(0, 0, SHEET_MM[0] * px_per_mm, SHEET_MM[1] * px_per_mm)
        self.heading.watermark.paint(painter, paper, px_per_mm)

    def _paint_table(self, painter: QPainter, lines: Sequence[tuple[str, ...]]) -> None:
        top = _TABLE_TOP_MM
        right = SHEET_MM[0] - _MARGIN_MM
        painter.fillRect(QRectF(_MARGIN_MM, top, right - _MARGIN_MM, _HEAD_MM), _HEAD_GROUND)
        _paint_cells(painter, top, _HEAD_MM, self.heading.columns, bold=True)
        top += _HEAD_MM
        _rule(painter, top, _HEAVY_MM)
        for line in lines:
            _paint_cells(painter, top, _ROW_MM, line)
            top += _ROW_MM
            _rule(painter, top, _FINE_MM)
        if not lines:
            _text(painter, QRectF(_MARGIN_MM, top, 200, _ROW_MM), self.heading.nothing, _TEXT_MM)


def sheets_for(entries: int, notes: int) -> int:
    """How many sheets so many entries and notes take; an empty ledger still takes one."""
    return max(1, math.ceil(entries / ROWS)) + math.ceil(notes / ROWS)


def _paint_head(painter: QPainter, heading: Heading) -> None:
    width = SHEET_MM[0] - 2 * _MARGIN_MM
    title = QRectF(_MARGIN_MM, _MARGIN_MM, width, _TITLE_MM)
    _text(painter, title, heading.title, _LARGE_MM, bold=True)
    facts = QRectF(_MARGIN_MM, _MARGIN_MM + _TITLE_MM - 1, width, _FACTS_MM)
    _text(painter, facts, heading.facts, _SMALL_MM)


def _paint_foot(painter: QPainter, heading: Heading, page: int, pages: int) -> None:
    top = SHEET_MM[1] - _MARGIN_MM - _FOOT_MM / 2
    foot = QRectF(_MARGIN_MM, top, SHEET_MM[0] - 2 * _MARGIN_MM, _FOOT_MM / 2)
    _text(painter, foot, heading.foot, _SMALL_MM)
    _text(painter, foot, heading.number.format(page=page, pages=pages), _SMALL_MM, _RIGHT)


def _paint_notes(painter: QPainter, heading: Heading, notes: Sequence[str]) -> None:
    top = _TABLE_TOP_MM
    _text(painter, QRectF(_MARGIN_MM, top, 200, _HEAD_MM), heading.notes_title, _TEXT_MM, bold=True)
    top += _HEAD_MM
    _rule(painter, top, _HEAVY_MM)
    for note in notes:
        _text(painter, QRectF(_MARGIN_MM, top, SHEET_MM[0] - 2 * _MARGIN_MM, _ROW_MM), note, _TEXT_MM)
        top += _ROW_MM
        _rule(painter, top, _FINE_MM)


def _paint_cells(
    painter: QPainter, top: float, height: float, cells: Sequence[str], *, bold: bool = False
) -> None:
    left = _MARGIN_MM
    for column, cell in zip(COLUMNS, cells, strict=True):
        room = QRectF(left + _CELL_LEFT_MM, top, column.width_mm - _CELL_SPARE_MM, height)
        _text(painter, room, cell, _TEXT_MM, bold=bold)
        left += column.width_mm


def _rule(painter: QPainter, y_mm: float, width_mm: float) -> None:
    painter.setPen(QPen(_RULES, width_mm))
    painter.drawLine(QLineF(_MARGIN_MM, y_mm, SHEET_MM[0] - _MARGIN_MM, y_mm))


def _text(
    painter: QPainter,
    room: QRectF,
    text: str,
    size_mm: float,
    align: Qt.AlignmentFlag = _LEFT,
    *,
    bold: bool = False,
) -> None:
    """One line within `room` (mm), cut off with an ellipsis where it is longer."""
    scale, font = size_mm / _FONT_PX, _large_font(bold=bold)
    painter.save()
    try:
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        painter.setFont(font)
        painter.setPen(_INK)
        width, height = room.width() / scale, room.height() / scale
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(0, 0, width, height), align, shown)
    finally:
        painter.restore()


def fits(text: str, column: Column) -> bool:
    """Whether a cell shows this text whole on paper."""
    width_mm = QFontMetricsF(_large_font()).horizontalAdvance(text) * _TEXT_MM / _FONT_PX
    return width_mm <= column.width_mm - _CELL_SPARE_MM


def _large_font(*, bold: bool = False) -> QFont:
    font = QFont(ui_font())
    font.setPixelSize(_FONT_PX)
    font.setBold(bold)
    return font
