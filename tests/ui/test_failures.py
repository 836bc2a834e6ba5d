"""A failure on screen: below whatever is shown, or where a list would stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from desktop.config import Language
from desktop.errors import GatewayUnreachable
from desktop.ui.language import Translation
from desktop.ui.messages import explain
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.states import Placeholder

FAILURE = GatewayUnreachable("refused")


@pytest.fixture
def notice(qtbot: QtBot, chinese: Translation) -> Notice:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say(FAILURE)
    return notice


@pytest.fixture
def placeholder(qtbot: QtBot, chinese: Translation) -> Placeholder:
    placeholder = Placeholder()
    qtbot.addWidget(placeholder)
    placeholder.show()
    return placeholder


def _said(shown: Notice | Placeholder) -> str:
    return "\n".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())


def test_a_notice_says_what_failed_and_what_to_do(notice: Notice) -> None:
    words = explain(FAILURE)
    assert all(each in _said(notice) for each in (words.title, words.sentence, words.remedy))


def test_a_notice_goes_away_by_itself(notice: Notice) -> None:
    (gone,) = notice.findChildren(QTimer)
    assert gone.isActive()
    gone.timeout.emit()
    assert not notice.isVisible()


def test_a_notice_is_dismissed(notice: Notice) -> None:
    notice.findChild(QPushButton, "noticeClose").click()
    assert not notice.isVisible()


def test_a_notice_is_said_again_in_the_other_language(notice: Notice, chinese: Translation) -> None:
    chinese.use(Language.ENGLISH)
    notice.retranslate()
    assert explain(FAILURE).title in _said(notice)


def test_a_list_that_cannot_be_read_says_why_and_offers_to_try_again(
    qtbot: QtBot, placeholder: Placeholder
) -> None:
    placeholder.show_failure(FAILURE)
    words = explain(FAILURE)
    assert all(each in _said(placeholder) for each in (words.title, words.sentence, words.remedy))
    assert placeholder.button.text() == "重试"
    with qtbot.waitSignal(placeholder.pressed):
        placeholder.button.click()


def test_what_loads_shows_that_it_does_and_nothing_to_press(placeholder: Placeholder) -> None:
    placeholder.show_failure(FAILURE)
    placeholder.show_loading()
    assert placeholder.findChild(QProgressBar).isVisible()
    assert not placeholder.button.isVisible()
