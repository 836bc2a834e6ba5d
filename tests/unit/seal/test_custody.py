"""Statements: what a signature is good for, and for nothing else."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from msgspec.structs import replace

from core.crypto import sm2
from core.office import ClearanceClass, Person, RequestedDocument, RequestState, SealRequest, UseKind
from core.seal import StatementInvalid, check_statement, use_statement, witness_statement
from tests.unit.seal.office import NOW, office, trust

SEALER = office().sealers["u-1"]
PERSON = Person(
    id="u-1",
    name="甲",
    org_id="org",
    post_id="p",
    position="员",
    order_key="1",
    clearance=ClearanceClass.GENERAL,
    signing_certificates=(sha256(SEALER.certificate).hexdigest(),),
)
REQUEST = SealRequest(
    id="sr-1",
    items=(RequestedDocument(document_id="d-1", approved_blob="a" * 64, blob="a" * 64, pages=3),),
    subject="题",
    seal_ids=("s-1",),
    kinds=(UseKind.CLOSING,),
    copies=2,
    applicant_id="u-3",
    applied_at=NOW,
    state=RequestState.APPROVED,
)
STATEMENT = witness_statement(REQUEST, "s-1", "u-1")


def judged(statement: bytes, *, person: Person = PERSON, **given: object) -> str | None:
    """The fault, None when the statement counts."""
    facts = {
        "certificate": SEALER.certificate,
        "signature": sm2.sign(SEALER.key, STATEMENT),
        "now": NOW,
        **given,
    }
    try:
        check_statement(
            statement,
            facts["certificate"],  # type: ignore[arg-type]
            facts["signature"],  # type: ignore[arg-type]
            trust=trust(),
            now=facts["now"],  # type: ignore[arg-type]
            person=person,
        )
    except StatementInvalid as error:
        return error.fault
    return None


def test_a_persons_own_signature_counts_for_what_was_signed() -> None:
    assert judged(STATEMENT) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "sr-2"},
        {"copies": 3},
        {"kinds": (UseKind.CLOSING, UseKind.STRADDLE)},
        {"items": ()},
        {"items": (replace(REQUEST.items[0], approved_blob="b" * 64),)},
        {"items": (replace(REQUEST.items[0], pages=4),)},
        {"items": (REQUEST.items[0], replace(REQUEST.items[0], document_id="d-2"))},
    ],
)
def test_it_counts_for_no_other_application(changed: dict[str, object]) -> None:
    assert judged(witness_statement(replace(REQUEST, **changed), "s-1", "u-1")) == "signature"


def test_it_outlasts_an_earlier_joint_seal() -> None:
    sealed = replace(REQUEST.items[0], blob="c" * 64, done=("s-0",))
    assert judged(witness_statement(replace(REQUEST, items=(sealed,)), "s-1", "u-1")) is None


def test_it_counts_for_no_other_seal_witness_or_purpose() -> None:
    for other in (
        witness_statement(REQUEST, "s-2", "u-1"),
        witness_statement(REQUEST, "s-1", "u-2"),
        use_statement(
            request_id="sr-1",
            document_id="d-1",
            seal_id="s-1",
            original_blob="a" * 64,
            sealed_blob="b" * 64,
            operator_id="u-1",
            kinds=REQUEST.kinds,
            pages=(0,),
            used_at=NOW,
        ),
    ):
        assert judged(other) == "signature"


def test_a_key_that_is_not_the_persons_or_not_believed_does_not_count() -> None:
    assert judged(STATEMENT, person=replace(PERSON, signing_certificates=())) == "person"
    assert judged(STATEMENT, now=NOW + timedelta(days=40 * 365)) == "path"
    unreadable = b"no certificate"
    listed = replace(PERSON, signing_certificates=(sha256(unreadable).hexdigest(),))
    assert judged(STATEMENT, person=listed, certificate=unreadable) == "certificate"
    assert judged(STATEMENT, signature=b"") == "signature"
