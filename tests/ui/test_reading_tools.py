"""On the pages: searching, choosing and copying text, links, coming back, panes."""

from __future__ import annotations

from dataclasses import replace as altered
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QPushButton, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from core.office import Classification, SecrecyLevel
from core.office.calendar import OFFICE_TIME
from desktop.reading.wire import BoxMm, DocumentSummary, Link, PageSize, PageText, Rights, TextRun
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Place
from desktop.ui.parts.pages.boxes import PageBox
from desktop.ui.parts.pages.flowing import flowing
from desktop.ui.parts.pages.texts import flattened
from desktop.ui.reader import Paper, ReaderPresenter, ReaderState, ReaderView
from desktop.ui.reader.copying import Clipboard, Refusal, Rule, may_copy, may_print
from desktop.ui.reader.links import LinkDialog
from desktop.workspace import Workspace
from tests.ui.office import PAPER
from tests.ui.reading import read, read_text, reader_on_screen

NOW = datetime(2026, 6, 17, 10, tzinfo=OFFICE_TIME)
SUMMARY = DocumentSummary(format="ofd", pages=(PageSize(210, 297),))


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    view.pages.canvas.setFocus()
    return view


def _on(view: ReaderView, presenter: ReaderPresenter, number: int, part: float) -> QPoint:
    """On a character, `part` of its width from its left."""
    text, canvas = presenter.pages.texts.text(0), view.pages.canvas
    assert text is not None
    box = text.boxes[number]
    x, y = canvas.pages_layout.to_canvas(Place(0, box.x + box.width * part, box.y + box.height / 2))
    return QPointF(x - canvas.horizontalScrollBar().value(), y - canvas.verticalScrollBar().value()).toPoint()


def _drag(view: ReaderView, start: QPoint, end: QPoint) -> None:
    viewport = view.pages.canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def _first_words(presenter: ReaderPresenter, count: int = 2) -> str:
    text = presenter.pages.texts.text(0)
    assert text is not None
    return "".join(text.chars)[:count]


def test_every_page_is_searched_and_each_hit_listed_and_marked(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    finding = presenter.pages.finding
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = view.findChild(QLineEdit, "findBox")
    assert box.isVisible()
    box.setText(_first_words(presenter))
    qtbot.waitUntil(lambda: finding.state.searched == 3, timeout=20_000)
    assert finding.state.current == 0
    assert view.findChild(QListView, "hitList").model().rowCount() == len(finding.state.hits)
    assert len(view.pages.canvas.marks.marks) == len(finding.state.hits)
    assert finding.state.hits[0].context
    view.pages.canvas.grab()


def test_the_next_hit_after_the_last_is_the_first(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    finding = presenter.pages.finding
    finding.find(_first_words(presenter, 1), 0)
    qtbot.waitUntil(lambda: not finding.state.running and finding.state.current == 0, timeout=20_000)
    finding.step(-1)
    assert finding.state.current == len(finding.state.hits) - 1
    finding.step(+1)
    assert finding.state.current == 0


def test_what_is_nowhere_is_said_to_be_not_found_and_escape_ends_the_search(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.tools.open_search()
    box = view.findChild(QLineEdit, "findBox")
    box.setText("这里没有的话")
    qtbot.waitUntil(lambda: presenter.pages.finding.state.searched == 3, timeout=20_000)
    assert view.findChild(QLabel, "findCount").text() == "未找到"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert presenter.pages.finding.state.wanted == ""


def test_a_search_that_is_cancelled_is_over(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.pages.finding.find(_first_words(presenter, 1), 0)
    presenter.pages.finding.cancel()
    assert not presenter.pages.finding.state.running


def test_text_is_chosen_with_the_mouse_and_copied(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _drag(view, _on(view, presenter, 0, 0.2), _on(view, presenter, 3, 0.8))
    assert view.tools.text.chosen_text() == _first_words(presenter, 4)
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == _first_words(presenter, 4)


def test_paragraphs_are_copied_whole_and_with_shift_line_by_line(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = presenter.pages.texts.text(0)
    assert text is not None
    canvas, control = view.pages.canvas, Qt.KeyboardModifier.ControlModifier
    view.tools.text.choose_page(0)
    last = len(text.chars) - 1
    QTest.keyClick(canvas, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == flowing(text, 0, last)
    QTest.keyClick(canvas, Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == text.part(0, last)


def test_shift_and_arrows_widen_what_is_chosen(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _drag(view, _on(view, presenter, 0, 0.2), _on(view, presenter, 1, 0.8))
    for _ in range(2):
        QTest.keyClick(view.pages.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.tools.text.chosen_text() == _first_words(presenter, 4)
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.tools.text.chosen_text() == _first_words(presenter, 3)


@pytest.mark.parametrize("as_printed", [False, True])
def test_a_document_that_may_not_be_copied_says_why(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, as_printed: bool
) -> None:
    QGuiApplication.clipboard().setText("前文")
    read(qtbot, presenter, replace(workspace.document("d-secret"), allow_copy=False))
    read_text(qtbot, presenter)
    view.tools.text.choose_page(0)
    view.tools.copy(as_printed=as_printed)
    assert QGuiApplication.clipboard().text() == "前文"
    assert "不允许" in view.said.words.text()


def test_what_is_classified_is_copied_with_a_word_about_its_end(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-secret"))
    read_text(qtbot, presenter)
    view.tools.text.choose_page(0)
    view.tools.copy()
    assert QGuiApplication.clipboard().text()
    assert "清空" in view.said.words.text()
    QGuiApplication.clipboard().clear()


def test_locking_takes_what_is_classified_off_the_clipboard(qtbot: QtBot) -> None:
    clipboard = Clipboard()
    clipboard.put("秘密的话", classified=True)
    with qtbot.waitSignal(clipboard.destroyed):
        clipboard.deleteLater()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_others_put_on_the_clipboard_stays(qtbot: QtBot) -> None:
    clipboard = Clipboard()
    clipboard.put("秘密的话", classified=True)
    QGuiApplication.clipboard().setText("别处的话")
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == "别处的话"


def test_top_secret_is_neither_copied_nor_printed_whatever_else_is_allowed(workspace: Workspace) -> None:
    level = Classification(level=SecrecyLevel.JUEMI, known_to=frozenset({"p-1"}))
    state = ReaderState(document=replace(workspace.document("d-plain"), classification=level))
    assert may_copy(state, SUMMARY, NOW).refusal is Refusal.JUEMI
    assert may_print(state, SUMMARY, NOW).refusal is Refusal.JUEMI


def test_the_office_and_the_author_each_can_refuse(workspace: Workspace) -> None:
    document = workspace.document("d-plain")
    state = ReaderState(document=document)
    assert may_copy(state, SUMMARY, NOW)
    assert may_print(state, SUMMARY, NOW)
    withheld = altered(state, document=replace(document, allow_print=False))
    assert may_print(withheld, SUMMARY, NOW).refusal is Refusal.OFFICE
    authored = replace(SUMMARY, rights=Rights(printable=False, export=False))
    assert may_print(state, authored, NOW).refusal is Refusal.AUTHOR
    assert may_copy(state, authored, NOW).refusal is Refusal.AUTHOR


@pytest.mark.parametrize(
    ("rights", "period"),
    [
        (Rights(valid_until="2026-06-16"), "… – 2026-06-16"),
        (
            Rights(valid_from="2026-06-18T00:00:00", valid_until="2027-01-01"),
            "2026-06-18T00:00:00 – 2027-01-01",
        ),
    ],
)
def test_outside_the_period_that_the_author_set_nothing_is_taken_out(rights: Rights, period: str) -> None:
    for rule in (
        may_copy(ReaderState(), replace(SUMMARY, rights=rights), NOW),
        may_print(ReaderState(), replace(SUMMARY, rights=rights), NOW),
    ):
        assert (rule.refusal, rule.period) == (Refusal.PERIOD, period)


def test_the_last_day_of_the_period_counts_whole() -> None:
    rights = Rights(valid_from="2026-06-17", valid_until="2026-06-17", copies=2)
    assert may_print(ReaderState(), replace(SUMMARY, rights=rights), NOW) == Rule(copies=2)


def test_what_was_opened_out_of_a_withheld_document_is_withheld_too(workspace: Workspace) -> None:
    document = replace(workspace.document("d-plain"), allow_copy=False, allow_print=False)
    inside = Paper(title="附件", blob="b", classification=Classification())
    state = ReaderState(paper=inside, came_from=ReaderState(document=document))
    assert may_copy(state, SUMMARY, NOW).refusal is Refusal.OFFICE
    assert may_print(state, SUMMARY, NOW).refusal is Refusal.OFFICE


@pytest.mark.parametrize(
    ("outer", "refusal"),
    [
        (Rights(printable=False, export=False), Refusal.AUTHOR),
        (Rights(valid_until="2026-06-16"), Refusal.PERIOD),
    ],
)
def test_the_author_of_a_file_binds_what_lies_in_it(outer: Rights, refusal: Refusal) -> None:
    inside = Paper(title="附件", blob="", content=b"x", classification=Classification())
    state = ReaderState(paper=inside, outer_rights=(Rights(), outer))
    assert may_copy(state, SUMMARY, NOW).refusal is refusal
    assert may_print(state, SUMMARY, NOW).refusal is refusal


def test_of_two_authors_the_one_who_allows_fewer_copies_counts() -> None:
    state = ReaderState(outer_rights=(Rights(copies=2), Rights(copies=5)))
    assert may_print(state, replace(SUMMARY, rights=Rights(copies=3)), NOW).copies == 2


def test_going_back_returns_to_where_a_jump_began(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    view.tools.trail.jump(Place(2, 0, 0))
    assert canvas.page == 2
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert canvas.page == 0
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert canvas.page == 2


def test_a_page_asked_for_by_number_is_left_again_by_the_mouses_own_button(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    box = view.findChild(PageBox, "pageBox")
    assert box is not None
    box.setText("3")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert canvas.page == 2
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.BackButton)
    assert canvas.page == 0
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.ForwardButton)
    assert canvas.page == 2


def test_leafing_through_thumbnails_is_one_way_back(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    for page in (1, 2):
        view.pages.thumbnails.page_chosen.emit(page)
    assert canvas.page == 2
    view.tools.trail.go_back()
    assert canvas.page == 0
    assert not view.tools.trail.behind


def test_the_hand_on_the_slider_is_told_which_page_it_has_come_to(
    presenter: ReaderPresenter, view: ReaderView
) -> None:
    canvas = view.pages.canvas
    canvas.verticalScrollBar().setValue(round(canvas.pages_layout.top(1)))
    canvas.marks.sliderMoved.emit(canvas.marks.value())
    assert QToolTip.text() == f"2 / {len(canvas.pages_layout.sizes)}"
    QToolTip.hideText()


def test_an_address_is_shown_and_only_copied(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.tools.text.followed.emit(Link(BoxMm(0, 0, 1, 1), uri="https://example.invalid/"))
    dialog = view.findChild(LinkDialog)
    assert dialog.isVisible()
    dialog.findChild(QPushButton, "copyLink").click()
    assert QGuiApplication.clipboard().text() == "https://example.invalid/"


def test_the_page_that_is_read_is_read_out(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    text = presenter.pages.texts.text(0)
    assert text is not None
    assert view.pages.canvas.accessibleDescription() == text.text


def test_the_pane_that_was_open_opens_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    view.findChild(QToolButton, "toggleThumbnails").click()
    view.findChild(QToolButton, "pane-outline").click()
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").pane == "outline")
    read(qtbot, presenter, workspace.document("d-plain"))
    read_text(qtbot, presenter)
    assert view.pages.panes.current == ""
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    assert view.pages.panes.current == "outline"


def test_a_picture_that_looks_like_a_seal_is_marked(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    before = view.pages.canvas.viewport().grab().toImage()
    view.tools.seal_like.show_marks(0, (BoxMm(40, 40, 42, 42),))
    assert view.pages.canvas.viewport().grab().toImage() != before
    pane = view.details.seals.findChild(QFrame, "sealLikenesses")
    assert not pane.isHidden()
    assert any("第 1 页" in each.text() for each in pane.findChildren(QLabel))
    presenter.close()
    assert view.tools.seal_like.marks == {}
    assert pane.isHidden()


def test_a_document_inside_the_document_is_read_and_left_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    shown = presenter.state.document
    inside = Paper(title="附件", blob="", classification=Classification(), content=PAPER)
    presenter.show(ReaderState(paper=inside, came_from=presenter.resumable))
    qtbot.waitUntil(lambda: presenter.pages.state.page_count == 1, timeout=20_000)
    presenter.go_back()
    qtbot.waitUntil(lambda: presenter.pages.state.page_count == 3, timeout=20_000)
    assert presenter.state.document == shown


def test_a_file_is_saved_only_where_a_person_says_and_the_disk_may_refuse(
    qtbot: QtBot, presenter: ReaderPresenter, tmp_path: Path
) -> None:
    presenter.save(str(tmp_path / "list.xlsx"), b"content")
    qtbot.waitUntil((tmp_path / "list.xlsx").exists)
    with qtbot.waitSignal(presenter.failed):
        presenter.save(str(tmp_path / "absent" / "list.xlsx"), b"content")


def _two_lines() -> PageText:
    def run(text: str, y: float, line: int) -> TextRun:
        boxes = tuple(BoxMm(10 + 5 * n, y, 5, 5) for n in range(len(text)))
        return TextRun(text=text, box_mm=BoxMm(10, y, 5 * len(text), 5), char_boxes_mm=boxes, line=line)

    return PageText("甲乙丙\n丁戊", (run("甲乙丙", 10, 0), run("丁戊", 20, 1)))


def test_a_part_of_a_page_keeps_its_line_ends() -> None:
    flat = flattened(_two_lines())
    assert flat.part(1, 3) == "乙丙\n丁"
    assert flat.line_boxes(1, 3) == (BoxMm(15, 10, 10, 5), BoxMm(10, 20, 5, 5))
    assert flat.line_around(1) == (0, 2)


def test_the_nearest_character_is_one_of_the_same_height() -> None:
    flat = flattened(_two_lines())
    assert flat.nearest(100, 12) == 2
    assert flat.nearest(11, 21) == 3
    assert not flat.over(100, 100)
    assert flat.over(12, 12)
