"""Small things that hands expect of pages: tips, going along with a drag, Shift and a click, arrows, F3."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from desktop.reading.wire import BoxMm, Link
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Fit, Place
from desktop.ui.parts.pages.flowing import paragraph_around
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.workspace import Workspace
from tests.ui.reading import read, read_text, reader_on_screen

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)
    view.pages.canvas.setFocus()
    return view


def _at(view: ReaderView, place: Place) -> QPoint:
    canvas = view.pages.canvas
    x, y = canvas.pages_layout.to_canvas(place)
    return QPoint(
        round(x) - canvas.horizontalScrollBar().value(), round(y) - canvas.verticalScrollBar().value()
    )


def _character(view: ReaderView, presenter: ReaderPresenter, number: int, part: float = 0.5) -> QPoint:
    """On a character, `part` of its width from its left."""
    text = presenter.pages.texts.text(0)
    assert text is not None
    box = text.boxes[number]
    return _at(view, Place(0, box.x + box.width * part, box.y + box.height / 2))


def _tip(view: ReaderView, at: QPoint) -> str:
    viewport = view.pages.canvas.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    return QToolTip.text()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (Link(BoxMm(0, 0, 30, 30), page=2), "转到第 3 页"),
        (Link(BoxMm(0, 0, 30, 30), uri="https://example.invalid/"), "https://example.invalid/"),
        (Link(BoxMm(0, 0, 30, 30), attachment=0), "打开文件内附件"),
    ],
)
def test_a_link_says_where_it_leads_before_it_is_followed(
    presenter: ReaderPresenter, view: ReaderView, link: Link, said: str
) -> None:
    kept = presenter.pages.texts._kept
    kept[0] = replace(kept[0], links=(link,))
    assert _tip(view, _at(view, Place(0, 10, 10))) == said
    assert view.tools.text.tip_over(Place(0, 200, 280)) == ""


def test_a_note_says_its_words_and_whose_they_are(presenter: ReaderPresenter, view: ReaderView) -> None:
    presenter.annotations.pin(0, 60, 60)
    presenter.annotations.write(presenter.annotations.state.chosen, "<b>请核实</b>")
    view.pages.canvas.viewport().grab()
    said = _tip(view, _at(view, Place(0, 60.5, 60.5)))
    assert "&lt;b&gt;请核实" in said
    assert "唐景和" in said


def test_a_drag_held_below_the_edge_goes_on_down_the_pages(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    viewport = canvas.viewport()
    QTest.mousePress(viewport, LEFT, pos=_character(view, presenter, 0))
    QTest.mouseMove(viewport, QPoint(200, viewport.height() + 30))
    text = view.tools.text
    qtbot.waitUntil(lambda: text.ends is not None and text.ends[1][0] > 0)  # and nobody moves the mouse
    QTest.mouseRelease(viewport, LEFT, pos=QPoint(200, viewport.height() - 5))
    assert not canvas._along.isActive()
    assert text.ends is not None
    assert text.ends[0] == (0, 0)


def test_shift_and_a_click_widen_what_is_chosen(presenter: ReaderPresenter, view: ReaderView) -> None:
    viewport = view.pages.canvas.viewport()
    first = _character(view, presenter, 0, 0.2)
    second, last = (_character(view, presenter, number, 0.8) for number in (1, 3))
    QTest.mousePress(viewport, LEFT, pos=first)
    QTest.mouseMove(viewport, second)
    QTest.mouseRelease(viewport, LEFT, pos=second)
    assert len(view.tools.text.chosen_text()) == 2
    QTest.mouseClick(viewport, LEFT, Qt.KeyboardModifier.ShiftModifier, last)
    assert len(view.tools.text.chosen_text()) == 4
    QTest.mouseClick(viewport, LEFT, NONE, first)
    assert view.tools.text.chosen_text() == ""


def test_left_and_right_turn_pages_where_nothing_lies_beside_the_view(view: ReaderView) -> None:
    canvas = view.pages.canvas
    canvas.set_fit(Fit.WIDTH)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.page == 1
    canvas.set_zoom(4.0)
    canvas.horizontalScrollBar().setValue(0)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.page == 1
    assert canvas.horizontalScrollBar().value() > 0


def test_the_wheel_with_shift_goes_sideways(view: ReaderView) -> None:
    canvas = view.pages.canvas
    canvas.set_zoom(4.0)
    canvas.horizontalScrollBar().setValue(0)
    down = canvas.verticalScrollBar().value()
    at = QPointF(200, 200)
    buttons, shift = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ShiftModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    canvas.wheelEvent(QWheelEvent(at, at, QPoint(), QPoint(0, -120), buttons, shift, phase, False))
    assert canvas.horizontalScrollBar().value() == 120
    assert canvas.verticalScrollBar().value() == down


def test_the_middle_button_drags_the_pages_from_anywhere(
    presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas, middle = view.pages.canvas, Qt.MouseButton.MiddleButton
    start, before = _character(view, presenter, 0), canvas.verticalScrollBar().value()
    QTest.mousePress(canvas.viewport(), middle, pos=start)
    QTest.mouseMove(canvas.viewport(), start - QPoint(0, 120))
    QTest.mouseRelease(canvas.viewport(), middle, pos=start - QPoint(0, 120))
    assert canvas.verticalScrollBar().value() == before + 120
    assert view.tools.text.chosen_text() == ""


def test_what_was_found_stays_chosen_so_that_keys_alone_copy_and_widen_it(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = presenter.pages.texts.text(0)
    assert text is not None
    wanted = "".join(text.chars[:2])
    view.tools.open_search()
    box = view.tools.find_bar.box
    box.setText(wanted)
    qtbot.waitUntil(lambda: presenter.pages.finding.state.hit is not None)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert view.tools.text.chosen_text() == wanted
    canvas = view.pages.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.tools.text.chosen_text() == "".join(text.chars[:3])
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert view.tools.text.ends is None
    view.tools.open_search()
    box.setText("\u9f98\u9f98")
    qtbot.waitUntil(lambda: presenter.pages.finding.state.wanted == box.text())
    qtbot.waitUntil(lambda: not presenter.pages.finding.state.running)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert view.tools.text.ends is None


def test_f3_without_a_search_asks_what_to_look_for(view: ReaderView) -> None:
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_F3)
    assert view.tools.find_bar.isVisible()


def test_all_of_a_document_is_chosen_by_the_second_press_and_copied_with_pages_never_seen(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas, text, control = view.pages.canvas, view.tools.text, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(canvas, Qt.Key.Key_A, control)
    assert list(text.chosen_pages) == [0]
    QTest.keyClick(canvas, Qt.Key.Key_A, control)
    assert list(text.chosen_pages) == [0, 1, 2]
    for page in (1, 2):
        presenter.pages.texts._kept.pop(page, None)
    QGuiApplication.clipboard().setText("")
    QTest.keyClick(canvas, Qt.Key.Key_C, control)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    for page in range(3):
        presenter.pages.texts.want(page)
    qtbot.waitUntil(lambda: all(presenter.pages.texts.text(page) is not None for page in range(3)))
    pages = [presenter.pages.texts.text(page) for page in range(3)]
    wanted = [page.part(0, len(page.chars) - 1) for page in pages if page is not None]
    assert QGuiApplication.clipboard().text().split("\n") == "\n".join(wanted).split("\n")
    canvas.viewport().grab()


def test_a_highlight_over_pages_never_seen_is_laid_on_each(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    for _ in range(2):
        view.tools.text.choose_page(0)
    presenter.pages.texts._kept.pop(1, None)
    view.tools.mark_chosen(Highlight)
    qtbot.waitUntil(lambda: len(presenter.annotations.state.layer) == 3)
    assert [mark.page for mark in presenter.annotations.state.layer] == [0, 1, 2]


def test_a_second_click_takes_the_line_and_a_third_the_paragraph(
    presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = presenter.pages.texts.text(0)
    assert text is not None
    viewport, at = view.pages.canvas.viewport(), _character(view, presenter, 1)
    QTest.mouseDClick(viewport, LEFT, NONE, at)
    first, last = text.line_around(1)
    assert view.tools.text.ends == ((0, first), (0, last))
    QTest.mousePress(viewport, LEFT, NONE, at)
    QTest.mouseMove(viewport, at + QPoint(1, 0))
    QTest.mouseRelease(viewport, LEFT, NONE, at)
    assert view.tools.text.ends == tuple((0, number) for number in paragraph_around(text, 1))


def test_keys_alone_choose_from_the_top_of_what_is_in_sight(
    presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas, text = view.pages.canvas, presenter.pages.texts.text(0)
    assert text is not None
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_Right, shift)
    assert view.tools.text.ends == ((0, 0), (0, 0))
    QTest.keyClick(canvas, Qt.Key.Key_Right, shift)
    assert view.tools.text.ends == ((0, 0), (0, 1))
    QTest.keyClick(canvas, Qt.Key.Key_End, shift)
    assert view.tools.text.ends == ((0, 0), (0, text.line_around(0)[1]))


def test_keys_choose_from_where_one_clicked_and_back(presenter: ReaderPresenter, view: ReaderView) -> None:
    canvas = view.pages.canvas
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, _character(view, presenter, 2, 0.2))
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.tools.text.ends == ((0, 1), (0, 1))
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.tools.text.ends == ((0, 0), (0, 1))


def test_the_view_follows_the_end_that_keys_move(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    canvas.set_zoom(4.0)
    canvas.go_to(0)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(12):
        QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ends, text = view.tools.text.ends, presenter.pages.texts.text(0)
    assert ends is not None
    assert text is not None
    page, number = ends[1]
    assert page == 0
    box = text.boxes[number]
    assert (
        canvas.viewport().rect().contains(_at(view, Place(0, box.x + box.width / 2, box.y + box.height / 2)))
    )
