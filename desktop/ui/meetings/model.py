"""The agenda as a table: columns are data, the order is the presenter's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from desktop.ui import words
from desktop.ui.meetings.state import AgendaRow
from desktop.ui.parts.rows import RowRole, heading

Index = QModelIndex | QPersistentModelIndex
TIME, ITEM, REPORTER, MINUTES, PAPERS, MARKS = range(6)
GRIP_ROOM_PX = 16
"""Before the time, where a row can be taken hold of; the heading leaves it too."""


class AgendaModel(QAbstractTableModel):
    """One row an item. `duration_asked` is called when a person types another length."""

    def __init__(self, duration_asked: Callable[[str, int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duration_asked = duration_asked
        self._rows: tuple[AgendaRow, ...] = ()
        self._editable = False
        self._demonstration = False
        self._headings: tuple[str, ...] = ()
        self._grip_room = QPixmap(GRIP_ROOM_PX, GRIP_ROOM_PX)
        self._grip_room.fill(Qt.GlobalColor.transparent)
        self.retranslate()

    def retranslate(self) -> None:
        self._headings = (
            self.tr("Time"),
            self.tr("Agenda item"),
            self.tr("Reporter"),
            self.tr("Minutes"),
            self.tr("Papers"),
            "",
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    def show_rows(self, rows: Sequence[AgendaRow], *, editable: bool, demonstration: bool) -> None:
        """Become these rows; views keep their selection when only the order or the times differ."""
        if editable != self._editable:
            self._editable = editable
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, TIME, TIME)
        self._demonstration = demonstration
        if {row.id for row in rows} != {row.id for row in self._rows} or len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = {row.id: place for place, row in enumerate(rows)}
        after = [self.index(places[self._rows[index.row()].id], index.column()) for index in before]
        self._rows = tuple(rows)
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def row(self, place: int) -> AgendaRow:
        return self._rows[place]

    def row_of(self, item_id: str) -> int:
        return next((place for place, row in enumerate(self._rows) if row.id == item_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if section == TIME and role == Qt.ItemDataRole.DecorationRole and self._editable:
            return self._grip_room
        return heading(self._headings, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case _ if role == RowRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, index.row(), index.column())
            case Qt.ItemDataRole.EditRole if index.column() == MINUTES:
                return row.entry.duration_min
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._shown(row, index.row(), TIME)} {self._title(row)} {row.reporter}".rstrip()
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self._duration_asked(self._rows[index.row()].id, int(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        ours = self._editable and index.isValid() and self._rows[index.row()].item is not None
        if ours and index.column() == MINUTES:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _shown(self, row: AgendaRow, place: int, column: int) -> str:
        match column:
            case 0:
                return words.time_span(row.starts_at, row.ends_at)
            case 1:
                return f"{place + 1}. {self._title(row)}"
            case 2:
                return "\n".join(part for part in (row.reporting_org, row.reporter) if part)
            case 3:
                return str(row.entry.duration_min)
            case 4:
                return str(len(row.papers)) if row.papers else ""
            case _:
                return self._marking(row)

    def _marking(self, row: AgendaRow) -> str:
        if row.item is None:
            return ""
        return row.item.classification.marking(demonstration=self._demonstration)

    def _title(self, row: AgendaRow) -> str:
        return self.tr("Another item") if row.item is None else row.item.title
