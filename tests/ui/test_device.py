"""The ways into the vault: another password, and a key that the system remembers beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Session
from desktop.config import Config
from desktop.ui.clock import OfficeClock
from desktop.ui.device import ChangePassword
from desktop.ui.language import Translation
from desktop.workspace import Workspace
from tests.ui.office import KIT, Desks
from tests.unit.desktop.builders import PASSWORD, QUICK
from tests.unit.desktop.vault.test_remembering import StoreInMemory

NEW = "新的口令新的口令"


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


@pytest.fixture
def session(
    desks: Desks, store: StoreInMemory, tmp_path: Path, chinese: Translation, qtbot: QtBot
) -> Iterator[Session]:
    """An unlocked session beside a secret store."""
    line = desks.line()
    profile = tmp_path / "profile"
    Workspace.create(profile, PASSWORD, KIT, kdf=QUICK, gateway=line).lock()
    session = Session(
        profile,
        chinese,
        config=Config(lock_after_min=0),
        clock=OfficeClock(),
        gateway=line,
        secrets=store,
    )
    session.window.show()
    _unlock(session, qtbot, PASSWORD)
    yield session
    session.close()
    session.window.close()
    session.window.deleteLater()


def _is_shown(session: Session) -> bool:
    """Building the window and showing it are two steps."""
    return session.main_window is not None and session.main_window.isVisible()


def _unlock(session: Session, qtbot: QtBot, password: str) -> None:
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText(password)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_shown(session), timeout=20_000)


def _lock(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.locked, timeout=20_000):
        session.lock()


def _action(session: Session, name: str) -> QAction:
    found = session.window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def _form(session: Session) -> ChangePassword:
    _action(session, "changePasswordAction").trigger()
    form = session.window.findChild(ChangePassword)
    assert isinstance(form, ChangePassword)
    return form


def _fill(form: ChangePassword, old: str, new: str, again: str) -> QPushButton:
    for name, text in (("oldPassword", old), ("newPassword", new), ("newPasswordAgain", again)):
        form.findChild(QLineEdit, name).setText(text)
    return form.findChild(QPushButton, "changeButton")


def test_a_changed_password_opens_the_vault_and_the_old_one_does_not(session: Session, qtbot: QtBot) -> None:
    form = _form(session)
    button = _fill(form, PASSWORD, NEW, NEW)
    with qtbot.waitSignal(form.accepted, timeout=20_000):
        button.click()
    _lock(session, qtbot)
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText(PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    wrong = "口令不正确"
    qtbot.waitUntil(
        lambda: any(wrong in each.text() for each in session.window.findChildren(QLabel)), timeout=20_000
    )
    unlock = session.window.findChild(QPushButton, "unlockButton")
    qtbot.waitUntil(unlock.isEnabled, timeout=20_000)
    _unlock(session, qtbot, NEW)


def test_a_wrong_old_password_is_told_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    form = _form(session)
    button = _fill(form, "不是这个口令", NEW, NEW)
    button.click()
    qtbot.waitUntil(
        lambda: any("口令不正确" in each.text() for each in form.findChildren(QLabel)), timeout=20_000
    )
    form.reject()
    _lock(session, qtbot)
    assert session.window.findChild(QLineEdit, "unlockPassword") is not None


@pytest.mark.parametrize(
    ("old", "new", "again"), [("", NEW, NEW), ("x", "short", "short"), ("x", NEW, NEW + "1")]
)
def test_a_password_that_does_not_fit_is_not_sent(session: Session, old: str, new: str, again: str) -> None:
    assert not _fill(_form(session), old, new, again).isEnabled()


def test_a_key_that_is_remembered_opens_the_vault_until_it_is_forgotten(
    session: Session, store: StoreInMemory, qtbot: QtBot
) -> None:
    presenters = session.presenters
    assert presenters is not None
    remember = _action(session, "rememberAction")
    qtbot.waitUntil(remember.isVisible)
    remember.trigger()
    qtbot.waitUntil(lambda: presenters.device.state.remembered, timeout=20_000)
    _lock(session, qtbot)
    button = session.window.findChild(QPushButton, "unlockRemembered")
    qtbot.waitUntil(button.isVisible)
    assert session.window.findChild(QLineEdit, "unlockPassword").isVisible()
    button.click()
    qtbot.waitUntil(lambda: _is_shown(session), timeout=20_000)
    again = session.presenters
    assert again is not None
    assert _action(session, "rememberAction").isChecked()
    again.device.remember(False)
    qtbot.waitUntil(lambda: not again.device.state.remembered, timeout=20_000)
    assert not store.kept


def test_a_store_that_has_lost_the_key_leaves_the_password(
    session: Session, store: StoreInMemory, qtbot: QtBot
) -> None:
    presenters = session.presenters
    assert presenters is not None
    presenters.device.remember(True)
    qtbot.waitUntil(lambda: presenters.device.state.remembered, timeout=20_000)
    store.gone = True
    _lock(session, qtbot)
    button = session.window.findChild(QPushButton, "unlockRemembered")
    qtbot.waitUntil(button.isVisible)
    button.click()
    qtbot.waitUntil(button.isHidden, timeout=20_000)
    _unlock(session, qtbot, PASSWORD)


def test_without_a_working_store_nothing_is_offered(
    session: Session, store: StoreInMemory, qtbot: QtBot
) -> None:
    store.gone = True
    _lock(session, qtbot)
    _unlock(session, qtbot, PASSWORD)
    qtbot.waitUntil(lambda: session.tasks.under_way <= 1)
    assert not _action(session, "rememberAction").isVisible()
