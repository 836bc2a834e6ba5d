"""Lengths in millimetres as a person types or steps them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QWidget

from desktop.ui.sealing.placing import FINE_NUDGE_MM, NUDGE_MM


class LengthField(QDoubleSpinBox):
    """A length in mm to a tenth; the arrow keys change it by one, with Ctrl by a tenth."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setDecimals(1)
        self.setSingleStep(NUDGE_MM)
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> object:
        """A number beyond what the page has room for may be typed: Qt would swallow its last figures."""
        found: object = super().validate(text, position)
        return (QValidator.State.Intermediate, text, position) if self._is_beyond(text) else found

    def fixup(self, text: str) -> str:
        """The end of the page stands for what lies beyond it."""
        return self.textFromValue(self.maximum()) if self._is_beyond(text) else super().fixup(text)

    def _is_beyond(self, text: str) -> bool:
        number, right = self.locale().toDouble(text.removesuffix(self.suffix()).strip())
        return right and number > self.maximum()

    def stepBy(self, steps: int) -> None:
        fine = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if fine and steps:
            # Qt takes Ctrl for ten steps at once: here it asks for a tenth of one.
            self.setValue(self.value() + (FINE_NUDGE_MM if steps > 0 else -FINE_NUDGE_MM))
        else:
            super().stepBy(steps)
