"""The seal on the page before it is pressed: at true size, with guides, drawn as it will print."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QPainter, QPen

from desktop.ui.parts.pages import Overlay, PagesLayout, Place
from desktop.ui.sealing.placing import FINE_NUDGE_MM, NUDGE_MM, Placing, SealPlace
from desktop.ui.theme import colour, sized, ui_font

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_HANDLE_MM = 1.2


class SealOverlay(Overlay):
    """Paints the seal of a `Placing`.

    `dropped` carries where it was let go, `nudged` by how many mm the arrow keys move it (Ctrl: a tenth).
    """

    dropped = Signal(object)
    nudged = Signal(float, float)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._placing: Placing | None = None
        self._picture: QImage | None = None
        self._fitted: tuple[QImage, QImage] | None = None
        self._held: tuple[float, float] | None = None
        self._at: SealPlace | None = None

    def show_placing(self, placing: Placing | None, picture: QImage | None) -> None:
        self._placing, self._picture = placing, picture
        if placing is None:
            self._held = self._at = None
        self.repaint.emit()

    @property
    def place(self) -> SealPlace | None:
        """Where the seal shows now: while it is dragged, not yet where the presenter has it."""
        if self._placing is None:
            return None
        return self._at or self._placing.place

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        placing, place = self._placing, self.place
        if placing is None or place is None or place.page >= len(layout.sizes):
            return
        scale = layout.px_per_mm
        left, top = layout.to_canvas(Place(place.page, place.x_mm, place.y_mm))
        box = QRectF(left, top, placing.size.width * scale, placing.size.height * scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_guides(painter, layout, box, place)
        if self._picture is not None:
            painter.save()
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawImage(box, self._scaled(self._picture, box, painter.device().devicePixelRatio()))
            painter.restore()
        painter.setPen(
            QPen(colour("accent"), 1.5, Qt.PenStyle.DashLine if self._held else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 3, 3)
        self._paint_measures(painter, box, place)

    def _scaled(self, picture: QImage, box: QRectF, ratio: float) -> QImage:
        """The picture in the pixels it is shown with: a painter that shrinks it leaves out lines."""
        wanted = (box.size() * ratio).toSize()
        if self._fitted is None or self._fitted[0] is not picture or self._fitted[1].size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            fitted = picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._fitted = (picture, fitted)
        return self._fitted[1]

    def _paint_guides(self, painter: QPainter, layout: PagesLayout, box: QRectF, place: SealPlace) -> None:
        span = layout.span(place.page)
        placing = self._placing
        snapped = placing.suggested if placing else None
        pen = QPen(QColor(42, 96, 112, 90), 1, Qt.PenStyle.DashLine)
        strong = QPen(QColor(42, 96, 112, 170), 1, Qt.PenStyle.DashLine)
        centre = box.center()
        on_x = snapped is not None and snapped.page == place.page and abs(snapped.x_mm - place.x_mm) < 0.02
        on_y = snapped is not None and snapped.page == place.page and abs(snapped.y_mm - place.y_mm) < 0.02
        if self._held or on_x:
            painter.setPen(strong if on_x else pen)
            painter.drawLine(QLineF(centre.x(), span.top, centre.x(), span.bottom))
        if self._held or on_y:
            painter.setPen(strong if on_y else pen)
            painter.drawLine(QLineF(span.left, centre.y(), span.right, centre.y()))

    def _paint_measures(self, painter: QPainter, box: QRectF, place: SealPlace) -> None:
        said = f"{place.x_mm:.1f}, {place.y_mm:.1f} mm"
        painter.setFont(sized(ui_font(), 12))
        width = painter.fontMetrics().horizontalAdvance(said) + 16
        tag = QRectF(box.center().x() - width / 2, box.top() - 3 - 26, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(colour("surface"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, said)

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        now = self.place
        if self._placing is None or now is None or not self._is_on(place, now):
            return False
        self._held = (place.x_mm - now.x_mm, place.y_mm - now.y_mm)
        self.repaint.emit()
        return True

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        if self._placing is None or self._held is None:
            return False
        wanted = SealPlace(place.page, place.x_mm - self._held[0], place.y_mm - self._held[1])
        self._at = self._placing.within(self._placing.snapped(wanted))
        self.repaint.emit()
        return True

    def released(self, place: Place) -> bool:
        if self._held is None:
            return False
        at, self._held, self._at = self._at, None, None
        if at is not None:
            self.dropped.emit(at)
        self.repaint.emit()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if self._placing is None:
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
            return True
        direction = _ARROWS.get(Qt.Key(event.key()))
        if direction is None:
            return False
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        step = FINE_NUDGE_MM if fine else NUDGE_MM
        self.nudged.emit(direction[0] * step, direction[1] * step)
        return True

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        now = self.place
        if self._held is not None:
            return Qt.CursorShape.ClosedHandCursor
        if now is not None and self._is_on(place, now):
            return Qt.CursorShape.OpenHandCursor
        return None

    def _is_on(self, place: Place, now: SealPlace) -> bool:
        if self._placing is None or place.page != now.page:
            return False
        size, room = self._placing.size, _HANDLE_MM
        seal = QRectF(now.x_mm - room, now.y_mm - room, size.width + 2 * room, size.height + 2 * room)
        return seal.contains(QPointF(place.x_mm, place.y_mm))
