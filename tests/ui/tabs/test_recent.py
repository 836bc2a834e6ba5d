"""What was read last, at hand under a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.ui.reader import TabsPresenter, TabsView
from desktop.workspace import ReadingState, Workspace
from tests.ui.tabs.sight import shown, titles


def _recent(qtbot: QtBot, tabs: TabsPresenter) -> list[str]:
    found: list[Sequence[OfficialDocument]] = []
    tabs.ask_recent(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [document.id for document in found[0]]


def test_what_was_read_last_is_first_and_papers_are_not_among_it(
    qtbot: QtBot, tabs: TabsPresenter, workspace: Workspace
) -> None:
    assert _recent(qtbot, tabs) == []
    for place, document_id in enumerate(("d-plain", "d-urgent", "a" * 64, "unknown")):
        workspace.remember_reading(document_id, ReadingState(read_at=1_000.0 + place))
    assert _recent(qtbot, tabs) == ["d-urgent", "d-plain"]


def test_to_rest_on_a_document_is_to_have_read_it(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, workspace: Workspace, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    qtbot.waitUntil(lambda: workspace.recently_read(5) == ("d-urgent",))


def test_a_key_lists_them_and_a_choice_opens_one_in_a_tab_that_stays(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, workspace: Workspace, plain: OfficialDocument
) -> None:
    workspace.remember_reading("d-plain", ReadingState(read_at=5.0))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_O, keys)
    qtbot.waitUntil(lambda: view.findChild(QMenu, "recentMenu") is not None)
    menu = view.findChild(QMenu, "recentMenu")
    assert [action.text().partition("\t")[0] for action in menu.actions()] == [plain.title]
    menu.actions()[0].trigger()
    menu.close()
    shown(qtbot, tabs)
    assert titles(tabs) == [plain.title]
    assert tabs.state.row.tabs[0].kept
    assert view.findChild(QToolButton, "recentDocuments").isVisible()


def test_before_anything_was_read_the_menu_says_so(qtbot: QtBot, tabs: TabsPresenter, view: TabsView) -> None:
    assert view._recent is not None
    view._recent.ask()
    qtbot.waitUntil(lambda: view.findChild(QMenu, "recentMenu") is not None)
    (only,) = view.findChild(QMenu, "recentMenu").actions()
    assert (only.text(), only.isEnabled()) == ("还没有阅读过公文", False)
    view.findChild(QMenu, "recentMenu").close()
