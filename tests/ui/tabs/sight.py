"""What is in sight, once it is open."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.office import Classification
from desktop.ui.parts.pages import Phase
from desktop.ui.reader import Paper, ReaderPresenter, ReaderState, ReaderView, TabsPresenter, TabsView
from tests.ui.office import PAPER


def shown(qtbot: QtBot, tabs: TabsPresenter) -> ReaderPresenter:
    """The reader in sight, once its document is open."""
    settled(qtbot, tabs)
    reader = tabs.current
    assert reader is not None
    return reader


def settled(qtbot: QtBot, tabs: TabsPresenter) -> None:
    """Wait until every document in sight is open."""

    def all_open() -> bool:
        return all(tabs.reader(each).pages.state.phase is Phase.SHOWN for each in tabs.state.in_sight)

    qtbot.waitUntil(all_open)


def titles(tabs: TabsPresenter) -> list[str]:
    return [tabs.face(number).title for number in tabs.state.numbers]


def current(view: TabsView) -> ReaderView:
    found = view.current
    assert found is not None
    return found


def inside(reader: ReaderPresenter) -> ReaderState:
    """A file opened out of what the reader shows."""
    paper = Paper(title="附件", blob="", classification=Classification(), content=PAPER)
    return ReaderState(paper=paper, came_from=reader.resumable)
