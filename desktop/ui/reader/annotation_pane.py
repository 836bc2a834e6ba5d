"""The pane of annotations: what to make, the list of what was made, and the words of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.ofd import Highlight, Note, Strikeout, Underline
from desktop.reading.wire import AnnotationMark
from desktop.ui.icons import icon
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.states import label
from desktop.ui.reader.annotation_rows import AnnotationDelegate
from desktop.ui.reader.annotations import AnnotationsPresenter, AnnotationsState, Tool
from desktop.ui.reader.listed import AnnotationList, Listed
from desktop.ui.reader.marked_words import MarkedWords
from desktop.ui.reader.palette import TINTS, swatch, tint_for, tint_names
from desktop.ui.theme import COLOURS as THEME
from desktop.ui.view import View

_TOOL_PX = 28


class AnnotationPane(View):
    """`marking_asked` carries how the chosen text is to be marked (a type of mark); `went` the row to go to.

    `copy_asked` asks for a copy of the file with what was marked.
    """

    marking_asked = Signal(object)
    went = Signal(Listed)
    copy_asked = Signal()

    def __init__(
        self, presenter: AnnotationsPresenter, marked: MarkedWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._marked = marked
        self._rendering = False
        self._highlight = self._tool("annotateHighlight", "highlight")
        self._underline = self._tool("annotateUnderline", "underline")
        self._strikeout = self._tool("annotateStrikeout", "strikeout")
        self._note = self._tool("annotateNote", "note", checkable=True)
        self._ink = self._tool("annotateInk", "ink", checkable=True)
        self._undo = self._tool("annotateUndo", "undo")
        self._redo = self._tool("annotateRedo", "redo")
        self._remove = self._tool("annotateRemove", "trash")
        self._copy = self._tool("annotateCopy", "save")
        self._colours = QButtonGroup(self)
        self._nothing = label("muted", wrap=True)
        self._nothing.setObjectName("annotationNothing")
        self._offer = QPushButton()
        self._offer.setObjectName("annotateBringOver")
        self._listed = AnnotationList()
        self._looked_at = ""
        faces = AnnotationDelegate(self)
        self._rows: RowsModel[Listed] = RowsModel(lambda row: row.key, faces.say, self)
        self.list = ListView()
        self.list.setObjectName("annotationList")
        self.list.setModel(self._rows)
        self.list.setItemDelegate(faces)
        self.list.setMouseTracking(True)
        self.words = QPlainTextEdit()
        self.words.setObjectName("annotationWords")
        self.words.setFixedHeight(96)
        self.words.setTabChangesFocus(True)
        self._build()
        self._wire()
        self.retranslate()

    @property
    def rows(self) -> Sequence[Listed]:
        """What is listed, from the top."""
        return self._rows.rows

    def show_found(self, found: Sequence[AnnotationMark]) -> None:
        """List what is inside the file too, to be looked at."""
        self._listed.show_found(found)
        self._looked_at = ""
        self._render(self._presenter.state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._render(self._presenter.state)

    def retranslate(self) -> None:
        for button, text in (
            (self._highlight, self.tr("Highlight the chosen text (Ctrl+H)")),
            (self._underline, self.tr("Underline the chosen text (Ctrl+U)")),
            (self._strikeout, self.tr("Strike out the chosen text (Ctrl+K)")),
            (self._note, self.tr("Put a note on the page (Ctrl+M)")),
            (self._ink, self.tr("Write by hand")),
            (self._undo, self.tr("Undo (Ctrl+Z)")),
            (self._redo, self.tr("Redo (Ctrl+Shift+Z)")),
            (self._remove, self.tr("Delete")),
            (self._copy, self.tr("Save a copy with annotations…")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        for dye, text in zip(self._colours.buttons(), tint_names(), strict=True):
            dye.setToolTip(text)
            dye.setAccessibleName(text)
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
        button.setFixedSize(_TOOL_PX, _TOOL_PX)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(2)
        making = (self._highlight, self._underline, self._strikeout, self._note, self._ink)
        for column, button in enumerate((*making, self._undo, self._redo)):
            grid.addWidget(button, 0, column)
        for column, tint in enumerate(TINTS):
            button = self._tool(f"annotateColour{column}", "note", checkable=True)
            button.setIcon(swatch(tint))
            self._colours.addButton(button, column)
            grid.addWidget(button, 1, column)
        grid.addWidget(self._remove, 1, 5)
        grid.addWidget(self._copy, 1, 6)
        grid.setColumnStretch(7, 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(8, 0, 8, 8)
        column_layout.setSpacing(8)
        column_layout.addLayout(grid)
        column_layout.addWidget(self._offer)
        column_layout.addWidget(self._nothing)
        column_layout.addWidget(self.list, 1)
        column_layout.addWidget(self.words)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        self._marked.changed.connect(lambda: self._render(presenter.state))
        for button, kind in (
            (self._highlight, Highlight),
            (self._underline, Underline),
            (self._strikeout, Strikeout),
        ):
            button.clicked.connect(lambda _on, kind=kind: self.marking_asked.emit(kind))
        self._note.clicked.connect(lambda on: presenter.choose_tool(Tool.NOTE if on else None))
        self._ink.clicked.connect(lambda on: presenter.choose_tool(Tool.INK if on else None))
        self._undo.clicked.connect(presenter.undo)
        self._redo.clicked.connect(presenter.redo)
        self._remove.clicked.connect(self._remove_chosen)
        self._copy.clicked.connect(self.copy_asked)
        self._offer.clicked.connect(presenter.bring_over)
        self._colours.idClicked.connect(lambda number: presenter.choose_tint(TINTS[number]))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        self.words.textChanged.connect(self._typed)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove_chosen)

    def _remove_chosen(self) -> None:
        self._presenter.remove(self._presenter.state.chosen)

    def _render(self, state: AnnotationsState) -> None:
        self._rendering = True
        if self.isVisible():
            self._marked.want(state.layer)
        self._rows.show_rows(self._listed.rows(state.layer, self._marked.under))
        self._looked_at = "" if state.chosen else self._looked_at
        place = self._rows.row_of(state.chosen or self._looked_at)
        self.list.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())
        for button in (self._highlight, self._underline, self._strikeout, self._note, self._ink):
            button.setEnabled(state.usable)
        self._note.setChecked(state.tool is Tool.NOTE)
        self._ink.setChecked(state.tool is Tool.INK)
        self._undo.setEnabled(state.can_undo)
        self._redo.setEnabled(state.can_redo)
        self._remove.setEnabled(bool(state.chosen))
        self._copy.setEnabled(bool(state.layer))
        self._render_offer(state)
        self._nothing.setText(self._why_nothing(state))
        self._nothing.setVisible(bool(self._nothing.text()) and not self._rows.rowCount())
        chosen = state.mark
        said = chosen.remark if chosen else self._words_looked_at(place)
        if self.words.toPlainText() != said:
            self.words.setPlainText(said)
        self.words.setEnabled(place >= 0)
        self.words.setReadOnly(chosen is None)
        tint = tint_for(Highlight, chosen.tint if chosen else state.tint)
        self._colours.button(TINTS.index(tint) if tint in TINTS else 0).setChecked(True)
        self._rendering = False
        if isinstance(chosen, Note) and not chosen.remark and self.isVisible():
            self.words.setFocus()

    def _why_nothing(self, state: AnnotationsState) -> str:
        if state.homeless:
            return self.tr("Annotations are kept on documents and papers of the office, not on this file.")
        if state.usable:
            return self.tr("No annotations yet. Choose text and highlight it, put a note, or write by hand.")
        return ""

    def _render_offer(self, state: AnnotationsState) -> None:
        number, marks = state.offer
        self._offer.setVisible(bool(marks) and not state.layer)
        taken = self.tr("Take over %n from version {number}", "", len(marks))
        self._offer.setText(taken.format(number=number))
        self._offer.setToolTip(self.tr("Copy the annotations of an earlier version onto this one"))

    def _chosen(self, current: QModelIndex) -> None:
        row = current.data(RowRole)
        if row is not None and not self._rendering:
            self._looked_at = "" if row.own else row.key
            self._presenter.choose(row.key if row.own else "")
            self.went.emit(row)

    def _words_looked_at(self, place: int) -> str:
        """The words of an annotation inside the file."""
        item = self._rows.rows[place].item if place >= 0 else None
        return item.words if isinstance(item, AnnotationMark) else ""

    def _typed(self) -> None:
        if not self._rendering:
            self._presenter.write(self._presenter.state.chosen, self.words.toPlainText())
