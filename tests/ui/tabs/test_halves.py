"""Two halves: two documents, or two versions of one, side by side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.tasks import Tasks
from desktop.ui.parts.pages import Arrangement, Fit
from desktop.ui.parts.widening import widen_around
from desktop.ui.reader import ReaderView, TabsPresenter, TabsView
from desktop.workspace import OpenTab, Workspace
from tests.ui.office import Desks
from tests.ui.tabs.conftest import MakeTabs
from tests.ui.tabs.sight import shown, titles

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_single_pages_that_are_coupled_turn_together(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    tabs.split()
    shown(qtbot, tabs)
    left, right = (half.readers.currentWidget().pages.canvas for half in view.halves)  # type: ignore[attr-defined]
    for canvas in (left, right):
        canvas.arrange(Arrangement.SINGLE)
        canvas.set_fit(Fit.PAGE)
    tabs.couple(True)
    view.focus_pages()
    right.turn_page(+1)
    assert (left.page, right.page) == (1, 1)
    right.turn_page(-1)
    assert (left.page, right.page) == (0, 0)


def test_keys_move_the_border_between_the_halves(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    view.focus_pages()
    assert not widen_around(QApplication.focusWidget(), 24)
    tabs.split()
    shown(qtbot, tabs)
    before = view.halves[0].width()
    assert widen_around(QApplication.focusWidget(), 24)
    assert view.halves[0].width() == before + 24


def test_a_split_shows_two_documents_each_at_its_own_place(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    QTest.keyClick(view, Qt.Key.Key_Backslash, CONTROL)
    assert tabs.state.split
    tabs.preview(secret)
    shown(qtbot, tabs)
    first, second = view.halves
    assert first.isVisible()
    assert second.isVisible()
    both = [half.readers.currentWidget() for half in view.halves]
    assert all(isinstance(each, ReaderView) for each in both)
    left, right = (each.pages.canvas for each in both if isinstance(each, ReaderView))
    left.go_to(2)
    right.set_zoom(2.0)
    assert (left.page, right.page) == (2, 0)
    assert left.zoom != 2.0
    QTest.keyClick(view, Qt.Key.Key_Backslash, CONTROL)
    assert not tabs.state.split
    assert titles(tabs) == [urgent.title, secret.title]


def test_a_split_of_one_document_joins_to_one_tab(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    tabs.split()
    shown(qtbot, tabs)
    assert titles(tabs) == [urgent.title, urgent.title]
    tabs.join()
    assert titles(tabs) == [urgent.title]


def test_halves_that_are_coupled_scroll_together_until_they_are_let_go(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    tabs.split()
    tabs.preview(secret)
    shown(qtbot, tabs)
    left, right = (half.readers.currentWidget().pages.canvas for half in view.halves)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: left.complete and right.complete, timeout=20_000)
    view.findChild(QToolButton, "coupleHalves").click()
    view.focus_pages()
    apart = right.whereabouts - left.whereabouts
    right.verticalScrollBar().setValue(right.verticalScrollBar().value() + 300)
    assert left.whereabouts == pytest.approx(right.whereabouts - apart, abs=0.02)
    view.findChild(QToolButton, "coupleHalves").click()
    before = left.whereabouts
    right.verticalScrollBar().setValue(right.verticalScrollBar().value() + 200)
    assert left.whereabouts == before


def test_in_little_width_the_halves_stand_one_above_the_other(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    tabs.split()
    shown(qtbot, tabs)
    view.resize(700, 700)
    tops = [half.mapTo(view, QPoint(0, 0)).y() for half in view.halves]
    assert tops[0] < tops[1]
    view.resize(1200, 700)
    lefts = [half.mapTo(view, QPoint(0, 0)).x() for half in view.halves]
    assert lefts[0] < lefts[1]


def test_an_older_version_is_compared_beside_the_current_one(
    qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument
) -> None:
    tabs.preview(plain)
    reader = shown(qtbot, tabs)
    reader.compare_with(plain.versions[0].id)
    beside = shown(qtbot, tabs)
    assert beside is not reader
    assert beside.state.version == plain.versions[0]
    assert reader.state.version == plain.current
    assert tabs.state.coupled
    assert tabs.face(tabs.state.current).version == 1


def test_two_halves_lie_side_by_side_again(
    qtbot: QtBot, make_tabs: MakeTabs, tasks: Tasks, workspace: Workspace
) -> None:
    tabs = make_tabs(remembers=True)
    for document_id in ("d-plain", "d-urgent"):
        tabs.open(workspace.document(document_id))
        shown(qtbot, tabs)
    tabs.split()
    shown(qtbot, tabs)
    tabs.keep(tabs.state.current)
    tabs.preview(workspace.document("d-secret"))
    tabs.keep(tabs.state.current)
    tabs.show(tabs.state.rows[0].numbers[0])
    tabs.show(tabs.state.rows[1].numbers[-1])
    halves = [[tabs.face(number).title for number in row.numbers] for row in tabs.state.rows]
    qtbot.waitUntil(lambda: len(workspace.open_tabs()) == len(tabs.state.numbers))
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    again = make_tabs(remembers=True)
    again.restore()
    qtbot.waitUntil(lambda: again.state.split)
    assert [[again.face(number).title for number in row.numbers] for row in again.state.rows] == halves
    assert again.state.side == 1
    in_sight = [again.face(number).title for number in again.state.in_sight]
    assert in_sight == [tabs.face(number).title for number in tabs.state.in_sight]
    qtbot.waitUntil(lambda: not again.reader(again.state.in_sight[0]).asleep)


def test_of_two_halves_one_is_left_when_the_other_has_gone(
    qtbot: QtBot, make_tabs: MakeTabs, workspace: Workspace, desks: Desks, plain: OfficialDocument
) -> None:
    workspace.keep_open_tabs((OpenTab("d-urgent", True, 0), OpenTab("d-plain", True, 1)))
    desks.gateway.office.hide("d-urgent")
    workspace.sync()
    tabs = make_tabs(remembers=True)
    tabs.restore()
    qtbot.waitUntil(lambda: bool(tabs.state.numbers))
    assert not tabs.state.split
    assert shown(qtbot, tabs).state.document == plain
