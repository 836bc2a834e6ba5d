"""Opens a document's version or a paper, remembers where reading stopped, and has the seals judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import Attachment, DocumentVersion, OfficialDocument
from core.seal.report import Report
from desktop.inputs import read_input
from desktop.pdfseals import is_pdf
from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.wire import Attachment as Embedded
from desktop.reading.wire import Details, PageMarks, Rights
from desktop.tasks import Lane, Tasks, Ticket
from desktop.ui.parts.pages import Arrangement, Outlook, PagesPresenter, PagesState, Part, Phase
from desktop.ui.reader.annotations import AnnotationsPresenter
from desktop.ui.reader.earlier import versions_before
from desktop.ui.reader.exporting import annotated_copy
from desktop.ui.reader.found import FoundAnnotations
from desktop.ui.reader.print_orders import PrintOrders
from desktop.ui.reader.state import Paper, ReaderState
from desktop.vault.files import disk_failures
from desktop.workspace import ReadingState, Workspace
from desktop.written import write_whole

_MARGIN_PART = 0.02


class ReaderPresenter(PrintOrders):
    """One document at a time. `pages` draws it; `closed` asks whoever opened the reader to go back.

    `beside_asked` carries what is to be shown beside this; `returned` says that something is shown again that
    may have changed meanwhile.
    """

    changed = Signal(ReaderState)
    closed = Signal()
    extracted = Signal(str, bytes)
    saved = Signal()
    beside_asked = Signal(ReaderState)
    returned = Signal()

    def __init__(
        self, workspace: Workspace, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, reading, tasks, parent)
        self._state = ReaderState()
        self._outlook: Outlook | None = None
        self._asleep = False
        self._ticket: Ticket | None = None
        self.pages = PagesPresenter(reading, tasks, self)
        self.pages.weaken_where(lambda: workspace.office_policy().weakened_display)
        self.annotations = AnnotationsPresenter(workspace, tasks, self)
        self.annotations.failed.connect(self.failed)
        self.found = FoundAnnotations(reading, tasks, self)
        self.pages.opened.connect(self._verify)
        self.pages.opened.connect(self._annotate)
        self.pages.changed.connect(self._part_failed)

    @property
    def state(self) -> ReaderState:
        return self._state

    @property
    def reader_name(self) -> str:
        return self._workspace.person.name

    @property
    def device(self) -> str:
        """This device, as marks on paper name it."""
        return self._workspace.device_id

    def show_document(self, document: OfficialDocument | None) -> None:
        """Show the current version. Of a document that is shown already, a new version replaces the one that
        was current; an older one that was chosen stays, and so does the place where it is read."""
        if document is None:
            self.close()
            return
        shown = self._state.document
        same = shown is not None and shown.id == document.id
        if same and shown and (self._state.version != shown.current or document.current == shown.current):
            self._become(replace(self._state, document=document))
            return
        if same and self._asleep:
            self.sleep(ReaderState(document=document, version=document.current))
            return
        self._start(ReaderState(document=document, version=document.current))

    def show_paper(self, paper: Paper) -> None:
        self.show(ReaderState(paper=paper))

    def show(self, state: ReaderState) -> None:
        """Show what another reader showed, or what this one did before."""
        self._start(state)

    @Slot()
    def go_back(self) -> None:
        """To what this was opened out of, where that was left; else to whoever opened the reader."""
        if self._state.came_from is not None:
            self._start(self._state.came_from)
            self.returned.emit()
        else:
            self.closed.emit()

    def open_embedded(self, file: Embedded) -> None:
        """Read a document that is inside the shown one; going back shows that one again.

        What the shown one's author does not allow is not allowed with what was taken out of it either.
        """
        state, summary = self._state, self.pages.state.summary
        bound = (summary.rights, *state.outer_rights) if summary is not None else state.outer_rights
        self._extract(
            file,
            lambda content: self._open_out_of_this(
                Paper(
                    title=file.name,
                    blob="",
                    classification=state.classification,
                    facts=state.title,
                    content=content,
                ),
                bound,
            ),
        )

    def _open_out_of_this(self, paper: Paper, outer_rights: tuple[Rights, ...] = ()) -> None:
        self._start(ReaderState(paper=paper, came_from=self.resumable, outer_rights=outer_rights))

    @property
    def resumable(self) -> ReaderState:
        """What is shown, as it can be shown again from where it is read now."""
        if self.pages.part != Part():
            return self._state.afresh(None)
        return self._state.afresh(self.pages.outlook or self._outlook or self._state.begins)

    # What is not in sight need not be held open ---------------------------------------------------

    @property
    def asleep(self) -> bool:
        """Whether something is to be shown that is not open at the moment."""
        return self._asleep

    @property
    def held_bytes(self) -> int:
        """The size of the file that is held open."""
        handle = self.pages.handle
        return len(handle.document) if handle is not None else 0

    def sleep(self, state: ReaderState | None = None) -> None:
        """Let go of the open file, or take up `state` without opening it; `wake` opens it again."""
        state = state or self.resumable
        if state.empty:
            return
        self._put_away()
        self._asleep = True
        self._become(replace(state, demonstration=self._workspace.demonstration))

    def wake(self) -> None:
        if self._asleep:
            self._start(self._state)

    def extract(self, file: Embedded) -> None:
        """Take a file out of the shown document; `extracted` brings its bytes."""
        self._extract(file, lambda content: self.extracted.emit(file.name, content))

    def save(self, path: str, content: bytes) -> None:
        """Write a file where a person chose to; `failed` says when the disk refuses."""
        self._tasks.run(
            partial(_write, Path(path), content),
            owner=self,
            done=lambda _: None,
            failed=self.failed.emit,
        )

    def save_annotated(self, path: str) -> None:
        """Write a copy with the person's annotations where they chose; `saved` tells, `failed` why not."""
        handle, layer = self.pages.handle, self.annotations.state.layer
        if handle is not None:
            self._tasks.run(
                lambda: _write(Path(path), annotated_copy(handle, layer, datetime.now(UTC))),
                owner=self,
                done=lambda _: self.saved.emit(),
                failed=self.failed.emit,
                slow=True,
            )

    def _extract(self, file: Embedded, done: Callable[[bytes], object]) -> None:
        handle = self.pages.handle

        def tell(content: bytes) -> None:
            if handle is self.pages.handle:
                done(content)

        if handle is not None:
            self._tasks.run(
                lambda: self._reading.attachment(handle, file.index),
                owner=self,
                done=tell,
                failed=self.failed.emit,
                slow=True,
            )

    def open_attachment(self, attachment: Attachment) -> None:
        """Read an attachment; it keeps its document's level. Going back shows the document again."""
        document = self._state.document
        if document is None or attachment.blob is None:
            return
        self._open_out_of_this(
            Paper(
                title=attachment.title,
                blob=attachment.blob,
                record_id=document.id,
                classification=document.classification,
                facts=document.title,
            )
        )

    @Slot(str)
    def show_version(self, version_id: str) -> None:
        """Show another version of the same document; the original always stays one of them."""
        document = self._state.document
        version = (
            next((each for each in document.versions if each.id == version_id), None) if document else None
        )
        if version is not None and version != self._state.version:
            self._start(ReaderState(document=document, version=version))

    @Slot(str)
    def compare_with(self, version_id: str) -> None:
        """Ask for another version of this document beside the one that is shown."""
        document = self._state.document
        version = (
            next((each for each in document.versions if each.id == version_id), None) if document else None
        )
        if version is not None:
            self.beside_asked.emit(ReaderState(document=document, version=version, begins=self.pages.outlook))

    @Slot(int, str)
    def choose_part(self, body: int, version: str) -> None:
        """Show another document of the package, or another of the versions inside it."""
        self.annotations.end()
        self.found.end()
        self.pages.choose(Part(body, version))

    def _part_failed(self, state: PagesState) -> None:
        """A part that cannot be opened is told of, and what the package prefers is shown again."""
        if state.phase is Phase.FAILED and state.error is not None and self.pages.part != Part():
            self.failed.emit(state.error)
            self.pages.choose(Part())

    @Slot()
    def close(self) -> None:
        self._put_away()
        if self._state != ReaderState():
            self._become(ReaderState())

    @Slot(Outlook)
    def rested(self, outlook: Outlook) -> None:
        """The reader came to rest here: remember it for the next time."""
        kept_as = self._state.remembered_as
        self._outlook = outlook
        if not kept_as or self.pages.part != Part():
            return
        self._tasks.run(
            partial(self._workspace.remember_reading, kept_as, kept_outlook(outlook, datetime.now(UTC))),
            owner=self,
            done=lambda _: None,
            failed=lambda _: None,
        )

    def page_marks(self, page: int, done: Callable[[PageMarks], object]) -> None:
        """Look for what a person should be told of a page, such as a picture of a seal."""
        handle = self.pages.handle
        if handle is None:
            return

        def tell(marks: PageMarks) -> None:
            if handle is self.pages.handle:
                done(marks)

        self._tasks.run(
            lambda: self._reading.page_marks(handle, page),
            owner=self,
            done=tell,
            failed=lambda _: None,
            lane=Lane.PAGES,
        )

    def ask_details(self, owner: QObject, done: Callable[[Details | None], object]) -> None:
        """Read what the document keeps about itself beyond the summary; None when that fails.

        Nothing is told once `owner` is gone.
        """
        handle = self.pages.handle
        if handle is None:
            return
        self._tasks.follow(
            lambda ticket: self._reading.details(handle, cancelled=lambda: ticket.cancelled),
            owner=owner,
            done=done,
            failed=lambda _: done(None),
            lane=Lane.PAGES,
        )

    def _put_away(self) -> None:
        self._cancel()
        self._asleep = False
        self._outlook = None
        self.pages.close()
        self.annotations.end()
        self.found.end()

    def _start(self, state: ReaderState) -> None:
        state = state.afresh(state.begins)
        self._put_away()
        self._become(replace(state, demonstration=self._workspace.demonstration))
        if state.blob is None:
            return
        self._ticket = self._tasks.run(
            partial(self._before_opening, state), owner=self, done=self._open, failed=self._failed
        )

    def _before_opening(self, state: ReaderState) -> tuple[ReadingState, tuple[tuple[str, str], ...]]:
        """On a lane's thread: where reading stopped, and the names that the document mentions."""
        document, kept_as = state.document, state.remembered_as
        stopped_at = self._workspace.reading_state(kept_as) if kept_as else ReadingState()
        if document is None:
            return stopped_at, ()
        mentioned = {
            *document.issuer_ids,
            *(version.made_by for version in document.versions),
            *(opinion.person_id for opinion in document.opinions),
        }
        names = tuple((each, self._workspace.name_of(each)) for each in sorted(mentioned))
        return stopped_at, names

    def _open(self, prepared: tuple[ReadingState, tuple[tuple[str, str], ...]]) -> None:
        self._ticket = None
        stopped_at, names = prepared
        outlook = self._state.begins or outlook_of(stopped_at)
        self._outlook = outlook
        self._become(replace(self._state, names=names))
        blob, paper = self._state.blob, self._state.paper
        if paper is not None and paper.content is not None:
            content = paper.content
            self.pages.open(lambda _told: content, outlook=outlook)
        elif paper is not None and paper.path:
            self.pages.open(lambda _told: read_input(Path(paper.path)), outlook=outlook)
        elif blob is not None:
            self.pages.open(partial(self._fetch, blob), outlook=outlook)

    def _fetch(self, blob: str, told: Callable[[int, int], None]) -> bytes:
        """On a lane's thread."""
        return self._workspace.file(blob, progress=told)

    def _annotate(self, _content: bytes) -> None:
        """Lay the person's own annotations over what has been opened."""
        state = self._state
        handle = self.pages.handle
        if not (state.record_id and state.blob and handle):
            self.annotations.refuse()
            return
        file = part_of(state.blob, handle)
        self.annotations.begin(
            state.record_id,
            file,
            earlier=versions_before(state.document, state.version) if file == state.blob else (),
            page_count=len(handle.summary.pages),
        )

    def _verify(self, content: bytes) -> None:
        if not content.startswith(b"PK") and not is_pdf(content):
            return
        self._become(replace(self._state, verifying=True))
        judged = self.pages.handle  # files out of other files have no address to tell them apart
        self._tasks.run(
            lambda: self._workspace.verify(content),
            owner=self,
            done=partial(self._verified, judged),
            failed=partial(self._not_verified, judged),
        )

    def _verified(self, judged: Handle | None, report: Report) -> None:
        if judged is self.pages.handle:
            self._become(replace(self._state, report=report, verifying=False))

    def _not_verified(self, judged: Handle | None, error: AppError) -> None:
        if judged is self.pages.handle:
            self._become(replace(self._state, verifying=False, error=error))

    def _failed(self, error: AppError) -> None:
        self._become(replace(self._state, error=error))

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _become(self, state: ReaderState) -> None:
        self._state = state
        self.changed.emit(state)


def _write(path: Path, content: bytes) -> None:
    """On a lane's thread."""
    with disk_failures():
        write_whole(path, content)


def kept_outlook(outlook: Outlook, read_at: datetime) -> ReadingState:
    """As the workspace keeps it: a zoom of 0 fits the width, a page begun at its margin is at its top."""
    down = outlook.down or 0.0
    return ReadingState(
        page=outlook.page,
        zoom=outlook.zoom or 0.0,
        arrangement=outlook.arrangement.value,
        turn=outlook.turn,
        pane=outlook.pane,
        down=down if abs(down) > _MARGIN_PART else 0.0,
        whole=outlook.whole,
        read_at=read_at.timestamp(),
    )


def outlook_of(kept: ReadingState) -> Outlook:
    """An arrangement that this program does not know is the usual one."""
    known = kept.arrangement in set(Arrangement)
    return Outlook(
        page=kept.page,
        zoom=kept.zoom or None,
        arrangement=Arrangement(kept.arrangement) if known else Arrangement.CONTINUOUS,
        turn=kept.turn % 4,
        pane=kept.pane,
        down=kept.down or None,
        whole=kept.whole,
    )


def part_of(blob: str, handle: Handle | None) -> str:
    """What a layer of annotations belongs to: a file, or one of several documents or versions inside it."""
    if handle is None:
        return blob
    current = any(each.current and each.version_id == handle.version for each in handle.summary.versions)
    version = "" if current else handle.version
    return f"{blob}#{handle.body}/{version}" if handle.body or version else blob


def version_of(document: OfficialDocument, version: DocumentVersion) -> int:
    """The version's number, from 1, as people count them."""
    return document.versions.index(version) + 1
