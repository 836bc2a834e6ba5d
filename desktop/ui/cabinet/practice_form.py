"""Asks what a test seal is to be called, how large it is, and where its files go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.cabinet.practice import DIAMETERS_MM, NAME_LONGEST
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.states import label


class MakeTestSeal(Sheet):
    """`asked` carries name, diameter in mm and folder."""

    asked = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("makeTestSeal")
        self.setWindowTitle(self.tr("Make a test seal"))
        self.setMinimumWidth(480)
        heading, sentence = label("title"), label("muted", wrap=True)
        heading.setText(self.tr("Make a test seal"))
        sentence.setText(
            self.tr(
                "A plain star with 演示, with keys of its own, for trying out sealing and verification. "
                "No office believes its maker, so it cannot be brought into the cabinet."
            )
        )
        self._name = QLineEdit()
        self._name.setObjectName("testSealName")
        self._name.setMaxLength(NAME_LONGEST)
        self._size = QComboBox()
        self._size.setObjectName("testSealSize")
        for diameter in DIAMETERS_MM:
            self._size.addItem(f"⌀ {diameter} mm", diameter)
        form = QFormLayout()
        form.addRow(self.tr("Name"), self._name)
        form.addRow(self.tr("Size"), self._size)
        self._go = QPushButton(self.tr("Choose a folder…"))
        self._go.setObjectName("makeTestSealNow")
        self._go.setProperty("role", "primary")
        self._go.setEnabled(False)
        back = QPushButton(self.tr("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addLayout(form)
        column.addLayout(buttons)
        self._name.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        self._go.clicked.connect(self._ask_where)
        back.clicked.connect(self.reject)

    def _ask_where(self) -> None:
        folder = FileDialog.for_folder(self.tr("Where to put the test seal"), self)
        folder.setObjectName("testSealFolder")
        folder.fileSelected.connect(self._chosen)
        folder.open()

    def _chosen(self, folder: str) -> None:
        self.asked.emit(self._name.text().strip(), int(self._size.currentData()), folder)
        self.accept()
