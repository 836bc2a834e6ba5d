"""The pane left of the pages: one of several lists at a time, chosen by the icons above it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import icon
from desktop.ui.parts.pages.grip import Grip
from desktop.ui.parts.states import label
from desktop.ui.theme import COLOURS

PANE_PX = 232
LEAST_PX, MOST_PX = 180, 480


class SidePanes(QFrame):
    """`shown` names the pane that is open, empty when none is; `resized` is the width it was dragged to."""

    shown = Signal(str)
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._wanted_px = PANE_PX
        self.most_px = MOST_PX
        """How wide a hand may drag it now."""
        self.setFixedWidth(PANE_PX)
        self._panes: dict[str, QWidget] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._tabs = QHBoxLayout()
        self._tabs.setContentsMargins(8, 6, 8, 6)
        self._tabs.setSpacing(4)
        self._tabs.addStretch(1)
        self._heading = label("overline")
        self._heading.setContentsMargins(16, 0, 8, 6)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._tabs)
        inner.addWidget(self._heading)
        inner.addWidget(self._stack, 1)
        grip = Grip()
        grip.setObjectName("paneGrip")
        grip.dragged.connect(self._drag)
        grip.reset.connect(lambda: self._choose(PANE_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(inner, 1)
        row.addWidget(grip)
        self.hide()

    def choose_width(self, width_px: int) -> None:
        """Be so wide, within limits; 0 is the usual width."""
        self._wanted_px = width_px or PANE_PX
        self.setFixedWidth(max(LEAST_PX, min(self._wanted_px, MOST_PX)))

    def _choose(self, width_px: int) -> None:
        self.choose_width(width_px)
        self.resized.emit(self.width())

    def widen(self, by_px: int) -> bool:
        """Be so much wider, or narrower, as far as a hand could drag it; whether a pane is open."""
        if self.current:
            self._choose(min(self.width() + by_px, self.most_px))
        return bool(self.current)

    def open_next(self) -> None:
        """Open the pane after the open one, or the first, and let keys go to it."""
        names = list(self._panes)
        at = names.index(self.current) + 1 if self.current else 0
        self.open(names[at % len(names)])
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys go to the list of the open pane, or to its icon where the list is empty."""
        pane = self._panes[self.current]
        lists = [pane] if isinstance(pane, QAbstractItemView) else pane.findChildren(QAbstractItemView)
        shown = next((each for each in lists if each.isVisible() and each.model().rowCount()), None)
        (shown or self._buttons[self.current]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _drag(self, far_px: int) -> None:
        """What the hand went too far it has to come back."""
        wanted = self._wanted_px + far_px
        self._choose(min(wanted, self.most_px))
        self._wanted_px = wanted

    def add(self, name: str, icon_name: str, pane: QWidget) -> None:
        button = QToolButton()
        button.setObjectName(f"pane-{name}")
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name, active=COLOURS.accent))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(30, 30)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.open(name))
        self._group.addButton(button)
        self._tabs.insertWidget(self._tabs.count() - 1, button)
        self._stack.addWidget(pane)
        self._panes[name], self._buttons[name] = pane, button

    def name(self, name: str, words: str) -> None:
        """How the pane is called in the language of now."""
        self._buttons[name].setToolTip(words)
        self._buttons[name].setAccessibleName(words)
        self._panes[name].setAccessibleName(words)
        self._say_current()

    def _say_current(self) -> None:
        self._heading.setText(self._buttons[self.current].accessibleName() if self.current else "")

    @property
    def current(self) -> str:
        """The open pane's name; empty while none is."""
        if self.isHidden():
            return ""
        return next(name for name, pane in self._panes.items() if pane is self._stack.currentWidget())

    def open(self, name: str) -> None:
        """Open a pane; an empty or unknown name closes what is open."""
        if name in self._panes:
            self._stack.setCurrentWidget(self._panes[name])
            self._buttons[name].setChecked(True)
        self.setVisible(name in self._panes)
        self._say_current()
        self.shown.emit(self.current)
