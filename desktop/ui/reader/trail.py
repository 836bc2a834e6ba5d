"""Where one has been in a document: the way back after a leap, and forward again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ui.parts.pages import PagesCanvas, Place

_PLACES_MAX = 100


class Trail(QObject):
    """Remembers where leaps began. Leafing on from where a leap led to (`passing`) is one leap with it."""

    def __init__(self, canvas: PagesCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._passed_at: Place | None = None
        canvas.leaping.connect(self.leave)
        canvas.leapt.connect(self._arrived)
        canvas.back_asked.connect(self.go_back)
        canvas.forward_asked.connect(self.go_forward)

    @property
    def behind(self) -> bool:
        """Whether there is somewhere to go back to."""
        return bool(self._behind)

    @property
    def ahead(self) -> bool:
        return bool(self._ahead)

    def clear(self) -> None:
        self._behind.clear()
        self._ahead.clear()
        self._passed_at = None

    def leave(self) -> None:
        """Remember this place before a leap, unless one is only leafing on."""
        if not self._canvas.pages_layout.rows:
            return
        here = self._here()
        if here == self._passed_at:
            return
        self._behind = [*self._behind, here][-_PLACES_MAX:]
        self._ahead.clear()

    def jump(self, place: Place) -> None:
        """Go to a place and remember where we were, however we came here."""
        self._passed_at = None
        self.leave()
        self._show(place)

    def pass_to(self, place: Place) -> None:
        """Bring a place into the middle of the view; many of these one after the other are one leap."""
        self.leave()
        self._canvas.show_place(place)
        self._arrived()

    def go_back(self) -> None:
        if self._behind:
            self._ahead.append(self._here())
            self._show(self._behind.pop())

    def go_forward(self) -> None:
        if self._ahead:
            self._behind.append(self._here())
            self._show(self._ahead.pop())

    def _arrived(self) -> None:
        self._passed_at = self._here() if self._canvas.pages_layout.rows else None

    def _here(self) -> Place:
        layout, top = self._canvas.pages_layout, self._canvas.verticalScrollBar().value()
        return Place(self._canvas.page, 0.0, (top - layout.top(self._canvas.page)) / layout.px_per_mm)

    def _show(self, place: Place) -> None:
        self._passed_at = None
        self._canvas.go_to(place.page)
        layout = self._canvas.pages_layout
        past = round(place.y_mm * layout.px_per_mm)
        if past > 0:
            self._canvas.verticalScrollBar().setValue(round(layout.top(place.page)) + past)
