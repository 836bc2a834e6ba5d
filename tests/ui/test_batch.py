"""A batch in the window: one example, a rule for all, exceptions by hand, a run with its report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from core.office import RequestState, UseKind
from core.seal import Anchor
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.sealing import SealingPhase, SealingPresenter, SealingView
from desktop.ui.sealing.batch_state import BatchPhase, BatchState, Fate
from desktop.ui.sealing.state import Obstacle
from desktop.workspace import Workspace
from desktop.workspace.batch import TOGETHER
from tests.batch_office import BATCH, SEAL, WITNESS, plant_batch
from tests.gateway_process import running_gateway
from tests.unit.desktop.builders import PASSWORD, QUICK

COUNT = 5
ODD_ONE = f"d-batch-{COUNT - 1}"


@pytest.fixture
def presenter(
    tmp_path: Path, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> Iterator[SealingPresenter]:
    """A batch whose last document is another one than the rest."""
    with _opened(tmp_path, reading, tasks, qtbot, count=COUNT, odd_one="d-tongzhi") as presenter:
        yield presenter


@contextmanager
def _opened(
    tmp_path: Path,
    reading: ReadingWorker,
    tasks: Tasks,
    qtbot: QtBot,
    *,
    count: int,
    odd_one: str | None = None,
) -> Iterator[SealingPresenter]:
    with running_gateway(tmp_path) as gateway:
        plant_batch(gateway.data, count, kinds=(UseKind.CLOSING, UseKind.KEYWORD), odd_one=odd_one)
        witness = Workspace.create(tmp_path / "witness", PASSWORD, gateway.enrol(WITNESS), kdf=QUICK)
        witness.sync()
        witness.confirm_as_witness(BATCH, SEAL)
        witness.sync()
        witness.lock()
        workspace = Workspace.create(tmp_path / "profile", PASSWORD, gateway.enrol("qh016"), kdf=QUICK)
        workspace.sync()
        presenter = SealingPresenter(workspace, reading, tasks)
        presenter.set_online(True)
        presenter.reload()
        qtbot.waitUntil(lambda: bool(presenter.state.rows))
        presenter.open(BATCH)
        qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING, timeout=20_000)
        yield presenter
        qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
        presenter.put_away()
        qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
        workspace.lock()


@pytest.fixture
def view(presenter: SealingPresenter, qtbot: QtBot) -> SealingView:
    view = SealingView(presenter)
    qtbot.addWidget(view)
    view.resize(1294, 728)
    with qtbot.waitExposed(view):
        view.show()
    return view


def _batch(presenter: SealingPresenter) -> BatchState:
    assert presenter.state.batch is not None
    return presenter.state.batch


def _look(presenter: SealingPresenter, view: SealingView, qtbot: QtBot) -> None:
    view.findChild(QPushButton, "batchLook").click()
    qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.LOOKED, timeout=30_000)


def test_the_queue_shows_a_batch_as_one_row(presenter: SealingPresenter) -> None:
    row = next(row for row in presenter.state.rows if row.id == BATCH)
    assert (row.count, row.sealed, row.can_be_sealed) == (COUNT, 0, True)


def test_exceptions_are_placed_by_hand_or_left_out_and_the_rest_is_sealed_with_a_report(
    presenter: SealingPresenter, view: SealingView, qtbot: QtBot
) -> None:
    assert presenter.state.obstacle is Obstacle.BATCH_NOT_READY
    view.findChild(QLineEdit, "sealKeyword").setText("城东片区部分道路命名")
    presenter.choose_anchor(Anchor.KEYWORD, "城东片区部分道路命名")
    _look(presenter, view, qtbot)
    assert _batch(presenter).count(Fate.READY) == COUNT - 1
    row = _batch(presenter).row(ODD_ONE)
    assert row is not None
    assert row.fate is Fate.NO_PLACE
    assert presenter.state.obstacle is Obstacle.BATCH_NOT_READY
    rows = view.findChild(QListView, "batchRows")
    rows.setCurrentIndex(rows.model().index(0))
    rows.clicked.emit(rows.model().index(0))
    qtbot.waitUntil(
        lambda: (
            presenter.state.phase is SealingPhase.PLACING
            and presenter.state.document is not None
            and presenter.state.document.id == ODD_ONE
        ),
        timeout=20_000,
    )
    by_hand = view.findChild(QPushButton, "batchByHand")
    qtbot.waitUntil(by_hand.isEnabled, timeout=20_000)
    by_hand.click()
    assert _batch(presenter).count(Fate.BY_HAND) == 1
    presenter.batch.leave_out("d-batch-0", out=True)
    assert presenter.state.obstacle is None
    sign = view.findChild(QPushButton, "applySealButton")
    assert "4件" in sign.text()
    scrolled = view.findChild(QScrollArea, "sealingParticulars").verticalScrollBar()
    scrolled.setValue(scrolled.maximum())
    sign.click()
    question = view.findChild(QDialog, "confirmSealing")
    go = question.findChild(QPushButton, "confirmSealingButton")
    qtbot.waitUntil(go.isEnabled, timeout=20_000)
    go.click()
    qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.OVER, timeout=60_000)
    assert scrolled.value() == 0, "progress, cancel and report stand at the top"
    assert _batch(presenter).count(Fate.SEALED) == 4
    assert _batch(presenter).count(Fate.LEFT_OUT) == 1
    assert "已盖4" in view.findChild(QLabel, "batchFacts").text()
    qtbot.waitUntil(
        lambda: next(row for row in presenter.state.rows if row.id == BATCH).sealed == 4, timeout=20_000
    )


def test_an_application_that_is_closed_is_not_refused_any_more(
    presenter: SealingPresenter, view: SealingView
) -> None:
    refuse = view.findChild(QPushButton, "refuseSealButton")
    assert refuse.isEnabled()
    row = presenter.state.row
    assert row is not None
    closed = replace(row, request=structs.replace(row.request, state=RequestState.SEALED))
    view.panel.show_state(replace(presenter.state, rows=(closed,)))
    assert not refuse.isEnabled()


def test_looking_through_is_cancelled_at_once(
    presenter: SealingPresenter, view: SealingView, qtbot: QtBot
) -> None:
    view.findChild(QPushButton, "batchLook").click()
    assert _batch(presenter).phase is BatchPhase.LOOKING
    view.findChild(QPushButton, "batchCancel").click()
    assert _batch(presenter).phase is BatchPhase.EXAMPLE
    _look(presenter, view, qtbot)
    assert not _batch(presenter).count(Fate.UNSEEN)


def test_a_run_that_is_cancelled_leaves_the_rest_ready(
    presenter: SealingPresenter, view: SealingView, qtbot: QtBot
) -> None:
    _look(presenter, view, qtbot)
    for row in _batch(presenter).rows:
        if row.fate is Fate.NO_PLACE:
            presenter.batch.leave_out(row.document_id, out=True)
    ready = len(_batch(presenter).ready)
    presenter.sign()
    presenter.batch.cancel()
    qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.OVER, timeout=60_000)
    state = _batch(presenter)
    assert state.count(Fate.SEALED) + len(state.ready) == ready
    assert state.ready
    presenter.sign()
    qtbot.waitUntil(lambda: _batch(presenter).count(Fate.SEALED) == ready, timeout=60_000)
    qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.OVER, timeout=60_000)


def test_what_is_sealed_is_marked_while_the_rest_is_on_its_way(
    tmp_path: Path, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    many = TOGETHER * 2 + 4
    with _opened(tmp_path, reading, tasks, qtbot, count=many) as presenter:
        presenter.look_through("")
        qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.LOOKED, timeout=30_000)
        marked: set[int] = set()
        presenter.batch.changed.connect(
            lambda state: state and state.phase is BatchPhase.SEALING and marked.add(state.count(Fate.SEALED))
        )
        presenter.ask_gateway()
        qtbot.waitUntil(lambda: presenter.state.is_permitted, timeout=20_000)
        presenter.sign()
        qtbot.waitUntil(lambda: _batch(presenter).phase is BatchPhase.OVER, timeout=60_000)
        assert any(0 < count < many for count in marked)
        assert _batch(presenter).count(Fate.SEALED) == many
