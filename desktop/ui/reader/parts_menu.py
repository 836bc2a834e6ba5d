"""A package may hold several documents, and each of them several versions: a menu to choose from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.reading.wire import DocumentSummary, VersionMark
from desktop.ui.icons import icon
from desktop.ui.parts.pages import Part
from desktop.ui.view import View

_TITLE_CHARS = 60


class PartsMenu(View):
    """Hidden unless there is a choice; `chosen` carries the document's index and the version's id."""

    chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary: DocumentSummary | None = None
        self._part = Part()
        self._button = QToolButton()
        self._button.setObjectName("packageParts")
        self._button.setProperty("role", "quiet")
        self._button.setIcon(icon("documents"))
        self._button.setIconSize(QSize(20, 20))
        self._button.setFixedSize(34, 34)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self._button)
        self._button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self.retranslate()

    def retranslate(self) -> None:
        self._button.setToolTip(self.tr("Documents and versions in this file"))
        self._button.setAccessibleName(self.tr("Documents and versions in this file"))
        self.show_parts(self._summary, self._part)

    def show_parts(self, summary: DocumentSummary | None, part: Part) -> None:
        """What there is in an open package, `part` being the one that is shown."""
        self._summary, self._part = summary, part
        bodies = summary.bodies if summary is not None else ()
        versions = summary.versions if summary is not None else ()
        self.setVisible(len(bodies) > 1 or len(versions) > 1)
        self.menu.clear()
        if len(bodies) > 1:
            self.menu.addSection(self.tr("Documents in this file"))
            for number, title in enumerate(bodies):
                self._add(self._body_words(number, title), Part(number), shown=number == part.body)
        if len(versions) > 1:
            self.menu.addSection(self.tr("Versions in this file"))
            for version in versions:
                self._add(
                    self._version_words(version),
                    Part(part.body, "" if version.current else version.version_id),
                    shown=version.shown,
                )

    def where(self) -> str:
        """What is shown, in words, when there is a choice and it is not what the package prefers."""
        bodies = self._summary.bodies if self._summary is not None else ()
        words = []
        if len(bodies) > 1:
            sentence = self.tr("Document {number} of {count} in this file")
            words.append(sentence.format(number=self._part.body + 1, count=len(bodies)))
        shown = self._shown_version()
        if shown is not None and not shown.current:
            words.append(
                self.tr("Version {number} in this file, not the current one").format(number=shown.index)
            )
        return "  ·  ".join(words)

    def _shown_version(self) -> VersionMark | None:
        versions = self._summary.versions if self._summary is not None else ()
        return next((version for version in versions if version.shown), None)

    def _add(self, text: str, part: Part, *, shown: bool) -> None:
        action = QAction(text.replace("&", "&&"), self.menu)
        action.setCheckable(True)
        action.setChecked(shown)
        action.triggered.connect(lambda: self.chosen.emit(part.body, part.version))
        self.menu.addAction(action)

    def _body_words(self, number: int, title: str) -> str:
        return f"{number + 1}  {title[:_TITLE_CHARS]}".rstrip()

    def _version_words(self, version: VersionMark) -> str:
        named = self.tr("Version {number}").format(number=version.index)
        current = self.tr("current") if version.current else ""
        parts = (named, version.name[:_TITLE_CHARS], version.created[:_TITLE_CHARS], current)
        return "  ".join(part for part in parts if part)
