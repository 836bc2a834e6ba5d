"""Tabs: what gives way to the next and what stays, by keys, mouse and menu."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from core.office import Classification, OfficialDocument
from desktop.reading.wire import BoxMm
from desktop.ui.language import Translation
from desktop.ui.reader import Paper, TabsPresenter, TabsView
from desktop.ui.reader.tabs_presenter import AWAKE_MAX
from desktop.workspace import Workspace
from tests.ui.office import PAPER
from tests.ui.tabs.sight import current, inside, settled, shown, titles

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_what_is_only_looked_at_gives_its_tab_to_the_next(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    tabs.preview(plain)
    shown(qtbot, tabs)
    assert titles(tabs) == [plain.title]


def test_what_is_kept_stays_beside_the_next(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    assert shown(qtbot, tabs).state.document == plain
    assert titles(tabs) == [urgent.title, plain.title]


def test_a_document_that_is_open_is_gone_to_not_opened_again(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.open(plain)
    tabs.preview(urgent)
    assert shown(qtbot, tabs).state.document == urgent
    assert len(tabs.state.numbers) == 2


def test_who_annotates_keeps_the_tab(qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument) -> None:
    tabs.preview(urgent)
    reader = shown(qtbot, tabs)
    qtbot.waitUntil(lambda: reader.annotations.state.usable)
    assert tabs.state.row.preview == tabs.state.current
    reader.annotations.lay(Highlight, {0: (BoxMm(10, 10, 20, 5),)})
    assert tabs.state.row.preview == 0


def test_keys_go_from_tab_to_tab_close_them_and_open_them_again(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    for document in (urgent, plain):
        tabs.open(document)
        shown(qtbot, tabs)
    view.focus_pages()
    QTest.keyClick(current(view).pages.canvas, Qt.Key.Key_Tab, CONTROL)
    assert shown(qtbot, tabs).state.document == urgent
    assert current(view).pages.canvas.hasFocus()
    QTest.keyClick(current(view).pages.canvas, Qt.Key.Key_PageUp, CONTROL)
    assert shown(qtbot, tabs).state.document == plain
    QTest.keyClick(current(view).pages.canvas, Qt.Key.Key_W, CONTROL)
    assert titles(tabs) == [urgent.title]
    QTest.keyClick(view, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert shown(qtbot, tabs).state.document == plain


def test_the_middle_button_closes_a_tab_and_a_double_click_keeps_it(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    shown(qtbot, tabs)
    strip = view.halves[0].strip
    QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center())
    assert tabs.state.row.preview == 0
    QTest.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(0).center())
    assert titles(tabs) == [plain.title]


def test_tabs_are_dragged_to_another_place(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.open(plain)
    shown(qtbot, tabs)
    strip = view.halves[0].strip
    start, end = strip.tabRect(0).center(), strip.tabRect(1).center() + QPoint(40, 0)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(strip, start + (end - start) * (step / 10))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: titles(tabs) == [plain.title, urgent.title])


def test_a_tabs_menu_names_what_can_be_done(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    shown(qtbot, tabs)
    menu = view.halves[0].strip.menu(1)
    keep, carry, _line, close, others = menu.actions()
    assert [keep.text(), carry.text(), close.text(), others.text()] == [
        "保留此标签页",
        "移到另一半",
        "关闭",
        "关闭其他标签页",
    ]
    others.trigger()
    assert titles(tabs) == [plain.title]
    menu.deleteLater()


def test_a_tab_says_its_whole_title_and_what_is_known_of_it(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    reader = shown(qtbot, tabs)
    qtbot.waitUntil(lambda: reader.state.report is not None, timeout=20_000)
    strip = view.halves[0].strip
    assert strip.accessibleTabName(0).startswith(urgent.title)
    assert "双击可保留" in strip.accessibleTabName(0)
    closer = strip.findChild(QToolButton)
    assert closer.accessibleName() == f"关闭{urgent.title}"


def test_a_tabs_tip_shows_a_hostile_title_letter_by_letter(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView
) -> None:
    title = '<img src="file:///etc/hostname">A&B'
    tabs.open_paper(Paper(title=title, blob="", classification=Classification(), content=PAPER))
    shown(qtbot, tabs)
    strip = view.halves[0].strip
    assert "<img" not in strip.tabToolTip(0)
    assert "&lt;img" in strip.tabToolTip(0)


def test_papers_stay_open_side_by_side(qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument) -> None:
    blob = plain.versions[-1].blob
    papers = [
        Paper(title=title, blob=blob, classification=Classification(), record_id=f"ag-{title}")
        for title in "甲乙"
    ]
    for paper in (*papers, papers[0]):
        tabs.open_paper(paper)
        shown(qtbot, tabs)
    assert titles(tabs) == ["甲", "乙"]
    assert tabs.face(tabs.state.current).title == "甲"


def test_the_last_tab_closed_asks_to_go_back(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    with qtbot.waitSignal(tabs.closed):
        tabs.close_current()


def test_more_tabs_than_a_person_can_keep_apart_are_refused_in_words(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    for number in range(40):
        tabs.open_paper(
            Paper(
                title=str(number),
                blob=urgent.versions[0].blob,
                classification=Classification(),
                record_id=f"r-{number}",
                content=PAPER,
            )
        )
    assert len(tabs.state.numbers) == 40
    with qtbot.waitSignal(tabs.full):
        tabs.preview(urgent)
    assert view.said.isVisible()
    assert sum(not tabs.reader(number).asleep for number in tabs.state.numbers) <= 12


def test_a_language_is_changed_with_tabs_open(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, chinese: Translation
) -> None:
    tabs.preview(urgent)
    shown(qtbot, tabs)
    assert view.findChild(QWidget, "tabStrip").accessibleName() == "打开的文件"


def test_whatever_is_done_with_tabs_the_window_goes_on(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, workspace: Workspace
) -> None:
    seed = Random().randrange(10**6)
    print(f"seed {seed}")
    chance = Random(seed)
    documents = workspace.documents()
    acts: list[Callable[[int], object]] = [
        lambda _: tabs.preview(chance.choice(documents)),
        lambda _: tabs.open(chance.choice(documents)),
        tabs.close,
        tabs.carry,
        tabs.keep,
        lambda _: tabs.toggle_split(),
        lambda _: tabs.couple(chance.random() < 0.5),
        lambda _: tabs.step(chance.choice((-1, 1))),
        lambda _: tabs.reopen(),
        lambda _: tabs.reload(),
        lambda _: view.resize(chance.randrange(450, 1500), chance.randrange(300, 900)),
        lambda _: view.current and view.current.show_details(chance.random() < 0.5),
        lambda _: view.current and view.current.pages.panes.open(chance.choice(("", "thumbnails"))),
        lambda _: view.focus_pages(),
        lambda _: tabs.current and tabs.current.show(inside(tabs.current)),
        lambda _: tabs.current and tabs.current.state.came_from and tabs.current.go_back(),
    ]
    for _ in range(250):
        chance.choice(acts)(chance.choice(tabs.state.numbers or (0,)))
        for _turn in range(chance.randrange(4)):
            QApplication.processEvents()
        assert all(row.current in row.numbers for row in tabs.state.rows if row.tabs)
        assert sum(not tabs.reader(each).asleep for each in tabs.state.numbers) <= AWAKE_MAX + 2
    settled(qtbot, tabs)
    assert view.isVisible()


def test_a_pane_that_was_dragged_is_as_wide_in_every_tab(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    view.choose_side(300)
    tabs.open(urgent)
    shown(qtbot, tabs)
    first = view.current
    assert first is not None
    assert first.pages.panes.width() == 300
    first.pages.panes.resized.emit(340)
    tabs.open(secret)
    shown(qtbot, tabs)
    second = view.current
    assert second is not None
    assert (first.pages.panes.width(), second.pages.panes.width(), view.side_px) == (340, 340, 340)
