"""What every view is: a widget that can say its words again in another language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class View(QWidget):
    """A widget whose words follow the language; subclasses set all of them in `retranslate`."""

    def retranslate(self) -> None:
        """Set every text this view shows. Called once built and after each change of language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
