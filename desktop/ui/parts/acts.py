"""Buttons beside a heading that give up their words, the last first, where the room is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

_GAP_PX = 8
_DRESSED = (QEvent.Type.Polish, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class ActRow(QWidget):
    """Stands at the right of a bar. A button without its words keeps icon, tool tip and accessible name."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: dict[QPushButton, str] = dict.fromkeys(buttons, "")
        self._buttons = buttons
        self._widths: dict[tuple[QPushButton, str], int] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addStretch(1)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.installEventFilter(self)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, button: QPushButton, text: str) -> None:
        """Give a button its words; they are shown as far as there is room."""
        self._said[button] = text
        button.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the icons alone."""
        shown = self._shown()
        wide = sum(self._width(button, "") for button in shown) + _GAP_PX * max(0, len(shown) - 1)
        return QSize(wide, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRESSED:
            self._widths.clear()
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _shown(self) -> list[QPushButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _fit(self) -> None:
        shown = self._shown()
        worded = len(shown)
        while worded and self._width_with(shown, worded) > self.width():
            worded -= 1
        folded = shown[worded:]
        for button in self._buttons:
            text = "" if button in folded else self._said[button]
            if button.text() != text:
                button.setText(text)
        self.updateGeometry()

    def _width_with(self, shown: list[QPushButton], worded: int) -> int:
        wide = sum(
            self._width(button, self._said[button] if place < worded else "")
            for place, button in enumerate(shown)
        )
        return wide + _GAP_PX * (len(shown) - 1)

    def _width(self, button: QPushButton, text: str) -> int:
        """Measured once: a button that is given words asks to be laid out, and layouts ask for its width."""
        known = self._widths.get((button, text))
        if known is None:
            known = self._widths[button, text] = _measured(button, text)
        return known


def _measured(button: QPushButton, text: str) -> int:
    button.ensurePolished()
    kept = button.text()
    if kept == text:
        return button.sizeHint().width()
    button.blockSignals(True)
    button.setText(text)
    wide = button.sizeHint().width()
    button.setText(kept)
    button.blockSignals(False)
    return wide
