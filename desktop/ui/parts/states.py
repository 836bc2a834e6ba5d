"""What stands where content would: nothing yet, loading, or a failure with its remedy."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.errors import AppError
from desktop.ui.icons import picture
from desktop.ui.messages import explain
from desktop.ui.theme import COLOURS


def label(role: str, *, wrap: bool = False) -> QLabel:
    """A label in one of the theme's roles; plain text only, since what it shows may be untrusted."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def plain_tip(text: str) -> str:
    """A tool tip that shows `text`, which may be untrusted, letter by letter: Qt would read tags in it."""
    if "<" not in text and "&" not in text:
        return text
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>"


def keep_room(widget: QWidget) -> None:
    """Let what is hidden leave its room free, so that nothing around it jumps."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


class Line(QLabel):
    """A label that wraps, or, as one line, ends in an ellipsis where its room ends."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(0, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        try:
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        finally:
            painter.end()


class Glyph(QWidget):
    """A line icon, drawn for the screen it stands on."""

    def __init__(
        self, name: str, size: int, colour: str = COLOURS.ink_faint, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._colour = name, size, colour
        self.setFixedSize(size, size)

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, picture(self._name, self._colour, self._size, self.devicePixelRatioF()))
        finally:
            painter.end()


_WIDEST_PX = 440


class Placeholder(QWidget):
    """An icon, a title, a sentence and perhaps one thing to press."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Glyph("file", 48)
        self._title = label("title", wrap=True)
        self._sentence = label("muted", wrap=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(240)
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for text in (self._title, self._sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.show_words("file", "", "")

    @property
    def button(self) -> QPushButton:
        return self._button

    def resizeEvent(self, event: QResizeEvent) -> None:
        for text in (self._title, self._sentence):
            text.setFixedWidth(min(_WIDEST_PX, self.width() - 64))
        super().resizeEvent(event)

    def show_words(self, icon: str, title: str, sentence: str, *, button: str = "") -> None:
        """Nothing here, or a failure: say so."""
        self._icon.show_icon(icon, COLOURS.ink_faint)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._progress.hide()

    def show_failure(self, error: AppError) -> None:
        """What went wrong and what to do about it; a press tries again."""
        said = explain(error)
        self.show_words("error", said.title, f"{said.sentence}\n{said.remedy}", button=self.tr("Try again"))

    def show_loading(self) -> None:
        """On its way, and nobody knows for how long."""
        self.show_progress(self.tr("Loading…"), None)

    def say_nothing(self) -> None:
        """Something else stands here now."""
        self.show_words("file", "", "")

    def show_progress(self, title: str, fraction: float | None) -> None:
        """On its way: `fraction` 0–1, or None when nobody knows."""
        self._icon.show_icon("clock", COLOURS.ink_faint)
        self._title.setText(title)
        self._sentence.hide()
        self._button.hide()
        self._progress.setRange(0, 0 if fraction is None else 100)
        self._progress.setValue(round((fraction or 0.0) * 100))
        self._progress.show()
