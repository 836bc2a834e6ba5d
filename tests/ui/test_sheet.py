"""A dialog of ours stands in the middle of its window, also when it grows, unless it has been moved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.parts.sheet import Sheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 30, 700, 500)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def sheet(window: QWidget) -> Sheet:
    """Asked for by a part at the window's edge."""
    part = QWidget(window)
    part.setGeometry(0, 0, 50, 500)
    sheet = Sheet(part)
    QVBoxLayout(sheet)
    sheet.resize(300, 200)
    sheet.open()
    return sheet


def _off(sheet: Sheet, window: QWidget) -> int:
    apart = sheet.frameGeometry().center() - window.mapToGlobal(window.rect().center())
    return apart.manhattanLength()


def test_it_stands_over_the_middle_of_the_window(qtbot: QtBot, window: QWidget, sheet: Sheet) -> None:
    qtbot.waitUntil(lambda: _off(sheet, window) <= 4)


def test_what_grows_stays_in_the_middle(qtbot: QtBot, window: QWidget, sheet: Sheet) -> None:
    sheet.resize(420, 320)
    qtbot.waitUntil(lambda: _off(sheet, window) <= 4)


def test_what_a_hand_has_moved_stays_where_it_was_put(qtbot: QtBot, window: QWidget, sheet: Sheet) -> None:
    sheet.move(QPoint(60, 50))
    sheet.resize(320, 220)
    assert sheet.pos() == QPoint(60, 50)


def test_what_is_as_high_as_the_screen_keeps_its_head_on_it(
    qtbot: QtBot, window: QWidget, sheet: Sheet
) -> None:
    screen = window.screen().availableGeometry()
    sheet.resize(300, screen.height() + 200)
    assert sheet.y() >= screen.top()


def test_no_sheet_is_asked_to_be_larger_than_its_window(window: QWidget, sheet: Sheet) -> None:
    wanted = sheet.within_window(4000, 4000)
    assert wanted.width() < window.width()
    assert wanted.height() < window.height()
    assert sheet.within_window(100, 80).width() == 100


def test_a_sheet_grows_with_what_comes_to_stand_on_it(qtbot: QtBot, window: QWidget, sheet: Sheet) -> None:
    sheet.setMinimumWidth(300)
    part = QWidget()
    layout = sheet.layout()
    assert layout is not None
    layout.addWidget(part)
    part.setMinimumHeight(260)
    qtbot.waitUntil(lambda: sheet.height() >= 260)
