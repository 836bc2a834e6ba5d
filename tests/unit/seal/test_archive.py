"""The record of the archive that each seal of ours protects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.ofd import Package
from core.ofd.append import append_parts
from core.ofd.display import Box
from core.seal import Code, Placement, Verdict, verify_document
from core.seal.archive import ArchiveRecord, explained, is_as_sealed, record_of
from core.seal.linkage import read_signatures
from tests.unit.seal.office import NOW, SIGNS, document_parts, sealed, trust, unzipped, zipped

DOCUMENT = zipped(document_parts())
ONCE = sealed(DOCUMENT)
TWICE = sealed(ONCE, Placement(1, Box(10, 10, 42, 42)), seal="s-2", sealer="u-2")
PART = f"{SIGNS}/Sign_0/Container.xml"
LISTS = (f"{SIGNS}/Signatures.xml",)


def record(document: bytes = ONCE, number: int = 0) -> ArchiveRecord:
    package = Package(document)
    found = record_of(package, read_signatures(package).signatures[number])
    assert found is not None
    return found


def test_a_record_reads_back_as_it_was_written() -> None:
    assert ArchiveRecord.read(record().xml) == record()
    assert record().xml == unzipped(ONCE)[PART]


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        record().xml + b" ",
        record().xml.replace(b'Length="', b'Length="x'),
        record().xml.replace(b"20261121", b"20261321"),
        record().xml.replace(b'=" Directory', b'" Directory'),
        b"\xff" + record().xml,
    ],
    ids=["empty", "trailing", "letters", "no month", "short digest", "no text"],
)
def test_a_record_in_any_other_form_is_none(xml: bytes) -> None:
    assert ArchiveRecord.read(xml) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"length": 1 << 30},
        {"length": 0},
        {"front": bytes(32)},
        {"directory": bytes(32)},
        {"listed": bytes(32)},
        {"modified": datetime(2026, 11, 21, 12, 0, 2, tzinfo=UTC)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_everything_in_the_record_counts(changed: dict[str, object]) -> None:
    package = Package(ONCE)
    assert is_as_sealed(package, record(), LISTS)
    assert not is_as_sealed(package, replace(record(), **changed), LISTS)  # type: ignore[arg-type]


def test_only_the_newest_record_accounts_for_the_whole_file() -> None:
    package = Package(TWICE)
    assert is_as_sealed(package, record(TWICE, 1), LISTS)
    assert not is_as_sealed(package, record(TWICE, 0), LISTS)
    assert explained(package, read_signatures(package)) == record(TWICE, 0).length


def test_a_list_of_signatures_written_anew_is_found_out_though_no_signature_covers_it() -> None:
    xml = unzipped(ONCE)[LISTS[0]].replace(b"s002", b"s009")
    report = verify_document(append_parts(ONCE, {LISTS[0]: xml}, NOW, packed=False), trust(), NOW)
    assert report.verdict is Verdict.UNDETERMINED
    assert report.seals[0].codes == {Code.NO_TIMESTAMP, Code.REPACKED}


def test_the_same_document_is_sealed_into_the_same_bytes_but_for_the_signature() -> None:
    one, two = unzipped(ONCE), unzipped(sealed(DOCUMENT))
    assert {name for name in one if one[name] != two[name]} == {f"{SIGNS}/Sign_0/SignedValue.dat"}
