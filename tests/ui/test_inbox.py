"""The lists a day starts with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from core.office.calendar import OfficeCalendar
from desktop.tasks import Tasks
from desktop.ui.inbox import InboxPresenter, InboxRow, InboxView, Shelf
from desktop.ui.inbox.view import deadline_chip, say_row
from desktop.ui.language import Translation
from desktop.ui.theme import COLOURS
from tests.ui.office import TODAY, Desks


@pytest.fixture
def inbox(desks: Desks, tasks: Tasks, qtbot: QtBot) -> Iterator[InboxPresenter]:
    presenter = InboxPresenter(desks(), tasks, calendar=OfficeCalendar(), today=lambda: TODAY)
    yield presenter
    qtbot.waitUntil(lambda: tasks.under_way == 0)


def _shown(presenter: InboxPresenter) -> list[str]:
    return [row.id for row in presenter.state.shown]


def _open(qtbot: QtBot, presenter: InboxPresenter, shelf: Shelf) -> None:
    presenter.show_shelf(shelf)
    qtbot.waitUntil(lambda: not presenter.state.loading and presenter.state.shelf is shelf)


def test_to_do_shows_the_most_urgent_first(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.TODO)
    assert _shown(inbox) == ["w-soon", "w-late"]


def test_to_do_and_to_read_are_two_lists(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.TO_READ)
    assert set(_shown(inbox)) == {"w-read-1", "w-read-2"}


def test_deadlines_count_working_days(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.TODO)
    assert {row.id: row.days_left for row in inbox.state.rows} == {"w-soon": 1, "w-late": -5}


@pytest.mark.parametrize(
    "search", ["青政办发〔2026〕23", "青政办发[2026]23", "青政办发（2026） 防汛", "备汛 23号"]
)
def test_brackets_of_any_kind_find_a_number(qtbot: QtBot, inbox: InboxPresenter, search: str) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    inbox.search(search)
    assert _shown(inbox) == ["d-urgent"]


def test_choosing_a_row_has_its_document_shown(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    with qtbot.waitSignal(inbox.chosen) as chosen:
        inbox.select("d-plain")
    row = chosen.args[0] if chosen.args else None
    assert isinstance(row, InboxRow)
    assert row.document is not None
    assert row.document.id == "d-plain"


def test_marking_as_read_goes_on_to_the_next(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.TO_READ)
    first, second = _shown(inbox)
    inbox.select(first)
    inbox.mark_read(first)
    qtbot.waitUntil(lambda: _shown(inbox) == [second])
    assert inbox.state.selected == second


def test_selection_and_search_survive_new_records(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    inbox.search("公园")
    inbox.select("d-plain")
    inbox.reload()
    qtbot.waitUntil(lambda: not inbox.state.loading)
    assert (inbox.state.selected, inbox.state.search, _shown(inbox)) == ("d-plain", "公园", ["d-plain"])


def test_each_list_remembers_what_was_selected(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.TODO)
    inbox.select("w-late")
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    assert inbox.state.selected is None
    _open(qtbot, inbox, Shelf.TODO)
    assert inbox.state.selected == "w-late"


def test_a_classified_title_carries_the_demonstration_mark(qtbot: QtBot, inbox: InboxPresenter) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    markings = {row.id: row.marking for row in inbox.state.rows}
    assert markings["d-secret"] == "【演示】秘密★3年"


def test_the_view_reads_its_rows_out(qtbot: QtBot, inbox: InboxPresenter, chinese: Translation) -> None:
    _open(qtbot, inbox, Shelf.TO_READ)
    said = say_row(next(row for row in inbox.state.rows if row.circulated))
    assert "特急" in said
    assert "传阅" in said
    assert "关于防汛备汛工作的通知" in said


@pytest.mark.parametrize(
    ("days", "ink"), [(-1, COLOURS.danger), (0, COLOURS.caution), (2, COLOURS.caution), (3, COLOURS.ink_soft)]
)
def test_the_nearer_the_deadline_the_stronger_its_colour(days: int, ink: str) -> None:
    assert deadline_chip(days).ink == ink


def test_keys_alone_go_from_search_to_reading(
    qtbot: QtBot, inbox: InboxPresenter, chinese: Translation
) -> None:
    view = InboxView(inbox)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    qtbot.keyClicks(view.search, "8")
    view.search.setText("公园")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: inbox.state.selected == "d-plain")
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert not view.search.text()
    assert inbox.state.selected == "d-plain"


def test_nothing_found_is_said_in_words(qtbot: QtBot, inbox: InboxPresenter, chinese: Translation) -> None:
    view = InboxView(inbox)
    qtbot.addWidget(view)
    view.show()
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    view.search.setText("没有这样的词")
    assert not view.findChild(QListView, "inboxList").isVisible()
    assert not view.findChild(QPushButton, "inboxTryAgain").isVisible()


def test_holidays_are_no_working_days() -> None:
    calendar = OfficeCalendar(holidays=frozenset({date(2026, 6, 19)}))
    assert calendar.working_days_until(date(2026, 6, 22), TODAY) == 2
    assert calendar.working_days_until(TODAY, TODAY) == 0
    assert calendar.working_days_until(date(2026, 6, 13), date(2026, 6, 14)) == -1


def test_many_documents_are_chosen_for_one_application(
    qtbot: QtBot, inbox: InboxPresenter, chinese: Translation
) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    view = InboxView(inbox)
    qtbot.addWidget(view)
    view.show()
    button = view.findChild(QPushButton, "applyButton")
    view.rows.selectAll()
    assert button.isHidden(), "who may not apply is offered nothing"
    view.offer_applying(True)
    assert button.text() == "用印申请…（3）"
    with qtbot.waitSignal(view.apply_asked) as asked:
        button.click()
    assert set(asked.args[0]) == {"d-urgent", "d-secret", "d-plain"}


def test_ctrl_and_a_click_opens_a_tab_and_leaves_what_is_selected(
    qtbot: QtBot, inbox: InboxPresenter, chinese: Translation
) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    view = InboxView(inbox)
    qtbot.addWidget(view)
    view.show()
    view.rows.setCurrentIndex(view.rows.model().index(0, 0))
    area = view.rows.visualRect(view.rows.model().index(2, 0))
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(inbox.opened) as opened:
        qtbot.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, control, area.center())
    assert opened.args[0].id == _shown(inbox)[2]
    assert [index.row() for index in view.rows.selectionModel().selectedRows()] == [0]
    assert inbox.state.selected == _shown(inbox)[0]


def test_rows_apart_are_selected_with_ctrl_and_space(
    qtbot: QtBot, inbox: InboxPresenter, chinese: Translation
) -> None:
    _open(qtbot, inbox, Shelf.DOCUMENTS)
    view = InboxView(inbox)
    qtbot.addWidget(view)
    view.show()
    view.rows.setCurrentIndex(view.rows.model().index(0, 0))
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(view.rows, key, control)
    assert sorted(index.row() for index in view.rows.selectionModel().selectedRows()) == [0, 2]


def test_two_entries_of_one_document_ask_for_it_once(
    qtbot: QtBot, inbox: InboxPresenter, chinese: Translation
) -> None:
    _open(qtbot, inbox, Shelf.TODO)
    view = InboxView(inbox)
    qtbot.addWidget(view)
    view.show()
    view.offer_applying(True)
    assert view.findChild(QPushButton, "applyButton").isHidden(), "nothing is selected yet"
    view.rows.selectAll()
    with qtbot.waitSignal(view.apply_asked) as asked:
        view.ask_to_apply()
    assert sorted(asked.args[0]) == ["d-plain", "d-urgent"]
