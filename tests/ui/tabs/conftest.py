"""A reader with tabs over a small office, and its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.reader import ReaderPresenter, TabsPresenter, TabsView
from desktop.workspace import Workspace

MakeTabs = Callable[..., TabsPresenter]


@pytest.fixture
def make_tabs(workspace: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[MakeTabs]:
    made: list[TabsPresenter] = []

    def make(**options: Any) -> TabsPresenter:
        readers = partial(ReaderPresenter, workspace, reading, tasks)
        made.append(TabsPresenter(readers, workspace, tasks, **options))
        return made[-1]

    yield make
    for presenter in made:
        for number in presenter.state.numbers:
            presenter.close(number)
    qtbot.waitUntil(lambda: tasks.under_way == 0)


@pytest.fixture
def tabs(make_tabs: MakeTabs) -> TabsPresenter:
    return make_tabs()


@pytest.fixture
def view(tabs: TabsPresenter, qtbot: QtBot, chinese: Translation) -> TabsView:
    view = TabsView(tabs)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


@pytest.fixture
def urgent(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-urgent")


@pytest.fixture
def plain(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-plain")


@pytest.fixture
def secret(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-secret")
