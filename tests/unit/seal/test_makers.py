"""The seal maker's part of a judgement: each thing that can be wrong with it, and with when it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.crypto import KeyUsage, der, parse_certificate, parse_crl
from core.crypto.issue import Authority, Revoked, issue_certificate, issue_crl
from core.seal import Code, SealMaker, Trust, Verdict, verify_document
from tests.unit.crypto.test_paths_in_the_field import EXTENSIONS, extended, extension
from tests.unit.seal.forms import CREATED, MAKER, NEW, OLD, PLAIN, Form, document
from tests.unit.seal.office import FROM, NOW, UNTIL, office, trust

AUTHORITY = Authority(
    name=parse_certificate(office().authority_certificate).subject, key=office().authority_key
)
SERIAL = parse_certificate(office().maker_certificate).serial


def maker(**changes: Any) -> SealMaker:
    """The office's maker with a certificate of other facts."""
    own = parse_certificate(office().maker_certificate)
    facts = {"serial": 77, "not_before": FROM - timedelta(days=9), "not_after": UNTIL, **changes}
    certificate = issue_certificate(AUTHORITY, subject=own.subject, point=MAKER.key.point, **facts)
    return SealMaker(certificate=certificate, key=MAKER.key)


def judged(written: bytes, believed: Trust | None = None) -> tuple[Verdict, set[Code]]:
    (seal,) = verify_document(written, believed or any_maker(), NOW).seals
    return seal.verdict, set(seal.codes - {Code.NO_TIMESTAMP})


def any_maker() -> Trust:
    return replace(trust(), trusted_makers=None)


def with_lists(*revoked: Revoked, until: datetime = UNTIL) -> Trust:
    """The office's trust with another list of its authority, of before everything."""
    before = FROM - timedelta(days=30)
    made = parse_crl(issue_crl(AUTHORITY, revoked, number=9, this_update=before, next_update=until))
    return replace(any_maker(), crls=(trust().crls[0], made))


ONLY_ENCIPHERS = frozenset({KeyUsage.KEY_ENCIPHERMENT})
UNKNOWN = SealMaker(
    certificate=extended(maker().certificate, AUTHORITY.key, EXTENSIONS, extension("1.2.3.4", b"\5\0")),
    key=MAKER.key,
)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (replace(PLAIN, maker=maker(not_after=CREATED - timedelta(days=1))), Code.MAKER_EXPIRED),
        (replace(PLAIN, maker=maker(not_before=CREATED + timedelta(days=1))), Code.MAKER_NOT_YET_VALID),
        (replace(PLAIN, maker=maker(usage=ONLY_ENCIPHERS)), Code.MAKER_KEY_USAGE),
        (replace(PLAIN, maker=UNKNOWN), Code.MAKER_UNKNOWN_CRITICAL_EXT),
        (replace(PLAIN, maker_algorithm="1.2.840.113549.1.1.11"), Code.MAKER_UNSUPPORTED_ALGORITHM),
        (replace(NEW, seal_stamp=der.explicit(0, der.bit_string(b"no token"))), Code.MAKER_TIMESTAMP_INVALID),
    ],
    ids=["expired", "not yet valid", "enciphers", "unknown extension", "another algorithm", "a broken stamp"],
)
def test_what_is_wrong_with_the_maker_leaves_the_seal_undetermined(form: Form, code: Code) -> None:
    assert judged(document(form)) == (Verdict.UNDETERMINED, {code})


@pytest.mark.parametrize("form", [PLAIN, OLD, NEW], ids=["v4", "v1", "v5"])
def test_a_maker_who_signs_as_another_version_wants_is_remarked(form: Form) -> None:
    assert judged(document(replace(form, made_as_others_do=True))) == (
        Verdict.VALID,
        {Code.MAKER_SIG_VARIANT},
    )


@pytest.mark.parametrize(
    ("revoked", "codes"),
    [
        (Revoked(serial=SERIAL, at=CREATED - timedelta(days=1)), {Code.MAKER_REVOKED}),
        (Revoked(serial=SERIAL, at=CREATED + timedelta(days=1)), {Code.MAKER_REVOKED_LATER}),
        (Revoked(serial=SERIAL, at=NOW, reason=1), {Code.MAKER_REVOKED}),
    ],
    ids=["before", "later", "key lost"],
)
def test_a_maker_who_was_revoked_is_judged_by_when_the_seal_was_made(
    revoked: Revoked, codes: set[Code]
) -> None:
    assert judged(document(PLAIN), with_lists(revoked)) == (Verdict.UNDETERMINED, codes)


def test_a_list_that_ended_before_the_seal_was_made_or_pressed_is_stale() -> None:
    before = judged(document(PLAIN), with_lists(until=CREATED - timedelta(days=1)))
    assert before == (Verdict.UNDETERMINED, {Code.MAKER_CRL_STALE, Code.CRL_STALE})
    between = judged(document(PLAIN), with_lists(until=CREATED + timedelta(days=1)))
    assert between == (Verdict.UNDETERMINED, {Code.CRL_STALE})


def test_a_maker_who_is_a_signer_of_the_same_authority_is_no_maker_where_makers_are_listed() -> None:
    """Any certificate of the authority leads to the root: only the list tells a maker from a person."""
    person = office().sealers["u-2"]
    own = replace(PLAIN, maker=SealMaker(certificate=person.certificate, key=person.key))
    assert judged(document(own), trust()) == (Verdict.UNDETERMINED, {Code.MAKER_NOT_TRUSTED})


def test_a_trusted_maker_does_not_make_a_strangers_certificate_good() -> None:
    stranger = replace(trust(), anchors=(), intermediates=())
    assert judged(document(PLAIN), stranger) == (Verdict.UNDETERMINED, {Code.NO_PATH, Code.MAKER_NO_PATH})
