"""Which entries of the ledger belong to a day."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from core.office import LedgerEntry
from desktop.workspace import LedgerFilter

JULY = date(2026, 7, 1)
ENTRY = LedgerEntry(
    id="l-1",
    sequence_no=1,
    used_at=datetime(2026, 6, 30, 18, 0, tzinfo=UTC),
    seal_id="s-1",
    request_id="sr-1",
    document_id="d-1",
    original_blob="0" * 64,
    sealed_blob="1" * 64,
    operator_id="p-1",
    witness_id="p-2",
    previous="0" * 64,
)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Shanghai"])
def computers_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets no zone for one process")
@pytest.mark.usefixtures("computers_zone")
def test_a_use_belongs_to_the_offices_day_whatever_the_computers_zone_is() -> None:
    assert LedgerFilter(since=JULY).admits(ENTRY)
    assert not LedgerFilter(until=date(2026, 6, 30)).admits(ENTRY)
