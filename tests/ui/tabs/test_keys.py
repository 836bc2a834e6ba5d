"""Keys of the pages, pressed in the pages and beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Arrangement
from desktop.ui.reader import ReaderView, TabsPresenter, TabsView
from tests.ui.tabs.sight import shown

WHITE, GREEN = "#ffffff", "#c7edcc"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def beside(
    tabs: TabsPresenter, urgent: OfficialDocument, qtbot: QtBot, chinese: Translation
) -> Iterator[tuple[QLineEdit, ReaderView]]:
    """Something that has the focus beside the reader, which shows a document."""
    window, other, view = QWidget(), QLineEdit(), TabsView(tabs)
    row = QHBoxLayout(window)
    row.addWidget(other)
    row.addWidget(view, 1)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    tabs.preview(urgent)
    shown(qtbot, tabs)
    other.setFocus()
    reader = view.current
    assert reader is not None
    yield other, reader
    window.close()


def test_whoever_chooses_in_the_list_turns_and_zooms_the_pages_without_leaving_it(
    beside: tuple[QLineEdit, ReaderView],
) -> None:
    other, reader = beside
    canvas = reader.pages.canvas
    QTest.keyClick(other, Qt.Key.Key_PageDown, ALT)
    assert canvas.page == 1
    QTest.keyClick(other, Qt.Key.Key_8, CONTROL)
    assert canvas.zoom == 1.0
    QTest.keyClick(other, Qt.Key.Key_2, ALT)
    assert canvas.arrangement is Arrangement.SINGLE
    QTest.keyClick(other, Qt.Key.Key_F4)
    assert reader.pages.panes.current == "thumbnails"
    QTest.keyClick(other, Qt.Key.Key_F7)
    assert reader.details_shown
    assert other.hasFocus()


def test_within_the_pages_each_of_these_keys_acts_once(beside: tuple[QLineEdit, ReaderView]) -> None:
    other, reader = beside
    canvas = reader.pages.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_PageDown, ALT)
    QTest.keyClick(canvas, Qt.Key.Key_F4)
    assert (canvas.page, reader.pages.panes.current) == (1, "thumbnails")
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_F4)
    assert reader.pages.panes.current == ""


def test_tab_goes_through_the_tools_as_the_eye_does(tabs: TabsPresenter, view: TabsView) -> None:
    tool = QToolButton()
    tool.setObjectName("ours")
    view.add_tool(tool)
    order, at = ["ours"], tool.nextInFocusChain()
    while at is not None and len(order) < 6 and at is not tool:
        if isinstance(at, QToolButton) and not at.objectName().startswith("Scroll") and at.objectName():
            order.append(at.objectName())
        at = at.nextInFocusChain()
    assert order == ["ours", "recentDocuments", "openLocal", "toggleList", "toggleHeads", "coupleHalves"]


def test_f8_gives_the_room_of_the_title_to_the_pages_in_every_tab_but_keeps_what_must_be_seen(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.open(urgent)
    shown(qtbot, tabs)
    first = view.current
    assert first is not None
    before = first.pages.height()
    QTest.keyClick(view, Qt.Key.Key_F8)
    assert not _titles(first)
    qtbot.waitUntil(lambda: first.pages.height() > before)
    tabs.open(secret)
    shown(qtbot, tabs)
    second = view.current
    assert second is not None
    marking = next(each for each in second.findChildren(QLabel) if each.property("role") == "marking")
    assert marking.isVisible()
    assert not _titles(second)
    QTest.keyClick(view, Qt.Key.Key_F8)
    assert _titles(second)
    assert not view.heads_folded


def _titles(reader: ReaderView) -> bool:
    title = reader.findChild(QLabel, "readerTitle")
    assert title is not None
    return title.isVisible()


def test_paper_is_easy_on_the_eyes_in_every_tab_and_white_again(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.open(urgent)
    shown(qtbot, tabs)
    view.focus_pages()
    white = _paper(qtbot, view)
    QTest.keyClick(view.current.pages.canvas, Qt.Key.Key_5, ALT)  # type: ignore[union-attr]
    assert (white, _paper(qtbot, view)) == (WHITE, GREEN)
    tabs.open(secret)
    shown(qtbot, tabs)
    assert _paper(qtbot, view) == GREEN
    view.focus_pages()
    QTest.keyClick(view.current.pages.canvas, Qt.Key.Key_5, ALT)  # type: ignore[union-attr]
    assert _paper(qtbot, view) == WHITE


def _paper(qtbot: QtBot, view: TabsView) -> str:
    """The colour of the sheet in sight, at its upper left corner."""
    reader = view.current
    assert reader is not None
    canvas = reader.pages.canvas
    qtbot.waitUntil(lambda: canvas.complete)
    span = canvas.pages_layout.span(0)
    picture = canvas.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(round((span.left + 6) * ratio), round((span.top + 6) * ratio)).name()
