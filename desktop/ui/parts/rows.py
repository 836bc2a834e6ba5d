"""Rows on screen: a Qt model over a sequence of values that keeps selection and scroll when they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1
"""The row's value itself."""


class RowsModel(QAbstractListModel, Generic[RowT]):
    """One line a value. `key` tells which value is the same row after a change, `say` reads it out."""

    def __init__(
        self, key: Callable[[RowT], str], say: Callable[[RowT], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._say = say
        self._rows: list[RowT] = []

    @property
    def rows(self) -> Sequence[RowT]:
        return tuple(self._rows)

    def row_of(self, key: str) -> int:
        """Where the row with this key stands; -1 when it is not here."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), -1)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Become `rows` with as few steps as it takes, so that views keep what is selected and in sight."""
        if self._take_in_one_piece(rows):
            return
        wanted = {self._key(row) for row in rows}
        kept = [self._key(row) for row in self._rows if self._key(row) in wanted]
        present = set(kept)
        if kept != [self._key(row) for row in rows if self._key(row) in present]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for place in reversed(range(len(self._rows))):
            if self._key(self._rows[place]) not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            if self._key(row) not in present:
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            elif self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def _take_in_one_piece(self, rows: Sequence[RowT]) -> bool:
        """Whether `rows` are those there are with new ones in one place: thousands are then one step."""
        more, count = len(rows) - len(self._rows), len(self._rows)
        if more <= 0:
            return False
        at = next((place for place in range(count) if rows[place] is not self._rows[place]), count)
        if any(rows[place + more] is not self._rows[place] for place in range(at, count)):
            return False
        self.beginInsertRows(QModelIndex(), at, at + more - 1)
        self._rows[at:at] = rows[at : at + more]
        self.endInsertRows()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(row)
        return None


def heading(headings: Sequence[str], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """The head of a table's column, for `headerData`: its word, at the left as its cells are."""
    if orientation is not Qt.Orientation.Horizontal:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return headings[section]
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return None
