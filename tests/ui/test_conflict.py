"""A conflict on an agenda: both values in words, and a choice that holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.sync.journal import PendingState
from desktop.tasks import Tasks
from desktop.ui.activity import ActivityPresenter, ActivityView
from desktop.ui.language import Translation
from desktop.ui.meetings import MeetingsPresenter, MeetingsView
from desktop.ui.parts.conflict import ConflictChoice
from desktop.workspace import AgendaConflict, AgendaPlace, AgendaValue, Workspace
from tests.ui.office import Desks


@pytest.fixture
def workspace(desks: Desks) -> Workspace:
    """This person moved the first item to the end, after somebody else had put it second."""
    workspace = desks()
    desks.gateway.office.edit_elsewhere("ag-1", "X")
    workspace.move_agenda_item("ag-1", "ag-3", None)
    workspace.sync()
    assert [each.state for each in workspace.needs_attention()] == [PendingState.CONFLICT]
    return workspace


@pytest.fixture
def meetings(
    workspace: Workspace, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> Iterator[MeetingsView]:
    presenter = MeetingsPresenter(workspace, tasks)
    view = MeetingsView(presenter)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    presenter.reload()
    qtbot.waitUntil(lambda: any(row.conflicts for row in presenter.state.agenda))
    yield view
    qtbot.waitUntil(lambda: tasks.under_way == 0)


def _said(view: QFrame | ConflictChoice) -> str:
    return "\n".join(each.text() for each in view.findChildren(QLabel))


def test_both_values_stand_above_the_agenda_in_words(meetings: MeetingsView) -> None:
    bar = meetings.findChild(QFrame, "agendaConflict")
    assert bar.isVisible()
    assert "第 2 项，在“议题之2”之后" in _said(bar)
    assert "第 3 项，在“议题之3”之后" in _said(bar)


def test_keeping_theirs_changes_nothing_at_the_gateway(
    meetings: MeetingsView, workspace: Workspace, desks: Desks, qtbot: QtBot
) -> None:
    bar = meetings.findChild(QFrame, "agendaConflict")
    bar.findChild(QPushButton, "keepTheirs").click()
    qtbot.waitUntil(bar.isHidden)
    workspace.sync()
    assert [slot.item.id for slot in workspace.agenda("m-1")] == ["ag-2", "ag-1", "ag-3"]


def test_sending_mine_again_holds_for_everybody(
    meetings: MeetingsView, workspace: Workspace, desks: Desks, qtbot: QtBot
) -> None:
    bar = meetings.findChild(QFrame, "agendaConflict")
    bar.findChild(QPushButton, "sendMine").click()
    qtbot.waitUntil(bar.isHidden)
    workspace.sync()
    assert [slot.item.id for slot in workspace.agenda("m-1")] == ["ag-2", "ag-3", "ag-1"]
    assert not workspace.needs_attention()


def test_the_list_of_what_needs_attention_offers_the_choice(
    workspace: Workspace, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    presenter = ActivityPresenter(workspace, tasks)
    view = ActivityView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.start()
    qtbot.waitUntil(lambda: bool(presenter.state.attention))
    view.findChild(QPushButton, "attentionButton").click()
    view.findChild(QPushButton, "sendMine").click()
    qtbot.waitUntil(lambda: not presenter.state.attention and presenter.state.pending == 0, timeout=20_000)
    assert [slot.item.id for slot in workspace.agenda("m-1")] == ["ag-2", "ag-3", "ag-1"]
    presenter.stop()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (40, "40 分钟"),
        (AgendaPlace(1, None), "第 1 项，排在最前"),
        (AgendaPlace(3, ""), "第 3 项"),
    ],
)
def test_every_value_has_words(value: AgendaValue, words: str, qtbot: QtBot, chinese: Translation) -> None:
    choice = ConflictChoice()
    qtbot.addWidget(choice)
    choice.show_conflict(AgendaConflict(action_id="a", item_id="i", title="题", mine=value, theirs=5))
    assert words in _said(choice)
