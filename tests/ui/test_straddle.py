"""Placing in full: straddle seal, keyword, several places, what is said about them; with the real worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from core.ofd.display import Box
from core.office import RequestState, UseKind, UseOutcome
from core.seal import Edge, Size
from core.seal.report import Verdict
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Place
from desktop.ui.sealing import SealingPhase, SealingPresenter, SealingView
from desktop.ui.sealing.bands import EdgeBands
from desktop.ui.sealing.checks import Caution, Concern
from desktop.ui.sealing.page_reader import WHOLE_PAGES_MAX
from desktop.ui.sealing.picture import inked_part
from desktop.ui.sealing.placer import Placer
from desktop.ui.sealing.placing import Placing, SealPlace, Straddling, first_placing
from desktop.ui.sealing.state import Obstacle
from desktop.ui.sealing.strip import StraddleStrip
from desktop.ui.sealing.suggesting import Suggestion
from desktop.vault.errors import DiskRefused
from desktop.workspace import Workspace
from tests.integration.reading.documents import ofd
from tests.ui.office import Desks


@pytest.fixture
def presenter(desks: Desks, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[SealingPresenter]:
    presenter = SealingPresenter(desks(), reading, tasks)
    presenter.reload()
    presenter.set_online(True)
    qtbot.waitUntil(lambda: bool(presenter.state.rows))
    presenter.open("sr-1")
    qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING, timeout=20_000)
    yield presenter
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


@pytest.fixture
def view(presenter: SealingPresenter, qtbot: QtBot, chinese: Translation) -> SealingView:
    view = SealingView(presenter)
    qtbot.addWidget(view)
    view.resize(1294, 728)
    with qtbot.waitExposed(view):
        view.show()
    return view


def _placing(presenter: SealingPresenter) -> Placing:
    assert presenter.state.placing is not None
    return presenter.state.placing


def test_a_tick_lays_a_slice_on_every_page_and_shows_them_in_a_row(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    view.findChild(QCheckBox, "straddleBox").click()
    assert [each.page for each in _placing(presenter).slices] == [0, 1, 2]
    strip = view.findChild(QListView, "straddleStrip")
    assert strip.isVisible()
    assert strip.model().rowCount() == 3
    qtbot.waitUntil(lambda: presenter.bands.complete, timeout=20_000)
    assert all(presenter.bands.band(page) is not None for page in range(3))
    view.findChild(QCheckBox, "straddleBox").click()
    assert not strip.isVisible()
    assert len(_placing(presenter).placements) == 1


def test_edge_and_offset_are_chosen_and_undone(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    view.findChild(QCheckBox, "straddleBox").click()
    edge = view.findChild(QComboBox, "straddleEdge")
    edge.setCurrentIndex(edge.findData("top"))
    edge.activated.emit(edge.currentIndex())
    view.findChild(QDoubleSpinBox, "straddleOffset").setValue(20.5)
    straddling = _placing(presenter).straddling
    assert straddling == Straddling(Edge.TOP, 20.5)
    for _ in range(3):
        presenter.placer.undo()
    assert _placing(presenter).straddling is None


def test_the_same_place_on_other_pages_is_asked_for_in_words(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    ranges = view.findChild(QLineEdit, "samePlaceOn")
    button = view.findChild(QPushButton, "samePlaceButton")
    assert not button.isEnabled()
    ranges.setText("每页")
    button.click()
    assert len(_placing(presenter).pressing.places) == 1
    assert any("1-3、5" in said.text() and said.isVisible() for said in view.findChildren(QLabel))
    ranges.setText("1-3")
    button.click()
    places = _placing(presenter).pressing.places
    assert sorted(place.page for place in places) == [0, 1, 2]
    assert len({(place.x_mm, place.y_mm) for place in places}) == 1
    assert view.findChild(QComboBox, "placeChoice").isVisible()


def test_a_keyword_lists_its_occurrences_and_takes_the_seal_there(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    view.findChild(QLineEdit, "sealKeyword").setText("测试")
    view.findChild(QPushButton, "sealKeywordFind").click()
    hits = view.findChild(QListView, "sealKeywordHits")
    qtbot.waitUntil(lambda: hits.model().rowCount() == 3, timeout=20_000)
    hits.clicked.emit(hits.model().index(1))
    place = _placing(presenter).place
    assert place is not None
    assert place.page == 1
    every = view.findChild(QPushButton, "sealKeywordAll")
    qtbot.waitUntil(every.isVisible, timeout=20_000)
    every.click()
    assert sorted(each.page for each in _placing(presenter).pressing.places) == [0, 1, 2]
    presenter.placer.undo()
    assert len(_placing(presenter).pressing.places) == 1


def test_covering_text_is_said_while_it_is_so(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    said = view.findChild(QLabel, "placingCautions")
    assert not said.isVisible()
    presenter.placer.place(SealPlace(0, 15, 10))
    qtbot.waitUntil(said.isVisible, timeout=20_000)
    assert "第1页" in said.text()
    presenter.placer.place(SealPlace(0, 100, 200))
    assert not said.isVisible()


def test_two_seals_that_touch_are_told_of(presenter: SealingPresenter) -> None:
    presenter.placer.place(SealPlace(1, 100, 200))
    presenter.placer.add()
    assert not presenter.state.cautions
    presenter.placer.nudge(10, 0)
    assert [each.concern for each in presenter.state.cautions] == [Concern.TOUCHES_SEAL]


def test_what_was_not_applied_for_is_an_obstacle_in_words(
    presenter: SealingPresenter, view: SealingView
) -> None:
    assert presenter.state.obstacle is None
    view.findChild(QCheckBox, "straddleBox").click()
    assert presenter.state.obstacle is Obstacle.KIND_NOT_APPLIED_FOR
    assert "骑缝章" in view.findChild(QLabel, "sealObstacle").text()
    assert not view.findChild(QPushButton, "applySealButton").isEnabled()


def test_white_margins_of_a_picture_are_found() -> None:
    picture = QImage(900, 900, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    painter.fillRect(100, 200, 700, 300, QColor(200, 0, 0))
    painter.end()
    assert inked_part(picture, Size(45, 45)) == pytest.approx(Box(5, 10, 35, 15), abs=0.3)
    picture.fill(0xFFFFFFFF)
    assert inked_part(picture, Size(45, 45)) == Box(0, 0, 45, 45)


def test_fifty_pages_are_previewed_at_once_and_the_window_never_waits(
    reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    handle = reading.open(ofd(pages=50))
    bands = EdgeBands(reading, tasks)
    strip = StraddleStrip(bands)
    qtbot.addWidget(strip)
    strip.resize(900, 170)
    picture = QImage(540, 540, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor(200, 0, 0))
    sheets = [Size(page.width_mm, page.height_mm) for page in handle.summary.pages]
    turns: list[float] = []
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: turns.append(time.monotonic()))
    beat.start()
    bands.begin(handle, Edge.RIGHT)
    strip.show_placing(
        first_placing(Size(45, 45), sheets, None, (UseKind.CLOSING, UseKind.STRADDLE)), picture
    )
    qtbot.waitUntil(lambda: bands.complete, timeout=20_000)
    beat.stop()
    assert strip.list.model().rowCount() == 50
    assert all(bands.band(page) is not None for page in range(50))
    assert len(turns) > 20, "the window's thread had its turns in between"
    bands.end()
    reading.close(handle)


def test_a_seal_on_every_one_of_many_pages_is_looked_at_once(
    reading: ReadingWorker, tasks: Tasks, qtbot: QtBot
) -> None:
    handle = reading.open(ofd(pages=120))
    placer = Placer(reading, tasks)
    placer.begin(handle, Size(45, 45), Suggestion())
    placer.place(SealPlace(0, 15, 10))
    assert placer.spread("1-")
    assert placer.placing is not None
    assert len(placer.placing.pressing.places) == 120
    qtbot.waitUntil(
        lambda: any(len(each.pages) >= WHOLE_PAGES_MAX for each in placer.state.cautions), timeout=30_000
    )
    assert placer.state.cautions[0].concern is Concern.COVERS_TEXT
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=30_000)
    placer.undo()
    assert len(placer.placing.pressing.places) == 1
    placer.end()
    reading.close(handle)


def test_closing_and_straddle_seal_are_one_signature_and_judged_valid(
    qtbot: QtBot, sealing: SealingPresenter
) -> None:
    sealing.open("sr-1")
    qtbot.waitUntil(lambda: sealing.state.phase is SealingPhase.PLACING, timeout=20_000)
    qtbot.waitUntil(lambda: sealing.state.picture is not None, timeout=20_000)
    assert _placing(sealing).straddling is not None, "the application asks for a straddle seal"
    pages = len(_placing(sealing).pages)
    sealing.sign()
    qtbot.waitUntil(lambda: sealing.state.report is not None, timeout=30_000)
    report = sealing.state.report
    assert report is not None
    assert report.verdict is Verdict.VALID
    assert len(report.seals) == 1
    assert len(report.seals[0].stamps) == 1 + pages


def test_the_last_question_waits_for_the_gateways_leave_and_a_refusal_is_entered_in_the_ledger(
    qtbot: QtBot, custodian: Workspace, sealing: SealingPresenter, tasks: Tasks
) -> None:
    view = SealingView(sealing)
    qtbot.addWidget(view)
    view.resize(1294, 760)
    view.show()
    sealing.open("sr-1")
    qtbot.waitUntil(lambda: sealing.state.obstacle is None, timeout=20_000)
    view.findChild(QPushButton, "applySealButton").click()
    question = view.findChild(QDialog, "confirmSealing")
    button = question.findChild(QPushButton, "confirmSealingButton")
    assert not button.isEnabled()
    qtbot.waitUntil(button.isEnabled, timeout=20_000)
    assert "可以加盖" in question.findChild(QLabel, "sealPermission").text()
    assert question.findChild(QListView, "sealedPages").model().rowCount() == 3
    question.reject()
    entries = len(custodian.ledger())
    view.findChild(QPushButton, "refuseSealButton").click()
    refusal = view.findChild(QDialog, "refuseSealing")
    assert not refusal.findChild(QPushButton, "refuseButton").isEnabled(), "no reason is proposed"
    refusal.findChild(QRadioButton, "refuse-not_signed_off").click()
    refusal.findChild(QPushButton, "refuseButton").click()
    qtbot.waitUntil(lambda: len(custodian.ledger()) == entries + 1, timeout=20_000)
    entry = custodian.ledger()[0]
    assert (entry.outcome, entry.reason) == (UseOutcome.REFUSED, "not_signed_off")
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    sealing.open("sr-1")
    assert any("公文尚未签发" in label.text() for label in view.findChildren(QLabel))


def test_two_clicks_and_two_drags_lead_from_the_queue_to_a_sealed_document(
    qtbot: QtBot, sealing: SealingPresenter
) -> None:
    view = SealingView(sealing)
    qtbot.addWidget(view)
    view.resize(1294, 728)
    with qtbot.waitExposed(view):
        view.show()
    row = next(at for at, each in enumerate(sealing.state.rows) if each.id == "sr-1")
    place = view.queue.visualRect(view.queue.model().index(row, 0)).center()
    QTest.mouseClick(view.queue.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: sealing.state.obstacle is None, timeout=20_000)
    before = _placing(sealing)
    assert before.place is not None
    _drag(view, Place(before.place.page, before.place.x_mm + 20, before.place.y_mm + 20), -30)
    piece = before.slices[before.place.page]
    assert piece.clip is not None
    edge = piece.boundary.x + piece.clip.x + piece.clip.width / 2
    _drag(view, Place(before.place.page, edge, before.offset_mm + 20), -40)
    after = _placing(sealing)
    assert after.place is not None
    assert after.place.y_mm < before.place.y_mm - 5
    assert after.offset_mm < before.offset_mm - 5
    sign = view.findChild(QPushButton, "applySealButton")
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    question = view.findChild(QDialog, "confirmSealing")
    go = question.findChild(QPushButton, "confirmSealingButton")
    qtbot.waitUntil(go.isEnabled, timeout=20_000)
    QTest.keyClick(question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sealing.state.report is not None, timeout=30_000)
    assert sealing.state.report is not None
    assert sealing.state.report.verdict is Verdict.VALID


def _drag(view: SealingView, place: Place, down: int) -> None:
    canvas = view.pages.canvas
    x, y = canvas.pages_layout.to_canvas(place)
    start = QPoint(
        round(x - canvas.horizontalScrollBar().value()), round(y - canvas.verticalScrollBar().value())
    )
    port = canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(port, start + QPoint(0, down * step // 4))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(0, down))


def test_the_preview_folds_away_for_the_page_and_comes_back(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    view.findChild(QCheckBox, "straddleBox").click()
    view.resize(997, 496)
    strip, button = view.findChild(QListView, "straddleStrip"), view.findChild(QPushButton, "straddleFold")
    qtbot.waitUntil(strip.isVisible)
    before = view.pages.canvas.height()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert not strip.isVisible()
    qtbot.waitUntil(lambda: view.pages.canvas.height() > before + 60)
    assert any("3页" in said.text() and said.isVisible() for said in view.strip.findChildren(QLabel))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert strip.isVisible()


def test_a_caution_is_told_in_full_on_a_low_screen(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    view.resize(1278, 650)
    view.panel.cautions.show_cautions(
        (Caution(Concern.FAR_FROM_TEXT, amount=3.4), Caution(Concern.COVERS_TEXT, (0, 2)))
    )
    said = view.findChild(QLabel, "placingCautions")
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert "第1、3页" in said.text()


def test_why_sealing_failed_is_not_contradicted_by_how_the_application_stands(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    state = presenter.state
    over = tuple(
        replace(row, request=structs.replace(row.request, state=RequestState.SEALED)) for row in state.rows
    )
    closed = replace(state, rows=over)
    obstacle = view.findChild(QLabel, "sealObstacle")
    view.panel.show_state(closed)
    assert obstacle.text() == "该申请已办结：已用印。"
    view.panel.show_state(replace(closed, error=DiskRefused("ENOSPC")))
    assert not obstacle.isVisible()
    assert not view.findChild(QPushButton, "applySealButton").isEnabled()
