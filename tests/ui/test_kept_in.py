"""Ways out of a document beside copying its text: rows of lists, the search box, addresses, a dialog."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from core.office import Classification, SecrecyLevel
from desktop.reading.wire import OutlineEntry
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase
from desktop.ui.reader import Paper, ReaderPresenter, ReaderView
from desktop.ui.reader.print_dialog import PrintDialog
from desktop.ui.reader.printing import PrintOrder
from desktop.ui.reader.property_words import foremost
from desktop.workspace import Workspace
from tests.ui.office import PAPER
from tests.ui.reading import read, read_text, reader_on_screen

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
JUEMI = Classification(level=SecrecyLevel.JUEMI, known_to=frozenset({"p-1"}))
BEFORE = "what was there before"


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    QGuiApplication.clipboard().setText(BEFORE)
    return view


def _read(qtbot: QtBot, presenter: ReaderPresenter, classification: Classification) -> None:
    paper = Paper(title="附件", blob="", classification=classification, content=PAPER)
    presenter.show_paper(paper)
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN)
    read_text(qtbot, presenter)


def test_a_line_of_the_document_is_not_copied_out_of_the_lists_beside_it(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _read(qtbot, presenter, JUEMI)
    text = presenter.pages.texts.text(0)
    assert text is not None
    presenter.pages.finding.find("".join(text.chars[:2]), 0)
    qtbot.waitUntil(lambda: bool(presenter.pages.finding.state.hits))
    tools = view.tools
    tools.outline.show_outline((OutlineEntry("机密的标题", 0, page=0),))
    for listed in (tools.hits, tools.outline):
        listed.setCurrentIndex(listed.model().index(0, 0))
        QTest.keyClick(listed, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == BEFORE


def test_chosen_words_do_not_leave_a_classified_document_by_the_search_box(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _read(qtbot, presenter, JUEMI)
    view.tools.text._from, view.tools.text._to = (0, 0), (0, 1)
    view.tools.open_search()
    box = view.tools.find_bar.box
    assert box.text() == view.tools.text.chosen_text()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        box.selectAll()
        QTest.keyClick(box, key, CONTROL)
    assert QGuiApplication.clipboard().text() == BEFORE
    assert box.text()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(box, asked)
    assert box.findChild(QMenu) is None
    box.selectAll()
    left = Qt.MouseButton.LeftButton
    place = QPointF(5, 5)
    none = Qt.KeyboardModifier.NoModifier
    let_go = QMouseEvent(QEvent.Type.MouseButtonRelease, place, place, left, left, none)
    QApplication.sendEvent(box, let_go)
    assert not box.hasSelectedText()


def test_what_was_looked_for_in_one_document_is_not_offered_for_the_next(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _read(qtbot, presenter, JUEMI)
    view.tools.text._from, view.tools.text._to = (0, 0), (0, 1)
    view.tools.open_search()
    _read(qtbot, presenter, Classification())
    view.tools.text.clear()
    view.tools.open_search()
    assert view.tools.find_bar.box.text() == ""


@pytest.mark.parametrize(("classification", "copied"), [(JUEMI, False), (Classification(), True)])
def test_an_address_is_copied_by_the_rule_of_its_document(
    qtbot: QtBot,
    presenter: ReaderPresenter,
    view: ReaderView,
    classification: Classification,
    copied: bool,
) -> None:
    _read(qtbot, presenter, classification)
    view.tools.copy_address("https://example.invalid/")
    assert (QGuiApplication.clipboard().text() == BEFORE) is not copied
    assert view.said.isVisible() is not copied


def test_nothing_is_printed_when_the_office_forbids_it_while_the_dialog_is_open(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, view: ReaderView
) -> None:
    document = workspace.document("d-urgent")
    read(qtbot, presenter, document)
    view.print_document()
    dialog = view.findChild(PrintDialog)
    presenter.show_document(replace(document, allow_print=False))
    dialog.ordered.emit(PrintOrder(pages=(0,), printer="none"))
    assert not presenter.printing
    assert view.said.isVisible()
    dialog.reject()


def test_shift_and_up_go_back_to_the_page_before_from_the_first_line(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, view: ReaderView
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    text, texts = view.tools.text, presenter.pages.texts
    for page in (0, 1):
        texts.want(page)
    qtbot.waitUntil(lambda: all(texts.text(page) is not None for page in (0, 1)))
    text._from, text._to = (1, 8), (1, 5)
    view.pages.canvas.setFocus()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Up, SHIFT)
    assert text._to[0] == 0


def test_keys_narrow_a_whole_document_from_its_last_character(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, view: ReaderView
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    text, texts = view.tools.text, presenter.pages.texts
    for page in range(3):
        texts.want(page)
    qtbot.waitUntil(lambda: all(texts.text(page) is not None for page in range(3)))
    view.pages.canvas.setFocus()
    last = texts.text(2)
    assert last is not None
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        text.clear()
        for _ in range(2):
            text.choose_page(0)
        QTest.keyClick(view.pages.canvas, key, SHIFT)
        assert text._to is not None
        if key == Qt.Key.Key_Left:
            assert text._to == (2, len(last.chars) - 2)


def test_a_highlight_over_many_pages_is_one_step_to_take_back(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, view: ReaderView
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)
    for _ in range(2):
        view.tools.text.choose_page(0)
    view.tools.mark_chosen(Highlight)
    qtbot.waitUntil(lambda: len(presenter.annotations.state.layer) == 3)
    presenter.annotations.undo()
    assert presenter.annotations.state.layer == ()


def test_texts_that_nobody_waits_for_any_more_are_not_read(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, view: ReaderView
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    texts = presenter.pages.texts
    texts._kept.clear()
    told: list[object] = []
    texts.gather(range(3), lambda page, _text: page, told.append)
    gathering = texts._gathering
    assert gathering is not None
    presenter.close()
    assert gathering.cancelled
    assert texts._gathering is None
    assert told == []


def test_thousands_of_facts_are_no_thousands_of_lines(chinese: Translation) -> None:
    facts = foremost(tuple((str(number), "") for number in range(5_000)))
    assert len(facts) == 201
    assert facts[-1] == ("…", "另有 4800 项")
    assert foremost((("a", "b"),)) == (("a", "b"),)
