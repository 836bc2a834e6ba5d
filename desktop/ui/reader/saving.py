"""A file that leaves the vault: what a person is told first, and where they put it."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from desktop.ui.parts.sheet import Sheet
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
        buttons = QDialogButtonBox()
        save = buttons.addButton(self.tr("Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("saveFile")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for widget in (title, sentences, buttons):
            column.addWidget(widget)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self._ask_where)

    def _ask_where(self) -> None:
        where = QFileDialog(self)
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setOption(QFileDialog.Option.DontUseNativeDialog)
        where.setDefaultSuffix(self._suffix)
        where.selectFile(self._name)
        where.fileSelected.connect(self.chosen)
        where.finished.connect(lambda _: self.accept())
        where.open()
