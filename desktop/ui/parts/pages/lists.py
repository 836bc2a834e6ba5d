"""The lists beside the pages: hits of a search and the outline."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.reading.wire import Attachment, OutlineEntry
from desktop.ui import words
from desktop.ui.parts.cards import Card, CardDelegate
from desktop.ui.parts.pages.finding import FindPresenter, FindState, Hit
from desktop.ui.parts.rows import RowRole, RowsModel

Index = QModelIndex | QPersistentModelIndex
_INDENT = "\u2003"


class HitList(QListView):
    """Every hit with the line it stands on; choosing one goes there."""

    def __init__(self, finding: FindPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self._rendering = False
        self._hits: RowsModel[Hit] = RowsModel(
            lambda hit: f"{hit.page}/{hit.number}", lambda hit: hit.context, self
        )
        self.setModel(self._hits)
        self.setItemDelegate(HitDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        finding.changed.connect(self._render)
        self.selectionModel().currentChanged.connect(self._chosen)

    def _render(self, state: FindState) -> None:
        self._rendering = True
        self._hits.show_rows(state.hits)
        if state.hit is not None:
            self.setCurrentIndex(self._hits.index(state.current))
        self._rendering = False

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid() and not self._rendering:
            self._finding.go_to(current.row())


class HitDelegate(CardDelegate):
    def card(self, index: Index) -> Card:
        hit: Hit = index.data(RowRole)
        return Card(title=hit.context, facts=self.tr("Page {number}").format(number=hit.page + 1))


class LineDelegate(QStyledItemDelegate):
    """One line a row, cut where the pane ends."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 34)


class OutlineList(QListView):
    """The document's outline; what is activated asks to go there."""

    entry_chosen = Signal(OutlineEntry)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: RowsModel[tuple[int, OutlineEntry]] = RowsModel(
            lambda each: str(each[0]), lambda each: f"{_INDENT * each[1].level}{each[1].title}", self
        )
        self.setModel(self._entries)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(LineDelegate(self))
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def show_outline(self, outline: tuple[OutlineEntry, ...]) -> None:
        self._entries.show_rows(tuple(enumerate(outline)))

    def _go(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if row is not None:
            self.entry_chosen.emit(row[1])


class FileList(QListView):
    """The files inside the document; what is activated is asked for by its index."""

    file_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: RowsModel[Attachment] = RowsModel(
            lambda file: str(file.index), lambda file: file.name, self
        )
        self.setModel(self._files)
        self.setItemDelegate(FileDelegate(self))
        self.setMouseTracking(True)
        self.activated.connect(self._choose)

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        self._files.show_rows(tuple(file for file in files if file.visible))

    def _choose(self, index: QModelIndex) -> None:
        file = index.data(RowRole)
        if isinstance(file, Attachment):
            self.file_chosen.emit(file.index)


class FileDelegate(CardDelegate):
    def card(self, index: Index) -> Card:
        file: Attachment = index.data(RowRole)
        size = "" if file.size_bytes is None else words.file_size(file.size_bytes)
        return Card(title=file.name, facts="  ".join(part for part in (file.format, size) if part))
