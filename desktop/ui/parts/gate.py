"""The ground of the screens in front of the vault: the product on the left, a form on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.icons import picture
from desktop.ui.parts.states import label
from desktop.ui.theme import COLOURS, colour
from desktop.ui.view import View

FORM_WIDTH = 376

_MARGIN_PX, _FOOT_MARGIN_PX = 56, 40
_SIGN_PX, _UNDER_SIGN_PX = 72, 24
_WORDS_PX = 176
"""Room for the product's name and its line; the rules of the paper begin below."""
_RULE_GAP_PX = 32


class Brand(View):
    """The product's name on a quiet ground of ruled lines, as on letter paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(320)
        self._name = label("display")
        self._name.setStyleSheet(f"font-size: 34px; color: {COLOURS.surface};")
        self._line = label("muted", wrap=True)
        self._line.setStyleSheet(f"font-size: 15px; color: {COLOURS.rail_ink};")
        self._foot = label("small", wrap=True)
        self._foot.setStyleSheet(f"color: {COLOURS.rail_ink};")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _FOOT_MARGIN_PX)
        column.setSpacing(8)
        column.addSpacing(_SIGN_PX + _UNDER_SIGN_PX)
        column.addWidget(self._name)
        column.addWidget(self._line)
        column.addStretch(1)
        column.addWidget(self._foot)
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(self.tr("Sealdesk"))
        self._line.setText(self.tr("Read, seal and meet on the office's own network."))
        self._foot.setText(self.tr("Everything on this device is encrypted. It listens on no port."))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            ground = QLinearGradient(0, 0, 0, self.height())
            ground.setColorAt(0.0, colour("gate_top"))
            ground.setColorAt(1.0, colour("gate_foot"))
            painter.fillRect(self.rect(), ground)
            painter.setPen(QPen(colour("surface", 10), 1))
            first = _MARGIN_PX + _SIGN_PX + _UNDER_SIGN_PX + _WORDS_PX
            last = self.height() - _MARGIN_PX - _FOOT_MARGIN_PX
            for y in range(first, last, _RULE_GAP_PX):
                painter.drawLine(_MARGIN_PX, y, self.width() - _MARGIN_PX, y)
            sign = picture("sealdesk", "", _SIGN_PX, self.devicePixelRatioF())
            painter.drawPixmap(_MARGIN_PX, _MARGIN_PX, sign)
        finally:
            painter.end()


class Gate(QWidget):
    """Brand and form side by side; the form keeps its width and stays in the middle."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form.setFixedWidth(FORM_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Brand(), 5)
        side = QWidget()
        side.setProperty("role", "ground")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(side)
        middle.addStretch(4)
        middle.addWidget(form, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(5)
        row.addWidget(side, 7)
