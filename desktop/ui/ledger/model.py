"""The ledger as a table that grows as it is scrolled: only what is looked at is put into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from core.office import LedgerEntry
from desktop.ui.ledger.columns import COLUMNS, headings
from desktop.ui.ledger.state import Names
from desktop.ui.parts.rows import RowRole, heading

Index = QModelIndex | QPersistentModelIndex
PAGE_ROWS = 500
_NOWHERE = QModelIndex()


class LedgerModel(QAbstractTableModel):
    """One row an entry. Rows join by pages of `PAGE_ROWS`, when the view asks for more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[LedgerEntry] = ()
        self._names = Names()
        self._joined = 0
        self._headings: tuple[str, ...] = ()
        self._mono = QFont(["DejaVu Sans Mono", "Noto Sans Mono", "Consolas", "monospace"])
        self._mono.setPixelSize(12)
        self.retranslate()

    def retranslate(self) -> None:
        self._headings = headings()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._joined:
            last = self.index(self._joined - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_entries(self, entries: Sequence[LedgerEntry], names: Names) -> None:
        """Become these entries; the same ones as before stay where they are."""
        if entries is self._entries and names is self._names:
            return
        self.beginResetModel()
        self._entries, self._names = entries, names
        self._joined = min(PAGE_ROWS, len(entries))
        self.endResetModel()

    def place_of(self, entry_id: str | None) -> int:
        """The row of an entry among those that have joined; -1 when it is not there."""
        if entry_id is None:
            return -1
        joined = self._entries[: self._joined]
        return next((place for place, entry in enumerate(joined) if entry.id == entry_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._joined

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._joined < len(self._entries)

    def fetchMore(self, parent: Index) -> None:
        last = min(self._joined + PAGE_ROWS, len(self._entries))
        self.beginInsertRows(QModelIndex(), self._joined, last - 1)
        self._joined = last
        self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return heading(self._headings, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._joined:
            return None
        entry, column = self._entries[index.row()], COLUMNS[index.column()]
        if role == RowRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.cell(entry, self._names)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}：{column.cell(entry, self._names)}"
        if role == Qt.ItemDataRole.FontRole and column.mono:
            return self._mono
        return None
