"""The key that signs, in the last question before a seal is pressed: found, given its PIN, refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.devices import PinWrong, SealDeviceAbsent, SealDeviceLocked
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.signing import SigningPhase, SigningPresenter, SigningStep
from tests.devices.tokens import PIN, SoftToken, soft_token
from tests.ui.office import Desks


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
    yield presenter
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    workspace.signing_keys.close()


class Question(QDialog):
    """A last question as the screens ask it: press the button, and the key signs."""

    def __init__(self, signing: SigningPresenter) -> None:
        super().__init__()
        self.step = SigningStep(signing)
        self.key = self.step.panel
        self.go, back = QPushButton("go", self), QPushButton("back", self)
        column = QVBoxLayout(self)
        for widget in (self.step, back, self.go):
            column.addWidget(widget)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.step.press)
        back.setDefault(True)
        back.clicked.connect(self.reject)
        self.step.ready_changed.connect(self.go.setEnabled)
        self.step.unlocked.connect(self.accept)
        self.step.begin()


@pytest.fixture
def question(signing: SigningPresenter, qtbot: QtBot, chinese: Translation) -> Question:
    dialog = Question(signing)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: signing.state.phase is not SigningPhase.ASKING, timeout=20_000)
    return dialog


def go(question: Question) -> QPushButton:
    return question.go


def said(question: Question, name: str) -> str:
    label: QLabel = question.findChild(QLabel, name)
    return label.text() if label.isVisibleTo(question) else ""


def typed(qtbot: QtBot, signing: SigningPresenter, question: Question, pin: str) -> None:
    QTest.keyClicks(question.key.pin, pin)
    QTest.keyClick(question.key.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: signing.state.phase is not SigningPhase.ASKING, timeout=20_000)


def test_the_question_says_whose_key_is_there_and_how_many_tries_it_has(question: Question) -> None:
    assert "管印人" in said(question, "signerState")
    assert "3" in said(question, "signerTries")
    assert question.findChild(QComboBox, "signerChoice").currentText() == "测试钥匙"
    assert not go(question).isEnabled()


def test_the_right_pin_answers_the_question(
    qtbot: QtBot, signing: SigningPresenter, question: Question
) -> None:
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        typed(qtbot, signing, question, PIN)
    assert signing.state.ready
    assert question.key.pin.text() == ""


def test_a_wrong_pin_costs_one_try_is_forgotten_and_asked_for_again(
    qtbot: QtBot, signing: SigningPresenter, question: Question, token: SoftToken
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
    qtbot: QtBot, signing: SigningPresenter, question: Question
) -> None:
    for _ in range(3):
        typed(qtbot, signing, question, "00000000")
    assert isinstance(signing.state.error, SealDeviceLocked)
    assert not question.key.pin.isVisibleTo(question)
    assert "锁定" in said(question, "signerState")


def test_a_key_that_is_not_plugged_in_can_be_looked_for_again(
    qtbot: QtBot, signing: SigningPresenter, question: Question, token: SoftToken
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
    qtbot: QtBot, signing: SigningPresenter, question: Question, tasks: Tasks
) -> None:
    typed(qtbot, signing, question, PIN)
    signing.release()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    signing.look()
    qtbot.waitUntil(lambda: signing.state.phase is SigningPhase.FOUND, timeout=20_000)
    assert signing.state.needs_pin


def test_what_speaks_against_it_keeps_the_button_off(
    qtbot: QtBot, signing: SigningPresenter, question: Question, token: SoftToken
) -> None:
    QTest.keyClicks(question.key.pin, "00000000")
    assert go(question).isEnabled()
    question.step.allow(False)
    assert not go(question).isEnabled()
    QTest.keyClick(question.key.pin, Qt.Key.Key_Return)
    assert token.tries_left == 3


def test_without_any_key_the_question_says_so(
    desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    presenter = SigningPresenter(desks(), tasks)
    dialog = Question(presenter)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: presenter.state.phase is SigningPhase.MISSING, timeout=20_000)
    assert said(dialog, "signerState")
    assert not go(dialog).isEnabled()
