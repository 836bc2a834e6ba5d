"""A session from the locked window to the working one and back."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from threading import Event

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.sync.wire import encode
from desktop.app import Session
from desktop.config import Config, Language, load_config
from desktop.ui.clock import OfficeClock
from desktop.ui.enrol import EnrolView
from desktop.ui.entitlement import SealTab
from desktop.ui.idle import IdleWatch
from desktop.ui.keymap import KeyMapDialog
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase, Watermark
from desktop.ui.rail import Room
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.present import PresentWindow
from desktop.ui.reader.printing import PrintOrder
from desktop.workspace import Workspace
from tests.ui.office import KIT, THREE_PAGES, Desks
from tests.ui.test_translations import TABLES, messages_of
from tests.unit.desktop.builders import PASSWORD, QUICK

DATA = {"中文", "English"}
"""The switch names the other language in that language."""


@pytest.fixture
def session(desks: Desks, tmp_path: Path, chinese: Translation, qtbot: QtBot) -> Iterator[Session]:
    """A locked session on an enrolled profile."""
    line = desks.line()
    profile = tmp_path / "profile"
    workspace = Workspace.create(profile, PASSWORD, KIT, kdf=QUICK, gateway=line)
    workspace.sync()
    workspace.lock()
    session = Session(
        profile,
        chinese,
        config=Config(lock_after_min=0),
        clock=OfficeClock(),
        gateway=line,
    )
    session.window.show()
    yield session
    session.close()
    session.window.close()
    session.window.deleteLater()


def _is_shown(session: Session) -> bool:
    """Building the window and showing it are two steps."""
    return session.main_window is not None and session.main_window.isVisible()


def _unlock(session: Session, qtbot: QtBot) -> None:
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText(PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_shown(session), timeout=20_000)
    presenters = session.presenters
    assert presenters is not None
    qtbot.waitUntil(lambda: presenters.activity.state.online, timeout=20_000)


def _texts(window: QWidget) -> set[str]:
    """Every text that widgets of the window hold, shown or not."""
    found: set[str] = set()
    for widget in (window, *window.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName(), widget.windowTitle()}
        match widget:
            case QLabel() | QAbstractButton():
                found.add(widget.text())
            case QLineEdit():
                found.add(widget.placeholderText())
            case QComboBox():
                found |= {widget.itemText(row) for row in range(widget.count())}
            case QTableView() if widget.model() is not None:
                model = widget.model()
                found |= {
                    str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                    for column in range(model.columnCount())
                }
    return found - {""}


def _visit_every_room(session: Session, qtbot: QtBot) -> None:
    window, presenters = session.main_window, session.presenters
    assert window is not None
    assert presenters is not None
    for room in Room:
        window.enter(room)
        qtbot.waitUntil(lambda: session.tasks.under_way <= 1)
    for tab in SealTab:
        window.seals.enter(tab)
        qtbot.waitUntil(lambda: session.tasks.under_way <= 1)
    presenters.sealing.open("sr-1")
    window.enter(Room.DOCUMENTS)
    qtbot.waitUntil(lambda: bool(presenters.inbox.state.rows))
    presenters.inbox.select("d-urgent")
    qtbot.waitUntil(
        lambda: (reader := presenters.reader.current) is not None and reader.pages.state.phase is Phase.SHOWN,
        timeout=20_000,
    )


def test_a_right_password_opens_the_main_window(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    assert session.main_window is not None
    assert session.main_window.isVisible()
    assert "唐景和" in " ".join(_texts(session.window))


def test_the_title_says_whose_window_it_is_where_that_is_known(session: Session) -> None:
    assert session.window.windowTitle() == "印台"
    session.window.name_owner("唐景和")
    assert session.window.windowTitle() == "印台 · 唐景和"
    session.switch_language()
    QApplication.processEvents()
    assert session.window.windowTitle() == "Sealdesk · 唐景和"


def test_a_wrong_password_is_told_and_the_field_stays(session: Session, qtbot: QtBot) -> None:
    field = session.window.findChild(QLineEdit, "unlockPassword")
    field.setText("wrong")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("口令不正确" in text for text in _texts(session.window)), timeout=20_000)
    assert session.main_window is None
    qtbot.waitUntil(field.isEnabled)


def test_caps_lock_is_guessed_from_what_is_typed(session: Session) -> None:
    field = session.window.findChild(QLineEdit, "unlockPassword")
    hint = next(
        label for label in session.window.findChildren(QLabel) if label.text() == "大写锁定可能已打开。"
    )
    QTest.keyClick(field, "A")
    assert not hint.isHidden()
    QTest.keyClick(field, "a")
    assert hint.isHidden()
    QTest.keyClick(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert hint.isHidden()


def test_locking_leaves_nothing_readable_in_the_window(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    _visit_every_room(session, qtbot)
    workspace = session.workspace
    with qtbot.waitSignal(session.locked, timeout=20_000):
        QTest.keyClick(session.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert session.main_window is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any("防汛" in text or "唐景和" in text for text in _texts(session.window))
    assert session.workspace is None
    assert workspace is not None
    _unlock(session, qtbot)


def _read_urgent(session: Session, qtbot: QtBot) -> ReaderPresenter:
    _unlock(session, qtbot)
    window, presenters = session.main_window, session.presenters
    assert window is not None
    assert presenters is not None
    window.enter(Room.DOCUMENTS)
    qtbot.waitUntil(lambda: bool(presenters.inbox.state.rows), timeout=20_000)
    presenters.inbox.open("d-urgent")
    qtbot.waitUntil(lambda: presenters.reader.current is not None, timeout=20_000)
    reader = presenters.reader.current
    assert reader is not None
    qtbot.waitUntil(lambda: reader.pages.state.phase is Phase.SHOWN, timeout=20_000)
    return reader


def test_locking_ends_a_presentation(session: Session, qtbot: QtBot) -> None:
    reader = _read_urgent(session, qtbot)
    assert session.main_window is not None
    view = next(
        view
        for view in session.main_window.findChildren(ReaderView)
        if view.pages.canvas.isVisibleTo(session.main_window)
    )
    view.present()
    window = view.findChild(PresentWindow)
    assert window is not None
    qtbot.waitUntil(lambda: window.canvas.complete, timeout=20_000)
    pictures = reader.pages.pictures
    with qtbot.waitSignal(session.locked, timeout=20_000):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(window)
    assert not isValid(pictures)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [session.window]
    _unlock(session, qtbot)


@pytest.mark.parametrize("sheets", [0, 2])
def test_locking_ends_a_print_and_leaves_no_part_of_it(
    session: Session, qtbot: QtBot, tmp_path: Path, sheets: int
) -> None:
    reader = _read_urgent(session, qtbot)
    folder = tmp_path / "prints"
    folder.mkdir()
    printed: list[int] = []
    held = Event()

    def mark(copy: int) -> Watermark:
        printed.append(copy)
        if len(printed) > sheets:
            held.wait(20)
        return Watermark(())

    reader.print_pages(PrintOrder(pages=(0, 1, 2), copies=9, path=str(folder / "out.pdf")), mark)
    qtbot.waitUntil(lambda: len(printed) > sheets, timeout=20_000)
    with qtbot.waitSignal(session.locked, timeout=20_000):
        session.lock()
        held.set()
    qtbot.waitUntil(lambda: session.tasks.under_way == 0, timeout=20_000)
    assert list(folder.iterdir()) == []
    _unlock(session, qtbot)


def test_locking_closes_every_tab_and_unlocking_lays_out_those_that_were_kept(
    session: Session, qtbot: QtBot
) -> None:
    _unlock(session, qtbot)
    _visit_every_room(session, qtbot)
    assert session.presenters is not None
    session.presenters.inbox.open("d-urgent")
    session.presenters.inbox.select("d-plain")
    workspace = session.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.open_tabs()) == 1)
    with qtbot.waitSignal(session.locked, timeout=20_000):
        session.lock()
    _unlock(session, qtbot)
    reader = session.presenters.reader
    qtbot.waitUntil(lambda: reader.current is not None)
    assert [reader.face(number).title for number in reader.state.numbers] == ["关于防汛备汛工作的通知"]


@pytest.mark.parametrize("language", Language)
def test_switching_the_language_says_every_text_anew(
    session: Session, qtbot: QtBot, language: Language
) -> None:
    _unlock(session, qtbot)
    _visit_every_room(session, qtbot)
    session.translation.use(Language.ENGLISH)
    session.translation.use(language)
    QApplication.processEvents()  # Qt posts the change to every window
    chinese = next(table for table in TABLES if table.stem.endswith("zh_CN"))
    pairs = {
        (source, forms[0])
        for _context, source, forms in messages_of(chinese)
        if source != forms[0] and "{" not in source and "%n" not in source
    }
    other = {source if language is Language.CHINESE else chosen for source, chosen in pairs} - DATA
    own = {chosen if language is Language.CHINESE else source for source, chosen in pairs}
    left_behind = _texts(session.window) & (other - own)
    assert not left_behind


def test_the_language_is_remembered(session: Session, qtbot: QtBot) -> None:
    session.switch_language()
    qtbot.waitUntil(lambda: load_config(session.profile).language is Language.ENGLISH)
    session.switch_language()
    qtbot.waitUntil(lambda: load_config(session.profile).language is Language.CHINESE)


@pytest.mark.parametrize("room", Room)
def test_keys_reach_every_control_of_a_room(session: Session, qtbot: QtBot, room: Room) -> None:
    _unlock(session, qtbot)
    _visit_every_room(session, qtbot)
    window = session.main_window
    assert window is not None
    window.enter(room)
    qtbot.waitUntil(lambda: session.tasks.under_way <= 1)
    session.window.activateWindow()
    reached: set[QWidget] = set()
    widget: QWidget | None = session.window
    for _ in range(5000):
        widget = widget.nextInFocusChain() if widget is not None else None
        if widget is None:
            break
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    wanted = {
        one
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
        for one in window.findChildren(kind)
        if one.isVisible() and one.isEnabled() and one.objectName() and not one.objectName().startswith("qt_")
    }
    # A rail is one stop for Tab, and so are tabs; arrows, or Ctrl and Alt with a digit, go on from there.
    missed = {one.objectName() for one in wanted - reached}
    assert not {name for name in missed if not name.startswith(("sealVerdict", "rail-", "tab-"))}
    QTest.keyClick(session.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.room is Room.MEETINGS


def test_every_control_has_a_name_for_the_screen_reader(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    _visit_every_room(session, qtbot)
    nameless = {
        widget.objectName()
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
        for widget in session.window.findChildren(kind)
        if widget.objectName()
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    }
    assert nameless <= {"openAgain", "inboxTryAgain", "noticeClose", "verdictPill", "sealingVerdict"}


def test_the_line_cut_shows_as_offline_and_acts_are_kept(
    session: Session, qtbot: QtBot, desks: Desks
) -> None:
    _unlock(session, qtbot)
    window, presenters = session.main_window, session.presenters
    assert window is not None
    assert presenters is not None
    desks.gateway.cut()
    qtbot.waitUntil(lambda: not presenters.activity.state.online, timeout=20_000)
    assert window.findChild(QPushButton, "syncState").text() == "离线"
    window.enter(Room.TO_READ)
    qtbot.waitUntil(lambda: bool(presenters.inbox.state.rows))
    presenters.inbox.mark_read(presenters.inbox.state.rows[0].id)
    qtbot.waitUntil(lambda: presenters.activity.state.pending == 1)
    assert window.findChild(QPushButton, "pendingActs").text() == "待上传 1"
    desks.gateway.mend()
    window.findChild(QPushButton, "syncState").click()
    qtbot.waitUntil(
        lambda: presenters.activity.state.online and presenters.activity.state.pending == 0, timeout=20_000
    )


def test_what_the_gateway_refused_can_be_seen_and_dismissed(
    session: Session, qtbot: QtBot, desks: Desks
) -> None:
    _unlock(session, qtbot)
    window, presenters = session.main_window, session.presenters
    assert window is not None
    assert presenters is not None
    desks.gateway.refuse = "not_own"
    window.enter(Room.TO_READ)
    qtbot.waitUntil(lambda: bool(presenters.inbox.state.rows))
    presenters.inbox.mark_read(presenters.inbox.state.rows[0].id)
    qtbot.waitUntil(lambda: bool(presenters.activity.state.attention), timeout=20_000)
    button = window.findChild(QPushButton, "attentionButton")
    assert button.text() == "需要处理 1"
    button.click()
    attention = presenters.activity.state.attention[0]
    window.findChild(QPushButton, f"dismiss-{attention.action.id}").click()
    qtbot.waitUntil(lambda: not presenters.activity.state.attention)
    assert button.isHidden()


def test_the_time_until_locking_is_chosen_and_remembered(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    menu = session.window.findChild(QMenu, "personMenu")
    next(action for action in menu.actions() if "10" in action.text()).trigger()
    qtbot.waitUntil(lambda: load_config(session.profile).lock_after_min == 10)


def test_files_named_at_the_start_are_shown_once_after_unlocking(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "来函.ofd"
    path.write_bytes(THREE_PAGES)
    session.read_when_unlocked([str(path)])
    _unlock(session, qtbot)
    assert session.presenters is not None
    assert session.main_window is not None
    reader = session.presenters.reader
    qtbot.waitUntil(lambda: reader.current is not None, timeout=20_000)
    assert reader.current is not None
    pages = reader.current.pages
    qtbot.waitUntil(lambda: pages.state.phase is Phase.SHOWN, timeout=20_000)
    assert session.main_window.room is Room.DOCUMENTS
    session.lock()
    qtbot.waitUntil(lambda: session.main_window is None)
    _unlock(session, qtbot)
    assert session.presenters.reader.state.numbers == ()


def test_the_menu_tells_the_version(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    menu = session.window.findChild(QMenu, "personMenu")
    assert menu.actions()[-1].text() == f"印台 {version('sealdesk')}"


def test_idleness_is_told_after_its_time(qtbot: QtBot) -> None:
    watch = IdleWatch(minutes=10)
    with qtbot.waitSignal(watch.idle):
        watch.look(quiet_ms=10 * 60_000)


def test_a_device_without_a_vault_is_enrolled_from_its_kit(
    desks: Desks, tmp_path: Path, chinese: Translation, qtbot: QtBot
) -> None:
    line = desks.line()
    kit = tmp_path / "kit.json"
    kit.write_bytes(encode(KIT))
    profile = tmp_path / "fresh"
    session = Session(
        profile,
        chinese,
        config=Config(lock_after_min=0),
        clock=OfficeClock(),
        gateway=line,
    )
    session.window.show()
    form = session.window.findChild(EnrolView)
    form.presenter.take_kit(str(kit))
    qtbot.waitUntil(lambda: form.presenter.state.kit is not None)
    button = form.findChild(QPushButton, "enrolButton")
    for name in ("newPassword", "newPasswordAgain"):
        assert not button.isEnabled()
        form.findChild(QLineEdit, name).setText("口令口令口令口令")
    button.click()
    qtbot.waitUntil(lambda: _is_shown(session), timeout=20_000)
    assert not kit.exists()
    session.close()
    session.window.deleteLater()


def test_a_kit_that_cannot_be_erased_is_told(
    desks: Desks, tmp_path: Path, chinese: Translation, qtbot: QtBot
) -> None:
    kit = tmp_path / "kit.json"
    kit.write_bytes(encode(KIT))
    session = Session(
        tmp_path / "fresh",
        chinese,
        config=Config(lock_after_min=0),
        clock=OfficeClock(),
        gateway=desks.line(),
    )
    form = session.window.findChild(EnrolView)
    form.presenter.take_kit(str(kit))
    qtbot.waitUntil(lambda: form.presenter.state.kit is not None)
    kit.unlink()  # the medium was pulled out
    with qtbot.waitSignal(form.presenter.kit_left, timeout=20_000):
        form.presenter.enrol("口令口令口令口令", erase_kit=True)
    assert session.main_window is not None
    session.close()
    session.window.deleteLater()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[1, 2]"])
def test_a_file_that_is_no_kit_is_told(
    content: bytes, tmp_path: Path, chinese: Translation, qtbot: QtBot
) -> None:
    kit = tmp_path / "kit.json"
    kit.write_bytes(content)
    session = Session(tmp_path / "fresh", chinese, config=Config(lock_after_min=0), clock=OfficeClock())
    form = session.window.findChild(EnrolView)
    form.presenter.take_kit(str(kit))
    qtbot.waitUntil(lambda: form.presenter.state.error is not None)
    assert not form.findChild(QPushButton, "enrolButton").isEnabled()
    session.close()
    session.window.deleteLater()


def test_a_config_that_a_newer_program_wrote_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(msgspec.json.encode({"language": "en", "new": 1}))
    assert load_config(tmp_path).language is Language.ENGLISH


def test_every_key_of_the_window_stands_on_the_sheet(session: Session, qtbot: QtBot) -> None:
    _unlock(session, qtbot)
    window = session.main_window
    assert window is not None
    _visit_every_room(session, qtbot)
    sheet = KeyMapDialog(window)
    told = {part for keys, _ in sheet.entries() for part in keys.split(" / ")}
    told |= {f"Ctrl+{room}" for room in range(2, 5)} | {f"Alt+{part}" for part in range(2, 5)}
    told |= {"Ctrl+=", "Ctrl+Y", "Del"}  # other ways of writing what is told
    if "Alt+Shift+←" in told:
        told |= {"Alt+Shift+Left", "Alt+Shift+Right"}
    real = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    assert {key for key in real if key and key not in told} == set()


def test_the_question_mark_shows_the_sheet_in_every_room_but_types_itself_into_a_field(
    session: Session, qtbot: QtBot
) -> None:
    _unlock(session, qtbot)
    window = session.main_window
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeyMapDialog, "keyMap")
    assert sheet is not None
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(KeyMapDialog, "keyMap") is None)
    field = next(each for each in window.findChildren(QLineEdit, "searchBox") if each.isVisible())
    field.setFocus()
    QTest.keyClicks(field, "?")
    assert field.text() == "?"
    assert window.findChild(KeyMapDialog, "keyMap") is None
