"""What stands left and right of the pages, and how little room it leaves them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

LEAST_PAGES_PX = 480
"""A page of A4 is hardly read below 54 % of its true size."""


class Besides(QWidget):
    """Panes beside the pages as long as these keep `LEAST_PAGES_PX`; a pane that leaves less lies over them.

    Where both panes together would leave less, `crowded` names the side whose pane is to go: the one that was
    opened first. A pane that stays (`lasting`) takes its room in any case.
    """

    crowded = Signal(str)

    def __init__(self, left: QWidget, centre: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._centre = left, centre
        self._right: QWidget | None = None
        self._lasting = False
        self._with_left = False
        self._covered = (0, 0)
        centre.setParent(self)
        # Hides the left pane while there are no pages, without closing it.
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(left)
        left.installEventFilter(self)

    def set_right(self, right: QWidget, *, lasting: bool) -> None:
        right.setParent(self)
        self._right, self._lasting = right, lasting
        right.installEventFilter(self)
        self.lay_out()

    def show_left(self, shown: bool) -> None:
        """Whether there are pages that the left pane could stand beside."""
        self._with_left = shown
        if self._is_crowded():
            self.crowded.emit("left")
        self.lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            opened = event.type() == QEvent.Type.ShowToParent
            if opened and self._is_crowded():
                self.crowded.emit("left" if watched is self._right else "right")
            self.lay_out()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_crowded():
            self.crowded.emit("left")
        self.lay_out()

    def minimumSizeHint(self) -> QSize:
        hint = self._centre.minimumSizeHint()
        lasting = self._width_of(self._right) if self._lasting else 0
        return QSize(hint.width() + lasting, hint.height())

    def sizeHint(self) -> QSize:
        return self._centre.sizeHint()

    def _is_crowded(self) -> bool:
        left, right = self._width_of(self._left), self._width_of(self._right)
        return bool(left and right) and not self._lasting and self.width() - left - right < LEAST_PAGES_PX

    def _width_of(self, pane: QWidget | None) -> int:
        if pane is None or pane.isHidden() or (pane is self._left and not self._with_left):
            return 0
        return min(pane.maximumWidth(), max(pane.minimumWidth(), pane.sizeHint().width()))

    @property
    def covered(self) -> tuple[int, int]:
        """How much of the pages, in px from the left and the right, lies under a pane."""
        return self._covered

    def lay_out(self) -> None:
        """Give each its place; to be called when a pane has become wider or narrower."""
        left, right = self._width_of(self._left), self._width_of(self._right)
        width, height = self.width(), self.height()
        over = width - left - right < LEAST_PAGES_PX and not self._lasting
        before, after = (0, 0) if over else (left, right)
        self._covered = (left, right) if over else (0, 0)
        self._centre.setGeometry(before, 0, max(0, width - before - after), height)
        self._holder.setVisible(left > 0)
        self._holder.setGeometry(0, 0, left, height)
        self._holder.raise_()
        if self._right is not None:
            self._right.setGeometry(width - right, 0, right, height)
            self._right.raise_()
