"""What stands where pages would while a file waits for its password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.parts.fields import PasswordField
from desktop.ui.parts.states import Glyph, label
from desktop.ui.view import View

_FIELD_PX = 280


class PasswordForm(View):
    """`given` carries what was typed; it is forgotten here at once."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = False
        self._title = label("title", wrap=True)
        self._sentence = label("muted", wrap=True)
        self.field = PasswordField()
        self.field.setObjectName("filePassword")
        self.field.setFixedWidth(_FIELD_PX)
        self._open = QPushButton()
        self._open.setObjectName("openWithPassword")
        self._open.setFixedWidth(_FIELD_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(Glyph("lock", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._title, self._sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text)
        column.addWidget(self.field, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.field.returnPressed.connect(self._give)
        self._open.clicked.connect(self._give)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("This file needs a password"))
        self._sentence.setText(
            self.tr("That password does not open it. Try another one.")
            if self._wrong
            else self.tr("Its sender can tell you the password. It is not kept.")
        )
        self.field.setAccessibleName(self.tr("Password of the file"))
        self.field.setPlaceholderText(self.tr("Password of the file"))
        self._open.setText(self.tr("Open"))

    def ask(self, *, wrong: bool) -> None:
        """Ask, once more when the last one was `wrong`."""
        self._wrong = wrong
        self.retranslate()
        self.field.setFocus()

    def _give(self) -> None:
        password = self.field.text()
        self.field.clear()
        if password:
            self.given.emit(password)
