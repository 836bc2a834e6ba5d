"""Something a screen lays over the pages: it paints above them and may take the mouse and the keys first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from desktop.ui.parts.pages.layout import PagesLayout, Place


class Overlay(QObject):
    """Base of overlays: `repaint` asks to be painted again; a handler says whether it took the event."""

    repaint = Signal()

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        """Paint in canvas coordinates (px); the painter is saved and restored around the call."""

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        """Take a press, and with it every move until the release; `pressure` is a pen's, 0–1."""
        return False

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        return False

    def double_clicked(self, place: Place) -> bool:
        return False

    def released(self, place: Place) -> bool:
        return False

    def key_pressed(self, event: QKeyEvent) -> bool:
        return False

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        return None

    def tip_over(self, place: Place) -> str:
        """What to say of what is at a place; empty when there is nothing to say."""
        return ""


class OverlayStack:
    """Overlays one above the other. The uppermost is asked first; who takes a press has it until the end."""

    def __init__(self) -> None:
        self._overlays: list[Overlay] = []
        self._holder: Overlay | None = None

    @property
    def held(self) -> bool:
        """Whether an overlay has taken a press that has not been released."""
        return self._holder is not None

    def add(self, overlay: Overlay) -> None:
        self._overlays.append(overlay)

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        """From the lowest to the uppermost."""
        for overlay in self._overlays:
            painter.save()
            overlay.paint(painter, layout)
            painter.restore()

    def press(self, place: Place, pressure: float = 1.0) -> bool:
        for overlay in reversed(self._overlays):
            if overlay.pressed(place, pressure):
                self._holder = overlay
                return True
        return False

    def move(self, place: Place, pressure: float = 1.0) -> bool:
        if self._holder is None:
            return False
        self._holder.moved(place, pressure)
        return True

    def release(self, place: Place) -> None:
        holder, self._holder = self._holder, None
        if holder is not None:
            holder.released(place)

    def double_click(self, place: Place) -> bool:
        return any(overlay.double_clicked(place) for overlay in reversed(self._overlays))

    def key_press(self, event: QKeyEvent) -> bool:
        return any(overlay.key_pressed(event) for overlay in reversed(self._overlays))

    def cursor_over(self, place: Place) -> Qt.CursorShape:
        shapes = (overlay.cursor_over(place) for overlay in reversed(self._overlays))
        return next((shape for shape in shapes if shape is not None), Qt.CursorShape.ArrowCursor)

    def tip_over(self, place: Place) -> str:
        tips = (overlay.tip_over(place) for overlay in reversed(self._overlays))
        return next((tip for tip in tips if tip), "")
