"""Asks what a test seal is to be called, how large it is, and where its files go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.cabinet.practice import DIAMETERS_MM, NAME_LONGEST
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label


class MakeTestSeal(Sheet):
    """`asked` carries name, diameter in mm and folder; no folder means: for the cabinet of this office."""

    asked = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None, *, for_cabinet: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("makeTestSeal")
        self.setWindowTitle(self.tr("Make a test seal"))
        self.setMinimumWidth(480)
        heading, sentence = label("title"), label("muted", wrap=True)
        heading.setText(self.tr("Make a test seal"))
        sentence.setText(
            self.tr(
                "A plain star with 演示. For the cabinet, this demonstration's own seal maker makes it, and "
                "you press it with your software key. As files, it has a maker and keys of its own, for the "
                "command line; no office believes that maker."
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
        self._go = QPushButton(self.tr("As files…"))
        self._go.setObjectName("makeTestSealNow")
        self._keep = QPushButton(self.tr("For the cabinet"))
        self._keep.setObjectName("makeTestSealForCabinet")
        self._keep.setVisible(for_cabinet)
        (self._keep if for_cabinet else self._go).setProperty("role", "primary")
        for button in (self._go, self._keep):
            button.setEnabled(False)
        back = QPushButton(self.tr("Cancel"))
        buttons = answers(back, self._go, self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addLayout(form)
        column.addLayout(buttons)
        self._name.textChanged.connect(self._named)
        self._keep.clicked.connect(lambda: self._chosen(""))
        self._go.clicked.connect(self._ask_where)
        back.clicked.connect(self.reject)

    def _named(self, text: str) -> None:
        for button in (self._go, self._keep):
            button.setEnabled(bool(text.strip()))

    def _ask_where(self) -> None:
        folder = FileDialog.for_folder(self.tr("Where to put the test seal"), self)
        folder.setObjectName("testSealFolder")
        folder.fileSelected.connect(self._chosen)
        folder.open()

    def _chosen(self, folder: str) -> None:
        self.asked.emit(self._name.text().strip(), int(self._size.currentData()), folder)
        self.accept()
