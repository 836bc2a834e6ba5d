"""The agenda: times at once, the gateway's word later, and only for its secretaries."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from core.office import AgendaGap, AgendaItem, Meeting, schedule
from desktop.config import Language
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.meetings import AgendaRow, MeetingsPresenter, MeetingsView
from desktop.ui.meetings.model import ITEM, MARKS, MINUTES, AgendaModel
from desktop.ui.meetings.state import agenda_rows, moved, with_duration
from desktop.ui.meetings.table import ROW_PX
from desktop.ui.parts.cards import Chip, chip_width
from desktop.workspace import Workspace
from tests.ui.office import Desks, at, meetings, organisation, staff
from tests.unit.desktop.builders import agenda_item


@pytest.fixture
def presenter(workspace: Workspace, tasks: Tasks, qtbot: QtBot) -> Iterator[MeetingsPresenter]:
    presenter = MeetingsPresenter(workspace, tasks)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.agenda))
    yield presenter
    qtbot.waitUntil(lambda: tasks.under_way == 0)


@pytest.fixture
def view(presenter: MeetingsPresenter, qtbot: QtBot, chinese: Translation) -> MeetingsView:
    view = MeetingsView(presenter)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


def _order(presenter: MeetingsPresenter) -> list[str]:
    return [row.id for row in presenter.state.agenda]


def _rows(durations: list[int]) -> tuple[AgendaRow, ...]:
    items = [
        replace(agenda_item(f"ag-{number}"), duration_min=minutes) for number, minutes in enumerate(durations)
    ]
    opens = at(1, 0)
    rows = []
    for item in items:
        ends = opens + timedelta(minutes=item.duration_min)
        rows.append(AgendaRow(entry=item, starts_at=opens, ends_at=ends))
        opens = ends
    return tuple(rows)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.data())
def test_a_moved_item_leaves_no_gap_in_the_times(durations: list[int], data: st.DataObject) -> None:
    rows = _rows(durations)
    source = data.draw(st.integers(0, len(rows) - 1))
    target = data.draw(st.integers(0, len(rows) - 1))
    after = moved(rows, source, target)
    assert after[target].id == rows[source].id
    assert after[0].starts_at == rows[0].starts_at
    assert all(one.ends_at == two.starts_at for one, two in pairwise(after))
    assert after[-1].ends_at == rows[-1].ends_at


def test_a_longer_item_moves_those_behind_it() -> None:
    rows = with_duration(_rows([10, 10, 10]), "ag-1", 25)
    assert [row.starts_at for row in rows] == [at(1, 0), at(1, 10), at(1, 35)]
    assert rows[1].pending


def test_a_move_shows_at_once_and_is_one_pending_act(
    presenter: MeetingsPresenter, workspace: Workspace, qtbot: QtBot
) -> None:
    presenter.move(2, 0)
    assert _order(presenter) == ["ag-3", "ag-1", "ag-2"]
    assert presenter.state.agenda[0].pending
    qtbot.waitUntil(lambda: workspace.sync_status().pending == 1)
    assert [slot.item.id for slot in workspace.agenda("m-1")] == ["ag-3", "ag-1", "ag-2"]


def test_the_mark_of_waiting_goes_with_the_gateways_word(
    presenter: MeetingsPresenter, workspace: Workspace, qtbot: QtBot
) -> None:
    presenter.set_duration("ag-2", 25)
    qtbot.waitUntil(lambda: workspace.sync_status().pending == 1)
    workspace.sync()
    presenter.reload()
    qtbot.waitUntil(lambda: not any(row.pending for row in presenter.state.agenda))
    assert presenter.state.agenda[1].item.duration_min == 25


def test_a_refusal_puts_the_agenda_back_and_marks_the_item(
    presenter: MeetingsPresenter, workspace: Workspace, desks: Desks, qtbot: QtBot
) -> None:
    desks.gateway.refuse = "not_secretary"
    presenter.move(0, 2)
    qtbot.waitUntil(lambda: workspace.sync_status().pending == 1)
    workspace.sync()
    presenter.reload()
    qtbot.waitUntil(lambda: any(row.conflict for row in presenter.state.agenda))
    assert _order(presenter) == ["ag-1", "ag-2", "ag-3"]


def test_an_agenda_past_the_end_is_told(presenter: MeetingsPresenter, view: MeetingsView) -> None:
    presenter.set_duration("ag-1", 60)
    assert presenter.state.over_run_min == 20
    assert "20" in view.findChild(QLabel, "agendaNote").text()


def test_somebody_else_sees_why_the_agenda_is_read_only(
    desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    presenter = MeetingsPresenter(desks(organisation(), *staff(), *meetings(secretary="p-2")), tasks)
    view = MeetingsView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.agenda))
    presenter.move(0, 1)
    assert _order(presenter) == ["ag-1", "ag-2", "ag-3"]
    assert not view.agenda.reorderable
    assert "乔木然" in view.findChild(QLabel, "agendaNote").text()
    assert not view.findChild(QToolButton, "moveItemUp").isVisible()


def test_the_agenda_of_a_meeting_that_was_held_stays(desks: Desks, tasks: Tasks, qtbot: QtBot) -> None:
    records: list[Meeting | AgendaItem] = [
        replace(each, state="纪要核稿") if isinstance(each, Meeting) else each for each in meetings()
    ]
    presenter = MeetingsPresenter(desks(organisation(), *staff(), *records), tasks)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.agenda))
    assert not presenter.state.may_edit


def test_a_row_is_dragged_to_another_place(
    presenter: MeetingsPresenter, view: MeetingsView, qtbot: QtBot
) -> None:
    port = view.agenda.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(300, ROW_PX // 2))
    for y in range(ROW_PX // 2, 2 * ROW_PX + ROW_PX // 2 + 1, 10):
        QTest.mouseMove(port, QPoint(300, y))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 2 * ROW_PX + ROW_PX // 2))
    qtbot.waitUntil(lambda: _order(presenter) == ["ag-2", "ag-3", "ag-1"])
    assert view.agenda.currentIndex().row() == 2


def test_alt_and_arrows_move_the_chosen_item(presenter: MeetingsPresenter, view: MeetingsView) -> None:
    view.agenda.selectRow(0)
    QTest.keyClick(view.agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _order(presenter) == ["ag-2", "ag-1", "ag-3"]
    QTest.keyClick(view.agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _order(presenter) == ["ag-1", "ag-2", "ag-3"]


def test_minutes_are_typed_into_the_table(
    presenter: MeetingsPresenter, view: MeetingsView, qtbot: QtBot
) -> None:
    view.agenda.setCurrentIndex(view.model.index(1, MINUTES))
    view.agenda.edit(view.model.index(1, MINUTES))
    editor = view.agenda.findChild(QSpinBox, "durationEditor")
    editor.setValue(35)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: presenter.state.agenda[1].item.duration_min == 35)


def test_the_papers_of_the_chosen_item_are_listed_and_open(
    presenter: MeetingsPresenter, view: MeetingsView, qtbot: QtBot
) -> None:
    view.agenda.selectRow(0)
    assert view.papers.model().rowCount() == 1
    with qtbot.waitSignal(presenter.paper_opened) as opened:
        QTest.keyClick(view.agenda, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[1].title == "汇报材料"
    view.agenda.selectRow(1)
    assert view.papers.model().rowCount() == 0


@given(st.lists(st.permutations(range(4)), max_size=5))
def test_the_agenda_model_is_sound_through_reordering(orders: list[list[int]]) -> None:
    model = AgendaModel(lambda _item, _minutes: None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = _rows([5, 10, 15, 20])
    for order in [[0, 1, 2, 3], *orders]:
        model.show_rows([rows[place] for place in order], editable=True, demonstration=True)
        assert [model.row(place).id for place in range(4)] == [rows[place].id for place in order]
    assert tester.model() is model


def test_times_are_the_offices_whatever_the_computers(qtbot: QtBot) -> None:
    model = AgendaModel(lambda _item, _minutes: None)
    model.show_rows(agenda_rows([]), editable=False, demonstration=False)
    model.show_rows(_rows([10]), editable=False, demonstration=False)
    assert model.index(0, 0).data() == "09:00–09:10"


def test_an_item_one_is_not_called_for_is_a_row_without_anything_to_do(
    presenter: MeetingsPresenter, view: MeetingsView
) -> None:
    seen = presenter.state.agenda
    gap = AgendaGap(id="gap", meeting_id="m-1", position="0V", duration_min=25)
    slots = schedule([gap, *(row.entry for row in seen)], seen[0].starts_at)
    presenter.changed.emit(dataclasses.replace(presenter.state, agenda=agenda_rows(list(slots))))
    first, second = view.model.row(0), view.model.row(1)
    assert view.model.index(0, ITEM).data() == "1. 其他议题"
    assert second.starts_at - first.starts_at == timedelta(minutes=25)
    assert not view.model.flags(view.model.index(0, MINUTES)) & Qt.ItemFlag.ItemIsEditable
    assert not view.model.setData(view.model.index(0, MINUTES), 5)
    assert (first.papers, view.model.index(0, MARKS).data()) == ((), "")


def test_an_item_one_is_not_called_for_cannot_be_moved(
    workspace: Workspace, tasks: Tasks, qtbot: QtBot
) -> None:
    presenter = MeetingsPresenter(workspace, tasks)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.agenda) and tasks.under_way == 0)
    gap = AgendaGap(id="gap", meeting_id="m-1", position="0V", duration_min=25)
    slots = schedule([gap, *(row.entry for row in presenter.state.agenda)], at(1, 0))
    shown = agenda_rows(list(slots))
    presenter._become(dataclasses.replace(presenter.state, agenda=shown))
    presenter.move(0, 1)
    presenter.set_duration("gap", 5)
    assert presenter.state.agenda == shown
    assert tasks.under_way == 0


@pytest.mark.parametrize("language", Language)
def test_nothing_of_the_agenda_is_cut_in_a_small_window(
    presenter: MeetingsPresenter, view: MeetingsView, chinese: Translation, language: Language
) -> None:
    chinese.use(language)
    view.resize(1092 - 88, 614 - 37)
    agenda, header = view.agenda, view.agenda.horizontalHeader()
    model = agenda.model()
    for column in range(model.columnCount()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column) - 2, column
    for row in range(model.rowCount()):
        marking = str(model.index(row, MARKS).data() or "")
        assert header.sectionSize(MARKS) >= chip_width(Chip(marking, ground="#fff")) + 16
    assert header.length() <= agenda.viewport().width()
    assert agenda.viewport().height() >= 4 * ROW_PX
