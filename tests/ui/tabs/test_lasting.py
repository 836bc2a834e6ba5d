"""What is held open of many, and what lies there again after locking."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.office import Classification, OfficialDocument
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.reader import Paper, TabsPresenter, TabsView
from desktop.workspace import OpenTab, Workspace
from tests.ui.office import Desks
from tests.ui.tabs.conftest import MakeTabs
from tests.ui.tabs.sight import current, shown, titles


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
        shown(qtbot, tabs)
    first = tabs.reader(tabs.state.numbers[0])
    assert first.asleep
    assert first.pages.handle is None
    tabs.show(tabs.state.numbers[0])
    assert shown(qtbot, tabs).state.document == urgent
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
    shown(qtbot, tabs)
    canvas = current(view).pages.canvas
    canvas.go_to(2)
    with qtbot.waitSignal(current(view).pages.rested):
        canvas.set_zoom(1.5)
    tabs.open(plain)
    shown(qtbot, tabs)
    tabs.step(-1)
    assert shown(qtbot, tabs).state.document == urgent
    assert (canvas.page, canvas.zoom) == (2, 1.5)


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
    shown(qtbot, tabs)
    with qtbot.waitSignal(current(view).pages.rested):
        current(view).pages.canvas.go_to(2)
    qtbot.waitUntil(lambda: workspace.reading_state(blob).page == 2)
    tabs.close_current()
    tabs.open_paper(paper)
    shown(qtbot, tabs)
    assert current(view).pages.canvas.page == 2


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
        shown(qtbot, tabs)
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
        shown(qtbot, tabs)
    tabs.step(-1)
    tabs.close(tabs.state.numbers[-1])
    # Not what was written while the third was opened: then neither of these two was in sight.
    left = [("d-plain", False), ("d-urgent", True)]
    qtbot.waitUntil(lambda: [(tab.document_id, tab.current) for tab in workspace.open_tabs()] == left)
    again = make_tabs(remembers=True)
    again.restore()
    qtbot.waitUntil(lambda: len(again.state.numbers) == 2)
    assert shown(qtbot, again).state.document == urgent
    assert again.reader(again.state.numbers[0]).asleep
    assert titles(again) == [workspace.document("d-plain").title, urgent.title]


def test_what_was_only_looked_at_is_not_remembered(
    qtbot: QtBot, make_tabs: MakeTabs, workspace: Workspace, urgent: OfficialDocument, tasks: Tasks
) -> None:
    tabs = make_tabs(remembers=True)
    tabs.preview(urgent)
    shown(qtbot, tabs)
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
    assert shown(qtbot, tabs).state.document == plain


def test_new_records_of_an_open_document_are_shown(
    qtbot: QtBot, tabs: TabsPresenter, plain: OfficialDocument
) -> None:
    tabs.open(replace(plain, versions=plain.versions[:1]))
    assert shown(qtbot, tabs).pages.state.page_count == 3
    tabs.reload()
    qtbot.waitUntil(lambda: tabs.reader(tabs.state.current).pages.state.page_count == 1, timeout=20_000)
