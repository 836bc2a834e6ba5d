"""Seals without the gateway, where a grace allows: counted, kept, recorded at the next contact."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.office import (
    AlarmKind,
    ESeal,
    LedgerEntry,
    OfflineGrace,
    SealAlarm,
    SealRequest,
    SealState,
    UseOutcome,
)
from core.seal import Size, page_sizes, place_at
from core.sync.wire import Record
from desktop.errors import ActRefused, GatewayBusy, GatewayUnreachable, SealingNeedsGateway
from desktop.remote import HttpGateway, Progress
from desktop.workspace import PreparedSealing, SealingState, Workspace
from gateway.service.ledger import audited
from gateway.service.register import Register
from gateway.store import Store
from tests.gateway_process import serving
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, Opener
from tests.integration.client.test_workspace import port_of

REQUEST, DOCUMENT, SEAL = "sr-1", "d-pifu", "s-qh"


def change(data: Path, record_id: str, **changed: object) -> None:
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        stored = transaction.records.find(record_id)
        assert stored is not None
        Register(transaction).put(replace(stored.record, **changed))


def found(data: Path, kind: type[Record]) -> list[Record]:
    with closing(Store(data / "store.sqlite")) as store, store.reading() as transaction:
        return list(transaction.records.of_type(kind))


def ledger(data: Path) -> list[LedgerEntry]:
    with closing(Store(data / "store.sqlite")) as store, store.reading() as transaction:
        assert audited(transaction, (data / "keys" / "ca.pem").read_text()).unbroken
        return sorted(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)


def allow(data: Path, *, uses: int = 2, hours: int = 8) -> None:
    change(data, SEAL, offline_grace=OfflineGrace(uses_max=uses, hours_max=hours))


def prepared(workspace: Workspace) -> PreparedSealing:
    seal = next(each for each in workspace.seals() if each.id == SEAL)
    pages = page_sizes(workspace.sealing_subject(REQUEST).original)
    stamp = place_at(len(pages) - 1, 110, 190, Size(seal.width_mm, seal.height_mm), pages)
    return workspace.prepare_sealing(REQUEST, [stamp], seal_id=SEAL)


@pytest.fixture
def away(data: Path, opened: Opener) -> tuple[Workspace, int]:
    """A custodian whose seal has a grace, everything fetched, and the gateway gone; the port it was at."""
    allow(data)
    with serving(data) as up:
        port, workspace = port_of(up), opened(up, CUSTODIAN)
        prepared(workspace)
    return workspace, port


def test_without_a_grace_no_seal_is_used_offline(data: Path, opened: Opener) -> None:
    with serving(data) as up:
        workspace = opened(up, CUSTODIAN)
        waiting = prepared(workspace)
    assert workspace.offline_allowance(SEAL) is None
    with pytest.raises(SealingNeedsGateway):
        workspace.apply_seal(waiting)


def test_within_the_grace_a_use_is_kept_counted_and_recorded_at_the_next_contact(
    away: tuple[Workspace, int], data: Path
) -> None:
    workspace, port = away
    before = ledger(data)
    outcome = workspace.apply_seal(prepared(workspace))
    assert outcome.state is SealingState.WAITING
    allowed = workspace.offline_allowance(SEAL)
    assert allowed is not None
    assert (allowed.uses_left, allowed.uses_max, allowed.fault) == (1, 2, None)
    assert ledger(data) == before
    profile = workspace.profile
    assert outcome.content[:200] not in b"".join(each.read_bytes() for each in (profile / "sealed").iterdir())
    workspace.lock()

    with serving(data, port):
        again = Workspace.unlock(profile, PASSWORD)
        again.sync()
        assert again.needs_attention() == []
        document = again.document(DOCUMENT)
        assert document.current is not None
        assert document.current.blob == outcome.sealed_blob
        assert again.file(outcome.sealed_blob) == outcome.content
        again.lock()
    (entry,) = ledger(data)[len(before) :]
    assert (entry.offline, entry.sealed_blob, entry.outcome) == (
        True,
        outcome.sealed_blob,
        UseOutcome.SEALED,
    )
    assert [*(profile / "sealed").iterdir()] == []


class TakesNoFiles(HttpGateway):
    """A gateway that is too busy for files, whatever else it takes."""

    def upload(self, content: bytes, *, progress: Progress | None = None) -> None:
        raise GatewayBusy(503)

    def upload_together(self, contents: Sequence[bytes]) -> None:
        raise GatewayBusy(503)


def test_a_use_does_not_go_up_before_its_file(away: tuple[Workspace, int], data: Path) -> None:
    workspace, port = away
    outcome = workspace.apply_seal(prepared(workspace))
    profile = workspace.profile
    workspace.lock()
    with serving(data, port):
        too_early = Workspace.unlock(profile, PASSWORD, gateway=TakesNoFiles)
        too_early.sync()
        assert too_early.needs_attention() == []
        assert too_early.sync_status().pending == 1
        too_early.lock()
        again = Workspace.unlock(profile, PASSWORD)
        again.sync()
        document = again.document(DOCUMENT)
        assert document.current is not None
        assert document.current.blob == outcome.sealed_blob
        again.lock()


def test_uses_and_hours_are_limited(away: tuple[Workspace, int]) -> None:
    workspace, _ = away
    waiting = prepared(workspace)
    for _ in range(2):
        assert workspace.apply_seal(waiting).state is SealingState.WAITING
    with pytest.raises(ActRefused) as refusal:
        workspace.apply_seal(waiting)
    assert refusal.value.reason == "offline_uses_over"
    for moment in (timedelta(hours=9), timedelta(hours=-9)):
        workspace._now = lambda moment=moment: datetime.now(UTC) + moment
        allowed = workspace.offline_allowance(SEAL)
        assert allowed is not None
        assert allowed.fault == "offline_grace_over"


@pytest.mark.parametrize(
    ("record_id", "changed", "reason"),
    [
        (SEAL, {"state": SealState.CANCELLED}, "seal_not_in_use"),
        (SEAL, {"offline_grace": None}, "no_offline_grace"),
        (REQUEST, {"confirmations": ()}, "not_witnessed"),
    ],
)
def test_a_use_that_is_refused_afterwards_is_in_the_ledger_and_raises_an_alarm(
    away: tuple[Workspace, int], data: Path, record_id: str, changed: dict[str, object], reason: str
) -> None:
    workspace, port = away
    before = ledger(data)
    outcome = workspace.apply_seal(prepared(workspace))
    change(data, record_id, **changed)
    with serving(data, port):
        workspace.sync()
        assert [each.reason for each in workspace.needs_attention()] == [reason]
        assert workspace.document(DOCUMENT).current != outcome.sealed_blob
        raised = [alarm for alarm in workspace.alarms() if alarm.kind is AlarmKind.OFFLINE_USE_REFUSED]
        assert [(alarm.seal_id, alarm.operator_id) for alarm in raised] == [(SEAL, "u-16")]
    (entry,) = ledger(data)[len(before) :]
    assert (entry.outcome, entry.reason, entry.offline) == (UseOutcome.REFUSED, reason, True)
    assert entry.sealed_blob == outcome.sealed_blob
    assert [*(workspace.profile / "sealed").iterdir()] == []


def test_where_a_time_stamp_is_demanded_no_seal_is_used_offline(data: Path, opened: Opener) -> None:
    allow(data)
    change(data, SEAL, demands_time_stamp=True)
    with serving(data) as up:
        workspace = opened(up, CUSTODIAN)
        waiting = prepared(workspace)
    allowed = workspace.offline_allowance(SEAL)
    assert allowed is not None
    assert allowed.fault == "time_stamp_demanded"
    with pytest.raises(ActRefused) as refused:
        workspace.apply_seal(waiting)
    assert refused.value.reason == "time_stamp_demanded"


def test_a_kept_file_that_the_disk_lost_is_still_accounted_for(
    away: tuple[Workspace, int], data: Path
) -> None:
    workspace, port = away
    before = ledger(data)
    workspace.apply_seal(prepared(workspace))
    for file in (workspace.profile / "sealed").iterdir():
        file.write_bytes(b"damaged")
    profile = workspace.profile
    workspace.lock()
    with serving(data, port):
        restarted = Workspace.unlock(profile, PASSWORD)
        restarted.sync()
        assert [each.reason for each in restarted.needs_attention()] == ["not_uploaded"]
        restarted.lock()
    (entry,) = ledger(data)[len(before) :]
    assert (entry.outcome, entry.reason) == (UseOutcome.REFUSED, "not_uploaded")
    assert any(
        isinstance(alarm, SealAlarm) and alarm.kind is AlarmKind.OFFLINE_USE_REFUSED
        for alarm in found(data, SealAlarm)
    )


def test_a_damaged_cache_does_not_lose_the_use(away: tuple[Workspace, int], data: Path) -> None:
    workspace, port = away
    before = len(ledger(data))
    outcome = workspace.apply_seal(prepared(workspace))
    profile = workspace.profile
    workspace.lock()
    for name in ("cache.db", "cache.db-wal", "cache.db-shm"):
        (profile / name).unlink(missing_ok=True)
    (profile / "cache.db").write_bytes(b"no database" * 1000)
    with serving(data, port):
        again = Workspace.unlock(profile, PASSWORD)
        again.sync()
        again.sync()
        assert (again.needs_attention(), again.sync_status().pending) == ([], 0)
        again.lock()
    assert [entry.sealed_blob for entry in ledger(data)[before:]] == [outcome.sealed_blob]


def test_a_seal_with_a_grace_still_asks_while_it_can(data: Path, opened: Opener) -> None:
    allow(data)
    with serving(data) as up:
        workspace = opened(up, CUSTODIAN)
        waiting = prepared(workspace)
        change(data, SEAL, state=SealState.SUSPENDED)
        with pytest.raises(ActRefused) as refusal:
            workspace.apply_seal(waiting)
    assert refusal.value.reason == "seal_not_in_use"
    with pytest.raises(GatewayUnreachable):
        workspace.sync()
    assert isinstance(found(data, ESeal)[0], ESeal)
    assert all(isinstance(request, SealRequest) for request in found(data, SealRequest))
