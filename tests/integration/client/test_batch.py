"""One seal on many documents: asked for one by one, cancelled between two, taken up again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random, SystemRandom

import pytest
from msgspec import structs

from core.office import OfficialDocument, RequestState, SealRequest, UseKind, UseOutcome
from core.seal import Anchor, PlacementRule, Size, Verdict, places_by
from desktop.errors import ActRefused
from desktop.workspace import BatchItem, BatchOrder, BatchReport, Workspace, left_to_seal, seal_batch
from desktop.workspace.pressing import Pressed, Pressing
from gateway.service.register import Register
from gateway.store import Store
from tests.batch_office import BATCH, SEAL, WITNESS, plant_batch
from tests.gateway_process import GatewayProcess, serving
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, Opener
from tests.integration.client.test_sealing import suspend

COUNT = 12
ROOT = Path(__file__).parents[3]


@pytest.fixture
def gateway(data: Path, opened: Opener) -> Iterator[GatewayProcess]:
    plant_batch(data, COUNT)
    with serving(data) as running:
        witness = opened(running, WITNESS)
        witness.confirm_as_witness(BATCH, SEAL)
        witness.sync()
        yield running


@pytest.fixture
def custodian(gateway: GatewayProcess, opened: Opener) -> Workspace:
    return opened(gateway, CUSTODIAN)


def order(workspace: Workspace) -> BatchOrder:
    items = []
    for document_id in left_to_seal(workspace, BATCH, SEAL):
        original = workspace.sealing_subject(BATCH, document_id).original
        placements = places_by(PlacementRule(anchor=Anchor.DATE), original, Size(45, 45))
        items.append(BatchItem(document_id=document_id, placements=placements, kinds=(UseKind.CLOSING,)))
    return BatchOrder(request_id=BATCH, seal_id=SEAL, items=tuple(items))


def run(workspace: Workspace, *, until: int = COUNT) -> BatchReport:
    dealt_with: list[int] = []
    return seal_batch(
        workspace,
        order(workspace),
        told=lambda number, _: dealt_with.append(number),
        cancelled=lambda: len(dealt_with) >= until,
    )


def killed(profile: Path, *, after: int) -> None:
    """A process that seals the batch, killed once it has told of so many documents."""
    client = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.client.busy_batch", str(profile), PASSWORD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout is not None
    with client.stdout:
        for _ in range(after):
            assert client.stdout.readline(), "the process was to be killed, not to end"
        client.kill()
    client.wait()


def revoke(data: Path, document_id: str) -> None:
    """Behind the desk's back: it has not heard of it when it asks."""
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        stored = transaction.records.find(document_id)
        assert stored is not None
        assert isinstance(stored.record, OfficialDocument)
        Register(transaction).put(structs.replace(stored.record, doc_number=""))


def request(workspace: Workspace) -> SealRequest:
    return next(each for each in workspace.seal_requests() if each.id == BATCH)


def test_every_document_is_sealed_valid_and_in_the_ledger(custodian: Workspace) -> None:
    before = len(custodian.ledger())
    report = run(custodian)
    assert len(report.sealed) == COUNT
    assert [report.failed, report.left, report.waiting] == [{}, [], []]
    assert report.stopped is None
    entries = custodian.ledger()[: len(custodian.ledger()) - before]
    assert len(entries) == COUNT
    assert all(entry.outcome is UseOutcome.SEALED for entry in entries)
    assert request(custodian).state is RequestState.SEALED
    document = custodian.document(report.sealed[-1])
    assert document.current is not None
    assert custodian.verify(custodian.file(document.current.blob)).verdict is Verdict.VALID


def test_a_cancelled_batch_ends_between_documents_and_is_taken_up_again(
    gateway: GatewayProcess, custodian: Workspace, opened: Opener
) -> None:
    report = run(custodian, until=5)
    assert (len(report.sealed), len(report.left)) == (5, COUNT - 5)
    custodian.lock()
    again = opened(gateway, CUSTODIAN)
    assert len(left_to_seal(again, BATCH, SEAL)) == COUNT - 5
    report = run(again)
    assert len(report.sealed) == COUNT - 5
    assert request(again).state is RequestState.SEALED


def test_a_document_that_changed_is_told_of_and_the_others_are_sealed(custodian: Workspace) -> None:
    whole = order(custodian)
    first, *others = whole.items
    broken = BatchItem(document_id=first.document_id, placements=(), kinds=first.kinds)
    told: list[int] = []
    report = seal_batch(
        custodian,
        BatchOrder(request_id=BATCH, seal_id=SEAL, items=(broken, *others)),
        told=lambda number, _: told.append(number),
        cancelled=lambda: False,
    )
    assert list(report.failed) == [first.document_id]
    assert len(report.sealed) == COUNT - 1
    assert told[-1] == COUNT


def test_a_seal_that_is_suspended_meanwhile_ends_the_batch_before_another_signature(
    custodian: Workspace, data: Path
) -> None:
    whole = replace(order(custodian), together=3)

    def told(number: int, _: BatchReport) -> None:
        if number == 3:
            suspend(data, SEAL)

    report = seal_batch(custodian, whole, told=told, cancelled=lambda: False)
    assert isinstance(report.stopped, ActRefused)
    assert report.stopped.reason == "seal_not_in_use"
    assert len(report.failed) == 3, "signed before the gateway said so, and not accepted"
    assert len(report.left) == COUNT - 3
    assert len(custodian.document(whole.items[4].document_id).versions) == 1


def test_what_was_not_signed_in_time_is_asked_about_again(custodian: Workspace) -> None:
    seconds = iter(range(100))
    pressing = Pressing(
        custodian._sealing,
        custodian._kept,
        require_grace=custodian._require_grace,
        stamp_demanded=custodian.stamp_demanded,
        keep_acts=custodian._act_all,
        clock=lambda: float(next(seconds)),
    )
    uses = [
        custodian.prepare_sealing(
            BATCH, item.placements, seal_id=SEAL, kinds=item.kinds, document_id=item.document_id
        )
        for item in order(custodian).items[:5]
    ]
    pressed = pressing.press(uses)
    assert len(pressed) == 2, "a second a signature, and the gateway's word counts for two"
    assert all(isinstance(each, Pressed) for each in pressed)
    assert len(custodian.acts_waiting()) == 2


def test_a_use_that_the_gateway_denies_leaves_the_others_of_its_question_alone(
    custodian: Workspace, data: Path
) -> None:
    whole = order(custodian)
    revoke(data, whole.items[1].document_id)
    report = seal_batch(custodian, whole, told=lambda *_: None, cancelled=lambda: False)
    assert list(report.failed) == [whole.items[1].document_id]
    assert len(report.sealed) == COUNT - 1
    assert (report.left, report.stopped) == ([], None)


def test_a_killed_batch_is_taken_up_again_and_every_document_is_sealed_once(
    gateway: GatewayProcess, opened: Opener, tmp_path: Path
) -> None:
    seed = SystemRandom().randrange(1 << 32)
    print("seed", seed)
    random = Random(seed)
    custodian = opened(gateway, CUSTODIAN)
    before = len(custodian.ledger())
    profile = next(folder for folder in tmp_path.iterdir() if folder.name.startswith(CUSTODIAN))
    custodian.lock()
    for _ in range(2):
        killed(profile, after=random.randint(3, 4))
    again = Workspace.unlock(profile, PASSWORD)
    try:
        again.sync()
        left = len(left_to_seal(again, BATCH, SEAL))
        assert 0 < left < COUNT
        report = run(again)
        assert len(report.sealed) == left
        assert request(again).state is RequestState.SEALED
        uses = [entry.document_id for entry in again.ledger()][: len(again.ledger()) - before]
        assert sorted(uses) == sorted({*uses})
        assert len(uses) == COUNT
        assert again.needs_attention() == []
    finally:
        again.lock()
