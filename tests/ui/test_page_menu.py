"""A right click on the pages, and Esc that leaves the innermost thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from core.ofd import Highlight, Note
from desktop.reading.wire import BoxMm, Link
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Fit, Place
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.annotations import Tool
from desktop.ui.reader.palette import TINTS
from desktop.workspace import Workspace
from tests.ui.reading import read, read_text, reader_on_screen

FAR_OFF = Place(0, 5.0, 290.0)


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)
    view.pages.canvas.setFocus()
    return view


def _words(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


def _press(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_chosen_text_is_copied_highlighted_and_searched_for_by_the_menu(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = view.tools.text
    assert "复制" not in _words(view.menu.menu_at(FAR_OFF))
    text._from, text._to = (0, 0), (0, 1)
    chosen = text.chosen_text()
    _press(view.menu.menu_at(FAR_OFF), "复制")
    assert QGuiApplication.clipboard().text() == chosen
    _press(view.menu.menu_at(FAR_OFF), "查找所选文字")
    assert view.findChild(QLineEdit, "findBox").text() == chosen
    _press(view.menu.menu_at(FAR_OFF), "高亮")
    (mark,) = presenter.annotations.state.layer
    assert isinstance(mark, Highlight)


def test_an_annotation_under_the_pointer_is_edited_or_deleted(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _press(view.menu.menu_at(Place(0, 100.0, 120.0)), "在此处加附注")
    (note,) = presenter.annotations.state.layer
    assert isinstance(note, Note)
    assert (note.x, note.y) == (100.0, 120.0)
    view.pages.canvas.viewport().grab()  # where a note lies depends on how near the pages are
    menu = view.menu.menu_at(Place(0, 100.5, 120.5))
    assert "删除批注" in _words(menu)
    _press(menu, "批注内容")
    assert view.tools.annotations.words.hasFocus()
    _press(view.menu.menu_at(Place(0, 100.5, 120.5)), "删除批注")
    assert presenter.annotations.state.layer == ()


def test_the_chosen_annotation_changes_its_colour_by_the_menu_of_the_keys(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.tools.text.choose_page(0)
    view.tools.mark_chosen(Highlight)
    (mark,) = presenter.annotations.state.layer
    presenter.annotations.choose(mark.mark_id)
    menu = view.menu.menu_at(FAR_OFF, by_keys=True)
    colours = next(each for each in menu.findChildren(QMenu) if each.title() == "颜色")
    assert [each.text() for each in colours.actions()] == ["黄色", "蓝色", "绿色", "红色"]
    colours.actions()[2].trigger()
    assert presenter.annotations.state.layer[0].tint == TINTS[2]
    presenter.annotations.undo()
    assert presenter.annotations.state.layer[0].tint == TINTS[0]


def test_an_address_on_the_page_is_copied_and_not_followed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    link = Link(BoxMm(0, 0, 50, 50), uri="https://example.invalid/")
    kept = presenter.pages.texts._kept
    kept[0] = replace(kept[0], links=(link,))
    _press(view.menu.menu_at(Place(0, 10.0, 10.0)), "复制地址")
    assert QGuiApplication.clipboard().text() == "https://example.invalid/"


def test_keys_follow_a_link_that_is_in_sight_by_the_menu(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    kept = presenter.pages.texts._kept
    first, canvas = kept[0].boxes[0], view.pages.canvas
    kept[0] = replace(
        kept[0], links=(Link(first, page=2), Link(BoxMm(0, 290, 5, 5), uri="https://example.invalid/?a&b"))
    )
    canvas.set_zoom(2.0)
    canvas.go_to(0)
    canvas.horizontalScrollBar().setValue(100)
    among = next(
        each for each in view.menu.menu_at(FAR_OFF, by_keys=True).findChildren(QMenu) if each.title()
    )
    assert [each.text() for each in among.actions()] == [f"{kept[0].chars[0]}\t转到第 3 页"]
    among.actions()[0].trigger()
    assert canvas.page == 2


def test_the_menu_opens_by_its_key_and_turns_and_fits_the_pages(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    centre = canvas.viewport().rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, centre, canvas.mapToGlobal(centre))
    QApplication.sendEvent(canvas.viewport(), asked)
    menu = view.pages.findChild(QMenu, "pageMenu")
    assert menu.isVisible()
    menu.close()
    _press(view.menu.menu_at(FAR_OFF), "向右旋转")
    _press(view.menu.menu_at(FAR_OFF), "适合整页")
    assert (canvas.turn, canvas.fit) == (1, Fit.PAGE)


def test_escape_puts_the_pen_down_before_it_leaves_anything(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    annotations = presenter.annotations
    annotations.pin(0, 50, 50)
    annotations.choose_tool(Tool.INK)
    view.pages.canvas.setFocus()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Escape)
    assert annotations.state.tool is None
    assert annotations.state.chosen
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Escape)
    assert not annotations.state.chosen


def test_a_search_begins_with_the_words_that_are_chosen(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = view.tools.text
    text._from, text._to = (0, 0), (0, 1)
    text.chosen_changed.emit()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.findChild(QLineEdit, "findBox").text() == text.chosen_text()
