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
