"""Every key of the window, room by room, shown by ? and F1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.states import label

_AROUND_PX = 64
"""What of the window stays to be seen around the sheet."""
_HEAD_PX = 96
_COLUMN_PX = 400


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong to one room or one kind of work, each with what it does."""

    name: str
    keys: tuple[tuple[str, str], ...]


class KeyMapDialog(Sheet):
    """A sheet of keys in as many columns as the window has room for; Esc puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyMap")
        self.setWindowTitle(self.tr("Keys"))
        window = parent.window().size() if parent is not None else QSize(1366, 768)
        columns = max(1, min(3, (window.width() - _AROUND_PX) // _COLUMN_PX))
        body = QWidget()
        body.setObjectName("keyMapBody")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(32)
        for groups in shared_out(self.groups(), columns):
            row.addLayout(_column(groups), 1)
        heading = label("title")
        heading.setText(self.tr("Keys"))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("keyMapClose")
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(_scrolled(body, window))

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Each key with what it does."""
        return tuple(entry for group in self.groups() for entry in group.keys)

    def groups(self) -> tuple[KeyGroup, ...]:
        return (
            self._everywhere(),
            self._lists(),
            self._reading(),
            self._searching(),
            self._beside(),
            self._tabs(),
            self._annotating(),
            self._presenting(),
            self._sealing(),
            self._meetings(),
        )

    def _everywhere(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Everywhere"),
            (
                ("Ctrl+1 / Ctrl+5", self.tr("The rooms, from the top")),
                ("F6", self.tr("From the list to the pages, and back")),
                ("Alt+Shift+Left / Alt+Shift+Right", self.tr("Narrower, wider list, pane or half")),
                ("Esc", self.tr("Leave search, choice, document")),
                ("Ctrl+L", self.tr("Lock the vault")),
                ("? / F1", self.tr("This sheet")),
            ),
        )

    def _lists(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Lists"),
            (
                ("Ctrl+F", self.tr("Search the list")),
                ("Return", self.tr("Open in a tab that stays")),
                ("R", self.tr("Mark as read and go to the next")),
                ("Ctrl+Space / Ctrl+A", self.tr("Choose several")),
                ("Ctrl+Shift+Y", self.tr("Apply for a seal")),
            ),
        )

    def _reading(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Reading"),
            (
                ("Alt+PgUp / Alt+PgDown", self.tr("Previous, next page; also Left and Right")),
                ("Home / End", self.tr("First, last page")),
                ("Ctrl+G", self.tr("Go to a page by its number")),
                ("Space / Shift+Space", self.tr("On, back by a screen")),
                ("Ctrl++ / Ctrl+-", self.tr("Zoom in, out")),
                (self.tr("Ctrl+wheel"), self.tr("Zoom about the mouse")),
                (self.tr("Shift+wheel"), self.tr("Sideways")),
                ("Ctrl+0 / Ctrl+9 / Ctrl+8", self.tr("Fit width, fit page, true size")),
                ("Alt+1 / 2 / 3 / 4", self.tr("Column, page, facing pages, pairs")),
                ("Ctrl+R / Ctrl+Shift+R", self.tr("Turn right, left")),
                ("Alt+Left / Alt+Right", self.tr("Back and forward after a jump")),
            ),
        )

    def _searching(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Text"),
            (
                ("Ctrl+F", self.tr("Search in this document")),
                ("F3 / Shift+F3", self.tr("Next, previous hit")),
                (self.tr("Shift+arrows"), self.tr("Choose text from the click or the top")),
                ("Ctrl+A", self.tr("Choose the page's text; again: all of it")),
                ("Ctrl+C / Ctrl+Shift+C", self.tr("Copy by paragraphs, by printed lines")),
            ),
        )

    def _beside(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Panes and paper"),
            (
                ("F4 / Shift+F4", self.tr("Side pane, into it and on to the next one")),
                ("F7", self.tr("Seals, versions and opinions")),
                ("Alt+5", self.tr("Paper easy on the eyes")),
                ("Ctrl+O / Ctrl+Shift+O", self.tr("A file of this computer, what was read")),
                ("Ctrl+P", self.tr("Print")),
                ("Ctrl+D", self.tr("Document properties")),
            ),
        )

    def _tabs(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Tabs and halves"),
            (
                ("Ctrl+Tab / Ctrl+PgDown", self.tr("Next tab")),
                ("Ctrl+Shift+Tab / Ctrl+PgUp", self.tr("Previous tab")),
                ("Ctrl+W / Ctrl+Shift+T", self.tr("Close the tab, reopen the last closed")),
                ("Ctrl+\\ / Alt+\\", self.tr("Two halves or one, tab to the other half")),
                ("Alt+S", self.tr("Scroll both halves together")),
                ("F8 / F9", self.tr("Show or hide the title, the list")),
            ),
        )

    def _annotating(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Annotations"),
            (
                ("Ctrl+H / Ctrl+U / Ctrl+K", self.tr("Highlight, underline, strike out text")),
                ("Ctrl+M", self.tr("Put a note on the page")),
                ("Ctrl+Z / Ctrl+Shift+Z", self.tr("Undo, redo an annotation")),
                ("Delete", self.tr("Delete the chosen annotation")),
                (self.tr("Ctrl+arrows"), self.tr("Move the chosen note or handwriting")),
            ),
        )

    def _presenting(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Presenting"),
            (
                ("F5 / F11", self.tr("Present on the whole screen")),
                ("Space / Backspace", self.tr("Next, previous page")),
                ("L / B", self.tr("Pointer, black screen")),
                ("I / A", self.tr("Write, hide annotations")),
                ("1–4", self.tr("Colour of the pen")),
            ),
        )

    def _sealing(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Sealing"),
            (
                ("Alt+1 / Alt+5", self.tr("The parts, from the left")),
                (self.tr("Arrows"), self.tr("Move the seal 1 mm; with Ctrl 0.1 mm")),
                ("Delete", self.tr("Take the held seal away")),
                ("Ctrl+Z / Ctrl+Shift+Z", self.tr("Undo, redo the placing")),
                ("F9", self.tr("Verify the ledger")),
                ("Ctrl+F / Ctrl+P", self.tr("Search, print the ledger")),
            ),
        )

    def _meetings(self) -> KeyGroup:
        return KeyGroup(
            self.tr("Meetings"),
            (
                (self.tr("Alt+↑ / Alt+↓"), self.tr("Move the item up, down")),
                ("F2", self.tr("Change its minutes")),
                ("Return", self.tr("Open its first paper")),
            ),
        )


def shared_out(groups: Sequence[KeyGroup], columns: int) -> list[list[KeyGroup]]:
    """The groups in their order over columns of about the same height; none is cut in two."""
    heights = [len(group.keys) + 2 for group in groups]
    best = min(
        range(max(heights), sum(heights) + 1), key=lambda high: (_needed(heights, high) > columns, high)
    )
    shared: list[list[KeyGroup]] = [[]]
    filled = 0
    for group, height in zip(groups, heights, strict=True):
        if shared[-1] and filled + height > best:
            shared.append([])
            filled = 0
        shared[-1].append(group)
        filled += height
    return shared


def _needed(heights: Sequence[int], high: int) -> int:
    """How many columns of that height are needed."""
    columns, filled = 1, 0
    for height in heights:
        if filled and filled + height > high:
            columns, filled = columns + 1, 0
        filled += height
    return columns


def _column(groups: Sequence[KeyGroup]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for group in groups:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        name = label("heading")
        name.setText(group.name)
        grid.addWidget(name, 0, 0, 1, 2)
        for number, (keys, act) in enumerate(group.keys, start=1):
            key, said = label("key"), label("small", wrap=True)
            key.setText(keys)
            key.setFixedWidth(164)
            said.setText(act)
            grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, number, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
    column.addStretch(1)
    return column


def _scrolled(body: QWidget, window: QSize) -> QScrollArea:
    """As large as the keys need, as far as the window has room."""
    area = QScrollArea()
    area.setObjectName("keyMapArea")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    wanted = body.sizeHint() + QSize(area.verticalScrollBar().sizeHint().width(), 4)
    room = window - QSize(_AROUND_PX, _AROUND_PX + _HEAD_PX)
    area.setMinimumSize(wanted.boundedTo(room.expandedTo(QSize(360, 200))))
    return area
