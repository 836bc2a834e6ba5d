"""Which row of a list is chosen: told when a person chooses, not when a state does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.parts.rows import RowRole, RowsModel

RowT = TypeVar("RowT")


class ChosenRow(QObject, Generic[RowT]):
    """Keeps the current row of `view`, which shows `model`, and that of a state the same.

    `chosen` is called with the row that a person moves to. While rows come and go Qt moves the current row by
    itself: that is nobody's choice, and not told.
    """

    def __init__(
        self, view: QAbstractItemView, model: RowsModel[RowT], chosen: Callable[[RowT], object]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._chosen = chosen
        self._following = False
        view.selectionModel().currentChanged.connect(self._moved)

    def show(self, rows: Sequence[RowT], key: str | None) -> None:
        """Show these rows, and of them as chosen the one with this key, if there is one."""
        self._following = True
        self._model.show_rows(rows)
        place = self._model.row_of(key) if key else -1
        if place != self._view.currentIndex().row():
            index = self._model.index(place) if place >= 0 else QModelIndex()
            # The view's own way would ask which keys are held down now.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._view.selectionModel().setCurrentIndex(index, flags)
        self._following = False

    def _moved(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            self._chosen(current.data(RowRole))
