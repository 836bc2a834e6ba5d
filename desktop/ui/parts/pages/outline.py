"""The pane of the outline: a tree that follows what is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.reading.wire import Bookmark, OutlineEntry
from desktop.ui.parts.kept_in import TreeView
from desktop.ui.parts.pages.nothing import paint_nothing
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.states import plain_tip

Index = QModelIndex | QPersistentModelIndex
_INDENT_PX = 16
_ROW_PX = 30
_SAME_PLACE_MM = 2.0


class OutlineModel(QAbstractItemModel):
    """The entries, in their order, as a tree by their levels; a level that is left out counts as the next."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[OutlineEntry, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._rows: list[int] = []

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        self.beginResetModel()
        self._entries = tuple(entries)
        self._parents, self._rows, self._children = [], [], {-1: []}
        above: list[int] = []
        for number, entry in enumerate(self._entries):
            while above and self._entries[above[-1]].level >= entry.level:
                above.pop()
            parent = above[-1] if above else -1
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(siblings))
            siblings.append(number)
            above.append(number)
        self.endResetModel()

    def index_of(self, number: int) -> QModelIndex:
        """Where the entry of that number, in the outline's own order, stands."""
        return self.createIndex(self._rows[number], 0, number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008 - Qt overloads it with QObject's
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return self.index_of(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.internalId()]
        if role == RowRole:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.title)
        return entry.title if role == Qt.ItemDataRole.DisplayRole else None


class EntryDelegate(QStyledItemDelegate):
    """One line a row, high enough to hit, cut where the pane ends."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW_PX)


class OutlineTree(TreeView):
    """The outline and, below it, the places that the document names; what is activated asks to go there."""

    entry_chosen = Signal(OutlineEntry)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = OutlineModel(self)
        self._places: list[tuple[int, float, int]] = []
        self._nothing = ""
        self._named = ""
        self._shown: tuple[tuple[OutlineEntry, ...], tuple[Bookmark, ...]] = ((), ())
        self.setModel(self._entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT_PX)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def say(self, *, nothing: str, named: str) -> None:
        """What stands here for a document without an outline, and above the places that have names."""
        self._nothing, self._named = nothing, named
        self.show_outline(*self._shown)

    def show_outline(self, outline: Sequence[OutlineEntry], named: Sequence[Bookmark] = ()) -> None:
        self._shown = (tuple(outline), tuple(named))
        entries = list(outline)
        if named:
            entries.append(OutlineEntry(self._named, 0))
            entries += (
                OutlineEntry(each.name, 1, page=each.page, top_mm=each.top_mm, left_mm=each.left_mm)
                for each in named
            )
        self._entries.show_entries(entries)
        self._places = sorted(
            (entry.page, entry.top_mm or 0.0, number)
            for number, entry in enumerate(self._shown[0])
            if entry.page is not None
        )
        for number, entry in enumerate(entries):
            if entry.expanded:
                self.setExpanded(self._entries.index_of(number), True)
        self.setAccessibleDescription("" if entries else self._nothing)

    def follow(self, page: int, top_mm: float) -> None:
        """Mark the entry under which that place stands, or the closed one that it lies in."""
        at = bisect_right(self._places, (page, top_mm + _SAME_PLACE_MM, len(self._shown[0]))) - 1
        if at < 0:
            self.setCurrentIndex(QModelIndex())
            return
        index = self._entries.index_of(self._places[at][2])
        above = self._entries.parent(index)
        while above.isValid():
            if not self.isExpanded(above):
                index = above
            above = self._entries.parent(above)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._entries.rowCount():
            paint_nothing(self.viewport(), self._nothing)

    def _go(self, index: QModelIndex) -> None:
        entry = index.data(RowRole)
        if isinstance(entry, OutlineEntry):
            self.entry_chosen.emit(entry)
