"""Scenes of several documents at once: words found in one, two kept open, two side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QTabBar, QWidget

from desktop.demo import hands
from desktop.demo.eyes import canvases, glimpse, middle_of_row, pages_drawn, row_where, see
from desktop.demo.scenes import Visit
from desktop.demo.tour import Scene

_NOTCHES = 3


class ReadingVisit(Visit):
    """A visitor who reads more than one document."""

    def finds_words(self, words: str) -> Scene:
        """Search in the document; the pane lists every hit, and the first is in sight."""
        self._press("searchDocument")
        yield self._until(lambda: glimpse(self.window, QLineEdit, "findBox"), "the search")
        hands.type_text(see(self.window, QLineEdit, "findBox"), words)
        self._press("toggleThumbnails")
        yield self._until(lambda: glimpse(self.window, QWidget, "pane-hits"), "the side pane")
        self._press("pane-hits")
        yield self._until(lambda: self._filled("hitList"), "the hits")
        yield self._until(lambda: pages_drawn(self.window), "the pages")

    def leaves_search(self) -> Scene:
        self._press("findClose")
        self._press("pane-thumbnails")
        yield self._until(lambda: glimpse(self.window, QWidget, "thumbnails"), "the thumbnails")
        self._press("toggleThumbnails")
        yield self._until(lambda: glimpse(self.window, QWidget, "thumbnails") is None, "the page alone")
        yield self._until(lambda: pages_drawn(self.window), "the page as wide as its room")

    def keeps_open(self, document_id: str) -> Scene:
        """A double click keeps a document while others are looked at."""
        listed = see(self.window, QListView, "inboxList")
        wanted = row_where(listed, lambda row: row.document and row.document.id == document_id)
        listed.scrollTo(listed.model().index(wanted, 0))
        hands.double_click(listed.viewport(), middle_of_row(listed, wanted))
        yield self._until(lambda: self._reads(document_id), "the document's pages")

    def opens_beside_what_is_kept(self, document_id: str) -> Scene:
        before = self._tabs(0).count()
        yield from self.opens(document_id)
        yield self._until(lambda: self._tabs(0).count() == before + 1, "a second tab")

    def splits(self, document_id: str) -> Scene:
        """Two halves; what is chosen next comes into the second one."""
        self._press("splitReader")
        yield self._until(lambda: self._drawn(2), "two halves")
        yield from self.opens(document_id)
        yield self._until(lambda: self._drawn(2), "both documents")

    def scrolls_both(self) -> Scene:
        self._press("coupleHalves")
        first, second = canvases(self.window)
        before = first.verticalScrollBar().value()
        hands.turn_wheel(second, -_NOTCHES)
        hands.press_key(second, Qt.Key.Key_PageDown)
        yield self._until(lambda: first.verticalScrollBar().value() > before, "the other half to follow")
        yield self._until(lambda: self._drawn(2), "both documents")

    def joins(self) -> Scene:
        self._press("splitReader")
        yield self._until(lambda: self._drawn(1), "one half")

    def _tabs(self, half: int) -> QTabBar:
        strips = [each for each in self.window.findChildren(QTabBar, "tabStrip") if each.isVisible()]
        if half >= len(strips):
            raise LookupError(f"no row of tabs {half} to be seen")
        return strips[half]

    def _drawn(self, halves: int) -> bool:
        seen = canvases(self.window)
        return len(seen) == halves and all(canvas.complete for canvas in seen)
