"""The one place that wires: application, profile, window, presenters (STYLE.md 12)."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from core.errors import AppError
from core.sync.wire import EnrolmentKit
from desktop import collecting
from desktop.config import Config, Language, default_profile, load_config, save_config
from desktop.devices import read_token_profiles
from desktop.errors import DeviceErased
from desktop.logs import logging_to
from desktop.reading.client import ReadingWorker
from desktop.remote import Gateway, HttpGateway
from desktop.tasks import Lane, Tasks
from desktop.ui.activity import ActivityPresenter
from desktop.ui.alarms import AlarmsPresenter
from desktop.ui.apply import ApplyPresenter
from desktop.ui.cabinet import CabinetPresenter
from desktop.ui.clock import Clock, OfficeClock
from desktop.ui.counts import CountsPresenter
from desktop.ui.device import DevicePresenter
from desktop.ui.enrol import EnrolPresenter, EnrolView, ErasingView
from desktop.ui.entitlement import Room
from desktop.ui.icons import warm_up
from desktop.ui.idle import IdleWatch
from desktop.ui.inbox import InboxPresenter
from desktop.ui.language import Translation
from desktop.ui.ledger import LedgerPresenter
from desktop.ui.main_window import MainWindow, Presenters
from desktop.ui.meetings import MeetingsPresenter
from desktop.ui.parts.files import keep_no_folders
from desktop.ui.reader import ReaderPresenter, TabsPresenter
from desktop.ui.requests import Desk, RequestsPresenter
from desktop.ui.sealing import SealingPresenter
from desktop.ui.shell import Shell
from desktop.ui.theme import dress
from desktop.ui.unlock import RememberedKey, UnlockPresenter, UnlockView
from desktop.vault import DiskRefused, KeyringSecretStore, SecretStore
from desktop.workspace import Workspace

log = logging.getLogger(__name__)

READING_PROCESSES_MIN, READING_PROCESSES_MAX = 2, 4
THREAD_TURN_S = 0.001
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of mallopt(3)
_PICTURE_BYTES = 256 << 10
READER_AHEAD_MS = 100
PAPERS_AWAKE_MAX = 6


class Session(QObject):
    """One profile in one window, locked or not.

    `unlocked` carries the `MainWindow` that has been built, `locked` says that it is gone. Threads and
    the reading processes end with `close`.
    """

    unlocked = Signal(object)
    locked = Signal()

    def __init__(
        self,
        profile: Path,
        translation: Translation,
        *,
        config: Config,
        clock: Clock,
        owner: str = "",
        gateway: Callable[[EnrolmentKit], Gateway] = HttpGateway,
        secrets: SecretStore | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._owner = owner
        self._gateway = gateway
        self._secrets = secrets
        self.translation = translation
        self.tasks = Tasks(self)
        self.window = Shell()
        self.window.name_owner(owner)
        self.window.take_layout(config.layout)
        self.workspace: Workspace | None = None
        self.main_window: MainWindow | None = None
        self.presenters: Presenters | None = None
        self._config = self._saved = config
        self._clock = clock
        self._reading: ReadingWorker | None = None
        self._to_read: tuple[str, ...] = ()
        self._idle = IdleWatch(config.lock_after_min, self)
        self._idle.idle.connect(self.lock)
        # What a person does arrives at the window that has the focus. A filter over the whole
        # application would see each event of each widget, and hold all of them up.
        application().focusWindowChanged.connect(self._watch)
        self.window.lock_asked.connect(self.lock)
        self.window.closing.connect(self.close)
        self._show_gate()
        warm_up(self.window)

    def read_when_unlocked(self, paths: Sequence[str]) -> None:
        """Show these files of this computer, absolute paths, as soon as the window is open."""
        self._to_read = tuple(paths)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self._idle)

    # In front of the vault --------------------------------------------------------------------

    def _show_gate(self) -> None:
        if Workspace.exists(self.profile):
            unlock = UnlockPresenter(
                partial(Workspace.unlock, self.profile, gateway=self._gateway),
                self.tasks,
                remembered=self._remembered_key(),
            )
            view = UnlockView(unlock, owner=self._owner)
            unlock.setParent(view)
            unlock.unlocked.connect(self._open)
            view.language_switched.connect(self.switch_language)
            self.window.show_content(view)
            unlock.look()
        else:
            self._show_enrolment()

    def _remembered_key(self) -> RememberedKey | None:
        if self._secrets is None:
            return None
        return RememberedKey(
            is_there=partial(Workspace.is_remembered, self.profile),
            unlock=partial(Workspace.unlock_remembered, self.profile, self._secrets, gateway=self._gateway),
        )

    def _show_enrolment(self, because: AppError | None = None) -> None:
        enrol = EnrolPresenter(self._create, self.tasks, because=because)
        form = EnrolView(enrol)
        enrol.setParent(form)
        enrol.enrolled.connect(self._open)
        enrol.kit_left.connect(self._tell)
        form.language_switched.connect(self.switch_language)
        self.window.show_content(form)

    def _tell(self, error: AppError) -> None:
        if self.main_window is not None:
            self.main_window.say_failed(error)

    def _create(self, password: str, kit: EnrolmentKit) -> Workspace:
        """On a lane's thread."""
        return Workspace.create(self.profile, password, kit, gateway=self._gateway)

    # Behind it ----------------------------------------------------------------------------------

    def _open(self, workspace: Workspace) -> None:
        log.info("unlocked")
        self.workspace = workspace
        tokens = read_token_profiles(self.profile)
        for error in tokens.unusable:
            log.warning("token profile left out fault=%s", error.fault)
        workspace.signing_keys.set_tokens(tokens.profiles)
        self._reading = ReadingWorker(processes=_reading_processes())
        reading = self._reading
        self.tasks.run(reading.warm, owner=self, done=lambda _: None, failed=lambda _: None, lane=Lane.PAGES)
        presenters = self._presenters(workspace, reading)
        window = MainWindow(
            presenters,
            lambda: workspace.person,
            self.tasks,
            lock_after_min=self._config.lock_after_min,
            layout=self._config.layout,
        )
        for presenter in presenters.all:
            presenter.setParent(window)
        presenters.activity.revoked.connect(self._wipe)
        window.lock_asked.connect(self.lock)
        window.language_asked.connect(self.switch_language)
        window.lock_after_chosen.connect(self.lock_after)
        self.presenters, self.main_window = presenters, window
        # Building and showing are two steps, with room for events between them.
        QTimer.singleShot(0, self, partial(self._enter, window))

    def _enter(self, window: MainWindow) -> None:
        if self.main_window is not window or self.presenters is None:
            return  # locked meanwhile
        self.window.show_content(window)
        self.presenters.activity.start()
        self.presenters.counts.reload()
        self.presenters.device.look()
        if self._to_read:
            window.enter(Room.DOCUMENTS)
            self.presenters.reader.open_files(self._to_read)
            self._to_read = ()
        QTimer.singleShot(READER_AHEAD_MS, window, partial(self._prepare, window))
        self.unlocked.emit(window)

    def _prepare(self, window: MainWindow) -> None:
        window.prepare_reader()
        collecting.set_aside()

    def _presenters(self, workspace: Workspace, reading: ReadingWorker) -> Presenters:
        tasks = self.tasks
        made = partial(ReaderPresenter, workspace, reading, tasks)
        return Presenters(
            activity=ActivityPresenter(workspace, tasks),
            counts=CountsPresenter(workspace, tasks),
            inbox=InboxPresenter(workspace, tasks, calendar=self._clock.calendar(), today=self._clock.today),
            reader=TabsPresenter(made, workspace, tasks, remembers=True),
            meetings=MeetingsPresenter(workspace, tasks),
            papers=TabsPresenter(made, workspace, tasks, awake_max=PAPERS_AWAKE_MAX),
            sealing=SealingPresenter(workspace, reading, tasks),
            requests=RequestsPresenter(workspace, reading, tasks, desk=Desk.APPLICATIONS),
            witness=RequestsPresenter(workspace, reading, tasks, desk=Desk.WITNESS),
            cabinet=CabinetPresenter(workspace, reading, tasks, today=self._clock.today),
            ledger=LedgerPresenter(workspace, tasks, today=self._clock.today),
            alarms=AlarmsPresenter(workspace, tasks),
            apply=ApplyPresenter(workspace, reading, tasks, today=self._clock.today),
            device=DevicePresenter(workspace, self._secrets, tasks),
        )

    @Slot()
    def lock(self) -> None:
        """The window goes blank now; keys and pages leave memory beside it."""
        workspace, reading = self._leave()
        if workspace is None:
            return
        log.info("locking")
        self._show_gate()
        self.tasks.run(
            partial(_shut, workspace, reading),
            owner=self,
            done=lambda _: self.locked.emit(),
            failed=lambda _: self.locked.emit(),
            lane=Lane.VAULT,
        )

    def _leave(self) -> tuple[Workspace | None, ReadingWorker | None]:
        """Let go of what was unlocked, so that nothing asks it for more."""
        left = self.workspace, self._reading
        self._note_layout()
        if self.presenters is not None:
            self.presenters.activity.stop()
        self.workspace = self._reading = None
        self.main_window = self.presenters = None
        collecting.take_back()
        return left

    @Slot()
    def _wipe(self) -> None:
        """The gateway no longer admits this device: what it holds goes, unsent acts included."""
        workspace, reading = self._leave()
        if workspace is None:
            return
        log.info("revoked: erasing")
        self.window.show_content(ErasingView())
        self.tasks.run(
            partial(_shut, workspace, reading, wiped=True),
            owner=self,
            done=lambda _: self._wiped(DeviceErased()),
            failed=self._wiped,
            lane=Lane.VAULT,
        )

    def _wiped(self, outcome: AppError) -> None:
        """The keys are the first to go; where the disk kept other files, the form tells."""
        self._show_enrolment(outcome)
        self.locked.emit()

    @Slot()
    def switch_language(self) -> None:
        """Chinese to English and back; remembered on this device."""
        chinese = self.translation.language is Language.CHINESE
        language = Language.ENGLISH if chinese else Language.CHINESE
        self.translation.use(language)
        self._keep(structs.replace(self._config, language=language))

    @Slot(int)
    def lock_after(self, minutes: int) -> None:
        """Lock by itself after so many minutes without a sign of the person; 0 is never."""
        self._idle.limit(minutes)
        self._keep(structs.replace(self._config, lock_after_min=minutes))

    def _note_layout(self) -> None:
        """Remember how the window stands; it is written when the choices are kept next, or at the end."""
        before = self._config.layout
        layout = structs.replace(
            self.window.layout_now(),
            room=before.room,
            lists=before.lists,
            heads_folded=before.heads_folded,
            soft_paper=before.soft_paper,
        )
        if self.main_window is not None:
            window = self.main_window
            layout = structs.replace(
                layout,
                room=window.room.value,
                lists=window.list_widths,
                heads_folded=window.heads_folded,
                soft_paper=window.soft_paper,
            )
        self._config = structs.replace(self._config, layout=layout)

    def _keep(self, config: Config) -> None:
        self._config = self._saved = config
        self.tasks.run(
            partial(save_config, self.profile, self._config),
            owner=self,
            done=lambda _: None,
            failed=lambda _: None,
        )

    @Slot()
    def close(self) -> None:
        """End the session: lock, end the reading processes, wait for the threads. Safe to repeat."""
        workspace, reading = self._leave()
        if workspace is not None:
            _shut(workspace, reading)
        self.tasks.close()
        self._save_layout()

    def _save_layout(self) -> None:
        """At the very end, when no task writes the file any more."""
        if self._config == self._saved or not Workspace.exists(self.profile):
            return
        self._saved = self._config
        try:
            save_config(self.profile, self._config)
        except DiskRefused as error:
            log.warning("layout not kept fault=%s", error.fault)


def _shut(workspace: Workspace, reading: ReadingWorker | None, *, wiped: bool = False) -> None:
    """On a lane's thread, or at the very end. Raises `DiskRefused` when files could not be erased."""
    workspace.lock()
    if reading is not None:
        reading.stop()
    if wiped:
        workspace.wipe()


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The process's application, dressed; made when there is none yet."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    # The window's thread asks for the interpreter among those of the tasks: it shall not wait 5 ms a turn.
    sys.setswitchinterval(THREAD_TURN_S)
    _give_memory_back()
    keep_no_folders()
    made = QApplication(["sealdesk", *arguments])
    made.setApplicationName("sealdesk")
    made.setDesktopFileName("sealdesk")
    dress(made)
    return made


def _reading_processes() -> int:
    """Half the processors; two at least, so that a slow page never keeps another waiting."""
    return max(READING_PROCESSES_MIN, min(READING_PROCESSES_MAX, (os.cpu_count() or 1) // 2))


def _give_memory_back() -> None:
    """Let glibc map each picture by itself, and keep one heap for all threads.

    Else it keeps the gaps that pictures leave in the heaps of the threads: 60 MB after 1 000 pages.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none, and no need
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _PICTURE_BYTES)
            mallopt(_M_ARENA_MAX, 1)


def open_session(
    profile: Path,
    *,
    language: Language | None = None,
    translation: Translation | None = None,
    clock: Clock | None = None,
    owner: str = "",
    secrets: SecretStore | None = None,
    shown: bool = True,
) -> Session:
    """A window on `profile`: its unlock form, or the enrolment form when it holds no vault.

    Needs `application()`. Sessions of one process share one `translation` (that of the first one). Without
    `language` the profile's own choice holds. `owner` names the person in front of a locked vault,
    where that is no secret. `secrets` is the system's secret store, where keys may be remembered in one.
    """
    config = load_config(profile)
    spoken = translation or Translation(language or config.language)
    session = Session(
        profile, spoken, config=config, clock=clock or OfficeClock(), owner=owner, secrets=secrets
    )
    if shown:
        session.window.show()
    return session


def run_window(
    documents: Sequence[str] = (),
    *,
    profile: Path | None = None,
    clock: Clock | None = None,
    ready: Callable[[Session], None] | None = None,
) -> int:
    """The window on this person's profile until it is closed, with `documents` shown once it is unlocked.

    They are absolute paths. Answers the process's exit code.
    """
    app = application(sys.argv[1:])
    folder = profile or default_profile()
    with logging_to(folder):
        session = open_session(folder, clock=clock, secrets=KeyringSecretStore())
        session.read_when_unlocked(documents)
        if ready is not None:
            ready(session)
        try:
            return app.exec()
        finally:
            session.close()
