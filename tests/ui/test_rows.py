"""Rows that change under a view without losing what is selected."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop.ui.parts.rows import RowsModel

Row = tuple[str, int]
rows = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3)), unique_by=lambda row: row[0])


def _model() -> RowsModel[Row]:
    return RowsModel(lambda row: row[0], lambda row: f"{row[0]} {row[1]}")


@given(st.lists(rows, max_size=6))
def test_the_model_is_sound_through_any_changes(states: list[list[Row]]) -> None:
    model = _model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for state in states:
        model.show_rows(state)
        assert list(model.rows) == state
    assert tester.model() is model


@given(rows, rows)
def test_what_stays_in_its_order_stays_selected(before: list[Row], after: list[Row]) -> None:
    model = _model()
    selection = QItemSelectionModel(model)
    model.show_rows(before)
    kept = [row for row in before if row[0] in {each[0] for each in after}]
    after = sorted(after, key=lambda row: [each[0] for each in before].index(row[0]) if row in kept else 99)
    if not kept:
        return
    place = model.row_of(kept[0][0])
    selection.setCurrentIndex(model.index(place), QItemSelectionModel.SelectionFlag.Select)
    model.show_rows([row for row in before if row in kept])
    assert selection.currentIndex().row() == model.row_of(kept[0][0])


def test_a_view_keeps_its_scroll_when_rows_are_added_below(qtbot: QtBot) -> None:
    model = _model()
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(200, 100)
    view.show()
    model.show_rows([(str(number), 0) for number in range(100)])
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 40)
    view.verticalScrollBar().setValue(40)
    model.show_rows([(str(number), 1) for number in range(120)])
    assert view.verticalScrollBar().value() == 40


def test_a_row_is_read_out_as_it_is_said() -> None:
    model = _model()
    model.show_rows([("a", 1)])
    assert model.index(0).data() == "a 1"


def test_thousands_of_new_rows_come_in_one_step(qtbot: QtBot) -> None:
    model = _model()
    first, last, found = [("a", 1)], [("z", 1)], [(f"n{number}", 1) for number in range(5_000)]
    model.show_rows([*first, *last])
    steps = []
    model.rowsInserted.connect(lambda _parent, begin, end: steps.append((begin, end)))
    model.show_rows([*first, *found, *last])
    assert steps == [(1, 5_000)]
    assert list(model.rows) == [*first, *found, *last]
