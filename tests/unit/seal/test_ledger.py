"""The ledger's proof: numbers, links, the operator's signature and the gateway's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from msgspec.structs import replace

from core.crypto import sm2
from core.office import LedgerEntry, UseKind, UseOutcome, UsePermit
from core.seal import Trust, use_statement_of
from core.seal.ledger import GENESIS, entry_digest, signed_bytes, signed_under, verify_ledger
from core.seal.permit import permit_statement_of
from gateway import authority
from tests.unit.seal.office import NOW, office, trust

CA = authority.new_authority(NOW)
KEY = authority.new_ledger_signer(CA, NOW)
DEVICE = authority.new_device(CA, "device", NOW)
OTHER = authority.new_ledger_signer(authority.new_authority(NOW), NOW)
CHECK = signed_under(CA.certificate_pem.decode())
SEALER = office().sealers["u-1"]


def entry(number: int, previous: str, *, key: authority.KeyedCertificate = KEY) -> LedgerEntry:
    made = LedgerEntry(
        id=f"le-{number}",
        sequence_no=number,
        used_at=NOW,
        seal_id="s-1",
        request_id="sr-1",
        document_id="d-1",
        original_blob="0" * 64,
        sealed_blob=f"{number:064x}",
        operator_id="u-1",
        witness_id="u-2",
        previous=previous,
        kinds=(UseKind.CLOSING,),
        pages=(0, 2),
        operator_certificate=SEALER.certificate,
        gateway_certificate=key.certificate_der,
    )
    made = replace(made, operator_signature=sm2.sign(SEALER.key, use_statement_of(made)))
    return replace(made, gateway_signature=key.sign(signed_bytes(made)))


def permitted(number: int, seal_id: str = "s-1", at: datetime = NOW) -> LedgerEntry:
    """An entry with the gateway's yes to a use of `seal_id` at a time, not always the entry's own."""
    made = replace(entry(number, GENESIS), seal_id=seal_id)
    statement = permit_statement_of(made, UsePermit(granted_at=at, signature=b"-"))
    permit = UsePermit(granted_at=at, signature=KEY.sign(statement))
    whole = replace(entry(number, GENESIS), permit=permit, gateway_signature=b"")
    return replace(whole, gateway_signature=KEY.sign(signed_bytes(whole)))


def ledger(length: int) -> list[LedgerEntry]:
    made: list[LedgerEntry] = []
    for number in range(5, 5 + length):
        made.append(entry(number, entry_digest(made[-1]) if made else GENESIS))
    return made


def test_a_whole_ledger_is_unbroken_in_whatever_order_it_comes() -> None:
    made = ledger(4)
    report = verify_ledger(reversed(made), signed_by_gateway=CHECK, now=NOW)
    assert (report.unbroken, report.entries) == (True, 4)
    assert verify_ledger([], signed_by_gateway=CHECK, now=NOW).unbroken


@pytest.mark.parametrize(
    "changed",
    [
        {"copies": 2},
        {"sealed_blob": "f" * 64},
        {"operator_id": "u-2"},
        {"witness_id": None},
        {"used_at": NOW + timedelta(seconds=1)},
        {"offline": True},
        {"outcome": UseOutcome.REFUSED},
    ],
)
def test_a_changed_entry_loses_its_signature_and_the_next_its_link(changed: dict[str, object]) -> None:
    made = ledger(3)
    made[1] = replace(made[1], **changed)
    report = verify_ledger(made, signed_by_gateway=CHECK, now=NOW)
    assert (report.bad_signatures, report.broken_links) == ((6,), (7,))


def test_what_is_taken_out_or_cut_off_at_the_front_is_missed() -> None:
    made = ledger(4)
    report = verify_ledger([made[0], made[3]], signed_by_gateway=CHECK, now=NOW)
    assert report.gaps == (6, 7)
    assert verify_ledger(made[1:], signed_by_gateway=CHECK, now=NOW).broken_links == (6,)
    some = verify_ledger([made[1], made[3]], signed_by_gateway=CHECK, now=NOW, partial=True)
    assert (some.unbroken, some.partial) == (True, True)


def test_what_is_cut_off_at_the_end_is_missed_where_the_end_is_known() -> None:
    made = ledger(4)
    end = made[-1].sequence_no, entry_digest(made[-1])
    assert verify_ledger(made, signed_by_gateway=CHECK, now=NOW, end=end).unbroken
    assert verify_ledger(made[:2], signed_by_gateway=CHECK, now=NOW, end=end).gaps == (7, 8)
    assert verify_ledger([], signed_by_gateway=CHECK, now=NOW, end=(2, "0" * 64)).gaps == (1, 2)
    early = made[1].sequence_no, entry_digest(made[1])
    assert verify_ledger(made, signed_by_gateway=CHECK, now=NOW, end=early).broken_links == (8,)


def test_an_entry_that_was_written_anew_and_signed_by_others_does_not_count() -> None:
    for key in (DEVICE, OTHER):
        report = verify_ledger([entry(5, GENESIS, key=key)], signed_by_gateway=CHECK, now=NOW)
        assert report.bad_signatures == (5,)


def test_signatures_cannot_be_taken_off() -> None:
    (made,) = ledger(1)
    for stripped in (
        replace(made, gateway_signature=b""),
        replace(made, operator_signature=b""),
        replace(made, gateway_certificate=b"no certificate"),
    ):
        assert not verify_ledger([stripped], signed_by_gateway=CHECK, now=NOW).unbroken


def test_a_refusal_needs_the_gateways_signature_alone() -> None:
    (made,) = ledger(1)
    refused = replace(
        made,
        outcome=UseOutcome.REFUSED,
        reason="seal_not_in_use",
        operator_certificate=b"",
        operator_signature=b"",
    )
    refused = replace(refused, gateway_signature=KEY.sign(signed_bytes(refused)))
    assert verify_ledger([refused], signed_by_gateway=CHECK, now=datetime.now(UTC)).unbroken


def test_numbers_are_looked_at_as_they_are() -> None:
    numbers = count(1)
    made = [entry(next(numbers), GENESIS), entry(1, GENESIS)]
    assert not verify_ledger(made, signed_by_gateway=CHECK, now=NOW).unbroken


def test_an_operators_key_that_nobody_believes_is_no_operators() -> None:
    made = ledger(2)
    assert verify_ledger(made, signed_by_gateway=CHECK, now=NOW, trust=trust()).unbroken
    stranger = Trust(intermediates=trust().intermediates, crls=trust().crls)
    report = verify_ledger(made, signed_by_gateway=CHECK, now=NOW, trust=stranger)
    assert report.bad_signatures == (5, 6)
    early = replace(made[0], used_at=NOW - timedelta(days=20 * 365))
    early = replace(early, operator_signature=sm2.sign(SEALER.key, use_statement_of(early)))
    early = replace(early, gateway_signature=KEY.sign(signed_bytes(early)))
    assert not verify_ledger([early], signed_by_gateway=CHECK, now=NOW, trust=trust()).unbroken


def test_an_entrys_permit_must_be_for_its_own_use() -> None:
    assert verify_ledger([permitted(1)], signed_by_gateway=CHECK, now=NOW).unbroken
    report = verify_ledger([permitted(1, seal_id="s-2")], signed_by_gateway=CHECK, now=NOW)
    assert report.bad_signatures == (1,)


def test_an_entrys_permit_must_be_of_the_time_of_its_use() -> None:
    for minutes, holds in ((-6, False), (-4, True), (4, True), (6, False)):
        made = permitted(1, at=NOW + timedelta(minutes=minutes))
        assert verify_ledger([made], signed_by_gateway=CHECK, now=NOW).unbroken is holds


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ({}, False),
        ({"offline": True}, True),
        ({"outcome": UseOutcome.REFUSED, "reason": "not_asked"}, True),
    ],
)
def test_a_use_on_line_without_a_permit_is_older_than_the_first_that_has_one(
    told: dict[str, object], holds: bool
) -> None:
    first, asked = entry(1, GENESIS), permitted(2)
    asked = replace(asked, previous=entry_digest(first), gateway_signature=b"")
    asked = replace(asked, gateway_signature=KEY.sign(signed_bytes(asked)))
    last = replace(entry(3, entry_digest(asked)), gateway_signature=b"", **told)
    last = replace(last, gateway_signature=KEY.sign(signed_bytes(last)))
    report = verify_ledger([first, asked, last], signed_by_gateway=CHECK, now=NOW)
    assert report.bad_signatures == (() if holds else (3,))


def test_an_entry_from_before_there_were_permits_is_signed_as_it_was() -> None:
    assert b"permit" not in signed_bytes(entry(1, GENESIS))
    assert b"permit" in signed_bytes(permitted(1))
