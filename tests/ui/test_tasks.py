"""Work beside the GUI thread."""

from __future__ import annotations

import logging
import threading
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from core.errors import AppError, OfficeError
from desktop.tasks import TaskBroken, Tasks, Ticket


def _unwanted(_answer: object) -> NoReturn:
    raise AssertionError("no answer was to come")


def test_an_answer_comes_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, bool, bool]] = []
    main = threading.get_ident()

    def done(answer: int) -> None:
        seen.append((answer, threading.get_ident() == main, QThread.isMainThread()))

    tasks.run(lambda: 7 if threading.get_ident() != main else 0, owner=tasks, done=done, failed=_unwanted)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, True, True)]


def test_a_known_failure_reaches_failed(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> NoReturn:
        raise OfficeError

    seen: list[AppError] = []
    tasks.run(work, owner=tasks, done=_unwanted, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], OfficeError)


def test_a_mistake_of_ours_is_logged_without_its_contents(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> NoReturn:
        raise KeyError("机密标题")

    seen: list[AppError] = []
    with caplog.at_level(logging.ERROR):
        tasks.run(work, owner=tasks, done=_unwanted, failed=seen.append)
        qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], TaskBroken)
    assert seen[0].kind == "KeyError"
    assert "KeyError" in caplog.text
    assert "机密" not in caplog.text


def test_an_answer_to_a_dead_owner_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    gate = threading.Event()
    tasks.run(gate.wait, owner=owner, done=_unwanted, failed=_unwanted)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)


def test_cancelled_work_gives_no_answer_and_may_end_early(qtbot: QtBot, tasks: Tasks) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(ticket: Ticket) -> None:
        begun.set()
        while not ticket.cancelled:
            ended.wait(0.001)
        ended.set()

    ticket = tasks.follow(work, owner=tasks, done=_unwanted, failed=_unwanted)
    begun.wait()
    ticket.cancel()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert ended.is_set()


def test_progress_is_passed_on(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[float] = []
    done: list[None] = []

    def work(ticket: Ticket) -> None:
        ticket.report(0.5)

    tasks.follow(work, owner=tasks, done=done.append, failed=_unwanted, progressed=seen.append)
    qtbot.waitUntil(lambda: bool(done))
    assert seen == [0.5]


def test_work_asked_for_after_the_end_is_cancelled(tasks: Tasks) -> None:
    tasks.close()
    ticket = tasks.run(lambda: None, owner=tasks, done=_unwanted, failed=_unwanted)
    assert ticket.cancelled


def test_slow_work_shows_as_busy_until_it_is_answered(qtbot: QtBot, tasks: Tasks) -> None:
    shown: list[bool] = []
    tasks.busy_changed.connect(shown.append)
    tasks.run(lambda: None, owner=tasks, done=lambda _: None, failed=_unwanted, slow=True)
    assert tasks.busy
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == [True, False]
