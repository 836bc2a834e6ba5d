"""The outcome of an entry as a chip in its column."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.office import LedgerEntry, UseOutcome
from desktop.ui.ledger.columns import outcome
from desktop.ui.parts.cards import Index, paint_chip
from desktop.ui.parts.options import area_of, state_of
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.tones import Tone
from desktop.ui.theme import colour

_CHIP_PX = 18


class OutcomeDelegate(QStyledItemDelegate):
    """Paints 已用印 green and 拒绝 brown; the word is always there too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(RowRole)
        if not isinstance(entry, LedgerEntry):
            return
        area = area_of(option)
        state = state_of(option)
        tone = Tone.GOOD if entry.outcome is UseOutcome.SEALED else Tone.CAUTION
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            selected = state & QStyle.StateFlag.State_Selected
            painter.fillRect(area, colour("accent_wash" if selected else "surface"))
            top = area.top() + (area.height() - _CHIP_PX) / 2
            paint_chip(painter, QPointF(area.left() + 6, top), tone.chip(outcome(entry)))
        finally:
            painter.restore()
