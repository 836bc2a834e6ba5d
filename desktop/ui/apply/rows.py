"""The documents of an application as a table: number, title, pages, digest, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.office import UseKind
from desktop.ui.apply.state import ApplyRow
from desktop.ui.icons import icon
from desktop.ui.messages import explain, refusal
from desktop.ui.parts.rows import RowRole, heading
from desktop.ui.theme import COLOURS

Index = QModelIndex | QPersistentModelIndex
NUMBER, TITLE, PAGES, DIGEST, STATE = range(5)
WIDTHS_PX = {NUMBER: 168, PAGES: 52, DIGEST: 88, STATE: 232}
_NOWHERE = QModelIndex()


class ApplyRows(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ApplyRow, ...] = ()
        self._kinds: tuple[UseKind, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._headings: tuple[str, ...] = ()
        self.retranslate()

    def retranslate(self) -> None:
        self._headings = (
            self.tr("Number"),
            self.tr("Title"),
            self.tr("Pages"),
            self.tr("SHA-256"),
            self.tr("State"),
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    def show_rows(self, rows: Sequence[ApplyRow], kinds: tuple[UseKind, ...], chosen: frozenset[str]) -> None:
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows, self._kinds, self._chosen = tuple(rows), kinds, chosen
            self.endResetModel()
        elif rows and (tuple(rows), kinds, chosen) != (self._rows, self._kinds, self._chosen):
            self._rows, self._kinds, self._chosen = tuple(rows), kinds, chosen
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, STATE))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return heading(self._headings, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        fault = row.fault(self._kinds, self._chosen)
        if index.column() == STATE and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(COLOURS.danger if fault else COLOURS.good)
        if index.column() == STATE and role == Qt.ItemDataRole.DecorationRole and row.pages is not None:
            return icon("error", COLOURS.danger) if fault else icon("check-circle", COLOURS.good)
        return None

    def _text(self, row: ApplyRow, column: int) -> str:
        match column:
            case 0:
                return row.document.doc_number or self.tr("No number yet")
            case 1:
                return row.document.title
            case 2:
                return "…" if row.pages is None else str(row.pages)
            case 3:
                return row.blob[:8]
            case _:
                return self._state(row)

    def _state(self, row: ApplyRow) -> str:
        if row.error is not None:
            return explain(row.error).title
        fault = row.fault(self._kinds, self._chosen)
        if fault is not None:
            return refusal(fault)
        return self.tr("Looking at the file…") if row.pages is None else self.tr("Can be sealed")
