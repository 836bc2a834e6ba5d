"""What stands in the window while a revoked device's data are erased."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import DeviceRevoked
from desktop.ui.messages import explain
from desktop.ui.parts.states import Placeholder
from desktop.ui.view import View


class ErasingView(View):
    """Says that the device was revoked and what is being done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placeholder = Placeholder()
        column = QVBoxLayout(self)
        column.addWidget(self._placeholder)
        self.retranslate()

    def retranslate(self) -> None:
        said = explain(DeviceRevoked())
        self._placeholder.show_words(
            "lock", said.title, f"{said.sentence}\n{self.tr('What this device holds is being erased.')}"
        )
