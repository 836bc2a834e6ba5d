"""Painting of list rows: chips, wrapped titles, a quiet line of facts below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.ofd.search import folded, folded_character
from desktop.ui.icons import picture
from desktop.ui.parts.options import area_of, state_of
from desktop.ui.theme import COLOURS, colour, sized, ui_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKED = colour("hit", 90)
Index = QModelIndex | QPersistentModelIndex
_PAD_PX = 16
_LINE_PX = 21
_GAP_PX = 6
_FACTS_PX = 18
_WRAPPED_LINES = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word on a tinted ground; an empty `ground` draws a frame instead."""

    text: str
    ink: str = COLOURS.ink_soft
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a row shows: chips before a title of up to two lines, facts below, notes at the right end.

    `marked` is tinted wherever it stands in the title.
    """

    title: str
    facts: str = ""
    before: tuple[Chip, ...] = ()
    notes: tuple[Chip, ...] = ()
    icons: tuple[str, ...] = ()
    strong: bool = False
    marked: str = ""


class CardDelegate(QStyledItemDelegate):
    """Paints the `Card` of a row; subclasses say which."""

    def card(self, index: Index) -> Card:
        raise TypeError("a subclass says what a row shows")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * 10 + 2 * _LINE_PX + _GAP_PX + _FACTS_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = self.card(index)
        area = area_of(option)
        state = state_of(option)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(area)
            _paint_ground(painter, area, state)
            lines = self._title_lines(painter, area.width() - 2 * _PAD_PX, card)
            height = lines * _LINE_PX + _GAP_PX + _FACTS_PX
            top = area.top() + (area.height() - height) // 2
            inner = QRect(area.left() + _PAD_PX, top, area.width() - 2 * _PAD_PX, height)
            if state & QStyle.StateFlag.State_Selected:
                card = replace(card, before=_on_wash(card.before), notes=_on_wash(card.notes))
            left = self._paint_chips(painter, inner, card.before)
            self._paint_title(painter, inner, card, left)
            self._paint_facts(painter, inner, card)
        finally:
            painter.restore()

    def _title_lines(self, painter: QPainter, width: int, card: Card) -> int:
        """One or two: a short title must not leave a gap above its facts."""
        font = sized(painter.font(), 14, weight=_weight(card))
        before = sum(chip_width(chip) + _GAP_PX for chip in card.before)
        return 1 if before + QFontMetricsF(font).horizontalAdvance(card.title) <= width else 2

    def _paint_chips(self, painter: QPainter, inner: QRect, chips: Sequence[Chip]) -> float:
        left = float(inner.left())
        for chip in chips:
            left += paint_chip(painter, QPointF(left, inner.top() + 1), chip) + _GAP_PX
        return left - inner.left()

    def _paint_title(self, painter: QPainter, inner: QRect, card: Card, indent: float) -> None:
        painter.setPen(colour("ink"))
        font = sized(painter.font(), 14, weight=_weight(card))
        paint_wrapped(painter, QRectF(inner), card.title, font, indent, marked=card.marked)

    def _paint_facts(self, painter: QPainter, inner: QRect, card: Card) -> None:
        font = sized(painter.font(), 12)
        top = inner.bottom() - _FACTS_PX + 1
        right = float(inner.right())
        for chip in reversed(card.notes):
            width = chip_width(chip)
            paint_chip(painter, QPointF(right - width, top), chip)
            right -= width + _GAP_PX
        ratio = painter.device().devicePixelRatio()
        for name in reversed(card.icons):
            painter.drawPixmap(QPointF(right - 16, top + 1), picture(name, COLOURS.ink_faint, 16, ratio))
            right -= 16 + _GAP_PX
        painter.setFont(font)
        painter.setPen(colour("ink_soft"))
        room = QRectF(inner.left(), top, right - inner.left(), 18)
        text = QFontMetricsF(font).elidedText(card.facts, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, colour("accent_wash"))
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, colour("ground"))
    else:
        painter.fillRect(area, colour("surface"))
    painter.fillRect(QRect(area.left() + _PAD_PX, area.bottom(), area.width() - _PAD_PX, 1), colour("line"))
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRect(area.adjusted(1, 1, -1, -2))


def _on_wash(chips: Sequence[Chip]) -> tuple[Chip, ...]:
    """The same chips on a chosen row, whose ground would swallow theirs."""
    pale = (COLOURS.accent_wash, COLOURS.line)
    return tuple(replace(chip, ground=COLOURS.surface) if chip.ground in pale else chip for chip in chips)


def _weight(card: Card) -> QFont.Weight:
    return QFont.Weight.DemiBold if card.strong else QFont.Weight.Normal


def chip_width(chip: Chip) -> float:
    return QFontMetricsF(_chip_font(chip)).horizontalAdvance(chip.text) + (12 if chip.ground else 0)


def paint_chip(painter: QPainter, corner: QPointF, chip: Chip) -> float:
    """Paint at `corner`; the chip's width. A chip without a ground is bare text."""
    width = chip_width(chip)
    box = QRectF(corner.x(), corner.y(), width, 18)
    painter.setFont(_chip_font(chip))
    if chip.ground:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chip.ground))
        painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(chip.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.text)
    return width


def paint_wrapped(
    painter: QPainter, room: QRectF, text: str, font: QFont, indent: float, *, marked: str = ""
) -> None:
    """Wrap `text` into two lines of `room`, the first indented; what does not fit ends in an ellipsis.

    `marked` is tinted wherever a search finds it, also where the row is too narrow for it on one line.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    baselines = []
    for number in range(_WRAPPED_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        first = indent if number == 0 else 0.0
        line.setLineWidth(room.width() - first)
        baselines.append((line.textStart(), line.textLength(), first))
    layout.endLayout()
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    places = tuple(_places(text, marked))
    for number, (start, length, first) in enumerate(baselines):
        last = number == _WRAPPED_LINES - 1
        part = text[start:] if last else text[start : start + length]
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room.width() - first)
        box = QRectF(room.left() + first, room.top() + number * _LINE_PX, room.width() - first, _LINE_PX)
        whole = len(shown) - (shown != part)  # without the ellipsis
        for begins, ends in places:
            at, to = max(begins - start, 0), min(ends - start, whole)
            if at < to:
                left = box.left() + metrics.horizontalAdvance(shown[:at])
                wide = metrics.horizontalAdvance(shown[at:to])
                painter.fillRect(QRectF(left, box.top() + 2, wide, box.height() - 4), _MARKED)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _places(text: str, marked: str) -> Iterator[tuple[int, int]]:
    """From where to where `marked` stands in `text`, as a search compares them, one after the other."""
    sought, plain = folded(marked), folded(text)
    owners = [number for number, char in enumerate(text) for _ in folded_character(char)]
    at = plain.find(sought) if sought else -1
    while at >= 0:
        yield owners[at], owners[at + len(sought) - 1] + 1
        at = plain.find(sought, at + len(sought))


def _chip_font(chip: Chip) -> QFont:
    return sized(ui_font(), 12, weight=QFont.Weight.DemiBold if chip.ground else QFont.Weight.Normal)
