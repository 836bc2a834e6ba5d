"""What lies over the pages of a reader: hits, the chosen text, pictures that only look like seals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.reading.wire import BoxMm, Link
from desktop.ui.parts.pages.finding import FindState, Hit
from desktop.ui.parts.pages.layout import PagesLayout, Place
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.parts.pages.texts import FlatText, PageTexts
from desktop.ui.theme import colour

_HIT = QColor(255, 196, 0, 90)
_HIT_NOW = QColor(255, 140, 0, 140)
_CHOSEN = QColor(42, 96, 112, 80)


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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            for y in self._marked_rows():
                painter.fillRect(2, max(0, y - 1), self.width() - 4, 3, QColor(214, 137, 0))
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


class TextOverlay(Overlay):
    """Chooses text with the mouse and the keys; follows links. `followed` carries a `Link`."""

    copy_asked = Signal()
    chosen_changed = Signal()
    followed = Signal(Link)

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._from: tuple[int, int] | None = None
        self._to: tuple[int, int] | None = None
        self._link: Link | None = None

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The first and the last chosen character, each as page and number; both are included."""
        if self._from is None or self._to is None:
            return None
        return min(self._from, self._to), max(self._from, self._to)

    def clear(self) -> None:
        if self._from is not None:
            self._from = self._to = None
            self._told()

    def choose_page(self, page: int) -> None:
        """All the text of a page."""
        text = self._texts.want(page)
        if text is not None and text.chars:
            self._from, self._to = (page, 0), (page, len(text.chars) - 1)
            self._told()

    def chosen_text(self) -> str:
        """What is chosen; text of pages that were scrolled far past is not here any more."""
        pieces = []
        for page, first, last in self._parts():
            text = self._texts.text(page)
            pieces.append(text.part(first, last) if text else "")
        return "\n".join(pieces)

    def chosen_boxes(self) -> list[tuple[int, tuple[BoxMm, ...]]]:
        """The chosen lines, page by page."""
        found = []
        for page, first, last in self._parts():
            text = self._texts.text(page)
            if text is not None:
                found.append((page, text.line_boxes(first, last)))
        return found

    def _parts(self) -> Iterable[tuple[int, int, int]]:
        ends = self.ends
        if ends is None:
            return
        (first_page, first), (last_page, last) = ends
        for page in range(first_page, last_page + 1):
            text = self._texts.text(page)
            end = len(text.chars) - 1 if text else -1
            yield page, first if page == first_page else 0, last if page == last_page else end

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for page, boxes in self.chosen_boxes():
            if layout.shows(page):
                for box in boxes:
                    painter.fillRect(QRectF(*layout.box(page, *box)), _CHOSEN)

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        text = self._texts.want(place.page)
        if self._widens(text, place):
            return True
        self.clear()
        self._link = text.link_at(place.x_mm, place.y_mm) if text else None
        if self._link is not None:
            return True
        if text is None or not text.over(place.x_mm, place.y_mm):
            return False
        self._from = place.page, text.nearest(place.x_mm, place.y_mm)
        return True

    def _widens(self, text: FlatText | None, place: Place) -> bool:
        """With Shift a press moves the end of what is chosen."""
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not shift or self._from is None or text is None or not text.chars:
            return False
        self._to = place.page, text.nearest(place.x_mm, place.y_mm)
        self._told()
        return True

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        if self._from is None:
            return False
        text = self._texts.want(place.page)
        if text is not None and text.chars:
            self._to = place.page, text.nearest(place.x_mm, place.y_mm)
            self._told()
        return True

    def released(self, place: Place) -> bool:
        link, self._link = self._link, None
        text = self._texts.text(place.page)
        if link is not None and text is not None and text.link_at(place.x_mm, place.y_mm) == link:
            self.followed.emit(link)
        return True

    def double_clicked(self, place: Place) -> bool:
        """A whole line, as official prose has no words apart."""
        text = self._texts.want(place.page)
        if text is None or not text.over(place.x_mm, place.y_mm):
            return False
        first, last = text.line_around(text.nearest(place.x_mm, place.y_mm))
        self._from, self._to = (place.page, first), (place.page, last)
        self._told()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return True
        if self.ends is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._extend(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._extend_line(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                return False
        return True

    def link_at(self, place: Place) -> Link | None:
        """The link at a place, when the page's text is here."""
        text = self._texts.text(place.page)
        return text.link_at(place.x_mm, place.y_mm) if text is not None else None

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        text = self._texts.text(place.page)
        if text is None:
            return None
        if text.link_at(place.x_mm, place.y_mm) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor if text.over(place.x_mm, place.y_mm) else None

    def tip_over(self, place: Place) -> str:
        """Where a link leads, before it is followed."""
        link = self.link_at(place)
        if link is None:
            return ""
        if link.page is not None:
            return self.tr("To page {number}").format(number=link.page + 1)
        return link.uri or self.tr("To a file inside this document")

    def _extend(self, by: int) -> None:
        assert self._to is not None
        page, at = self._to
        text = self._texts.want(page)
        if text is not None:
            if at + by < 0 or at + by >= len(text.chars):
                beside = self._texts.want(page + (1 if by > 0 else -1)) if page + by >= 0 else None
                if beside is not None and beside.chars:
                    self._to = (page + 1, 0) if by > 0 else (page - 1, len(beside.chars) - 1)
            else:
                self._to = page, at + by
            self._told()

    def _extend_line(self, by: int) -> None:
        assert self._to is not None
        page, at = self._to
        text = self._texts.want(page)
        if text is None or not text.chars:
            return
        first, last = text.line_around(at)
        beyond = last + 1 if by > 0 else first - 1
        if not 0 <= beyond < len(text.chars):
            self._extend(beyond - at)
            return
        begins, ends = text.line_around(beyond)
        self._to = page, min(begins + at - first, ends)
        self._told()

    def _told(self) -> None:
        self.repaint.emit()
        self.chosen_changed.emit()
