"""What leads out of a document: an address is at most copied, a file inside it saved after a warning."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label
from desktop.ui.reader.saving import SaveSheet

_WIDTH_PX = 460


class LinkDialog(Sheet):
    """`copied` carries the address when the person wants it on the clipboard."""

    copied = Signal(str)

    def __init__(self, uri: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linkDialog")
        self.setWindowTitle(self.tr("Link in the document"))
        told = label("muted", wrap=True)
        told.setText(self.tr("Sealdesk opens no addresses. You can copy it and decide elsewhere what to do."))
        address = label("title", wrap=True)
        address.setText(uri)
        address.setFixedWidth(_WIDTH_PX)
        close, copy = QPushButton(self.tr("Close")), QPushButton(self.tr("Copy the address"))
        copy.setObjectName("copyLink")
        copy.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for widget in (address, told):
            column.addWidget(widget)
        column.addLayout(answers(close, copy))
        close.clicked.connect(self.reject)
        copy.clicked.connect(lambda: self.copied.emit(uri))
        copy.clicked.connect(self.accept)


class SaveDialog(SaveSheet):
    """Warns that a file inside the document leaves the vault."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        bare = PurePath(name.replace("\\", "/")).name or "file"
        told = self.tr(
            "This program cannot show the file and has not checked it. Saved, it lies unencrypted on "
            "this computer; open it only if you trust the sender."
        )
        super().__init__(name=bare, heading=bare, told=told, parent=parent)
        self.setObjectName("saveDialog")
        self.setWindowTitle(self.tr("Save a file out of the document"))
