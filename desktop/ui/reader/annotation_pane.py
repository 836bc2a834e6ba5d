"""The pane of annotations: what to make, the list of what was made, and the words of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QListView,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.office import Annotation
from core.office.annotation import Highlight, Ink, Note, Underline
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.parts.cards import Card, CardDelegate
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.reader.annotations import COLOURS, AnnotationsPresenter, AnnotationsState, Tool
from desktop.ui.theme import COLOURS as THEME
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
_WRITE_MS = 400


class AnnotationPane(View):
    """`marking_asked` says that the chosen text is to be highlighted, or (False) underlined; `went` where."""

    marking_asked = Signal(bool)
    went = Signal(object)

    def __init__(self, presenter: AnnotationsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._rendering = False
        self._highlight = self._tool("annotateHighlight", "highlight")
        self._underline = self._tool("annotateUnderline", "underline")
        self._note = self._tool("annotateNote", "note", checkable=True)
        self._ink = self._tool("annotateInk", "ink", checkable=True)
        self._undo = self._tool("annotateUndo", "undo")
        self._redo = self._tool("annotateRedo", "redo")
        self._remove = self._tool("annotateRemove", "trash")
        self._colours = QButtonGroup(self)
        self._rows: RowsModel[Annotation] = RowsModel(lambda each: each.id, _say, self)
        self.list = QListView()
        self.list.setObjectName("annotationList")
        self.list.setModel(self._rows)
        self.list.setItemDelegate(AnnotationDelegate(self))
        self.list.setMouseTracking(True)
        self.words = QPlainTextEdit()
        self.words.setObjectName("annotationWords")
        self.words.setFixedHeight(96)
        self.words.setTabChangesFocus(True)
        self._write = QTimer(self, singleShot=True, interval=_WRITE_MS)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        for button, text in (
            (self._highlight, self.tr("Highlight the chosen text")),
            (self._underline, self.tr("Underline the chosen text")),
            (self._note, self.tr("Put a note on the page")),
            (self._ink, self.tr("Write by hand")),
            (self._undo, self.tr("Undo")),
            (self._redo, self.tr("Redo")),
            (self._remove, self.tr("Delete")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        names = (self.tr("Yellow"), self.tr("Blue"), self.tr("Green"), self.tr("Red"))
        for swatch, text in zip(self._colours.buttons(), names, strict=True):
            swatch.setToolTip(text)
            swatch.setAccessibleName(text)
        self.list.setAccessibleName(self.tr("Annotations"))
        self.words.setPlaceholderText(self.tr("Words of the annotation"))
        self.words.setAccessibleName(self.tr("Words of the annotation"))
        self._render(self._presenter.state)

    def _tool(self, name: str, icon_name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name, active=THEME.accent))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(30, 30)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(4)
        making = (self._highlight, self._underline, self._note, self._ink)
        for column, button in enumerate((*making, self._undo, self._redo)):
            grid.addWidget(button, 0, column)
        for column, tint in enumerate(COLOURS):
            swatch = QPixmap(18, 18)
            swatch.fill(QColor(tint))
            button = self._tool(f"annotateColour{column}", "note", checkable=True)
            button.setIcon(QIcon(swatch))
            self._colours.addButton(button, column)
            grid.addWidget(button, 1, column)
        grid.addWidget(self._remove, 1, 5)
        grid.setColumnStretch(6, 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(8, 0, 8, 8)
        column_layout.setSpacing(8)
        column_layout.addLayout(grid)
        column_layout.addWidget(self.list, 1)
        column_layout.addWidget(self.words)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        self._highlight.clicked.connect(lambda: self.marking_asked.emit(True))
        self._underline.clicked.connect(lambda: self.marking_asked.emit(False))
        self._note.clicked.connect(lambda on: presenter.choose_tool(Tool.NOTE if on else None))
        self._ink.clicked.connect(lambda on: presenter.choose_tool(Tool.INK if on else None))
        self._undo.clicked.connect(presenter.undo)
        self._redo.clicked.connect(presenter.redo)
        self._remove.clicked.connect(lambda: presenter.remove(presenter.state.chosen))
        self._colours.idClicked.connect(lambda number: presenter.choose_colour(COLOURS[number]))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.words.textChanged.connect(self._typed)
        self._write.timeout.connect(self._tell_words)

    def _render(self, state: AnnotationsState) -> None:
        self._rendering = True
        order = sorted(state.layer, key=lambda each: (each.page, each.bounds.y_mm, each.made_at))
        self._rows.show_rows(order)
        place = self._rows.row_of(state.chosen)
        self.list.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())
        for button in (self._highlight, self._underline, self._note, self._ink):
            button.setEnabled(state.usable)
        self._note.setChecked(state.tool is Tool.NOTE)
        self._ink.setChecked(state.tool is Tool.INK)
        self._undo.setEnabled(state.can_undo)
        self._redo.setEnabled(state.can_redo)
        self._remove.setEnabled(bool(state.chosen))
        chosen = state.annotation
        if chosen is None or (self.words.toPlainText() != chosen.text and not self._write.isActive()):
            self._write.stop()
            self.words.setPlainText(chosen.text if chosen else "")
        self.words.setEnabled(chosen is not None)
        tint = COLOURS.index(state.colour) if state.colour in COLOURS else 0
        self._colours.button(tint).setChecked(True)
        self._rendering = False
        if chosen is not None and isinstance(chosen.mark, Note) and not chosen.text and self.isVisible():
            self.words.setFocus()

    def _chosen(self, current: QModelIndex) -> None:
        row = current.data(RowRole)
        if isinstance(row, Annotation) and not self._rendering:
            self._tell_words()
            self._presenter.choose(row.id)
            self.went.emit(row)

    def _typed(self) -> None:
        if not self._rendering:
            self._write.start()

    def _tell_words(self) -> None:
        if self._write.isActive() or self.sender() is self._write:
            self._write.stop()
            self._presenter.write(self._presenter.state.chosen, self.words.toPlainText())


def _say(annotation: Annotation) -> str:
    return f"{annotation.text} {annotation.author} {annotation.page + 1}"


class AnnotationDelegate(CardDelegate):
    """One annotation: its words or its kind, who made it, when, and on which page."""

    def card(self, index: Index) -> Card:
        annotation: Annotation = index.data(RowRole)
        match annotation.mark:
            case Highlight():
                kind = self.tr("Highlight")
            case Underline():
                kind = self.tr("Underline")
            case Note():
                kind = self.tr("Note")
            case Ink():
                kind = self.tr("Handwriting")
        page = self.tr("Page {number}").format(number=annotation.page + 1)
        made_at = annotation.made_at.astimezone(words.OFFICE_TIME)
        moment = f"{words.short_day(made_at.date())} {made_at:%H:%M}"
        return Card(title=annotation.text or kind, facts=f"{page}  {annotation.author}  {moment}")

    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(160, 64)
