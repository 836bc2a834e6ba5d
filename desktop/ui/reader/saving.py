"""A file that leaves the vault: what a person is told first, and where they put it."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label

_WIDTH_PX = 460


class SaveSheet(Sheet):
    """Tells what will be saved, then asks where to; `chosen` carries the path. `name` is never a path."""

    chosen = Signal(str)

    def __init__(
        self, *, name: str, heading: str, told: str, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._suffix = PurePath(name.replace("\\", "/")).name or "file", suffix
        title = label("title", wrap=True)
        title.setText(heading)
        title.setFixedWidth(_WIDTH_PX)
        sentences = label("muted", wrap=True)
        sentences.setText(told)
        sentences.setFixedWidth(_WIDTH_PX)
        cancel, save = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Save as…"))
        save.setObjectName("saveFile")
        save.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for widget in (title, sentences):
            column.addWidget(widget)
        column.addLayout(answers(cancel, save))
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self._ask_where)

    def _ask_where(self) -> None:
        where = FileDialog.to_save(self.tr("Save as"), self, suffix=self._suffix, name=self._name)
        where.fileSelected.connect(self.chosen)
        where.finished.connect(lambda _: self.accept())
        where.open()
