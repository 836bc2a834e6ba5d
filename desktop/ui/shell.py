"""The window itself: in front of the vault a form, behind it the main window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop.config import Layout
from desktop.ui.icons import icon
from desktop.ui.view import View

FIRST_SIZE = QSize(1320, 800)
LEAST_SIZE = QSize(960, 560)


class Shell(QMainWindow):
    """Holds one content at a time; what was there before is gone at once, so nothing stays readable."""

    closing = Signal()
    lock_asked = Signal()
    painted = Signal()
    """Once: the first content is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._was_painted = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setWindowIcon(icon("sealdesk", ""))
        self.setMinimumSize(LEAST_SIZE)
        available = QApplication.primaryScreen().availableGeometry().size()
        self.resize(FIRST_SIZE.boundedTo(available))
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)  # a presentation is a window of its own
        lock.activated.connect(self.lock_asked)
        self._title = _Title(self)
        self._title.hide()
        self._title.retranslate()

    def name_owner(self, owner: str) -> None:
        """Say in the title whose window it is, where windows of several people stand on one screen."""
        self._title.owner = owner
        self._title.retranslate()

    def take_layout(self, layout: Layout) -> None:
        """Stand as the window stood last, as far as this screen has room for it."""
        if layout.width and layout.height:
            available = self.screen().availableGeometry().size()
            self.resize(QSize(layout.width, layout.height).boundedTo(available).expandedTo(LEAST_SIZE))
        if layout.maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def layout_now(self) -> Layout:
        """How the window stands: its size unless maximised, which it goes back to."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        return Layout(width=size.width(), height=size.height(), maximised=self.isMaximized())

    def when_painted(self, step: Callable[[], object]) -> None:
        """Do `step` once the first content is on the screen; now, when it has been."""
        if self._was_painted:
            step()
        else:
            self.painted.connect(step)

    @property
    def content(self) -> QWidget | None:
        return self._stack.currentWidget()

    def show_content(self, content: QWidget) -> None:
        """Show `content`; the widget that was shown before is hidden now and deleted soon."""
        before = self._stack.currentWidget()
        self._stack.addWidget(content)
        self._stack.setCurrentWidget(content)
        if before is not None:
            before.hide()
            self._stack.removeWidget(before)
            before.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # What is painted reaches the screen at the end of this turn.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class _Title(View):
    """Keeps the window's title in the language of now; `owner` stands behind the name, where it is known."""

    owner = ""

    def retranslate(self) -> None:
        name = self.tr("Sealdesk")
        self.window().setWindowTitle(f"{name} · {self.owner}" if self.owner else name)
