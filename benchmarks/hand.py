"""A hand that uses the real program's window and looks at its watch: see `benchmarks.opening`.

Stalls are the longest times that the window's thread did not come round to look.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from desktop.demo.hands import press_key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app import Session
    from desktop.ui.main_window import MainWindow

_LOOK_MS = 2
_KEY_MS = 90
_PAUSE_MS = 1_500


class _Painted(QObject):
    """Calls `then` once `widget` has painted something of which `enough` is true."""

    def __init__(self, widget: QWidget, enough: Callable[[], bool], then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._enough, self._then = enough, then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._enough():
            watched.removeEventFilter(self)
            # What is painted reaches the screen at the end of this turn.
            QTimer.singleShot(0, self, self._then)
        return False


class Hand(QObject):
    """Types the password, opens the first document, ends the program; and looks at its watch."""

    def __init__(self, session: Session, password: str, *, started: float, hasty: bool) -> None:
        super().__init__(session)
        self._session, self._password, self._hasty = session, password, hasty
        self._since = started
        self._measured: dict[str, float] = {}
        self._last_look = time.monotonic()
        self._stall_ms = 0.0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._looked)
        session.unlocked.connect(self._unlocked)
        form = session.window.content
        assert form is not None
        _Painted(form, lambda: True, self._form_painted)

    def _looked(self) -> None:
        now = time.monotonic()
        self._stall_ms = max(self._stall_ms, (now - self._last_look) * 1000 - _LOOK_MS)
        self._last_look = now

    def _lap(self, name: str) -> None:
        now = time.monotonic()
        self._measured[name] = (now - self._since) * 1000
        self._since = now

    def _form_painted(self) -> None:
        self._lap("form painted")
        self._last_look = time.monotonic()
        self._look.start()
        if self._hasty:
            self._type(len(self._password))
        else:
            self._keys = QTimer(self, interval=_KEY_MS)
            self._keys.timeout.connect(lambda: self._type(1))
            self._keys.start()

    def _type(self, letters: int) -> None:
        field = self._session.window.findChild(QLineEdit, "unlockPassword")
        assert field is not None
        for letter in self._password[:letters]:
            press_key(field, Qt.Key.Key_unknown, text=letter)
        self._password = self._password[letters:]
        if not self._password:
            if not self._hasty:
                self._keys.stop()
            self._measured["longest stall while typing"] = self._stall_ms
            self._stall_ms = 0.0
            self._since = time.monotonic()
            press_key(field, Qt.Key.Key_Return)

    def _unlocked(self, window: MainWindow) -> None:
        self._lap("vault open and window built")
        rows = window.inbox.rows
        _Painted(rows.viewport(), lambda: rows.model().rowCount() > 0, lambda: self._inbox_painted(window))

    def _inbox_painted(self, window: MainWindow) -> None:
        self._lap("inbox painted")
        self._measured["inbox painted"] += self._measured.pop("vault open and window built")
        self._measured["longest stall at unlocking"] = self._stall_ms
        self._stall_ms = 0.0
        QTimer.singleShot(0 if self._hasty else _PAUSE_MS, self, lambda: self._open(window))

    def _open(self, window: MainWindow) -> None:
        self._measured["longest stall in the pause behind"], self._stall_ms = self._stall_ms, 0.0
        rows = window.inbox.rows
        self._since = time.monotonic()
        rows.setCurrentIndex(rows.model().index(0, 0))
        press_key(rows, Qt.Key.Key_Return)
        self._page = QTimer(self, interval=1)
        self._page.timeout.connect(lambda: self._look_for_page(window))
        self._page.start()

    def _look_for_page(self, window: MainWindow) -> None:
        from desktop.ui.parts.pages import PagesCanvas  # noqa: PLC0415  the program loads it behind the form

        shown = [each for each in window.findChildren(PagesCanvas) if each.isVisible()]
        if shown and shown[0].visible_pages() and shown[0].complete:
            self._page.stop()
            QTimer.singleShot(0, self, self._page_painted)

    def _page_painted(self) -> None:
        self._lap("page painted")
        self._measured["longest stall at the page"] = self._stall_ms
        print(json.dumps(self._measured), flush=True)
        presenters = self._session.presenters
        assert presenters is not None
        presenters.reader.close_current()  # else it lies open the next time
        QTimer.singleShot(_PAUSE_MS // 3, self, self._session.window.close)
