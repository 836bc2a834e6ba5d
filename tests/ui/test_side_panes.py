"""The panes beside the pages: outline, hits, files inside; each says why it is empty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.reading.wire import Attachment, Bookmark, BoxMm, OutlineEntry
from desktop.ui.language import Translation
from desktop.ui.parts.cards import _places, paint_wrapped
from desktop.ui.parts.pages import FindState, Hit, OutlineTree, Place
from desktop.ui.parts.pages.besides import LEAST_PAGES_PX
from desktop.ui.parts.pages.grip import Grip
from desktop.ui.parts.pages.outline import OutlineModel
from desktop.ui.parts.pages.sidepanes import LEAST_PX, PANE_PX
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.file_pane import FilePane
from desktop.ui.theme import sized, ui_font
from desktop.workspace import Workspace
from tests.ui.reading import read, reader_on_screen

OUTLINE = (
    OutlineEntry("一、总则", 0, page=0, top_mm=20.0),
    OutlineEntry("（一）目的", 1, page=0, top_mm=120.0),
    OutlineEntry("（二）范围", 1, page=1, top_mm=10.0, expanded=False),
    OutlineEntry("1. 县直部门", 3, page=1, top_mm=80.0),
    OutlineEntry("二、附则", 0, page=2),
    OutlineEntry("网站", 0, uri="https://example.invalid/"),
)


@pytest.fixture
def tree(qtbot: QtBot, chinese: Translation) -> OutlineTree:
    tree = OutlineTree()
    qtbot.addWidget(tree)
    tree.say(nothing="没有大纲", named="命名位置")
    tree.show_outline(OUTLINE)
    tree.resize(232, 400)
    return tree


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    return view


def test_the_outline_is_a_tree_by_its_levels(qtmodeltester: ModelTester) -> None:
    model = OutlineModel()
    model.show_entries(OUTLINE)
    qtmodeltester.check(model)
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == ["一、总则", "二、附则", "网站"]
    first = model.index(0, 0)
    assert [model.index(row, 0, first).data() for row in range(model.rowCount(first))] == [
        "（一）目的",
        "（二）范围",
    ]
    deepest = model.index(0, 0, model.index(1, 0, first))
    assert deepest.data() == "1. 县直部门"
    assert deepest.data(Qt.ItemDataRole.ToolTipRole) == "1. 县直部门"


@pytest.mark.parametrize(
    ("page", "top_mm", "marked"),
    [
        (0, 5.0, None),
        (0, 30.0, "一、总则"),
        (0, 200.0, "（一）目的"),
        (1, 9.0, "（二）范围"),
        (1, 200.0, "（二）范围"),  # what it holds is closed
        (2, 0.0, "二、附则"),
    ],
)
def test_the_outline_follows_what_is_read(
    tree: OutlineTree, page: int, top_mm: float, marked: str | None
) -> None:
    tree.follow(page, top_mm)
    assert tree.currentIndex().data() == marked


def test_to_follow_is_not_to_go_there_and_enter_is(qtbot: QtBot, tree: OutlineTree) -> None:
    gone: list[OutlineEntry] = []
    tree.entry_chosen.connect(gone.append)
    tree.follow(2, 50.0)
    assert gone == []
    tree.show()
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert gone == [OUTLINE[4]]


def test_places_with_names_stand_below_the_outline(tree: OutlineTree) -> None:
    tree.show_outline(OUTLINE[:1], (Bookmark("附件一", 2, top_mm=30.0),))
    named = tree.model().index(1, 0)
    assert named.data() == "命名位置"
    assert tree.isExpanded(named)
    assert tree.model().index(0, 0, named).data() == "附件一"


def test_each_empty_pane_says_why(qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView) -> None:
    for name, part, said in (
        ("outline", view.tools.outline, "没有大纲"),
        ("files", view.tools.files.list, "没有文件"),
        ("hits", view.tools.hits, "Ctrl+F"),
    ):
        view.pages.panes.open(name)
        assert said in part.accessibleDescription()
        blank = part.viewport().grab().toImage()
        part.viewport().update()
        inks = {blank.pixelColor(x, y).name() for x in range(8, 220) for y in range(4, 40)}
        assert len(inks) > 1
    finding = presenter.pages.finding
    finding.find("\u9f98\u9f98", 0)
    qtbot.waitUntil(lambda: not finding.state.running)
    assert view.tools.hits.accessibleDescription() == "此文件中没有找到。"


def test_the_pane_bears_its_name(view: ReaderView) -> None:
    view.pages.panes.open("outline")
    assert "大纲" in {each.text() for each in view.pages.panes.findChildren(QLabel) if each.isVisible()}


def test_the_search_lists_its_hits_when_asked(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.tools.open_search()
    text = presenter.pages.texts
    qtbot.waitUntil(lambda: text.want(0) is not None)
    found = text.text(0)
    assert found is not None
    view.tools.find_bar.box.setText(found.text[:2])
    qtbot.waitUntil(lambda: bool(presenter.pages.finding.state.hits))
    assert view.pages.panes.current == ""
    view.findChild(QToolButton, "findList").click()
    assert view.pages.panes.current == "hits"
    assert view.findChild(QListView, "hitList").model().rowCount() > 0


def test_a_file_inside_is_read_here_or_taken_out(qtbot: QtBot, chinese: Translation) -> None:
    pane = FilePane()
    qtbot.addWidget(pane)
    read_here, save = pane.findChild(QPushButton, "readFile"), pane.findChild(QPushButton, "saveFileAs")
    assert read_here.isHidden()
    pane.show_files((Attachment(3, "附件.ofd"), Attachment(5, "名单.xlsx")))
    assert not save.isEnabled()
    opened: list[int] = []
    saved: list[int] = []
    pane.open_asked.connect(opened.append)
    pane.save_asked.connect(saved.append)
    pane.list.setCurrentIndex(pane.list.model().index(0, 0))
    read_here.click()
    save.click()
    pane.list.setCurrentIndex(pane.list.model().index(1, 0))
    assert not read_here.isEnabled()
    pane.list.activated.emit(pane.list.currentIndex())
    assert (opened, saved) == ([3], [3, 5])
    pane.show_files(())
    assert not pane.list.currentIndex().isValid()
    assert pane.list.currentIndex() == QModelIndex()


def _drag(grip: Grip, by: int) -> None:
    start = QPoint(2, 100)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, start + QPoint(by, 0))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)


def test_the_pane_is_as_wide_as_it_is_dragged_and_leaves_the_page_its_room(view: ReaderView) -> None:
    view.resize(1000, 700)
    panes = view.pages.panes
    panes.open("outline")
    grip = panes.findChild(Grip)
    _drag(grip, 100)
    assert panes.width() == PANE_PX + 100
    assert view.pages.canvas.geometry().width() == view.width() - panes.width()
    _drag(grip, 900)
    assert view.pages.canvas.width() >= LEAST_PAGES_PX
    QTest.mouseDClick(grip, Qt.MouseButton.LeftButton)
    assert panes.width() == PANE_PX
    _drag(grip, -200)
    assert panes.width() == LEAST_PX


def test_thumbnails_grow_with_the_pane(view: ReaderView, qtbot: QtBot) -> None:
    view.resize(1200, 700)
    view.pages.panes.open("thumbnails")
    pane = view.pages.thumbnails

    def row_px() -> int:
        return pane.visualRect(pane.model().index(0, 0)).height()

    qtbot.waitUntil(lambda: row_px() > 0)
    usual = row_px()
    view.pages.choose_pane_width(400)
    qtbot.waitUntil(lambda: row_px() > usual + 40)
    view.pages.choose_pane_width(0)
    qtbot.waitUntil(lambda: row_px() == usual)


def test_keys_go_into_the_pane_on_to_the_next_and_by_escape_back(view: ReaderView, qtbot: QtBot) -> None:
    view.activateWindow()
    canvas, panes = view.pages.canvas, view.pages.panes
    canvas.setFocus()
    entered = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
        assert panes.isAncestorOf(QApplication.focusWidget())
        entered.append(panes.current)
    assert entered == ["thumbnails", "outline", "hits", "annotations", "files", "thumbnails"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert canvas.hasFocus()
    assert panes.current == "thumbnails"


def test_the_hit_that_one_is_at_is_in_sight_when_the_list_opens(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    finding = presenter.pages.finding
    hits = tuple(
        Hit(page=number // 40, number=number, boxes=(BoxMm(10, 10, 5, 5),), context=f"第{number}处")
        for number in range(200)
    )
    finding._become(FindState(wanted="处", hits=hits, current=150, searched=3, pages=3))
    view.pages.panes.open("hits")
    listed = view.tools.hits
    assert listed.currentIndex().row() == 150
    qtbot.waitUntil(lambda: listed.viewport().rect().contains(listed.visualRect(listed.currentIndex())))


def test_the_list_of_hits_tints_what_was_looked_for(presenter: ReaderPresenter, view: ReaderView) -> None:
    hits = (Hit(page=0, number=0, boxes=(BoxMm(10, 10, 5, 5),), context="甲 OFD 乙 ofd 丙"),)
    view.pages.panes.open("hits")
    seen = []
    for wanted in ("甲甲", "Ofd"):
        presenter.pages.finding._become(FindState(wanted=wanted, hits=hits, searched=3, pages=3))
        view.tools.hits.clearSelection()
        picture = view.tools.hits.viewport().grab().toImage()
        row = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(4, 60)]
        seen.append(sum(1 for ink in row if ink.red() > 240 and ink.blue() < 200))
    assert seen[0] == 0
    assert seen[1] > 100


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("[2026]", [(2, 8)]),
        ("ofd 一", [(10, 14)]),
        ("号", [(9, 10)]),
        (" ", []),
    ],
)
def test_what_was_looked_for_is_tinted_where_the_search_found_it(
    wanted: str, places: list[tuple[int, int]]
) -> None:
    assert list(_places("青发〔2026〕7号OFD一", wanted)) == places


def test_a_hit_that_the_row_breaks_is_tinted_on_both_its_lines(qtbot: QtBot) -> None:
    picture = QImage(120, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_wrapped(
        painter, QRectF(0, 0, 120, 60), "一二三四五六七八操作九十", sized(ui_font(), 14), 0.0, marked="八操作"
    )
    painter.end()
    tinted = [
        any(picture.pixelColor(x, y).blue() < 200 < picture.pixelColor(x, y).red() for x in range(120))
        for y in (6, 28)
    ]
    assert tinted == [True, True]


def test_a_hit_comes_beside_a_pane_that_lies_over_the_page(view: ReaderView) -> None:
    view.resize(470, 600)
    canvas = view.pages.canvas
    canvas.set_zoom(3.0)
    view.pages.panes.open("hits")
    canvas.show_place(Place(0, 100.0, 100.0))
    x, _y = canvas.pages_layout.to_canvas(Place(0, 100.0, 100.0))
    middle = (view.pages.panes.width() + canvas.viewport().width()) / 2
    assert x - canvas.horizontalScrollBar().value() == pytest.approx(middle, abs=2)
