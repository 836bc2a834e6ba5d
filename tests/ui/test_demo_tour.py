"""The tour's machinery: hands, scenes, and the watchdog over the GUI thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.demo import hands
from desktop.demo.tour import Scene, Step, Tour, Until
from desktop.demo.watchdog import LIMIT_MS, Watchdog, place_of_ours
from desktop.tasks import Tasks


class Form(QWidget):
    """A field and a button that takes its text."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = ""
        self.field = QLineEdit()
        self.button = QPushButton("take")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._take)

    def _take(self) -> None:
        self.taken = self.field.text()


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def _tour(steps: list[Step], folder: Path, tasks: Tasks, qtbot: QtBot) -> Tour:
    tour = Tour(steps, folder, tasks, Watchdog())
    with qtbot.waitSignal(tour.finished, timeout=30_000):
        tour.start()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    return tour


def test_a_step_types_and_clicks_and_leaves_a_picture(
    form: Form, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    def play() -> Scene:
        hands.type_text(form.field, "批复 1")
        yield Until(lambda: form.field.text() == "批复 1", "the text")
        hands.click(form.button)
        yield Until(lambda: form.taken != "", "the click")

    tour = _tour([Step(name="fill", play=play, window=lambda: form)], tmp_path, tasks, qtbot)

    assert [report.ok for report in tour.reports] == [True]
    assert form.taken == "批复 1"
    assert QImage(str(tmp_path / "01-fill.png")).size() == form.size()


def test_a_step_that_breaks_ends_the_tour_and_says_why(
    form: Form, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    def play() -> Scene:
        yield Until(lambda: False or {}["missing"], "nothing")  # type: ignore[index]

    never = Step(name="never", play=play, window=lambda: form)
    tour = _tour([Step(name="broken", play=play, window=lambda: form), never], tmp_path, tasks, qtbot)

    assert [(report.name, report.ok) for report in tour.reports] == [("broken", False)]
    assert "missing" in tour.reports[0].failed


def test_a_drag_presses_moves_and_releases_where_it_was_told(form: Form, qtbot: QtBot) -> None:
    form.field.setText("一二三四五六七八九十")
    middle = form.field.rect().center().y()
    start, end = form.field.rect().topLeft(), form.field.rect().topRight()
    start.setY(middle)
    end.setY(middle)

    hands.drag(form.field, start, end)

    qtbot.waitUntil(lambda: form.field.selectedText() == "一二三四五六七八九十")


def test_the_watchdog_measures_a_blocked_gui_thread_and_names_the_step(qtbot: QtBot) -> None:
    watchdog = Watchdog()
    watchdog.start()
    watchdog.step = "idle loop"

    def block() -> None:
        clock = QElapsedTimer()
        clock.start()
        while not clock.hasExpired(3 * LIMIT_MS):
            pass

    QTimer.singleShot(0, block)
    qtbot.waitUntil(lambda: watchdog.longest_ms > LIMIT_MS)
    watchdog.stop()

    assert [stall.step for stall in watchdog.stalls] == ["idle loop"]


def test_the_watchdog_names_the_innermost_place_of_ours() -> None:
    assert place_of_ours(sys._getframe()) == ""
    assert place_of_ours(None) == ""
