"""The system's question for a file, drawn by Qt so that it looks alike everywhere, over a dimmed window."""

from __future__ import annotations

import os

from PySide6.QtCore import QDir, QSettings, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.parts.sheet import Dimming

_SIZE = QSize(760, 480)
_AROUND_PX = 48


def keep_no_folders() -> None:
    """Let Qt write nowhere which folders were looked into: it would, in plain, in the person's settings.

    For the whole process, before the first dialog. Our own choices are kept elsewhere (`desktop.config`). On
    Windows Qt's settings are in the registry and stay there: each dialog leaves its folder before it goes.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


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
        self.finished.connect(self._forget)
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

    def _forget(self) -> None:
        """What was chosen has been told: what Qt keeps of this dialog names no folder then."""
        self.setHistory([])
        self.setDirectory(QDir.homePath())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dimming.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._dimming.end()
