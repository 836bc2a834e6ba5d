"""What a failure below the screen says, until it is dismissed or has been there long enough."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.errors import AppError
from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.states import Glyph, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_SHOWN_MS = 8000


class Notice(View):
    """One sentence about an act that failed, over the lower edge of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: AppError | None = None
        self.setObjectName("notice")
        self.setProperty("role", "problem")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("heading")
        self._said = label("muted", wrap=True)
        close = QPushButton(icon("close", COLOURS.danger), "")
        close.setObjectName("noticeClose")
        close.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(Glyph("error", 20, COLOURS.danger), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._gone = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        self._close = close
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._close.setAccessibleName(self.tr("Close"))
        if self._error is not None:
            words = explain(self._error)
            self._title.setText(words.title)
            self._said.setText(f"{words.sentence} {words.remedy}")

    def say(self, error: AppError) -> None:
        self._error = error
        self.retranslate()
        self.show()
        self._gone.start()
