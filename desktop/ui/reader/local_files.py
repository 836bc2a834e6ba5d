"""Files of this computer that are read beside the office's documents: asked for, or dropped on the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDir, QEvent, QFileInfo, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.states import Glyph, label
from desktop.ui.reader.file_pane import READABLE
from desktop.ui.theme import COLOURS
from desktop.ui.view import View


class LocalFiles(View):
    """The button to ask with, and what to drop files on: `target`. `chosen` carries their paths.

    `refused`: what was dropped is nothing that can be read here.
    """

    chosen = Signal(list)
    refused = Signal()

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self.setFixedSize(0, 0)
        self._target = target
        self._folder = QDir.homePath()
        self.button = QToolButton()
        self.button.setObjectName("openLocal")
        self.button.setProperty("role", "quiet")
        self.button.setIcon(icon("open"))
        self.button.setIconSize(QSize(18, 18))
        self.button.setFixedSize(30, 30)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.ask)
        self.hint = DropHint(target)
        self._handlers: dict[QEvent.Type, Callable[[QEvent], None]] = {
            QEvent.Type.DragEnter: self._entered,
            QEvent.Type.DragMove: self._entered,
            QEvent.Type.DragLeave: lambda _event: self.hint.hide(),
            QEvent.Type.Drop: self._dropped,
        }
        target.setAcceptDrops(True)
        target.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.button.setToolTip(self.tr("Open a file of this computer (Ctrl+O)"))
        self.button.setAccessibleName(self.tr("Open a file of this computer"))
        self.hint.words.setText(self.tr("Let go to read it here"))

    def ask(self) -> None:
        """Which files? They are read where they lie."""
        dialog = FileDialog(self.tr("Open files of this computer"), self._target)
        dialog.setDirectory(self._folder)
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Documents (*.ofd *.pdf)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._choose)
        dialog.open()

    def _choose(self, paths: Sequence[str]) -> None:
        """The next question begins where these lie; that is forgotten on locking."""
        self._folder = QFileInfo(paths[0]).path()
        self.chosen.emit(list(paths))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handle = self._handlers.get(event.type())
        if handle is None or watched is not self._target:
            return False
        handle(event)
        return True

    def _entered(self, event: QEvent) -> None:
        assert isinstance(event, QDragEnterEvent | QDragMoveEvent)
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.hint.show_over(bool(readable(event.mimeData())))
        else:
            event.ignore()

    def _dropped(self, event: QEvent) -> None:
        assert isinstance(event, QDropEvent)
        self.hint.hide()
        paths = readable(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if paths:
            self.chosen.emit(list(paths))
        else:
            self.refused.emit()


class DropHint(QFrame):
    """Lies over the pages while something is dragged there."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = label("title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(Glyph("open", 48, COLOURS.accent), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def show_over(self, shown: bool) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.setVisible(shown)
        self.raise_()


def readable(data: QMimeData) -> Sequence[str]:
    """The paths of what is dragged that can be read here."""
    files = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return tuple(file for file in files if file.lower().endswith(READABLE))
