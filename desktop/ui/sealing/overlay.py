"""The seals on the pages before they are pressed: at true size, with guides, drawn as they will print."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPen

from core.ofd.display import Box
from core.seal import Edge, Placement
from core.seal.covering import LINE_PITCH_MM
from desktop.ui import words
from desktop.ui.parts.pages import Overlay, PagesLayout, Place
from desktop.ui.sealing.checks import Surroundings, is_round
from desktop.ui.sealing.placing import FINE_NUDGE_MM, NUDGE_MM, Placing, SealPlace
from desktop.ui.sealing.suggesting import Ghost
from desktop.ui.theme import colour, sized, ui_font

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_HANDLE_MM = 1.2
_SLICE_GRIP_MM = 3.0
_WITHIN_A_LINE, _FAR_LINES = 1.0, 12.0


class _Grip(Enum):
    """What the mouse holds or the arrow keys move."""

    SEAL = "seal"
    STRADDLE = "straddle"


class SealOverlay(Overlay):
    """Paints the seals of a `Placing`, the places kept for others, and what a seal covers.

    `held` names the seal that was taken in hand, `dropped` carries where it was let go; `nudged` says by how
    many mm the arrow keys move it (Ctrl: a tenth), `slid` by how many the straddle seal goes along its edge.
    """

    held = Signal(int)
    dropped = Signal(object)
    nudged = Signal(float, float)
    slid = Signal(float)
    removed = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._placing: Placing | None = None
        self._picture: QImage | None = None
        self._around = Surroundings()
        self._ghosts: tuple[Ghost, ...] = ()
        self._fitted: tuple[QImage, QImage] | None = None
        self._slices: dict[int, Placement] = {}
        self._grip = _Grip.SEAL
        self._taken_at: tuple[float, float] | None = None
        self._at: SealPlace | None = None
        self._slid_mm: float | None = None
        self._lines_said, self._kept_said = "{lines}", "{organ}"

    def say_with(self, *, lines: str, kept: str) -> None:
        """How free lines are told (a text with `{lines}`), and a place kept for an organ (`{organ}`)."""
        self._lines_said, self._kept_said = lines, kept

    def show_placing(
        self,
        placing: Placing | None,
        picture: QImage | None,
        around: Surroundings | None = None,
        ghosts: tuple[Ghost, ...] = (),
    ) -> None:
        self._placing, self._picture, self._ghosts = placing, picture, ghosts
        self._around = around or Surroundings()
        self._slices = {} if placing is None else {each.page: each for each in placing.slices}
        if placing is None or placing.straddling is None:
            self._grip, self._slid_mm = _Grip.SEAL, None
        if placing is None:
            self._taken_at = self._at = None
        self.repaint.emit()

    @property
    def place(self) -> SealPlace | None:
        """Where the held seal shows now: while it is dragged, not yet where the presenter has it."""
        if self._placing is None:
            return None
        return self._at or self._placing.place

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """The places of other organs' seals that show."""
        return self._ghosts

    # Painting ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        placing = self._placing
        if placing is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in self._ghosts:
            self._paint_ghost(painter, layout, ghost)
        self._paint_slices(painter, layout)
        held = placing.pressing.held
        for number, other in enumerate(placing.pressing.places):
            if number != held and layout.shows(other.page):
                self._paint_seal(painter, layout, other)
        place = self.place
        if place is not None and place.page < len(layout.sizes) and layout.shows(place.page):
            self._paint_held(painter, layout, place)

    def _paint_held(self, painter: QPainter, layout: PagesLayout, place: SealPlace) -> None:
        box = self._on_canvas(layout, place)
        self._paint_guides(painter, layout, box, place)
        self._paint_seal(painter, layout, place)
        in_hand = self._taken_at is not None and self._grip is _Grip.SEAL
        painter.setPen(
            QPen(colour("accent"), 1.5, Qt.PenStyle.DashLine if in_hand else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 3, 3)
        self._paint_distance(painter, layout, place)
        self._paint_tag(painter, box, f"{words.tenths(place.x_mm)}, {words.tenths(place.y_mm)} mm")

    def _paint_seal(self, painter: QPainter, layout: PagesLayout, place: SealPlace) -> None:
        placing = self._placing
        assert placing is not None
        box = self._on_canvas(layout, place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("caution", 70))
        for covered in self._around.covered(place.page, placing.box(place), rounded=is_round(placing)):
            painter.drawRect(QRectF(*layout.box(place.page, *covered)))
        self._paint_picture(painter, box, None)

    def _paint_picture(self, painter: QPainter, box: QRectF, clip: QRectF | None) -> None:
        if self._picture is None:
            return
        painter.save()
        if clip is not None:
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(box, self._scaled(self._picture, box, painter.device().devicePixelRatio()))
        painter.restore()

    def _scaled(self, picture: QImage, box: QRectF, ratio: float) -> QImage:
        """The picture in the pixels it is shown with: a painter that shrinks it leaves out lines."""
        wanted = (box.size() * ratio).toSize()
        if self._fitted is None or self._fitted[0] is not picture or self._fitted[1].size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            fitted = picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._fitted = (picture, fitted)
        return self._fitted[1]

    def _paint_slices(self, painter: QPainter, layout: PagesLayout) -> None:
        placing = self._placing
        if placing is None or not self._slices or not layout.rows:
            return
        outline = QPen(colour("accent"), 1.0, Qt.PenStyle.DotLine)
        sight = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        for page in layout.visible(sight.top(), sight.bottom()):
            shown = self._slice(page)
            if shown is None:
                continue
            whole, part = shown
            clip = QRectF(*layout.box(page, *part))
            self._paint_picture(painter, QRectF(*layout.box(page, *whole)), clip)
            if self._grip is _Grip.STRADDLE:
                painter.setPen(outline)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(clip.adjusted(-2, -2, 2, 2))

    def _slice(self, page: int) -> tuple[Box, Box] | None:
        """The whole picture's box and the part that shows, both on the page, moved while it is dragged."""
        found, placing = self._slices.get(page), self._placing
        if found is None or found.clip is None or placing is None or placing.straddling is None:
            return None
        whole, clip = found.boundary, found.clip
        by = 0.0 if self._slid_mm is None else self._slid_mm
        dx, dy = (0.0, by) if placing.straddling.edge in (Edge.LEFT, Edge.RIGHT) else (by, 0.0)
        moved = Box(whole.x + dx, whole.y + dy, whole.width, whole.height)
        return moved, Box(moved.x + clip.x, moved.y + clip.y, clip.width, clip.height)

    def _paint_ghost(self, painter: QPainter, layout: PagesLayout, ghost: Ghost) -> None:
        if ghost.page >= len(layout.sizes) or not layout.shows(ghost.page):
            return
        box = QRectF(*layout.box(ghost.page, *ghost.box))
        painter.setPen(QPen(colour("ink_faint"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(colour("ink_faint", 28))
        painter.drawEllipse(box)
        if ghost.name:
            self._paint_tag(painter, box, self._kept_said.format(organ=ghost.name), quiet=True)

    def _paint_guides(self, painter: QPainter, layout: PagesLayout, box: QRectF, place: SealPlace) -> None:
        span = layout.span(place.page)
        snapped = self._placing.suggested if self._placing else None
        pen = QPen(colour("accent", 90), 1, Qt.PenStyle.DashLine)
        strong = QPen(colour("accent", 170), 1, Qt.PenStyle.DashLine)
        centre = box.center()
        on_x = snapped is not None and snapped.page == place.page and abs(snapped.x_mm - place.x_mm) < 0.02
        on_y = snapped is not None and snapped.page == place.page and abs(snapped.y_mm - place.y_mm) < 0.02
        in_hand = self._taken_at is not None and self._grip is _Grip.SEAL
        if in_hand or on_x:
            painter.setPen(strong if on_x else pen)
            painter.drawLine(QLineF(centre.x(), span.top, centre.x(), span.bottom))
        if in_hand or on_y:
            painter.setPen(strong if on_y else pen)
            painter.drawLine(QLineF(span.left, centre.y(), span.right, centre.y()))

    def _paint_distance(self, painter: QPainter, layout: PagesLayout, place: SealPlace) -> None:
        """From the seal's top to the text above: within one line, said in lines."""
        placing = self._placing
        if placing is None:
            return
        seal = placing.box(place)
        free = self._around.lines_above(place.page, seal)
        if free is None or not 0.0 <= free <= _FAR_LINES:
            return
        text_mm = seal.y - free * LINE_PITCH_MM
        top = QRectF(*layout.box(place.page, seal.x, text_mm, seal.width, max(seal.y - text_mm, 0.01)))
        ink = colour("accent" if round(free, 1) <= _WITHIN_A_LINE else "caution")
        painter.setPen(QPen(ink, 1))
        painter.setFont(sized(ui_font(), 12))
        said = self._lines_said.format(lines=f"{free:.1f}")
        wide = painter.fontMetrics().horizontalAdvance(said)
        # Beside the seal towards the page's edge, or towards its middle where the words would not fit.
        outside = top.right() + 10 + 8 + wide <= layout.span(place.page).right
        x = top.right() + 10 if outside else top.left() - 10
        ends = (top.top(), self._on_canvas(layout, place).top())
        painter.drawLine(QLineF(x, ends[0], x, ends[1]))
        for y in ends:
            painter.drawLine(QLineF(x - 4, y, x + 4, y))
        start = x + 8 if outside else x - 8 - wide
        words = QRectF(start - 4, (ends[0] + ends[1]) / 2 - 9, wide + 8, 18)
        painter.fillRect(words, colour("surface", 225))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_tag(self, painter: QPainter, box: QRectF, said: str, *, quiet: bool = False) -> None:
        painter.setFont(sized(ui_font(), 12))
        width = painter.fontMetrics().horizontalAdvance(said) + 16
        tag = QRectF(box.center().x() - width / 2, box.bottom() + 3 + 4, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line" if quiet else "accent"))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(colour("ink_soft" if quiet else "surface"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, said)

    def _on_canvas(self, layout: PagesLayout, place: SealPlace) -> QRectF:
        assert self._placing is not None
        return QRectF(*layout.box(place.page, *self._placing.box(place)))

    # Mouse and keys ---------------------------------------------------------------------------------

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        placing = self._placing
        if placing is None:
            return False
        number = self._seal_under(place)
        if number is not None:
            self._grip = _Grip.SEAL
            if number != placing.pressing.held:
                self.held.emit(number)
            now = placing.pressing.places[number]
            self._taken_at = (place.x_mm - now.x_mm, place.y_mm - now.y_mm)
        elif self._on_slice(place):
            self._grip, self._slid_mm = _Grip.STRADDLE, 0.0
            self._taken_at = (place.x_mm, place.y_mm)
        else:
            return False
        self.repaint.emit()
        return True

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        placing = self._placing
        if placing is None or self._taken_at is None:
            return False
        dx, dy = place.x_mm - self._taken_at[0], place.y_mm - self._taken_at[1]
        if self._grip is _Grip.SEAL:
            self._at = placing.within(placing.snapped(SealPlace(place.page, dx, dy)))
        elif placing.straddling is not None:
            edge = placing.straddling.edge
            wanted = placing.offset_mm + (dy if edge in (Edge.LEFT, Edge.RIGHT) else dx)
            kept = max(0.0, min(wanted, placing.offset_max(edge)))
            self._slid_mm = kept - placing.offset_mm
        self.repaint.emit()
        return True

    def released(self, place: Place) -> bool:
        if self._taken_at is None:
            return False
        at, by = self._at, self._slid_mm
        self._taken_at, self._at, self._slid_mm = None, None, None
        if self._grip is _Grip.SEAL and at is not None:
            self.dropped.emit(at)
        elif self._grip is _Grip.STRADDLE and by:
            self.slid.emit(by)
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
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return True
        direction = _ARROWS.get(Qt.Key(event.key()))
        if direction is None:
            return False
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._step(direction, FINE_NUDGE_MM if fine else NUDGE_MM)
        return True

    def _step(self, direction: tuple[float, float], mm: float) -> None:
        placing = self._placing
        if self._grip is _Grip.STRADDLE and placing is not None and placing.straddling is not None:
            sideways = placing.straddling.edge in (Edge.LEFT, Edge.RIGHT)
            self.slid.emit((direction[1] if sideways else direction[0]) * mm)
        else:
            self.nudged.emit(direction[0] * mm, direction[1] * mm)

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        if self._taken_at is not None:
            return Qt.CursorShape.ClosedHandCursor
        if self._seal_under(place) is not None or self._on_slice(place):
            return Qt.CursorShape.OpenHandCursor
        return None

    def _seal_under(self, place: Place) -> int | None:
        """The seal at a point: the held one before the others, and those by who came last."""
        placing = self._placing
        if placing is None:
            return None
        room, held = _HANDLE_MM, placing.pressing.held
        numbers = range(len(placing.pressing.places))
        for number in sorted(numbers, key=lambda each: (each != held, -each)):
            now = placing.pressing.places[number]
            x, y, width, height = placing.box(now)
            grip = QRectF(x - room, y - room, width + 2 * room, height + 2 * room)
            if now.page == place.page and grip.contains(QPointF(place.x_mm, place.y_mm)):
                return number
        return None

    def _on_slice(self, place: Place) -> bool:
        shown = self._slice(place.page)
        if shown is None:
            return False
        x, y, width, height = shown[1]
        room = _SLICE_GRIP_MM
        grip = QRectF(x - room, y - room, width + 2 * room, height + 2 * room)
        return grip.contains(QPointF(place.x_mm, place.y_mm))
