"""What lies over the pages of a reader: hits, pictures that only look like seals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from desktop.reading.wire import BoxMm
from desktop.ui.parts.pages.finding import FindState, Hit
from desktop.ui.parts.pages.layout import PagesLayout
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.theme import colour

_HIT = colour("hit", 90)
_HIT_NOW = colour("hit_now", 140)
_TIP_PX = 32
"""What a tip takes beside its words; Qt lays it a little below and right of the point."""


class MarkedScrollBar(QScrollBar):
    """A scroll bar that shows where something was found; `marks` are 0–1 of its whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._marks: tuple[float, ...] = ()
        self._rows: tuple[int, frozenset[int]] = (0, frozenset())

    @property
    def marks(self) -> tuple[float, ...]:
        return self._marks

    def show_marks(self, marks: Iterable[float]) -> None:
        self._marks = tuple(marks)
        self._rows = (0, frozenset())
        self.update()

    def say_beside(self, words: str) -> None:
        """Show some words left of the hand that drags the slider."""
        at = self.mapToGlobal(self.rect().topLeft())
        hand = QCursor.pos().y()
        low, high = at.y(), at.y() + self.height() - _TIP_PX
        aside = self.fontMetrics().horizontalAdvance(words) + _TIP_PX
        QToolTip.showText(QPoint(at.x() - aside, max(low, min(hand - _TIP_PX, high))), words, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            for y in self._marked_rows():
                painter.fillRect(2, max(0, y - 1), self.width() - 4, 3, colour("hit_mark"))
        finally:
            painter.end()

    def _marked_rows(self) -> frozenset[int]:
        """The px from the top that marks stand at: few of thousands differ, and each move paints them."""
        height = self.height()
        if self._rows[0] != height:
            self._rows = (height, frozenset(round(mark * height) for mark in self._marks))
        return self._rows[1]


class HitsOverlay(Overlay):
    """Marks every hit, the current one stronger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = FindState()
        self._by_page: dict[int, list[Hit]] = {}

    @property
    def by_page(self) -> Mapping[int, Sequence[Hit]]:
        """The hits of each page that has any."""
        return self._by_page

    def show_state(self, state: FindState) -> None:
        if state.hits is not self._state.hits:
            self._by_page = {page: list(hits) for page, hits in groupby(state.hits, lambda hit: hit.page)}
        self._state = state
        self.repaint.emit()

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        sight = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        for page in layout.visible(sight.top(), sight.bottom()) if layout.rows else ():
            for hit in self._by_page.get(page, ()):
                ink = _HIT_NOW if hit is self._state.hit else _HIT
                for box in hit.boxes:
                    painter.fillRect(QRectF(*layout.box(page, *box)).adjusted(-1, -1, 1, 1), ink)


class SealLikeOverlay(Overlay):
    """Says beside a picture that it only looks like a seal, and tells others where such pictures are."""

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[int, tuple[BoxMm, ...]] = {}
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.repaint.emit()

    def show_marks(self, page: int, boxes: tuple[BoxMm, ...]) -> None:
        self._marks[page] = boxes
        self.told.emit(self.marks)
        self.repaint.emit()

    def clear(self) -> None:
        self._marks.clear()
        self.told.emit({})
        self.repaint.emit()

    @property
    def marks(self) -> dict[int, tuple[BoxMm, ...]]:
        return dict(self._marks)

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        for page, boxes in self._marks.items():
            if not layout.shows(page):
                continue
            for box in boxes:
                rect = QRectF(*layout.box(page, *box)).adjusted(-4, -4, 4, 4)
                painter.setPen(QPen(colour("caution"), 1.5, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect)
                width = painter.fontMetrics().horizontalAdvance(self._words) + 16
                tag = QRectF(rect.center().x() - width / 2, rect.bottom() + 3, width, 24)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("caution"))
                painter.drawRoundedRect(tag, 4, 4)
                painter.setPen(colour("surface"))
                painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self._words)
