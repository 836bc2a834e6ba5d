"""How far a print is, under the pages, and a way to end it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop.ui.parts.states import label
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.view import View


class PrintProgress(View):
    """Shows while the presenter prints."""

    def __init__(self, presenter: ReaderPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printProgress")
        self._words = label("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._end = QPushButton()
        self._end.setObjectName("printCancel")
        self._end.clicked.connect(presenter.cancel_print)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._end)
        presenter.print_progressed.connect(self._show)
        presenter.print_ended.connect(self.hide)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._words.setText(self.tr("Printing…"))
        self._bar.setAccessibleName(self.tr("Printing…"))
        self._end.setText(self.tr("Cancel"))

    def _show(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * 100))
        self.show()
