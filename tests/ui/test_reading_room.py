"""The list and the documents beside it: what looking, keeping, coming back and going round do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QToolButton
from pytestqt.qtbot import QtBot

from desktop.app import Session
from desktop.config import Config
from desktop.ui.clock import OfficeClock
from desktop.ui.language import Translation
from desktop.ui.main_window import MainWindow, Presenters
from desktop.ui.parts.pages import Phase
from desktop.ui.parts.panes import Panes
from desktop.ui.parts.widening import STEP_PX
from desktop.ui.rail import Room
from desktop.ui.reader import ReaderPresenter
from desktop.workspace import Workspace
from tests.ui.office import KIT, Desks
from tests.unit.desktop.builders import PASSWORD, QUICK

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(desks: Desks, tmp_path: Path, chinese: Translation, qtbot: QtBot) -> Iterator[Session]:
    """Unlocked, with the documents in sight."""
    line = desks.line()
    profile = tmp_path / "profile"
    workspace = Workspace.create(profile, PASSWORD, KIT, kdf=QUICK, gateway=line)
    workspace.sync()
    workspace.lock()
    session = Session(profile, chinese, config=Config(lock_after_min=0), clock=OfficeClock(), gateway=line)
    session.window.show()
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText(PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        pass
    session.window.activateWindow()
    _window(session).enter(Room.DOCUMENTS)
    qtbot.waitUntil(lambda: bool(_presenters(session).inbox.state.rows))
    yield session
    session.close()
    session.window.close()
    session.window.deleteLater()


def _window(session: Session) -> MainWindow:
    assert session.main_window is not None
    return session.main_window


def _presenters(session: Session) -> Presenters:
    assert session.presenters is not None
    return session.presenters


def _shown(qtbot: QtBot, session: Session) -> ReaderPresenter:
    tabs = _presenters(session).reader

    def open_now() -> bool:
        return tabs.current is not None and tabs.current.pages.state.phase is Phase.SHOWN

    qtbot.waitUntil(open_now, timeout=20_000)
    assert tabs.current is not None
    return tabs.current


def _ids(session: Session) -> list[str]:
    """The documents that lie open, from the left; those only looked at in brackets."""
    tabs = _presenters(session).reader
    kept = {tab.number: tab.kept for row in tabs.state.rows for tab in row.tabs}
    ids = [(number, tabs.reader(number).state.record_id) for number in tabs.state.numbers]
    return [record if kept[number] else f"({record})" for number, record in ids]


def _click(session: Session, document_id: str, keys: Qt.KeyboardModifier, *, twice: bool = False) -> None:
    listed = session.window.findChild(QListView, "inboxList")
    rows = _presenters(session).inbox.state.shown
    index = listed.model().index([row.id for row in rows].index(document_id), 0)
    at = listed.visualRect(index).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, keys, at)
    if twice:
        QTest.mouseDClick(listed.viewport(), Qt.MouseButton.LeftButton, keys, at)


def test_a_click_looks_a_double_click_or_control_keeps(session: Session, qtbot: QtBot) -> None:
    none = Qt.KeyboardModifier.NoModifier
    _click(session, "d-plain", none)
    assert _ids(session) == ["(d-plain)"]
    _click(session, "d-secret", none, twice=True)
    assert _ids(session) == ["d-secret"]
    _click(session, "d-urgent", CONTROL)
    assert _ids(session) == ["d-secret", "d-urgent"]
    _click(session, "d-plain", none)
    assert _ids(session) == ["d-secret", "d-urgent", "(d-plain)"]
    _shown(qtbot, session)


def test_a_closed_document_is_opened_again_by_the_row_that_is_still_selected(
    session: Session, qtbot: QtBot
) -> None:
    none = Qt.KeyboardModifier.NoModifier
    _click(session, "d-plain", none)
    _shown(qtbot, session)
    QTest.keyClick(session.window, Qt.Key.Key_W, CONTROL)
    assert _ids(session) == []
    _click(session, "d-plain", none)
    assert _ids(session) == ["(d-plain)"]
    _shown(qtbot, session)


def test_the_list_marks_what_is_read(session: Session, qtbot: QtBot) -> None:
    presenters = _presenters(session)
    for document_id in ("d-plain", "d-secret"):
        presenters.inbox.open(document_id)
        _shown(qtbot, session)
    QTest.keyClick(session.window, Qt.Key.Key_Tab, CONTROL)
    assert presenters.inbox.state.selected == "d-plain"
    _window(session).enter(Room.TODO)
    qtbot.waitUntil(lambda: not presenters.inbox.state.loading)
    QTest.keyClick(session.window, Qt.Key.Key_Tab, CONTROL)
    QTest.keyClick(session.window, Qt.Key.Key_Tab, CONTROL)
    assert presenters.inbox.state.selected == "w-late"  # the work that d-plain is
    _shown(qtbot, session)


def test_enter_keeps_the_document_and_goes_to_its_pages(session: Session, qtbot: QtBot) -> None:
    listed = session.window.findChild(QListView, "inboxList")
    listed.setCurrentIndex(listed.model().index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    _shown(qtbot, session)
    assert not _ids(session)[0].startswith("(")
    view = _window(session).reader.current
    assert view is not None
    qtbot.waitUntil(view.pages.canvas.hasFocus)


def test_f6_goes_from_the_list_to_each_half_and_round(session: Session, qtbot: QtBot) -> None:
    presenters, window = _presenters(session), _window(session)
    presenters.inbox.open("d-urgent")
    _shown(qtbot, session)
    presenters.reader.split()
    _shown(qtbot, session)
    listed = session.window.findChild(QListView, "inboxList")
    listed.setFocus()
    stops = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        stops.append(
            next((side for side, half in enumerate(window.reader.halves) if half.isAncestorOf(focus)), None)
        )
    assert stops == [0, 1, None]
    assert listed.hasFocus()


def test_f9_leaves_the_lists_room_to_the_pages_and_gives_it_back(session: Session, qtbot: QtBot) -> None:
    window = _window(session)
    _presenters(session).inbox.open("d-urgent")
    _shown(qtbot, session)
    before = window.reader.width()
    QTest.keyClick(session.window, Qt.Key.Key_F9)
    assert not window.inbox.isVisible()
    qtbot.waitUntil(lambda: window.reader.width() > before)
    assert not window.findChild(QToolButton, "toggleList").isChecked()
    QTest.keyClick(session.window, Qt.Key.Key_F9)
    assert window.inbox.isVisible()


def test_keys_move_the_border_of_the_list_the_pane_and_the_halves(session: Session, qtbot: QtBot) -> None:
    window = _window(session)
    _presenters(session).inbox.open("d-urgent")
    _shown(qtbot, session)
    shift_alt = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    panes, listed = window.findChild(Panes, "reading"), window.findChild(QListView, "inboxList")
    assert panes is not None
    listed.setFocus()
    before = panes.sizes()[0]
    QTest.keyClick(listed, Qt.Key.Key_Right, shift_alt)
    assert panes.sizes()[0] == before + STEP_PX
    reader = window.reader.current
    assert reader is not None
    canvas, side = reader.pages.canvas, reader.pages.panes
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert side.isAncestorOf(QApplication.focusWidget())
    wide = side.width()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, shift_alt)
    assert (side.width(), panes.sizes()[0]) == (wide - STEP_PX, before + STEP_PX)
    assert window.list_widths["side-panes"] == wide - STEP_PX
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_F4)
    QTest.keyClick(canvas, Qt.Key.Key_Left, shift_alt)
    assert panes.sizes()[0] == before


def test_what_was_looked_at_in_a_list_is_shown_again_there_but_never_over_what_is_kept(
    session: Session, qtbot: QtBot
) -> None:
    window, presenters = _window(session), _presenters(session)
    presenters.inbox.select("d-plain")
    window.enter(Room.TODO)
    qtbot.waitUntil(lambda: not presenters.inbox.state.loading)
    presenters.inbox.select("w-soon")
    assert _ids(session) == ["(d-urgent)"]
    window.enter(Room.DOCUMENTS)
    qtbot.waitUntil(lambda: _ids(session) == ["(d-plain)"])
    presenters.inbox.open("d-secret")
    window.enter(Room.TODO)
    qtbot.waitUntil(lambda: not presenters.inbox.state.loading)
    assert _ids(session) == ["d-secret"]
    assert presenters.inbox.state.selected == "w-soon"
    _shown(qtbot, session)


def test_a_meeting_paper_is_left_for_the_agenda_and_found_open_again(session: Session, qtbot: QtBot) -> None:
    window, presenters = _window(session), _presenters(session)
    window.enter(Room.MEETINGS)
    qtbot.waitUntil(lambda: bool(presenters.meetings.state.rows))
    presenters.meetings.select("m-1")
    qtbot.waitUntil(lambda: bool(presenters.meetings.state.agenda))
    item = presenters.meetings.state.agenda[0].item
    assert item is not None
    for _ in range(2):
        presenters.meetings.open_paper(item, item.papers[0])
        assert window.papers.isVisible()
        reader = presenters.papers.current
        assert reader is not None
        reader.go_back()
        assert window.meetings.isVisible()
    assert len(presenters.papers.state.numbers) == 1
    assert not window.papers.findChild(QToolButton, "toggleList").isVisible()
    qtbot.waitUntil(lambda: session.tasks.under_way <= 1, timeout=20_000)


def test_closing_the_last_paper_leads_back_to_the_agenda(session: Session, qtbot: QtBot) -> None:
    window, presenters = _window(session), _presenters(session)
    window.enter(Room.MEETINGS)
    qtbot.waitUntil(lambda: bool(presenters.meetings.state.rows))
    presenters.meetings.select("m-1")
    qtbot.waitUntil(lambda: bool(presenters.meetings.state.agenda))
    item = presenters.meetings.state.agenda[0].item
    assert item is not None
    presenters.meetings.open_paper(item, item.papers[0])
    QTest.keyClick(session.window, Qt.Key.Key_W, CONTROL)
    assert window.meetings.isVisible()
    qtbot.waitUntil(lambda: session.tasks.under_way <= 1, timeout=20_000)
