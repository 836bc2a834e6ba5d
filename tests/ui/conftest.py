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
from desktop.ui.theme import dress
from desktop.workspace import Workspace
from tests.ui.office import Desks
from tests.ui.patience import PatientBot

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
