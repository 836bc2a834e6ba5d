"""A package with several documents or versions: chosen from, marked, and left again by the way one came."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QListView, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.office import Classification
from core.seal.report import Report
from desktop.reading.client import ReadingWorker
from desktop.reading.wire import Attachment as Embedded
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Part, Phase
from desktop.ui.reader import Paper, ReaderPresenter, ReaderState, ReaderView
from desktop.ui.reader.copying import Refusal, may_copy
from desktop.workspace import Workspace
from tests.ui.office import PAPER
from tests.ui.reading import reader_on_screen
from tests.unit.ofd.build import NS, document_xml, pack, page_xml, parts_of
from tests.unit.ofd.test_around_pages import with_versions


def two_documents() -> bytes:
    """A package of two documents, of one and of two pages."""
    parts = parts_of(page_xml())
    info = "<ofd:DocInfo><ofd:Title>附表</ofd:Title></ofd:DocInfo>"
    second = f"<ofd:DocBody>{info}<ofd:DocRoot>D1.xml</ofd:DocRoot></ofd:DocBody>"
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("</ofd:OFD>", second + "</ofd:OFD>")
    pages = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Doc_0/Pages/Page_0/Content.xml"/>' for number in (8, 9)
    )
    parts["D1.xml"] = document_xml(pages=pages)
    return pack(parts)


def inside_of(content: bytes, title: str = "附件") -> Paper:
    return Paper(title=title, blob="", classification=Classification(), content=content)


@pytest.fixture
def view(presenter: ReaderPresenter, qtbot: QtBot, chinese: Translation) -> ReaderView:
    return reader_on_screen(qtbot, presenter)


def _shown(qtbot: QtBot, presenter: ReaderPresenter) -> int:
    """How many pages the document has, once it is open."""
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    return presenter.pages.state.page_count


def _choices(view: ReaderView) -> dict[str, bool]:
    return {
        action.text(): action.isChecked() for action in view.parts.menu.actions() if not action.isSeparator()
    }


def _says(view: ReaderView, words: str) -> bool:
    return any(words in each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_with_nothing_to_choose_from_there_is_no_menu(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.show_document(workspace.document("d-urgent"))
    _shown(qtbot, presenter)
    assert not view.findChild(QToolButton, "packageParts").isVisible()


def test_another_document_of_the_package_is_chosen_and_named(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.show_paper(inside_of(two_documents()))
    assert _shown(qtbot, presenter) == 1
    assert view.findChild(QToolButton, "packageParts").isVisible()
    assert _choices(view) == {"1  测试": True, "2  附表": False}
    view.parts.menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: presenter.pages.state.page_count == 2, timeout=20_000)
    assert _choices(view) == {"1  测试": False, "2  附表": True}
    assert _says(view, "本文件共 2 份，这是第 2 份")


def test_an_older_version_in_the_package_is_shown_and_marked_as_such(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.show_paper(inside_of(with_versions()))
    _shown(qtbot, presenter)
    assert [shown for text, shown in _choices(view).items() if "定稿" in text] == [True]
    presenter.pages.texts.want(0)
    old = next(action for action in view.parts.menu.actions() if "初稿" in action.text())
    old.trigger()
    qtbot.waitUntil(lambda: presenter.pages.part == Part(0, "v1"))
    _shown(qtbot, presenter)
    presenter.pages.texts.want(0)
    qtbot.waitUntil(lambda: presenter.pages.texts.text(0) is not None, timeout=20_000)
    text = presenter.pages.texts.text(0)
    assert text is not None
    assert text.text.strip() == "初稿"
    assert _says(view, "不是当前版本")
    assert not presenter.annotations.state.usable


def test_a_version_that_cannot_be_opened_is_told_of_and_the_current_one_stays(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.show_paper(inside_of(with_versions()))
    _shown(qtbot, presenter)
    with qtbot.waitSignal(presenter.failed, timeout=20_000):
        presenter.choose_part(0, "v3")
    _shown(qtbot, presenter)
    assert presenter.pages.part == Part()
    assert view.said.isVisible()


def test_where_an_older_version_is_read_is_not_where_the_document_is_read(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.show_document(workspace.document("d-urgent"))
    _shown(qtbot, presenter)
    before = workspace.reading_state("d-urgent")
    presenter.pages.choose(Part(0, "unknown"))
    presenter.rested(presenter.pages.state.outlook)
    qtbot.waitUntil(lambda: presenter.pages.part == Part() and presenter.pages.state.phase is Phase.SHOWN)
    assert workspace.reading_state("d-urgent") == before


def test_going_back_climbs_out_of_one_document_after_the_other(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, reading: ReadingWorker
) -> None:
    """From a meeting paper, which is no registered document, into a file of it, and into a file of that."""
    presenter.show_paper(inside_of(two_documents(), title="汇报材料"))
    _shown(qtbot, presenter)
    for title, content in (("甲.ofd", PAPER), ("乙.ofd", with_versions())):
        presenter._open_out_of_this(inside_of(content, title=title))
        _shown(qtbot, presenter)
    assert [each.title for each in presenter.state.chain] == ["乙.ofd", "甲.ofd", "汇报材料"]
    back = view.findChild(QToolButton, "readerBack")
    assert back.toolTip() == "返回“甲.ofd”（Esc）"
    for title in ("甲.ofd", "汇报材料"):
        back.click()
        _shown(qtbot, presenter)
        assert presenter.state.title == title
    assert not back.isVisible()


def test_the_author_of_a_document_binds_what_is_opened_out_of_it(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    held = "<ofd:Permissions><ofd:Export>false</ofd:Export></ofd:Permissions>"
    parts = parts_of(page_xml(), rest=f"{held}<ofd:Attachments>Attachs.xml</ofd:Attachments>")
    listed = '<ofd:Attachment ID="1" Name="甲.ofd"><ofd:FileLoc>a.ofd</ofd:FileLoc></ofd:Attachment>'
    parts["Doc_0/Attachs.xml"] = f"<ofd:Attachments {NS}>{listed}</ofd:Attachments>"
    presenter.show_paper(inside_of(pack({**parts, "Doc_0/a.ofd": PAPER})))
    _shown(qtbot, presenter)
    presenter.open_embedded(Embedded(index=0, name="甲.ofd"))
    qtbot.waitUntil(lambda: presenter.state.came_from is not None, timeout=20_000)
    _shown(qtbot, presenter)
    summary = presenter.pages.state.summary
    assert summary is not None
    assert summary.rights.export
    refusal = may_copy(presenter.state, summary, datetime(2026, 6, 17, tzinfo=UTC)).refusal
    assert refusal is Refusal.AUTHOR


def test_an_attachment_is_left_to_the_document_where_it_was_read(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.show_document(workspace.document("d-urgent"))
    _shown(qtbot, presenter)
    canvas = view.pages.canvas
    canvas.go_to(1)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 137)
    before = canvas.whereabouts
    presenter._open_out_of_this(inside_of(PAPER))
    assert _shown(qtbot, presenter) == 1
    presenter.go_back()
    assert _shown(qtbot, presenter) == 3
    assert canvas.whereabouts == pytest.approx(before, abs=0.01)


def test_an_answer_for_a_document_that_was_left_is_dropped(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, tasks: Tasks
) -> None:
    presenter.show_document(workspace.document("d-urgent"))
    _shown(qtbot, presenter)
    presenter.open_embedded(Embedded(index=0, name="甲.ofd"))
    presenter.show_document(workspace.document("d-plain"))
    _shown(qtbot, presenter)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert presenter.state.paper is None


def test_a_verdict_is_never_shown_on_another_file_out_of_the_same_document(
    qtbot: QtBot, presenter: ReaderPresenter, tasks: Tasks
) -> None:
    """Both have no address of their own, and the first is judged for so long that the second is open."""
    presenter._open_out_of_this(inside_of(PAPER, title="甲.ofd"))
    _shown(qtbot, presenter)
    first = presenter.pages.handle
    presenter._open_out_of_this(inside_of(two_documents(), title="乙.ofd"))
    _shown(qtbot, presenter)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    late = Report(seals=(), findings=())
    presenter._verified(first, late)
    assert presenter.state.report is not None
    assert presenter.state.report is not late


def test_two_files_out_of_other_files_are_told_apart() -> None:
    """Else joining two halves closes the one for the other."""
    above = ReaderState(paper=inside_of(with_versions()))
    first, second = (
        ReaderState(paper=inside_of(content), came_from=above) for content in (PAPER, two_documents())
    )
    assert not first.shows(second)
    assert first.shows(ReaderState(paper=inside_of(PAPER, title="又"), came_from=above))


def test_versions_to_compare_with_are_all_but_the_shown_one(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.show_document(workspace.document("d-plain"))
    _shown(qtbot, presenter)
    view.findChild(QToolButton, "toggleDetails").click()
    button = view.findChild(QPushButton, "compareVersions")
    assert button.isVisible()
    menu: QMenu = button.menu()
    menu.aboutToShow.emit()
    (older,) = menu.actions()
    with qtbot.waitSignal(presenter.beside_asked) as asked:
        older.trigger()
    assert asked.args is not None
    assert asked.args[0].version == workspace.document("d-plain").versions[0]
    assert view.findChild(QListView, "versionList").model().rowCount() == 2
