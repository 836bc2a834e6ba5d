"""The list pane: a heading, a search box, rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.office import Urgency
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.inbox.presenter import InboxPresenter
from desktop.ui.inbox.state import InboxRow, InboxState, Shelf
from desktop.ui.parts.acts import ActRow
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.chosen import ChosenRow
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.states import Placeholder, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
_DUE_SOON_DAYS = 2


class InboxView(View):
    """Draws an `InboxPresenter` and reports what is chosen.

    Several rows may be selected (Shift, Ctrl+Space); the current one is read. `apply_asked` carries the ids
    of the selected documents.
    """

    apply_asked = Signal(list)

    def __init__(self, presenter: InboxPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._heading = label("title")
        self._count = label("muted")
        self.search = SearchField()
        self.search.setObjectName("searchBox")
        self._model: RowsModel[InboxRow] = RowsModel(lambda row: row.id, say_row, self)
        self.rows = InboxList()
        self.rows.setObjectName("inboxList")
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(InboxDelegate(self.rows))
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setMouseTracking(True)
        self.rows.setUniformItemSizes(True)
        self.rows.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._mark_read = QPushButton(icon("check", COLOURS.accent), "")
        self._mark_read.setObjectName("markReadButton")
        self._apply = QPushButton(icon("sealing", COLOURS.accent), "")
        self._apply.setObjectName("applyButton")
        self._acts = ActRow(self._mark_read, self._apply)
        self._may_apply = False
        self._placeholder = Placeholder()
        self._placeholder.button.setObjectName("inboxTryAgain")
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search title, number or organ"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setToolTip(self.tr("Search (Ctrl+F); brackets 〔〕 [] （） are alike"))
        self._acts.say(self._mark_read, self.tr("Mark as read"))
        self._apply.setToolTip(self.tr("Apply for a seal on what is selected (Ctrl+Shift+Y)"))
        self._show_applying()
        self._mark_read.setToolTip(self.tr("Mark as read and go to the next (R)"))
        self._render(self._presenter.state)

    def _build(self) -> None:
        head = QFrame()
        head.setProperty("role", "bar")
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addWidget(self._acts, 1)
        column.addLayout(row)
        column.addWidget(self.search)
        self._mark_read.setProperty("role", "quiet")
        self._apply.setProperty("role", "quiet")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._placeholder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._stack, 1)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _wire(self) -> None:
        self._presenter.changed.connect(self._render)
        self.search.textChanged.connect(self._presenter.search)
        self._chosen_row = ChosenRow(self.rows, self._model, lambda row: self._presenter.select(row.id))
        self.rows.clicked.connect(self._clicked)
        self.rows.activated.connect(self._activated)
        self.rows.kept_open.connect(self._keep_open)
        self._placeholder.pressed.connect(self._presenter.reload)
        self._mark_read.clicked.connect(self._mark_selected_read)
        self._apply.clicked.connect(self.ask_to_apply)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._show_applying())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # the reader searches its document
        find.activated.connect(self._find)
        read = QShortcut(QKeySequence("R"), self.rows)
        read.setContext(Qt.ShortcutContext.WidgetShortcut)
        read.activated.connect(self._mark_selected_read)
        self.search.returnPressed.connect(self._enter_list)

    def offer_applying(self, offered: bool) -> None:
        """Whether this person may apply for a seal."""
        self._may_apply = offered
        self._show_applying()

    def ask_to_apply(self) -> None:
        """Ask for a seal on every selected document."""
        documents = self._selected_documents()
        if self._may_apply and documents:
            self.apply_asked.emit(documents)

    def _selected_documents(self) -> list[str]:
        rows = sorted(self.rows.selectionModel().selectedRows(), key=lambda index: index.row())
        found = [row.document.id for index in rows if (row := index.data(RowRole)) and row.document]
        return list(dict.fromkeys(found))

    def _show_applying(self) -> None:
        many = len(self._selected_documents())
        self._apply.setVisible(self._may_apply and many > 0)
        said = (
            self.tr("Apply for a seal… ({many})").format(many=many)
            if many > 1
            else self.tr("Apply for a seal…")
        )
        self._acts.say(self._apply, said)

    def _find(self) -> None:
        if self.isVisible():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _enter_list(self) -> None:
        self.rows.setFocus()
        if not self.rows.currentIndex().isValid() and self._model.rowCount():
            self.rows.setCurrentIndex(self._model.index(0))

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if isinstance(row, InboxRow):
            self._presenter.look_again(row.id)

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if isinstance(row, InboxRow):
            self._presenter.open(row.id)

    def _keep_open(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if isinstance(row, InboxRow):
            self._presenter.keep_open(row.id)

    def _mark_selected_read(self) -> None:
        state = self._presenter.state
        if state.shelf is Shelf.TO_READ and state.selected is not None:
            self._presenter.mark_read(state.selected)

    def _render(self, state: InboxState) -> None:
        self._heading.setText(self._shelf_name(state.shelf))
        self.rows.setAccessibleName(self._shelf_name(state.shelf))
        self._count.setText(str(len(state.shown)) if not state.loading else "")
        self._mark_read.setVisible(state.shelf is Shelf.TO_READ)
        self._mark_read.setEnabled(state.selected_row is not None)
        if self.search.text() != state.search:
            self.search.setText(state.search)
        self._chosen_row.show(state.shown, state.selected)
        self._stack.setCurrentIndex(0 if state.shown else 1)
        if state.shown:
            self._placeholder.say_nothing()
        else:
            self._explain_nothing(state)

    def _explain_nothing(self, state: InboxState) -> None:
        if state.error is not None:
            self._placeholder.show_failure(state.error)
        elif state.loading:
            self._placeholder.show_loading()
        elif state.search and state.rows:
            self._placeholder.show_words(
                "search", self.tr("Nothing found"), self.tr("No entry holds all of these words.")
            )
        else:
            title, sentence = self._nothing_here(state.shelf)
            self._placeholder.show_words("check-circle", title, sentence)

    def _shelf_name(self, shelf: Shelf) -> str:
        match shelf:
            case Shelf.TODO:
                return self.tr("To do")
            case Shelf.TO_READ:
                return self.tr("To read")
            case Shelf.DOCUMENTS:
                return self.tr("Documents")

    def _nothing_here(self, shelf: Shelf) -> tuple[str, str]:
        match shelf:
            case Shelf.TODO:
                return self.tr("Nothing to do"), self.tr("What is sent to you for handling appears here.")
            case Shelf.TO_READ:
                return self.tr("Nothing to read"), self.tr("What is circulated to you appears here.")
            case Shelf.DOCUMENTS:
                return self.tr("No documents yet"), self.tr("They come down with the next contact.")


class InboxList(ListView):
    """Ctrl+click opens a row in a tab of its own; it neither selects nor moves to it."""

    kept_open = Signal(QModelIndex)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not _asks_for_tab(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not _asks_for_tab(event):
            super().mouseReleaseEvent(event)
        elif index.isValid():
            self.kept_open.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not _asks_for_tab(event):
            super().mouseDoubleClickEvent(event)


def _asks_for_tab(event: QMouseEvent) -> bool:
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return ctrl and event.button() is Qt.MouseButton.LeftButton


class InboxDelegate(CardDelegate):
    """A row of 待办, 待阅 or 公文."""

    def card(self, index: Index) -> Card:
        row: InboxRow = index.data(RowRole)
        document = row.document
        number = (document.doc_number or document.register_no or document.doc_kind) if document else ""
        notes = []
        if row.marking:
            notes.append(Chip(row.marking, COLOURS.ink, COLOURS.line))
        if row.days_left is not None:
            notes.append(deadline_chip(row.days_left))
        if row.circulated:
            notes.append(Chip(words.circulated(), COLOURS.ink_soft, COLOURS.line))
        return Card(
            title=row.title,
            facts="  ".join(part for part in (number, row.issuer) if part),
            before=urgency_chips(row.urgency),
            notes=tuple(notes),
            icons=("upload",) if row.pending else (),
            strong=row.item is not None,
        )


def urgency_chips(code: Urgency) -> tuple[Chip, ...]:
    match code:
        case Urgency.EXTRA_URGENT:
            return (Chip(words.urgency(code), COLOURS.surface, COLOURS.caution),)
        case Urgency.URGENT:
            return (Chip(words.urgency(code), COLOURS.caution, COLOURS.caution_wash),)
        case Urgency.NONE:
            return ()


def deadline_chip(days: int) -> Chip:
    """超期 stands out most, 临期 less, the rest not at all."""
    if days < 0:
        return Chip(words.deadline(days), COLOURS.danger, COLOURS.danger_wash)
    if days <= _DUE_SOON_DAYS:
        return Chip(words.deadline(days), COLOURS.caution, COLOURS.caution_wash)
    return Chip(words.deadline(days))


def say_row(row: InboxRow) -> str:
    """The row read out: everything its chips and icons say."""
    parts = [words.urgency(row.urgency), row.title, row.issuer, row.marking]
    if row.circulated:
        parts.append(words.circulated())
    if row.days_left is not None:
        parts.append(words.deadline(row.days_left))
    return "，".join(part for part in parts if part)
