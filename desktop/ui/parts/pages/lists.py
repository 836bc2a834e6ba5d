"""The lists beside the pages: hits of a search and the files inside."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.reading.wire import Attachment
from desktop.ui import words
from desktop.ui.parts.cards import Card, CardDelegate
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.pages.finding import FindPresenter, FindState, Hit
from desktop.ui.parts.pages.nothing import paint_nothing
from desktop.ui.parts.rows import RowRole, RowsModel

Index = QModelIndex | QPersistentModelIndex


class HitList(ListView):
    """Every hit with the line it stands on; choosing one goes there."""

    def __init__(self, finding: FindPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self._rendering = False
        self._hits: RowsModel[Hit] = RowsModel(
            lambda hit: f"{hit.page}/{hit.number}", lambda hit: hit.context, self
        )
        self.setModel(self._hits)
        self.setItemDelegate(HitDelegate(finding, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        finding.changed.connect(self._render)
        self.selectionModel().currentChanged.connect(self._chosen)

    def _render(self, state: FindState) -> None:
        self._rendering = True
        self._hits.show_rows(state.hits)
        self.setAccessibleDescription("" if state.hits else self._why_nothing(state))
        if state.hit is not None:
            self.setCurrentIndex(self._hits.index(state.current))
        if not state.hits:
            self.viewport().update()
        self._rendering = False

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid() and not self._rendering:
            self._finding.go_to(current.row())

    def showEvent(self, event: QShowEvent) -> None:
        """The hit that one is at comes in sight, once the list has its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hits.rowCount():
            paint_nothing(self.viewport(), self._why_nothing(self._finding.state))

    def _why_nothing(self, state: FindState) -> str:
        if state.running:
            return self.tr("Searching…")
        if state.wanted:
            return self.tr("Not found in this document.")
        return self.tr("Search with Ctrl+F: every hit stands here with its line.")


class HitDelegate(CardDelegate):
    """A hit's line with what was looked for tinted in it, and its page."""

    def __init__(self, finding: FindPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding = finding

    def card(self, index: Index) -> Card:
        hit: Hit = index.data(RowRole)
        facts = self.tr("Page {number}").format(number=hit.page + 1)
        return Card(title=hit.context, facts=facts, marked=self._finding.state.wanted.strip())


class FileList(ListView):
    """The files inside the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: RowsModel[Attachment] = RowsModel(
            lambda file: str(file.index), lambda file: file.name, self
        )
        self.setModel(self._files)
        self.setItemDelegate(FileDelegate(self))
        self.setMouseTracking(True)
        self._nothing = ""

    def say_nothing(self, words: str) -> None:
        """What stands here when there are none."""
        self._nothing = words
        self.viewport().update()

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        self._files.show_rows(tuple(file for file in files if file.visible))
        self.setAccessibleDescription("" if self._files.rowCount() else self._nothing)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._files.rowCount():
            paint_nothing(self.viewport(), self._nothing)


class FileDelegate(CardDelegate):
    def card(self, index: Index) -> Card:
        file: Attachment = index.data(RowRole)
        size = "" if file.size_bytes is None else words.file_size(file.size_bytes)
        return Card(title=file.name, facts="  ".join(part for part in (file.format, size) if part))
