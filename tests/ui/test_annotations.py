"""批注: made with mouse, pen and keys, taken back, kept, and drawn again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace as struct_replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.ids import content_address
from core.ofd import (
    Highlight,
    Ink,
    Note,
    Strikeout,
    Underline,
    annotate,
    open_ofd,
    read_marks,
    unpack_marks,
)
from core.ofd.marks import InkPoint
from core.office import Classification, SecrecyLevel
from desktop.cache import Cache
from desktop.reading.client import ReadingWorker
from desktop.reading.wire import BoxMm, DocumentSummary, PageSize, Rights, SignatureMark
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase, Place
from desktop.ui.parts.pages.thumbnails import MarkedRole
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.annotated_copy import CopyDialog
from desktop.ui.reader.annotations import Tool
from desktop.ui.reader.exporting import NoCopy, file_name, why_no_copy
from desktop.ui.reader.palette import PEN_TINTS
from desktop.ui.reader.state import Paper, ReaderState
from desktop.vault import Vault
from desktop.workspace import Workspace
from tests.integration.reading.documents import ofd
from tests.ui.office import THREE_PAGES
from tests.ui.reading import read, read_text, reader_on_screen
from tests.unit.desktop.builders import PASSWORD, document


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    _read(qtbot, presenter, workspace)
    view.pages.panes.open("annotations")
    view.pages.canvas.setFocus()
    return view


def _read(qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    read_text(qtbot, presenter)
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)


def _at(view: ReaderView, x_mm: float, y_mm: float) -> QPointF:
    canvas = view.pages.canvas
    x, y = canvas.pages_layout.to_canvas(Place(0, x_mm, y_mm))
    return QPointF(x - canvas.horizontalScrollBar().value(), y - canvas.verticalScrollBar().value())


def _write_by_mouse(view: ReaderView) -> None:
    viewport = view.pages.canvas.viewport()
    view.findChild(QToolButton, "annotateInk").click()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=_at(view, 60, 60).toPoint())
    for step in range(1, 5):
        QTest.mouseMove(viewport, _at(view, 60 + 4 * step, 60 + step).toPoint())
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=_at(view, 76, 64).toPoint())


def _kept(workspace: Workspace) -> tuple[object, ...]:
    document = workspace.document("d-urgent")
    assert document.current is not None
    assert document.current.blob is not None
    return workspace.annotations("d-urgent", document.current.blob)


def test_chosen_text_is_highlighted_and_underlined_in_its_lines(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    for button in ("annotateHighlight", "annotateUnderline", "annotateStrikeout"):
        view.tools.text.choose_page(0)
        view.findChild(QToolButton, button).click()
    layer = presenter.annotations.state.layer
    assert [type(mark) for mark in layer] == [Highlight, Underline, Strikeout]
    assert {mark.author for mark in layer} == {"唐景和"}


def test_what_is_written_by_hand_is_kept_and_there_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    _write_by_mouse(view)
    (stroke,) = presenter.annotations.state.layer
    assert isinstance(stroke, Ink)
    assert [len(points) for points in stroke.strokes] == [5]
    qtbot.waitUntil(lambda: _kept(workspace) == (stroke,))
    presenter.close()
    assert presenter.annotations.state.layer == ()
    _read(qtbot, presenter, workspace)
    assert presenter.annotations.state.layer == (stroke,)


def test_strokes_side_by_side_are_one_handwriting_and_go_one_by_one(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    annotations = presenter.annotations
    annotations.choose_tool(Tool.INK)
    for x_mm in (60, 70):
        annotations.write_stroke(0, [InkPoint(x_mm, 60, 1.0), InkPoint(x_mm + 5, 65, 1.0)])
    annotations.write_stroke(0, [InkPoint(60, 200, 1.0)])
    assert [len(ink.strokes) for ink in annotations.state.layer if isinstance(ink, Ink)] == [2, 1]
    annotations.undo()
    annotations.undo()
    assert [len(ink.strokes) for ink in annotations.state.layer if isinstance(ink, Ink)] == [1]


def test_words_that_are_typed_go_back_in_one_step(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    annotations = presenter.annotations
    annotations.pin(0, 100, 80)
    for words in ("请", "请核", "请核实"):
        view.findChild(QPlainTextEdit, "annotationWords").setPlainText(words)
    assert [mark.remark for mark in annotations.state.layer] == ["请核实"]
    annotations.undo()
    assert [mark.remark for mark in annotations.state.layer] == [""]


def test_the_list_goes_by_page_and_place_and_a_row_leads_there(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    for page, y_mm in ((2, 50), (0, 90), (0, 30)):
        presenter.annotations.pin(page, 60, y_mm)
    rows = view.findChild(QListView, "annotationList")
    listed = [row.item for row in view.tools.annotations.rows if isinstance(row.item, Note)]
    assert [(note.page, note.y) for note in listed] == [(0, 30), (0, 90), (2, 50)]
    rows.setCurrentIndex(rows.model().index(2, 0))
    assert view.pages.canvas.page == 2
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert len(presenter.annotations.state.layer) == 2
    QTest.keyClick(rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(presenter.annotations.state.layer) == 3


def test_a_row_of_the_list_says_the_words_that_were_marked_also_on_a_page_not_seen_yet(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    rows = view.tools.annotations.list.model()
    texts = presenter.pages.texts
    first = texts.text(0)
    assert first is not None
    presenter.annotations.lay(Highlight, {0: first.line_boxes(0, 3)})
    assert "".join(first.chars[:4]) in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "高亮" in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    texts._kept.pop(2, None)
    texts._asked.discard(2)
    presenter.annotations.lay(Underline, {2: (BoxMm(0, 0, 210, 297),)})
    qtbot.waitUntil(lambda: len(view.tools.annotations.rows[1].over) > 2)
    third = texts.text(2)
    assert third is not None
    assert view.tools.annotations.rows[1].over == "".join(third.chars)[:80].strip()
    presenter.annotations.choose(view.tools.annotations.rows[0].key)
    view.tools.annotations.words.setPlainText("存疑")
    assert "存疑" in rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_is_inside_the_file_is_listed_to_be_looked_at(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    made_at = datetime(2026, 6, 1, tzinfo=UTC)
    inside = Note(mark_id="n", page=1, x=50, y=60, author="王秘书", made_at=made_at, remark="已核")
    presenter.show_paper(_paper(annotate(ofd(pages=2), [inside], now=made_at)))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    view.pages.panes.open("annotations")
    rows = view.findChild(QListView, "annotationList")
    qtbot.waitUntil(lambda: rows.model().rowCount() == 1, timeout=20_000)
    rows.setCurrentIndex(rows.model().index(0, 0))
    words = view.findChild(QPlainTextEdit, "annotationWords")
    assert view.pages.canvas.page == 1
    assert (words.toPlainText(), words.isReadOnly()) == ("已核", True)
    assert not view.findChild(QToolButton, "annotateRemove").isEnabled()
    assert not view.findChild(QToolButton, "annotateCopy").isEnabled()
    assert presenter.annotations.state.homeless
    assert view.findChild(QLabel, "annotationNothing").isHidden()
    card = rows.itemDelegate().card(rows.model().index(0, 0))
    assert [chip.text for chip in card.before] == ["第 2 页", "文件内"]
    assert card.facts == "王秘书  2026-06-01"
    told = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "第 2 页  文件内  附注  已核  王秘书  2026-06-01"
    view.grab()


def _paper(content: bytes) -> Paper:
    return Paper(title="材料", blob="", classification=Classification(), content=content)


def test_a_copy_with_annotations_is_written_where_a_person_chose(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, tmp_path: Path
) -> None:
    presenter.annotations.pin(0, 60, 60)
    presenter.annotations.write(presenter.annotations.state.chosen, "请核实")
    layer = presenter.annotations.state.layer
    state = presenter.state
    assert state.document is not None
    presenter._become(
        replace(state, document=struct_replace(state.document, classification=Classification()))
    )
    view.findChild(QToolButton, "annotateCopy").click()
    dialog = view.findChild(CopyDialog)
    assert dialog is not None
    target = tmp_path / "copy.ofd"
    with qtbot.waitSignal(presenter.saved, timeout=20_000):
        dialog.chosen.emit(str(target))
    dialog.close()
    written = target.read_bytes()
    assert read_marks(open_ofd(written), 0) == layer
    assert written.startswith(THREE_PAGES[: THREE_PAGES.index(b"PK\x01\x02")])
    assert view.said.words.text() == "副本已保存。"


def test_what_has_a_level_leaves_no_copy(qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView) -> None:
    presenter.annotations.pin(0, 60, 60)
    view.findChild(QToolButton, "annotateCopy").click()
    assert view.findChild(CopyDialog) is None
    assert "密级" in view.said.words.text()


NOW = datetime(2026, 6, 17, tzinfo=UTC)
OFD_SUMMARY = DocumentSummary(format="ofd", pages=(PageSize(210, 297),))


@pytest.mark.parametrize(
    ("summary", "refusal"),
    [
        (OFD_SUMMARY, None),
        (struct_replace(OFD_SUMMARY, format="pdf"), NoCopy.PDF),
        (struct_replace(OFD_SUMMARY, signatures=(SignatureMark("1", "seal"),)), NoCopy.SEALED),
        (struct_replace(OFD_SUMMARY, rights=Rights(annotate=False)), NoCopy.AUTHOR),
        (struct_replace(OFD_SUMMARY, rights=Rights(export=False)), NoCopy.AUTHOR),
        (struct_replace(OFD_SUMMARY, rights=Rights(valid_until="2026-06-16")), NoCopy.PERIOD),
    ],
)
def test_a_copy_is_written_only_where_file_and_policy_allow_it(
    summary: DocumentSummary, refusal: NoCopy | None
) -> None:
    assert why_no_copy(ReaderState(paper=_paper(b"")), summary, NOW) is refusal


def test_a_level_or_the_office_forbids_the_copy() -> None:
    level = Classification(level=SecrecyLevel.INTERNAL)
    paper = Paper(title="", blob="", classification=level)
    assert why_no_copy(ReaderState(paper=paper), OFD_SUMMARY, NOW) is NoCopy.CLASSIFIED
    kept = document("d", content=THREE_PAGES, classification=Classification())
    kept = struct_replace(kept, allow_copy=False)
    assert why_no_copy(ReaderState(document=kept), OFD_SUMMARY, NOW) is NoCopy.OFFICE
    sealed = struct_replace(kept.versions[0], sealed=True)
    assert why_no_copy(ReaderState(document=kept, version=sealed), OFD_SUMMARY, NOW) is NoCopy.SEALED


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于〔2026〕1号", "关于〔2026〕1号"),
        ("../a:b\\c\n", "a b c"),
        ("...", "copy"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_note_needs_no_mouse(qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView) -> None:
    view.pages.panes.open("")
    view.tools.text.choose_page(0)
    ((_, boxes),) = view.tools.text.chosen_boxes()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_M, control)
    (note,) = presenter.annotations.state.layer
    assert isinstance(note, Note)
    assert (note.x, note.y) == (boxes[-1].x + boxes[-1].width, boxes[-1].y)
    words = view.findChild(QPlainTextEdit, "annotationWords")
    qtbot.waitUntil(words.hasFocus)
    QTest.keyClicks(words, "ok")
    view.pages.canvas.setFocus()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_M, control)
    assert [mark.remark for mark in presenter.annotations.state.layer] == ["ok", ""]


def test_a_note_is_dragged_and_moved_by_keys(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.annotations.pin(0, 100, 80)
    viewport, left = view.pages.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=_at(view, 102, 82).toPoint())
    QTest.mouseMove(viewport, _at(view, 90, 90).toPoint())
    view.pages.canvas.grab()
    QTest.mouseRelease(viewport, left, pos=_at(view, 90, 90).toPoint())
    (note,) = presenter.annotations.state.layer
    assert isinstance(note, Note)
    assert (note.x, note.y) == pytest.approx((88, 88), abs=0.6)
    view.pages.canvas.setFocus()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    (lower,) = presenter.annotations.state.layer
    assert isinstance(lower, Note)
    assert lower.y == note.y + 2
    presenter.annotations.undo()
    presenter.annotations.undo()
    (first,) = presenter.annotations.state.layer
    assert isinstance(first, Note)
    assert (first.x, first.y) == (100, 80)


def test_text_under_a_highlight_can_still_be_chosen(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.tools.text.choose_page(0)
    ((_, boxes),) = view.tools.text.chosen_boxes()
    view.findChild(QToolButton, "annotateHighlight").click()
    presenter.annotations.choose("")
    box = boxes[0]
    viewport, left = view.pages.canvas.viewport(), Qt.MouseButton.LeftButton
    start = _at(view, box.x + 1, box.y + box.height / 2).toPoint()
    end = _at(view, box.x + box.width - 1, box.y + box.height / 2).toPoint()
    QTest.mousePress(viewport, left, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, left, pos=end)
    assert view.tools.text.chosen_text()
    assert presenter.annotations.state.mark is not None


def test_annotations_of_an_earlier_version_are_taken_over_when_asked(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    document = workspace.document("d-plain")
    first, second = document.versions
    assert first.blob is not None
    assert second.blob is not None
    made_at = datetime(2026, 6, 1, tzinfo=UTC)
    note = Note(mark_id="n", page=0, x=50, y=60, author="王秘书", made_at=made_at, remark="已核")
    beyond = struct_replace(note, mark_id="b", page=2)
    workspace.keep_annotations("d-plain", first.blob, [note, beyond])
    presenter.show_document(document)
    qtbot.waitUntil(lambda: presenter.annotations.state.usable, timeout=20_000)
    view.pages.panes.open("annotations")
    button = view.findChild(QPushButton, "annotateBringOver")
    assert button.isVisible()
    assert "第 1 版" in button.text()
    assert "还没有批注" in view.findChild(QLabel, "annotationNothing").text()
    button.click()
    (taken,) = presenter.annotations.state.layer
    assert struct_replace(taken, mark_id="n") == note
    assert taken.mark_id != "n"
    assert button.isHidden()
    qtbot.waitUntil(lambda: workspace.annotations("d-plain", second.blob or "") == (taken,))
    assert workspace.annotations("d-plain", first.blob) == (note, beyond)
    presenter.annotations.undo()
    assert button.isVisible()


def test_a_click_on_a_note_opens_the_pane_with_its_words(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.annotations.pin(0, 100, 80)
    presenter.annotations.write(presenter.annotations.state.chosen, "请核实")
    presenter.annotations.choose("")
    view.pages.panes.open("")
    at = _at(view, 101, 81).toPoint()
    QTest.mouseClick(view.pages.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.pages.panes.current == "annotations"
    assert view.findChild(QPlainTextEdit, "annotationWords").toPlainText() == "请核实"


def test_a_marked_page_has_a_dot_on_its_thumbnail(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.annotations.pin(1, 60, 60)
    model = view.pages.thumbnails.model()
    assert [model.data(model.index(page, 0), MarkedRole) for page in range(3)] == [False, True, False]
    told = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "第 2 页，有批注"
    view.pages.panes.open("thumbnails")
    view.pages.thumbnails.grab()


def test_a_layer_outlasts_the_window_and_a_damaged_database(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.annotations.pin(0, 60, 60)
    layer = presenter.annotations.state.layer
    qtbot.waitUntil(lambda: _kept(workspace) == layer)
    presenter.close()
    profile = workspace.profile
    workspace.lock()
    (profile / "cache.db").write_bytes(b"damaged")
    vault = Vault.unlock(profile, PASSWORD)
    cache = Cache.open(vault)
    body = cache.annotation_layer("d-urgent", content_address(THREE_PAGES))
    cache.close()
    vault.lock()
    assert body is not None
    assert unpack_marks(body) == layer


def test_who_reads_a_file_twice_sees_every_mark_in_both_places(
    qtbot: QtBot,
    presenter: ReaderPresenter,
    view: ReaderView,
    workspace: Workspace,
    reading: ReadingWorker,
    tasks: Tasks,
) -> None:
    other = ReaderPresenter(workspace, reading, tasks)
    other.show_document(workspace.document("d-urgent"))
    qtbot.waitUntil(lambda: other.annotations.state.usable, timeout=20_000)
    presenter.annotations.pin(0, 60, 60)
    qtbot.waitUntil(lambda: other.annotations.state.layer == presenter.annotations.state.layer)
    other.annotations.pin(1, 70, 70)
    qtbot.waitUntil(lambda: len(presenter.annotations.state.layer) == 2)
    qtbot.waitUntil(lambda: _kept(workspace) == other.annotations.state.layer)
    assert presenter.annotations.state.layer == other.annotations.state.layer
    other.close()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    other.deleteLater()


def test_a_pen_writes_with_its_pressure(qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView) -> None:
    view.findChild(QToolButton, "annotateInk").click()
    viewport = view.pages.canvas.viewport()
    pen = QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
    )
    for kind, x_mm, pressure in (
        (QEvent.Type.TabletPress, 60, 0.25),
        (QEvent.Type.TabletMove, 70, 0.5),
        (QEvent.Type.TabletMove, 80, 0.75),
        (QEvent.Type.TabletRelease, 80, 0.0),
    ):
        at = _at(view, x_mm, 60)
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        event = QTabletEvent(
            kind, pen, at, at, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, left, none
        )
        QApplication.sendEvent(viewport, event)
    (stroke,) = presenter.annotations.state.layer
    assert isinstance(stroke, Ink)
    assert [point.pressure for point in stroke.strokes[0]] == pytest.approx([0.25, 0.5, 0.75], abs=0.01)


def test_a_note_is_put_where_one_clicks_and_its_words_are_typed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    view.findChild(QToolButton, "annotateNote").click()
    viewport = view.pages.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(view, 100, 80).toPoint())
    view.findChild(QPlainTextEdit, "annotationWords").setPlainText("请核实数字")
    qtbot.waitUntil(lambda: [each.remark for each in presenter.annotations.state.layer] == ["请核实数字"])
    (note,) = presenter.annotations.state.layer
    assert isinstance(note, Note)
    qtbot.waitUntil(lambda: _kept(workspace) == (note,))
    row = view.findChild(QListView, "annotationList").model().index(0, 0)
    assert "请核实数字" in row.data()


def test_undo_takes_back_and_redo_brings_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _write_by_mouse(view)
    layer = presenter.annotations.state.layer
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Z, control)
    assert presenter.annotations.state.layer == ()
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert presenter.annotations.state.layer == layer


def test_the_chosen_one_changes_colour_and_is_deleted(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    _write_by_mouse(view)
    view.findChild(QToolButton, "annotateInk").click()
    viewport = view.pages.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(view, 64, 61).toPoint())
    assert presenter.annotations.state.mark is not None
    view.findChild(QToolButton, "annotateColour2").click()
    assert presenter.annotations.state.layer[0].tint == PEN_TINTS[2]
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Delete)
    assert presenter.annotations.state.layer == ()
    qtbot.waitUntil(lambda: _kept(workspace) == ())


def test_annotations_are_drawn_over_the_page(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    qtbot.waitUntil(lambda: view.pages.canvas.complete, timeout=20_000)
    before = view.pages.canvas.viewport().grab().toImage()
    presenter.annotations.pin(0, 100, 80)
    presenter.annotations.choose("")
    assert view.pages.canvas.viewport().grab().toImage() != before
