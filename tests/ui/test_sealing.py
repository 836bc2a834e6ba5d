"""The sealing screen up to the gateway: the queue, the seal on the page, the obstacles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.office import SealRequest
from core.seal import SealPicture, SealUnreadable
from core.seal.report import Verdict
from desktop.errors import SealKeyAbsent
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Place
from desktop.ui.parts.seals import VerdictPill
from desktop.ui.sealing import SealingPhase, SealingPresenter, SealingView
from desktop.ui.sealing.picture import seal_image
from desktop.ui.sealing.placing import SealPlace
from desktop.ui.sealing.state import Obstacle
from tests.ui.office import Desks


@pytest.fixture
def presenter(desks: Desks, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[SealingPresenter]:
    presenter = SealingPresenter(desks(), reading, tasks)
    presenter.reload()
    presenter.set_online(True)
    qtbot.waitUntil(lambda: bool(presenter.state.rows))
    yield presenter
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


@pytest.fixture
def view(presenter: SealingPresenter, qtbot: QtBot, chinese: Translation) -> SealingView:
    view = SealingView(presenter)
    qtbot.addWidget(view)
    view.resize(1200, 760)
    with qtbot.waitExposed(view):
        view.show()
    return view


def _place(qtbot: QtBot, presenter: SealingPresenter) -> None:
    presenter.open("sr-1")
    qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING, timeout=20_000)


def _at(presenter: SealingPresenter) -> SealPlace:
    assert presenter.state.placing is not None
    assert presenter.state.placing.place is not None
    return presenter.state.placing.place


def test_what_can_be_sealed_comes_first(presenter: SealingPresenter) -> None:
    assert [row.id for row in presenter.state.rows] == ["sr-1", "sr-2"]
    assert [row.can_be_sealed for row in presenter.state.rows] == [True, False]


def test_an_application_opens_with_seal_witness_and_digest(qtbot: QtBot, presenter: SealingPresenter) -> None:
    _place(qtbot, presenter)
    state = presenter.state
    assert state.seal is not None
    assert state.seal.id == "s-1"
    assert state.witness is not None
    assert state.witness.name == "乔木然"
    assert len(state.document_hash) == 64
    assert state.obstacle is None


def test_what_is_not_approved_is_not_opened_and_says_why(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    presenter.open("sr-2")
    assert presenter.state.phase is SealingPhase.QUEUE
    assert any("公文尚未签发，不得用印" in label.text() for label in view.findChildren(QLabel))


def test_offline_the_button_is_off_and_says_why(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    _place(qtbot, presenter)
    button = view.findChild(QPushButton, "applySealButton")
    assert button.isEnabled()
    presenter.set_online(False)
    assert presenter.state.obstacle is Obstacle.OFFLINE
    assert not button.isEnabled()
    assert "离线" in view.findChild(QLabel, "sealObstacle").text()


def test_the_seal_is_dragged_at_true_size_and_the_drag_taken_back(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    _place(qtbot, presenter)
    canvas = view.pages.canvas
    before = _at(presenter)
    scale = canvas.pages_layout.px_per_mm

    def on_screen(place: SealPlace) -> QPoint:
        x, y = canvas.pages_layout.to_canvas(Place(place.page, place.x_mm + 20, place.y_mm + 20))
        left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
        return QPoint(round(x - left), round(y - top))

    start = on_screen(before)
    port = canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(port, start - QPoint(10 * step, 4 * step))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start - QPoint(50, 20))
    after = _at(presenter)
    assert before.x_mm - after.x_mm == pytest.approx(50 / scale, abs=1 / scale)
    assert before.y_mm - after.y_mm == pytest.approx(20 / scale, abs=1 / scale)
    view.findChild(QToolButton, "undoPlacement").click()
    assert _at(presenter) == before
    view.findChild(QToolButton, "redoPlacement").click()
    assert _at(presenter) == after


@pytest.mark.parametrize(
    ("modifiers", "step"),
    [(Qt.KeyboardModifier.NoModifier, 1.0), (Qt.KeyboardModifier.ControlModifier, 0.1)],
)
def test_arrow_keys_nudge_by_a_millimetre_or_a_tenth(
    qtbot: QtBot,
    presenter: SealingPresenter,
    view: SealingView,
    modifiers: Qt.KeyboardModifier,
    step: float,
) -> None:
    _place(qtbot, presenter)
    before = _at(presenter)
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Left, modifiers)
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Up, modifiers)
    after = _at(presenter)
    assert (before.x_mm - after.x_mm, before.y_mm - after.y_mm) == pytest.approx((step, step))
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _at(presenter) == before


def test_typed_millimetres_place_the_seal(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    _place(qtbot, presenter)
    view.findChild(QDoubleSpinBox, "sealX").setValue(33.3)
    view.findChild(QDoubleSpinBox, "sealY").setValue(44.4)
    assert (_at(presenter).x_mm, _at(presenter).y_mm) == (33.3, 44.4)


def test_the_witness_is_who_has_confirmed_and_without_one_nothing_is_sealed(
    qtbot: QtBot, desks: Desks, reading: ReadingWorker, tasks: Tasks, chinese: Translation
) -> None:
    unconfirmed = [
        replace(record, confirmations=()) if isinstance(record, SealRequest) else record
        for record in desks.records()
    ]
    presenter = SealingPresenter(desks(*unconfirmed), reading, tasks)
    view = SealingView(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.set_online(True)
    presenter.reload()
    qtbot.waitUntil(lambda: bool(presenter.state.rows))
    _place(qtbot, presenter)
    assert presenter.state.obstacle is Obstacle.NO_WITNESS
    assert "监印" in view.findChild(QLabel, "sealObstacle").text()
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def test_nothing_is_signed_before_the_last_question_is_answered(
    qtbot: QtBot, presenter: SealingPresenter, view: SealingView
) -> None:
    _place(qtbot, presenter)
    view.findChild(QPushButton, "applySealButton").click()
    question = view.findChild(QDialog, "confirmSealing")
    assert question.isVisible()
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    for fact in ("关于防汛备汛工作的通知", "青政办发〔2026〕23号", "青禾县人民政府", "唐景和", "乔木然"):
        assert fact in said
    assert presenter.state.document_hash[:8] in said
    question.reject()
    assert presenter.state.phase is SealingPhase.PLACING


def test_a_failure_leaves_the_seal_where_it_was_placed(qtbot: QtBot, presenter: SealingPresenter) -> None:
    _place(qtbot, presenter)
    presenter.placer.nudge(-5, -5)
    before = _at(presenter)
    with qtbot.waitSignal(presenter.failed, timeout=20_000):
        presenter.sign()
    qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING)
    assert _at(presenter) == before
    assert presenter.state.error is not None
    assert not isinstance(presenter.state.error, SealKeyAbsent) or presenter.state.error.seal_id == "s-1"


def test_a_seals_picture_keeps_its_pixels(qtbot: QtBot, reading: ReadingWorker, tmp_path: Path) -> None:
    drawn = QImage(30, 30, QImage.Format.Format_ARGB32)
    drawn.fill(QColor(200, 0, 0))
    drawn.save(str(tmp_path / "seal.png"))
    data = (tmp_path / "seal.png").read_bytes()
    picture = SealPicture(format="PNG", data=data, width_mm=45, height_mm=45)
    assert seal_image(picture, reading).size() == drawn.size()


@pytest.mark.parametrize(("kind", "data"), [("PNG", b"no picture"), ("SVG", b"<svg/>"), ("", b"")])
def test_a_picture_that_cannot_be_shown_is_refused(
    reading: ReadingWorker, kind: str, data: bytes, qtbot: QtBot
) -> None:
    with pytest.raises(SealUnreadable):
        seal_image(SealPicture(format=kind, data=data, width_mm=45, height_mm=45), reading)


def test_a_seal_is_pressed_and_judged_against_a_real_gateway(qtbot: QtBot, sealing: SealingPresenter) -> None:
    view = SealingView(sealing)
    qtbot.addWidget(view)
    view.show()
    sealing.open("sr-1")
    qtbot.waitUntil(lambda: sealing.state.phase is SealingPhase.PLACING, timeout=20_000)
    qtbot.waitUntil(lambda: sealing.state.picture is not None, timeout=20_000)
    placing = sealing.state.placing
    assert placing is not None
    assert placing.suggested == placing.place, "the seal starts on the date of signing"
    sealing.sign()
    qtbot.waitUntil(lambda: sealing.state.report is not None, timeout=30_000)
    report = sealing.state.report
    assert report is not None
    assert report.verdict is Verdict.VALID
    assert view.findChild(VerdictPill, "sealingVerdict").text() == "有效"
    document = sealing.state.document
    assert document is not None
    assert [version.sealed for version in document.versions] == [False, True]
