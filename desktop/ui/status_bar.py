"""The foot of the window: what goes on with the gateway, whose desk it is, its language, locking."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.view import View

_HEIGHT_PX = 36
_BUSY_PX = 96
_ICON_PX = QSize(18, 18)


class StatusBar(View):
    """Shows `activity` at the left, `person` at the right; says when to lock, or speak another language."""

    lock_asked = Signal()
    language_asked = Signal()

    def __init__(self, activity: QWidget, person: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = QPushButton(icon("globe"), "")
        self._language.setObjectName("languageButton")
        self._language.clicked.connect(self.language_asked)
        self._lock = QPushButton(icon("lock"), "")
        self._lock.setObjectName("lockButton")
        self._lock.clicked.connect(self.lock_asked)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(_BUSY_PX)
        self._busy.hide()
        for button in (self._language, self._lock):
            button.setProperty("role", "quiet")
            button.setIconSize(_ICON_PX)
        self._build(activity, person)
        self.retranslate()

    def retranslate(self) -> None:
        self._language.setText(self.tr("中文"))
        self._lock.setText(self.tr("Lock"))
        self._lock.setToolTip(self.tr("Lock the vault (Ctrl+L)"))
        self._busy.setAccessibleName(self.tr("Working…"))

    def show_busy(self, busy: bool) -> None:
        """Whether any task is under way."""
        self._busy.setVisible(busy)

    def _build(self, activity: QWidget, person: QWidget) -> None:
        bar = QFrame()
        bar.setObjectName("statusBar")
        bar.setProperty("role", "foot")
        bar.setFixedHeight(_HEIGHT_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(activity)
        row.addWidget(self._busy)
        row.addStretch(1)
        row.addWidget(person)
        row.addSpacing(8)
        row.addWidget(self._language)
        row.addWidget(self._lock)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(bar)
