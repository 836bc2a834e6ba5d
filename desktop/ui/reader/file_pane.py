"""The pane of the files inside a document: read one here, or take one out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.reading.wire import Attachment
from desktop.ui.parts.pages import FileList
from desktop.ui.parts.rows import RowRole
from desktop.ui.view import View

READABLE = (".ofd", ".pdf")


class FilePane(View):
    """`open_asked` and `save_asked` carry the index of a file in the document's summary."""

    open_asked = Signal(int)
    save_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = FileList()
        self.list.setObjectName("fileList")
        self._read = QPushButton()
        self._read.setObjectName("readFile")
        self._save = QPushButton()
        self._save.setObjectName("saveFileAs")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 8, 8, 8)
        buttons.setSpacing(8)
        for button in (self._read, self._save):
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.activated.connect(self._activated)
        self.list.selectionModel().currentChanged.connect(self._look)
        self._read.clicked.connect(lambda: self.open_asked.emit(self._chosen))
        self._save.clicked.connect(lambda: self.save_asked.emit(self._chosen))
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Files inside the document"))
        self.list.say_nothing(self.tr("There are no files inside this document."))
        self._read.setText(self.tr("Read"))
        self._save.setText(self.tr("Save as…"))
        self._look()

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        self.list.show_files(files)
        self._look()

    @property
    def _chosen(self) -> int:
        """The index of the chosen file; the buttons are off while none is."""
        file = self.list.currentIndex().data(RowRole)
        return file.index if isinstance(file, Attachment) else -1

    def _look(self, *_changed: QModelIndex) -> None:
        file = self.list.currentIndex().data(RowRole)
        there = self.list.model().rowCount() > 0
        for button in (self._read, self._save):
            button.setVisible(there)
        self._read.setEnabled(isinstance(file, Attachment) and file.name.lower().endswith(READABLE))
        self._save.setEnabled(isinstance(file, Attachment))

    def _activated(self, index: QModelIndex) -> None:
        file = index.data(RowRole)
        if isinstance(file, Attachment):
            (self.open_asked if file.name.lower().endswith(READABLE) else self.save_asked).emit(file.index)
