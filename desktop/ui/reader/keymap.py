"""Every key of the reader, shown by ?."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.states import label

_AROUND_PX = 80
"""What of the window stays to be seen around the sheet."""


class KeyMapDialog(Sheet):
    """A sheet of keys in two columns; Esc puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyMap")
        self.setWindowTitle(self.tr("Keys of the reader"))
        body = QWidget()
        body.setObjectName("keyMapBody")
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        entries = self.entries()
        rows = -(-len(entries) // 2)
        for number, (keys, act) in enumerate(entries):
            key, said = label("overline"), label("muted")
            key.setText(keys)
            said.setText(act)
            key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            block = number // rows
            grid.addWidget(key, number % rows, 3 * block)
            grid.addWidget(said, number % rows, 3 * block + 1)
            grid.setColumnMinimumWidth(3 * block + 2, 24)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        heading = label("title")
        heading.setText(self.tr("Keys of the reader"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(self._scrolled(body))
        column.addWidget(buttons)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        """As large as the keys need, as far as the window has room."""
        area = QScrollArea()
        area.setObjectName("keyMapArea")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else body.sizeHint()
        wanted = body.sizeHint() + QSize(area.verticalScrollBar().sizeHint().width(), 4)
        room = window - QSize(_AROUND_PX, _AROUND_PX + 140)
        area.setMinimumSize(wanted.boundedTo(room.expandedTo(QSize(480, 200))))
        return area

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Each key with what it does."""
        return (
            ("Alt+PgUp / Alt+PgDown", self.tr("Previous, next page")),
            ("Ctrl+Tab / Ctrl+PgDown", self.tr("Next tab")),
            ("Ctrl+Shift+Tab / Ctrl+PgUp", self.tr("Previous tab")),
            ("Ctrl+W / Ctrl+Shift+T", self.tr("Close the tab, open the last closed again")),
            ("Ctrl+\\ / Alt+\\", self.tr("Two halves or one, take the tab to the other half")),
            ("F6 / F9", self.tr("To the list or the next half, show or hide the list")),
            ("Alt+S", self.tr("Scroll both halves together")),
            ("Home / End", self.tr("First, last page")),
            ("Space / Shift+Space", self.tr("On, back by a screen")),
            ("Ctrl++ / Ctrl+-", self.tr("Zoom in, out")),
            (self.tr("Ctrl+wheel"), self.tr("Zoom about the mouse")),
            ("Ctrl+0 / Ctrl+9 / Ctrl+8", self.tr("Fit width, fit page, true size")),
            ("Alt+1 / Alt+2 / Alt+3", self.tr("One column, one page, facing pages")),
            ("Ctrl+R / Ctrl+Shift+R", self.tr("Turn right, left")),
            ("Ctrl+F", self.tr("Search in this document")),
            ("F3 / Shift+F3", self.tr("Next, previous hit")),
            (self.tr("Shift+arrows"), self.tr("Choose more or less text")),
            ("Ctrl+A / Ctrl+C", self.tr("Choose the page's text, copy")),
            ("Alt+Left / Alt+Right", self.tr("Back and forward after a jump")),
            ("Ctrl+H / Ctrl+U / Ctrl+K", self.tr("Highlight, underline, strike out the chosen text")),
            ("Ctrl+M", self.tr("Put a note on the page")),
            ("Ctrl+Z / Ctrl+Shift+Z", self.tr("Undo, redo an annotation")),
            ("Delete", self.tr("Delete the chosen annotation")),
            (self.tr("Ctrl+arrows"), self.tr("Move the chosen note or handwriting")),
            ("F4", self.tr("Side pane")),
            ("F7", self.tr("Seals, versions and opinions")),
            ("F5 / F11", self.tr("Present on the whole screen")),
            ("L / B", self.tr("While presenting: pointer, black screen")),
            ("I / A / 1–4", self.tr("While presenting: write, hide annotations, colour")),
            ("Ctrl+P", self.tr("Print")),
            ("Esc", self.tr("Leave the search, the choice, the document")),
            ("Ctrl+L", self.tr("Lock the vault")),
            ("?", self.tr("This sheet")),
        )
