"""Several documents at once: tabs, two halves, and what is held open of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from core.office import Classification, OfficialDocument
from desktop.reading.client import ReadingWorker
from desktop.reading.wire import BoxMm
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Arrangement, Fit, Phase
from desktop.ui.reader import Paper, ReaderPresenter, ReaderState, ReaderView, TabsPresenter, TabsView
from desktop.ui.reader.tabs_presenter import AWAKE_MAX
from desktop.workspace import OpenTab, Workspace
from tests.ui.office import PAPER, Desks

CONTROL = Qt.KeyboardModifier.ControlModifier
MakeTabs = Callable[..., TabsPresenter]


@pytest.fixture
def make_tabs(workspace: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[MakeTabs]:
    made: list[TabsPresenter] = []

    def make(**options: Any) -> TabsPresenter:
        readers = partial(ReaderPresenter, workspace, reading, tasks)
        made.append(TabsPresenter(readers, workspace, tasks, **options))
        return made[-1]

    yield make
    for presenter in made:
        for number in presenter.state.numbers:
            presenter.close(number)
    qtbot.waitUntil(lambda: tasks.under_way == 0)


@pytest.fixture
def tabs(make_tabs: MakeTabs) -> TabsPresenter:
    return make_tabs()


@pytest.fixture
def view(tabs: TabsPresenter, qtbot: QtBot, chinese: Translation) -> TabsView:
    view = TabsView(tabs)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


@pytest.fixture
def urgent(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-urgent")


@pytest.fixture
def plain(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-plain")


@pytest.fixture
def secret(workspace: Workspace) -> OfficialDocument:
    return workspace.document("d-secret")


def _shown(qtbot: QtBot, tabs: TabsPresenter) -> ReaderPresenter:
    """The reader in sight, once its document is open."""

    _settled(qtbot, tabs)
    reader = tabs.current
    assert reader is not None
    return reader


def _titles(tabs: TabsPresenter) -> list[str]:
    return [tabs.face(number).title for number in tabs.state.numbers]


def _current(view: TabsView) -> ReaderView:
    found = view.current
    assert found is not None
    return found


def test_what_is_only_looked_at_gives_its_tab_to_the_next(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    tabs.preview(plain)
    _shown(qtbot, tabs)
    assert _titles(tabs) == [plain.title]


def test_what_is_kept_stays_beside_the_next(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    assert _shown(qtbot, tabs).state.document == plain
    assert _titles(tabs) == [urgent.title, plain.title]


def test_a_document_that_is_open_is_gone_to_not_opened_again(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.open(plain)
    tabs.preview(urgent)
    assert _shown(qtbot, tabs).state.document == urgent
    assert len(tabs.state.numbers) == 2


def test_who_annotates_keeps_the_tab(qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument) -> None:
    tabs.preview(urgent)
    reader = _shown(qtbot, tabs)
    qtbot.waitUntil(lambda: reader.annotations.state.usable)
    assert tabs.state.row.preview == tabs.state.current
    reader.annotations.lay(Highlight, 0, (BoxMm(10, 10, 20, 5),))
    assert tabs.state.row.preview == 0


def test_keys_go_from_tab_to_tab_close_them_and_open_them_again(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    for document in (urgent, plain):
        tabs.open(document)
        _shown(qtbot, tabs)
    view.focus_pages()
    QTest.keyClick(_current(view).pages.canvas, Qt.Key.Key_Tab, CONTROL)
    assert _shown(qtbot, tabs).state.document == urgent
    assert _current(view).pages.canvas.hasFocus()
    QTest.keyClick(_current(view).pages.canvas, Qt.Key.Key_PageUp, CONTROL)
    assert _shown(qtbot, tabs).state.document == plain
    QTest.keyClick(_current(view).pages.canvas, Qt.Key.Key_W, CONTROL)
    assert _titles(tabs) == [urgent.title]
    QTest.keyClick(view, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert _shown(qtbot, tabs).state.document == plain


def test_the_middle_button_closes_a_tab_and_a_double_click_keeps_it(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    _shown(qtbot, tabs)
    strip = view.halves[0].strip
    QTest.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center())
    assert tabs.state.row.preview == 0
    QTest.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(0).center())
    assert _titles(tabs) == [plain.title]


def test_tabs_are_dragged_to_another_place(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.open(plain)
    _shown(qtbot, tabs)
    strip = view.halves[0].strip
    start, end = strip.tabRect(0).center(), strip.tabRect(1).center() + QPoint(40, 0)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(strip, start + (end - start) * (step / 10))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: _titles(tabs) == [plain.title, urgent.title])


def test_a_tabs_menu_names_what_can_be_done(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, plain: OfficialDocument
) -> None:
    tabs.open(urgent)
    tabs.preview(plain)
    _shown(qtbot, tabs)
    menu = view.halves[0].strip.menu(1)
    keep, carry, _line, close, others = menu.actions()
    assert [keep.text(), carry.text(), close.text(), others.text()] == [
        "保留此标签页",
        "移到另一半",
        "关闭",
        "关闭其他标签页",
    ]
    others.trigger()
    assert _titles(tabs) == [plain.title]
    menu.deleteLater()


def test_a_tab_says_its_whole_title_and_what_is_known_of_it(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    reader = _shown(qtbot, tabs)
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
    _shown(qtbot, tabs)
    strip = view.halves[0].strip
    assert "<img" not in strip.tabToolTip(0)
    assert "&lt;img" in strip.tabToolTip(0)


def test_single_pages_that_are_coupled_turn_together(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    tabs.split()
    _shown(qtbot, tabs)
    left, right = (half.readers.currentWidget().pages.canvas for half in view.halves)  # type: ignore[attr-defined]
    for canvas in (left, right):
        canvas.arrange(Arrangement.SINGLE)
        canvas.set_fit(Fit.PAGE)
    tabs.couple(True)
    view.focus_pages()
    right.turn_page(+1)
    assert (left.page, right.page) == (1, 1)
    right.turn_page(-1)
    assert (left.page, right.page) == (0, 0)


def test_of_many_only_those_looked_at_last_are_held_open(
    qtbot: QtBot,
    make_tabs: MakeTabs,
    urgent: OfficialDocument,
    plain: OfficialDocument,
    secret: OfficialDocument,
) -> None:
    tabs = make_tabs(awake_max=2)
    for document in (urgent, plain, secret):
        tabs.open(document)
        _shown(qtbot, tabs)
    first = tabs.reader(tabs.state.numbers[0])
    assert first.asleep
    assert first.pages.handle is None
    tabs.show(tabs.state.numbers[0])
    assert _shown(qtbot, tabs).state.document == urgent
    assert tabs.reader(tabs.state.numbers[1]).asleep


def test_what_slept_is_shown_where_it_was_read(
    qtbot: QtBot,
    workspace: Workspace,
    reading: ReadingWorker,
    tasks: Tasks,
    make_tabs: MakeTabs,
    urgent: OfficialDocument,
    plain: OfficialDocument,
    chinese: Translation,
) -> None:
    tabs = make_tabs(awake_max=1)
    view = TabsView(tabs)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    tabs.open(urgent)
    _shown(qtbot, tabs)
    canvas = _current(view).pages.canvas
    canvas.go_to(2)
    with qtbot.waitSignal(_current(view).pages.rested):
        canvas.set_zoom(1.5)
    tabs.open(plain)
    _shown(qtbot, tabs)
    tabs.step(-1)
    assert _shown(qtbot, tabs).state.document == urgent
    assert (canvas.page, canvas.zoom) == (2, 1.5)


def test_a_split_shows_two_documents_each_at_its_own_place(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    QTest.keyClick(view, Qt.Key.Key_Backslash, CONTROL)
    assert tabs.state.split
    tabs.preview(secret)
    _shown(qtbot, tabs)
    first, second = view.halves
    assert first.isVisible()
    assert second.isVisible()
    shown = [half.readers.currentWidget() for half in view.halves]
    assert all(isinstance(each, ReaderView) for each in shown)
    left, right = (each.pages.canvas for each in shown if isinstance(each, ReaderView))
    left.go_to(2)
    right.set_zoom(2.0)
    assert (left.page, right.page) == (2, 0)
    assert left.zoom != 2.0
    QTest.keyClick(view, Qt.Key.Key_Backslash, CONTROL)
    assert not tabs.state.split
    assert _titles(tabs) == [urgent.title, secret.title]


def test_a_split_of_one_document_joins_to_one_tab(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    tabs.split()
    _shown(qtbot, tabs)
    assert _titles(tabs) == [urgent.title, urgent.title]
    tabs.join()
    assert _titles(tabs) == [urgent.title]


def test_halves_that_are_coupled_scroll_together_until_they_are_let_go(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument, secret: OfficialDocument
) -> None:
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    tabs.split()
    tabs.preview(secret)
    _shown(qtbot, tabs)
    left, right = (half.readers.currentWidget().pages.canvas for half in view.halves)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: left.complete and right.complete, timeout=20_000)
    view.findChild(QToolButton, "coupleHalves").click()
    view.focus_pages()
    apart = right.whereabouts - left.whereabouts
    right.verticalScrollBar().setValue(right.verticalScrollBar().value() + 300)
    assert left.whereabouts == pytest.approx(right.whereabouts - apart, abs=0.02)
    view.findChild(QToolButton, "coupleHalves").click()
    before = left.whereabouts
    right.verticalScrollBar().setValue(right.verticalScrollBar().value() + 200)
    assert left.whereabouts == before


def test_in_little_width_the_halves_stand_one_above_the_other(
    qtbot: QtBot, tabs: TabsPresenter, view: TabsView, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    tabs.split()
    _shown(qtbot, tabs)
    view.resize(700, 700)
    tops = [half.mapTo(view, QPoint(0, 0)).y() for half in view.halves]
    assert tops[0] < tops[1]
    view.resize(1200, 700)
    lefts = [half.mapTo(view, QPoint(0, 0)).x() for half in view.halves]
    assert lefts[0] < lefts[1]


def test_an_older_version_is_compared_beside_the_current_one(
    qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument
) -> None:
    tabs.preview(plain)
    reader = _shown(qtbot, tabs)
    reader.compare_with(plain.versions[0].id)
    beside = _shown(qtbot, tabs)
    assert beside is not reader
    assert beside.state.version == plain.versions[0]
    assert reader.state.version == plain.current
    assert tabs.state.coupled
    assert tabs.face(tabs.state.current).version == 1


def test_papers_stay_open_side_by_side(qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument) -> None:
    blob = plain.versions[-1].blob
    papers = [
        Paper(title=title, blob=blob, classification=Classification(), record_id=f"ag-{title}")
        for title in "甲乙"
    ]
    for paper in (*papers, papers[0]):
        tabs.open_paper(paper)
        _shown(qtbot, tabs)
    assert _titles(tabs) == ["甲", "乙"]
    assert tabs.face(tabs.state.current).title == "甲"


def test_where_a_paper_was_left_is_where_it_begins_again(
    qtbot: QtBot,
    tabs: TabsPresenter,
    view: TabsView,
    workspace: Workspace,
    urgent: OfficialDocument,
) -> None:
    blob = urgent.versions[-1].blob
    paper = Paper(title="材料", blob=blob, classification=Classification(), record_id="ag-1")
    tabs.open_paper(paper)
    _shown(qtbot, tabs)
    with qtbot.waitSignal(_current(view).pages.rested):
        _current(view).pages.canvas.go_to(2)
    qtbot.waitUntil(lambda: workspace.reading_state(blob).page == 2)
    tabs.close_current()
    tabs.open_paper(paper)
    _shown(qtbot, tabs)
    assert _current(view).pages.canvas.page == 2


def test_the_last_tab_closed_asks_to_go_back(
    qtbot: QtBot, tabs: TabsPresenter, urgent: OfficialDocument
) -> None:
    tabs.preview(urgent)
    with qtbot.waitSignal(tabs.closed):
        tabs.close_current()


def test_a_document_that_is_no_longer_to_be_seen_is_closed_and_not_opened_again(
    qtbot: QtBot,
    tabs: TabsPresenter,
    view: TabsView,
    workspace: Workspace,
    desks: Desks,
    urgent: OfficialDocument,
    plain: OfficialDocument,
) -> None:
    for document in (plain, urgent):
        tabs.open(document)
        _shown(qtbot, tabs)
    tabs.close(tabs.state.numbers[0])
    for gone in (plain, urgent):
        desks.gateway.office.hide(gone.id)
    workspace.sync()
    with qtbot.waitSignal(tabs.gone):
        tabs.reload()
    assert tabs.state.numbers == ()
    assert view.said.isVisible()
    tabs.reopen()
    assert tabs.state.numbers == ()


def test_what_was_kept_open_lies_there_again_and_only_what_is_in_sight_is_opened(
    qtbot: QtBot, make_tabs: MakeTabs, tasks: Tasks, workspace: Workspace, urgent: OfficialDocument
) -> None:
    tabs = make_tabs(remembers=True)
    for document_id in ("d-plain", "d-urgent", "d-secret"):
        tabs.open(workspace.document(document_id))
        _shown(qtbot, tabs)
    tabs.step(-1)
    tabs.close(tabs.state.numbers[-1])
    qtbot.waitUntil(lambda: [tab.document_id for tab in workspace.open_tabs()] == ["d-plain", "d-urgent"])
    again = make_tabs(remembers=True)
    again.restore()
    qtbot.waitUntil(lambda: len(again.state.numbers) == 2)
    assert _shown(qtbot, again).state.document == urgent
    assert again.reader(again.state.numbers[0]).asleep
    assert _titles(again) == [workspace.document("d-plain").title, urgent.title]


def test_two_halves_lie_side_by_side_again(
    qtbot: QtBot, make_tabs: MakeTabs, tasks: Tasks, workspace: Workspace
) -> None:
    tabs = make_tabs(remembers=True)
    for document_id in ("d-plain", "d-urgent"):
        tabs.open(workspace.document(document_id))
        _shown(qtbot, tabs)
    tabs.split()
    _shown(qtbot, tabs)
    tabs.keep(tabs.state.current)
    tabs.preview(workspace.document("d-secret"))
    tabs.keep(tabs.state.current)
    tabs.show(tabs.state.rows[0].numbers[0])
    tabs.show(tabs.state.rows[1].numbers[-1])
    halves = [[tabs.face(number).title for number in row.numbers] for row in tabs.state.rows]
    qtbot.waitUntil(lambda: len(workspace.open_tabs()) == len(tabs.state.numbers))
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    again = make_tabs(remembers=True)
    again.restore()
    qtbot.waitUntil(lambda: again.state.split)
    assert [[again.face(number).title for number in row.numbers] for row in again.state.rows] == halves
    assert again.state.side == 1
    in_sight = [again.face(number).title for number in again.state.in_sight]
    assert in_sight == [tabs.face(number).title for number in tabs.state.in_sight]
    qtbot.waitUntil(lambda: not again.reader(again.state.in_sight[0]).asleep)


def test_of_two_halves_one_is_left_when_the_other_has_gone(
    qtbot: QtBot, make_tabs: MakeTabs, workspace: Workspace, desks: Desks, plain: OfficialDocument
) -> None:
    workspace.keep_open_tabs((OpenTab("d-urgent", True, 0), OpenTab("d-plain", True, 1)))
    desks.gateway.office.hide("d-urgent")
    workspace.sync()
    tabs = make_tabs(remembers=True)
    tabs.restore()
    qtbot.waitUntil(lambda: bool(tabs.state.numbers))
    assert not tabs.state.split
    assert _shown(qtbot, tabs).state.document == plain


def test_what_was_only_looked_at_is_not_remembered(
    qtbot: QtBot, make_tabs: MakeTabs, workspace: Workspace, urgent: OfficialDocument, tasks: Tasks
) -> None:
    tabs = make_tabs(remembers=True)
    tabs.preview(urgent)
    _shown(qtbot, tabs)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert workspace.open_tabs() == ()


def test_a_document_that_went_meanwhile_is_not_laid_out_again(
    qtbot: QtBot, make_tabs: MakeTabs, workspace: Workspace, desks: Desks, plain: OfficialDocument
) -> None:
    workspace.keep_open_tabs((OpenTab("d-urgent", current=True), OpenTab("d-plain")))
    desks.gateway.office.hide("d-urgent")
    workspace.sync()
    tabs = make_tabs(remembers=True)
    tabs.restore()
    qtbot.waitUntil(lambda: bool(tabs.state.numbers))
    assert _shown(qtbot, tabs).state.document == plain


def test_new_records_of_an_open_document_are_shown(
    qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument
) -> None:
    tabs.open(replace(plain, versions=plain.versions[:1]))
    assert _shown(qtbot, tabs).pages.state.page_count == 3
    tabs.reload()
    qtbot.waitUntil(lambda: tabs.reader(tabs.state.current).pages.state.page_count == 1, timeout=20_000)


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
    _shown(qtbot, tabs)
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
        lambda _: tabs.current and tabs.current.show(_inside(tabs.current)),
        lambda _: tabs.current and tabs.current.state.came_from and tabs.current.go_back(),
    ]
    for _ in range(250):
        chance.choice(acts)(chance.choice(tabs.state.numbers or (0,)))
        for _turn in range(chance.randrange(4)):
            QApplication.processEvents()
        assert all(row.current in row.numbers for row in tabs.state.rows if row.tabs)
        assert sum(not tabs.reader(each).asleep for each in tabs.state.numbers) <= AWAKE_MAX + 2
    _settled(qtbot, tabs)
    assert view.isVisible()


def _inside(reader: ReaderPresenter) -> ReaderState:
    paper = Paper(title="附件", blob="", classification=Classification(), content=PAPER)
    return ReaderState(paper=paper, came_from=reader.resumable)


def _settled(qtbot: QtBot, tabs: TabsPresenter) -> None:
    def all_open() -> bool:
        return all(tabs.reader(each).pages.state.phase is Phase.SHOWN for each in tabs.state.in_sight)

    qtbot.waitUntil(all_open, timeout=20_000)
