"""Placing by keyword: a word, its occurrences to choose from, or all of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.pages.finding import FindState, Hit
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.states import label
from desktop.ui.view import View

_LIST_PX = 132
_LISTED = 200


class KeywordFields(View):
    """Reports the word and the chosen occurrence; draws a `FindState`."""

    wanted = Signal(str)
    chosen = Signal(object)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = FindState()
        self._word = QLineEdit()
        self._word.setObjectName("sealKeyword")
        self._word.setClearButtonEnabled(True)
        self._find = QPushButton(icon("search"), "")
        self._find.setObjectName("sealKeywordFind")
        self._model: RowsModel[Hit] = RowsModel(lambda hit: f"{hit.page}-{hit.number}", self._say, self)
        self.hits = ListView()
        self.hits.setObjectName("sealKeywordHits")
        self.hits.setModel(self._model)
        self.hits.setFixedHeight(_LIST_PX)
        self.hits.setUniformItemSizes(True)
        self.hits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._count = label("small", wrap=True)
        self._every = QPushButton()
        self._every.setObjectName("sealKeywordAll")
        self._build()
        self._find.clicked.connect(self._ask)
        self._word.returnPressed.connect(self._ask)
        self._word.textChanged.connect(self._emptied)
        self.hits.activated.connect(self._choose)
        self.hits.clicked.connect(self._choose)
        self._every.clicked.connect(self.all_asked)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._word, 1)
        row.addWidget(self._find)
        self._find.setIconSize(QSize(18, 18))
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._every)
        column.addLayout(row)
        column.addWidget(self.hits)
        column.addLayout(foot)

    def retranslate(self) -> None:
        self._word.setPlaceholderText(self.tr("A word on the page, such as the organ's name"))
        self._word.setAccessibleName(self.tr("Keyword"))
        self._find.setToolTip(self.tr("Find"))
        self._find.setAccessibleName(self.tr("Find"))
        self.hits.setAccessibleName(self.tr("Occurrences"))
        self._every.setText(self.tr("On each of them"))
        self.show_found(self._state)

    def set_active(self, active: bool) -> None:
        for widget in (self._word, self._find, self.hits, self._every):
            widget.setEnabled(active)

    @property
    def word(self) -> str:
        """What stands in the field."""
        return self._word.text().strip()

    def show_found(self, state: FindState) -> None:
        self._state = state
        self._model.show_rows(state.hits[:_LISTED])
        self.hits.setVisible(bool(state.hits))
        self._every.setVisible(len(state.hits) > 1 and not state.running)
        self._count.setVisible(bool(state.wanted))
        if state.running:
            self._count.setText(self.tr("Looking…"))
        elif state.hits:
            self._count.setText(self.tr("%n occurrences", "", len(state.hits)))
        else:
            self._count.setText(self.tr("Not found in this document"))

    def _say(self, hit: Hit) -> str:
        return self.tr("Page {page}: {context}").format(page=hit.page + 1, context=hit.context)

    def _ask(self) -> None:
        self.wanted.emit(self._word.text().strip())

    def _emptied(self, text: str) -> None:
        if not text.strip():
            self.wanted.emit("")

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        hit = index.data(RowRole)
        if isinstance(hit, Hit):
            self.chosen.emit(hit)
