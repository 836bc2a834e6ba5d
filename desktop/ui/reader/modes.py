"""How pages stand: the bar's menu of arrangements, true size and turns."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.parts.pages import Arrangement, PagesCanvas
from desktop.ui.view import View

_ICONS = {
    Arrangement.CONTINUOUS: "page-column",
    Arrangement.SINGLE: "page-one",
    Arrangement.FACING: "page-cover",
    Arrangement.PAIRS: "page-facing",
}
_KEYS = {
    Arrangement.CONTINUOUS: "Alt+1",
    Arrangement.SINGLE: "Alt+2",
    Arrangement.FACING: "Alt+3",
    Arrangement.PAIRS: "Alt+4",
}


class ModeMenu(View):
    """One button whose icon tells how pages stand; keys work wherever the focus is within `scope`.

    `softened` asks for paper that spares the eyes, in every reader, or for white paper again.
    """

    softened = Signal(bool)

    def __init__(self, canvas: PagesCanvas, scope: QWidget) -> None:
        super().__init__()
        self._canvas = canvas
        self._button = QToolButton()
        self._button.setObjectName("viewMode")
        self._button.setProperty("role", "quiet")
        self._button.setIconSize(QSize(20, 20))
        self._button.setFixedSize(34, 34)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._button)
        group = QActionGroup(menu)
        self._arrangements: dict[Arrangement, QAction] = {}
        for arrangement in Arrangement:
            action = self._action(menu, f"arrange-{arrangement.value}", _KEYS[arrangement], scope)
            action.setIcon(icon(_ICONS[arrangement]))
            action.setCheckable(True)
            action.setData(arrangement.value)
            group.addAction(action)
            self._arrangements[arrangement] = action
        menu.addSeparator()
        self._true_size = self._action(menu, "trueSize", "Ctrl+8", scope)
        self._true_size.setIcon(icon("true-size"))
        self._right = self._action(menu, "turnRight", "Ctrl+R", scope)
        self._right.setIcon(icon("rotate"))
        self._left = self._action(menu, "turnLeft", "Ctrl+Shift+R", scope)
        self._left.setIcon(icon("rotate-left"))
        menu.addSeparator()
        self._soft = self._action(menu, "softPaper", "Alt+5", scope)
        self._soft.setCheckable(True)
        self._button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        group.triggered.connect(lambda action: canvas.arrange(Arrangement(action.data())))
        self._true_size.triggered.connect(lambda: canvas.set_zoom(1.0))
        self._right.triggered.connect(lambda: canvas.arrange(canvas.arrangement, canvas.turn + 1))
        self._left.triggered.connect(lambda: canvas.arrange(canvas.arrangement, canvas.turn - 1))
        self._soft.triggered.connect(self.softened)
        canvas.arrangement_changed.connect(self._show)
        self.retranslate()
        self._show()

    def retranslate(self) -> None:
        self._button.setToolTip(self.tr("How pages stand"))
        self._button.setAccessibleName(self.tr("How pages stand"))
        self._arrangements[Arrangement.CONTINUOUS].setText(self.tr("One column of pages"))
        self._arrangements[Arrangement.SINGLE].setText(self.tr("One page at a time"))
        self._arrangements[Arrangement.FACING].setText(self.tr("Facing pages, the first alone"))
        self._arrangements[Arrangement.PAIRS].setText(self.tr("Two pages side by side"))
        self._true_size.setText(self.tr("True size"))
        self._right.setText(self.tr("Turn right"))
        self._left.setText(self.tr("Turn left"))
        self._soft.setText(self.tr("Paper easy on the eyes"))

    def soften(self, soft: bool) -> None:
        """Show paper so, and that it is shown so."""
        self._soft.setChecked(soft)
        self._canvas.soften(soft)

    def _action(self, menu: QMenu, name: str, keys: str, scope: QWidget) -> QAction:
        action = QAction(menu)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        menu.addAction(action)
        scope.addAction(action)
        return action

    def _show(self) -> None:
        arrangement = self._canvas.arrangement
        self._arrangements[arrangement].setChecked(True)
        self._button.setIcon(icon(_ICONS[arrangement]))
