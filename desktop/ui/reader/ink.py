"""Annotations over the pages: painted, made with pen or mouse, chosen by a click."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QTransform

from core.ofd import Highlight, Ink, Mark, Note, Strikeout, Underline
from core.ofd.display import Box
from core.ofd.marks import POINTS_MAX, Area, InkPoint, shifted
from desktop.ui import words
from desktop.ui.parts.pages import Overlay, PagesLayout, Place
from desktop.ui.parts.pages.layout import Span
from desktop.ui.reader.annotations import INK_WIDTH_MM, AnnotationsPresenter, AnnotationsState, Tool, now
from desktop.ui.reader.markpaint import MarkPainter, note_side_px, page_transform
from desktop.ui.reader.palette import tint_for
from desktop.ui.theme import colour

_NEAR_MM = 1.5
_LEAST_STEP_MM = 0.15
_DRAG_MM = 1.0
_ARROWS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-2.0, 0.0),
    Qt.Key.Key_Right: (2.0, 0.0),
    Qt.Key.Key_Up: (0.0, -2.0),
    Qt.Key.Key_Down: (0.0, 2.0),
}


class AnnotationOverlay(Overlay):
    """Draws an `AnnotationsPresenter`'s layer and tells it what a person makes.

    `words_asked` says that a note was clicked, or something with words twice. Notes and handwriting are
    dragged, and moved by Ctrl with the arrows; what is laid on words leaves the press to who chooses those.
    """

    words_asked = Signal()

    def __init__(self, presenter: AnnotationsPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = presenter.state
        self._painter = MarkPainter(keep_pictures=True)
        self._stroke: list[InkPoint] = []
        self._page = 0
        self._dragged: tuple[Mark, Place] | None = None
        self._shift = (0.0, 0.0)
        self._layout: PagesLayout | None = None
        self._hidden = False
        self._pointed_at: tuple[int, Box] | None = None
        presenter.changed.connect(self._show)

    def point_at(self, place: tuple[int, Box] | None) -> None:
        """Frame a place (page; mm) that is no mark of ours: an annotation inside the file."""
        self._pointed_at = place
        self.repaint.emit()

    @property
    def hidden(self) -> bool:
        return self._hidden

    def hide_marks(self, hidden: bool) -> None:
        """Show the pages without the layer, or with it again."""
        self._hidden = hidden
        self.repaint.emit()

    def _show(self, state: AnnotationsState) -> None:
        self._state = state
        self._pointed_at = None if state.chosen else self._pointed_at
        self._painter.keep_only(state.layer)
        self.repaint.emit()

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        self._layout = layout
        if self._hidden or not layout.rows:
            return
        places: dict[int, QTransform] = {}
        for mark in self._state.layer:
            page = mark.page
            if page >= len(layout.sizes) or not layout.shows(page):
                continue
            if page not in places:
                places[page] = page_transform(layout, page)
            if self._dragged is not None and self._dragged[0] is mark and any(self._shift):
                moved = shifted(mark, *self._shift)
                MarkPainter().paint(painter, moved, places[page], layout.px_per_mm)
                continue
            self._painter.paint(painter, mark, places[page], layout.px_per_mm)
            if mark.mark_id == self._state.chosen:
                rect = _note_rect(layout, mark) if isinstance(mark, Note) else self._rect(layout, mark)
                _paint_frame(painter, rect)
        if self._pointed_at is not None and layout.shows(self._pointed_at[0]):
            page, box = self._pointed_at
            _paint_frame(painter, QRectF(*layout.box(page, *box)))
        if self._stroke and layout.shows(self._page):
            to_px = page_transform(layout, self._page)
            MarkPainter().paint(painter, self._being_written(), to_px, layout.px_per_mm)

    def _being_written(self) -> Ink:
        return Ink(
            mark_id="-",
            page=self._page,
            author="",
            made_at=now(),
            tint=tint_for(Ink, self._state.tint),
            strokes=(tuple(self._stroke),),
            width_mm=INK_WIDTH_MM,
        )

    def _rect(self, layout: PagesLayout, mark: Mark) -> QRectF:
        if isinstance(
            mark, Highlight | Underline | Strikeout
        ):  # a frame around a line alone would strike words
            return _around(layout.box(mark.page, *area) for area in mark.areas)
        box = self._painter.box(mark)
        return QRectF(*layout.box(mark.page, box.x(), box.y(), box.width(), box.height()))

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        if self._hidden:
            return False
        match self._state.tool:
            case Tool.INK:
                self._page = place.page
                self._stroke = [_point(place, pressure)]
                return True
            case Tool.NOTE:
                self._presenter.pin(place.page, place.x_mm, place.y_mm)
                self._presenter.choose_tool(None)
                return True
        found = self.mark_at(place)
        if found is not None:
            self._presenter.choose(found.mark_id)
            if isinstance(found, Note):
                self.words_asked.emit()
            if not isinstance(found, Note | Ink):
                return False
            self._dragged, self._shift = (found, place), (0.0, 0.0)
            return True
        if self._state.chosen:
            self._presenter.choose("")
        return False

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        if self._dragged is not None:
            self._drag_to(place)
            return True
        if not self._stroke:
            return False
        last = self._stroke[-1]
        far = abs(last.x - place.x_mm) + abs(last.y - place.y_mm) >= _LEAST_STEP_MM
        if place.page == self._page and far and len(self._stroke) < POINTS_MAX:
            self._stroke.append(_point(place, pressure))
            self.repaint.emit()
        return True

    def _drag_to(self, place: Place) -> None:
        assert self._dragged is not None
        mark, start = self._dragged
        right, down = place.x_mm - start.x_mm, place.y_mm - start.y_mm
        if place.page == mark.page and (any(self._shift) or abs(right) + abs(down) >= _DRAG_MM):
            self._shift = (right, down)
            self.repaint.emit()

    def double_clicked(self, place: Place) -> bool:
        found = self.mark_at(place)
        if found is None or not found.remark:
            return False
        self.words_asked.emit()
        return True

    def released(self, place: Place) -> bool:
        dragged, self._dragged = self._dragged, None
        if dragged is not None and any(self._shift):
            self._presenter.move(dragged[0].mark_id, *self._shift)
        stroke, self._stroke = self._stroke, []
        if stroke:
            self._presenter.write_stroke(self._page, stroke)
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        chosen, step = self._state.chosen, _ARROWS.get(event.key())
        if not chosen:
            return False
        if event.key() == Qt.Key.Key_Delete:
            self._presenter.remove(chosen)
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._presenter.move(chosen, *step)
        else:
            return False
        return True

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        if self._hidden:
            return None
        if self._state.tool is not None:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self.mark_at(place) is not None else None

    def tip_over(self, place: Place) -> str:
        """The words of a mark, and whose they are."""
        mark = self.mark_at(place)
        if mark is None or not mark.remark:
            return ""
        return f"{mark.remark}\n{mark.author}  {words.day_and_time(mark.made_at)}"

    def mark_at(self, place: Place) -> Mark | None:
        """The topmost mark at a place that shows; of handwriting only the lines themselves count."""
        if self._hidden:
            return None
        for mark in reversed(self._state.layer):
            if mark.page == place.page and self._is_on(mark, place):
                return mark
        return None

    def _is_on(self, mark: Mark, place: Place) -> bool:
        match mark:
            case Note():
                layout = self._layout
                return layout is not None and _note_rect(layout, mark).contains(
                    QPointF(*layout.to_canvas(place))
                )
            case Ink():
                return self._painter.box(mark).adjusted(-_NEAR_MM, -_NEAR_MM, _NEAR_MM, _NEAR_MM).contains(
                    place.x_mm, place.y_mm
                ) and any(
                    abs(point.x - place.x_mm) < _NEAR_MM and abs(point.y - place.y_mm) < _NEAR_MM
                    for stroke in mark.strokes
                    for point in stroke
                )
            case Highlight() | Underline() | Strikeout():
                return any(_within(area, place) for area in mark.areas)


def _point(place: Place, pressure: float) -> InkPoint:
    return InkPoint(place.x_mm, place.y_mm, max(0.0, min(pressure, 1.0)))


def _within(area: Area, place: Place) -> bool:
    across = area.x <= place.x_mm <= area.x + area.width
    return across and area.y <= place.y_mm <= area.y + area.height


def _paint_frame(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-4, -4, 4, 4))


def _around(spans: Iterable[Span]) -> QRectF:
    whole = QRectF()
    for span in spans:
        whole = whole.united(QRectF(*span))
    return whole


def _note_rect(layout: PagesLayout, note: Note) -> QRectF:
    side = note_side_px(layout.px_per_mm)
    return QRectF(*layout.to_canvas(Place(note.page, note.x, note.y)), side, side)
