"""The sample office as the gateway fills it: whole, consistent, dated from its today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from core.ofd import open_ofd
from core.office import (
    AlarmKind,
    FileFormat,
    LedgerEntry,
    OfficialDocument,
    Person,
    SealAlarm,
    SealRequest,
    UseOutcome,
    WorkItem,
)
from core.seal import Verdict, check_signature, verify_document, witness_statement
from gateway.app import blob_store
from gateway.data_folder import DataFolder
from gateway.service.ledger import audited
from gateway.service.sample_office.shape import moved_to
from gateway.service.verifying import read_trust
from gateway.store import BlobStore, Store, Transaction


@pytest.fixture(scope="module")
def folder(sample_folder: Path) -> DataFolder:
    return DataFolder.opened(sample_folder)


@pytest.fixture(scope="module")
def blobs(folder: DataFolder) -> BlobStore:
    return blob_store(folder)


@pytest.fixture(scope="module")
def office(folder: DataFolder) -> Iterator[Transaction]:
    with closing(Store(folder.database)) as store, store.reading() as transaction:
        yield transaction


def _documents(office: Transaction) -> dict[str, OfficialDocument]:
    return {document.id: document for document in office.records.of_type(OfficialDocument)}


def test_every_seal_of_the_sample_office_is_genuine(
    office: Transaction, blobs: BlobStore, folder: DataFolder
) -> None:
    trust, now = read_trust(folder.trust), datetime.now(UTC)
    verdicts = {
        document.id: verify_document(blobs.read(document.current.blob), trust, now).verdict
        for document in _documents(office).values()
        if document.current is not None and document.current.sealed
    }
    assert len(verdicts) == 9
    assert set(verdicts.values()) == {Verdict.VALID}


def test_every_version_opens(office: Transaction, blobs: BlobStore) -> None:
    for document in _documents(office).values():
        for version in document.versions:
            content = blobs.read(version.blob)
            assert len(content) == version.size
            if version.format is FileFormat.OFD:
                assert open_ofd(content).page_count > 0
            else:
                assert content.startswith(b"%PDF-")


def test_a_joint_document_bears_both_seals_on_one_page(
    office: Transaction, blobs: BlobStore, folder: DataFolder
) -> None:
    joint = _documents(office)["d-joint"]
    assert joint.current is not None
    report = verify_document(blobs.read(joint.current.blob), read_trust(folder.trust), datetime.now(UTC))
    assert [seal.seal_name for seal in report.seals] == ["青禾县财政局", "青禾县水利局"]
    assert len({stamp.page for seal in report.seals for stamp in seal.stamps}) == 1


def test_what_was_received_is_what_was_sealed(office: Transaction) -> None:
    documents = _documents(office)
    sent, received = documents["d-joint"].current, documents["r-05"].current
    assert sent is not None
    assert received is not None
    assert sent.blob == received.blob


def test_the_ledger_goes_on_where_the_sample_says(office: Transaction, sample_folder: Path) -> None:
    entries = sorted(office.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)
    assert audited(office, (sample_folder / "keys" / "ca.pem").read_text()).unbroken
    assert (entries[0].sequence_no, entries[-1].sequence_no) == (112, 122)
    assert [(entry.seal_id, entry.document_id) for entry in entries[-5:]] == [
        ("s-czj", "d-joint"),
        ("s-slj", "d-joint"),
        ("s-qh", "d-qingshi"),
        ("s-qh", "d-qingshi"),
        ("s-old", None),
    ]
    assert (entries[-1].outcome, entries[-1].reason) == (UseOutcome.REFUSED, "seal_not_in_use")


def test_a_cancelled_seal_that_was_tried_stands_among_the_alarms(office: Transaction) -> None:
    (alarm,) = office.records.of_type(SealAlarm)
    assert (alarm.seal_id, alarm.kind) == ("s-old", AlarmKind.USED_WHILE_CANCELLED)


def test_the_witness_of_the_open_application_has_truly_confirmed(office: Transaction) -> None:
    stored = office.records.find("sr-1")
    assert stored is not None
    request = stored.record
    assert isinstance(request, SealRequest)
    (confirmation,) = request.confirmations
    witness = office.records.find("u-17")
    assert witness is not None
    assert isinstance(witness.record, Person)
    assert sha256(confirmation.certificate).hexdigest() in witness.record.signing_certificates
    check_signature(
        witness_statement(request, "s-qh", "u-17"), confirmation.certificate, confirmation.signature
    )


def test_an_application_names_the_current_file(office: Transaction) -> None:
    documents = _documents(office)
    for request in office.records.of_type(SealRequest):
        for item in request.items:
            current = documents[item.document_id].current
            assert current is not None
            assert item.blob == current.blob


@pytest.mark.parametrize(
    ("person", "todo", "to_read"),
    [
        ("u-16", {"d-pifu", "d-lianhe"}, {"d-tongzhi"}),
        ("u-19", set(), {"d-tongbao"}),
        ("u-01", {"r-02"}, set()),
    ],
)
def test_the_work_lists_follow_from_the_procedures(
    office: Transaction, person: str, todo: set[str], to_read: set[str]
) -> None:
    items = [
        item for item in office.records.of_type(WorkItem) if item.person_id == person and not item.done_at
    ]
    assert {item.document_id for item in items if item.queue == "todo"} == todo
    assert {item.document_id for item in items if item.queue == "to_read"} >= to_read


def test_dates_move_together_and_texts_stay() -> None:
    office = {
        "meta": {"demo_today": "2026-06-17"},
        "meetings": [],
        "a": ["2026-06-18", "2026-06-24T09:00", "2026-06-15T15:18:30", "6月15日前", "〔2026〕45号", None, 3],
    }
    assert moved_to(office, date(2026, 7, 1))["a"] == [
        "2026-07-02",
        "2026-07-08T09:00:00",
        "2026-06-29T15:18:30",
        "6月15日前",
        "〔2026〕45号",
        None,
        3,
    ]


@pytest.mark.parametrize(
    ("today", "starts"),
    [
        ("2026-06-17", "2026-06-24T09:00:00"),
        ("2026-06-20", "2026-06-29T09:00:00"),
        ("2026-06-21", "2026-06-29T09:00:00"),
        ("2026-06-22", "2026-06-29T09:00:00"),
    ],
)
def test_nobody_meets_at_the_weekend(today: str, starts: str) -> None:
    office = {
        "meta": {"demo_today": "2026-06-17"},
        "meetings": [{"start": "2026-06-24T09:00"}, {"start": "2026-06-11T14:30"}],
    }
    coming, held = moved_to(office, date.fromisoformat(today))["meetings"]
    assert coming["start"] == starts
    assert datetime.fromisoformat(held["start"]).weekday() < 5
    assert datetime.fromisoformat(held["start"]).date() < date.fromisoformat(today)
