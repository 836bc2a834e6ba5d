"""The main window behind an unlocked vault: rail, screens, status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.office import AgendaItem, MeetingPaper, Person
from desktop.config import Layout
from desktop.tasks import Tasks
from desktop.ui.activity import ActivityPresenter, ActivityState, ActivityView
from desktop.ui.alarms import AlarmBanner, AlarmsPresenter
from desktop.ui.apply import ApplyDialog, ApplyPresenter
from desktop.ui.cabinet import CabinetPresenter, CabinetView
from desktop.ui.counts import Counts, CountsPresenter
from desktop.ui.device import ChangePassword, DevicePresenter, DeviceState
from desktop.ui.entitlement import SealTab, may_apply
from desktop.ui.icons import icon
from desktop.ui.inbox import InboxPresenter, InboxRow, InboxView, Shelf
from desktop.ui.keymap import KeyMapDialog
from desktop.ui.ledger import LedgerPresenter, LedgerView
from desktop.ui.meetings import MeetingsPresenter, MeetingsView
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.panes import Panes
from desktop.ui.parts.widening import STEP_PX, widen_around
from desktop.ui.person_menu import PersonMenu
from desktop.ui.rail import Rail, Room
from desktop.ui.reader import Paper, TabsPresenter, TabsView
from desktop.ui.requests import RequestsPresenter, RequestsView
from desktop.ui.seal_room import SealRoom
from desktop.ui.sealing import SealingPresenter, SealingView
from desktop.ui.status_bar import StatusBar
from desktop.ui.view import View

_SHELVES = {Room.TODO: Shelf.TODO, Room.TO_READ: Shelf.TO_READ, Room.DOCUMENTS: Shelf.DOCUMENTS}
_READING = 0
_AS_BUILT = Layout()
_SIDE = "side-panes"
"""What the width of the panes beside the pages is remembered by."""
ScreenT = TypeVar("ScreenT", bound=QWidget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenters:
    """Every presenter behind the main window, built once by `desktop.app`."""

    activity: ActivityPresenter
    counts: CountsPresenter
    inbox: InboxPresenter
    reader: TabsPresenter
    meetings: MeetingsPresenter
    papers: TabsPresenter
    sealing: SealingPresenter
    requests: RequestsPresenter
    witness: RequestsPresenter
    cabinet: CabinetPresenter
    ledger: LedgerPresenter
    alarms: AlarmsPresenter
    apply: ApplyPresenter
    device: DevicePresenter

    @property
    def all(self) -> tuple[QObject, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


class MainWindow(View):
    """Shows one screen at a time; asks to be locked or to speak another language."""

    lock_asked = Signal()
    language_asked = Signal()
    lock_after_chosen = Signal(int)

    def __init__(
        self,
        presenters: Presenters,
        person: Callable[[], Person],
        tasks: Tasks,
        *,
        lock_after_min: int = 0,
        layout: Layout = _AS_BUILT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._presenters = presenters
        self._who_is = person
        self._lists = dict(layout.lists)
        self._heads_folded, self._soft_paper = layout.heads_folded, layout.soft_paper
        self._room = Room.TODO
        self.rail = Rail()
        self.inbox = InboxView(presenters.inbox)
        self.activity = ActivityView(presenters.activity)
        self._who = PersonMenu(lock_after_min)
        self._status_bar = StatusBar(self.activity, self._who)
        self._notice = Notice()
        self.reader = TabsView(presenters.reader)
        self._apply = QToolButton()
        self._apply.setObjectName("applyForOpen")
        self._apply.setProperty("role", "quiet")
        self._apply.setIcon(icon("sealing"))
        self._apply.setIconSize(QSize(18, 18))
        self._apply.setFixedSize(30, 30)
        self.reader.add_tool(self._apply)
        self._reading = Panes("reading", self.inbox, self.reader)
        self._build()
        self._wire(tasks)
        self.retranslate()
        self._restore_lists(self)
        self.enter(_room_of(layout))

    # Screens are built when they are first entered: all at once would hold the window up at unlocking.

    @property
    def prepared(self) -> tuple[Callable[[], object], ...]:
        """Steps for idle moments: the first reader, built before it is asked for, and what lay open."""
        return (
            self.reader.prepare,
            lambda: _dress(self.reader.prepare()),
            self._presenters.reader.restore,
        )

    @cached_property
    def meetings(self) -> MeetingsView:
        return self._added(MeetingsView(self._presenters.meetings))

    @cached_property
    def papers(self) -> TabsView:
        papers = TabsView(self._presenters.papers, closable=True)
        papers.setObjectName("paperReader")
        papers.without_list()
        return self._added(papers)

    @cached_property
    def seals(self) -> SealRoom:
        """用印 with its parts, each built when it is first entered."""
        parts: dict[SealTab, Callable[[], QWidget]] = {
            SealTab.SEALING: lambda: self.sealing,
            SealTab.REQUESTS: lambda: self.requests,
            SealTab.WITNESS: lambda: self.witness,
            SealTab.CABINET: lambda: self.cabinet,
            SealTab.LEDGER: lambda: self.ledger,
        }
        room = SealRoom(parts, AlarmBanner(self._presenters.alarms))
        counts = self._presenters.counts.state
        room.show_tabs(counts.tabs, counts.by_tab)
        room.entered.connect(self._seal_tab_entered)
        self._screens.addWidget(room)
        return room

    @property
    def _seals_are_built(self) -> bool:
        return "seals" in vars(self)

    @cached_property
    def sealing(self) -> SealingView:
        return self._restored(SealingView(self._presenters.sealing))

    @cached_property
    def requests(self) -> RequestsView:
        return self._restored(RequestsView(self._presenters.requests))

    @cached_property
    def witness(self) -> RequestsView:
        return self._restored(RequestsView(self._presenters.witness))

    @cached_property
    def cabinet(self) -> CabinetView:
        return CabinetView(self._presenters.cabinet)

    @cached_property
    def ledger(self) -> LedgerView:
        return LedgerView(self._presenters.ledger)

    def _restored(self, screen: ScreenT) -> ScreenT:
        self._restore_lists(screen)
        return screen

    def _added(self, screen: ScreenT) -> ScreenT:
        self._screens.addWidget(screen)
        self._restore_lists(screen)
        return screen

    def _restore_lists(self, screen: QWidget) -> None:
        for panes in screen.findChildren(Panes):
            panes.choose(self._lists.get(panes.objectName(), 0))
        for tabs in (screen, *screen.findChildren(TabsView)):
            if isinstance(tabs, TabsView):
                tabs.choose_side(self._lists.get(_SIDE, 0))
                tabs.fold_heads(self._heads_folded)
                tabs.soften(self._soft_paper)

    @property
    def list_widths(self) -> dict[str, int]:
        """The widths, in px, that a person gave the lists, by the name of the screen."""
        chosen = {panes.objectName(): panes.chosen_px for panes in self.findChildren(Panes)}
        chosen[_SIDE] = self.reader.side_px
        return {**self._lists, **{name: width for name, width in chosen.items() if width}}

    def read_files(self, paths: Sequence[str]) -> None:
        """Show these files of this computer, absolute paths, among the documents."""
        self.enter(Room.DOCUMENTS)
        self._presenters.reader.open_files(paths)
        # A list that has the keys chooses its first row when it comes, and would be read instead.
        self.reader.focus_pages()

    @property
    def heads_folded(self) -> bool:
        """Whether the titles above the pages are folded away."""
        return self.reader.heads_folded

    @property
    def soft_paper(self) -> bool:
        """Whether pages are read on paper that spares the eyes."""
        return self.reader.soft

    @property
    def room(self) -> Room:
        return self._room

    def enter(self, room: Room) -> None:
        """Show a screen and read it anew."""
        self._room = room
        self.rail.show_room(room)
        shelf = _SHELVES.get(room)
        if shelf is not None:
            self._screens.setCurrentIndex(_READING)
            self._presenters.inbox.show_shelf(shelf)
            self.inbox.rows.setFocus()
        elif room is Room.MEETINGS:
            self._screens.setCurrentWidget(self.meetings)
            self._presenters.meetings.reload()
            self.meetings.agenda.setFocus()
        else:
            self._screens.setCurrentWidget(self.seals)
            self._presenters.alarms.reload()
            self.seals.enter(self.seals.tab)

    def _reload_seals(self, tab: SealTab) -> None:
        each = self._presenters
        reloads = {
            SealTab.SEALING: each.sealing.reload,
            SealTab.REQUESTS: each.requests.reload,
            SealTab.WITNESS: each.witness.reload,
            SealTab.CABINET: each.cabinet.reload,
            SealTab.LEDGER: each.ledger.reload,
        }
        reloads[tab]()

    def _seal_tab_entered(self, tab: SealTab) -> None:
        """Read the part that is now in front, and give its list the keys."""
        self._reload_seals(tab)
        match tab:
            case SealTab.SEALING:
                self.sealing.queue.setFocus()
            case SealTab.REQUESTS:
                self.requests.rows.setFocus()
            case SealTab.WITNESS:
                self.witness.rows.setFocus()
            case SealTab.CABINET:
                self.cabinet.cards.setFocus()
            case SealTab.LEDGER:
                self.ledger.table.setFocus()

    def _counts_changed(self, counts: Counts) -> None:
        self.rail.show_counts(counts)
        self.rail.show_rooms(counts.rooms)
        applies = may_apply(self._who_is())
        self.inbox.offer_applying(applies)
        self._apply.setVisible(applies)
        if self._seals_are_built:
            self.seals.show_tabs(counts.tabs, counts.by_tab)
        if self._room not in counts.rooms:
            self.enter(Room.SEALING)

    def _apply_by_key(self) -> None:
        """On what is selected while the list has the keys, else on the document that is read."""
        if self.inbox.rows.hasFocus():
            self.inbox.ask_to_apply()
        else:
            self._apply_for_open()

    def _apply_for_open(self) -> None:
        reader = self._presenters.reader.current
        document = None if reader is None else reader.state.document
        if document is not None and may_apply(self._who_is()):
            self.apply_for_seal([document.id])

    def apply_for_seal(self, document_ids: Sequence[str]) -> None:
        """Open the form for one application about these documents."""
        if not document_ids:
            return
        self._presenters.apply.begin(document_ids)
        form = ApplyDialog(self._presenters.apply, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def retranslate(self) -> None:
        self._show_person()
        self._apply.setToolTip(self.tr("Apply for a seal on this document (Ctrl+Shift+Y)"))
        self._apply.setAccessibleName(self.tr("Apply for a seal"))

    def _show_person(self) -> None:
        """Before the first sync only the name is known."""
        self._who.show_person(self._who_is())

    def _build(self) -> None:
        self._screens = QStackedWidget()
        self._screens.addWidget(self._reading)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._screens, 1)
        middle.addWidget(self._notice)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._status_bar)

    def _wire(self, tasks: Tasks) -> None:
        each = self._presenters
        self.rail.entered.connect(self.enter)
        self._status_bar.lock_asked.connect(self.lock_asked)
        self._status_bar.language_asked.connect(self.language_asked)
        self._who.lock_after_chosen.connect(self.lock_after_chosen)
        self._who.password_asked.connect(self._ask_for_password)
        self._who.keys_asked.connect(self.show_keys)
        self._who.remember_chosen.connect(each.device.remember)
        each.device.changed.connect(self._device_changed)
        self._device_changed(each.device.state)
        tasks.busy_changed.connect(self._status_bar.show_busy)
        each.counts.changed.connect(self._counts_changed)
        self.inbox.apply_asked.connect(self.apply_for_seal)
        self._apply.clicked.connect(self._apply_for_open)
        apply = QShortcut(QKeySequence("Ctrl+Shift+Y"), self._reading)
        apply.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        apply.activated.connect(self._apply_by_key)
        each.activity.changed.connect(self._activity_changed)
        each.activity.records_changed.connect(self._reload)
        each.inbox.chosen.connect(self._document_chosen)
        each.inbox.opened.connect(self._document_opened)
        each.inbox.returned.connect(self._document_returned)
        each.reader.changed.connect(self._follow_reader)
        self.reader.list_toggled.connect(self._reading.show_list)
        each.meetings.paper_opened.connect(self._paper_opened)
        each.papers.closed.connect(self._paper_closed)
        for presenter in (
            each.activity,
            each.inbox,
            each.meetings,
            each.sealing,
            each.requests,
            each.witness,
            each.cabinet,
            each.ledger,
            each.alarms,
            each.device,
        ):
            presenter.failed.connect(self.say_failed)

        for keys, act in (
            ("F6", self._go_round),
            ("?", self.show_keys),
            ("F1", self.show_keys),
            ("Alt+Shift+Left", partial(self._widen, -STEP_PX)),
            ("Alt+Shift+Right", partial(self._widen, STEP_PX)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _device_changed(self, state: DeviceState) -> None:
        self._who.show_remembering(offered=state.store_works, remembered=state.remembered)

    def _ask_for_password(self) -> None:
        form = ChangePassword(self._presenters.device, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _activity_changed(self, state: ActivityState) -> None:
        self._presenters.sealing.set_online(state.online)

    def _reload(self) -> None:
        """Something has changed beneath: what is on screen is read again, the rest when it is entered."""
        self._show_person()
        self._presenters.counts.reload()
        self._presenters.reader.reload()
        self._presenters.papers.reload()
        if self._room in _SHELVES:
            self._presenters.inbox.reload()
        elif self._room is Room.MEETINGS:
            self._presenters.meetings.reload()
        elif self._seals_are_built:
            self._presenters.alarms.reload()
            self._reload_seals(self.seals.tab)

    def _document_chosen(self, row: InboxRow) -> None:
        if row.document is not None:
            self._presenters.reader.preview(row.document)

    def _document_opened(self, row: InboxRow) -> None:
        if row.document is not None:
            self._presenters.reader.open(row.document)
            self.reader.focus_pages()

    def _document_returned(self, row: InboxRow) -> None:
        """Back in a list, what was chosen in it is looked at again; what is kept open stays in front."""
        reader = self._presenters.reader
        if row.document is not None and reader.state.row.current in (0, reader.state.row.preview):
            reader.preview(row.document)
        else:
            self._follow_reader()

    def _follow_reader(self) -> None:
        reader = self._presenters.reader.current
        if reader is not None and self._room in _SHELVES:
            self._presenters.inbox.follow(reader.state.record_id)

    def _paper_opened(self, item: AgendaItem, paper: MeetingPaper) -> None:
        self._presenters.papers.open_paper(
            Paper(
                title=paper.title,
                blob=paper.blob or "",
                classification=item.classification,
                facts=item.title,
                record_id=item.id,
            )
        )
        self._screens.setCurrentWidget(self.papers)
        self.papers.focus_pages()

    def _paper_closed(self) -> None:
        """Back to the agenda; what else was opened of the meeting stays open behind it."""
        self._screens.setCurrentWidget(self.meetings)
        self.meetings.papers.setFocus()

    def show_keys(self) -> None:
        """Every key of every room, on a sheet."""
        sheet = KeyMapDialog(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _widen(self, by_px: int) -> None:
        """Move the border of the list or pane that keys go to."""
        widen_around(QApplication.focusWidget(), by_px)

    def _go_round(self) -> None:
        """F6: from the list to the pages, to the second half, and round again."""
        if not self._reading.isVisible():
            return
        if self.inbox.isAncestorOf(self.focusWidget()):
            self._presenters.reader.enter_half(0)
            self.reader.focus_pages()
        elif not self.reader.focus_next_half():
            self.inbox.rows.setFocus()

    def say_failed(self, error: AppError) -> None:
        """Tell of a failure below the screen; it goes away by itself or when dismissed."""
        self._notice.say(error)


def _dress(whole: QWidget) -> None:
    for part in whole.findChildren(QWidget):
        part.ensurePolished()


def _room_of(layout: Layout) -> Room:
    """The room that was left last; one that a newer program knows is not entered."""
    return next((room for room in Room if room.value == layout.room), Room.TODO)
