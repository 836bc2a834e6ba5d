"""Annotations over the pages: painted, made with pen or mouse, chosen by a click."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen

from core.office import Annotation
from core.office.annotation import POINTS_MAX, Highlight, Ink, InkPoint, MarkBox, Note, Underline
from desktop.ui.icons import picture
from desktop.ui.parts.pages import Overlay, PagesLayout, Place
from desktop.ui.reader.annotations import AnnotationsPresenter, AnnotationsState, Tool
from desktop.ui.theme import COLOURS, colour

_NOTE_PX = 22
_NEAR_MM = 1.5
_LEAST_STEP_MM = 0.15
_INK_WIDTH_MM = 0.6
_LIGHTEST = 0.3


class AnnotationOverlay(Overlay):
    """Draws an `AnnotationsPresenter`'s layer and tells it what a person makes."""

    def __init__(self, presenter: AnnotationsPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = presenter.state
        self._stroke: list[InkPoint] = []
        self._page = 0
        self._layout: PagesLayout | None = None
        presenter.changed.connect(self._show)

    def _show(self, state: AnnotationsState) -> None:
        self._state = state
        self.repaint.emit()

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        self._layout = layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for annotation in self._state.layer:
            if annotation.page < len(layout.sizes) and layout.shows(annotation.page):
                paint_annotation(painter, layout, annotation)
                if annotation.id == self._state.chosen:
                    self._paint_frame(painter, layout, annotation)
        if self._stroke:
            stroke = Ink(tuple(self._stroke), _INK_WIDTH_MM)
            _paint_ink(painter, layout, self._page, stroke, QColor(self._state.colour))

    def _paint_frame(self, painter: QPainter, layout: PagesLayout, annotation: Annotation) -> None:
        painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = QRectF(*layout.box(annotation.page, *annotation.bounds))
        if isinstance(annotation.mark, Note):
            rect = QRectF(rect.x(), rect.y(), _NOTE_PX, _NOTE_PX)
        painter.drawRect(rect.adjusted(-4, -4, 4, 4))

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        match self._state.tool:
            case Tool.INK:
                self._page = place.page
                self._stroke = [InkPoint(place.x_mm, place.y_mm, max(0.0, min(pressure, 1.0)))]
                return True
            case Tool.NOTE:
                self._presenter.add(place.page, Note(place.x_mm, place.y_mm))
                self._presenter.choose_tool(None)
                return True
        found = self._at(place)
        if found is not None:
            self._presenter.choose(found.id)
            return True
        if self._state.chosen:
            self._presenter.choose("")
        return False

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        if not self._stroke:
            return False
        last = self._stroke[-1]
        far = abs(last.x_mm - place.x_mm) + abs(last.y_mm - place.y_mm) >= _LEAST_STEP_MM
        if place.page == self._page and far and len(self._stroke) < POINTS_MAX:
            self._stroke.append(InkPoint(place.x_mm, place.y_mm, max(0.0, min(pressure, 1.0))))
            self.repaint.emit()
        return True

    def released(self, place: Place) -> bool:
        stroke, self._stroke = self._stroke, []
        if stroke:
            self._presenter.add(self._page, Ink(tuple(stroke), _INK_WIDTH_MM))
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if not self._state.usable:
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            self._presenter.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._presenter.redo()
        elif event.key() == Qt.Key.Key_Delete and self._state.chosen:
            self._presenter.remove(self._state.chosen)
        else:
            return False
        return True

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        if self._state.tool is not None:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self._at(place) is not None else None

    def _at(self, place: Place) -> Annotation | None:
        """The topmost annotation at a place; of a stroke only the line itself counts."""
        for annotation in reversed(self._state.layer):
            if annotation.page == place.page and self._is_on(annotation, place):
                return annotation
        return None

    def _is_on(self, annotation: Annotation, place: Place) -> bool:
        match annotation.mark:
            case Note(x_mm, y_mm):
                size = _NOTE_PX / self._layout.px_per_mm if self._layout else 6.0
                return _within(MarkBox(x_mm, y_mm, size, size), place)
            case Ink(points):
                return any(
                    abs(point.x_mm - place.x_mm) < _NEAR_MM and abs(point.y_mm - place.y_mm) < _NEAR_MM
                    for point in points
                )
            case Highlight(boxes) | Underline(boxes):
                return any(_within(box, place) for box in boxes)


def _within(box: MarkBox, place: Place) -> bool:
    across = box.x_mm <= place.x_mm <= box.x_mm + box.width_mm
    return across and box.y_mm <= place.y_mm <= box.y_mm + box.height_mm


def paint_annotation(painter: QPainter, layout: PagesLayout, annotation: Annotation) -> None:
    """Paint one annotation in canvas coordinates."""
    ink, page = QColor(annotation.colour), annotation.page
    painter.save()
    try:
        match annotation.mark:
            case Highlight(boxes):
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                ink.setAlpha(150)
                for box in boxes:
                    painter.fillRect(QRectF(*layout.box(page, *box)), ink)
            case Underline(boxes):
                painter.setPen(QPen(ink.darker(120), max(1.5, 0.5 * layout.px_per_mm)))
                for box in boxes:
                    foot = box.y_mm + box.height_mm
                    painter.drawLine(
                        QPointF(*layout.to_canvas(Place(page, box.x_mm, foot))),
                        QPointF(*layout.to_canvas(Place(page, box.x_mm + box.width_mm, foot))),
                    )
            case Note(x_mm, y_mm):
                corner = QPointF(*layout.to_canvas(Place(page, x_mm, y_mm)))
                painter.setPen(QPen(ink.darker(140), 1))
                painter.setBrush(ink)
                painter.drawRoundedRect(QRectF(corner.x(), corner.y(), _NOTE_PX, _NOTE_PX), 5, 5)
                ratio = painter.device().devicePixelRatio()
                painter.drawPixmap(corner + QPointF(3, 3), picture("note", COLOURS.ink, 16, ratio))
            case Ink():
                _paint_ink(painter, layout, page, annotation.mark, ink)
    finally:
        painter.restore()


def _paint_ink(painter: QPainter, layout: PagesLayout, page: int, ink: Ink, tint: QColor) -> None:
    """Each piece as wide as the pen was pressed there."""
    places = [QPointF(*layout.to_canvas(Place(page, each.x_mm, each.y_mm))) for each in ink.points]
    pen = QPen(tint.darker(130))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for number, end in enumerate(places):
        pressed = max(_LIGHTEST, ink.points[number].pressure)
        pen.setWidthF(max(1.0, ink.width_mm * pressed * layout.px_per_mm))
        painter.setPen(pen)
        painter.drawLine(places[max(0, number - 1)], end)
