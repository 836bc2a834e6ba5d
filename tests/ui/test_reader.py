"""Reading: pages from the worker, versions, the watermark, and what stands where a page cannot."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.errors import WorkspaceLocked
from desktop.reading.errors import WorkerDied
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Arrangement, Fit, Phase, Watermark
from desktop.ui.parts.pages.boxes import PageBox, ZoomBox
from desktop.ui.parts.pages.wheel import Notches
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.workspace import Workspace
from tests.ui.office import PAPER, Desks
from tests.ui.reading import read, reader_on_screen


@pytest.fixture
def view(presenter: ReaderPresenter, qtbot: QtBot, chinese: Translation) -> ReaderView:
    return reader_on_screen(qtbot, presenter)


def test_a_document_opens_at_its_current_version(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace
) -> None:
    document = workspace.document("d-plain")
    read(qtbot, presenter, document)
    assert presenter.state.version == document.versions[-1]
    assert presenter.pages.state.page_count == 1


def test_the_original_stays_a_version_that_can_be_read(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-plain"))
    view.findChild(QToolButton, "toggleDetails").click()
    versions = view.findChild(QListView, "versionList")
    versions.setCurrentIndex(versions.model().index(1, 0))
    qtbot.waitUntil(lambda: presenter.pages.state.page_count == 3, timeout=20_000)
    assert presenter.state.version == workspace.document("d-plain").versions[0]


def test_a_new_version_of_what_is_read_opens_by_itself(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace
) -> None:
    document = workspace.document("d-plain")
    first = replace(document, versions=document.versions[:1])
    read(qtbot, presenter, first)
    assert presenter.pages.state.page_count == 3
    presenter.show_document(document)
    qtbot.waitUntil(lambda: presenter.pages.state.page_count == 1, timeout=20_000)


def test_pages_are_turned_and_the_box_follows(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    box = view.findChild(QLineEdit, "pageBox")
    view.findChild(QToolButton, "nextPage").click()
    assert (view.pages.canvas.page, box.text()) == (1, "2")
    box.setText("3")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert view.pages.canvas.page == 2
    assert not view.findChild(QToolButton, "nextPage").isEnabled()


def test_a_page_is_asked_for_by_key_and_a_number_too_high_is_the_last(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas, box = view.pages.canvas, view.findChild(PageBox)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()
    QTest.keyClicks(box, "99")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (canvas.page, box.text(), canvas.hasFocus()) == (2, "3", True)
    QTest.keyClick(canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, "1")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (canvas.page, box.text(), canvas.hasFocus()) == (2, "3", True)
    assert presenter.pages.state.phase is Phase.SHOWN


def test_the_zoom_is_chosen_or_typed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas, box = view.pages.canvas, view.findChild(ZoomBox)
    box.setFocus()
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), "130")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert (canvas.zoom, canvas.fit, box.currentText()) == (1.3, Fit.FREE, "130%")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert (canvas.fit, box.currentText()) == (Fit.PAGE, f"{canvas.zoom:.0%}")
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), "9999")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert (canvas.zoom, box.currentText()) == (8.0, "800%")


def test_fitting_the_width_stays_where_one_reads(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.set_zoom(2.0)
    canvas.go_whereabouts(1.5)
    canvas.set_fit(Fit.WIDTH)
    assert canvas.whereabouts == pytest.approx(1.5, abs=0.02)
    canvas.arrange(Arrangement.SINGLE)
    assert (canvas.page, canvas.whereabouts) == (1, pytest.approx(1.5, abs=0.05))


def test_a_wide_room_shows_a_page_no_larger_than_125_percent_until_asked_and_a_narrow_one_all_of_it(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    view.resize(1900, 900)
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    assert canvas.zoom == 1.25
    view.resize(700, 900)
    qtbot.waitUntil(lambda: canvas.zoom < 1.0)
    assert canvas.horizontalScrollBar().maximum() == 0
    view.resize(1900, 900)
    qtbot.waitUntil(lambda: canvas.zoom == 1.25)
    canvas.set_fit(Fit.WIDTH)
    assert canvas.zoom > 1.5


def test_a_turn_keeps_what_is_in_the_middle_in_sight(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.set_zoom(2.0)
    canvas.go_whereabouts(1.4)
    before = canvas.middle()
    canvas.arrange(canvas.arrangement, 1)
    assert canvas.middle() == (1, pytest.approx(before.x_mm, abs=1), pytest.approx(before.y_mm, abs=1))


def test_a_fine_wheel_zooms_notch_by_notch() -> None:
    notches = Notches()
    assert [notches.turned(40) for _ in range(6)] == [0, 0, 1, 0, 0, 1]
    assert [notches.turned(delta) for delta in (80, -80, -40, 240)] == [0, 0, -1, 2]


def test_the_wheel_with_control_zooms_about_the_cursor(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.set_zoom(1.0)
    at = QPointF(300, 250)

    def under_the_cursor() -> tuple[float, float]:
        left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
        place = canvas.pages_layout.to_page(at.x() + left, at.y() + top)
        return place.x_mm, place.y_mm

    canvas.set_zoom(2.0, at)
    before = under_the_cursor()
    wheel = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    canvas.wheelEvent(wheel)
    assert canvas.zoom == 2.5
    assert under_the_cursor() == pytest.approx(before, abs=0.5)


def test_where_reading_stopped_is_where_it_begins_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    view.pages.canvas.set_zoom(1.5)
    view.pages.canvas.go_to(2)
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").page == 2)
    presenter.close()
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert (view.pages.canvas.page, view.pages.canvas.zoom) == (2, 1.5)


def test_reading_begins_again_in_the_middle_of_the_page_where_it_stopped(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.set_zoom(1.5)
    canvas.go_whereabouts(1.4)
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").down > 0.3)
    presenter.close()
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert canvas.whereabouts == pytest.approx(1.4, abs=0.02)


def test_a_page_that_was_fitted_whole_is_so_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.set_fit(Fit.PAGE)
    zoom = canvas.zoom
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").whole)
    presenter.close()
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert (canvas.fit, canvas.zoom) == (Fit.PAGE, zoom)


def test_a_first_page_read_at_true_size_is_so_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    view.pages.canvas.set_zoom(1.0)
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").zoom == 1.0)
    presenter.close()
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert view.pages.canvas.zoom == 1.0


def test_how_pages_stood_is_how_they_stand_again(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(canvas, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert (canvas.arrangement, canvas.turn) == (Arrangement.FACING, 1)
    qtbot.waitUntil(lambda: workspace.reading_state("d-urgent").turn == 1)
    presenter.close()
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert (canvas.arrangement, canvas.turn) == (Arrangement.FACING, 1)


def test_a_single_page_is_turned_by_keys_at_its_end(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    canvas = view.pages.canvas
    canvas.arrange(Arrangement.SINGLE)
    canvas.set_fit(Fit.PAGE)
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.page == 2
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert canvas.page == 1
    qtbot.waitUntil(lambda: canvas.complete, timeout=20_000)


def test_a_page_turned_upside_down_is_drawn_so(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-plain"))
    canvas = view.pages.canvas
    pictures = []
    for turn in (2, 0):
        canvas.arrange(Arrangement.SINGLE, turn)
        canvas.set_fit(Fit.PAGE)
        qtbot.waitUntil(lambda: canvas.complete, timeout=20_000)
        inner = QRectF(*canvas.pages_layout.span(0)).adjusted(6, 6, -6, -6).toAlignedRect()
        pictures.append(canvas.viewport().grab(inner).toImage())
    turned, upright = pictures
    assert _ink(turned.transformed(QTransform().rotate(180))) == pytest.approx(_ink(upright), abs=4)
    assert _ink(turned) != pytest.approx(_ink(upright), abs=4)


def _ink(picture: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark, in px."""
    dark = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 140
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


def test_in_little_room_the_bar_keeps_what_keys_do_not_stand_in_for(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    view.resize(560, 600)
    assert not view.findChild(QToolButton, "fitPage").isVisible()
    bar = view.findChild(QLineEdit, "pageBox").parentWidget()
    shown = [each for each in bar.findChildren(QToolButton) if each.isVisible()]
    assert all(each.geometry().right() <= bar.width() for each in shown)
    view.resize(900, 600)
    assert view.findChild(QToolButton, "fitPage").isVisible()


def test_a_document_never_read_fits_the_width(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    assert view.pages.canvas.fit is Fit.WIDTH


def test_visible_pages_become_sharp(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    qtbot.waitUntil(lambda: view.pages.canvas.complete, timeout=20_000)
    picture = view.pages.canvas.grab().toImage()
    reds = sum(
        picture.pixelColor(x, y).red() > 200 and picture.pixelColor(x, y).green() < 60
        for x in range(0, picture.width(), 8)
        for y in range(0, picture.height(), 8)
    )
    assert reds > 20


def test_a_classified_document_bears_the_readers_name_and_the_demonstration_mark(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-secret"))
    assert presenter.state.marking == "【演示】秘密★3年"
    watermark = view.watermark(presenter.state)
    assert watermark is not None
    assert watermark.lines[0] == "【演示】"
    assert watermark.lines[1].startswith("唐景和")


def test_the_watermark_is_drawn_over_the_paper() -> None:
    paper = QImage(400, 400, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    try:
        Watermark(("【演示】",)).paint(painter, QRectF(0, 0, 400, 400), 2.0)
    finally:
        painter.end()
    assert any(
        paper.pixelColor(x, y) != Qt.GlobalColor.white for x in range(0, 400, 2) for y in range(0, 400, 2)
    )


def test_a_file_that_cannot_come_is_told_with_its_remedy(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, desks: Desks
) -> None:
    desks.gateway.cut()
    presenter.show_document(workspace.document("d-urgent"))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.FAILED)
    assert view.findChild(QPushButton, "openAgain").isVisible()
    desks.gateway.mend()
    presenter.pages.try_again()
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)


def test_a_file_that_is_no_document_is_told(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.pages.open(lambda _told: b"not a document at all")
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.FAILED, timeout=20_000)


def test_a_page_whose_worker_died_shows_why_and_the_others_go_on(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    pictures = presenter.pages.pictures
    tile = pictures.thumbnail_tile(1)
    handle = pictures.handle
    assert handle is not None
    pictures.refuse(handle, tile, WorkerDied(-9))
    view.pages.canvas.go_to(1)
    assert isinstance(pictures.error(1), WorkerDied)
    assert pictures.error(0) is None
    canvas = view.pages.canvas
    canvas.explain_with(lambda _: ("", ""))
    without_words = canvas.grab().toImage()
    canvas.explain_with(lambda _: ("本页无法显示", "阅读进程已停止"))
    assert canvas.grab().toImage() != without_words
    pictures.try_again(1)
    qtbot.waitUntil(lambda: view.pages.canvas.complete, timeout=20_000)


def test_thumbnails_come_as_they_are_seen(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    view.findChild(QToolButton, "toggleThumbnails").click()
    pane = view.pages.thumbnails
    assert pane.model().rowCount() == 3
    qtbot.waitUntil(lambda: presenter.pages.pictures.stand_in(2) is not None, timeout=20_000)
    pane.setCurrentIndex(pane.model().index(2, 0))
    assert view.pages.canvas.page == 2


def test_a_document_that_goes_out_of_sight_is_closed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    read(qtbot, presenter, workspace.document("d-urgent"))
    presenter.show_document(None)
    assert presenter.pages.state.phase is Phase.EMPTY
    assert presenter.pages.pictures.sizes() == ()


def test_progress_of_a_fetch_is_told(qtbot: QtBot, presenter: ReaderPresenter) -> None:
    seen: list[float | None] = []
    presenter.pages.changed.connect(lambda state: seen.append(state.fetched))

    def fetch(told: object) -> bytes:
        assert callable(told)
        told(50, 100)
        return PAPER

    presenter.pages.open(fetch)
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    assert 0.5 in seen


def test_a_desk_that_is_locked_while_a_file_is_on_its_way_shows_why_nothing_came(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace
) -> None:
    def locked() -> bool:
        raise WorkspaceLocked

    presenter.pages.weaken_where(locked)
    presenter.show_document(workspace.document("d-urgent"))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.FAILED)
    assert isinstance(presenter.pages.state.error, WorkspaceLocked)
