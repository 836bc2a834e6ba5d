"""Fields that several forms share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.icons import icon

PASSWORD_SHORTEST = 8
"""Characters of a password that is chosen here; a vault would take fewer."""


class PasswordField(QLineEdit):
    """A password; `caps_lock_guessed` tells that what is typed looks like Caps Lock is on.

    Qt cannot ask for the state of Caps Lock on every platform, so it is read off the letters: an upper-case
    letter without Shift, or a lower-case one with it.
    """

    caps_lock_guessed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(1024)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_guessed.emit(typed.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock_guessed.emit(False)
        super().keyPressEvent(event)


class PinField(PasswordField):
    """A PIN; `entered` says that Enter was pressed, which the form's default button then does not hear of."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.entered.emit()
            return
        super().keyPressEvent(event)


class SearchField(QLineEdit):
    """A search box with its magnifier and a cross to clear it; Escape clears too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        clear = self.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        clear.triggered.connect(self.clear)
        clear.setVisible(False)
        self.textChanged.connect(lambda text: clear.setVisible(bool(text)))
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, 34)
