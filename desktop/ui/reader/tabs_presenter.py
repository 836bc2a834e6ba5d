"""The documents that lie open: a reader for each, those looked at last held open, the others asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal, Slot

from core.office import Classification, OfficialDocument
from core.seal.report import Verdict
from desktop.errors import NotPermitted, RecordAbsent
from desktop.tasks import Tasks
from desktop.ui.parts.pages import Phase
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.state import Paper, ReaderState
from desktop.ui.reader.tabs import Tab, TabRow, TabsState
from desktop.workspace import OpenTab, Workspace

AWAKE_MAX = 12
AWAKE_BYTES_MAX = 256 << 20
TABS_MAX = 40
RECENT_MAX = 12
_RECENT_LOOKED_UP = 40
_CLOSED_KEPT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TabFace:
    """What a tab shows of its document. `version` counts from 1, 0 for the current one."""

    title: str
    marking: str = ""
    version: int = 0
    busy: bool = False
    failed: bool = False
    verdict: Verdict | None = None


class TabsPresenter(QObject):
    """Readers side by side; with `remembers`, what lies open is laid out again after unlocking.

    `closed` asks whoever opened them to go back. `gone` tells how many tabs were closed because their
    documents are not here any more, or not for this person; `full` how many there may be at most.
    """

    changed = Signal(TabsState)
    face_changed = Signal(int)
    closed = Signal()
    gone = Signal(int)
    full = Signal(int)

    def __init__(
        self,
        make_reader: Callable[[], ReaderPresenter],
        workspace: Workspace,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        awake_max: int = AWAKE_MAX,
        remembers: bool = False,
    ) -> None:
        super().__init__(parent)
        self._make_reader = make_reader
        self._workspace = workspace
        self._tasks = tasks
        self._awake_max = awake_max
        self._remembers = remembers
        self._remembering = False
        self._remembered: tuple[OpenTab, ...] = ()
        self._state = TabsState()
        self._numbers = count(1)
        self._readers: dict[int, ReaderPresenter] = {}
        self._spare: list[ReaderPresenter] = []
        self._seen: list[int] = []
        self._closed: list[ReaderState] = []

    @property
    def state(self) -> TabsState:
        return self._state

    @property
    def current(self) -> ReaderPresenter | None:
        """The reader in sight, of two that a person works with."""
        return self._readers.get(self._state.current)

    def reader(self, number: int) -> ReaderPresenter:
        return self._readers[number]

    def face(self, number: int) -> TabFace:
        reader = self._readers[number]
        state, phase = reader.state, reader.pages.state.phase
        old = state.document is not None and state.version not in (None, state.document.current)
        return TabFace(
            title=state.title,
            marking=state.marking,
            version=state.document.versions.index(state.version) + 1
            if old and state.document and state.version
            else 0,
            busy=phase is Phase.LOADING or state.verifying,
            failed=phase is Phase.FAILED or state.error is not None,
            verdict=state.report.verdict if state.report else None,
        )

    def prepare(self) -> ReaderPresenter:
        """The reader that will be taken next, ready before it is asked for."""
        if not self._spare:
            self._spare.append(self._made())
        return self._spare[-1]

    # Opening --------------------------------------------------------------------------------------

    def preview(self, document: OfficialDocument) -> None:
        """Show a document in the tab that is not kept, unless it is open in this half already."""
        wanted = ReaderState(document=document, version=document.current)
        found = next((each for each in self._state.row.numbers if self._is_of(each, document.id)), 0)
        number = found or self._state.row.preview
        if number:
            if self._readers[number].state.document != document:
                self._readers[number].show_document(document)
            self._become(self._state.shown(number))
        else:
            self._add(wanted)

    def open(self, document: OfficialDocument) -> None:
        """Show a document in a tab that stays."""
        self.preview(document)
        self.keep(self._state.current)

    def open_paper(self, paper: Paper) -> None:
        """Show a paper in a tab that stays."""
        wanted = ReaderState(paper=paper)
        for number in self._state.numbers:
            if self._readers[number].state.shows(wanted):
                self._become(self._state.shown(number))
                return
        self._add(wanted, kept=True)

    def ask_recent(self, done: Callable[[Sequence[OfficialDocument]], object]) -> None:
        """Look up what was read last, the latest first; what is no longer to be read is left out."""
        self._tasks.run(self._recent, owner=self, done=done, failed=lambda _: done(()))

    def _recent(self) -> list[OfficialDocument]:
        """On a lane's thread."""
        read = self._workspace.recently_read(_RECENT_LOOKED_UP)
        found = self._look_up(read)
        documents = [document for each in read if isinstance(document := found[each], OfficialDocument)]
        return documents[:RECENT_MAX]

    def open_files(self, paths: Iterable[str]) -> None:
        """Show files of this computer, each in a tab that stays; they do not come into the vault.

        The last of them comes in sight; the others are opened when somebody looks at them.
        """
        state = self._state
        for path in paths:
            name = PurePath(path).name
            wanted = ReaderState(paper=Paper(title=name, blob="", classification=Classification(), path=path))
            number = next((each for each in state.numbers if self._readers[each].state.shows(wanted)), 0)
            if number:
                state = state.shown(number)
            elif len(state.numbers) < TABS_MAX:
                number = self._take_reader()
                self._readers[number].sleep(wanted)
                state = state.with_tab(Tab(number, kept=True))
            else:
                self.full.emit(TABS_MAX)
                break
        self._become(state)

    def _is_of(self, number: int, document_id: str) -> bool:
        state = self._readers[number].state
        return state.document is not None and state.document.id == document_id

    def _add(self, state: ReaderState, *, kept: bool = False, beside: bool = False) -> None:
        if len(self._state.numbers) >= TABS_MAX:
            self.full.emit(TABS_MAX)
            return
        number = self._take_reader()
        self._readers[number].show(state)
        tab = Tab(number, kept)
        self._become(self._state.beside(tab) if beside else self._state.with_tab(tab))

    def _take_reader(self) -> int:
        number = next(self._numbers)
        self._readers[number] = self._spare.pop() if self._spare else self._made()
        return number

    def _made(self) -> ReaderPresenter:
        reader = self._make_reader()
        reader.setParent(self)
        reader.changed.connect(partial(self._reader_changed, reader))
        reader.pages.changed.connect(partial(self._reader_changed, reader))
        reader.closed.connect(self.closed)
        reader.returned.connect(self.reload)
        reader.beside_asked.connect(self._show_beside)
        reader.annotations.changed.connect(partial(self._annotated, reader))
        return reader

    def _number_of(self, reader: ReaderPresenter) -> int:
        return next((number for number, each in self._readers.items() if each is reader), 0)

    def _reader_changed(self, reader: ReaderPresenter, _state: object) -> None:
        number = self._number_of(reader)
        if number:
            self.face_changed.emit(number)

    def _annotated(self, reader: ReaderPresenter, _state: object) -> None:
        """What a person writes in is no passing look."""
        if reader.annotations.state.can_undo:
            self.keep(self._number_of(reader))

    # What a person does with tabs -------------------------------------------------------------------

    @Slot(int)
    def show(self, number: int) -> None:
        if number in self._readers:
            self._become(self._state.shown(number))

    @Slot(int)
    def keep(self, number: int) -> None:
        if number in self._readers:
            self._become(self._state.kept(number))

    @Slot(int, int)
    def move(self, number: int, place: int) -> None:
        self._become(self._state.moved(number, place))

    def step(self, step: int) -> None:
        self._become(self._state.stepped(step))

    @Slot(int)
    def close(self, number: int) -> None:
        """Close a tab; the last one of all asks to go back."""
        if number in self._readers:
            self._retire((number,))
            if not self._state.numbers:
                self.closed.emit()

    def close_current(self) -> None:
        self.close(self._state.current)

    @Slot(int)
    def close_others(self, number: int) -> None:
        """Close what else lies open in the same half."""
        row = self._state.rows[self._state.side_of(number)]
        self._retire(each for each in row.numbers if each != number)
        self.show(number)

    def reopen(self) -> None:
        """Open again what was closed last."""
        if self._closed:
            self._add(self._closed.pop(), kept=True)

    def _retire(self, numbers: Iterable[int]) -> None:
        state, closed = self._state, []
        for number in tuple(numbers):
            reader = self._readers.pop(number)
            self._closed = [*self._closed, _outermost(reader.resumable)][-_CLOSED_KEPT:]
            state = state.closed(number)
            closed.append(reader)
        self._become(state)
        for reader in closed:  # out of sight first: what is closed in sight sends the focus about
            reader.close()
            self._spare.append(reader)  # what a reader still has to keep is kept while it waits for work

    # Two halves --------------------------------------------------------------------------------------

    def split(self) -> None:
        """Show what is read in a second half too; there the next document can be chosen."""
        reader = self.current
        if reader is not None and not self._state.split:
            self.keep(self._state.current)
            self._add(reader.resumable, beside=True)

    def join(self) -> None:
        """Back to one half; what lies open twice is closed once."""
        if not self._state.split:
            return
        here = self._readers[self._state.current].state if self._state.current else ReaderState()
        other = self._state.rows[1 - self._state.side]
        twice = [each for each in other.numbers if self._readers[each].state.shows(here)]
        self._become(self._state.joined())
        self._retire(twice)

    @Slot()
    def toggle_split(self) -> None:
        if self._state.split:
            self.join()
        else:
            self.split()

    @Slot(int)
    def carry(self, number: int) -> None:
        """Take a tab over to the other half."""
        if number in self._readers:
            self._become(self._state.carried(number))

    @Slot(bool)
    def couple(self, on: bool) -> None:
        """Let both halves scroll together."""
        self._become(replace(self._state, coupled=on and self._state.split))

    @Slot(int)
    def enter_half(self, side: int) -> None:
        if side < len(self._state.rows) and side != self._state.side:
            self._become(replace(self._state, side=side))

    def _show_beside(self, state: ReaderState) -> None:
        self.keep(self._state.current)
        self._add(state, kept=True, beside=True)
        self.couple(True)

    # What changes beneath ------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Records have changed: show what is new, and close what is no longer this person's to read."""
        states = [*(reader.state for reader in self._readers.values()), *self._closed]
        wanted = {each for state in states for each in _records(state)}
        if wanted:
            self._tasks.run(
                partial(self._look_up, wanted),
                owner=self,
                done=self._follow_records,
                failed=lambda _: None,
            )

    def _look_up(self, wanted: Iterable[str]) -> dict[str, OfficialDocument | str]:
        """On a lane's thread: each record's document, or its name; no name when it is not to be seen."""
        found: dict[str, OfficialDocument | str] = {}
        for record_id in wanted:
            try:
                found[record_id] = self._workspace.document(record_id)
            except RecordAbsent:
                found[record_id] = self._workspace.name_of(record_id)
            except NotPermitted:
                found[record_id] = ""
        return found

    def _follow_records(self, now: Mapping[str, OfficialDocument | str]) -> None:
        def is_gone(state: ReaderState) -> bool:
            return any(now.get(each, each) == "" for each in _records(state))

        for reader in self._readers.values():
            shown = reader.state.document
            document = now.get(shown.id) if shown is not None else None
            if isinstance(document, OfficialDocument) and document != shown:
                reader.show_document(document)
        gone = [number for number, reader in self._readers.items() if is_gone(reader.state)]
        self._closed = [state for state in self._closed if not is_gone(state)]
        if gone:
            closed = self._closed
            self._retire(gone)
            self._closed = closed
            self.gone.emit(len(gone))

    # Over locking --------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Lay out again what lay open when the vault was locked; only what is in sight is opened."""
        if self._remembers and not self._state.numbers:
            self._tasks.run(self._left_open, owner=self, done=self._lay_out, failed=lambda _: None)

    def _left_open(self) -> list[tuple[OpenTab, OfficialDocument]]:
        """On a lane's thread."""
        tabs = self._workspace.open_tabs()
        now = self._look_up({tab.document_id for tab in tabs})
        found = ((tab, now[tab.document_id]) for tab in tabs)
        return [(tab, document) for tab, document in found if isinstance(document, OfficialDocument)]

    def _lay_out(self, left_open: Sequence[tuple[OpenTab, OfficialDocument]]) -> None:
        if self._state.numbers or not left_open:
            return
        rows: dict[int, TabRow] = {}
        for tab, document in left_open[:TABS_MAX]:
            number, row = self._take_reader(), rows.get(tab.side, TabRow())
            self._readers[number].sleep(ReaderState(document=document, version=document.current))
            current = number if tab.current or not row.current else row.current
            rows[tab.side] = TabRow((*row.tabs, Tab(number, kept=True)), current)
        worked_in = sorted(rows).index(left_open[0][0].side)
        self._become(TabsState(rows=tuple(rows[side] for side in sorted(rows)), side=worked_in))

    def _remember(self) -> None:
        """Which kept documents lie open: one write at a time, so that an older never comes after a newer."""
        documents = (
            (side, tab, _root_of(self._readers[tab.number].state).document) for side, tab in self._kept_tabs()
        )
        tabs = tuple(
            OpenTab(document.id, tab.number == self._state.rows[side].current, side)
            for side, tab, document in documents
            if document is not None
        )
        if not self._remembers or self._remembering or tabs == self._remembered:
            return
        self._remembering, self._remembered = True, tabs
        self._tasks.run(
            lambda: self._workspace.keep_open_tabs(tabs),
            owner=self,
            done=self._has_remembered,
            failed=self._has_remembered,
        )

    def _kept_tabs(self) -> Iterator[tuple[int, Tab]]:
        """With their sides; those of the half that a person works in come first."""
        sides = sorted(range(len(self._state.rows)), key=lambda side: side != self._state.side)
        return ((side, tab) for side in sides for tab in self._state.rows[side].tabs if tab.kept)

    def _has_remembered(self, _outcome: object) -> None:
        self._remembering = False
        self._remember()

    # Who is awake -------------------------------------------------------------------------------------------

    def _become(self, state: TabsState) -> None:
        self._state = state
        in_sight = state.in_sight
        self._seen = [each for each in self._seen if each in self._readers and each not in in_sight]
        self._seen += in_sight
        for number in in_sight:
            self._readers[number].wake()
        self._let_sleep()
        self.changed.emit(self._state)  # to wake may have moved the focus, and with it the half
        self._remember()

    def _let_sleep(self) -> None:
        """Those that were looked at longest ago let go of their files."""
        awake, held = 0, 0
        for number in reversed(self._seen):
            reader = self._readers[number]
            if reader.asleep:
                continue
            awake, held = awake + 1, held + reader.held_bytes
            if number in self._state.in_sight:
                continue
            if awake > self._awake_max or held > AWAKE_BYTES_MAX:
                reader.sleep()
            else:
                reader.pages.pictures.set_aside()


def _root_of(state: ReaderState) -> ReaderState:
    """What everything else was opened out of."""
    return state.chain[-1]


def _records(state: ReaderState) -> set[str]:
    """The ids of the records that what is shown belongs to."""
    return {each.record_id for each in state.chain} - {""}


def _outermost(state: ReaderState) -> ReaderState:
    """What is to be opened again: not a file that was taken out of another one and is held nowhere."""
    return next((each for each in state.chain if each.paper is None or each.paper.content is None), state)
