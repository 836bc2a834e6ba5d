"""用印: one room with the parts of a seal's use as tabs, and the alarms above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.entitlement import SealTab
from desktop.ui.parts.segment import Segment
from desktop.ui.view import View


class SealRoom(View):
    """Shows one part at a time; a part is made when it is first entered. `entered` says which was."""

    entered = Signal(SealTab)

    def __init__(
        self,
        parts: Mapping[SealTab, Callable[[], QWidget]],
        banner: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._made: dict[SealTab, QWidget] = {}
        self._tab = SealTab.SEALING
        self._shown: tuple[SealTab, ...] = tuple(SealTab)
        self._counts: dict[SealTab, int] = {}
        self._buttons = {tab: Segment() for tab in SealTab}
        self._stack = QStackedWidget()
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        group = QButtonGroup(self)
        for number, (tab, button) in enumerate(self._buttons.items(), start=1):
            button.setObjectName(f"tab-{tab.value}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, tab=tab: self.enter(tab))
            group.addButton(button)
            row.addWidget(button)
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(banner)
        column.addWidget(self._stack, 1)
        self.retranslate()

    @property
    def tab(self) -> SealTab:
        return self._tab

    def enter(self, tab: SealTab) -> None:
        """Show a part, or the first there is when this one is not for this person."""
        shown = tab if tab in self._shown or not self._shown else self._shown[0]
        self._tab = shown
        if shown not in self._made:
            self._made[shown] = self._parts[shown]()
            self._stack.addWidget(self._made[shown])
        self._stack.setCurrentWidget(self._made[shown])
        self._buttons[shown].setChecked(True)
        self.entered.emit(shown)

    def show_tabs(self, tabs: Sequence[SealTab], counts: Mapping[SealTab, int]) -> None:
        """Offer these parts, each with how much waits in it."""
        self._shown, self._counts = tuple(tabs), dict(counts)
        self.retranslate()
        if self._made and self._tab not in self._shown and self._shown:
            self.enter(self._shown[0])

    def retranslate(self) -> None:
        names = {
            SealTab.SEALING: self.tr("To be sealed"),
            SealTab.REQUESTS: self.tr("Applications"),
            SealTab.WITNESS: self.tr("Witnessing"),
            SealTab.CABINET: self.tr("Seal cabinet"),
            SealTab.LEDGER: self.tr("Seal ledger"),
        }
        for number, (tab, button) in enumerate(self._buttons.items(), start=1):
            count = self._counts.get(tab, 0)
            button.setText(f"{names[tab]}  {count}" if count else names[tab])
            button.setToolTip(f"{names[tab]} (Alt+{number})")
            button.setVisible(tab in self._shown)
