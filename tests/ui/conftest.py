"""What the window's tests share: threads that end, a reading worker, Chinese on screen, a small office."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.config import Language
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.reader import ReaderPresenter
from desktop.ui.sealing import SealingPresenter
from desktop.ui.theme import dress
from desktop.workspace import Workspace
from tests.gateway_process import running_gateway
from tests.ui.office import Desks
from tests.ui.patience import PatientBot
from tests.unit.desktop.builders import PASSWORD, QUICK

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture(scope="session")
def reading() -> Iterator[ReadingWorker]:
    worker = ReadingWorker(processes=1)
    yield worker
    worker.stop()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path)
    yield desks
    desks.close()


@pytest.fixture
def custodian(tmp_path: Path) -> Iterator[Workspace]:
    """唐景和's workspace at a gateway of the test's own, brought up to date."""
    with running_gateway(tmp_path) as gateway:
        workspace = Workspace.create(tmp_path / "profile", PASSWORD, gateway.enrol("qh016"), kdf=QUICK)
        workspace.sync()
        yield workspace
        workspace.lock()


@pytest.fixture
def sealing(
    custodian: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> Iterator[SealingPresenter]:
    """The custodian's queue, as the gateway has it."""
    presenter = SealingPresenter(custodian, reading, tasks)
    presenter.set_online(True)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.rows))
    yield presenter
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[Translation]:
    dress(qapp)
    translation = Translation(Language.CHINESE)
    yield translation
    translation.remove()


@pytest.fixture
def workspace(desks: Desks) -> Workspace:
    return desks()


@pytest.fixture
def presenter(
    workspace: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot
) -> Iterator[ReaderPresenter]:
    """The reader's; tests of another screen put theirs in its place."""
    presenter = ReaderPresenter(workspace, reading, tasks)
    yield presenter
    presenter.close()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
