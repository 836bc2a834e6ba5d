"""The gateway's yes to one use: what it binds, and how a seal names it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.crypto import sm2
from core.ofd import Package
from core.ofd.display import Box
from core.office import UsePermit
from core.seal import Code, Placement, Verdict, finish, prepare, verify_document
from core.seal.archive import ArchiveRecord, record_of
from core.seal.linkage import read_signatures
from core.seal.permit import permit_digest, permit_statement
from tests.unit.seal.office import NOW, changed, document_parts, office, trust, zipped

PERMIT = UsePermit(granted_at=NOW, signature=b"the gateway's")
FACTS = {"request_id": "sr-1", "document_id": "d-1", "seal_id": "s-1", "blob": "0" * 64, "operator_id": "u-1"}
PREPARED = NOW - timedelta(minutes=1)


def pressed(document: bytes, permit: UsePermit) -> bytes:
    sealer = office().sealers["u-1"]
    prepared = prepare(
        document,
        seal=office().seals["s-1"],
        placements=[Placement(0, Box(120, 200, 42, 42))],
        signer_certificate=sealer.certificate,
        now=PREPARED,
    ).under(permit_digest(permit), NOW)
    signature = sm2.decode_signature(sm2.sign_digest(sealer.key, prepared.e))
    assert signature is not None
    return finish(prepared, signature)


def record(content: bytes) -> ArchiveRecord:
    package = Package(content)
    found = record_of(package, read_signatures(package).signatures[-1])
    assert found is not None
    return found


def test_a_seal_names_its_permit_is_valid_and_bears_the_later_time() -> None:
    content = pressed(zipped(document_parts()), PERMIT)
    report = verify_document(content, trust(), NOW)
    assert report.verdict is Verdict.VALID
    assert report.seals[0].signed_at == NOW
    assert record(content).permit == permit_digest(PERMIT)
    assert ArchiveRecord.read(record(content).xml) == record(content)


def test_who_puts_another_permit_into_a_sealed_file_breaks_the_seal() -> None:
    content = pressed(zipped(document_parts()), PERMIT)
    other = UsePermit(granted_at=NOW, signature=b"another")
    forged = changed(
        content, "Doc_0/Signs/Sign_0/Container.xml", pressed_record(pressed(zipped(document_parts()), other))
    )
    report = verify_document(forged, trust(), NOW)
    assert report.verdict is Verdict.INVALID
    assert Code.DIGEST_MISMATCH in report.seals[0].codes


def pressed_record(content: bytes) -> bytes:
    return record(content).xml


@pytest.mark.parametrize("fact", [*FACTS, "granted_at"])
def test_a_permit_is_for_one_use_by_one_person_at_one_time(fact: str) -> None:
    facts: dict[str, str] = dict(FACTS)
    moment = NOW
    if fact == "granted_at":
        moment += timedelta(microseconds=1)
    else:
        facts[fact] += "x"
    assert permit_statement(**facts, granted_at=moment) != permit_statement(**FACTS, granted_at=NOW)


def test_a_permit_says_its_time_in_utc_whatever_zone_it_is_told_in() -> None:
    told = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert permit_statement(**FACTS, granted_at=told.astimezone()) == permit_statement(
        **FACTS, granted_at=told
    )
