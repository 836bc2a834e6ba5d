"""同步滚动: two halves that scroll together, as far apart as they stood when they were coupled."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMetaObject, QObject

from desktop.ui.parts.pages import PagesCanvas

Pair = tuple[PagesCanvas, PagesCanvas]


class CoupledScroll(QObject):
    """Whoever scrolls takes the other along, by as many pages and parts of one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._heard: list[QMetaObject.Connection] = []
        self._documents: tuple[object, object] = (None, None)
        self._apart = 0.0
        self._following = False

    def couple(self, pair: Pair | None) -> None:
        """Let these two scroll together; None lets go."""
        if pair == self._pair:
            return
        for connection in self._heard:
            QObject.disconnect(connection)
        self._pair, self._heard = pair, []
        if pair is not None:
            self._heard = [pair[leader].moved.connect(partial(self._follow, leader)) for leader in (0, 1)]
            self._measure(pair)

    def _measure(self, pair: Pair) -> None:
        self._documents = (pair[0].document, pair[1].document)
        self._apart = pair[1].whereabouts - pair[0].whereabouts

    def _follow(self, leader: int) -> None:
        if self._pair is None or self._following:
            return
        if self._documents != (self._pair[0].document, self._pair[1].document):
            self._measure(self._pair)  # another document has been opened: it begins where it begins
            return
        led = self._pair[leader]
        if not (led.underMouse() or led.window().focusWidget() is not self._pair[1 - leader]):
            return
        self._following = True
        apart = self._apart if leader == 0 else -self._apart
        self._pair[1 - leader].go_whereabouts(led.whereabouts + apart)
        self._following = False
