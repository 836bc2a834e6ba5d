"""The bar to search with: what, how often, the next and the previous."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.parts.pages.finding import FindPresenter, FindState
from desktop.ui.parts.states import label
from desktop.ui.view import View

_TYPED_MS = 200


class FindBox(QLineEdit):
    """What is looked for; words that were chosen on the pages do not leave it when they are kept in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_in = False

    def keep_in(self, kept: bool) -> None:
        """Whether nothing may be copied from here: from the pages it is, by the rule of the document."""
        self._kept_in = kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if self._kept_in and (event.matches(keys.Copy) or event.matches(keys.Cut)):
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._kept_in:
            super().contextMenuEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._kept_in:  # on X11 what the mouse has selected goes to a clipboard of its own
            self.deselect()
        super().mouseReleaseEvent(event)


class FindBar(View):
    """Draws a `FindPresenter`; `wanted` is what was typed, `closed` gives the focus back.

    `list_asked` asks for every hit in a list.
    """

    wanted = Signal(str)
    closed = Signal()
    list_asked = Signal()

    def __init__(self, finding: FindPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self.box = FindBox()
        self.box.setObjectName("findBox")
        self.box.setMaxLength(200)
        self.box.setClearButtonEnabled(True)
        self._count = label("muted")
        self._count.setObjectName("findCount")
        self._previous = self._tool("findPrevious", "up")
        self._next = self._tool("findNext", "down")
        self._list = self._tool("findList", "outline")
        self._close = self._tool("findClose", "close")
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        frame = QFrame()
        frame.setProperty("role", "bar")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.box, 1)
        for widget in (self._count, self._previous, self._next, self._list, self._close):
            row.addWidget(widget)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.box.textChanged.connect(lambda _: self._typed.start())
        self._typed.timeout.connect(self._tell)
        self._previous.clicked.connect(lambda: finding.step(-1))
        self._next.clicked.connect(lambda: finding.step(+1))
        self._list.clicked.connect(self.list_asked)
        self._close.clicked.connect(self.shut)
        finding.changed.connect(self._render)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("Search in this document"))
        self.box.setAccessibleName(self.tr("Search in this document"))
        for button, text, keys in (
            (self._previous, self.tr("Previous hit"), "Shift+F3"),
            (self._next, self.tr("Next hit"), "F3"),
            (self._close, self.tr("Close the search"), "Esc"),
        ):
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
        self._list.setToolTip(self.tr("List every hit beside the pages"))
        self._list.setAccessibleName(self.tr("List every hit"))
        self._render(self._finding.state)

    def open(self) -> None:
        """Show the bar with the focus in its box."""
        self.show()
        self.box.setFocus()
        self.box.selectAll()
        self._tell()

    def shut(self) -> None:
        """Hide the bar and forget the hits."""
        self.hide()
        self._typed.stop()
        self._finding.find("", 0)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.shut()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._typed.stop()
                if self.box.text() != self._finding.state.wanted:
                    self._tell()
                else:
                    back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self._finding.step(-1 if back else 1)
            case _:
                super().keyPressEvent(event)

    def _tool(self, name: str, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(30, 30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _tell(self) -> None:
        self._typed.stop()
        self.wanted.emit(self.box.text())

    def _render(self, state: FindState) -> None:
        for button in (self._previous, self._next, self._list):
            button.setEnabled(bool(state.hits))
        part = f"{state.searched / state.pages:.0%}" if state.pages else ""
        said = [self.tr("searching {part}").format(part=part)] if state.running else []
        if state.hits:
            found = self.tr("{number} of {count}").format(number=state.current + 1, count=len(state.hits))
            said.insert(0, found)
        elif state.wanted and not state.running:
            said = [self.tr("Not found")]
        self._count.setText("  ".join(said))
