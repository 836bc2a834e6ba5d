"""The system's question for a file, drawn by Qt so that it looks alike everywhere, over a dimmed window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.parts.sheet import Dimming

_SIZE = QSize(760, 480)
_AROUND_PX = 48


class FileDialog(QFileDialog):
    """Asks which file to open; deleted once it is answered."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setViewMode(QFileDialog.ViewMode.List)
        self.setWindowTitle(title)
        self._dimming = Dimming(self)
        room = parent.window().size() - QSize(_AROUND_PX, _AROUND_PX)
        self.resize(_SIZE.boundedTo(room))

    @classmethod
    def to_save(cls, title: str, parent: QWidget, *, suffix: str = "", name: str = "") -> FileDialog:
        """Where to write a file; `name` is proposed."""
        asked = cls(title, parent)
        asked.setFileMode(QFileDialog.FileMode.AnyFile)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix(suffix)
        if name:
            asked.selectFile(name)
        return asked

    @classmethod
    def for_folder(cls, title: str, parent: QWidget) -> FileDialog:
        asked = cls(title, parent)
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        return asked

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dimming.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._dimming.end()
