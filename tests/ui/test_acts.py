"""Buttons that give up their words where the room is narrow, and questions for files."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.config import Language
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.language import Translation
from desktop.ui.parts.acts import ActRow
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Veil

SAID = ("Mark as read", "Apply for a seal…")


@pytest.fixture
def row(qtbot: QtBot, chinese: Translation) -> ActRow:
    row = ActRow(QPushButton(icon("check"), ""), QPushButton(icon("sealing"), ""))
    qtbot.addWidget(row)
    for button, said in zip(row.findChildren(QPushButton), SAID, strict=True):
        row.say(button, said)
    row.show()
    return row


def _said(row: ActRow) -> list[str]:
    return [button.text() for button in row.findChildren(QPushButton)]


@pytest.mark.parametrize(
    ("width", "said"),
    [(400, ["Mark as read", "Apply for a seal…"]), (230, ["Mark as read", ""]), (112, ["", ""])],
)
def test_the_last_button_gives_up_its_words_first_and_none_is_cut(
    row: ActRow, qtbot: QtBot, width: int, said: list[str]
) -> None:
    row.setFixedWidth(width)
    assert _said(row) == said
    buttons = row.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert buttons[-1].geometry().right() < width
    assert [button.accessibleName() for button in buttons] == list(SAID)


def test_a_button_that_goes_gives_its_room_to_the_other(row: ActRow) -> None:
    row.setFixedWidth(180)
    row.findChildren(QPushButton)[0].hide()
    assert _said(row)[1] == "Apply for a seal…"


def test_a_row_that_stands_is_not_laid_out_again_and_again(row: ActRow, qtbot: QtBot) -> None:
    """Giving up words for good must not ask for another layout: the window would never rest."""
    row.setFixedWidth(230)
    buttons = row.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    asked: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.LayoutRequest:
                asked.append(event.type())
            return False

    watch = Watch()
    for _ in range(5):  # until every width has been measured
        row.minimumSizeHint()
        QApplication.processEvents()
    row.installEventFilter(watch)
    for _ in range(20):
        QApplication.processEvents()
        row.minimumSizeHint()
    assert asked == []


def test_a_question_for_a_file_dims_its_window_while_it_stands(qtbot: QtBot, chinese: Translation) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 420)
    window.show()
    asked = FileDialog.to_save("另存为", window, suffix="pdf", name="a.pdf")
    asked.open()
    qtbot.waitUntil(lambda: window.findChild(Veil) is not None)
    assert asked.width() <= 700
    asked.reject()
    qtbot.waitUntil(lambda: window.findChild(Veil) is None)


@pytest.mark.parametrize(
    ("language", "said"), [(Language.CHINESE, "2026年8月7日"), (Language.ENGLISH, "7 Aug 2026")]
)
def test_no_reader_takes_the_month_for_the_day(chinese: Translation, language: Language, said: str) -> None:
    chinese.use(language)
    assert words.day(date(2026, 8, 7)) == said


@pytest.mark.parametrize(("language", "said"), [(Language.CHINESE, "一、二"), (Language.ENGLISH, "一, 二")])
def test_things_in_a_row_are_separated_as_the_language_does(
    chinese: Translation, language: Language, said: str
) -> None:
    chinese.use(language)
    assert words.and_so_on(("一", "二")) == said
