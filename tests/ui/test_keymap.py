"""The sheet of keys: real keys, whole groups in columns."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keymap import KeyGroup, KeyMapDialog, shared_out
from desktop.ui.language import Translation


def test_the_sheet_names_keys_that_are_real(qtbot: QtBot, chinese: Translation) -> None:
    sheet = KeyMapDialog()
    qtbot.addWidget(sheet)
    named = [part for keys, _ in sheet.entries() for part in keys.split(" / ") if part.isascii()]
    assert all(not QKeySequence(part).isEmpty() for part in named)
    assert all(said for _, said in sheet.entries())


def test_the_sheet_fits_a_small_window(qtbot: QtBot, chinese: Translation) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1092, 614)
    sheet = KeyMapDialog(window)
    assert sheet.sizeHint().width() <= 1092
    assert sheet.sizeHint().height() <= 614
    area = sheet.findChild(QScrollArea, "keyMapArea")
    assert area.widget().minimumSizeHint().width() <= area.minimumWidth()


def test_on_a_screen_of_1366_px_every_key_is_in_sight_at_once(qtbot: QtBot, chinese: Translation) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    sheet = KeyMapDialog(window)
    area = sheet.findChild(QScrollArea, "keyMapArea")
    assert area.widget().sizeHint().height() <= area.minimumHeight()


def test_every_key_is_in_sight_at_once_in_english_too(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    area = KeyMapDialog(window).findChild(QScrollArea, "keyMapArea")
    assert area.widget().sizeHint().height() <= area.minimumHeight()


def test_groups_are_shared_out_whole_and_in_their_order() -> None:
    groups = [KeyGroup(str(size), (("A", "a"),) * size) for size in (5, 5, 16, 6, 5, 5, 6, 3)]
    shared = shared_out(groups, 3)
    assert [group for column in shared for group in column] == groups
    assert len(shared) == 3
    assert max(sum(len(group.keys) + 2 for group in column) for column in shared) <= 27
