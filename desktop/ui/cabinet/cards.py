"""A seal as a card: its picture, whose it is, how it stands, and how long it lasts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.office import SealState
from desktop.ui import words
from desktop.ui.cabinet.state import SealRow
from desktop.ui.parts.cards import Chip, Index, chip_width, paint_chip, paint_wrapped
from desktop.ui.parts.options import area_of, state_of
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.tones import Tone
from desktop.ui.seal_words import days_left, seal_size
from desktop.ui.theme import colour, sized

LEAST_CARD = QSize(280, 136)
GAP = 16
_PAD, _PICTURE_PX = 14, 92
_FACT_PX = 19
_NAME_PX = 11


class SealCards(QStyledItemDelegate):
    """Paints `SealRow`s; `pictures` are the seals' own, as far as drawn, `undrawn` are not to be had."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: Mapping[str, QImage] = {}
        self.undrawn: Collection[str] = ()
        self.weakened = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        grid = self.parent()
        return grid.gridSize() if isinstance(grid, QListView) else LEAST_CARD + QSize(GAP, GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, SealRow):
            return
        area = area_of(option)
        state = state_of(option)
        card = QRectF(area).adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            _paint_ground(painter, card, state)
            self._paint_picture(painter, card, row)
            _paint_words(painter, card, row)
        finally:
            painter.restore()

    def _paint_picture(self, painter: QPainter, card: QRectF, row: SealRow) -> None:
        room = QRectF(
            card.left() + _PAD, card.top() + (card.height() - _PICTURE_PX) / 2, _PICTURE_PX, _PICTURE_PX
        )
        picture = self.pictures.get(row.id)
        painter.save()
        outlined = row.id in self.undrawn  # an outline is no seal that could be shown faint
        if (self.weakened and not outlined) or row.seal.state is not SealState.IN_USE:
            painter.setOpacity(0.35)
        if picture is None:
            paint_outline(painter, fitted(room, row), row.seal.name if outlined else "")
        else:
            painter.setCompositionMode(
                QPainter.CompositionMode.CompositionMode_Multiply
            )  # ink, no white square
            painter.drawImage(fitted(room, row), picture)
        painter.restore()


def fitted(room: QRectF, row: SealRow) -> QRectF:
    """The picture as large as the room allows, at the seal's own proportions."""
    width, height = float(row.seal.width_mm), float(row.seal.height_mm)
    scale = min(room.width() / width, room.height() / height)
    box = QRectF(0, 0, width * scale, height * scale)
    box.moveCenter(room.center())
    return box


def paint_outline(painter: QPainter, box: QRectF, name: str) -> None:
    """The room of a seal whose picture is not here: its outline, and its name once it is known not to come.

    Grey and with the name in a plain hand, so that nobody takes it for the seal itself.
    """
    painter.setPen(QPen(colour("line_strong"), 1.5))
    painter.setBrush(colour("ground"))
    is_round = abs(box.width() - box.height()) < 1
    if is_round:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    else:
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
    if not name:
        return
    painter.setPen(colour("ink_soft"))
    painter.setFont(sized(painter.font(), _NAME_PX))
    across = box.width() * (0.74 if is_round else 0.92)
    lines = evenly(name, max(1, int(across / _NAME_PX)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def evenly(name: str, most: int) -> list[str]:
    """A name in lines of about the same length, at most `most` characters each: no line of one character."""
    lines = -(-len(name) // most)
    each = -(-len(name) // max(1, lines))
    return [name[at : at + each] for at in range(0, len(name), each)]


def _paint_ground(painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(QPen(colour("accent" if selected else "line"), 2 if selected else 1))
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setBrush(colour("accent_wash" if selected and hovered else "surface"))
    painter.drawRoundedRect(card, 8, 8)


def _paint_words(painter: QPainter, card: QRectF, row: SealRow) -> None:
    left = card.left() + 2 * _PAD + _PICTURE_PX
    room = QRectF(left, card.top() + 12, card.right() - _PAD - left, card.height() - 24)
    heading = sized(painter.font(), 14, weight=QFont.Weight.DemiBold)
    painter.setPen(colour("ink"))
    lines = 1 if QFontMetricsF(heading).horizontalAdvance(row.seal.name) <= room.width() else 2
    paint_wrapped(painter, room, row.seal.name, heading, 0.0)
    top = room.top() + lines * 21 + 4
    painter.setFont(sized(painter.font(), 12))
    painter.setPen(colour("ink_soft"))
    for fact in (seal_size(row.seal), row.custodian):
        shown = QFontMetricsF(painter.font()).elidedText(fact, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(left, top, room.width(), _FACT_PX), Qt.AlignmentFlag.AlignVCenter, shown)
        top += _FACT_PX
    x = left
    for chip in chips_of(row):
        if x + chip_width(chip) > room.right() + 4 and x > left:
            break
        x += paint_chip(painter, QPointF(x, room.bottom() - 18), chip) + 6


def chips_of(row: SealRow) -> tuple[Chip, ...]:
    text, tone = state_tone(row)
    chips = [tone.chip(text)]
    if row.expiring:
        tone = Tone.DANGER if row.days_left < 0 else Tone.CAUTION
        chips.append(tone.chip(days_left(row.days_left)))
    return tuple(chips)


def state_tone(row: SealRow) -> tuple[str, Tone]:
    """How the seal stands, and how that is meant."""
    tones = {
        SealState.REGISTERED: Tone.ACTIVE,
        SealState.IN_USE: Tone.GOOD,
        SealState.SUSPENDED: Tone.CAUTION,
        SealState.CANCELLED: Tone.QUIET,
    }
    return words.seal_state(row.seal.state), tones[row.seal.state]


def say_seal(row: SealRow) -> str:
    """The card read out."""
    return "，".join((row.seal.name, *(chip.text for chip in chips_of(row)), row.custodian))
