"""Joint seals in the window: others' places are kept free, each custodian presses their own, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from core.seal import Verdict, touching
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.sealing import SealingPhase, SealingPresenter, SealingView
from desktop.ui.sealing.state import Obstacle
from desktop.ui.sealing.turns import state_of
from desktop.workspace import Workspace
from tests.batch_office import BATCH, appoint_witness, plant_batch
from tests.gateway_process import GatewayProcess, running_gateway
from tests.unit.desktop.builders import PASSWORD, QUICK

FIRST, SECOND = "s-czj", "s-qh"
CONCERNED = frozenset({"u-16", "u-17", "u-32", "u-33"})


class Office:
    """A gateway with one joint application, and workspaces on it."""

    def __init__(self, gateway: GatewayProcess, folder: Path, locks: ExitStack) -> None:
        self._gateway, self._folder, self._locks = gateway, folder, locks

    def workspace(self, account: str) -> Workspace:
        profile = self._folder / f"{account}-{len(list(self._folder.iterdir()))}"
        kit = self._gateway.enrol(account, profile.name)
        made = Workspace.create(profile, PASSWORD, kit, kdf=QUICK)
        self._locks.callback(made.lock)
        made.sync()
        return made

    def confirmed(self, account: str, seal_id: str) -> None:
        witness = self.workspace(account)
        witness.confirm_as_witness(BATCH, seal_id)
        witness.sync()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running_gateway(tmp_path) as gateway, ExitStack() as locks:
        plant_batch(gateway.data, 1, seal_ids=(FIRST, SECOND), known_to=CONCERNED)
        appoint_witness(gateway.data, FIRST, "u-33")
        made = Office(gateway, tmp_path, locks)
        made.confirmed("qh033", FIRST)
        yield made


def _placing(workspace: Workspace, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> SealingPresenter:
    presenter = SealingPresenter(workspace, reading, tasks)
    presenter.set_online(True)
    presenter.reload()
    qtbot.waitUntil(lambda: any(row.id == BATCH for row in presenter.state.rows))
    presenter.open(BATCH)
    qtbot.waitUntil(lambda: presenter.state.phase is SealingPhase.PLACING, timeout=20_000)
    return presenter


def _end(presenter: SealingPresenter, tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)
    presenter.put_away()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def test_two_organs_seal_one_document_side_by_side_and_in_order(
    office: Office, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    second = _placing(office.workspace("qh016"), reading, tasks, qtbot)
    view = SealingView(second)
    qtbot.addWidget(view)
    view.show()
    assert second.state.obstacle is Obstacle.EARLIER_SEAL_MISSING
    assert view.findChild(QLabel, "sealObstacle").text() == "须先加盖“青禾县财政局”印章。"
    assert not second.state.cautions, "a place that we propose is nothing to warn of"
    row = second.state.row
    assert row is not None
    assert (row.can_be_sealed, row.is_our_turn, state_of(row)) == (True, False, "待其他机关")
    seals = view.findChild(QComboBox, "sealChoice")
    assert [seals.itemData(row) for row in range(seals.count())] == [SECOND]
    (ghost,) = second.state.ghosts
    placing = second.state.placing
    assert placing is not None
    assert placing.place is not None
    assert ghost.name == "青禾县财政局"
    assert not touching(placing.box(placing.place), [ghost.box])
    assert ghost.box.x < placing.place.x_mm, "in order of precedence from left to right"
    _end(second, tasks, qtbot)

    first = _placing(office.workspace("qh032"), reading, tasks, qtbot)
    assert first.state.obstacle is None
    first.sign()
    qtbot.waitUntil(lambda: first.state.report is not None, timeout=30_000)
    qtbot.waitUntil(lambda: first.state.row is not None and first.state.row.is_others_turn)
    panel = SealingView(first)
    qtbot.addWidget(panel)
    said = panel.panel.findChild(QLabel, "sealingDone").text()
    assert "其他机关" in said, "whose seal it is, a bureau's custodian may not know"
    _end(first, tasks, qtbot)

    workspace = office.workspace("qh016")
    second = _placing(workspace, reading, tasks, qtbot)
    assert second.state.ghosts == ()
    assert second.state.obstacle is Obstacle.NO_WITNESS
    office.confirmed("qh017", SECOND)
    workspace.sync()
    second.reload()
    qtbot.waitUntil(lambda: second.state.obstacle is None, timeout=20_000)
    assert second.state.witness is not None
    assert second.state.witness.name == "乔木然"
    assert not second.state.cautions, "the seal that is there already is kept clear of"
    second.sign()
    qtbot.waitUntil(lambda: second.state.report is not None, timeout=30_000)
    report = second.state.report
    assert report is not None
    assert [seal.verdict for seal in report.seals] == [Verdict.VALID, Verdict.VALID]
    _end(second, tasks, qtbot)
