"""批注: made with mouse, pen and keys, taken back, kept, and drawn again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from core.office.annotation import Highlight, Ink, Note, Underline
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase, Place
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.workspace import Workspace
from tests.ui.office import Desks


@pytest.fixture
def workspace(desks: Desks) -> Workspace:
    return desks()


@pytest.fixture
def presenter(
    workspace: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot
) -> Iterator[ReaderPresenter]:
    presenter = ReaderPresenter(workspace, reading, tasks)
    yield presenter
    presenter.close()
    qtbot.waitUntil(lambda: tasks.under_way == 0)


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = ReaderView(presenter)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    _read(qtbot, presenter, workspace)
    view.pages.panes.open("annotations")
    view.pages.canvas.setFocus()
    return view


def _read(qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace) -> None:
    presenter.show_document(workspace.document("d-urgent"))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    presenter.pages.texts.want(0)
    qtbot.waitUntil(lambda: presenter.pages.texts.text(0) is not None, timeout=20_000)
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
    for button in ("annotateHighlight", "annotateUnderline"):
        view.tools.text.choose_page(0)
        view.findChild(QToolButton, button).click()
    first, second = presenter.annotations.state.layer
    assert isinstance(first.mark, Highlight)
    assert isinstance(second.mark, Underline)
    assert first.author == "唐景和"


def test_what_is_written_by_hand_is_kept_and_there_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    _write_by_mouse(view)
    (stroke,) = presenter.annotations.state.layer
    assert isinstance(stroke.mark, Ink)
    assert len(stroke.mark.points) == 5
    qtbot.waitUntil(lambda: _kept(workspace) == (stroke,))
    presenter.close()
    assert presenter.annotations.state.layer == ()
    _read(qtbot, presenter, workspace)
    assert presenter.annotations.state.layer == (stroke,)


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
    assert isinstance(stroke.mark, Ink)
    assert [point.pressure for point in stroke.mark.points] == pytest.approx([0.25, 0.5, 0.75], abs=0.01)


def test_a_note_is_put_where_one_clicks_and_its_words_are_typed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    view.findChild(QToolButton, "annotateNote").click()
    viewport = view.pages.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(view, 100, 80).toPoint())
    view.findChild(QPlainTextEdit, "annotationWords").setPlainText("请核实数字")
    qtbot.waitUntil(lambda: [each.text for each in presenter.annotations.state.layer] == ["请核实数字"])
    (note,) = presenter.annotations.state.layer
    assert isinstance(note.mark, Note)
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
    assert presenter.annotations.state.annotation is not None
    view.findChild(QToolButton, "annotateColour2").click()
    assert presenter.annotations.state.layer[0].colour == "#8BCB88"
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Delete)
    assert presenter.annotations.state.layer == ()
    qtbot.waitUntil(lambda: _kept(workspace) == ())


def test_annotations_are_drawn_over_the_page(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    qtbot.waitUntil(lambda: view.pages.canvas.complete, timeout=20_000)
    before = view.pages.canvas.viewport().grab().toImage()
    presenter.annotations.add(0, Note(100, 80))
    presenter.annotations.choose("")
    assert view.pages.canvas.viewport().grab().toImage() != before
