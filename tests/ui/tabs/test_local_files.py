"""Files of this computer, read beside the office's documents and never kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.inputs import InputUnreadable
from desktop.ui.language import Translation
from desktop.ui.messages import explain
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.pages import Phase, Watermark
from desktop.ui.reader import TabsPresenter, TabsView
from desktop.ui.reader.local_files import DropHint
from desktop.ui.reader.printing import PrintOrder
from desktop.ui.reader.tabs_presenter import TABS_MAX
from desktop.workspace import Workspace
from tests.ui.office import THREE_PAGES
from tests.ui.tabs.sight import shown, titles

COPY = Qt.DropAction.CopyAction


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "来函.ofd"
    path.write_bytes(THREE_PAGES)
    return path


def _dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _enter(view: TabsView, data: QMimeData) -> None:
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(300, 300), COPY, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(view, event)


def _drop(view: TabsView, data: QMimeData) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QDropEvent(QPointF(300, 300), COPY, data, Qt.MouseButton.LeftButton, none))


def test_a_key_asks_for_files_and_each_gets_a_tab(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, file: Path
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    QTest.keyClick(view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(FileDialog)
    assert dialog.isVisible()
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    shown(qtbot, tabs)
    assert titles(tabs) == [urgent.title, "来函.ofd"]
    reader = tabs.current
    assert reader is not None
    assert reader.pages.state.page_count == 3
    view.findChild(QToolButton, "openLocal").click()
    again = next(each for each in view.findChildren(FileDialog) if each.isVisible())
    assert again.directory().path() == str(file.parent)
    again.reject()
    current = view.current
    assert current is not None
    assert any("本机文件，不是单位的公文" in each.text() for each in current.findChildren(QLabel))


def test_with_nothing_open_a_button_asks_for_a_file(view: TabsView) -> None:
    button = view.findChild(QPushButton, "openLocalFirst")
    assert button.isVisible()
    button.click()
    dialog = view.findChild(FileDialog)
    assert dialog.isVisible()
    assert dialog.nameFilters() == ["文档 (*.ofd *.pdf)", "全部文件 (*)"]
    dialog.reject()


def test_what_is_dropped_on_the_pages_is_read(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, file: Path
) -> None:
    hint = view.findChild(DropHint)
    _enter(view, _dragged(file))
    assert hint.isVisible()
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert not hint.isVisible()
    _enter(view, _dragged(file))
    _drop(view, _dragged(file, file.with_name("list.xlsx")))
    assert not hint.isVisible()
    shown(qtbot, tabs)
    assert titles(tabs) == ["来函.ofd"]
    _enter(view, _dragged(file))
    _drop(view, _dragged(file))
    assert titles(tabs) == ["来函.ofd"]  # it lies open already


def test_what_cannot_be_read_here_is_refused_with_a_word(
    tabs: TabsPresenter, view: TabsView, tmp_path: Path
) -> None:
    data = _dragged(tmp_path / "list.xlsx")
    _enter(view, data)
    assert not view.findChild(DropHint).isVisible()
    _drop(view, data)
    assert titles(tabs) == []
    assert "OFD 和 PDF" in view.said.words.text()
    assert not view._files.eventFilter(view, QEvent(QEvent.Type.Enter))  # type: ignore[union-attr]


def test_a_file_that_has_gone_says_so_and_opens_when_it_is_back(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, file: Path
) -> None:
    content = file.read_bytes()
    file.unlink()
    tabs.open_files([str(file)])
    reader = tabs.current
    assert reader is not None
    qtbot.waitUntil(lambda: reader.pages.state.phase is Phase.FAILED)
    error = reader.pages.state.error
    assert isinstance(error, InputUnreadable)
    assert "移动盘" in explain(error).sentence
    file.write_bytes(content)
    current = view.current
    assert current is not None
    current.findChild(QPushButton, "openAgain").click()
    shown(qtbot, tabs)


def test_nothing_of_it_is_kept_in_the_vault(
    qtbot: QtBot, tabs: TabsPresenter, workspace: Workspace, file: Path
) -> None:
    tabs.open_files([str(file)])
    shown(qtbot, tabs)
    reader = tabs.current
    assert reader is not None
    assert reader.state.remembered_as == ""
    assert reader.annotations.state.homeless
    assert workspace.open_tabs() == ()


def test_a_file_that_slept_is_read_again_where_it_lies(qtbot: QtBot, tabs: TabsPresenter, file: Path) -> None:
    tabs.open_files([str(file)])
    shown(qtbot, tabs)
    reader = tabs.current
    assert reader is not None
    reader.sleep()
    assert reader.held_bytes == 0
    assert reader.state.paper is not None
    assert reader.state.paper.content is None
    reader.wake()
    qtbot.waitUntil(lambda: reader.pages.state.phase is Phase.SHOWN)


def test_its_seals_are_judged_and_it_is_printed_marked(
    qtbot: QtBot, tabs: TabsPresenter, file: Path, tmp_path: Path
) -> None:
    tabs.open_files([str(file)])
    shown(qtbot, tabs)
    reader = tabs.current
    assert reader is not None
    qtbot.waitUntil(lambda: reader.state.report is not None)
    target = tmp_path / "out.pdf"
    with qtbot.waitSignal(reader.printed, timeout=60_000):
        reader.print_pages(PrintOrder(pages=(0,), path=str(target)), lambda _copy: Watermark(("唐景和",)))
    assert target.read_bytes().startswith(b"%PDF")


def test_papers_of_a_meeting_stand_alone(
    qtbot: QtBot, tabs: TabsPresenter, chinese: Translation, file: Path
) -> None:
    papers = TabsView(tabs, closable=True)
    qtbot.addWidget(papers)
    assert papers.findChild(QToolButton, "openLocal") is None
    assert not papers.acceptDrops()


_LOOKS_INTO_A_FOLDER = """
import sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from desktop.app import application
from desktop.ui.parts.files import FileDialog
app = application()
over = QWidget()
for closed in (True, False):
    dialog = FileDialog("?", over)
    dialog.setDirectory(sys.argv[1])
    dialog.open()
    if closed:
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del dialog
del over
"""


def test_which_folders_were_looked_into_is_written_nowhere(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "folder-of-a-secret"
    home.mkdir()
    folder.mkdir()
    surroundings = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-c", _LOOKS_INTO_A_FOLDER, str(folder)]
    subprocess.run(command, env=surroundings, check=True, timeout=60)
    written = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    assert not any(b"folder-of-a-secret" in content for content in written)


def test_of_many_files_at_once_only_the_one_in_sight_is_opened(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, file: Path
) -> None:
    many = [file.with_name(f"{number}.ofd") for number in range(TABS_MAX + 5)]
    for each in many:
        each.write_bytes(THREE_PAGES)
    dragged = _dragged(file, *many)
    _enter(view, dragged)
    with qtbot.waitSignal(tabs.full) as told:
        _drop(view, dragged)
    assert told.args == [TABS_MAX]
    shown(qtbot, tabs)
    assert len(titles(tabs)) == TABS_MAX
    awake = [number for number in tabs.state.numbers if not tabs.reader(number).asleep]
    assert awake == [tabs.state.current]
    tabs.show(tabs.state.numbers[0])
    shown(qtbot, tabs)
    assert tabs.current is not None
    assert tabs.current.pages.state.page_count == 3
