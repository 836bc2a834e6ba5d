"""What stands behind the unlock form: the workspace's ways in, the reading worker, the screens.

Five sixths of the window's code. `desktop.app` loads it while the password is typed, so nothing that the
form itself needs belongs here (docs/decisions/window.md 32).
"""

from __future__ import annotations

import logging
import os
from functools import partial

from desktop.config import Layout
from desktop.devices import read_token_profiles
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.activity import ActivityPresenter
from desktop.ui.alarms import AlarmsPresenter
from desktop.ui.apply import ApplyPresenter
from desktop.ui.cabinet import CabinetPresenter
from desktop.ui.clock import Clock, OfficeClock
from desktop.ui.counts import CountsPresenter
from desktop.ui.device import DevicePresenter
from desktop.ui.inbox import InboxPresenter
from desktop.ui.ledger import LedgerPresenter
from desktop.ui.main_window import MainWindow, Presenters
from desktop.ui.meetings import MeetingsPresenter
from desktop.ui.messages import documents, keys, office, profile, seals  # noqa: F401  for the first failure
from desktop.ui.reader import ReaderPresenter, TabsPresenter
from desktop.ui.requests import Desk, RequestsPresenter
from desktop.ui.sealing import SealingPresenter
from desktop.vault import SecretStore
from desktop.workspace import Workspace

log = logging.getLogger(__name__)

READING_PROCESSES_MIN, READING_PROCESSES_MAX = 2, 4
PAPERS_AWAKE_MAX = 6


def start_reading() -> ReadingWorker:
    """The worker of one session behind the form; it starts a process when it is first asked."""
    return ReadingWorker(processes=_reading_processes())


def take_tokens(workspace: Workspace) -> None:
    """Let the workspace sign with the tokens that this device's profile names."""
    tokens = read_token_profiles(workspace.profile)
    for error in tokens.unusable:
        log.warning("token profile left out fault=%s", error.fault)
    workspace.signing_keys.set_tokens(tokens.profiles)


def make_presenters(
    workspace: Workspace,
    reading: ReadingWorker,
    tasks: Tasks,
    *,
    clock: Clock | None,
    secrets: SecretStore | None,
) -> Presenters:
    """Every presenter of the main window."""
    office_clock = clock or OfficeClock()
    made = partial(ReaderPresenter, workspace, reading, tasks)
    return Presenters(
        activity=ActivityPresenter(workspace, tasks),
        counts=CountsPresenter(workspace, tasks),
        inbox=InboxPresenter(workspace, tasks, calendar=office_clock.calendar(), today=office_clock.today),
        reader=TabsPresenter(made, workspace, tasks, remembers=True),
        meetings=MeetingsPresenter(workspace, tasks),
        papers=TabsPresenter(made, workspace, tasks, awake_max=PAPERS_AWAKE_MAX),
        sealing=SealingPresenter(workspace, reading, tasks),
        requests=RequestsPresenter(workspace, reading, tasks, desk=Desk.APPLICATIONS),
        witness=RequestsPresenter(workspace, reading, tasks, desk=Desk.WITNESS),
        cabinet=CabinetPresenter(workspace, reading, tasks, today=office_clock.today),
        ledger=LedgerPresenter(workspace, tasks, today=office_clock.today),
        alarms=AlarmsPresenter(workspace, tasks),
        apply=ApplyPresenter(workspace, reading, tasks, today=office_clock.today),
        device=DevicePresenter(workspace, secrets, tasks),
    )


def make_window(
    presenters: Presenters, workspace: Workspace, tasks: Tasks, *, lock_after_min: int, layout: Layout
) -> MainWindow:
    """The main window, which owns the presenters from now on."""
    window = MainWindow(
        presenters, lambda: workspace.person, tasks, lock_after_min=lock_after_min, layout=layout
    )
    for presenter in presenters.all:
        presenter.setParent(window)
    return window


def _reading_processes() -> int:
    """Half the processors; two at least, so that a slow page never keeps another waiting."""
    return max(READING_PROCESSES_MIN, min(READING_PROCESSES_MAX, (os.cpu_count() or 1) // 2))
