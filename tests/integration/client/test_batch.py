"""One seal on many documents: asked for one by one, cancelled between two, taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.office import RequestState, SealRequest, UseKind, UseOutcome
from core.seal import Anchor, PlacementRule, Size, Verdict, places_by
from desktop.errors import ActRefused
from desktop.workspace import BatchItem, BatchOrder, BatchReport, Workspace, left_to_seal, seal_batch
from tests.batch_office import BATCH, SEAL, WITNESS, plant_batch
from tests.gateway_process import GatewayProcess, serving
from tests.integration.client.conftest import CUSTODIAN, Opener
from tests.integration.client.test_sealing import suspend

COUNT = 12


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
    whole = order(custodian)

    def told(number: int, _: BatchReport) -> None:
        if number == 3:
            suspend(data, SEAL)

    report = seal_batch(custodian, whole, told=told, cancelled=lambda: False)
    assert isinstance(report.stopped, ActRefused)
    assert report.stopped.reason == "seal_not_in_use"
    assert len(report.failed) == 3, "signed before the gateway said so, and not accepted"
    assert len(report.left) == COUNT - 3
    assert len(custodian.document(whole.items[4].document_id).versions) == 1
