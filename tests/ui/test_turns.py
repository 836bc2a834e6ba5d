"""Work in turns: the window's thread comes round between the steps, and nothing is done for what is gone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.turns import one_a_turn


def test_a_timer_that_is_due_gets_its_turn_between_two_steps(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[str] = []
    beat = QTimer(qapp, interval=0)
    beat.timeout.connect(lambda: done.append("beat"))
    beat.start()
    one_a_turn(qapp, [lambda: done.append("first"), lambda: done.append("second")])
    qtbot.waitUntil(lambda: "second" in done)
    beat.stop()
    assert "beat" in done[done.index("first") : done.index("second")]


def test_no_step_is_done_once_its_owner_is_gone(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[str] = []
    owner = QObject()

    def first() -> None:
        done.append("first")
        owner.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    one_a_turn(owner, [first, lambda: done.append("second")])
    one_a_turn(qapp, [*[lambda: None] * 9, lambda: done.append("much later")])
    qtbot.waitUntil(lambda: "much later" in done)
    assert done == ["first", "much later"]
