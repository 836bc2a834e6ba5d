"""The one place that wires: application, profile, window, presenters (STYLE.md 12)."""

from __future__ import annotations

import ctypes
import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from desktop import collecting
from desktop.config import Config, Language, default_profile, load_config, save_config
from desktop.enrolled import is_enrolled
from desktop.errors import DeviceErased
from desktop.logs import logging_to
from desktop.tasks import Lane, Tasks
from desktop.ui.icons import warm_up
from desktop.ui.idle import IdleWatch
from desktop.ui.language import Translation
from desktop.ui.parts.files import keep_no_folders
from desktop.ui.shell import Shell
from desktop.ui.theme import dress
from desktop.ui.turns import one_a_turn
from desktop.ui.unlock import RememberedKey, UnlockPresenter, UnlockView
from desktop.vault.errors import DiskRefused
from desktop.vault.secret_store import KeyringSecretStore, SecretStore

if TYPE_CHECKING:
    from core.errors import AppError
    from core.sync.wire import EnrolmentKit
    from desktop.reading.client import ReadingWorker
    from desktop.remote import Gateway
    from desktop.ui.clock import Clock
    from desktop.ui.main_window import MainWindow, Presenters
    from desktop.workspace import Workspace
    from desktop.workspace.workspace import GatewayMaker

log = logging.getLogger(__name__)

THREAD_TURN_S = 0.001
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of mallopt(3)
_PICTURE_BYTES = 256 << 10
READER_AFTER_MS, KEYS_AFTER_MS = 50, 1_000


def _over_the_network(kit: EnrolmentKit) -> Gateway:
    from desktop.remote import HttpGateway  # noqa: PLC0415  see `desktop.behind`

    return HttpGateway(kit)


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
        clock: Clock | None,
        owner: str = "",
        gateway: GatewayMaker = _over_the_network,
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
        self.window.when_painted(self._load)
        self._show_gate()

    def read_when_unlocked(self, paths: Sequence[str]) -> None:
        """Show these files of this computer, absolute paths, as soon as the window is open."""
        self._to_read = tuple(paths)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self._idle)

    # In front of the vault --------------------------------------------------------------------

    def _show_gate(self) -> None:
        if is_enrolled(self.profile):
            unlock = UnlockPresenter(self._unlock, self.tasks, remembered=self._remembered_key())
            view = UnlockView(unlock, owner=self._owner)
            unlock.setParent(view)
            unlock.unlocked.connect(self._open)
            view.language_switched.connect(self.switch_language)
            self.window.show_content(view)
            self.window.when_painted(unlock.look)
        else:
            self._show_enrolment()

    def _remembered_key(self) -> RememberedKey | None:
        if self._secrets is None:
            return None
        return RememberedKey(is_there=self._is_remembered, unlock=self._unlock_remembered)

    def _show_enrolment(self, because: AppError | None = None) -> None:
        from desktop.ui.enrol import EnrolPresenter, EnrolView  # noqa: PLC0415  once in a device's life

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

    # On a lane's thread, beside `_load_behind`; what they need of it Python makes them wait for.

    def _unlock(self, password: str) -> Workspace:
        from desktop.workspace import Workspace  # noqa: PLC0415  see `desktop.behind`

        return _with_all_loaded(Workspace.unlock(self.profile, password, gateway=self._gateway))

    def _is_remembered(self) -> bool:
        from desktop.vault import Vault  # noqa: PLC0415  see `desktop.behind`

        return Vault.remembered(self.profile)

    def _unlock_remembered(self) -> Workspace:
        from desktop.workspace import Workspace  # noqa: PLC0415  see `desktop.behind`

        assert self._secrets is not None
        return _with_all_loaded(
            Workspace.unlock_remembered(self.profile, self._secrets, gateway=self._gateway)
        )

    def _create(self, password: str, kit: EnrolmentKit) -> Workspace:
        from desktop.workspace import Workspace  # noqa: PLC0415  see `desktop.behind`

        return _with_all_loaded(Workspace.create(self.profile, password, kit, gateway=self._gateway))

    # Behind it ----------------------------------------------------------------------------------

    @Slot()
    def _load(self) -> None:
        """The form is painted: get ready what stands behind it, while the password is typed."""
        warm_up(self.window)
        self.tasks.run(
            _load_behind,
            owner=self,
            done=lambda _: self._start_reading(),
            failed=lambda _: None,  # whoever unlocks is told
        )

    def _start_reading(self) -> ReadingWorker:
        """The worker of the next opening, with one process started; it has seen no document yet."""
        from desktop import behind  # noqa: PLC0415  loaded by now

        if self._reading is None:
            self._reading = behind.start_reading()
            self.tasks.run(
                partial(self._reading.warm, behind.READING_PROCESSES_MIN),
                owner=self,
                done=lambda _: None,
                failed=lambda _: None,
                lane=Lane.PAGES,
            )
        return self._reading

    def _open(self, workspace: Workspace) -> None:
        from desktop import behind  # noqa: PLC0415  loaded by now

        log.info("unlocked")
        self.workspace = workspace
        behind.take_tokens(workspace)
        presenters = behind.make_presenters(
            workspace, self._start_reading(), self.tasks, clock=self._clock, secrets=self._secrets
        )
        window = behind.make_window(
            presenters,
            workspace,
            self.tasks,
            lock_after_min=self._config.lock_after_min,
            layout=self._config.layout,
        )
        presenters.activity.revoked.connect(self._wipe)
        window.lock_asked.connect(self.lock)
        window.language_asked.connect(self.switch_language)
        window.lock_after_chosen.connect(self.lock_after)
        self.presenters, self.main_window = presenters, window
        one_a_turn(window, (partial(self._enter, window),))

    def _enter(self, window: MainWindow) -> None:
        if self.main_window is not window or self.presenters is None:
            return  # locked meanwhile
        self.window.show_content(window)
        self.presenters.counts.reload()
        if self._to_read:
            window.read_files(self._to_read)
            self._to_read = ()
        # What would keep the list waiting, then what would keep the first document waiting.
        each = self.presenters
        one_a_turn(window, (*window.prepared, each.activity.start), after_ms=READER_AFTER_MS)
        one_a_turn(window, (collecting.set_aside, each.device.look), after_ms=KEYS_AFTER_MS)
        self.unlocked.emit(window)

    @Slot()
    def lock(self) -> None:
        """The window goes blank now; keys and pages leave memory beside it."""
        if self.workspace is None:
            return
        log.info("locking")
        workspace, reading = self._leave()
        self._show_gate()
        self.tasks.run(
            partial(_shut, workspace, reading),
            owner=self,
            done=lambda _: self._shut_down(),
            failed=lambda _: self._shut_down(),
            lane=Lane.VAULT,
        )

    def _shut_down(self) -> None:
        self._start_reading()
        self.locked.emit()

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
        if self.workspace is None:
            return
        from desktop.ui.enrol import ErasingView  # noqa: PLC0415  once in a device's life

        log.info("revoked: erasing")
        workspace, reading = self._leave()
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
        _shut(workspace, reading)
        self.tasks.close()
        self._save_layout()

    def _save_layout(self) -> None:
        """At the very end, when no task writes the file any more."""
        if self._config == self._saved or not is_enrolled(self.profile):
            return
        self._saved = self._config
        try:
            save_config(self.profile, self._config)
        except DiskRefused as error:
            log.warning("layout not kept fault=%s", error.fault)


def _shut(workspace: Workspace | None, reading: ReadingWorker | None, *, wiped: bool = False) -> None:
    """On a lane's thread, or at the very end. Raises `DiskRefused` when files could not be erased."""
    if workspace is not None:
        workspace.lock()
    if reading is not None:
        reading.stop()
    if workspace is not None and wiped:
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


def _load_behind() -> None:
    """On a lane's thread; the workspace first, so that the password is checked meanwhile."""
    if "desktop.behind" in sys.modules:
        return
    with collecting.loading():
        importlib.import_module("desktop.workspace")
        importlib.import_module("desktop.behind")


def _with_all_loaded(workspace: Workspace) -> Workspace:
    """On a lane's thread, so that the window's thread need not wait."""
    importlib.import_module("desktop.behind")
    return workspace


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
    session = Session(profile, spoken, config=config, clock=clock, owner=owner, secrets=secrets)
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
