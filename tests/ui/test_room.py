"""Panes beside the pages, dialogs over the window: who gives way to whom."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.office import Attachment, FileFormat
from core.seal.report import Verdict
from desktop import ui
from desktop.ui.language import Translation
from desktop.ui.parts.pages.bar import ToolBar
from desktop.ui.parts.pages.besides import LEAST_PAGES_PX
from desktop.ui.parts.rows import RowsModel
from desktop.ui.parts.sheet import Sheet
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.details import AttachmentDelegate, DetailsPane
from desktop.workspace import Workspace
from tests.ui.reading import read, reader_on_screen

FIT_WIDTH_LEAST = 0.5
"""Below half of its true size a page of A4 is no longer read, only recognised."""


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    """As wide as the reader is in a window of 1366 px, beside its list."""
    view = reader_on_screen(qtbot, presenter, width=920, height=660)
    read(qtbot, presenter, workspace.document("d-urgent"))
    return view


def _open(view: ReaderView) -> tuple[bool, bool]:
    """Whether the left pane and the details are open."""
    return bool(view.pages.panes.current), view.details.isVisible()


def test_of_two_panes_that_leave_the_page_too_little_the_newer_stays(view: ReaderView) -> None:
    thumbs, details = (view.findChild(QToolButton, name) for name in ("toggleThumbnails", "toggleDetails"))
    details.click()
    thumbs.click()
    assert _open(view) == (True, False)
    assert not details.isChecked()
    details.click()
    assert _open(view) == (False, True)
    assert view.pages.canvas.zoom >= FIT_WIDTH_LEAST


def test_with_room_for_both_both_stay_until_there_is_none(view: ReaderView) -> None:
    view.resize(1300, 660)
    view.findChild(QToolButton, "toggleThumbnails").click()
    view.findChild(QToolButton, "toggleDetails").click()
    assert _open(view) == (True, True)
    assert view.pages.canvas.width() >= LEAST_PAGES_PX
    view.resize(920, 660)
    assert _open(view) == (False, True)


def test_in_a_half_a_pane_lies_over_the_page_and_leaves_its_size(view: ReaderView) -> None:
    view.resize(470, 600)
    before = view.pages.canvas.zoom
    view.findChild(QToolButton, "toggleDetails").click()
    assert view.pages.canvas.zoom == before >= FIT_WIDTH_LEAST
    assert view.details.isVisible()
    view.findChild(QToolButton, "toggleDetails").click()
    view.pages.panes.open("thumbnails")
    assert view.pages.canvas.zoom == before


def test_without_a_document_the_left_pane_waits_and_comes_back(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    view.pages.panes.open("thumbnails")
    assert view.pages.thumbnails.isVisible()
    presenter.close()
    assert not view.pages.thumbnails.isVisible()


def test_what_is_a_title_only_bears_no_clip(qtbot: QtBot, view: ReaderView) -> None:
    with_file = Attachment(title="附件1", blob="0" * 64, size=10, format=FileFormat.OFD)
    model: RowsModel[Attachment] = RowsModel(lambda each: each.title, lambda each: each.title, view)
    model.show_rows((with_file, Attachment(title="附件2")))
    pane = view.findChild(DetailsPane)
    assert isinstance(pane, DetailsPane)
    delegate = AttachmentDelegate(pane)
    cards = [delegate.card(model.index(row)) for row in range(2)]
    assert [card.icons for card in cards] == [("attachment",), ()]
    assert cards[1].facts == "仅有标题"


@pytest.fixture
def window(qtbot: QtBot, chinese: Translation) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("文件"))
    with qtbot.waitExposed(window):
        window.show()
    return window


def _corner(window: QWidget) -> int:
    return window.grab().toImage().pixelColor(4, 4).lightness()


def test_a_dialog_dims_its_window_until_it_is_put_away(qtbot: QtBot, window: QWidget) -> None:
    before = _corner(window)
    sheet = Sheet(window)
    sheet.open()
    assert _corner(window) < before - 40
    window.resize(700, 500)
    assert window.grab().toImage().pixelColor(695, 495).lightness() < before - 40
    sheet.reject()
    assert _corner(window) == before


def test_a_dialog_bears_a_frame_of_its_own(qtbot: QtBot, window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.resize(200, 100)
    sheet.open()
    picture: QImage = sheet.grab().toImage()
    assert picture.pixelColor(0, 50) != picture.pixelColor(10, 50)
    sheet.reject()


def test_every_dialog_of_ours_stands_out_by_itself() -> None:
    screens = Path(ui.__file__).parent
    bare = [
        f"{file.relative_to(screens)}: {node.name}"
        for file in screens.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "QDialog" for base in node.bases)
    ]
    assert bare == ["parts/sheet.py: Sheet"]


def test_a_window_is_not_left_dim_by_a_dialog_that_is_gone(qtbot: QtBot, window: QWidget) -> None:
    before = _corner(window)
    owner = QWidget(window)
    sheet = Sheet(owner)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    qtbot.waitUntil(lambda: _corner(window) == before)
    assert not window.findChildren(QDialog)


@pytest.mark.parametrize("width", [420, 470, 560, 640, 722, 920, 1400])
def test_no_tool_of_the_bar_is_cut_however_little_room_there_is(view: ReaderView, width: int) -> None:
    """With the longest verdict; the width of a half, of 1366 px at 125 %, of 1920 px."""
    view._pill.show_verdict(Verdict.UNDETERMINED)
    view.resize(width, 600)
    QApplication.processEvents()
    bar = view.findChild(ToolBar)
    tools = [tool for tool in bar._tools if tool.isVisible()]
    for tool in tools:
        needed = min(tool.minimumSizeHint().width(), tool.maximumWidth())
        assert tool.width() >= needed, tool.objectName()
    for left, right in pairwise(tools):
        assert left.geometry().right() < right.geometry().left()
    assert tools[-1].geometry().right() <= bar.width()
    assert view.findChild(QToolButton, "toggleDetails") in tools
    if width >= 920:
        assert view.findChild(QToolButton, "documentProperties") in tools


def test_tools_come_back_with_the_room(view: ReaderView) -> None:
    bar = view.findChild(ToolBar)
    before = {tool for tool in bar._tools if tool.isVisible()}
    view.resize(430, 600)
    QApplication.processEvents()
    assert {tool for tool in bar._tools if tool.isVisible()} < before
    view.resize(920, 660)
    QApplication.processEvents()
    assert {tool for tool in bar._tools if tool.isVisible()} == before
