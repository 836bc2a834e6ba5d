"""The navigation rail: one button a screen, with how much waits there."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from desktop.ui.counts import Counts
from desktop.ui.entitlement import Room
from desktop.ui.icons import icon, picture
from desktop.ui.theme import COLOURS, colour, sized
from desktop.ui.view import View

RAIL_PX = 88


class RailButton(QToolButton):
    """An icon over a word, with a count at its corner."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._name = ""
        self.setObjectName(f"rail-{room.value}")
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIcon(icon(room.value, COLOURS.rail_ink, active=COLOURS.surface))
        self.setIconSize(QSize(24, 24))
        self.setFixedSize(RAIL_PX - 16, 60)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def name(self, text: str) -> None:
        self._name = text
        self.setText(text)
        self._say()

    def count(self, number: int) -> None:
        self._count = number
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name} {self._count}" if self._count else self._name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        said = str(self._count) if self._count < 100 else "99+"
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(sized(self.font(), 11))
            width = max(18, painter.fontMetrics().horizontalAdvance(said) + 10)
            pill = QRectF(self.width() / 2 + 4, 4, width, 17)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("rail_focus"))
            painter.drawRoundedRect(pill, 8.5, 8.5)
            painter.setPen(colour("rail"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)
        finally:
            painter.end()


class Mark(QWidget):
    """The product's mark at the head of the rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(36, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, picture("sealdesk", "", 36, self.devicePixelRatioF()))
        finally:
            painter.end()


class Rail(View):
    """Reports which room is entered."""

    entered = Signal(Room)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(RAIL_PX)
        self._buttons = {room: RailButton(room) for room in Room}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(8)
        column.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        for place, (room, button) in enumerate(self._buttons.items(), start=1):
            group.addButton(button)
            column.addWidget(button)
            button.clicked.connect(lambda _checked=False, room=room: self.entered.emit(room))
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            Room.TODO: self.tr("To do"),
            Room.TO_READ: self.tr("To read"),
            Room.DOCUMENTS: self.tr("Documents"),
            Room.MEETINGS: self.tr("Meetings"),
            Room.SEALING: self.tr("Sealing"),
        }
        for place, (room, button) in enumerate(self._buttons.items(), start=1):
            button.name(names[room])
            button.setToolTip(f"{names[room]} (Ctrl+{place})")

    def show_room(self, room: Room) -> None:
        self._buttons[room].setChecked(True)

    def show_rooms(self, rooms: Collection[Room]) -> None:
        """Offer these rooms; the keys of the others do nothing."""
        for room, button in self._buttons.items():
            button.setVisible(room in rooms)
            button.setEnabled(room in rooms)

    def show_counts(self, counts: Counts) -> None:
        self._buttons[Room.TODO].count(counts.todo)
        self._buttons[Room.TO_READ].count(counts.to_read)
        self._buttons[Room.SEALING].count(counts.seals)


__all__ = ["RAIL_PX", "Mark", "Rail", "RailButton", "Room"]
