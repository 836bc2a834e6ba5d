"""The documents that were read last, under a button of the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.office import OfficialDocument
from desktop.ui.icons import icon
from desktop.ui.reader.tabs_presenter import TabsPresenter
from desktop.ui.view import View

_TITLE_PX = 420


class RecentDocuments(View):
    """`button` asks for them; each is opened in a tab that stays."""

    def __init__(self, presenter: TabsPresenter, over: QWidget) -> None:
        super().__init__(over)
        self.setFixedSize(0, 0)
        self._presenter = presenter
        self._over = over
        self.button = QToolButton()
        self.button.setObjectName("recentDocuments")
        self.button.setProperty("role", "quiet")
        self.button.setIcon(icon("clock"))
        self.button.setIconSize(QSize(18, 18))
        self.button.setFixedSize(30, 30)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.ask)
        self.retranslate()

    def retranslate(self) -> None:
        self.button.setToolTip(self.tr("Documents read last (Ctrl+Shift+O)"))
        self.button.setAccessibleName(self.tr("Documents read last"))

    def ask(self) -> None:
        self._presenter.ask_recent(self._show)

    def menu_of(self, documents: Sequence[OfficialDocument]) -> QMenu:
        """Their titles, and the numbers that tell titles apart."""
        menu = QMenu(self._over)
        menu.setObjectName("recentMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        metrics = QFontMetrics(menu.font())
        for document in documents:
            title = metrics.elidedText(document.title, Qt.TextElideMode.ElideMiddle, _TITLE_PX)
            number = document.doc_number or ""
            words = f"{title}\t{number}" if number else title
            menu.addAction(words.replace("&", "&&")).triggered.connect(partial(self._open, document))
        if not documents:
            menu.addAction(self.tr("Nothing has been read yet")).setEnabled(False)
        return menu

    def _open(self, document: OfficialDocument, _checked: bool = False) -> None:
        self._presenter.open(document)

    def _show(self, documents: Sequence[OfficialDocument]) -> None:
        """Under the button, which is not there while nothing is open; not at all in another room."""
        if not self._over.isVisible():
            return
        shown = self.button.isVisible()
        at = self.button.mapToGlobal(QPoint(0, self.button.height())) if shown else QPoint()
        self.menu_of(documents).popup(at if shown else self._over.mapToGlobal(self._over.rect().center()))
