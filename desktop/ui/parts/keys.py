"""Keys that work within a part of the window, and can be passed on to it from beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class KeyActs:
    """What each key does wherever the focus is within `scope`; the scope's own actions are among them."""

    def __init__(self, scope: QWidget) -> None:
        self._scope = scope
        self._acts: dict[QKeySequence, Callable[[], object]] = {}

    def add(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._scope)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        self._acts[shortcut.key()] = act

    def press(self, keys: QKeySequence) -> bool:
        """Do what the key does, from wherever it was pressed; whether it does anything."""
        act = self._acts.get(keys)
        if act is None:
            found = (action for action in self._scope.actions() if action.shortcut() == keys)
            action = next(found, None)
            if action is None:
                return False
            act = action.trigger
        act()
        return True
