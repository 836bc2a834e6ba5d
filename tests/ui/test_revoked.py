"""A device that the gateway no longer admits: said in words, erased, and ready to be enrolled anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Session
from desktop.config import Config
from desktop.tasks import Tasks
from desktop.ui.activity import ActivityPresenter, ActivityView
from desktop.ui.clock import OfficeClock
from desktop.ui.enrol import EnrolView
from desktop.ui.language import Translation
from desktop.workspace import Workspace
from tests.gateway_process import running_gateway
from tests.ui.office import Desks
from tests.unit.desktop.builders import PASSWORD, QUICK


def test_a_revoked_device_is_erased_and_offers_to_be_enrolled(
    tmp_path: Path, chinese: Translation, qtbot: QtBot
) -> None:
    profile = tmp_path / "profile"
    with running_gateway(tmp_path) as gateway:
        kit = gateway.enrol("qh016")
        workspace = Workspace.create(profile, PASSWORD, kit, kdf=QUICK)
        workspace.sync()
        workspace.lock()
        session = Session(profile, chinese, config=Config(lock_after_min=0), clock=OfficeClock())
        session.window.show()
        field = session.window.findChild(QLineEdit, "unlockPassword")
        field.setText(PASSWORD)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: session.presenters is not None, timeout=20_000)
        presenters = session.presenters
        assert presenters is not None
        qtbot.waitUntil(lambda: presenters.activity.state.online, timeout=20_000)
        gateway.revoke(kit.device_id)
        with qtbot.waitSignal(session.locked, timeout=40_000):
            presenters.activity.sync_now()
        form = session.window.content
        assert isinstance(form, EnrolView)
        said = "\n".join(each.text() for each in form.findChildren(QLabel) if each.isVisible())
        assert "管理员已撤销本机的注册" in said
        assert "已全部清除" in said
        assert not Workspace.exists(profile)
        assert not [
            path.name for path in profile.iterdir() if path.name.startswith(("vault", "cache", "enrol"))
        ]
        session.close()
        session.window.deleteLater()


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [(299.0, ""), (-300.0, ""), (722.0, "本机时钟快 12 分钟"), (-3600.0, "本机时钟慢 60 分钟")],
)
def test_a_clock_more_than_five_minutes_off_is_told_in_the_status_bar(
    ahead_s: float, said: str, desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    workspace = desks()
    desks.gateway.clock_ahead_s = ahead_s
    presenter = ActivityPresenter(workspace, tasks)
    view = ActivityView(presenter)
    qtbot.addWidget(view)
    presenter.start()
    qtbot.waitUntil(lambda: presenter.state.last_contact is not None and presenter.state.online)
    notice = view.findChild(QPushButton, "clockNotice")
    assert notice.isHidden() == (not said)
    assert not said or notice.text() == said
    presenter.stop()
