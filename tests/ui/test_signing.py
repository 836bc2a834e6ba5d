"""The key that signs, in the last question before a seal is pressed: found, given its PIN, refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.devices import PinWrong, SealDeviceAbsent, SealDeviceLocked
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.signing import SigningPhase, SigningPresenter
from desktop.ui.sealing.confirm import ConfirmSealing
from desktop.ui.sealing.state import SealingState
from tests.devices.tokens import PIN, SoftToken, soft_token
from tests.ui.office import Desks

SEAL = "s-1"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("softskf")


@pytest.fixture
def token(tmp_path: Path, builds: Path) -> SoftToken:
    folder = tmp_path / "token"
    folder.mkdir()
    return soft_token(folder, builds)


@pytest.fixture
def signing(desks: Desks, token: SoftToken, tasks: Tasks, qtbot: QtBot) -> Iterator[SigningPresenter]:
    workspace = desks()
    workspace.signing_keys.set_tokens([token.driver()])
    presenter = SigningPresenter(workspace, tasks)
    presenter.show_seal(SEAL)
    yield presenter
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    workspace.signing_keys.close()


@pytest.fixture
def question(signing: SigningPresenter, desks: Desks, qtbot: QtBot, chinese: Translation) -> ConfirmSealing:
    dialog = ConfirmSealing(replace(SealingState(), document_hash="0" * 64), desks().person, signing)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: signing.state.phase is not SigningPhase.ASKING, timeout=20_000)
    return dialog


def go(question: ConfirmSealing) -> QPushButton:
    return question.findChild(QPushButton, "confirmSealingButton")


def said(question: ConfirmSealing, name: str) -> str:
    label: QLabel = question.findChild(QLabel, name)
    return label.text() if label.isVisibleTo(question) else ""


def typed(qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing, pin: str) -> None:
    QTest.keyClicks(question.key.pin, pin)
    QTest.keyClick(question.key.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: signing.state.phase is not SigningPhase.ASKING, timeout=20_000)


def test_the_question_says_whose_key_is_there_and_how_many_tries_it_has(question: ConfirmSealing) -> None:
    assert "管印人" in said(question, "signerState")
    assert "3" in said(question, "signerTries")
    assert question.findChild(QComboBox, "signerChoice").currentText() == "测试钥匙"
    assert not go(question).isEnabled()


def test_the_right_pin_answers_the_question(
    qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing
) -> None:
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        typed(qtbot, signing, question, PIN)
    assert signing.state.ready
    assert question.key.pin.text() == ""


def test_a_wrong_pin_costs_one_try_is_forgotten_and_asked_for_again(
    qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing, token: SoftToken
) -> None:
    typed(qtbot, signing, question, "00000000")
    assert isinstance(signing.state.error, PinWrong)
    assert token.tries_left == 2
    assert "2" in said(question, "signerTries")
    assert question.key.pin.text() == ""
    assert not go(question).isEnabled()
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        typed(qtbot, signing, question, PIN)


def test_a_locked_key_cannot_be_given_another_pin(
    qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing
) -> None:
    for _ in range(3):
        typed(qtbot, signing, question, "00000000")
    assert isinstance(signing.state.error, SealDeviceLocked)
    assert not question.key.pin.isVisibleTo(question)
    assert "锁定" in said(question, "signerState")


def test_a_key_that_is_not_plugged_in_can_be_looked_for_again(
    qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing, token: SoftToken
) -> None:
    token.pull()
    typed(qtbot, signing, question, PIN)
    assert isinstance(signing.state.error, SealDeviceAbsent)
    assert not go(question).isEnabled()
    token.plug()
    question.findChild(QPushButton, "lookForSigner").click()
    qtbot.waitUntil(lambda: signing.state.phase is SigningPhase.FOUND, timeout=20_000)
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        typed(qtbot, signing, question, PIN)


def test_after_the_act_the_pin_is_wanted_again(
    qtbot: QtBot, signing: SigningPresenter, question: ConfirmSealing, tasks: Tasks
) -> None:
    typed(qtbot, signing, question, PIN)
    signing.release()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    signing.look()
    qtbot.waitUntil(lambda: signing.state.phase is SigningPhase.FOUND, timeout=20_000)
    assert signing.state.needs_pin


def test_without_any_key_the_question_says_so(
    desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    presenter = SigningPresenter(desks(), tasks)
    presenter.show_seal(SEAL)
    dialog = ConfirmSealing(SealingState(), desks().person, presenter)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: presenter.state.phase is SigningPhase.MISSING, timeout=20_000)
    assert said(dialog, "signerState")
    assert not go(dialog).isEnabled()
