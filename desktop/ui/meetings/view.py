"""The meetings screen: meetings on the left, the agenda with its times, the chosen item's papers below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.office import MeetingPaper
from core.office.calendar import OFFICE_TIME
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.meetings.model import AgendaModel
from desktop.ui.meetings.presenter import MeetingsPresenter
from desktop.ui.meetings.state import AgendaRow, MeetingRow, MeetingsState
from desktop.ui.meetings.table import AgendaTable
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.chosen import ChosenRow
from desktop.ui.parts.conflict import ConflictChoice
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.panes import Panes
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.states import Glyph, Placeholder, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex
_PAPERS_PX, _PAPERS_LOW_PX = 168, 112
_LOW_BELOW_PX = 640


class MeetingsView(View):
    """Draws a `MeetingsPresenter`."""

    def __init__(self, presenter: MeetingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._item_id: str | None = None
        self._heading = label("title")
        self._meetings: RowsModel[MeetingRow] = RowsModel(lambda row: row.id, _say_meeting, self)
        self.meetings = ListView()
        self._title = label("title", wrap=True)
        self._marking = label("marking")
        self._facts = label("muted", wrap=True)
        self._summary = label("heading")
        self._note_icon = Glyph("info", 18, COLOURS.ink_soft)
        self._note = label("muted", wrap=True)
        self._up, self._down = QToolButton(), QToolButton()
        self.model = AgendaModel(presenter.set_duration, self)
        self.agenda = AgendaTable()
        self._papers: RowsModel[MeetingPaper] = RowsModel(lambda paper: paper.title, _say_paper, self)
        self.papers = ListView()
        self._papers_heading = label("overline")
        self._papers_none = label("muted")
        self._foot = QFrame()
        self._conflict = QFrame()
        self._conflict_title = label("heading", wrap=True)
        self._choice = ConflictChoice()
        self._placeholder = Placeholder()
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Meetings"))
        self.meetings.setAccessibleName(self.tr("Meetings"))
        self.agenda.setAccessibleName(self.tr("Agenda"))
        self.papers.setAccessibleName(self.tr("Meeting papers"))
        self._papers_none.setText(self.tr("No papers for this item."))
        for button, text, keys in (
            (self._up, self.tr("Move up"), "Alt+↑"),
            (self._down, self.tr("Move down"), "Alt+↓"),
        ):
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
        self.model.retranslate()
        self._render(self._presenter.state)

    def _build(self) -> None:
        self.meetings.setObjectName("meetingList")
        self.meetings.setModel(self._meetings)
        self.meetings.setItemDelegate(MeetingDelegate(self.meetings))
        self.meetings.setMouseTracking(True)
        self.agenda.setModel(self.model)
        self.papers.setObjectName("paperList")
        self.papers.setModel(self._papers)
        self.papers.setItemDelegate(PaperDelegate(self.papers))
        self.papers.setMouseTracking(True)
        self._title.setObjectName("meetingTitle")
        self._note.setObjectName("agendaNote")
        self._summary.setObjectName("agendaSummary")
        for button, name, picture in (
            (self._up, "moveItemUp", "move-up"),
            (self._down, "moveItemDown", "move-down"),
        ):
            button.setObjectName(name)
            button.setProperty("role", "quiet")
            button.setIcon(icon(picture))
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        left = QWidget()
        left.setProperty("role", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self._heading)
        column.addWidget(bar)
        column.addWidget(self.meetings, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes("meetings", left, self._right()))

    def _right(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "bar")
        texts = QVBoxLayout(head)
        texts.setContentsMargins(16, 12, 16, 12)
        texts.setSpacing(4)
        texts.addWidget(self._title)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self._marking)
        facts.addWidget(self._facts, 1)
        texts.addLayout(facts)
        tools = QFrame()
        tools.setProperty("role", "bar")
        row = QHBoxLayout(tools)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._summary)
        row.addSpacing(8)
        row.addWidget(self._note_icon)
        row.addWidget(self._note, 1)
        row.addWidget(self._up)
        row.addWidget(self._down)
        foot = self._foot
        foot.setProperty("role", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        for words_above in (self._papers_heading, self._papers_none):
            words_above.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._papers_heading)
        column.addWidget(self._papers_none)
        column.addWidget(self.papers, 1)
        column.addStretch(0)
        shown = QWidget()
        shown.setProperty("role", "pane")
        shown.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(tools)
        column.addWidget(self._conflict_bar())
        column.addWidget(self.agenda, 1)
        column.addWidget(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(self._placeholder)
        return self._stack

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the agenda needs the rows more than its papers do."""
        self._foot.setFixedHeight(_PAPERS_LOW_PX if self.height() < _LOW_BELOW_PX else _PAPERS_PX)
        super().resizeEvent(event)

    def _conflict_bar(self) -> QFrame:
        """Between the tools and the agenda, while there is something to choose."""
        self._conflict.setObjectName("agendaConflict")
        self._conflict.setProperty("role", "bar")
        row = QHBoxLayout(self._conflict)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        row.addWidget(Glyph("alert", 18, COLOURS.caution), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._conflict_title)
        texts.addWidget(self._choice)
        row.addLayout(texts, 1)
        self._conflict.hide()
        return self._conflict

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        self._chosen_row = ChosenRow(self.meetings, self._meetings, lambda row: presenter.select(row.id))
        self.agenda.moved.connect(self._move)
        self.agenda.opened.connect(self._open_first_paper)
        self.agenda.selectionModel().currentRowChanged.connect(self._item_chosen)
        self.papers.clicked.connect(self._open_paper)
        self.papers.activated.connect(self._open_paper)
        self._up.clicked.connect(lambda: self._step(-1))
        self._down.clicked.connect(lambda: self._step(+1))
        self._placeholder.pressed.connect(presenter.reload)
        self._choice.kept.connect(presenter.keep_theirs)
        self._choice.resent.connect(presenter.send_mine)

    def _item_chosen(self, current: QModelIndex) -> None:
        row = current.data(RowRole)
        self._item_id = row.id if isinstance(row, AgendaRow) else None
        self._show_papers(self._presenter.state)
        self._show_conflict(self._presenter.state)

    def _step(self, rows: int) -> None:
        row = self.agenda.currentIndex().row()
        if row >= 0 and 0 <= row + rows < self.model.rowCount():
            self._move(row, row + rows)

    def _move(self, source: int, target: int) -> None:
        item_id = self.model.row(source).id
        self._presenter.move(source, target)
        self.agenda.selectRow(self.model.row_of(item_id))

    def _open_first_paper(self, row: int) -> None:
        item = self.model.row(row).item
        paper = next((paper for paper in item.papers if paper.blob), None) if item else None
        if item is not None and paper is not None:
            self._presenter.open_paper(item, paper)

    def _open_paper(self, index: QModelIndex) -> None:
        place = self.model.row_of(self._item_id or "")
        paper = index.data(RowRole)
        item = self.model.row(place).item if place >= 0 else None
        if item is not None and isinstance(paper, MeetingPaper):
            self._presenter.open_paper(item, paper)

    def _render(self, state: MeetingsState) -> None:
        self._chosen_row.show(state.rows, state.selected)
        self._stack.setCurrentIndex(0 if state.row is not None else 1)
        if state.row is None:
            self._explain_nothing(state)
            return
        self._placeholder.say_nothing()
        self._show_head(state, state.row)
        self.model.show_rows(state.agenda, editable=state.may_edit, demonstration=state.demonstration)
        self.agenda.set_reorderable(state.may_edit)
        if self.agenda.currentIndex().row() < 0 and state.agenda:
            self.agenda.selectRow(0)
        for button in (self._up, self._down):
            button.setVisible(state.may_edit)
        self._show_note(state, state.row)
        self._show_papers(state)
        self._show_conflict(state)

    def _show_head(self, state: MeetingsState, row: MeetingRow) -> None:
        meeting = row.meeting
        self._title.setText(meeting.name)
        marking = meeting.classification.marking(demonstration=state.demonstration)
        self._marking.setText(marking)
        self._marking.setVisible(bool(marking))
        opens = meeting.opens_at.astimezone(OFFICE_TIME)
        when = f"{words.day(opens.date())} {words.time_span(meeting.opens_at, meeting.closes_at)}"
        chair = self.tr("Chair: {name}").format(name=row.chair)
        parts = (when, meeting.venue, chair, meeting.state)
        self._facts.setText("  ·  ".join(part for part in parts if part))

    def _show_note(self, state: MeetingsState, row: MeetingRow) -> None:
        self._summary.setText(
            self.tr("%n item(s)", "", len(state.agenda))
            + " · "
            + self.tr("%n minute(s)", "", state.total_min)
        )
        name, ink, said = "info", COLOURS.ink_soft, ""
        if any(each.conflict for each in state.agenda):
            name, ink = "alert", COLOURS.caution
            said = self.tr("The gateway did not accept a change: see what needs attention.")
        elif state.over_run_min > 0:
            closes = row.meeting.closes_at.astimezone(OFFICE_TIME)
            name, ink = "alert", COLOURS.caution
            said = self.tr("%n minute(s) past the end at {time}.", "", state.over_run_min).format(
                time=f"{closes:%H:%M}"
            )
        elif any(each.pending for each in state.agenda):
            name, said = "upload", self.tr("Kept on this device until the gateway confirms it.")
        elif not row.meeting.may_be_rearranged:
            said = self.tr("Read only: the agenda of a meeting that has been held stays as it was.")
        elif not state.may_edit:
            said = self.tr("Read only: the agenda is kept by {names}.").format(names=row.secretaries)
        elif state.agenda:
            said = self.tr("Drag an item to another place; double-click the minutes to change them.")
        self._note_icon.show_icon(name, ink)
        self._note_icon.setVisible(bool(said))
        self._note.setText(said)
        self._note.setStyleSheet(f"color: {ink};")

    def _show_conflict(self, state: MeetingsState) -> None:
        conflict = state.conflict_at(self._item_id)
        self._conflict.setVisible(conflict is not None)
        if conflict is not None:
            self._conflict_title.setText(
                self.tr("Somebody else has changed “{title}” meanwhile. Which one is to hold?").format(
                    title=conflict.title
                )
            )
            self._choice.show_conflict(conflict)

    def _show_papers(self, state: MeetingsState) -> None:
        row = next((each for each in state.agenda if each.id == self._item_id), None)
        papers = row.papers if row else ()
        self._papers_heading.setText(
            self.tr("Papers of item {number}: {title}").format(
                number=state.agenda.index(row) + 1, title=row.item.title
            )
            if row and row.item
            else self.tr("Meeting papers")
        )
        self._papers.show_rows(papers)
        self.papers.setVisible(bool(papers))
        self._papers_none.setVisible(not papers and (row is None or row.item is not None))

    def _explain_nothing(self, state: MeetingsState) -> None:
        if state.error is not None:
            self._placeholder.show_failure(state.error)
        elif state.loading:
            self._placeholder.show_loading()
        else:
            self._placeholder.show_words(
                "meetings", self.tr("No meetings"), self.tr("Meetings you take part in appear here.")
            )


class MeetingDelegate(CardDelegate):
    """A meeting: its name, when and where."""

    def card(self, index: Index) -> Card:
        row: MeetingRow = index.data(RowRole)
        meeting = row.meeting
        opens = meeting.opens_at.astimezone(OFFICE_TIME)
        return Card(
            title=meeting.name,
            facts=f"{words.short_day(opens.date())} {opens:%H:%M}  {meeting.venue}",
            notes=(Chip(meeting.state, COLOURS.ink_soft, COLOURS.line),),
            strong=row.secretary,
        )


class PaperDelegate(CardDelegate):
    """A paper of an item; without a file only its title is known."""

    def card(self, index: Index) -> Card:
        paper: MeetingPaper = index.data(RowRole)
        if paper.blob is None:
            return Card(title=paper.title, facts=self.tr("Title only"))
        kind = paper.format.upper() if paper.format else ""
        return Card(title=paper.title, facts=f"{kind}  {words.file_size(paper.size)}")

    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(160, 58)


def _say_meeting(row: MeetingRow) -> str:
    return f"{row.meeting.name}，{words.day_and_time(row.meeting.opens_at)}"


def _say_paper(paper: MeetingPaper) -> str:
    return paper.title
