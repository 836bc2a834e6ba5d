"""Seals on the page answer a click, a tip and the menu with their verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.ofd.display import Box
from core.seal import verify_document
from core.seal.report import Report, StampPlace
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Place
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.workspace import Workspace
from tests.ui.reading import read, read_text, reader_on_screen
from tests.unit.seal.office import NOW, document_parts, sealed, trust, zipped

CLEAR = Place(0, 120.0, 200.0)
"""Where the page has no text."""


@pytest.fixture(scope="module")
def report() -> Report:
    """Two seals, the later one over a part of the first."""
    judged = verify_document(sealed(zipped(document_parts())), trust(), NOW)
    first = replace(judged.seals[0], stamps=(StampPlace(0, Box(100, 180, 40, 40)),))
    later = replace(first, stamps=(StampPlace(0, Box(130, 180, 40, 40)), StampPlace(None, None)))
    return replace(judged, seals=(first, later))


@pytest.fixture
def view(
    presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation, report: Report
) -> ReaderView:
    view = reader_on_screen(qtbot, presenter, width=1300)
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    qtbot.waitUntil(lambda: not presenter.state.verifying)
    presenter._become(replace(presenter.state, report=report))
    view.pages.canvas.show_place(CLEAR)
    return view


def _at(view: ReaderView, place: Place) -> QPoint:
    canvas = view.pages.canvas
    x, y = canvas.pages_layout.to_canvas(place)
    return QPoint(
        round(x) - canvas.horizontalScrollBar().value(), round(y) - canvas.verticalScrollBar().value()
    )


def test_a_click_on_a_seal_opens_what_is_said_of_it(view: ReaderView) -> None:
    viewport = view.pages.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(view, CLEAR))
    assert view.details.isVisible()
    assert view.details.seals.findChild(QPushButton, "sealSteps-1").hasFocus()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(view, Place(0, 160.0, 200.0)))
    assert view.details.seals.findChild(QPushButton, "sealSteps-2").hasFocus()


def test_where_two_seals_lie_over_each_other_the_later_answers(view: ReaderView) -> None:
    stamps = view.tools.stamps
    assert [stamps.seal_at(Place(0, x, 200.0)) for x in (90.0, 120.0, 135.0, 160.0)] == [-1, 0, 1, 1]
    assert stamps.seal_at(Place(1, 120.0, 200.0)) == -1


def test_the_pointer_and_a_tip_say_so_before(view: ReaderView) -> None:
    stamps = view.tools.stamps
    assert stamps.cursor_over(CLEAR) is Qt.CursorShape.PointingHandCursor
    assert stamps.cursor_over(Place(0, 20.0, 200.0)) is None
    assert stamps.tip_over(CLEAR).splitlines()[1] in {"有效", "无效", "未能判定"}
    assert stamps.tip_over(Place(0, 20.0, 200.0)) == ""


def test_the_menu_leads_there_too(view: ReaderView) -> None:
    menu = view.menu.menu_at(CLEAR)
    assert menu.actions()[0].text().startswith("查看此印章的验章结论")
    menu.actions()[0].trigger()
    assert view.details.isVisible()


def test_text_under_a_seal_can_still_be_chosen_and_a_click_on_it_asks_for_the_verdict(
    presenter: ReaderPresenter, view: ReaderView, report: Report
) -> None:
    text = presenter.pages.texts.text(0)
    assert text is not None
    box = text.boxes[0]
    over = StampPlace(0, Box(box.x - 5, box.y - 5, 40, 40))
    moved = replace(report, seals=(replace(report.seals[0], stamps=(over,)),))
    presenter._become(replace(presenter.state, report=moved))
    view.pages.canvas.go_to(0)
    viewport = view.pages.canvas.viewport()
    start, end = (
        _at(view, Place(0, each.x + each.width * part, each.y + each.height / 2))
        for each, part in zip(text.boxes[:2], (0.2, 0.8), strict=True)
    )
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert len(view.tools.text.chosen_text()) == 2
    assert not view.details.isVisible()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=start)
    assert view.details.isVisible()
