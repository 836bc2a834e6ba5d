"""The window stands again as it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app import Session
from desktop.config import Config, Layout, load_config
from desktop.ui.clock import OfficeClock
from desktop.ui.language import Translation
from desktop.ui.main_window import MainWindow
from desktop.ui.parts.panes import Panes
from desktop.ui.rail import Room
from desktop.ui.shell import LEAST_SIZE
from desktop.workspace import Workspace
from tests.ui.office import KIT, Desks
from tests.unit.desktop.builders import PASSWORD, QUICK

SMALL = Layout(width=960, height=600)
"""As wide as a window must be, which is more than the screen of an offscreen platform."""
Opener = Callable[[Layout], Session]


@pytest.fixture
def opened(desks: Desks, tmp_path: Path, chinese: Translation, qtbot: QtBot) -> Iterator[Opener]:
    """Opens windows on one profile, and unlocks them."""
    line = desks.line()
    profile = tmp_path / "profile"
    Workspace.create(profile, PASSWORD, KIT, kdf=QUICK, gateway=line).lock()
    sessions: list[Session] = []

    def open_session(layout: Layout) -> Session:
        config = Config(lock_after_min=0, layout=layout)
        session = Session(profile, chinese, config=config, clock=OfficeClock(), gateway=line)
        sessions.append(session)
        session.window.show()
        _unlock(session, qtbot)
        return session

    yield open_session
    for session in sessions:
        session.close()
        session.window.close()
        session.window.deleteLater()


def _unlock(session: Session, qtbot: QtBot) -> MainWindow:
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText(PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        pass
    return _main(session)


def _main(session: Session) -> MainWindow:
    assert session.main_window is not None
    return session.main_window


def _list_px(session: Session, screen: str) -> int:
    panes = _main(session).findChild(Panes, screen)
    assert isinstance(panes, Panes)
    return panes.sizes()[0]


def test_size_room_and_lists_are_as_they_were_left(opened: Opener) -> None:
    first = opened(SMALL)
    first.window.resize(960, 650)
    _main(first).enter(Room.MEETINGS)
    panes = _main(first).meetings.findChild(Panes)
    panes.moveSplitter(333, 1)
    left_at = _list_px(first, "meetings")
    _main(first).reader.choose_side(311)
    _main(first).reader.fold_heads(True)
    _main(first).reader.soften(True)
    first.close()
    kept = load_config(first.profile).layout
    second = opened(kept)
    assert second.window.size() == QSize(960, 650)
    assert _main(second).room is Room.MEETINGS
    assert _list_px(second, "meetings") == left_at
    assert _main(second).reader.side_px == 311
    assert _main(second).reader.heads_folded
    assert _main(second).reader.soft


def test_the_room_outlasts_locking(opened: Opener, qtbot: QtBot) -> None:
    session = opened(SMALL)
    _main(session).enter(Room.DOCUMENTS)
    with qtbot.waitSignal(session.locked, timeout=20_000):
        session.lock()
    assert _unlock(session, qtbot).room is Room.DOCUMENTS


@pytest.mark.parametrize(
    "layout",
    [
        Layout(width=1, height=1),
        Layout(width=32_000, height=32_000),
        Layout(room="a-later-room", lists={"a-later-screen": 5, "reading": 32_000}),
    ],
)
def test_a_layout_that_does_not_fit_gives_a_window_that_does(opened: Opener, layout: Layout) -> None:
    session = opened(layout)
    size, available = session.window.size(), session.window.screen().availableGeometry().size()
    assert size.boundedTo(available.expandedTo(LEAST_SIZE)) == size
    assert size.expandedTo(LEAST_SIZE) == size
    assert _main(session).room is Room.TODO
    assert 0 < _list_px(session, "reading") < size.width()
