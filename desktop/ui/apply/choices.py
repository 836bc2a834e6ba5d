"""The seals that may be asked for, each to be ticked with the mouse or the space bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.office import ESeal
from desktop.ui.parts.rows import RowRole
from desktop.ui.seal_words import seal_size

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SealChoices(QAbstractListModel):
    """`ticked` says which seal is wanted or no longer wanted; what is ticked is the presenter's."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seals: tuple[ESeal, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._owners: Mapping[str, str] = {}

    def show_seals(self, seals: Sequence[ESeal], chosen: frozenset[str], owners: Mapping[str, str]) -> None:
        self._owners = owners
        if tuple(seals) != self._seals:
            self.beginResetModel()
            self._seals, self._chosen = tuple(seals), chosen
            self.endResetModel()
        elif chosen != self._chosen:
            self._chosen = chosen
            self.dataChanged.emit(self.index(0), self.index(len(self._seals) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._seals)

    def flags(self, index: Index) -> Qt.ItemFlag:
        kept = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return kept | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else kept

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._seals):
            return None
        seal = self._seals[index.row()]
        if role == RowRole:
            return seal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{seal.name}  {seal_size(seal)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._owners.get(seal.owner_org_id, "")
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if seal.id in self._chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        self.ticked.emit(self._seals[index.row()].id, wanted)
        return True
