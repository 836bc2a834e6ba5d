"""The sealing screen off line: shut without a grace, open and counted with one."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.office import ESeal, OfflineGrace
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.sealing import SealingPhase, SealingPresenter, SealingView
from desktop.ui.sealing.state import Obstacle
from tests.ui.office import Desks


def test_a_grace_opens_the_button_off_line_and_says_what_is_left(
    qtbot: QtBot, desks: Desks, reading: ReadingWorker, tasks: Tasks, chinese: Translation
) -> None:
    grace = OfflineGrace(uses_max=2, hours_max=8)
    records = [
        replace(record, offline_grace=grace) if isinstance(record, ESeal) else record
        for record in desks.records()
    ]
    workspace = desks(*records)
    presenter = SealingPresenter(workspace, reading, tasks)
    view = SealingView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.set_online(True)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.rows))
    presenter.open("sr-1")
    qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING, timeout=20_000)
    button, why = view.findChild(QPushButton, "applySealButton"), view.findChild(QLabel, "sealObstacle")

    presenter.set_online(False)
    qtbot.waitUntil(lambda: presenter.state.grace is not None)
    assert presenter.state.obstacle is None
    assert button.isEnabled()
    assert "还可用印 2 次（共 2 次）" in why.text()
    presenter.ask_gateway()
    assert presenter.state.is_permitted

    view.panel.show_state(
        dataclasses.replace(presenter.state, phase=SealingPhase.SEALED, waiting_for_gateway=True)
    )
    assert "联网后自动上传" in view.findChild(QLabel, "sealingDone").text()

    now = workspace._now()
    workspace._now = lambda: now + timedelta(hours=9)
    presenter.set_online(True)
    presenter.set_online(False)
    qtbot.waitUntil(lambda: presenter.state.obstacle is Obstacle.OFFLINE)
    assert "离线用印时限已过" in why.text()
    assert not button.isEnabled()
    assert view.findChild(QDialog, "confirmSealing") is None
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
